"""A workspace's own shapes: anybody's SHACL works, and what is none is told with its place."""

from __future__ import annotations

import json
import re
import socket
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
from jsonschema import validate as against_schema

from govgraph.errors import ValidationError
from govgraph.model import Finding
from govgraph.positions import read_positions
from govgraph.rdfio import read_turtle
from govgraph.shacl import COMPILED, ENGINES
from govgraph.validate import check, validate
from tests.conftest import ROOT, Result
from tests.mistakes import Board, codes, made
from tests.test_validate import M1, M3, PARISH

HEAD = """@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix ex: <https://example.org/shapes#> .
@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

"""
TOPIC = """ex:Topical a sh:NodeShape ;
    sh:targetClass gov:Action ;
    sh:property [
        sh:path gov:topic ;
        sh:minCount 1 ;
        sh:name "Every action has a topic" ;
        sh:message "Give the action a topic."@en, "Gib ein Thema an."@de ;
        sh:severity sh:Warning ;
        rdfs:comment "Our clerk looks actions up by topic." ;
    ] .
"""


def board_with(folder: Path, text: str, name: str = "own.ttl") -> Board:
    return {**PARISH, f"shapes/{name}": HEAD + text}


def found(folder: Path, text: str, name: str = "own.ttl") -> list[Finding]:
    """Validate the invented board with shapes of its own."""
    return validate(made(folder, board_with(folder, text, name)))


def refused(
    folder: Path, raw: bytes, name: str = "own.ttl", engine: str = COMPILED
) -> ValidationError:
    """Return why a file is no file of shapes."""
    workspace = made(folder, PARISH)
    (folder / "shapes" / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / "shapes" / name).write_bytes(raw)
    with pytest.raises(ValidationError) as caught:
        validate(workspace, engine=engine)
    return caught.value


def test_a_shape_without_a_name_is_a_rule(tmp_path: Path) -> None:
    """Name, message, severity and reason are the shape's; the finding has place and code."""
    checked = check(made(tmp_path, board_with(tmp_path, TOPIC)))
    two, again = sorted(checked.findings, key=lambda f: f.file or "")
    assert (two.node, again.node) == (f"record:{M1}#action-2", f"record:{M3}#action-1")
    assert two.code == again.code == "OWN-Topical-topic"
    assert two.message == "Give the action a topic."
    assert (two.severity, two.path, two.value) == ("warning", "gov:topic", None)
    assert two.shape == "<https://example.org/shapes#Topical>"
    lines = PARISH[f"data/{M1}.ttl"].split("\n")
    assert (two.line, two.column) == (lines.index(":action-2") + 1, 1)
    rule = checked.rules[two.code]
    assert (rule.name, rule.reason) == (
        "Every action has a topic",
        "Our clerk looks actions up by topic.",
    )


def test_what_a_shape_does_not_say_is_made_up(tmp_path: Path) -> None:
    """A shape without name, message and severity is a violation that says what it asks for."""
    (finding, other) = found(
        tmp_path,
        "ex:T sh:targetClass gov:Action ; sh:property [ sh:path gov:topic ; sh:minCount 1 ] .",
    )
    assert finding.code == other.code == "OWN-T-topic"
    assert finding.severity == "violation"
    assert finding.message.startswith("It does not hold to sh:minCount 1. Put it right")
    assert "own.ttl" in finding.message


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('ex:T dcterms:identifier "A 7" ; sh:nodeKind sh:Literal', "A-7"),
        ("ex:T sh:nodeKind sh:Literal", "T"),
        ("<urn:a:b> sh:nodeKind sh:Literal", "b"),
        ("<https://x/Çà> sh:nodeKind sh:Literal", "shape"),
        ("[] sh:nodeKind sh:Literal", "own"),
        ("ex:P sh:path gov:topic ; sh:minCount 1", "P"),
        ("ex:T sh:property ex:P . ex:P sh:path gov:topic ; sh:minCount 1 . ex:T a ex:X", "P"),
    ],
)
def test_a_shape_has_a_code(text: str, code: str, tmp_path: Path) -> None:
    """The code is the identifier that it is given, or its name, or that of its file."""
    assert codes(found(tmp_path, f"{text} ; sh:targetClass gov:Thread .")) == {f"OWN-{code}"}


