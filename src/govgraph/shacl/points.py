"""The data graph looked up node by node: for a few nodes of a large store."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pyoxigraph import BlankNode, NamedNode, Store

from govgraph.shacl.data import SUBCLASS, TYPE, Data, Index
from govgraph.shacl.keys import Key, is_blank, is_iri, key_of, term_of

# A statement: subject, predicate, object.
Row = tuple[Key, Key, Key]


class Points(Data):
    """The statements of a store, and further ones, looked up where they are asked for.

    Args:
        store: the store. It is not to change as long as this is used.
        further: statements that count as if they were in it.
    """

    is_narrow = True

    def __init__(self, store: Store, further: Iterable[Row] = ()) -> None:
        super().__init__(store)
        self._further: defaultdict[tuple[Key, bool], dict[Key, list[Key]]]
        self._further = defaultdict(lambda: defaultdict(list))
        for subject, predicate, value in further:
            self._further[predicate, False][subject].append(value)
            self._further[predicate, True][value].append(subject)
        self._ends: dict[tuple[Key, bool], _Ends] = {}

    def instances(self, cls: Key, nodes: Collection[Key]) -> set[Key]:
        """Return those of some nodes that are SHACL instances of a class."""
        types, above, below = self.forward(TYPE), self.backward(SUBCLASS), {cls}
        waiting = [cls]
        for name in waiting:
            new = set(above.get(name, ())) - below
            below |= new
            waiting.extend(new)
        return {node for node in nodes if not below.isdisjoint(types.get(node, ()))}

    def _column(self, predicate: Key, backward: bool) -> Index:
        name = predicate, backward
        if name not in self._ends:
            self._ends[name] = _Ends(self.store, predicate, backward, self._further[name])
        return self._ends[name]


class _Ends(Mapping[Key, Sequence[Key]]):
    """The far ends of a predicate by the near ones."""

    def __init__(
        self, store: Store, predicate: Key, backward: bool, further: Mapping[Key, Sequence[Key]]
    ) -> None:
        self._store = store
        self._predicate = NamedNode(predicate[1:-1])
        self._backward = backward
        self._further = further
        self._known: dict[Key, Sequence[Key]] = {}

    def __getitem__(self, node: Key) -> Sequence[Key]:
        if node not in self._known:
            ends = dict.fromkeys((*self._looked_up(node), *self._further.get(node, ())))
            self._known[node] = tuple(ends)
        found = self._known[node]
        if not found:
            raise KeyError(node)
        return found

    def __iter__(self) -> Iterator[Key]:
        near = 2 if self._backward else 0
        quads = self._store.quads_for_pattern(None, self._predicate, None)
        return iter(dict.fromkeys((*(key_of(q[near]) for q in quads), *self._further)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _looked_up(self, node: Key) -> Iterator[Key]:
        if self._backward:
            quads = self._store.quads_for_pattern(None, self._predicate, term_of(node))
            yield from (key_of(quad.subject) for quad in quads)
        elif is_iri(node) or is_blank(node):
            subject = term_of(node)
            if isinstance(subject, NamedNode | BlankNode):
                quads = self._store.quads_for_pattern(subject, self._predicate, None)
                yield from (key_of(quad.object) for quad in quads)
