"""The forms of report: each is read by something that is not ours, also where texts are hostile."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import replace
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from junitparser import Failure, JUnitXml, Skipped, TestCase, TestSuite
from rdflib import RDF, BNode, Graph, URIRef
from rdflib import Literal as RdflibLiteral

from govgraph.cli.validate import FORMATS, REPORTS, SUFFIXES
from govgraph.model import Finding
from govgraph.names import DEFAULT_BASE, GOV, SHAPES
from govgraph.plugins import discover
from govgraph.prose import visible
from govgraph.rdflib_bridge import to_rdflib
from govgraph.render import reports
from govgraph.render.excerpts import excerpt
from govgraph.render.report import Context, Format, context_of
from govgraph.validate import check
from govgraph.validate.documents import assemble, on_file
from govgraph.validate.rules import Rule
from govgraph.validate.shapes import load_shapes
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT, Result, copied, edit

Call = Callable[..., Result]

SH = "http://www.w3.org/ns/shacl#"
CODE = URIRef("http://purl.org/dc/terms/identifier")
NASTY = (
    "a \"q\" 's' </script><img src=x onerror=alert(1)> ]]> & {0} [x](https://evil.example) %0A"
    "::error::x ##[error]y\r\nnext\tline\x00\x1b[2J\x85\u2028\u202eRTL\u2066\ufffe\uffff\U0001f600"
)
FILE = "da ta/ü#?%&,:\"'<b>\U0001f600.ttl"
TEXT = f'@prefix : <urn:x:> .\n\n:a :b "{"long " * 80}<b>" ; :c <urn:x:d> ; :e "gov:x" .\n'
RULES = {
    "GG001": Rule("GG001", NASTY, "violation", NASTY, NASTY),
    "GG002": Rule("GG002", "A warning", "warning", "Look.", "Why."),
    "GG003": Rule("GG003", "Never broken", "info", "Nothing.", "Why."),
}
CONTEXT = Context(
    checked=f"Board {NASTY}",
    rules=RULES,
    counted=frozenset({"violation"}),
    base=DEFAULT_BASE,
    version="1.2.3",
    source=lambda file: TEXT if file == FILE else None,
    check=replace(check(find_workspace(BOARDS / "harbour")), texts={FILE: TEXT}),
)
HOSTILE = (
    Finding("GG001", "violation", NASTY, FILE, 3, 7, "<urn:x:a>", "<urn:x:b>", NASTY, None),
    Finding("GG001", "violation", NASTY, FILE, 3, None, "record:x#a", NASTY, NASTY, NASTY),
    Finding("GG001", "violation", "No file."),
    Finding("GG002", "warning", NASTY, "/abso lute/x.ttl", 99, 1, NASTY, None, "record:y"),
    Finding("GG002", "warning", "A code that no rule has", "-", None, 4, value="gov:x"),
    Finding("GG999", "info", "…", FILE, 1, 1, "<not an iri>", None, "<b>", "shapes:x"),
)
each_format = pytest.mark.parametrize("name", FORMATS)


def written(name: str, findings: Sequence[Finding], context: Context = CONTEXT) -> str:
    report = REPORTS[name].write(findings, context)
    return report if isinstance(report, str) else report.decode("utf-8")


class Spoilt(NamedTuple):
    folder: Path
    findings: list[Finding]
    context: Context


@pytest.fixture(scope="module")
def spoilt(tmp_path_factory: pytest.TempPathFactory) -> Spoilt:
    """A board with mistakes against core shapes, SPARQL shapes and rules of the program."""
    folder = copied(tmp_path_factory.mktemp("spoilt") / "board")
    edit(folder / "data" / "roles.ttl", 'skos:prefLabel "Commissioner"@en ;\n', "")
    minutes = folder / "data" / "2023-08-31-minutes.ttl"
    text = minutes.read_text(encoding="utf-8")
    for old, new in (
        ("    gov:states :action-1 ;", "    gov:xyzzy :action-1 ;"),
        ("    gov:ownerOrganization organization:mps ;\n", ""),
        ('gov:number "2"', 'gov:number "2 "'),
    ):
        assert old in text
        text = text.replace(old, new, 1)
    minutes.write_text(text, encoding="utf-8")
    return Spoilt(folder, *found_in(folder))


def found_in(folder: Path) -> tuple[list[Finding], Context]:
    workspace = find_workspace(folder)
    checked = check(workspace)
    return checked.findings, context_of(workspace, checked, ("violation",))


# Finding the formats


def test_each_form_has_a_name_a_suffix_and_a_line_of_its_own() -> None:
    """No two forms of report share a name, a suffix or a line of help."""
    found = discover(reports, Format)
    for values in zip(*((f.name, f.suffix or f.name, f.help) for f in found), strict=True):
        assert len(set(values)) == len(found)
    assert FORMATS[0] == "text"
    assert set(FORMATS) == {"text", "json", "github", "line", "sarif", "junit", "html", "ttl"}


def test_a_file_that_holds_no_form_is_an_error(tmp_path: Path) -> None:
    """A module without exactly one form of report is told, and does not go missing."""
    package = ModuleType("spoilt_reports")
    package.__path__ = [str(tmp_path)]
    sys.modules["spoilt_reports"] = package
    try:
        for name, held in (("none", 0), ("two", 2)):
            for file in tmp_path.glob("*.py"):
                file.unlink()
            (tmp_path / f"{name}.py").write_text(f"X, Y = {(1, 2)[:held] or ('a', 'b')}\n")
            with pytest.raises(TypeError, match=f"{name} holds {held} of int"):
                discover(package, int)
    finally:
        for name in ("spoilt_reports", "spoilt_reports.none", "spoilt_reports.two"):
            sys.modules.pop(name, None)


def test_help_lists_the_forms(govgraph: Call) -> None:
    """The help page has a line for each form of report."""
    out = govgraph("validate", "--help").out
    for report in REPORTS.values():
        assert re.search(rf"^ +{report.name} +{re.escape(report.help)}$", out, re.MULTILINE)


def test_help_reads_no_shapes() -> None:
    """Listing the forms of report imports neither validation nor a parser of XML."""
    code = (
        "import sys\nfrom govgraph.cli import run\nrun(['validate', '--help'])\n"
        "sys.exit(str({'govgraph.validate', 'rdflib', 'xml.etree', 'json'} & set(sys.modules)"
        " or ''))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert ran.stderr.strip() == b""


@pytest.fixture
def only(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a check find what it is told to."""

    def put(*findings: Finding) -> None:
        found = replace(CONTEXT.check, findings=list(findings), texts={})
        monkeypatch.setattr("govgraph.validate.check", lambda *_, **__: found)

    return put


