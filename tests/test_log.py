"""The log of actions: golden as of each meeting, the same in every format, and checked."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sys
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import Literal, NamedNode

from govgraph.cli.common import Settings
from govgraph.cli.log import _log
from govgraph.desk.log_check import Entry, differences
from govgraph.names import XSD
from govgraph.queries import get_query, run
from govgraph.render.log import HEADINGS, Log
from govgraph.render.log_csv import as_csv
from govgraph.render.log_docx import as_docx
from govgraph.render.log_html import as_html
from govgraph.render.log_md import as_markdown
from govgraph.render.log_text import as_text
from govgraph.render.log_xlsx import as_xlsx
from tests.conftest import BOARDS, ROOT, Result, edit
from tests.test_desk import desk, store

GOLDEN = sorted((ROOT / "tests" / "desk_golden").glob("log-*.txt"))
MEETINGS = ("2022-06-24", "2022-10-14", "2023-02-10", "2023-08-31")
SCHEMA = json.loads((ROOT / "schemas" / "log-check.schema.json").read_text(encoding="utf-8"))
Call = Callable[..., Result]


@lru_cache
def log(board: str = "shipped", as_of: str | None = None) -> Log:
    settings = Settings()
    settings.folder = ROOT if board == "shipped" else BOARDS / board
    return _log(settings, as_of)


@pytest.fixture(scope="module")
def written() -> bytes:
    return as_xlsx(log())


@pytest.fixture
def filled(written: bytes, tmp_path: Path) -> Callable[[Callable[[Any], object]], Path]:
    """A log in which somebody changed cells."""

    def change(how: Callable[[Any], object]) -> Path:
        book = openpyxl.load_workbook(io.BytesIO(written))
        how(book["Actions"])
        path = tmp_path / "log.xlsx"
        book.save(path)
        return path

    return change


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_the_log_is_as_it_was_read(path: Path) -> None:
    """The log as of each meeting, and those of two invented boards, are what people read over."""
    name = path.stem.removeprefix("log-")
    found = log("shipped", name) if name[0].isdigit() else log(name)
    assert as_text(found) == path.read_text(encoding="utf-8")


def test_there_is_a_golden_log_for_each_meeting() -> None:
    """No meeting with minutes on file goes without one."""
    names = {path.stem.removeprefix("log-") for path in GOLDEN}
    assert names == {*MEETINGS, "harbour", "library"}


@pytest.mark.parametrize("as_of", [*MEETINGS, "2022-07-20", "2022-08-31"])
def test_each_action_of_the_day_has_one_row(as_of: str) -> None:
    """Closed ones are kept; the status is that of the saved query, or more, by its sentence."""
    day = Literal(as_of, datatype=NamedNode(XSD + "date"))
    asked = run(get_query("action-status"), store("shipped"), {"__as_of_date": day}).records()
    rows = log("shipped", as_of).rows
    assert [r.action for r in rows] == [a["action"] for a in asked]
    assert {r.kind for r in rows if r.status.startswith("recorded as completed")} <= {"stated"}
    for row, told in zip(rows, asked, strict=True):
        assert (row.kind == "silent") == (not row.source)
        # Of what only was undertaken the query has no row.
        undertaken = row.status == "undertaken"
        assert (told["status"] == "no-record") == (row.kind == "silent" or undertaken)
        assert row.source.endswith(f'"{told["quote"]}"' if told["quote"] else "")
        assert ("[reading" in row.status) == (told["basis"] == "editor-inferred")


def test_a_delivery_is_called_one() -> None:
    """What a record says was received counts as completed, and is given as delivered."""
    rows = {row.action: row for row in log("harbour").rows}
    assert rows["2031-03-04/1"].status == "recorded as delivered"
    assert desk("harbour", "2031-12-02").actions[0].status.code == "completed"


def test_a_link_stands_beside_what_a_record_says() -> None:
    """That it is asked for again takes no status away, least of all where that is a reading."""
    rows = {row.action: row for row in log("library").rows}
    assert rows["2031-04-10/1"].status.splitlines() == [
        "recorded as completed",
        "asked for again as 2031-10-09/1 [reading, possible]",
    ]
    assert [line.partition(":")[0] for line in rows["2031-04-10/1"].source.splitlines()] == [
        "letter of 6 May 2031, Annex, 1",
        "minutes of 9 October 2031, Action 1",
    ]
    assert "days since" not in rows["2031-04-10/1"].note
    again = "asked for again as 2023-08-31/1 [reading, probable]"
    rows = {row.action: row for row in log().rows}
    assert rows["2022-06-24/13"].status.splitlines()[1:] == [again]


def test_what_is_not_done_is_called_not_received_only_where_the_words_are_of_receipt() -> None:
    """The leaflet had not been printed; the readings and the data had not come."""
    said = {
        row.action: row.status.splitlines()[0]
        for board in ("library", "harbour", "shipped")
        for row in log(board).rows
    }
    leaflet = "said by the Head Librarian not to have been done [reading, probable]"
    assert said["2031-04-10/2"] == leaflet
    assert said["2031-05-20/2"] == "noted as not yet received"
    assert said["2022-06-24/13"] == "noted as not yet received [reading, probable]"


def test_nothing_later_than_the_day_is_in_the_log() -> None:
    """As of 10 February 2023 no format knows of August 2023."""
    found = log("shipped", "2023-02-10")
    for text in (as_text(found), as_markdown(found), as_html(found), as_csv(found)):
        assert "August 2023" not in text
        assert not re.search(r"2023-0[3-9]", text)
        assert "handcuffs" not in text


def test_no_format_judges() -> None:
    """None of the words that accuse stands in a log, outside what a record says."""
    text = as_text(log()).lower()
    for word in ("broken", "failed", "ignored", " late ", "still ", "overdue", "excuse"):
        assert word not in text


def test_every_format_has_every_row() -> None:
    """Table, page, document, workbook and CSV say the same of each action."""
    found = log()
    rows = list(csv.reader(io.StringIO(as_csv(found), newline="")))
    assert rows[0] == list(HEADINGS)
    assert [tuple(r) for r in rows[1:]] == [r[2:] for r in found.rows]
    table = docx.Document(io.BytesIO(as_docx(found))).tables[0]
    texts = [[c.text for c in row.cells] for row in table.rows]
    assert [r[2:] for r in texts[1:]] == [list(r[4:]) for r in found.rows]
    page, markdown = as_html(found), as_markdown(found)
    assert page.count("<tr ") == markdown.count("\n| 24 Jun") + 18 == len(found.rows)
    assert [r.action for r in found.rows] == re.findall(r'<tr class="\w+" id="([^"]+)"', page)


def test_a_document_is_landscape_and_repeats_its_heading() -> None:
    """The page is wider than high, the heading is on each, and no clock is in the bytes."""
    raw = as_docx(log())
    assert raw == as_docx(log())
    document = docx.Document(io.BytesIO(raw))
    section = document.sections[0]
    assert (section.page_width or 0) > (section.page_height or 0)
    assert "tblHeader" in document.tables[0].rows[0]._tr.xml
    assert document.core_properties.created.isoformat().startswith("2023-08-31")


def test_a_log_as_written_has_no_differences(govgraph: Call, tmp_path: Path) -> None:
    """What is written and checked at once is what is on file."""
    path = tmp_path / "log.xlsx"
    assert govgraph("log", "-o", path) == Result(0, "", "")
    ran = govgraph("log", "--check", path)
    assert (ran.code, ran.err) == (0, "")
    assert "33 rows read, beside the 33 actions on record as of 31" in " ".join(ran.out.split())
    assert "No differences. Nothing was written." in ran.out


def test_each_difference_is_told_with_its_row(
    filled: Callable[[Callable[[Any], object]], Path], govgraph: Call
) -> None:
    """Status, text, owner, timing, unknown, twice and left out: exit 1, and nothing is written."""

    def change(table: Any) -> None:
        table["F7"], table["I7"] = "Completed", "By telephone."
        table["C8"] = table["C8"].value.replace("briefing note", "report")
        table["D9"], table["E10"] = "MOPAC", "soon"
        table["B11"] = 99
        table["B12"] = 7
        table["F20"] = "Recorded as delivered"

    path = filled(change)
    before = path.read_bytes()
    ran = govgraph("log", "--check", path)
    assert (ran.code, ran.err, path.read_bytes()) == (1, "", before)
    for words in (
        "2022-06-24/1, row 7: the status is said otherwise\n"
        "  on record   noted as in progress [reading, probable] – letter of 20 July 2022: ",
        "  in the log  Completed\n",
        "\nTyped in the column Note:\n  2022-06-24/1, row 7: By telephone.\n",
        '2022-06-24/2, row 8: the text is edited\n  in the log  "briefing note" is now "report"\n',
        "2022-06-24/3, row 9: the owner is changed\n  on record   MPS\n  in the log  MOPAC\n",
        "2022-06-24/4, row 10: the timing is changed\n",
        'row 11: "2022-06-24/99" is no action on record\n',
        "2022-06-24/7, row 13: it stands in row 12 too\n",
        "2022-06-24/5: the log leaves it out\n",
        "2022-06-24/6: the log leaves it out\n",
        "govgraph note",
    ):
        assert words in ran.out, words
    # Of 2022-06-24/7 row 12 has the words of another action.
    assert "\n10 differences, 1 note typed. Nothing was written." in ran.out
    assert "2022-06-24/14" not in ran.out


def test_a_log_of_another_day_is_compared_with_that_day(govgraph: Call, tmp_path: Path) -> None:
    """Later actions are left out of an earlier log; --as-of compares like with like."""
    path = tmp_path / "log.xlsx"
    assert govgraph("log", "--as-of", "2023-02-10", "-o", path).code == 0
    assert govgraph("log", "--check", path, "--as-of", "2023-02-10").code == 0
    ran = govgraph("log", "--check", path)
    assert ran.code == 1
    assert ran.out.count("the log leaves it out") == 3
    hint = "The log says that it is as of 10 February 2023: to compare like with like, add --as-of"
    assert f"{hint} 2023-02-10." in " ".join(ran.out.split())
    assert "Typed in the column Note" not in ran.out


def test_a_note_on_an_unchanged_row_is_told(
    filled: Callable[[Callable[[Any], object]], Path], govgraph: Call
) -> None:
    """As text and as JSON that keeps its schema, without what the log itself has noted there."""

    def change(table: Any) -> None:
        table["I8"] = "Rang them."
        made = next(c for c in table["I"][6:] if c.value and c.row > 8)
        made.value = f"{made.value}\nAsk again."
        table["B40"], table["I40"] = "?", "Whose is this?"

    path = filled(change)
    ran = govgraph("log", "--check", path)
    assert ran.code == 1
    assert "  2022-06-24/2, row 8: Rang them.\n" in ran.out
    assert "1 difference, 3 notes typed." in ran.out
    ran = govgraph("log", "--check", path, "--format", "json")
    told = json.loads(ran.out)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(told)
    assert [n["text"] for n in told["notes"]] == ["Rang them.", "Ask again.", "Whose is this?"]
    assert (told["made_as_of"], told["as_of"]) == ("2023-08-31", "2023-08-31")
    assert [(d["kind"], d["action"]) for d in told["differences"]] == [("unknown", "?")]
    assert govgraph("log", "--format", "json").code == 2


def test_a_source_that_was_typed_is_told_with_its_status(
    filled: Callable[[Callable[[Any], object]], Path], govgraph: Call
) -> None:
    """So are words that somebody put in brackets behind a status."""

    def change(table: Any) -> None:
        table["F8"], table["G8"] = "recorded as completed", "AC FP meeting Aug 2022"
        table["G9"] = "By telephone."
        table["F7"] = "noted as in progress [the MPS says that it was given up in May]"

    path = filled(change)
    ran = govgraph("log", "--check", path)
    assert "2022-06-24/1, row 7: the status is said otherwise\n" in ran.out
    assert "  in the log  recorded as completed\n  its source  AC FP meeting Aug 2022\n" in ran.out
    assert "Typed in the column Source of the status:\n  2022-06-24/3, row 9: By tel" in ran.out
    assert 'Not compared: the column "Last heard".' in ran.out
    assert "2 differences, 2 notes typed." in ran.out
    told = json.loads(govgraph("log", "--check", path, "--format", "json").out)
    Draft202012Validator(SCHEMA).validate(told)


def test_a_day_typed_as_text_is_read(
    filled: Callable[[Callable[[Any], object]], Path], govgraph: Call
) -> None:
    """Where it means one action on record, that one; else the row is named."""
    typed = ("24/06/2022", "24.6.2022", "Friday, 24 June 2022", "June 24, 2022", "24/07/2022")

    def change(table: Any) -> None:
        for row, day in enumerate(typed, 7):
            table[f"A{row}"] = day

    ran = govgraph("log", "--check", filled(change))
    assert 'row 11: "24/07/2022/5" is no action on record\n' in ran.out
    assert "2022-06-24/5: the log leaves it out\n" in ran.out
    assert "\n2 differences. Nothing was written." in ran.out


def test_a_day_that_may_be_two_is_told() -> None:
    """Both actions are named, and none is taken."""
    cells = {"Date": "10 Feb 2023", "No.": "2", "Action": "x"}
    made = [Entry(0, cells | {"Date": day}) for day in ("2023-02-10", "2023-10-02")]
    found = differences(made, [Entry(7, cells | {"Date": "10/02/2023"})], {"Action": "text"}, {})
    assert [f.kind for f in found] == ["unknown", "left-out", "left-out"]
    assert found[0].recorded == "2023-02-10/2 or 2023-10-02/2"


def test_a_column_of_ones_own_is_told(
    filled: Callable[[Callable[[Any], object]], Path], govgraph: Call
) -> None:
    """What is typed there is a note, with or without a heading; what is worked out is none."""

    def change(table: Any) -> None:
        table.cell(6, 10, "Chased")
        table["J8"], table["J9"], table["K9"] = "Rang them.", "=1+1", "Ask again."

    path = filled(change)
    ran = govgraph("log", "--check", path)
    assert (ran.code, ran.err) == (1, "")
    assert '\nTyped in the column "Chased":\n  2022-06-24/2, row 8: Rang them.\n\n' in ran.out
    assert "\nTyped in column K, which has no heading:\n  2022-06-24/3, row 9: Ask" in ran.out
    assert "No differences, 2 notes typed. Nothing was written." in ran.out
    told = json.loads(govgraph("log", "--check", path, "--format", "json").out)
    Draft202012Validator(SCHEMA).validate(told)
    assert [n["column"] for n in told["notes"]] == ["Chased", "K"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda t: t.cell(6, 3, "What"), "it has no column 'Action'."),
        (lambda t: t.merge_cells("A8:A9"), "the cells A8:A9 are merged"),
        (lambda t: t.cell(8, 6, "=1+1"), "the cell F8 (Status on record) holds a formula"),
    ],
)
def test_a_log_that_cannot_be_read_is_exit_2(
    change: Callable[[Any], object],
    words: str,
    filled: Callable[[Callable[[Any], object]], Path],
    govgraph: Call,
) -> None:
    """The message names the place and what to do; nothing is compared."""
    ran = govgraph("log", "--check", filled(change))
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_bad_options_are_told(govgraph: Call, monkeypatch: pytest.MonkeyPatch) -> None:
    """A day that is none, one before all records, a file that is none, a missing library."""
    assert "'x' is no day. Write YYYY-MM-DD." in govgraph("log", "--as-of", "x").err
    assert "The first is of 24 June 2022." in govgraph("log", "--as-of", "2001-01-01").err
    assert "No such file" in govgraph("log", "--check", "none.xlsx").err
    assert "it is no .xlsx file." in govgraph("log", "--check", ROOT / "README.md").err
    assert govgraph("log", "--check", "x.xlsx", "-f", "md").code == 2
    monkeypatch.setitem(sys.modules, "docx", None)
    ran = govgraph("log", "-f", "docx")
    assert (ran.code, ran.out) == (2, "")
    assert "pip install 'govgraph[office]'" in ran.err


def test_words_that_a_format_could_take_for_its_own_stay_words(board: Path) -> None:
    """A pipe, mark-up, a formula and a control character in the data come through as text."""
    data = board / "data" / "2023-08-31-minutes.ttl"
    text = data.read_text(encoding="utf-8")
    said = "MPS to advise MOPAC whether it reviewed every incident of the use of taser on a child."
    assert said in text
    data.write_text(text.replace(said, r"=1+1 | <b>*x*</b> \u0007"), encoding="utf-8")
    settings = Settings()
    settings.folder = board
    found = _log(settings, None)
    assert r"=1+1 \| \<b\>\*x\*\</b\> \\u0007" in as_markdown(found)
    assert "=1+1 | &lt;b&gt;*x*&lt;/b&gt; \\u0007" in as_html(found)
    assert "'=1+1 | <b>*x*</b> \\u0007" in as_csv(found)
    assert "\u0007" not in as_csv(found)
    table = openpyxl.load_workbook(io.BytesIO(as_xlsx(found)))["Actions"]
    (cell,) = (c for row in table for c in row if str(c.value).startswith("=1+1"))
    assert cell.data_type == "s"
    document = docx.Document(io.BytesIO(as_docx(found)))
    texts = [c.text for c in document.tables[0].columns[2].cells]
    assert "=1+1 | <b>*x*</b> \\u0007" in texts


def test_a_new_reply_is_in_the_log(board: Path) -> None:
    """A status that a record gives on a later day changes the row, with its sentence."""
    edit(
        board / "data" / "2023-08-31-minutes.ttl",
        "    gov:toStatus gov:undertaken ;",
        "    gov:toStatus gov:completed ;",
    )
    settings = Settings()
    settings.folder = board
    row = next(r for r in _log(settings, None).rows if r.action == "2023-08-31/1")
    assert row.status == "recorded as completed"
    assert row.source.startswith("minutes of 31 August 2023, 4.3: ")


@pytest.mark.parametrize(
    "arguments", [("log", "--check", "-"), ("validate", "-"), ("fmt", "-"), ("query", "-")]
)
def test_a_closed_stdin_is_told(
    arguments: tuple[str, ...], govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the shell closed stdin, the message says that nothing was given."""
    monkeypatch.setattr(sys, "stdin", None)
    ran = govgraph(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert "nothing was given on stdin." in ran.err


def test_a_pipe_is_not_waited_for(govgraph: Call, tmp_path: Path) -> None:
    """A pipe given as the file is refused before anything is read."""
    path = tmp_path / "log.xlsx"
    os.mkfifo(path)
    ran = govgraph("log", "--check", path)
    assert ran.code == 2
    assert "it is no regular file. What comes through a pipe is given as '-'." in ran.err


def test_a_second_log_in_the_file_is_named(
    filled: Callable[[Callable[[Any], object]], Path], govgraph: Call
) -> None:
    """One sheet is compared; that another with the same headings was not is said."""
    path = filled(lambda table: setattr(table.parent.copy_worksheet(table), "title", "Mine"))
    ran = govgraph("log", "--check", path)
    assert (ran.code, ran.err) == (0, "")
    assert 'Not read: the sheet "Mine", which has the same headings.\n' in ran.out
    assert "sheet Actions: 33 rows read" in " ".join(ran.out.split())
