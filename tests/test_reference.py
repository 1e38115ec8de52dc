"""The reference pages: whole, without a dead link or anything from elsewhere, and repeatable."""

from __future__ import annotations

import csv
import re
import shlex
from collections.abc import Iterator
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from govgraph.cli.query import command as query_command
from govgraph.errors import GovgraphError
from govgraph.load import ontology_path
from govgraph.model import Table
from govgraph.names import GOV, compact
from govgraph.queries import get_query, query_names
from govgraph.reference import content as contents
from govgraph.reference.__main__ import main
from govgraph.reference.content import Content, read_content
from govgraph.reference.diagram import drawn
from govgraph.reference.explanation import rendered
from govgraph.reference.frame import Links, Page, framed
from govgraph.reference.layout import columns
from govgraph.reference.ontology import read_ontology
from govgraph.reference.queries import command_of
from govgraph.reference.site import build, site
from govgraph.render.markup import Html, element
from govgraph.render.rules import marked
from govgraph.rule_examples import examples_of
from govgraph.validate import rules
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import ROOT

VOID = {"br", "hr", "img", "link", "meta"}
LOADING = {"src", "srcset", "poster", "data", "action", "style", "xlink:href"}


class Reader(HTMLParser):
    """Reads a page strictly: each tag is closed in its order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.hrefs: list[tuple[str, str]] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self.rows = 0
        self.faults: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self.open.append(tag)
        self.rows += tag == "tr" and "tbody" in self.open
        names = [name for name, _ in attrs]
        if len(names) != len(set(names)):
            self.faults.append(f"an attribute twice: {names}")
        for name, value in attrs:
            self.attributes.append((tag, name, value or ""))
            if name == "id":
                self.ids.append(value or "")
            elif name == "href":
                self.hrefs.append((tag, value or ""))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        for tag in set(self.open):
            self.texts.setdefault(tag, []).append(data)

    def text(self, tag: str) -> str:
        return "".join(self.texts.get(tag, ()))


@pytest.fixture(scope="module")
def content() -> Content:
    return read_content()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reference") / "docs"
    assert main([str(folder)]) == 0
    return folder


@pytest.fixture(scope="module")
def pages(built: Path) -> dict[str, Reader]:
    return {
        path.relative_to(built).as_posix(): Reader(path.read_text(encoding="utf-8"))
        for path in sorted(built.rglob("*.html"))
    }


def faults(reader: Reader) -> list[str]:
    """What is wrong with how a page is written."""
    twice = sorted({i for i in reader.ids if reader.ids.count(i) > 1})
    return [*reader.faults, *(f"left open: {t}" for t in reader.open), *(f"id: {i}" for i in twice)]


def foreign(reader: Reader) -> Iterator[str]:
    """What a page would load from elsewhere, and what its own policy forbids."""
    for tag, name, value in reader.attributes:
        if tag == "script" or name in LOADING or name.startswith("on"):
            yield f"{tag} {name}={value}"
    for tag, href in reader.hrefs:
        if tag != "a" and urlsplit(href).scheme not in ("", "data"):
            yield f"{tag} href={href}"


def dead(pages: dict[str, Reader], files: set[str]) -> list[str]:
    """Links between pages that lead to no file or to no anchor."""
    found = []
    for path, reader in pages.items():
        for _, href in reader.hrefs:
            parts = urlsplit(href)
            if parts.scheme:
                continue
            target = (Path("/") / path).parent / unquote(parts.path) if parts.path else Path(path)
            name = target.resolve().relative_to("/").as_posix() if parts.path else path
            anchors = pages[name].ids if name in pages else []
            if name not in files or (parts.fragment and unquote(parts.fragment) not in anchors):
                found.append(f"{path}: {href}")
    return found


def test_every_term_has_its_anchor(pages: dict[str, Reader]) -> None:
    """The local name of each class, property and code is an anchor of the terms' page."""
    text = ontology_path().read_text(encoding="utf-8")
    declared = re.findall(r"^gov:(\w+)", text, re.MULTILINE)
    listed = (ROOT / "ontology" / "concepts.ttl").read_text(encoding="utf-8")
    codes = re.findall(r"^gov:(\w+)", listed, re.MULTILINE)
    assert len(declared) > 150
    assert len(codes) > 50
    assert set(declared) | set(codes) <= set(pages["terms.html"].ids)
    assert set(codes) <= set(pages["codes.html"].ids)


def test_every_term_is_told_of(pages: dict[str, Reader]) -> None:
    """Definitions and examples stand on the page, word for word."""
    ontology = read_ontology()
    shown = pages["terms.html"].text("main")
    for term in ontology.terms.values():
        assert term.words.definition in shown
        assert term.words.example in shown
    codes = pages["codes.html"].text("main")
    assert all(c.words.definition in codes and c.notation in codes for c in ontology.codes.values())


