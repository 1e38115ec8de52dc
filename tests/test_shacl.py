"""The compiled SHACL engine: what it refuses, and what the suite and pySHACL leave open."""

from __future__ import annotations

import subprocess
import sys

import pytest
from pyoxigraph import Literal, NamedNode, RdfFormat, Store

from govgraph.shacl import (
    PYSHACL,
    Report,
    Result,
    UnsupportedShapeError,
    Validator,
    compile_shapes,
    run,
)
from govgraph.shacl.keys import key_of, term_of
from govgraph.shacl.lexical import well_formed
from govgraph.shacl.regex import pattern_of
from tests.conftest import ROOT
from tests.shacl_random import PREFIXES

XSD = "http://www.w3.org/2001/XMLSchema#"
SH = "http://www.w3.org/ns/shacl#"


def opened(text: str, graph: str = "urn:g") -> Store:
    store = Store()
    store.load((PREFIXES + text).encode(), RdfFormat.TURTLE, to_graph=NamedNode(graph))
    return store


def checked(shapes: str, data: str) -> Report:
    return run(compile_shapes(opened(shapes)), opened(data))


def components(shapes: str, data: str) -> list[str]:
    found = checked(shapes, data).results
    return [r.component.removeprefix(SH).removesuffix("ConstraintComponent") for r in found]


@pytest.mark.parametrize(
    ("shape", "term"),
    [
        ("sh:js [ sh:jsFunctionName 'f' ]", "sh:js"),
        ("sh:rule [ a sh:TripleRule ]", "sh:rule"),
        ("sh:expression [ ]", "sh:expression"),
        ("sh:target [ a sh:SPARQLTarget ]", "sh:target"),
        ("sh:unheardOf 1", "sh:unheardOf"),
        ("sh:minCount 1", "sh:minCount"),
        ("sh:datatype xsd:int", "sh:datatype"),
        ("sh:datatype xsd:string, xsd:date", "sh:datatype"),
        ("sh:pattern '\\\\p{L}'", "sh:pattern"),
        ("sh:pattern 'a', 'b'", "sh:pattern"),
        ("sh:nodeKind sh:Iri", "sh:nodeKind"),
        ("sh:in ( 1 2", "sh:in"),
        ("sh:property [ sh:minCount 1 ]", "sh:minCount"),
        ("sh:property :empty", "sh:property"),
        ("sh:node :s", "recursion"),
        ("sh:property [ sh:path :p ; sh:node :s ]", "recursion"),
        ("sh:property [ sh:path [ sh:inversePath :p ; sh:oneOrMorePath :p ] ]", "sh:path"),
        ("sh:sparql [ sh:ask 'ASK { $this :p 1 }' ]", "sh:sparql"),
        ("sh:sparql [ sh:select 'SELECT $this { $this ?p 1 MINUS { $this ?p 2 } }' ]", "sh:sparql"),
        ("sh:sparql [ sh:select 'SELECT $this { $this ?p 1 } LIMIT 1' ]", "sh:sparql"),
        ("sh:sparql [ sh:select 'SELECT ?p { $this ?p 1 }' ]", "sh:sparql"),
        ("sh:sparql [ sh:select 'SELECT $this (COUNT(?p) AS ?n) { $this ?p 1 }' ]", "sh:sparql"),
        (
            "sh:sparql [ sh:select 'SELECT $this { { FILTER (BOUND($this)) } $this ?p 1 }' ]",
            "sh:sparql",
        ),
        ("sh:sparql [ sh:select 'SELECT $this { GRAPH ?g { $this ?p 1 } }' ]", "sh:sparql"),
    ],
)
def test_what_is_not_supported_is_refused_by_name(shape: str, term: str) -> None:
    """No check is skipped: the first term that the engine does not know stops the compilation."""
    if shape.endswith("( 1 2"):
        text = ":s a sh:NodeShape ; sh:in [ rdf:first 1 ] ."
    else:
        text = f":s a sh:NodeShape ; sh:targetClass :C ; {shape} .\n:empty a sh:NodeShape ."
    with pytest.raises(UnsupportedShapeError) as refused:
        compile_shapes(opened(text))
    assert refused.value.term == term
    assert refused.value.shape


def test_a_constraint_component_of_ones_own_is_refused() -> None:
    """What a user declares is checked by pySHACL."""
    with pytest.raises(UnsupportedShapeError) as refused:
        compile_shapes(opened(":mine a sh:ConstraintComponent ; sh:parameter [ sh:path :q ] ."))
    assert refused.value.term == "sh:ConstraintComponent"