def test_codes_of_ones_own_are_told_apart(tmp_path: Path) -> None:
    """Two shapes of one path are two rules, in the order in which they are written."""
    findings = found(
        tmp_path,
        "ex:T sh:targetClass gov:Thread ; sh:property [ sh:path skos:prefLabel ; sh:maxLength 2 ] ,"
        " [ sh:path skos:prefLabel ; sh:maxLength 3 ] .",
    )
    assert [(f.code, "maxLength 2" in f.message) for f in findings] == [
        ("OWN-T-prefLabel", True),
        ("OWN-T-prefLabel-2", False),
    ]


# What each shape finds on the invented board: node, path and value.
KINDS: dict[str, tuple[str, set[tuple[str, str | None, str | None]]]] = {
    "a longer path": (
        "ex:T sh:targetClass gov:Action ; sh:property"
        " [ sh:path ( gov:arisesFrom [ sh:zeroOrMorePath gov:itemOf ] skos:prefLabel ) ;"
        " sh:maxCount 0 ] .",
        {(f"action-{n}", "(gov:arisesFrom/gov:itemOf*/skos:prefLabel)", None) for n in (1, 2)},
    ),
    "against a property": (
        "ex:T sh:targetClass gov:Thread ; sh:property [ sh:path [ sh:inversePath gov:inThread ] ;"
        " sh:minCount 2 ] .",
        {("bridge", "^gov:inThread", None)},
    ),
    "one of several": (
        "ex:T sh:targetClass gov:Thread ;"
        " sh:xone ( [ sh:class gov:Role ] [ sh:class gov:Person ] ) .",
        {("bridge", None, None)},
    ),
    "a shape in a shape": (
        "ex:T sh:targetClass gov:Thread ; sh:node [ sh:property [ sh:path skos:prefLabel ;"
        " sh:pattern '^X' ] ] .",
        {("bridge", None, None)},
    ),
    "a counted kind of value": (
        "ex:T sh:targetClass gov:Thread ; sh:property [ sh:path skos:prefLabel ;"
        " sh:qualifiedValueShape [ sh:languageIn ( 'de' ) ] ; sh:qualifiedMinCount 1 ] .",
        {("bridge", "skos:prefLabel", None)},
    ),
    "a closed shape": (
        "ex:T sh:targetClass gov:Thread ; sh:closed true ; sh:ignoredProperties ( rdf:type ) .",
        {("bridge", "skos:prefLabel", "Repair of the bridge")},
    ),
    "literals as targets": (
        "ex:T sh:targetObjectsOf gov:reasonText ; sh:maxLength 3 .",
        {("event-1", "gov:reasonText", "for want of stone")},
    ),
    "a node by name": (
        "ex:T sh:targetNode <https://example.org/parish/thread/bridge> ; sh:nodeKind sh:Literal .",
        {("bridge", None, None)},
    ),
    "a class that is a shape": (
        "gov:Thread a rdfs:Class, sh:NodeShape ; sh:nodeKind sh:Literal .",
        {("bridge", None, None)},
    ),
    "a query with prefixes of its own": (
        "ex:T sh:targetClass gov:Thread ; sh:sparql [ sh:prefixes ex:P ;"
        " sh:message 'Not {?value}.' ;"
        " sh:select 'SELECT $this ?value WHERE { $this s:prefLabel ?value }' ] ."
        " ex:P sh:declare [ sh:prefix 's' ;"
        " sh:namespace 'http://www.w3.org/2004/02/skos/core#'^^xsd:anyURI ] .",
        {("bridge", None, "Repair of the bridge")},
    ),
    "a query with the path of its shape": (
        "ex:T sh:targetClass gov:Thread ; sh:property [ sh:path skos:prefLabel ; sh:sparql ["
        " sh:select 'SELECT $this ?value WHERE { $this $PATH ?value }' ] ] .",
        {("bridge", "skos:prefLabel", "Repair of the bridge")},
    ),
    "a component of one's own": (
        "ex:C a sh:ConstraintComponent ; sh:parameter [ sh:path ex:most ] ; sh:validator ["
        " a sh:SPARQLAskValidator ; sh:message 'Too long.' ;"
        " sh:ask 'ASK { FILTER (STRLEN(STR($value)) <= $most) }' ] ."
        " ex:T a sh:NodeShape ; sh:targetClass gov:Thread ;"
        " sh:property [ sh:path skos:prefLabel ; ex:most 3 ] .",
        {("bridge", "skos:prefLabel", None)},
    ),
    "a target that a query selects": (
        "ex:T a sh:NodeShape ; sh:target [ a sh:SPARQLTarget ; sh:select"
        " 'SELECT ?this WHERE { ?this a <https://w3id.org/govgraph/ns#Thread> }' ] ;"
        " sh:nodeKind sh:Literal .",
        {("bridge", None, None)},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_whatever_the_engine_knows_works(kind: str, tmp_path: Path) -> None:
    """Each kind of target, path and constraint finds what it is to find."""
    text, expected = KINDS[kind]
    findings = found(tmp_path, text)
    assert {f.code[:4] for f in findings} == {"OWN-"}
    nodes = [re.split("[/#:]", f.node or "")[-1] for f in findings]
    assert {(n, f.path, f.value) for n, f in zip(nodes, findings, strict=True)} == expected


def test_integrity_sees_what_follows(tmp_path: Path) -> None:
    """A shape in shapes/integrity looks at what is asserted and what follows from it."""
    text = "ex:T sh:targetClass gov:Action ; sh:property [ sh:path gov:raisedAt ; sh:maxCount 0 ] ."
    assert found(tmp_path / "a", text) == []
    # No shape that ships asks for the latter.
    text += " ex:U sh:targetClass gov:Meeting ;"
    text += " sh:property [ sh:path gov:hasAttendance ; sh:maxCount 0 ] ."
    assert codes(found(tmp_path / "b", text, "integrity/x.ttl")) == {
        "OWN-T-raisedAt",
        "OWN-U-hasAttendance",
    }


def test_only_the_data_is_looked_at(tmp_path: Path) -> None:
    """A shape that fits terms of the vocabulary, or its code lists, says nothing of these."""
    text = "ex:T sh:targetSubjectsOf skos:prefLabel, rdfs:label ; sh:nodeKind sh:Literal ."
    nodes = [f.node or "" for f in found(tmp_path, text)]
    assert nodes
    assert not any(node.startswith("gov:") for node in nodes)


def test_new_data_is_held_to_own_shapes_in_context(tmp_path: Path) -> None:
    """Of new data only what it breaks is reported, also by the workspace's own shapes."""
    workspace = made(tmp_path, board_with(tmp_path, TOPIC))
    old = tmp_path / "data" / f"{M3}.ttl"
    new = tmp_path / "new" / f"{M3}.ttl"
    new.parent.mkdir()
    new.write_text(old.read_text(encoding="utf-8"), encoding="utf-8")
    assert validate(workspace, [new]) == []
    assert {f.file for f in validate(workspace, [old])} == {str(old)}


# What is no shape


@pytest.mark.parametrize(
    ("raw", "message", "place"),
    [
        (b"", "no SHACL shape", "1:1"),
        (HEAD.encode(), "no SHACL shape", "1:1"),
        (b"<urn:a> a <urn:b> .", "no SHACL shape", "1:1"),
        (b"ex:A a sh:NodeShape .", "not Turtle", "1:1"),
        (b"<urn:a> a <urn:b>\n  ; ;; <urn:c .", "not Turtle", "2:"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "not UTF-8", "1:1"),
        (b"# ok\n# \xff", "not UTF-8", "2:3"),
        (HEAD.encode("utf-16"), "not UTF-8", "1:1"),
    ],
)
def test_a_file_that_is_no_shacl_stops_the_check(
    raw: bytes, message: str, place: str, tmp_path: Path
) -> None:
    """Its place is named, and what to do with it."""
    error = refused(tmp_path, raw)
    assert message in error.message
    assert error.where.startswith(f"{tmp_path / 'shapes' / 'own.ttl'}:{place}")
    assert error.hint


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("ex:T a sh:PropertyShape ; AT sh:targetClass gov:Action .", "path"),
        ("ex:Fine a sh:NodeShape ; sh:targetClass gov:Role .\n"
         "AT ex:T sh:targetClass gov:Action ; sh:minCount 1 .", ""),
        ("AT ex:T sh:targetClass gov:Action ; sh:property 'x' .", ""),
        ("AT ex:T sh:targetClass gov:Action ; sh:sparql [ sh:message 'No query.' ] .", ""),
    ],
)  # fmt: skip
def test_a_shape_that_the_engine_refuses_is_named(
    text: str, message: str, engine: str, tmp_path: Path
) -> None:
    """The place is that of the shape, and the reason that of whichever engine meets it."""
    at = text.split("\n").index(next(t for t in text.split("\n") if "AT " in t))
    error = refused(tmp_path, (HEAD + text.replace("AT ", "")).encode(), engine=engine)
    assert error.where == f"{tmp_path / 'shapes' / 'own.ttl'}:{HEAD.count(chr(10)) + at + 1}:1"
    assert message in error.message
    assert "For reference" not in error.message


