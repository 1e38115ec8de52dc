"""Parameters of the shapes graph → constraints, component by component (SHACL, section 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Protocol

from pyoxigraph import Literal, NamedNode

from govgraph.model import Term
from govgraph.shacl import focus_tests, logic, value_tests
from govgraph.shacl.graph import ShapesGraph, unsupported
from govgraph.shacl.keys import iri, key_of
from govgraph.shacl.lexical import NOT_KEPT
from govgraph.shacl.model import SH, Constraint, Shape, ShapeNode
from govgraph.shacl.regex import pattern_of
from govgraph.shacl.selects import read_select

_KINDS = frozenset(
    SH + name
    for name in (
        *("IRI", "BlankNode", "Literal"),
        *("BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"),
    )
)
_Read = Callable[[ShapesGraph, ShapeNode, str], Iterator[Constraint]]


class Reader(Protocol):
    """What reads shapes, for constraints that refer to others."""

    graph: ShapesGraph

    def referred(self, node: ShapeNode, value: Term, name: str) -> Shape:
        """Return a shape that another one refers to."""

    def messages(self, node: ShapeNode) -> tuple[Literal, ...]:
        """Return the messages of a shape or a constraint."""


def _class(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    return (value_tests.OfClass(cls) for cls in graph.iris(node, name))


def _datatype(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    graph.one(node, name)
    for key in graph.iris(node, name):
        if key[1:-1] in NOT_KEPT:
            raise unsupported(node, name, f"names {key}, which the store does not keep")
        yield value_tests.OfDatatype(key[1:-1])


def _node_kind(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    kind = graph.one(node, name)
    if not isinstance(kind, NamedNode) or kind.value not in _KINDS:
        raise unsupported(node, name, "has a value that is no kind of node")
    yield value_tests.OfKind(kind.value.removeprefix(SH))


def _count(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    _only_with_path(graph, node, name)
    number = graph.number(node, name)
    if number is not None:
        least = name == "minCount"
        yield focus_tests.AtLeast(number) if least else focus_tests.AtMost(number)


def _range(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    bound = graph.one(node, name)
    if not isinstance(bound, Literal):
        raise unsupported(node, name, "has a value that is no literal")
    sign = (">" if name.startswith("min") else "<") + "=" * name.endswith("Inclusive")
    yield value_tests.InRange(_component(name), sign, key_of(bound))


def _length(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    number = graph.number(node, name)
    if number is not None:
        ends = (number, None) if name == "minLength" else (0, number)
        yield value_tests.OfLength(_component(name), *ends)


def _pattern(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    text, flags = graph.text(node, name), graph.text(node, "flags")
    try:
        yield value_tests.LikePattern(pattern_of(text or "", flags or ""))
    except ValueError as error:
        raise unsupported(node, name, f"cannot be read: {error}") from error


def _language_in(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    head = graph.one(node, name)
    found = [] if head is None else graph.members(node, head, name)
    if not all(isinstance(member, Literal) for member in found):
        raise unsupported(node, name, "has a member that is no literal")
    ranges = (member.value.lower() for member in found if isinstance(member, Literal))
    yield value_tests.InLanguage(tuple(ranges))


def _unique_lang(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    _only_with_path(graph, node, name)
    if graph.flag(node, name):
        yield focus_tests.OncePerLanguage()


def _in(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    head = graph.one(node, name)
    found = [] if head is None else graph.members(node, head, name)
    yield value_tests.OneOf(frozenset(map(key_of, found)))


def _has_value(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    return (focus_tests.Including(key_of(value)) for value in graph.values(node, name))


def _equals(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    return (focus_tests.Same(predicate) for predicate in graph.iris(node, name))


def _disjoint(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    return (focus_tests.NoneOf(predicate) for predicate in graph.iris(node, name))


def _less_than(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    _only_with_path(graph, node, name)
    sign = "<" if name == "lessThan" else "<="
    component = _component(name)
    return (focus_tests.Before(key, sign, component) for key in graph.iris(node, name))


def _closed(graph: ShapesGraph, node: ShapeNode, name: str) -> Iterator[Constraint]:
    head = graph.one(node, "ignoredProperties")
    allowed = {key_of(m) for m in graph.members(node, head, name)} if head else set()
    for shape in graph.values(node, "property"):
        allowed.update(str(path) for path in graph.values(shape, "path"))
    if graph.flag(node, name):
        yield focus_tests.NothingBut(frozenset(allowed))


def _node(reader: Reader, node: ShapeNode, name: str) -> Iterator[Constraint]:
    for value in reader.graph.values(node, name):
        shape = reader.referred(node, value, name)
        if name == "node" and shape.path is not None:
            raise unsupported(node, name, "has a value that is a property shape")
        yield logic.Conforming(shape) if name == "node" else logic.Not(shape)


def _list(reader: Reader, node: ShapeNode, name: str) -> Iterator[Constraint]:
    for head in reader.graph.values(node, name):
        members = reader.graph.members(node, head, name)
        if not members:
            raise unsupported(node, name, "has an empty list")
        shapes = tuple(reader.referred(node, member, name) for member in members)
        if name == "and":
            yield logic.And(shapes)
        else:
            yield logic.Or(shapes) if name == "or" else logic.Xone(shapes)


def _qualified(reader: Reader, node: ShapeNode, name: str) -> Iterator[Constraint]:
    graph = reader.graph
    _only_with_path(graph, node, name)
    value = graph.one(node, name)
    if value is None:
        return
    shape = reader.referred(node, value, name)
    siblings = []
    if graph.flag(node, "qualifiedValueShapesDisjoint"):
        parents = graph.subjects("property", node)
        beside = {s for parent in parents for s in graph.values(parent, "property")}
        found = {v for s in beside for v in graph.values(s, name)} - {value}
        siblings = [reader.referred(node, v, name) for v in sorted(found, key=str)]
    least, most = (graph.number(node, f"qualified{end}Count") for end in ("Min", "Max"))
    if least is None and most is None:
        raise unsupported(node, name, "stands without a count")
    if least is not None:
        component = "QualifiedMinCountConstraintComponent"
        yield logic.Qualified(component, shape, tuple(siblings), least, None)
    if most is not None:
        component = "QualifiedMaxCountConstraintComponent"
        yield logic.Qualified(component, shape, tuple(siblings), 0, most)


def _sparql(reader: Reader, node: ShapeNode, name: str) -> Iterator[Constraint]:
    graph = reader.graph
    path_node = graph.one(node, "path")
    path = None if path_node is None else str(graph.path(node, path_node))
    for constraint in graph.values(node, name):
        if not isinstance(constraint, ShapeNode):
            raise unsupported(node, name, "has a value that is no constraint")
        if graph.flag(constraint, "deactivated"):
            continue
        text = graph.text(constraint, "select")
        if text is None:
            raise unsupported(node, name, "has a value without a sh:select")
        if graph.values(constraint, "resultAnnotation"):
            raise unsupported(node, "resultAnnotation", "is not supported")
        declared = dict(graph.prefixes(constraint))
        lines = "".join(f"PREFIX {p}: {iri(space)}\n" for p, space in declared.items())
        yield read_select(constraint, lines + text, path, reader.messages(constraint))


def _component(name: str) -> str:
    return f"{name[0].upper()}{name[1:]}ConstraintComponent"


def _only_with_path(graph: ShapesGraph, node: ShapeNode, name: str) -> None:
    if graph.one(node, "path") is None:
        raise unsupported(node, name, "stands in a shape without a sh:path")


CONSTRAINTS: Mapping[str, _Read] = {
    "class": _class,
    "closed": _closed,
    "datatype": _datatype,
    "disjoint": _disjoint,
    "equals": _equals,
    "hasValue": _has_value,
    "in": _in,
    "languageIn": _language_in,
    "lessThan": _less_than,
    "lessThanOrEquals": _less_than,
    "maxCount": _count,
    "maxExclusive": _range,
    "maxInclusive": _range,
    "maxLength": _length,
    "minCount": _count,
    "minExclusive": _range,
    "minInclusive": _range,
    "minLength": _length,
    "nodeKind": _node_kind,
    "pattern": _pattern,
    "uniqueLang": _unique_lang,
}
REFERENCES: Mapping[str, Callable[[Reader, ShapeNode, str], Iterator[Constraint]]] = {
    "and": _list,
    "node": _node,
    "not": _node,
    "or": _list,
    "qualifiedValueShape": _qualified,
    "sparql": _sparql,
    "xone": _list,
}
# Parameters that only say more about another one.
OTHERS = {
    "flags": "pattern",
    "ignoredProperties": "closed",
    "qualifiedMaxCount": "qualifiedValueShape",
    "qualifiedMinCount": "qualifiedValueShape",
    "qualifiedValueShapesDisjoint": "qualifiedValueShape",
}
PARAMETERS = (*CONSTRAINTS, *REFERENCES, *OTHERS, "property")