def test_one_unsupported_shape_hands_all_of_them_to_pyshacl() -> None:
    """The results are pySHACL's, those of other shapes included, and a note says why."""
    shapes = opened(
        """:s a sh:NodeShape ; sh:targetClass :C ; sh:nodeKind sh:BlankNode .
        :t a sh:NodeShape ; sh:targetClass :C ; sh:sparql [
            sh:select "SELECT $this WHERE { { SELECT $this { $this a ?c } } }" ] ."""
    )
    validator = Validator(shapes)
    assert "SELECT within" in validator.note
    report = validator.check(opened(":a a :C ."))
    assert report.focus_counts is None
    found = {r.component.removeprefix(SH) for r in report.results}
    assert found == {"NodeKindConstraintComponent", "SPARQLConstraintComponent"}


def test_data_that_a_query_cannot_name_hands_all_of_them_to_pyshacl() -> None:
    """A table of focus nodes holds no blank node, and they are checked all the same."""
    shapes = opened(
        """:s a sh:NodeShape ; sh:targetClass :C ; sh:sparql [
            sh:select "SELECT $this WHERE { FILTER (isBlank($this)) }" ] ."""
    )
    validator = Validator(shapes)
    assert not validator.note
    assert not validator.check(opened(":a a :C .")).results
    assert len(validator.check(opened("[] a :C .")).results) == 1
    assert "blank nodes" in validator.note


@pytest.mark.parametrize("deep", ["[ sh:path :p ; sh:property {} ]", "[ sh:path {} ]"])
def test_what_stands_too_deep_is_left_to_pyshacl(deep: str) -> None:
    """Shapes and paths that stand thousands deep in one another do not overflow the stack."""
    within = ":p" if "sh:property" in deep else "[ sh:inversePath {} ]"
    text = deep
    for _ in range(1000):
        text = text.format(deep if "sh:property" in deep else within)
    shapes = opened(f":s sh:targetClass :C ; sh:property {text.format(':p')} .")
    assert Validator(shapes).note


def test_pyshacl_checks_all_where_it_is_asked_for() -> None:
    """Nothing is said about it, since it was wanted."""
    validator = Validator(opened(":s sh:targetClass :C ; sh:class :D ."), PYSHACL)
    (result,) = validator.check(opened(":a a :C .")).results
    assert not validator.note
    expected = Validator(opened(":s sh:targetClass :C ; sh:class :D .")).check(opened(":a a :C ."))
    # Only the engine that ships tells at which target a result was come by.
    assert expected.results == (result._replace(at=NamedNode("urn:x:a")),)


def test_a_result_says_what_the_standard_asks_for() -> None:
    """Focus node, path, value, component, shape, severity and messages are told."""
    report = checked(
        """:s a sh:PropertyShape ; sh:targetClass :C ; sh:path :p ; sh:datatype xsd:date ;
            sh:severity sh:Info ; sh:message "Give a day."@en .""",
        ':a a :D ; :p "2024-02-30"^^xsd:date . :D rdfs:subClassOf :C .',
    )
    day = Literal("2024-02-30", datatype=NamedNode(XSD + "date"))
    assert report.results == (
        Result(
            NamedNode("urn:x:a"),
            NamedNode("urn:x:p"),
            day,
            SH + "DatatypeConstraintComponent",
            NamedNode("urn:x:s"),
            SH + "Info",
            (Literal("Give a day.", language="en"),),
            at=NamedNode("urn:x:a"),
        ),
    )


def test_a_report_counts_the_nodes_that_each_shape_met() -> None:
    """Whoever wrote a shape that meets nothing can be told so."""
    report = checked(
        """:s a sh:NodeShape ; sh:targetClass :C ; sh:property :t .
        :t a sh:PropertyShape ; sh:path :p ; sh:minCount 1 .
        :u a sh:NodeShape ; sh:targetClass :Misspelt ; sh:nodeKind sh:IRI .""",
        ":a a :C ; :p 1 . :b a :C ; :p 1 .",
    )
    assert report.conforms
    counts = report.focus_counts or {}
    assert [counts[NamedNode(f"urn:x:{n}")] for n in "stu"] == [2, 2, 0]


def test_a_run_can_be_limited_to_focus_nodes() -> None:
    """Of the targets, only the nodes that are named are checked."""
    shapes = compile_shapes(
        opened(":s sh:targetClass :C ; sh:property [ sh:path :p ; sh:minCount 1 ] .")
    )
    data = opened(":a a :C . :b a :C . :c a :D .")
    found = run(shapes, data, {NamedNode("urn:x:b"), NamedNode("urn:x:c")}).results
    assert [r.focus for r in found] == [NamedNode("urn:x:b")]