def test_a_term_says_how_it_hangs_together(built: Path) -> None:
    """A property has its domain, range, inverse and chain, in plain words, and its users."""
    page = (built / "terms.html").read_text(encoding="utf-8")

    def card(name: str) -> str:
        (found,) = re.findall(rf'<article id="{name}".*?</article>', page, re.DOTALL)
        return re.sub(r"<[^>]+>", "", found.replace("</dt>", ": "))

    item = re.sub(r"<[^>]+>", "", card("itemOf"))
    assert "Said of: gov:AgendaItem" in item
    assert "Leads to: gov:Meeting" in item
    assert "Inverse: gov:hasItem" in item
    assert "Inverse: gov:itemOf" in card("hasItem")
    assert "Follows where: A gov:hasPresence B and B gov:attendee C: then A attendedBy C" in card(
        "attendedBy"
    )
    assert "It holds over any number of steps." in card("continuesTransitively")
    assert "gov:Letter" in card("Minutes").partition("Never also: ")[2]
    assert "gov:Minutes" in card("Letter").partition("Never also: ")[2]
    assert "Kinds of it: gov:Letter, gov:Minutes" in card("Record")
    assert "action-trace" in card("reissueTarget")
    assert "GG130" in card("arisesFrom")
    assert "gov:acting acting" in card("HoldingMode")


def test_a_term_names_its_line(content: Content) -> None:
    """The file and line that a term names are where it is declared."""
    ontology = content.ontology
    declared = [(t.name, t.place) for t in ontology.terms.values()]
    declared += [(c.name, c.place) for c in ontology.codes.values()]
    for name, place in declared:
        lines = (ROOT / place.file).read_text(encoding="utf-8").splitlines()
        assert lines[place.line - 1].split() == [f"gov:{name}"]
    assert all(t.place.section for t in content.ontology.terms.values())


@pytest.mark.parametrize("name", query_names())
def test_a_query_shows_its_rows(name: str, pages: dict[str, Reader], content: Content) -> None:
    """The page of a query has all that its header says, its text, and the golden rows."""
    query = get_query(name)
    page = pages[f"queries/{name}.html"]
    shown = page.text("main")
    assert query.summary in shown
    assert query.description in shown
    assert query.text in shown
    with (ROOT / "queries" / f"{name}.expected.csv").open(encoding="utf-8", newline="") as file:
        golden = list(csv.reader(file))
    assert page.rows == len(golden) - 1 + len(query.parameters)
    cells = set(page.texts["td"])
    given = {cell for row in golden[1:] for cell in row if cell}
    base = content.workspace.base
    assert [c for c in given if c not in cells and compact(c, base) not in cells] == []
    (answer,) = (a for a in content.answers if a.query.name == name)
    assert isinstance(answer.result, Table)
    assert len(answer.result.rows) == len(golden) - 1
    assert f"queries/{name}.html" in {href for _, href in pages["queries.html"].hrefs}


def test_command_lines_are_those_that_give_the_rows(content: Content) -> None:
    """What a page says to type gives the parameters with which its rows were worked out."""
    for answer in content.answers:
        words = shlex.split(command_of(answer))
        assert words[:2] == ["govgraph", "query"]
        context = query_command.make_context("query", words[2:])
        given = dict(text.split("=", 1) for text in context.params["parameters"])
        assert (context.params["name"], given) == (answer.query.name, dict(answer.query.example))


def test_every_rule_is_told_of(pages: dict[str, Reader]) -> None:
    """Each rule has its code as an anchor, what it is called, what to do, and why."""
    page = pages["rules.html"]
    shown = page.text("main")
    assert len(rules()) > 200
    for rule in rules():
        assert rule.code in page.ids
        assert all(text in shown for text in (rule.name, rule.message, rule.reason))


def test_every_rule_has_its_examples(pages: dict[str, Reader]) -> None:
    """What breaks a rule, with its place, and what keeps it stand on the page as they are."""
    shown = pages["rules.html"].text("main")
    for rule in rules():
        examples = examples_of(rule.code)
        assert examples is not None
        assert "\n".join(marked(examples.failing)) in shown
        assert "\n".join(line for _, line in examples.passing.lines) in shown
        assert all(f"{example.says}" in shown for example in examples)


def test_what_is_not_modelled_is_said(pages: dict[str, Reader]) -> None:
    """The documentation's own words on what is left out have a page."""
    shown = pages["not-modelled.html"].text("main")
    assert "Votes, motions and amendments" in shown
    assert "Votes, motions" not in pages["model.html"].text("main")
    assert "flowchart" not in pages["model.html"].text("main")


