"""The other engine: owlrl, which knows all of the OWL 2 RL profile and is slow."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from pyoxigraph import Store, Triple

from govgraph.rdflib_bridge import from_rdflib, to_rdflib

if TYPE_CHECKING:
    from rdflib import Graph

_ERROR = "http://www.daml.org/2002/03/agents/agent-ont#error"


class Derived(NamedTuple):
    """What owlrl derives.

    Attributes:
        triples: all statements, given and derived, without those about literals.
        messages: what it says of contradictions.
        merged: two things that it makes one, as N-Triples, or None.
    """

    triples: list[Triple]
    messages: list[str]
    merged: tuple[str, str] | None


def owlrl_closure(store: Store) -> Derived:
    """Return all that owlrl derives from a store."""
    # rdflib and owlrl take a quarter of a second to import.
    from owlrl import DeductiveClosure, OWLRL_Semantics
    from rdflib import URIRef

    graph = to_rdflib(store)
    with _quiet():
        DeductiveClosure(OWLRL_Semantics).expand(graph)
    errors = list(graph.subject_objects(URIRef(_ERROR)))
    for node, _ in errors:
        graph.remove((node, None, None))
    messages = sorted({" ".join(str(text).split()) for _, text in errors})
    return Derived(list(from_rdflib(graph)), messages, _merged(graph))


def _merged(graph: Graph) -> tuple[str, str] | None:
    """Return two things, or two values, that were made one; spellings of one value are one."""
    from rdflib import OWL
    from rdflib import Literal as RdflibLiteral

    for one, other in sorted(graph.subject_objects(OWL.sameAs), key=str):
        values = [t.value for t in (one, other) if isinstance(t, RdflibLiteral)]
        is_one = len(values) == 2 and values[0] is not None and values[0] == values[1]
        if one != other and not is_one:
            return one.n3(), other.n3()
    return None


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep rdflib from warning of literals that validation reports with their places."""
    log = logging.getLogger("rdflib.term")
    was, log.disabled = log.disabled, True
    try:
        yield
    finally:
        log.disabled = was