@pytest.mark.parametrize("suffix", sorted(SUFFIXES))
def test_the_suffix_chooses_the_form(
    suffix: str, tmp_path: Path, govgraph: Call, only: Callable[..., None]
) -> None:
    """-o FILE writes the form of its suffix, byte for byte what --format gives, exit code 1."""
    only(*HOSTILE)
    target = tmp_path / f"findings{suffix}"
    assert govgraph("validate", "-o", target).code == 1
    said = govgraph("validate", "--format", SUFFIXES[suffix])
    assert said.code == 1
    assert target.read_bytes().decode("utf-8") == said.out


@each_format
def test_the_exit_code_does_not_hang_on_the_form(
    name: str, govgraph: Call, only: Callable[..., None]
) -> None:
    """Findings fail a check from the severity that --fail-on names, in whatever form."""
    call = ("validate", "--format", name)
    only(HOSTILE[5])
    assert govgraph(*call).code == 0
    assert govgraph(*call, "--fail-on", "info").code == 1
    only(*HOSTILE)
    assert govgraph(*call).code == 1
    assert govgraph(*call, "--fail-on", "never").code == 0
    only()
    assert govgraph(*call, "--fail-on", "info").code == 0


# What holds for all


def test_the_bytes_do_not_hang_on_hashes(spoilt: Spoilt) -> None:
    """Every form of report is the same bytes whatever the order of hashes."""
    code = (
        "import sys\nfrom tests.test_reports import *\n"
        "found, context = found_in(Path(sys.argv[1]))\n"
        "for name in FORMATS:\n"
        "    for f, c in ((found, context), (HOSTILE, CONTEXT), ((), CONTEXT)):\n"
        "        print(name, len(f), sha256(written(name, f, c).encode()).hexdigest())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", code, str(spoilt.folder)],
            capture_output=True,
            check=True,
            cwd=ROOT,
            env=os.environ | {"PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1
    assert said.pop().count(b"\n") == 3 * len(FORMATS)


@each_format
def test_no_form_sends_control_characters(name: str) -> None:
    """No escape sequence, NUL or direction mark is in a report, except escaped in JSON."""
    if name == "json":
        assert "\x1b" not in written(name, HOSTILE)
        return
    shown = written(name, HOSTILE)
    if name in ("ttl", "sarif"):  # For programs, which get the value as it is.
        shown = shown.replace("\u202e", "").replace("\u2066", "").replace("\x85", "")
    assert shown == visible(shown) or name == "ttl"
    assert "\x1b" not in shown
    assert "\x00" not in shown


# github


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Read workflow commands as the runner does (ActionCommand.TryParseV2)."""
    found = []
    for line in re.split("\r\n|\r|\n", text.removesuffix("\n")) if text else []:
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        properties = dict(part.split("=", 1) for part in match[2].split(","))
        for key, value in properties.items():
            for escaped, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ",")):
                value = value.replace(escaped, plain)
            properties[key] = value.replace("%25", "%")
        message = match[3].replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")
        found.append((match[1], properties, message))
    return found


def test_github_reads_every_finding() -> None:
    """Each finding is one command, and the runner gets file, line, column, title and message."""
    read = commands(written("github", HOSTILE))
    assert [name for name, _, _ in read] == ["error"] * 3 + ["warning"] * 2 + ["notice"]
    shown = visible(NASTY.replace("\r", "")).replace("\n", "\r\n")
    name, properties, message = read[0]
    assert properties == {
        "file": FILE,
        "line": "3",
        "col": "7",
        "title": f"GG001 {shown}",
    }
    assert message == f"{shown} (<urn:x:a>, <urn:x:b> = {shown})"
    assert "col" not in read[1][1]
    assert read[2] == ("error", {"title": f"GG001 {shown}"}, "No file.")
    assert read[4][1] == {"file": "-", "title": "GG002 A warning"}
    assert name == "error"


def test_github_has_nothing_to_say_where_nothing_is_found() -> None:
    """Without findings there is no command."""
    assert written("github", ()) == ""


# sarif


@pytest.fixture(scope="session")
def official() -> Any:
    """The validator of the schema that OASIS publishes."""
    from jsonschema import Draft7Validator

    folder = os.environ.get("GOVGRAPH_SCHEMAS")
    if not folder:
        pytest.skip("GOVGRAPH_SCHEMAS does not say where the official schemas are")
    schema = json.loads((Path(folder) / "sarif-2.1.0.json").read_text(encoding="utf-8"))
    return Draft7Validator(schema, format_checker=Draft7Validator.FORMAT_CHECKER)


def sarif(findings: Sequence[Finding], context: Context = CONTEXT) -> Any:
    return json.loads(written("sarif", findings, context))


def test_sarif_fits_the_official_schema(official: Any, spoilt: Spoilt) -> None:
    """Real, hostile and no findings are valid SARIF 2.1.0."""
    for findings, context in ((HOSTILE, CONTEXT), ((), CONTEXT), spoilt[1:]):
        official.validate(sarif(findings, context))


def test_sarif_names_rule_place_and_level() -> None:
    """A result points to its rule, and to the place in code points of a relative file."""
    run = sarif(HOSTILE)["runs"][0]
    driver = run["tool"]["driver"]
    assert [rule["id"] for rule in driver["rules"]] == sorted(RULES)
    assert [r["level"] for r in run["results"]] == ["error"] * 3 + ["warning"] * 2 + ["note"]
    for result in run["results"]:
        if result["ruleId"] in RULES:
            assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
    assert "ruleIndex" not in run["results"][5]
    assert run["columnKind"] == "unicodeCodePoints"
    place = run["results"][0]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 7}
    assert run["results"][1]["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}
    assert "locations" not in run["results"][2]
    assert "region" not in run["results"][4]["locations"][0]["physicalLocation"]


def test_sarif_files_are_uri_references() -> None:
    """A file name is read back from its URI reference whatever characters it has."""
    from urllib.parse import unquote, urlsplit

    results = sarif(HOSTILE)["runs"][0]["results"]
    uris = [
        r["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        for r in results
        if r.get("locations")
    ]
    assert re.fullmatch(r"[\w./~%-]+", uris[0], re.ASCII)
    parts = urlsplit(uris[0])
    assert not parts.scheme
    assert unquote(parts.path) == FILE
    assert uris[2] == "file:///abso%20lute/x.ttl"


def test_sarif_messages_make_no_links_and_no_placeholders() -> None:
    """Braces are doubled and a link that data brings is none."""
    for result in sarif(HOSTILE)["runs"][0]["results"]:
        text = result["message"]["text"]
        assert not re.search(r"\[[^]]*\]\(", text)
        assert not re.search(r"(?<!\{)\{(?!\{)", text)


def test_sarif_fingerprints_outlive_edits() -> None:
    """A finding keeps its fingerprint when lines move, and no two findings share one."""
    findings = [*HOSTILE, HOSTILE[0]._replace(line=50)]
    moved = [
        f._replace(line=f.line and f.line + 7, column=None, message=f"{f.message} Now.")
        for f in findings
    ]

    def prints(which: Sequence[Finding]) -> list[str]:
        results = sarif(which)["runs"][0]["results"]
        return [r["partialFingerprints"]["govgraphFinding/v1"] for r in results]

    assert prints(findings) == prints(moved)
    assert len(set(prints(findings))) == len(findings)
    # An older finding that goes away takes no other's fingerprint with it.
    assert prints(findings[1:-1]) == prints(findings)[1:-1]


# junit


def suite_of(findings: Sequence[Finding], context: Context = CONTEXT) -> TestSuite:
    text = written("junit", findings, context)
    suites = list(JUnitXml.fromstring(text.encode()))
    assert len(suites) == 1
    assert isinstance(suites[0], TestSuite)
    return suites[0]


def kinds(case: TestCase) -> list[type]:
    return [type(result) for result in case.result]


def test_junit_has_a_test_for_each_rule(spoilt: Spoilt) -> None:
    """Each rule is a test; those of which a finding counts fail, once, and the totals add up."""
    _, findings, context = spoilt
    suite = suite_of(findings, context)
    broken = {f.code for f in findings if f.severity == "violation"}
    assert len(broken) >= 4
    cases = {str(case.name).split()[0]: case for case in suite}
    assert cases.keys() == context.rules.keys()
    assert {code for code, case in cases.items() if Failure in kinds(case)} == broken
    assert all(len(kinds(case)) <= 1 for case in cases.values())
    assert (suite.tests, suite.failures, suite.errors) == (len(cases), len(broken), 0)
    for finding in findings:
        case = cases[finding.code]
        told = case.result[0].text if finding.code in broken else case.system_out
        assert f"{finding.file}:{finding.line}" in str(told)


@pytest.mark.parametrize(
    ("counted", "failing"),
    [
        ((), set()),
        (("violation",), {"GG001"}),
        (("violation", "warning", "info"), {"GG001", "GG002", "GG999"}),
    ],
)
def test_junit_fails_where_the_check_fails(counted: tuple[str, ...], failing: set[str]) -> None:
    """What does not count under --fail-on is told and is no failure."""
    suite = suite_of(HOSTILE, CONTEXT._replace(counted=frozenset(counted)))
    cases = {str(case.name)[:5]: case for case in suite}
    assert {code for code, case in cases.items() if Failure in kinds(case)} == failing
    for code in {"GG001", "GG002", "GG999"} - failing:
        assert cases[code].system_out
    assert not cases["GG003"].system_out


def test_junit_keeps_hostile_texts() -> None:
    """What XML cannot hold is written out, everything else is read back as it was."""
    shown = visible(NASTY).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    case = next(case for case in suite_of(HOSTILE) if str(case.name).startswith("GG001"))
    assert case.name == f"GG001 {shown}"
    assert shown in str(case.result[0].text)
    assert case._elem.attrib["file"] == FILE
    assert case._elem.attrib["line"] == "3"
    document = written("junit", [HOSTILE[0]._replace(message="lone \ud800")])
    root = ElementTree.fromstring(document.encode())
    assert "lone \\ud800" in str(root.findtext(".//failure"))


def test_junit_without_findings_passes() -> None:
    """Without findings every rule is a test that passed."""
    suite = suite_of(())
    assert (suite.tests, suite.failures, suite.skipped) == (len(RULES), 0, 0)
    assert all(not case.result for case in suite)
    assert {element.get("time") for element in suite._elem.iter("testcase")} == {"0"}
    assert not any("timestamp" in element.attrib for element in suite._elem.iter())


def test_junit_says_which_rules_a_broken_file_keeps_from_being_checked(board: Path) -> None:
    """A rule whose answer may stand in a file that does not parse is skipped, not passed."""
    (board / "data" / "roles.ttl").write_text("<", encoding="utf-8")
    suite = suite_of(*found_in(board))
    cases = {str(case.name).split()[0]: case for case in suite}
    assert Failure in kinds(cases["GG000"])
    assert Skipped in kinds(cases["GG228"])
    assert suite.skipped == sum(Skipped in kinds(case) for case in cases.values())


# ttl


def report_of(findings: Sequence[Finding], context: Context = CONTEXT) -> Graph:
    return Graph().parse(data=written("ttl", findings, context), format="turtle")


def results(graph: Graph) -> set[tuple[str, ...]]:
    """What a SHACL report says, result by result; longer paths by their shape alone."""
    names = ("focusNode", "resultPath", "value", "resultSeverity", "sourceShape")
    found = set()
    for result in graph.objects(None, URIRef(SH + "result")):
        values = [graph.value(result, URIRef(SH + name)) for name in names]
        found.add(
            tuple("" if v is None else "path" if isinstance(v, BNode) else v.n3() for v in values)
        )
    return found


def test_ttl_is_the_report_of_pyshacl(spoilt: Spoilt) -> None:
    """Of the core constraints, the report has what pySHACL's own has, down to the component."""
    import pyshacl

    folder, findings, context = spoilt
    ours = report_of(findings, context)
    shapes = to_rdflib(load_shapes().store)
    shapes.remove((None, URIRef(SH + "sparql"), None))
    board, _ = assemble(on_file(find_workspace(folder)))
    theirs = pyshacl.validate(
        to_rdflib(board.store),
        shacl_graph=shapes,
        ont_graph=to_rdflib(vocabulary().store),
        inference="none",
        inplace=True,
    )[1]
    assert isinstance(theirs, Graph)
    expected = results(theirs)
    assert len(expected) >= 3
    assert {r for r in results(ours) if r[4] in {e[4] for e in expected}} == expected
    for result in theirs.objects(None, URIRef(SH + "result")):
        shape = theirs.value(result, URIRef(SH + "sourceShape"))
        same = ours.subjects(URIRef(SH + "sourceShape"), shape)
        component = URIRef(SH + "sourceConstraintComponent")
        assert {ours.value(r, component) for r in same} == {theirs.value(result, component)}


def test_ttl_has_one_result_a_finding(spoilt: Spoilt) -> None:
    """One report holds all results, each with its code, message, severity and shape."""
    for findings, context in ((HOSTILE, CONTEXT), spoilt[1:]):
        graph = report_of(findings, context)
        report = graph.value(None, RDF.type, URIRef(SH + "ValidationReport"))
        found = list(graph.objects(report, URIRef(SH + "result")))
        assert len(found) == len(findings) == len(set(findings))
        told = {
            (str(graph.value(r, CODE)), str(graph.value(r, URIRef(SH + "resultMessage"))))
            for r in found
        }
        assert told == {(f.code, f.message) for f in findings}
        for name in ("resultSeverity", "sourceShape"):
            for result in found:
                assert isinstance(graph.value(result, URIRef(SH + name)), URIRef)


def test_ttl_conforms_where_nothing_is_violated() -> None:
    """sh:conforms is true without violations, and false with one."""
    conforms = URIRef(SH + "conforms")
    for findings, expected in (((), True), (HOSTILE[3:], True), (HOSTILE, False)):
        assert list(report_of(findings).objects(None, conforms)) == [RdflibLiteral(expected)]


def test_ttl_gives_terms_back_as_they_are() -> None:
    """Nodes, properties and values are terms again: as the file has them, where it says so."""
    long = "long " * 80 + "<b>"
    findings = [
        Finding("GG001", "violation", "1", FILE, 3, 7, "<urn:x:a>", "<urn:x:b>", long),
        Finding("GG001", "violation", "2", FILE, 3, 7, "<urn:x:a>", "<urn:x:c>", "<urn:x:d>"),
        Finding("GG001", "violation", "3", FILE, 3, 7, "<urn:x:a>", None, "a blank node"),
        Finding("GG000", "violation", "4", FILE, 3, 7),
        Finding("GG001", "violation", "5", FILE, 3, 7, "<urn:x:a>", "<urn:x:e>", "gov:x"),
        Finding("GG001", "violation", "6", FILE, 3, 7, "<urn:x:a>", "<urn:x:e>", "gov:y"),
        Finding("GG001", "violation", "7", FILE, 3, 7, "<urn:x:a>", "<urn:x:e>", "10:30"),
    ]
    graph = report_of(findings)
    by_message = {
        str(graph.value(r, URIRef(SH + "resultMessage"))): r
        for r in graph.objects(None, URIRef(SH + "result"))
    }

    def given(message: str, name: str) -> object:
        return graph.value(by_message[message], URIRef(SH + name))

    assert given("1", "focusNode") == URIRef("urn:x:a")
    assert given("1", "resultPath") == URIRef("urn:x:b")
    assert given("1", "value") == RdflibLiteral(long)
    assert given("2", "value") == URIRef("urn:x:d")
    assert given("3", "value") is None
    assert given("5", "value") == RdflibLiteral("gov:x")
    assert given("6", "value") == URIRef(GOV + "y")
    assert given("7", "value") == RdflibLiteral("10:30")
    assert given("4", "focusNode") == RdflibLiteral(FILE)
    assert given("4", "sourceShape") == URIRef(SHAPES + "GG000")


def test_ttl_writes_longer_paths_out() -> None:
    """A path that is not one property is written as SHACL writes it, and many are no matter."""
    shown = ((s, str(getattr(p, "shown", ""))) for s, p in load_shapes().paths.items())
    shape, path = next((s, p) for s, p in shown if "|^" in p)
    code = f"shapes:{shape.removeprefix(SHAPES)}"
    findings = [
        Finding("GG001", "violation", str(n), node=f"record:x#{n}", path=path, shape=code)
        for n in range(40)
    ]
    graph = report_of(findings)
    (node,) = set(graph.objects(None, URIRef(SH + "resultPath")))
    shapes = to_rdflib(load_shapes().store)
    original = shapes.value(URIRef(shape), URIRef(SH + "path"))
    assert original is not None
    assert graph.cbd(node).isomorphic(shapes.cbd(original))


# html


class Page(HTMLParser):
    """Reads a page and holds that every element is closed in its turn."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text: list[str] = []
        self.style = ""
        self.feed(text)
        self.close()
        assert not self.open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs)
        self.elements.append((tag, dict(attrs)))
        if tag not in ("meta", "link"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "style":
            self.style += data
        else:
            self.text.append(data)


@pytest.mark.parametrize("findings", [HOSTILE, ()], ids=["hostile", "none"])
def test_html_asks_for_nothing(findings: Sequence[Finding]) -> None:
    """The page is well-formed, has no script and refers to nothing outside itself."""
    page = Page(written("html", findings))
    names = {name for name, _ in page.elements}
    assert not names & {"script", "img", "iframe", "object", "embed", "form", "base", "b"}
    ids = [a["id"] for _, a in page.elements if "id" in a]
    assert len(ids) == len(set(ids))
    for _, attributes in page.elements:
        assert not any(name.startswith("on") or name == "style" for name in attributes)
        for name in ("href", "src"):
            value = attributes.get(name) or "data:,"
            assert value == "data:," or value.removeprefix("#") in ids
    assert not re.search(r"url\(|@import|https?:", page.style)


def test_html_allows_its_own_style_and_nothing_else() -> None:
    """The content security policy names the hash of the one style, and forbids the rest."""
    page = Page(written("html", HOSTILE))
    (policy,) = (
        a["content"]
        for name, a in page.elements
        if name == "meta" and a.get("http-equiv") == "Content-Security-Policy"
    )
    digest = b64encode(sha256(page.style.encode()).digest()).decode()
    assert "default-src 'none'" in str(policy)
    assert f"style-src 'sha256-{digest}'" in str(policy)
    assert "unsafe" not in str(policy)


def test_html_shows_what_was_found_and_why() -> None:
    """Message, node, rule, reason and the marked line are on the page as text."""
    page = Page(written("html", HOSTILE))
    text = "".join(page.text)
    shown = visible(NASTY)
    assert text.count(shown) > 6
    for part in (FILE, "GG001", "<urn:x:a>", "3:7", "A finding is about the data"):
        assert part in text
    assert "mark" in {name for name, _ in page.elements}
    rows = [a for _, a in page.elements if "finding" in str(a.get("class")).split()]
    assert len(rows) == len(HOSTILE)
    assert "The data was held to 3 rules." in "".join(Page(written("html", ())).text)


def test_html_can_show_one_kind_alone() -> None:
    """Each severity and each rule that was found can be chosen, and the style knows of it."""
    page = Page(written("html", HOSTILE))
    values = [a["value"] for name, a in page.elements if name == "option"]
    assert values == ["all", "violation", "warning", "info", "r0", "r1", "r2"]
    for value in values[1:]:
        assert f'option[value="{value}"]:checked' in page.style
        assert any({"finding", value} <= set(str(a.get("class")).split()) for _, a in page.elements)


# The line of a finding


@pytest.mark.parametrize(
    ("text", "line", "column", "expected"),
    [
        (':a gov:b "x; y" .', 1, 10, (":a gov:b ", '"x; y"', " .")),
        ("    gov:b gov:c ;\n", 1, 11, ("gov:b ", "gov:c", " ;")),
        ("\r\n:a :b <urn:x y> .\r", 2, 7, (":a :b ", "<urn:x y>", " .")),
        ("\ufeff:a :b :c .", 1, 7, (":a :b ", ":c", " .")),
        ("\U0001f600 :b :c.", 1, 6, ("\U0001f600 :b ", ":c", ".")),
        (":a :b :c .", 1, None, ("", "", ":a :b :c .")),
        (":a", 7, 1, ("", "", "")),
        (":a", 1, 99, (":a", "", "")),
        ("", 1, 1, ("", "", "")),
    ],
)
def test_an_excerpt_marks_the_place(
    text: str, line: int, column: int | None, expected: tuple[str, str, str]
) -> None:
    """The thing that begins at a place is marked in its line, however the line ends."""
    assert excerpt(text, line, column) == expected


def test_an_excerpt_of_a_long_line_is_short() -> None:
    """What is far from the place is left out, and that something is left out is shown."""
    found = excerpt(f"{'x ' * 500}here {'y ' * 500}", 1, 1001)
    assert found.marked == "here"
    assert found.before.startswith("…")
    assert found.after.endswith("…")
    assert sum(map(len, found)) < 260
    assert len(excerpt(f'"{"z" * 900}"', 1, 1).marked) < 200


def test_a_page_of_many_findings_says_how_many_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """Of more findings than a page can show the gravest stand in it, and it counts the others."""
    monkeypatch.setattr("govgraph.render.reports.html._MOST", 3)
    info, violation = (HOSTILE[0]._replace(severity=s) for s in ("info", "violation"))
    page = written("html", [info, info, violation, info, violation])
    assert page.count('<tr class="finding info') == 1
    assert page.count('<tr class="finding violation') == 2
    assert "This page shows 3 of them" in page
    assert "2 more are left out" in page
    assert "2 violations" in page