@pytest.mark.parametrize(
    ("query", "message", "place"),
    [
        ("SELECT $this WHERE { $this ?p }", "", (1, 0)),
        (
            "SELECT $this\nWHERE { SERVICE <http://localhost:9/> { $this ?p ?o } }",
            "SERVICE",
            (2, 9),
        ),
        ("SELECT $this\nFROM <http://localhost:9/x> WHERE { $this ?p ?o }", "FROM", (2, 1)),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE", (1, 0)),
        ("SELECT $this WHERE { $this ex:p ?o }", "ex", (1, 0)),
        ("", "", (1, 0)),
    ],
)
def test_a_query_that_is_none_or_goes_elsewhere_is_refused(
    query: str, message: str, place: tuple[int, int], tmp_path: Path
) -> None:
    """Before anything is run: the place is that in the file of shapes."""
    before = "ex:T sh:targetClass gov:Action ; sh:sparql [ sh:select "
    error = refused(tmp_path, f'{HEAD}{before}"""{query}""" ] .'.encode())
    assert message in error.message
    file, line, column = error.where.rsplit(":", 2)
    assert file == str(tmp_path / "shapes" / "own.ttl")
    assert int(line) == HEAD.count("\n") + place[0]
    assert int(column) == place[1] or (place[1] == 0 and int(column) > len(before))


