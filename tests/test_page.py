"""The page of a whole board: one file, closed to the outside, that says what the data say."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from collections.abc import Callable
from hashlib import sha256
from html.parser import HTMLParser
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode, Store

from govgraph.board import Board
from govgraph.errors import GovgraphError
from govgraph.exports.html import FORMAT
from govgraph.graph import Quote, Source
from govgraph.load import open_store
from govgraph.model import RecordOnFile, text_of
from govgraph.names import GOV, RDF_TYPE
from govgraph.page.content import content
from govgraph.page.document import filled
from govgraph.page.interned import Interned
from govgraph.prose import visible
from govgraph.queries import get_query, run
from govgraph.render.summary import in_short
from govgraph.trace import trace
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT, Result
from tests.hostile import LABELS, spoil

_TYPE = NamedNode(RDF_TYPE)
_PASSAGE = NamedNode(GOV + "Passage")
_IN_PASSAGE = NamedNode(GOV + "inPassage")
STATIC = ROOT / "src" / "govgraph" / "page" / "static"
Call = Callable[..., Result]


class Parsed(HTMLParser):
    """The elements of a page: name and attributes; the text of its scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: dict[str, list[str]] = {}
        self._in = ""
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, text: str) -> None:
        self.texts.setdefault(self._in, []).append(text)

    def policy(self) -> str:
        found = [a["content"] for _, a in self.elements if "http-equiv" in a]
        return str(found[0])


@pytest.fixture(scope="module")
def data(store: Store, shipped: Workspace) -> dict[str, Any]:
    return content(Source(store, shipped.base, shipped.name, "0" * 64))


@pytest.fixture(scope="module")
def page(data: dict[str, Any]) -> str:
    return filled(data)


def of(folder: Path) -> dict[str, Any]:
    workspace = find_workspace(folder)
    return content(Source(open_store(workspace), workspace.base, workspace.name))


def test_the_policy_names_the_style_and_the_script_by_their_hashes(page: str) -> None:
    """Nothing but the style and the script of the page may be used, and nothing be asked for."""
    parsed = Parsed(page)
    style, script = parsed.texts["style"][0], parsed.texts["script"][1]
    digests = [
        f"'sha256-{b64encode(sha256(t.encode()).digest()).decode()}'" for t in (script, style)
    ]
    assert parsed.policy() == (
        f"default-src 'none'; script-src {digests[0]}; style-src {digests[1]};"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )


