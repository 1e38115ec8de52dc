"""Random shapes and random data, small, in Turtle.

What pySHACL is known to take otherwise than the standard is not drawn, by name: ``LEFT_OUT``.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Store

PREFIXES = """@prefix : <urn:x:> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
# tests/test_shacl_differences.py holds each to a judge; the reason stands in docs/.
LEFT_OUT = (
    "the inverse of a sequence",  # _path
    "$ before a last line end",  # _LITERALS: no text ends in one
    "a range of two parts for a tag of three",  # _LITERALS: no tag has three
    "order between values of two kinds",  # _ORDERED
    "the length of a blank node",  # minLength in _constraint: 1 and more
    "the text of a blank node",  # no query is drawn; tests/test_shacl_engines.py leaves it out
)
_NODES = [":n0", ":n1", ":n2", ":n3", "_:b0", "_:b1"]
_CLASSES = [":C0", ":C1", ":C2"]
_PREDICATES = [":p0", ":p1", ":p2", ":p3"]
_LITERALS = [
    *("1", "2", "5", "-3", "1.5", "2.0", "2e0", "true", '"x"^^xsd:integer'),
    *('"a"', '"ab"', '"abc"', '""', '"a\\nb"', '"a\\"\\\\"', '"é"'),
    *('"a"@en', '"b"@en', '"a"@de', '"x"@en-GB', '"x"@en-gb'),
    *('"2024-02-28"^^xsd:date', '"2024-02-30"^^xsd:date', '"2024-03-01"^^xsd:date'),
    *('"2024-01-01T00:00:00"^^xsd:dateTime', '"2024-01-01T00:00:00Z"^^xsd:dateTime'),
    *('"b"^^:own', '"P1Y"^^xsd:duration'),
]
# Order is asked for among these alone: pySHACL also puts what is of different kinds in order.
_ORDERED = [":q0", ":q1"]
_AMOUNTS = ["1", "2", "5", "-3", "1.5", "2.0", "2e0"]
_DATATYPES = [
    *("xsd:integer", "xsd:decimal", "xsd:double", "xsd:string", "xsd:boolean", "xsd:date"),
    *("xsd:dateTime", "rdf:langString", ":own"),
]
_KINDS = ["IRI", "BlankNode", "Literal", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral"]
_PATTERNS = ['"a"', '"^a"', '"b$"', '"[a-c]+"', '"^.{2,}$"', '"A" ; sh:flags "i"']
_NUMBERS = st.integers(0, 3)
_node = st.sampled_from(_NODES)
_iri = st.sampled_from(_NODES[:4])
_class = st.sampled_from(_CLASSES)
_predicate = st.sampled_from(_PREDICATES)
_literal = st.sampled_from(_LITERALS)
_term = st.one_of(_iri, _literal)
_ordered = st.sampled_from(_ORDERED)
_amount = st.sampled_from(_AMOUNTS)


class Pair(NamedTuple):
    """Data in two graphs, and shapes; in Turtle."""

    data: tuple[str, str]
    shapes: str

    def stores(self) -> tuple[Store, Store]:
        """Return the data and the shapes, loaded."""
        data, shapes = Store(), Store()
        for number, text in enumerate(self.data):
            graph = NamedNode(f"urn:g:{number}")
            data.load((PREFIXES + text).encode(), RdfFormat.TURTLE, to_graph=graph)
        graph = NamedNode("urn:shapes")
        shapes.load((PREFIXES + self.shapes).encode(), RdfFormat.TURTLE, to_graph=graph)
        return data, shapes


@st.composite
def _statement(draw: st.DrawFn) -> str:
    kind = draw(st.integers(0, 9))
    if kind == 0:
        return f"{draw(_class)} rdfs:subClassOf {draw(_class)} ."
    if kind < 3:
        return f"{draw(_node)} a {draw(_class)} ."
    if kind < 5:
        return f"{draw(_node)} {draw(_ordered)} {draw(_amount)} ."
    value = draw(st.one_of(_node, _literal))
    return f"{draw(_node)} {draw(_predicate)} {value} ."


@st.composite
def _path(draw: st.DrawFn, depth: int = 2, turned: bool = False) -> str:
    """Draw a path; what is ``turned``, the inverse of something, has no sequence."""
    kind = draw(st.integers(0, 9)) if depth else 0
    if kind < 5 or (turned and kind == 5):
        return draw(_predicate)
    inner = [draw(_path(depth - 1, turned or kind == 7)) for _ in range(2)]
    return (
        f"( {inner[0]} {inner[1]} )",
        f"[ sh:alternativePath ( {inner[0]} {inner[1]} ) ]",
        f"[ sh:inversePath {inner[0]} ]",
        f"[ sh:{draw(st.sampled_from(['zeroOrMore', 'oneOrMore', 'zeroOrOne']))}Path {inner[0]} ]",
        draw(_predicate),
    )[kind - 5]


@st.composite
def _constraint(draw: st.DrawFn, later: list[str], has_path: bool) -> str:
    """Draw a constraint; ``later`` are the node shapes and property shapes it may refer to."""
    simple = {
        "class": _class,
        "datatype": st.sampled_from(_DATATYPES),
        "nodeKind": st.sampled_from(_KINDS).map(lambda kind: f"sh:{kind}"),
        "minLength": st.integers(1, 3).map(str),
        "maxLength": _NUMBERS.map(str),
        "pattern": st.sampled_from(_PATTERNS),
        "languageIn": st.sampled_from(['( "en" )', '( "de" "en-GB" )', '( "EN" )']),
        "hasValue": _term,
        "in": st.lists(_term, max_size=4).map(lambda terms: f"( {' '.join(terms)} )"),
        "equals": _predicate,
        "disjoint": _predicate,
        "closed": st.sampled_from(["true", "true ; sh:ignoredProperties ( rdf:type :p0 )"]),
    }
    with_path = {
        "minCount": _NUMBERS.map(str),
        "maxCount": _NUMBERS.map(str),
        "uniqueLang": st.just("true"),
        "lessThan": _ordered,
        "lessThanOrEquals": _ordered,
        "minExclusive": _amount,
        "minInclusive": _amount,
        "maxExclusive": _amount,
        "maxInclusive": _amount,
    }
    names = [*simple, *(with_path if has_path else ())]
    if later:
        names += ["node", "not", "and", "or", "xone", "property", "qualified"]
    name = draw(st.sampled_from(names))
    if name in simple:
        return f"sh:{name} {draw(simple[name])}"
    if name in with_path:
        return f"sh:{name} {draw(with_path[name])}"
    nodes = [shape for shape in later if shape.startswith(":s")]
    paths = [shape for shape in later if shape.startswith(":t")]
    one = draw(st.sampled_from(later))
    if name in ("and", "or", "xone"):
        two = draw(st.sampled_from(later))
        return f"sh:{name} ( {one} {two} )" if one != two else f"sh:{name} ( {one} )"
    if name == "property" and paths:
        return f"sh:property {draw(st.sampled_from(paths))}"
    if name == "node" and nodes:
        return f"sh:node {draw(st.sampled_from(nodes))}"
    if name == "qualified" and has_path:
        end, number = draw(st.sampled_from(["Min", "Max"])), draw(_NUMBERS)
        disjoint = draw(st.sampled_from(["", " ; sh:qualifiedValueShapesDisjoint true"]))
        return f"sh:qualifiedValueShape {one} ; sh:qualified{end}Count {number}{disjoint}"
    return f"sh:not {one}"


@st.composite
def _shape(draw: st.DrawFn, name: str, later: list[str]) -> str:
    has_path = name.startswith(":t")
    drawn = draw(st.lists(_constraint(later, has_path), min_size=1, max_size=4))
    parts = [f"{name} a sh:{'Property' if has_path else 'Node'}Shape"]
    if has_path:
        in_order = re.search(r"sh:(less|m..(Ex|In)clusive)", " ".join(drawn))
        parts.append(f"sh:path {draw(_ordered if in_order else _path())}")
    targets = {
        "Class": _class,
        "Node": _term,
        "SubjectsOf": _predicate,
        "ObjectsOf": _predicate,
    }
    for kind in draw(st.lists(st.sampled_from(list(targets)), max_size=2)):
        parts.append(f"sh:target{kind} {draw(targets[kind])}")
    # Of most parameters a shape has one value.
    parts += {part.split()[0]: part for part in drawn}.values()
    rare = draw(st.integers(0, 9))
    if rare == 0:
        parts.append("sh:deactivated true")
    if rare in (1, 2):
        parts.append("sh:severity sh:Warning")
    if rare in (2, 3):
        parts.append('sh:message "do this"@en, "mach das"@de')
    return " ;\n    ".join(parts) + " ."


@st.composite
def pairs(draw: st.DrawFn) -> Pair:
    """Draw data and shapes."""
    data = [draw(st.lists(_statement(), max_size=12)) for _ in range(2)]
    names = [f":{kind}{number}" for number in range(3) for kind in "st"]
    names = names[: draw(st.integers(1, len(names)))]
    shapes = [draw(_shape(name, names[i + 1 :])) for i, name in enumerate(names)]
    graphs = tuple("\n".join(statements) for statements in data)
    return Pair((graphs[0], graphs[1]), "\n".join(shapes))