@pytest.mark.parametrize(
    "text",
    [
        "ex:T sh:targetClass gov:Role ; sh:property [ sh:path _:l ; sh:minCount 1 ] ."
        " _:l rdf:first _:l ; rdf:rest _:l .",
        "ex:T sh:targetClass gov:Role ; sh:property [ sh:path _:l ; sh:minCount 1 ] ."
        " _:l rdf:first gov:roleIn .",
        "ex:T sh:targetClass gov:Role ; sh:property [ sh:path [ sh:inversePath 'x' ] ] .",
        "ex:T sh:targetClass gov:Role ; sh:node ex:T ; sh:not ex:T ; sh:x 1 .",
        f"ex:T sh:targetClass gov:Role ; sh:property {'[ sh:path gov:x ; sh:property ' * 2000} ex:P"
        f" {']' * 2000} .",
    ],
    ids=["a ring", "no end", "a literal", "itself", "deep"],
)
def test_a_knot_of_shapes_comes_to_an_end(text: str, tmp_path: Path) -> None:
    """What leads back to itself, or goes thousands deep, is refused or checked, in a moment."""
    workspace = made(tmp_path, board_with(tmp_path, text))
    told = ""
    try:
        told = str(validate(workspace)[:1])
    except ValidationError as error:
        told = error.where
    assert str(tmp_path / "shapes" / "own.ttl") in told


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ("sh:node ex:Nowhere", "sh:node names <https://example.org/shapes#Nowhere>"),
        ("sh:not 'x'", "sh:not has a value that is no shape."),
        ("sh:or ( [ sh:class gov:Action ] ex:Nowhere )", "sh:or names <https://example.org/"),
        ("sh:and ( 'x' )", "sh:and has a value that is no shape."),
        ("sh:class 'gov:Action'", "sh:class has a value that is no IRI."),
        ("sh:targetSubjectsOf 'gov:topic'", "sh:targetSubjectsOf has a value that is no IRI."),
    ],
)
def test_what_names_no_shape_stops_the_check(asked: str, message: str, tmp_path: Path) -> None:
    """A slip in the name of a shape does not switch the rule off without a word."""
    text = f"ex:T sh:targetClass gov:Action ;\n    {asked} ."
    error = refused(tmp_path, (HEAD + text).encode())
    assert error.message.startswith(message)
    column = 5 + asked.index(" ") + 1
    where = f"{tmp_path / 'shapes' / 'own.ttl'}:{HEAD.count(chr(10)) + 2}:{column}"
    assert error.where == where