def test_documentation_keeps_no_link_that_the_site_lacks(content: Content) -> None:
    """Links to the ontology lead to its pages; those to other files become plain text."""
    text = "[one](../x.md) [two](../../ontology/govgraph.ttl) `gov:Action` <b>\n\n|a|\n|-|\n|b|\n"
    shown = rendered(Links(content.ontology), text)
    assert shown.startswith('<p>one <a href="terms.html">two</a> <a href="terms.html#Action">')
    assert "&lt;b&gt;" in shown
    assert 'tabindex="0"><table>' in shown
    assert faults(Reader(shown)) == []


def test_the_diagram_shows_every_class(pages: dict[str, Reader]) -> None:
    """Both drawings have each class; only the wide one has lines."""
    picture = Reader(drawn(read_ontology()))
    shown = picture.texts["text"]
    for term in read_ontology().classes:
        assert shown.count(term.name) >= 2, term.name
    assert "hasItem" in shown
    assert "itemOf" not in shown, "what follows from another property is left out"
    assert picture.text("text") == pages["index.html"].text("text")
    drawings = drawn(read_ontology()).split("<svg")[1:]
    assert ["<path" in drawing for drawing in drawings] == [True, False]


def test_no_box_of_the_diagram_lies_on_another() -> None:
    """Boxes keep their distance and stay within their panels."""
    for number, width in ((4, 276.0), (1, 340.0)):
        for column in columns(read_ontology(), number, width):
            for panel in column.panels:
                for box in panel.boxes:
                    assert box.x >= 0
                    assert box.x + box.width <= width
                    assert panel.y < box.y
                    assert box.y + box.height <= panel.y + panel.height
            boxes = sorted(column.boxes, key=lambda b: (b.y, b.x))
            for upper, lower in pairwise(boxes):
                beside = upper.x + upper.width < lower.x
                assert beside or upper.y + upper.height < lower.y


def test_every_page_is_well_formed(pages: dict[str, Reader]) -> None:
    """Tags are balanced and anchors are unique."""
    assert len(pages) == len(query_names()) + 7
    assert {path: f for path, page in pages.items() if (f := faults(page))} == {}


def test_faults_of_a_page_are_seen() -> None:
    """The check of the pages finds what it is to find."""
    bad = Reader('<p id="a"><b id="a"></p><img src="https://x.org/y.png"><a href="z.html#q">')
    assert faults(bad) == ["</p> at (1, 20)", "left open: p", "left open: a", "id: a"]
    assert list(foreign(bad)) == ["img src=https://x.org/y.png"]
    assert dead({"index.html": bad}, {"index.html"}) == ["index.html: z.html#q"]
    bad = Reader('<a href="#q"></a><a href="#a" id="a"></a><link href="https://x.org/s.css">')
    assert dead({"index.html": bad}, {"index.html"}) == ["index.html: #q"]
    assert list(foreign(bad)) == ["link href=https://x.org/s.css"]


def test_every_link_leads_somewhere(pages: dict[str, Reader], built: Path) -> None:
    """Each link between pages has its file and its anchor."""
    files = {path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file()}
    assert sum(len(page.hrefs) for page in pages.values()) > 3000
    assert dead(pages, files) == []


def test_nothing_comes_from_elsewhere(pages: dict[str, Reader], built: Path) -> None:
    """No page loads anything but its own style sheet, and each forbids it."""
    assert {path: f for path, page in pages.items() if (f := list(foreign(page)))} == {}
    for page in pages.values():
        (policy,) = (v for _, name, v in page.attributes if v.startswith("default-src"))
        assert policy.startswith("default-src 'none'; style-src 'self'; img-src 'self' data:")
    style = (built / "site.css").read_text(encoding="utf-8")
    assert not re.search(r"@import|url\(|https?:", style)


def test_every_page_can_be_found_and_read(pages: dict[str, Reader]) -> None:
    """Each page has its language, one heading above the others, and a way past the navigation."""
    for path, page in pages.items():
        assert ("html", "lang", "en-GB") in page.attributes
        assert page.text("h1")
        assert page.hrefs[2] == ("a", "#page-main"), path
        if not path.startswith("queries/"):
            assert ("a", "aria-current", "page") in page.attributes
    titles = [page.text("head").strip() for page in pages.values()]
    assert len(set(titles)) == len(titles)


def test_two_builds_are_the_same(built: Path, content: Content) -> None:
    """The same data gives the same bytes."""
    again = site(content)
    here = {p.relative_to(built).as_posix(): p for p in built.rglob("*") if p.is_file()}
    assert here.keys() == again.keys()
    assert [name for name, path in here.items() if path.read_bytes() != again[name]] == []


