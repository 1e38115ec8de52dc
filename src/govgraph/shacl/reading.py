"""Shapes graph → compiled shapes. What is not known for sure is not compiled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, Store

from govgraph.model import Term
from govgraph.shacl.components import CONSTRAINTS, OTHERS, PARAMETERS, REFERENCES
from govgraph.shacl.graph import DEEPEST, ShapesGraph, unsupported
from govgraph.shacl.keys import key_of
from govgraph.shacl.model import (
    SH,
    Constraint,
    Shape,
    ShapeNode,
    Targets,
    UnsupportedShapeError,
)

_TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
# What a shape may say besides its constraints.
_KNOWN = frozenset(
    (
        *("path", "severity", "message", "deactivated", *_TARGETS),
        *("name", "description", "order", "group", "defaultValue"),
        # A shape may be its own SPARQL constraint.
        *("select", "prefixes", "declare"),
        *PARAMETERS,
    )
)
# What asks for more than the Recommendation's Core and SPARQL-based constraints, wherever it is.
_BEYOND = ("entailment", "rule", "js", "expression", "target", "values", "jsLibrary")


@dataclass(frozen=True)
class Shapes:
    """A shapes graph, compiled.

    Attributes:
        all: every shape.
        targeted: those that have targets and are not deactivated.
    """

    all: tuple[Shape, ...]
    targeted: tuple[Shape, ...]


def compile_shapes(store: Store) -> Shapes:
    """Compile the shapes in a store.

    Raises:
        UnsupportedShapeError: one of them uses what this engine does not check.
    """
    reader = _Reader(ShapesGraph(store))
    found = tuple(reader.shape(node) for node in reader.nodes())
    return Shapes(found, tuple(s for s in found if s.targets and not s.deactivated))


class _Reader:
    def __init__(self, graph: ShapesGraph) -> None:
        self.graph = graph
        self._done: dict[ShapeNode, Shape] = {}
        self._open: list[ShapeNode] = []
        self._declared = frozenset(graph.instances(SH + "PropertyShape"))

    def nodes(self) -> list[ShapeNode]:
        """Return the nodes that are shapes (section 2.1), in order."""
        for name in _BEYOND:
            for node in self.graph.subjects(name):
                raise unsupported(node, name, "is not supported")
        for node in self.graph.instances(SH + "ConstraintComponent"):
            if not str(node).startswith(f"<{SH}"):
                message = "a constraint component of one's own is not supported."
                raise UnsupportedShapeError(message, str(node), "sh:ConstraintComponent")
        found = {node for name in (*_TARGETS, *PARAMETERS) for node in self.graph.subjects(name)}
        found.update(self.graph.instances(SH + "NodeShape"))
        found.update(self.graph.instances(SH + "PropertyShape"))
        return sorted(found, key=str)

    def shape(self, node: Term) -> Shape:
        """Return a shape with all that it refers to."""
        if not isinstance(node, ShapeNode):
            raise UnsupportedShapeError(f"{node} stands where a shape is to be.", str(node), "")
        if node in self._open:
            raise UnsupportedShapeError("the shape refers to itself.", str(node), "recursion")
        if len(self._open) > DEEPEST:
            raise UnsupportedShapeError("shapes stand too deep in shapes.", str(node), "depth")
        if node not in self._done:
            self._open.append(node)
            self._done[node] = self._read(node)
            self._open.pop()
        return self._done[node]

    def _read(self, node: ShapeNode) -> Shape:
        graph = self.graph
        terms = graph.terms(node)
        for name in terms:
            if name not in _KNOWN:
                raise unsupported(node, name, "is not supported")
        path_node = graph.one(node, "path")
        if path_node is None and node in self._declared:
            raise unsupported(node, "path", "is missing in a property shape")
        severity = graph.iris(node, "severity")
        if len(severity) > 1:
            raise unsupported(node, "severity", "has more than one value")
        return Shape(
            node,
            None if path_node is None else graph.path(node, path_node),
            path_node,
            self._targets(node),
            severity[0][1:-1] if severity else SH + "Violation",
            self.messages(node),
            graph.flag(node, "deactivated"),
            tuple(self._constraints(node, terms)),
            tuple(self._properties(node)),
        )

    def messages(self, node: ShapeNode) -> tuple[Literal, ...]:
        """Return the messages of a shape or a constraint."""
        found = self.graph.values(node, "message")
        return tuple(message for message in found if isinstance(message, Literal))

    def referred(self, node: ShapeNode, value: Term, name: str) -> Shape:
        """Return a shape that another one refers to."""
        if not isinstance(value, ShapeNode):
            raise unsupported(node, name, "has a value that is no shape")
        return self.shape(value)

    def _targets(self, node: ShapeNode) -> Targets:
        graph = self.graph
        nodes = graph.values(node, "targetNode")
        if not all(isinstance(value, NamedNode | Literal) for value in nodes):
            raise unsupported(node, "targetNode", "has a value that is no IRI and no literal")
        classes = graph.iris(node, "targetClass")
        if graph.is_class(node):
            classes.append(str(node))
        return Targets(
            tuple(key_of(value) for value in nodes),
            tuple(dict.fromkeys(classes)),
            tuple(graph.iris(node, "targetSubjectsOf")),
            tuple(graph.iris(node, "targetObjectsOf")),
        )

    def _constraints(self, node: ShapeNode, terms: list[str]) -> Iterator[Constraint]:
        for name in terms:
            if name in CONSTRAINTS:
                yield from CONSTRAINTS[name](self.graph, node, name)
            elif name in REFERENCES:
                yield from REFERENCES[name](self, node, name)
            elif name in OTHERS and OTHERS[name] not in terms:
                raise unsupported(node, name, f"stands without sh:{OTHERS[name]}")

    def _properties(self, node: ShapeNode) -> Iterator[Shape]:
        for value in self.graph.values(node, "property"):
            shape = self.referred(node, value, "property")
            if shape.path is None:
                raise unsupported(node, "property", "has a value without a sh:path")
            yield shape