def test_a_statement_in_two_graphs_is_one() -> None:
    """The data graph is the union of the graphs of a store."""
    data = opened(":a a :C ; :p 1 .")
    data.load((PREFIXES + ":a :p 1 .").encode(), RdfFormat.TURTLE, to_graph=NamedNode("urn:h"))
    data.load((PREFIXES + ":a :p 1 .").encode(), RdfFormat.TURTLE)
    shapes = opened(":s sh:targetClass :C ; sh:property [ sh:path :p ; sh:maxCount 1 ] .")
    assert run(compile_shapes(shapes), data).conforms


@pytest.mark.parametrize(
    ("shape", "value", "right"),
    [
        ("sh:minInclusive 1", "1.0", True),
        ("sh:minExclusive 1", "1", False),
        ("sh:maxInclusive '2024-03-01'^^xsd:date", "'2024-02-28'^^xsd:date", True),
        ("sh:maxInclusive '2024-03-01'^^xsd:date", "5", False),
        ("sh:maxInclusive 5", "'x'^^xsd:integer", False),
        ("sh:maxInclusive 5", ":b", False),
        ("sh:minLength 0", "[]", False),
        ("sh:pattern '^a$'", '"a"', True),
        ("sh:pattern '^a$'", '"a\\n"', False),
        ("sh:pattern 'a.b' ; sh:flags 'q'", '"a.b"', True),
        ("sh:pattern 'a.b' ; sh:flags 'q'", '"acb"', False),
        ("sh:languageIn ( 'en' )", '"a"@EN-gb', True),
        ("sh:languageIn ( 'en-gb' )", '"a"@en', False),
        ("sh:nodeKind sh:BlankNodeOrIRI", "1", False),
        ("sh:lessThan :q", ":b", False),
        ("sh:lessThan :q", "[]", False),
        ("sh:lessThan :q", "1", True),
    ],
)
def test_values_are_judged_as_the_standard_says(shape: str, value: str, right: bool) -> None:
    """Also where pySHACL stops, or finds that things of two kinds have an order."""
    shapes = f":s a sh:PropertyShape ; sh:targetNode :a ; sh:path :p ; {shape} ."
    assert checked(shapes, f":a :p {value} ; :q 2 .").conforms == right


@pytest.mark.parametrize(
    ("datatype", "forms", "none"),
    [
        ("integer", "0 -7 +07 123456789012345678901234567890", "1.0 one 1e3"),
        ("boolean", "true 0", "TRUE yes"),
        ("decimal", "1 -1.50 .5 1.", "1e3 . 1,5"),
        ("double", "1e3 INF -INF NaN .5E-2", "inf 1e"),
        (
            "date",
            "2024-02-29 2024-02-28Z -0044-03-15 12024-01-01+14:00",
            "2023-02-29 2024-1-1 2024",
        ),
        (
            "dateTime",
            "2024-02-29T24:00:00 2024-01-01T00:00:00.5-05:00",
            "2024-01-01 2024-01-01T24:01:00",
        ),
        ("gYearMonth", "2024-02", "2024-13 2024-2"),
        ("duration", "P1Y PT1.5S -P1DT2H", "P 1Y PT P1S"),
        ("hexBinary", "0aFF", "0 xy"),
        ("base64Binary", "YWJj YWI= YQ==", "YWI YQ="),
        ("language", "en en-GB", "e_n abcdefghi"),
    ],
)
def test_lexical_forms_are_those_of_xml_schema(datatype: str, forms: str, none: str) -> None:
    """A literal whose text is no form of its datatype is not of it."""
    fits = well_formed(XSD + datatype)
    assert fits is not None
    assert [f for f in forms.split() if not fits(f)] == []
    assert [f for f in none.split() if fits(f)] == []


@pytest.mark.parametrize("text", ['a\tb\n"q\\ é\u0001\r', "", "\\n", "tab\\t", "'"])
def test_a_key_is_one_term_whatever_its_text(text: str) -> None:
    """A term that is turned into text and back is the same."""
    for term in (Literal(text), Literal(text, language="en"), NamedNode("urn:é")):
        assert term_of(key_of(term)) == term


def test_a_pattern_that_python_reads_otherwise_is_refused() -> None:
    """No pattern quietly means something else."""
    for text in (r"\p{Lu}", r"[a-z-[aeiou]]", r"\i\c*", "(?i)a", "a++", r"\Aa", "("):
        with pytest.raises(ValueError, match=r"."):
            pattern_of(text, "")
    assert pattern_of(r"\$$", "").search("5$")
    assert pattern_of(r"[$]", "").search("$5")


def test_the_way_of_a_check_needs_no_rdflib() -> None:
    """The engine that ships costs no import of rdflib or pySHACL."""
    code = """import sys
from govgraph.validate import check
from govgraph.workspace import find_workspace
from pathlib import Path
check(find_workspace(Path(sys.argv[1])))
assert not {"rdflib", "pyshacl"} & set(sys.modules)"""
    subprocess.run([sys.executable, "-c", code, str(ROOT)], check=True)