def test_a_query_that_fails_stops_the_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing is written where a saved query cannot be run, and what stood there stays."""
    query = get_query("records")
    broken = query._replace(text=query.text.replace("WHERE {", "WHERE { ?s ?p"))
    monkeypatch.setattr(contents, "query_names", lambda: ["records"])
    assert main([str(tmp_path / "docs")]) == 0
    before = (tmp_path / "docs" / "index.html").read_bytes()
    monkeypatch.setattr(contents, "get_query", lambda name: broken)
    assert main([str(tmp_path / "docs")]) == 2
    assert "records.rq" in capsys.readouterr().err
    assert (tmp_path / "docs" / "index.html").read_bytes() == before
    assert [p.name for p in tmp_path.iterdir()] == ["docs"]


def test_a_folder_of_other_things_is_left_alone(tmp_path: Path) -> None:
    """Only an older site, or nothing, is replaced."""
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(GovgraphError, match="holds something else"):
        build(tmp_path)
    with pytest.raises(GovgraphError, match="holds something else"):
        build(tmp_path / "letter.txt")
    assert [p.name for p in tmp_path.iterdir()] == ["letter.txt"]


def test_the_command_wants_a_folder(capsys: pytest.CaptureFixture[str]) -> None:
    """Without one folder it says how it is used."""
    assert (main([]), main(["--help"]), main(["a", "b"])) == (2, 2, 2)
    assert "FOLDER" in capsys.readouterr().err


def test_text_cannot_become_markup() -> None:
    """Whatever a record or a query holds is shown as text."""
    hostile = '<script>alert("1")</script>&amp;\x1b\u202e'
    shown = framed(Page("index.html", hostile, element("p", hostile, title=hostile)), "x").decode()
    assert "<script" not in shown
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    page = Reader(shown)
    assert faults(page) == []
    assert page.text("p").startswith('<script>alert("1")</script>&amp;\\u001b\\u202e')
    assert element("b", Html("<i></i>")) == "<b><i></i></b>"


def test_answers_of_every_form_are_shown(
    content: Content, shipped: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A saved query may also be an ASK or a CONSTRUCT."""
    head = "#+ summary: x\nPREFIX gov: <https://w3id.org/govgraph/ns#>\n"
    texts = {
        "is-there": f"{head}ASK WHERE {{ ?x a gov:Letter }}",
        "letters": f"{head}CONSTRUCT {{ ?x a gov:Letter }} WHERE {{ ?x a gov:Letter }}",
        "things": f"{head}SELECT ?x ?y {{ ?x a gov:Letter OPTIONAL {{ ?y a gov:Vote }} }}\n# end",
    }
    base = get_query("records")
    monkeypatch.setattr(contents, "query_names", lambda: list(texts))
    monkeypatch.setattr(contents, "get_query", lambda n: base._replace(name=n, text=texts[n]))
    files = site(read_content())

    def result(name: str) -> str:
        shown = files[f"queries/{name}.html"].decode()
        return re.sub(r"<[^>]+>", "", shown.partition('id="section-result"')[2])

    assert "yes" in result("is-there")
    assert "1 triple." in result("letters")
    assert "record:2022-07-20-letter a gov:Letter" in result("letters")
    assert "record:2022-07-20-letter" in result("things")
    assert texts["things"] in Reader(files["queries/things.html"].decode()).text("pre")


def test_links_fit_the_folder_of_their_page(content: Content) -> None:
    """A term in running text is a link where the vocabulary has it, and text where not."""
    links = Links(content.ontology, "../")
    shown = links.prose("Use gov:Action, gov:acting or gov:Nonsense.")
    assert 'href="../terms.html#Action"' in shown
    assert 'href="../codes.html#acting"' in shown
    assert shown.endswith(" or gov:Nonsense.")
    assert links.term("http://www.w3.org/ns/prov#Entity") == "<code>prov:Entity</code>"
    assert links.target(GOV) == ""


def test_readings_look_different(built: Path) -> None:
    """A row that rests on an editor's reading is set apart, one on record is not."""
    page = (built / "queries" / "action-trace.html").read_text(encoding="utf-8")
    rows = re.findall(r"<tr( class=\"reading\")?>(.*?)</tr>", page.partition("section-result")[2])
    told = [(bool(marked), "editor-inferred" in row) for marked, row in rows if "<td" in row]
    assert told
    assert all(marked == reading for marked, reading in told)
    assert {marked for marked, _ in told} == {True, False}


def test_the_board_of_the_pages_is_the_one_that_ships(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever folder the build is started in, the rows are those of the shipped board."""
    (tmp_path / "data").mkdir()
    (tmp_path / "govgraph.toml").write_text("", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    assert find_workspace().root == tmp_path
    elsewhere = read_content()
    assert elsewhere.workspace.root.resolve() == ROOT
    assert elsewhere.data == content.data
