"""The words of a data file, as they are kept."""

from __future__ import annotations

from pyoxigraph import NamedNode

from govgraph.store import Tally
from govgraph.validate.facts import Facts
from govgraph.validate.spelling import words_of
from govgraph.validate.texts import spoken
from govgraph.validate.wordings import wordings_of


def tally_of(facts: Facts, graph: str) -> Tally:
    """Return the words of a file by the name of its graph."""
    quads = list(facts.store.quads_for_pattern(None, None, None, NamedNode(graph)))
    return Tally(*words_of(facts, graph), *wordings_of(quads, graph), spoken(quads))