def test_no_element_asks_for_anything_or_carries_a_script_of_its_own(page: str) -> None:
    """There is no address to fetch, no inline style and no inline handler."""
    for tag, attributes in Parsed(page).elements:
        for name, value in attributes.items():
            assert not name.startswith("on"), (tag, name)
            assert name not in ("src", "srcset", "style", "action"), (tag, name)
            if name == "href":
                assert str(value).startswith(("#", "data:,")), (tag, value)
    for script in STATIC.glob("*.js"):
        text = script.read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacent|document\.write|eval\(", text)
        assert not re.search(r"fetch\(|XMLHttpRequest|import\(|localStorage|WebSocket", text)
    assert "url(" not in (STATIC / "page.css").read_text(encoding="utf-8")


def test_every_action_is_in_the_register_and_has_its_story(
    data: dict[str, Any], store: Store
) -> None:
    """The register has each action of the data once, with the story that trace tells of it."""
    index = run(get_query("action-index"), store, {}).records()
    assert [a["id"] for a in data["actions"]] == list(dict.fromkeys(r["action"] for r in index))
    for action in data["actions"]:
        assert action["id"] in data["stories"][action["story"]]["members"]
        assert action["text"]


def test_a_story_says_what_trace_says(
    data: dict[str, Any], store: Store, shipped: Workspace
) -> None:
    """The summary is that of trace, and every step's words are lit."""
    told = trace(store, shipped.base, "2022-06-24/13")
    action = next(a for a in data["actions"] if a["id"] == "2022-06-24/13")
    story = data["stories"][action["story"]]
    assert story["short"] == in_short(told)
    lit = [
        data["quotes"][number][0]
        for entry in story["entries"]
        for block in entry["blocks"]
        for number in block.get("quotes", ())
    ]
    assert sorted(lit) == sorted(visible(s.quote) for s in told.steps)
    silent = [data["records"][number][0] for number in story["silent"]]
    assert silent == [r.record for r in told.silent]


def test_word_changes_put_together_give_both_wordings(
    data: dict[str, Any], store: Store, shipped: Workspace
) -> None:
    """What is kept and new is the later wording; what is kept and gone the earlier one."""
    told = {s.action: s.text for s in trace(store, shipped.base, "2022-06-24/13").statements}
    action = next(a for a in data["actions"] if a["id"] == "2023-08-31/1")
    blocks = [b for e in data["stories"][action["story"]]["entries"] for b in e["blocks"]]
    changes = [b["changes"] for b in blocks if "changes" in b]
    assert [c["id"] for c in changes] == ["2022-06-24/13"]
    parts = changes[0]["parts"]
    # Words that differ in punctuation only are kept as the later wording has them.
    assert " ".join(words for kind, words in parts if kind != 2) == told["2023-08-31/1"]
    gone = [words for kind, words in parts if kind == 2]
    assert all(words in told["2022-06-24/13"] for words in gone)
    assert gone


def test_a_quotation_stands_in_its_paragraph_at_its_place(data: dict[str, Any]) -> None:
    """Start and end of each quotation cut it out of its paragraph."""
    placed = [q for q in data["quotes"] if len(q) > 3]
    assert len(placed) > 100
    for text, _, _, passage, start, end in placed:
        assert data["passages"][passage][1][start:end] == text


@pytest.mark.parametrize("folder", [".", "tests/boards/harbour", "tests/boards/library"])
def test_no_quotation_is_without_its_paragraph(folder: str) -> None:
    """A quotation that has a paragraph in the data is shown in it, or is the whole of it."""
    workspace = find_workspace(ROOT / folder)
    store = open_store(workspace)
    data = content(Source(store, workspace.base, workspace.name))
    whole = {str(q.subject) for q in store.quads_for_pattern(None, _TYPE, _PASSAGE)}
    parts = {str(q.subject) for q in store.quads_for_pattern(None, _IN_PASSAGE, None)} - whole
    texts: dict[str, set[str]] = {}
    for quad in store.quads_for_pattern(None, NamedNode(GOV + "text"), None):
        texts.setdefault(visible(text_of(quad.object)), set()).add(str(quad.subject))
    alone = [q[0] for q in data["quotes"] if len(q) == 3]
    # The same words may stand elsewhere as a whole.
    assert not [t for t in alone if texts.get(t, set()) & parts and not texts[t] & whole]


def test_places_count_as_scripts_count() -> None:
    """A sign beyond the first plane counts for two, as in a script."""
    record = RecordOnFile("2022-01-01", "2022-01-01-minutes", "minutes", None)
    interned = Interned((record,))
    number = interned.quote(Quote("Boats", record.record, "1", "🚤🚤 Boats to report."))
    assert interned.quotes()[number][3:] == [0, 5, 10]


def test_a_status_that_no_record_gives_stays_unknown(data: dict[str, Any]) -> None:
    """An action of which no record tells more has no evidence and no basis."""
    by_status = {a["status"]: a for a in data["actions"]}
    silent = by_status["no-record"]
    assert "quote" not in silent
    assert "basis" not in silent
    assert data["statuses"]["no-record"] == "no record on file says"
    assert by_status["reissued"]["basis"] == "editor-inferred"
    assert by_status["reissued"]["confidence"] == "probable"


def test_hostile_text_stays_text(board: Path) -> None:
    """Tags, quotes, turned text and emoji in the data end no element and come back whole."""
    spoil(board)
    record = board / "govgraph.toml"
    record.write_text(
        re.sub(r"(?m)^name = .*", 'name = "%%script%% </title><b> \\\\u202e"', record.read_text()),
        encoding="utf-8",
    )
    page = filled(of(board))
    parsed = Parsed(page)
    assert [tag for tag, _ in parsed.elements].count("script") == 2
    assert page.count("</script>") == 2
    assert "b" not in [tag for tag, _ in parsed.elements]
    embedded = parsed.texts["script"][0]
    assert "<" not in embedded
    read = json.loads(embedded)
    action = next(a for a in read["actions"] if a["id"] == "2022-06-24/13")
    labels = {visible(" ".join(label.split())) for label in LABELS.values()}
    assert labels <= set(action["topics"])
    assert "\u202e" not in page
    assert read["board"].startswith("%%script%% </title>")


@pytest.mark.parametrize("name", ["harbour", "library"])
def test_boards_of_others_have_a_page(name: str) -> None:
    """Nothing in the page hangs on the board that ships."""
    data = of(ROOT / "tests" / "boards" / name)
    assert data["actions"]
    assert all(s["entries"] for s in data["stories"])
    assert "Oversight" not in filled(data)


def test_a_board_without_records_has_a_page(tmp_path: Path) -> None:
    """Where nothing is on file, the page says so."""
    (tmp_path / "data").mkdir()
    (tmp_path / "govgraph.toml").write_text('[workspace]\nname = "New"\n', encoding="utf-8")
    data = of(tmp_path)
    assert data["holdings"] == "No record is on file."
    assert data["actions"] == []
    assert filled(data)


def test_the_page_is_light(page: str) -> None:
    """The page of the board that ships is under 1.5 MB."""
    assert len(page.encode("utf-8")) < 1_500_000


def test_the_command_writes_the_page(govgraph: Call, tmp_path: Path) -> None:
    """The suffix says the format, and two runs give the same bytes."""
    for name in ("a.html", "b.html"):
        arguments = ("-C", BOARDS / "harbour", "export", "-o", tmp_path / name)
        assert govgraph(*arguments).code == 0
    first = (tmp_path / "a.html").read_bytes()
    assert first.startswith(b"<!DOCTYPE html>")
    # The hash by which two pages of a board are told apart.
    assert re.search(rb'"data":"[0-9a-f]{6}"', first)
    assert first == (tmp_path / "b.html").read_bytes()


@pytest.mark.parametrize(
    "option",
    [
        ("--view", "people"),
        ("--focus", "handcuffing"),
        ("--from", "2023-01-01"),
        ("--redact-people",),
        ("--no-legend",),
    ],
)
def test_options_that_choose_do_not_go_with_the_page(
    option: tuple[str, ...], govgraph: Call
) -> None:
    """The page shows the whole board; to ask for less is an error, not a page of everything."""
    result = govgraph("export", "--format", "html", *option)
    assert result.code == 2
    assert result.out == ""
    assert "shows the whole board" in result.err


def test_names_cannot_be_withheld_in_a_page(store: Store, shipped: Workspace) -> None:
    """A view without names makes no page, whose quotations hold them."""
    view = Board(Source(store, shipped.base, shipped.name)).view("actions", redact_people=True)
    with pytest.raises(GovgraphError, match="names and all"):
        FORMAT.write(view, BytesIO())


def test_a_page_that_cannot_be_written_leaves_nothing(govgraph: Call, tmp_path: Path) -> None:
    """An output in no folder is an error, and no part of a file is left."""
    result = govgraph("export", "-o", tmp_path / "none" / "board.html")
    assert result.code == 2
    assert not list(tmp_path.iterdir())


def test_no_word_of_the_page_judges() -> None:
    """The words that never appear in output about a commitment are in no part of the page."""
    banned = re.compile(r"\b(overdue|failed|broken|ignored|late|still|excuse|outstanding)\b", re.I)
    for part in [*STATIC.glob("*.js"), STATIC / "page.html"]:
        assert not banned.search(part.read_text(encoding="utf-8")), part.name
