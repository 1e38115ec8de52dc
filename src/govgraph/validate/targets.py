"""Which nodes shapes look at (SHACL, section 2.1.3)."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from govgraph.model import Term
from govgraph.names import RDF_TYPE, VOCABULARIES
from govgraph.validate.facts import Facts, Node

_SH = VOCABULARIES["sh"]
_TYPE = NamedNode(RDF_TYPE)
_CLASS, _NODE, _SUBJECTS, _OBJECTS, _OTHER = (
    NamedNode(_SH + name)
    for name in ("targetClass", "targetNode", "targetSubjectsOf", "targetObjectsOf", "target")
)
_TARGETS = (_CLASS, _NODE, _SUBJECTS, _OBJECTS, _OTHER)
_CLASSES = {VOCABULARIES[v] + "Class" for v in ("rdfs", "owl")}


class Targets:
    """The targets of shapes, looked up in data.

    Args:
        store: the shapes.
        facts: the data.
    """

    def __init__(self, store: Store, facts: Facts) -> None:
        self._store = store
        self._facts = facts

    def given(self, shape: Node) -> Iterator[tuple[NamedNode, Term]]:
        """Yield the targets of a shape, each with its kind; a shape may be a class itself."""
        for kind in _TARGETS:
            for quad in self._store.quads_for_pattern(shape, kind, None):
                yield kind, quad.object
        types = self._store.quads_for_pattern(shape, _TYPE, None)
        if any(isinstance(q.object, NamedNode) and q.object.value in _CLASSES for q in types):
            yield _CLASS, shape

    def reaches(self, shape: Node) -> bool:
        """Return whether a shape looks at any node of the data."""
        return any(self._meets(kind, value) for kind, value in self.given(shape))

    def looks_at(self, shape: Node, node: Node) -> bool:
        """Return whether a shape looks at a node."""
        return any(self._includes(kind, value, node) for kind, value in self.given(shape))

    def _meets(self, kind: NamedNode, value: Term) -> bool:
        facts = self._facts
        if kind == _OTHER:
            return True  # Whom a query selects is not worked out.
        if not isinstance(value, NamedNode):
            # A blank node of the shapes is none of the data.
            return kind == _NODE and isinstance(value, Literal)
        if kind == _CLASS:
            return any(value.value in classes for classes in facts.classes.values())
        if kind == _NODE:
            told = any(facts.store.quads_for_pattern(value, None, None))
            return told or any(facts.store.quads_for_pattern(None, None, value))
        return any(facts.store.quads_for_pattern(None, value, None))

    def _includes(self, kind: NamedNode, value: Term, node: Node) -> bool:
        if kind == _CLASS and isinstance(value, NamedNode):
            return value.value in self._facts.classes.get(node, ())
        if kind == _NODE:
            return value == node
        if kind == _SUBJECTS and isinstance(value, NamedNode):
            return any(self._facts.store.quads_for_pattern(node, value, None))
        if kind == _OBJECTS and isinstance(value, NamedNode):
            return any(self._facts.store.quads_for_pattern(None, value, node))
        return kind == _OTHER
