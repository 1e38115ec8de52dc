"""The data graph by predicate: the columns of a store, each read once and as a whole.

The data graph is the union of all graphs of the store.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import islice

from pyoxigraph import BlankNode, NamedNode, Store

from govgraph.names import RDF_TYPE, VOCABULARIES
from govgraph.shacl.keys import Key, iri, key_of, term_of, text
from govgraph.sparql.engine import solve

Index = Mapping[Key, Sequence[Key]]

TYPE = iri(RDF_TYPE)
SUBCLASS = iri(VOCABULARIES["rdfs"] + "subClassOf")

# Statements that are kept by subject or by object at a time: a sixth of a gigabyte.
_MOST = 500_000


class Data:
    """The statements of a store, by predicate.

    Args:
        store: the store. It is not to change as long as this is used.
    """

    # Whether nodes are looked up one by one, and columns not read.
    is_narrow = False

    def __init__(self, store: Store) -> None:
        self.store = store
        self._kept: dict[tuple[Key, bool], tuple[int, Index]] = {}
        self._subclasses: Index | None = None
        self._members: dict[Key, frozenset[Key]] = {}
        self._classes: Index | None = None

    def forward(self, predicate: Key) -> Index:
        """Return the objects of a predicate by subject, each once."""
        return self._column(predicate, backward=False)

    def backward(self, predicate: Key) -> Index:
        """Return the subjects of a predicate by object, each once."""
        return self._column(predicate, backward=True)

    def members(self, cls: Key) -> frozenset[Key]:
        """Return the SHACL instances of a class: its own, and those of classes below it."""
        if cls not in self._members:
            if self._classes is None:
                self._classes = _index(*self._pairs(TYPE)[::-1])
                self._subclasses = self.backward(SUBCLASS)
            below, waiting = {cls}, [cls]
            while waiting:
                new = set((self._subclasses or {}).get(waiting.pop(), ())) - below
                below |= new
                waiting.extend(new)
            found = [self._classes.get(c, ()) for c in below]
            self._members[cls] = frozenset().union(*found)
        return self._members[cls]

    def instances(self, cls: Key, nodes: Collection[Key]) -> set[Key]:
        """Return those of some nodes that are SHACL instances of a class."""
        return set(self.members(cls).intersection(nodes))

    def statements(self, node: Key) -> Iterator[tuple[Key, Key]]:
        """Yield predicate and object of each statement about a node."""
        subject = term_of(node)
        if isinstance(subject, NamedNode | BlankNode):
            quads = self.store.quads_for_pattern(subject, None, None)
            yield from {(key_of(q.predicate), key_of(q.object)): None for q in quads}

    def _column(self, predicate: Key, backward: bool) -> Index:
        name = predicate, backward
        kept = self._kept.pop(name, None)
        if kept is None:
            subjects, objects = self._pairs(predicate)
            pair = (objects, subjects) if backward else (subjects, objects)
            kept = len(subjects), _index(*pair)
            self._make_room(kept[0])
        self._kept[name] = kept
        return kept[1]

    def _make_room(self, size: int) -> None:
        # What was asked for longest ago goes first.
        total = size + sum(s for s, _ in self._kept.values())
        while total > _MOST and self._kept:
            total -= self._kept.pop(next(iter(self._kept)))[0]

    def _pairs(self, predicate: Key) -> tuple[list[Key], list[Key]]:
        query = f"SELECT ?s ?o {{ ?s {predicate} ?o }}"
        # One text, cut once: these are the longest columns of all.
        table = text(solve(self.store, query)).replace("\n", "\t")
        cells = table.split("\t")
        del table
        # Before the first pair stand the names of the variables; behind the last, nothing.
        return cells[2:-1:2], cells[3::2]


def _index(ends: list[Key], others: list[Key]) -> Index:
    single = dict(zip(ends, zip(others, strict=True), strict=True))
    if len(single) == len(ends):
        return single
    found: dict[Key, list[Key]] = {}
    for end, other in zip(ends, others, strict=True):
        found.setdefault(end, []).append(other)
    # Two graphs may hold the same statement.
    return {end: tuple(dict.fromkeys(many)) for end, many in found.items()}


def chunks(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    """Yield texts by the chunk."""
    ordered = iter(texts)
    while chunk := list(islice(ordered, size)):
        yield chunk
