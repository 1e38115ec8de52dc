"""One defect of the vocabulary, and how it is put there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import NamedTuple

from rdflib import Graph
from rdflib.term import Node

from tests.vocabulary.reading import turtle, vocabulary

Check = Callable[[Graph], list[str]]
Triple = tuple[Node, Node, Node]


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

    @contextmanager
    def seeded(self) -> Iterator[Graph]:
        """Put this defect into the vocabulary, which is as it was afterwards."""
        graph = vocabulary()
        gone: list[Triple] = []
        for place in self.drop:
            ((subject, predicate, _),) = turtle(f"{place} 0 .")
            found = list(graph.triples((subject, predicate, None)))
            assert found, f"{place}: there is nothing to take away"
            gone += found
        added = [triple for triple in turtle(self.add) if triple not in graph or triple in gone]
        _exchange(graph, gone, added)
        try:
            yield graph
        finally:
            _exchange(graph, added, gone)


def _exchange(graph: Graph, gone: list[Triple], added: list[Triple]) -> None:
    for triple in gone:
        graph.remove(triple)
    for triple in added:
        graph.add(triple)
