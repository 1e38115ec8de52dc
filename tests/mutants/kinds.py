"""The statements of a board by their kind."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Store

from govgraph.names import RDF_TYPE, VOCABULARIES, XSD

TYPE = NamedNode(RDF_TYPE)


class Kind(NamedTuple):
    """A kind of statement, or of node.

    Attributes:
        cls: the class of the subject, by its local name.
        predicate: the property, by prefix and local name; empty for a node as a whole.
        value: the class of the object, or the datatype or language of a literal.
    """

    cls: str
    predicate: str = ""
    value: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in self if part)


class Data:
    """What the files of a board state, for mutators to choose from.

    Attributes:
        kinds: kind of statement → its statements, in order.
        nodes: kind of node → the statements that give a node this class, in order.
        predicates: the properties that the data has.
    """

    def __init__(self, store: Store, files: Iterable[str]) -> None:
        self._store = store
        self.kinds: dict[Kind, list[Quad]] = {}
        self.nodes: dict[Kind, list[Quad]] = {}
        graphs = [NamedNode(name) for name in sorted(files)]
        quads = [q for g in graphs for q in store.quads_for_pattern(None, None, None, g)]
        self.stated = {q.triple for q in quads}
        for quad in sorted(quads, key=str):
            if isinstance(quad.subject, NamedNode):
                self.kinds.setdefault(self._kind(quad), []).append(quad)
                if quad.predicate == TYPE:
                    self.nodes.setdefault(Kind(self.cls(quad.subject)), []).append(quad)
        self.predicates = {q.predicate.value for q in quads}
        # The code lists are there to be chosen from too.
        self._members: dict[str, list[NamedNode]] = {}
        for quad in store.quads_for_pattern(None, TYPE, None):
            if isinstance(quad.subject, NamedNode):
                self._members.setdefault(self.cls(quad.subject), []).append(quad.subject)

    def cls(self, node: NamedNode) -> str:
        """Return the local names of the classes of a node; empty without one."""
        found = {q.object for q in self._store.quads_for_pattern(node, TYPE, None)}
        return ",".join(sorted(local(c.value) for c in found if isinstance(c, NamedNode)))

    def members(self, cls: str) -> list[NamedNode]:
        """Return the nodes of a class, in order."""
        return sorted(set(self._members.get(cls, ())), key=str)

    def classes(self) -> list[str]:
        """Return the classes that nodes have, in order."""
        return sorted(self._members)

    def own(self, quad: Quad) -> list[Quad]:
        """Return the statements of a node in the file of one of its statements, in order."""
        found = self._store.quads_for_pattern(quad.subject, None, None, quad.graph_name)
        return sorted(found, key=str)

    def _kind(self, quad: Quad) -> Kind:
        subject, value = quad.subject, quad.object
        cls = self.cls(subject) if isinstance(subject, NamedNode) else ""
        if quad.predicate == TYPE:
            kind = "class"
        elif isinstance(value, NamedNode):
            kind = self.cls(value) or "address"
        elif isinstance(value, Literal):
            kind = f"@{value.language}" if value.language else local(value.datatype.value)
        else:
            kind = "nameless"
        return Kind(cls, short(quad.predicate), kind)


def short(predicate: NamedNode) -> str:
    """Return a property by prefix and local name; ``a`` for the class."""
    if predicate == TYPE:
        return "a"
    spaces = {space: prefix for prefix, space in VOCABULARIES.items()}
    name = local(predicate.value)
    return f"{spaces.get(predicate.value.removesuffix(name), '?')}:{name}"


def local(iri: str) -> str:
    """Return what stands behind the last # or / of an IRI."""
    return iri.replace("#", "/").rsplit("/", 1)[-1]


def is_text(value: Literal) -> bool:
    """Return whether a literal is a string, with or without a language."""
    return bool(value.language) or value.datatype.value == XSD + "string"