def test_a_shape_of_the_other_stage_is_not_seen(tmp_path: Path) -> None:
    """What stands in shapes/integrity is not there for the shapes in shapes."""
    board = board_with(tmp_path, "ex:T sh:targetClass gov:Action ; sh:node ex:Other .")
    other = HEAD + "ex:Other a sh:NodeShape ; sh:nodeKind sh:Literal ."
    with pytest.raises(ValidationError, match="sh:node names"):
        validate(made(tmp_path / "a", {**board, "shapes/integrity/other.ttl": other}))
    beside = made(tmp_path / "b", {**board, "shapes/other.ttl": other})
    assert codes(validate(beside)) == {"OWN-T"}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ('sh:minCount "²"^^xsd:integer', "sh:minCount has a value that is no number from 0."),
        (f"sh:minCount {'9' * 5000}", "sh:minCount has a value that is no number from 0."),
        ('sh:pattern "x{99999999999}"', "the repetition number is too large."),
        (f'sh:pattern "{"(" * 3000}{")" * 3000}"', "sh:pattern cannot be read"),
        ("sh:minInclusive ex:a", "sh:minInclusive has a value that is no literal."),
        ('sh:sparql [ sh:select "ASK { ?this ?p ?o }" ]', "its query is no plain SELECT."),
        ("sh:minCount -1", "sh:minCount must be an integer >= 0."),
    ],
    ids=["sign", "long", "often", "deep", "range", "ask", "below"],
)
def test_what_an_engine_falls_over_is_told_in_one_line(
    asked: str, said: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """The place is that of the shape, and nothing else is printed about it."""
    text = f"ex:T sh:targetClass gov:Action ; sh:property [ sh:path gov:topic ; {asked} ] ."
    error = refused(tmp_path, (HEAD + text).encode())
    assert error.where == f"{tmp_path / 'shapes' / 'own.ttl'}:{HEAD.count(chr(10)) + 1}:1"
    assert said in error.message
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("engine", ["compiled", "pyshacl"])
@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ex:T sh:targetClass gov:Action ; sh:nodeKind sh:Literal ; sh:deactivated OFF .", "GG462"),
        ("ex:T sh:targetNode [ ] ; sh:nodeKind sh:Literal .", "GG463"),
    ],
)
def test_what_engines_pass_over_is_told(
    text: str, code: str, engine: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An odd boolean that switches a shape off, and a target that no data can have."""
    if engine != COMPILED:
        # For the shapes that ship, which find nothing here, pySHACL takes seconds.
        for module in ("examining", "integrity"):
            monkeypatch.setattr(f"govgraph.validate.{module}.check_shapes", lambda *_: ())
    text = text.replace("OFF", '"TRUE"^^xsd:boolean')
    assert codes(validate(made(tmp_path, board_with(tmp_path, text)), engine=engine)) == {code}


def test_an_unusable_shape_is_no_finding(tmp_path: Path, govgraph: Callable[..., Result]) -> None:
    """The exit code is 2, as for anything that cannot be checked, without a traceback."""
    made(tmp_path, {**PARISH, "shapes/own.ttl": "not Turtle"})
    ran = govgraph("-C", tmp_path, "validate")
    assert (ran.code, ran.out) == (2, "")
    assert "own.ttl:1:" in ran.err
    assert "Traceback" not in ran.err


def test_nothing_is_fetched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What a file of shapes imports, or points to, is left where it is."""
    near = tmp_path / "near.ttl"
    near.write_text("ex:", encoding="utf-8")
    asked: list[object] = []

    def ask(*arguments: object, **_: object) -> None:
        asked.append(arguments)
        raise OSError("no network")

    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, ask)
    monkeypatch.setattr(socket, "getaddrinfo", ask)
    monkeypatch.setattr(urllib.request, "urlopen", ask)
    monkeypatch.setattr(urllib.request.OpenerDirector, "open", ask)
    text = (
        "<https://example.org/shapes> a owl:Ontology ;"
        f" owl:imports <http://127.0.0.1:9/x.ttl>, <{near.as_uri()}>, <https://example.org/y> ;"
        " sh:shapesGraph <http://127.0.0.1:9/z> ; sh:suggestedShapesGraph <http://127.0.0.1:9/s> ;"
        " sh:entailment <http://127.0.0.1:9/e> .\n"
    )
    board = board_with(tmp_path, TOPIC + text)
    board["data/topics.ttl"] += f"\ntopic:scheme <{OWL}imports> <http://127.0.0.1:9/d> .\n"
    assert "OWN-Topical-topic" in codes(validate(made(tmp_path, board)))
    assert asked == []


