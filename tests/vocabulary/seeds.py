"""One defect of the vocabulary, and how it is put there."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from rdflib import Graph

from tests.vocabulary.reading import turtle, vocabulary

Check = Callable[[Graph], list[str]]


class Defect(NamedTuple):
    """One thing wrong with the vocabulary.

    Attributes:
        found: what a message of the check says.
        add: Turtle that is added.
        drop: subjects with the predicate whose statements are taken away first.
    """

    found: str
    add: str = ""
    drop: tuple[str, ...] = ()

    def seeded(self) -> Graph:
        """Return the vocabulary with this defect."""
        graph = vocabulary()
        for place in self.drop:
            ((subject, predicate, _),) = turtle(f"{place} 0 .")
            assert (subject, predicate, None) in graph, f"{place}: there is nothing to take away"
            graph.remove((subject, predicate, None))
        for triple in turtle(self.add):
            graph.add(triple)
        return graph
