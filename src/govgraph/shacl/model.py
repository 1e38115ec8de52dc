"""What shapes are once compiled, and what comes of a run."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple, Protocol

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.errors import GovgraphError
from govgraph.model import Term
from govgraph.names import VOCABULARIES
from govgraph.shacl.data import Data
from govgraph.shacl.keys import Key
from govgraph.shacl.paths import Path

SH = VOCABULARIES["sh"]
ShapeNode = NamedNode | BlankNode


class UnsupportedShapeError(GovgraphError):
    """A shapes graph uses what this engine does not check; another has to check all of it.

    Args:
        message: what it uses.
        shape: the shape, or what else is at fault.
        term: the term that is not supported.
    """

    def __init__(self, message: str, shape: str, term: str) -> None:
        super().__init__("unsupported-shape", message, shape)
        self.shape = shape
        self.term = term


class Result(NamedTuple):
    """A validation result (SHACL, section 3.6.2).

    Attributes:
        focus: the focus node.
        path: the path, as the shapes graph (or ``sh:closed``, or ``?path``) names it; or None.
        value: the value at fault, or None.
        component: the IRI of the constraint component.
        shape: the shape that the constraint stands in.
        severity: the IRI of the severity.
        messages: the messages of the shape or of the query.
        constraint: the SPARQL constraint, or None.
        others: the values of the other variables of its solution, by their names; pySHACL does
            not tell them.
    """

    focus: Term
    path: Term | None
    value: Term | None
    component: str
    shape: ShapeNode
    severity: str
    messages: tuple[Literal, ...]
    constraint: ShapeNode | None = None
    others: tuple[Term, ...] = ()
    at: Term | None = None


class Report(NamedTuple):
    """What came of a run.

    Attributes:
        results: the results, in an order that depends on nothing but the data and the shapes.
        focus_counts: shape → how many nodes it was checked on; 0 for one that met none. None
            where pySHACL ran, which does not tell.
    """

    results: tuple[Result, ...]
    focus_counts: Mapping[ShapeNode, int] | None

    @property
    def conforms(self) -> bool:
        """Whether there is no result."""
        return not self.results


class Hit(NamedTuple):
    """A constraint that a focus node does not meet.

    Attributes:
        focus: the focus node.
        value: the value at fault, or None.
        path: the path at fault where it is not the shape's.
        messages: messages for a shape that has none.
        constraint: the SPARQL constraint.
        solution: the solution of its query, by the names of variables.
    """

    focus: Key
    value: Key | None
    path: Key | None = None
    messages: tuple[Literal, ...] = ()
    constraint: ShapeNode | None = None
    solution: Mapping[str, Key] | None = None


class Values:
    """Focus nodes with their value nodes.

    Args:
        focus: the focus nodes, each once.
        of: focus node → its value nodes, each once.
    """

    def __init__(self, focus: Collection[Key], of: Mapping[Key, Sequence[Key]]) -> None:
        self.focus = focus
        self.of = of

    @cached_property
    def pairs(self) -> list[tuple[Key, Key]]:
        """Each focus node with each of its value nodes."""
        return [(node, value) for node in self.focus for value in self.of.get(node, ())]

    @cached_property
    def distinct(self) -> set[Key]:
        """The value nodes."""
        return {value for node in self.focus for value in self.of.get(node, ())}


class Checker(Protocol):
    """What constraints need of a run."""

    data: Data

    def failing(self, shape: Shape, nodes: Collection[Key]) -> set[Key]:
        """Return the nodes that do not conform to a shape."""


class Constraint(Protocol):
    """A constraint of a shape: the values of its parameters, ready to be checked."""

    @property
    def component(self) -> str:
        """The IRI of its component, without the namespace of SHACL."""

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:
        """Yield where it is not met."""


@dataclass(frozen=True)
class Targets:
    """What a shape is checked on (section 2.1.3), as keys."""

    nodes: tuple[Key, ...] = ()
    classes: tuple[Key, ...] = ()
    subjects_of: tuple[Key, ...] = ()
    objects_of: tuple[Key, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes or self.classes or self.subjects_of or self.objects_of)

    def found(self, data: Data) -> dict[Key, None]:
        """Return the focus nodes in a data graph, each once."""
        parts: list[Iterable[Key]] = [self.nodes]
        parts += [data.members(cls) for cls in self.classes]
        parts += [data.forward(predicate) for predicate in self.subjects_of]
        parts += [data.backward(predicate) for predicate in self.objects_of]
        return {node: None for part in parts for node in part}

    def among(self, data: Data, nodes: Collection[Key]) -> set[Key]:
        """Return those of some nodes that are focus nodes."""
        found = {node for node in nodes if node in self.nodes}
        for cls in self.classes:
            found |= data.instances(cls, nodes)
        for names, column in ((self.subjects_of, data.forward), (self.objects_of, data.backward)):
            for name in names:
                ends = column(name)
                found.update(node for node in nodes if ends.get(node))
        return found


@dataclass(frozen=True, eq=False)
class Shape:
    """A shape.

    Attributes:
        node: the shape in the shapes graph.
        path: its path, for a property shape.
        path_node: the value of its ``sh:path``.
        targets: what it is checked on.
        severity: the IRI of the severity of its results.
        messages: its messages.
        deactivated: whether everything conforms to it.
        constraints: its constraints.
        properties: the property shapes that its value nodes are to conform to.
    """

    node: ShapeNode
    path: Path | None = None
    path_node: Term | None = None
    targets: Targets = field(default_factory=Targets)
    severity: str = SH + "Violation"
    messages: tuple[Literal, ...] = ()
    deactivated: bool = False
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