OWL = "http://www.w3.org/2002/07/owl#"


# Reports and places


@pytest.mark.parametrize("form", ["text", "json", "github", "sarif", "junit", "html", "ttl"])
def test_every_report_takes_findings_of_ones_own(
    form: str, tmp_path: Path, govgraph: Callable[..., Result]
) -> None:
    """No form of report knows only the rules that ship."""
    made(tmp_path, board_with(tmp_path, TOPIC))
    ran = govgraph("-C", tmp_path, "validate", "--format", form, "--fail-on", "warning")
    assert ran.code == 1, ran.err
    assert "OWN-Topical-topic" in ran.out
    if form == "json":
        schema = json.loads((ROOT / "schemas" / "findings.schema.json").read_text(encoding="utf-8"))
        against_schema(json.loads(ran.out), schema)


def test_a_baseline_takes_findings_of_ones_own(
    tmp_path: Path, govgraph: Callable[..., Result]
) -> None:
    """What a rule of one's own found can be accepted, as any finding."""
    made(tmp_path, board_with(tmp_path, TOPIC))
    accepted = tmp_path / "accepted.json"
    govgraph("-C", tmp_path, "validate", "-o", accepted)
    ran = govgraph("-C", tmp_path, "validate", "--baseline", accepted, "--fail-on", "info")
    assert ran.code == 0


@pytest.mark.parametrize(
    "text",
    [
        "<urn:a> <urn:p> [ <urn:q> [ ] ] , ( <urn:b> ( 1 2 ) ( ) [ <urn:r> true ] 'x'@en ) .",
        "[ <urn:p> 1.5 ] . [] <urn:p> _:x . _:x <urn:p> _:y, _:x .",
        "( 1 ) <urn:p> 'a\\nb', 1e3, 'z'^^<urn:d> .",
    ],
)
def test_every_statement_of_a_file_is_read_with_its_place(text: str) -> None:
    """What is read beside the engine is the same graph, blank nodes and lists included."""
    from rdflib import Graph
    from rdflib.compare import isomorphic

    def graph(triples: object) -> Graph:
        lines = "".join(f"{t} .\n" for t in triples)  # type: ignore[attr-defined]
        return Graph().parse(data=lines, format="nt")

    positions = read_positions(text)
    triples = list(positions.triples())
    assert isomorphic(graph(triples), graph(read_turtle(text.encode(), "x")))
    assert all(positions.statement(*t) for t in triples)


def test_the_how_to_shows_what_its_shape_finds(
    board: Path, govgraph: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The shape of the page works as printed, on the board that ships."""
    page = (ROOT / "docs" / "how-to" / "own-rules.md").read_text(encoding="utf-8")
    (name,) = re.findall(r"^`(shapes/.*)`$", page, re.MULTILINE)
    text, printed = re.findall(r"^```\w*\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)
    made(board, {name: text})
    monkeypatch.chdir(board)
    ran = govgraph("validate")
    assert ran.code == 0
    assert printed in ran.out
