"""The other engine: owlrl, which knows all of the OWL 2 RL profile and is slow."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from pyoxigraph import Store, Triple

from govgraph.rdfio import from_rdflib, to_rdflib

_ERROR = "http://www.daml.org/2002/03/agents/agent-ont#error"


def owlrl_closure(store: Store) -> tuple[list[Triple], list[str]]:
    """Return all that owlrl derives from a store, and what it says of contradictions.

    Statements with a literal for a subject are left out, since RDF has none.
    """
    # rdflib and owlrl take a quarter of a second to import.
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import URIRef

    graph = to_rdflib(store)
    with _quiet():
        DeductiveClosure(OWLRL_Semantics).expand(graph)
    errors = list(graph.subject_objects(URIRef(_ERROR)))
    for node, _ in errors:
        graph.remove((node, None, None))
    return list(from_rdflib(graph)), sorted({" ".join(str(text).split()) for _, text in errors})


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from warning of literals that validation reports with their places."""
    log = logging.getLogger("rdflib.term")
    was, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = was
