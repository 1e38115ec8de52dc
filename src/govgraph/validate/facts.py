"""The data to be checked, looked up by node."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from govgraph.model import Term
from govgraph.names import GOV, RDF_TYPE, SKOS
from govgraph.validate.vocabulary import Vocabulary

Node = NamedNode | BlankNode

LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", "abbreviation")

_NUMBER = re.compile(r"[0-9]{1,18}")
_TYPE = NamedNode(RDF_TYPE)


class Near(NamedTuple):
    """A change of a board, and what is near to it: where a check can come to another finding.

    Attributes:
        nodes: the things that are looked at.
        graphs: the names of the records in which they stand.
        gained: the statements that came.
        lost: the statements that went.
    """

    nodes: frozenset[Node]
    graphs: frozenset[str]
    gained: frozenset[Triple]
    lost: frozenset[Triple]


class Classes(Mapping[Node, frozenset[str]]):
    """The classes of nodes with all classes above them, looked up when they are asked for."""

    def __init__(self, store: Store, terms: Vocabulary) -> None:
        self._store = store
        self._terms = terms
        self._known: dict[Node, frozenset[str]] = {}

    def __getitem__(self, node: Node) -> frozenset[str]:
        if node not in self._known:
            quads = self._store.quads_for_pattern(node, _TYPE, None)
            given = {q.object.value for q in quads if isinstance(q.object, NamedNode)}
            self._known[node] = self._terms.lifted(given)
        if not self._known[node]:
            raise KeyError(node)
        return self._known[node]

    def __iter__(self) -> Iterator[Node]:
        quads = self._store.quads_for_pattern(None, _TYPE, None)
        typed = (q.subject for q in quads if isinstance(q.object, NamedNode))
        return iter(dict.fromkeys(n for n in typed if isinstance(n, NamedNode | BlankNode)))

    def __len__(self) -> int:
        return sum(1 for _ in self)


@dataclass(frozen=True)
class Facts:
    """A store with its classes at hand.

    Attributes:
        store: the data and the code lists, a graph a file.
        terms: the vocabulary.
        base: the IRI under which the workspace's things are named.
        near: the part of the data that is looked at; None for all of it. Whatever is looked at,
            all of the data can be looked up.
        classes: node → the classes that it is given, and all classes above them.
        names: what parties are called, as far as somebody has asked for it.
    """

    store: Store
    terms: Vocabulary
    base: str
    near: Near | None = None
    classes: Mapping[Node, frozenset[str]] = field(default_factory=dict)
    names: dict[NamedNode, frozenset[str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Read the classes of every node, where all are looked at."""
        if isinstance(self.classes, Classes) or self.classes:
            return
        if self.near is not None:
            object.__setattr__(self, "classes", Classes(self.store, self.terms))
        else:
            object.__setattr__(self, "classes", _classes(self.store, self.terms))

    def of(self, cls: str) -> Iterator[NamedNode]:
        """Yield the named nodes of a class (a local name) that are looked at, in order."""
        if self.near is None:
            yield from self.every(cls)
            return
        iri = GOV + cls
        found = [n for n in self.near.nodes if iri in self.classes.get(n, ())]
        yield from sorted((n for n in found if isinstance(n, NamedNode)), key=lambda n: n.value)

    def every(self, cls: str) -> list[NamedNode]:
        """Return all named nodes of a class (a local name of the vocabulary), in order."""
        quads = (
            quad
            for name in self.terms.below(GOV + cls)
            for quad in self.store.quads_for_pattern(None, _TYPE, NamedNode(name))
        )
        found = {q.subject for q in quads if isinstance(q.subject, NamedNode)}
        return sorted(found, key=lambda n: n.value)

    def statements(self) -> Iterator[Quad]:
        """Yield the statements about what is looked at, graph by graph."""
        if self.near is None:
            yield from self.store
            return
        for node in self.near.nodes:
            yield from self.store.quads_for_pattern(node, None, None)

    def with_property(self, name: str) -> Iterator[Quad]:
        """Yield the statements of a property (as :meth:`values` has it) that are looked at."""
        predicate = _property(name)
        nodes: Iterable[Node | None] = (None,) if self.near is None else self.near.nodes
        for node in nodes:
            yield from self.store.quads_for_pattern(node, predicate, None)

    def leading_to(self, node: Node, name: str) -> list[NamedNode]:
        """Return the named nodes of which a node is a value of a property, in order."""
        quads = self.store.quads_for_pattern(None, _property(name), node)
        found = {q.subject for q in quads if isinstance(q.subject, NamedNode)}
        return sorted(found, key=lambda n: n.value)

    def has_value(self, name: str, value: Term) -> bool:
        """Return whether a property has a value at any node."""
        return any(True for _ in self.store.quads_for_pattern(None, _property(name), value))

    def is_said(self, node: Node) -> bool:
        """Return whether anything is said of a node."""
        return any(True for _ in self.store.quads_for_pattern(node, None, None))

    def everywhere(self) -> Facts:
        """Return the same data, all of it looked at."""
        return self if self.near is None else replace(self, near=None)

    def labels(self, cls: str) -> Iterator[tuple[NamedNode, str, str]]:
        """Yield each thing of a class with the property and the text of each of its names."""
        # All but the first are rare, and read at once; each look-up takes as long as a statement.
        rare = {path: self.column(path) for path in LABELS[1:]}
        for thing in self.every(cls):
            for path in LABELS:
                texts = (
                    sorted(rare[path].get(thing, ())) if path in rare else self.texts(thing, path)
                )
                yield from ((thing, path, text) for text in texts)

    def column(self, name: str) -> dict[Node, set[str]]:
        """Return all nodes with a literal value of a property, with the texts of these values."""
        found: dict[Node, set[str]] = {}
        for quad in self.store.quads_for_pattern(None, _property(name), None):
            if isinstance(quad.object, Literal) and isinstance(quad.subject, NamedNode | BlankNode):
                found.setdefault(quad.subject, set()).add(quad.object.value)
        return found

    def if_renamed(self, *classes: str) -> Facts:
        """Return the data with all of it looked at, where names of things of classes change.

        So does what counts on every such name on file; else the part is returned that is looked at.
        """
        return self.everywhere() if self.renames(*classes) else self

    def renames(self, *classes: str) -> bool:
        """Return whether a thing of some classes comes or goes, or is called otherwise."""
        if self.near is None:
            return True
        paths = {*map(_property, LABELS), _property("roleIn")}
        wanted = {GOV + cls for cls in classes}
        for subject, predicate, value in (*self.near.gained, *self.near.lost):
            kinds: Iterable[str] = ()
            if predicate == _TYPE and isinstance(value, NamedNode):
                kinds = self.terms.lifted({value.value})
            elif predicate in paths and isinstance(subject, NamedNode):
                kinds = self.classes.get(subject, ())
            if not wanted.isdisjoint(kinds):
                return True
        return False

    def amends(self, cls: str, name: str) -> bool:
        """Return whether a thing of a class goes, or one that was there gets or loses a value.

        A thing of the class that comes, with its value, is another matter.
        """
        if self.near is None:
            return True
        path = _property(name)

        def typed(row: Triple) -> bool:
            kind = row.object
            is_type = row.predicate == _TYPE and isinstance(kind, NamedNode)
            return is_type and GOV + cls in self.terms.lifted({kind.value})  # type: ignore[union-attr]

        come = {row.subject for row in self.near.gained if typed(row)}
        return any(row.predicate == path or typed(row) for row in self.near.lost) or any(
            row.predicate == path and row.subject not in come for row in self.near.gained
        )

    def changed(self, *names: str) -> set[Triple]:
        """Return the statements of some properties that come or go with what is looked at."""
        if self.near is None:
            return set()
        paths = set(map(_property, names))
        return {t for t in (*self.near.gained, *self.near.lost) if t.predicate in paths}

    def is_own(self, node: NamedNode) -> bool:
        """Return whether a node is named under the workspace's base."""
        return node.value.startswith(self.base)

    def is_misclassed(self, node: Node) -> bool:
        """Return whether a node is given a class that the vocabulary does not have."""
        return any(self.terms.is_unknown_class(c) for c in self.classes.get(node, ()))

    def values(self, node: Node, name: str) -> list[Term]:
        """Return the values of a property (a local name, or an IRI) of a node, in order."""
        path = _property(name)
        found = {quad.object for quad in self.store.quads_for_pattern(node, path, None)}
        return sorted(found, key=str) if len(found) > 1 else list(found)

    def texts(self, node: Node, name: str) -> list[str]:
        """Return the literal values of a property of a node, in order."""
        return [v.value for v in self.values(node, name) if isinstance(v, Literal)]

    def text(self, node: Node, name: str) -> str | None:
        """Return the one literal value of a property; None without one, or with several."""
        found = self.texts(node, name)
        return found[0] if len(found) == 1 else None

    def number(self, node: Node, name: str) -> int | None:
        """Return the one value of a property as a whole number; None where a shape refuses it."""
        found = self.text(node, name)
        return int(found) if found is not None and _NUMBER.fullmatch(found) else None

    def node(self, node: Node, name: str) -> NamedNode | None:
        """Return the one node that is a value of a property; None without one, or with several."""
        found = [v for v in self.values(node, name) if isinstance(v, NamedNode)]
        return found[0] if len(found) == 1 else None

    def quoted(self, node: Node) -> str | None:
        """Return the text of the one quotation that a node rests on."""
        evidence = self.node(node, "evidence")
        return None if evidence is None else self.text(evidence, "text")

    def quoted_passage(self, node: Node) -> str | None:
        """Return the text of the passage that a node's one quotation stands in, or is."""
        evidence = self.node(node, "evidence")
        if evidence is None:
            return None
        return self.text(self.node(evidence, "inPassage") or evidence, "text")

    def homes(self, node: Node) -> set[str]:
        """Return the names of the graphs in which a node is given a class."""
        quads = self.store.quads_for_pattern(node, _TYPE, None)
        return {q.graph_name.value for q in quads if isinstance(q.graph_name, NamedNode)}


@cache
def _property(name: str) -> NamedNode:
    return NamedNode(name if ":" in name else GOV + name)


def _classes(store: Store, terms: Vocabulary) -> dict[Node, frozenset[str]]:
    """Return the classes of all nodes with all classes above them; equal sets are one."""
    found: dict[Node, frozenset[str]] = {}
    sets: dict[frozenset[str], frozenset[str]] = {}
    lifted = cache(lambda cls: terms.lifted({cls}))
    for quad in store.quads_for_pattern(None, _TYPE, None):
        node, cls = quad.subject, quad.object
        if isinstance(node, NamedNode | BlankNode) and isinstance(cls, NamedNode):
            classes = lifted(cls.value)
            known = found.get(node, classes)
            if known is not classes:
                classes = known | classes
            found[node] = sets.setdefault(classes, classes)
    return found
