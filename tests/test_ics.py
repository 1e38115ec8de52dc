"""The calendar: every timing from which days follow, and nothing else, in RFC 5545."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import icalendar
import pytest
from icalendar import Calendar, Event

from govgraph.board import Board
from govgraph.exports.ics import FORMAT
from govgraph.graph import Source
from govgraph.load import open_store
from govgraph.queries import own_query, run
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT, Result, edit
from tests.hostile import LABELS

Call = Callable[..., Result]
BOARD_FOLDERS = [ROOT, BOARDS / "harbour", BOARDS / "library", BOARDS / "parish"]


def written(root: Path) -> bytes:
    """The calendar of a board."""
    workspace = find_workspace(root)
    view = Board(Source(open_store(workspace), workspace.base, workspace.name)).view("actions")
    out = io.BytesIO()
    FORMAT.write(view, out)
    return out.getvalue()


def read(raw: bytes) -> tuple[Calendar, list[Event]]:
    """A calendar and its entries, as a parser of others reads them."""
    calendar = icalendar.Calendar.from_ical(raw)
    assert isinstance(calendar, Calendar)
    events = calendar.events
    assert not calendar.errors
    assert not any(e.errors for e in events)
    return calendar, events


@pytest.mark.parametrize("root", BOARD_FOLDERS, ids=lambda p: p.name)
def test_every_range_of_every_wording_is_an_entry(root: Path) -> None:
    """Each range that a wording gives stands in the calendar once, to the day, and no other."""
    ranges: dict[tuple[str, date, date], str] = {}
    store = open_store(find_workspace(root))
    query = """PREFIX gov: <https://w3id.org/govgraph/ns#>
        SELECT ?action ?from ?by ?day {
          ?s gov:states ?action ; gov:dueBy ?by ; gov:dueText ?text ; gov:statedIn ?record .
          ?record gov:recordDate ?day
          OPTIONAL { ?s gov:dueFrom ?from }
        } ORDER BY ?day"""
    for row in run(own_query("x", query), store, {}).records():
        first, last = row["from"] or row["by"] or "", row["by"] or ""
        days = date.fromisoformat(first), date.fromisoformat(last)
        ranges.setdefault((str(row["action"]), *days), str(row["day"]))
    _, events = read(written(root))
    found = {}
    for event in events:
        action = str(event["DESCRIPTION"]).splitlines()[-1]
        last = event.decoded("DTEND") - timedelta(1)
        found[action, event.decoded("DTSTART"), last] = event.decoded("DTSTAMP")
        assert type(event.decoded("DTSTART")) is date
    stamps = {k: datetime.fromisoformat(day).replace(tzinfo=UTC) for k, day in ranges.items()}
    assert found == stamps
    assert len({str(e["UID"]) for e in events}) == len(events)


def test_an_entry_tells_whose_word_it_is() -> None:
    """Words, timings by their records, readings and the standing are in the entry; none judges."""
    calendar, events = read(written(ROOT))
    assert calendar["X-WR-CALNAME"] == "Performance and Risk Oversight Board"
    assert "20 actions without such a day are not." in str(calendar["DESCRIPTION"])
    [event] = [e for e in events if str(e["SUMMARY"]).startswith("2022-06-24/13 ")]
    assert str(event["SUMMARY"]).endswith("[for discussion]")
    # Of two ranges each says by which record it is.
    titles = [str(e["SUMMARY"]) for e in events if str(e["SUMMARY"]).startswith("2022-06-24/11 ")]
    assert [title.partition("[")[2] for title in titles] == [
        "for discussion; timing as in the minutes of 24 June 2022]",
        "timing as in the letter of 20 July 2022]",
    ]
    # The owner is the minutes', whoever else a record prints as lead; a column says only when.
    summaries = [str(e["SUMMARY"]) for e in events]
    (title,) = (t for t in summaries if t.startswith("2022-06-24/10 "))
    assert title.startswith("2022-06-24/10 (DMPC; lead in the letter of 20 July 2022: MPS): Disc")
    assert title.endswith("[timing as in the letter of 20 July 2022]")
    lines = str(event["DESCRIPTION"]).splitlines()
    assert lines[0].startswith('"MPS to provide to MOPAC the data')
    assert lines[1:3] == [
        'Timing: "August 2022" (minutes of 24 June 2022, Action 13)',
        'Timing: "August 2022" (letter of 20 July 2022, Annex A, 13)',
    ]
    as_of = "As of 31 August 2023: "
    assert lines[3].startswith(f"{as_of}noted as not yet received [reading, probable] (minutes")
    assert lines[4].startswith(f"{as_of}asked for again as 2023-08-31/1 [reading, probable] (min")
    said = "\n".join(str(e["DESCRIPTION"]) for e in events)
    assert "[reading] Autumn is taken as September to November" in said
    assert "no record on file says how it stands. No mention is not evidence" in said
    assert event["TRANSP"] == "TRANSPARENT"


def test_lines_are_short_and_end_in_crlf() -> None:
    """No line has more than 75 octets or half a character; the library has accents and emoji."""
    for root in (ROOT, BOARDS / "library"):
        raw = written(root)
        assert raw.count(b"\n") == raw.count(b"\r\n") == raw.count(b"\r")
        lines = raw.split(b"\r\n")
        assert max(map(len, lines)) == 75
        assert all(line.decode("utf-8") is not None for line in lines)
        assert lines[-1] == b""


def test_what_has_a_meaning_in_a_calendar_is_escaped(board: Path) -> None:
    """Commas, semicolons, backslashes, line ends and control characters stand for themselves."""
    label = LABELS["quotes"] + "; a, b" + "\u0007" + LABELS["emoji"]
    written_label = label.replace("\\", "\\\\").replace('"', '\\"').replace("\u0007", "\\u0007")
    edit(
        board / "data" / "threads.ttl",
        '"Data connecting the use of handcuffing with stop and search"@en',
        f'"{written_label}"@en',
    )
    edit(
        board / "data" / "2022-06-24-minutes.ttl",
        '"Data connecting the use of handcuffing with stop and search"@en',
        f'"{written_label}\\nBEGIN:VEVENT"@en',
    )
    _, events = read(written(board))
    [event] = [e for e in events if str(e["SUMMARY"]).startswith("2022-06-24/13 ")]
    assert label.replace("\u0007", "\\u0007") in str(event["SUMMARY"])
    assert len(events) == len(read(written(ROOT))[1])


def test_no_calendar_without_days(govgraph: Call, tmp_path: Path) -> None:
    """Where nothing has a day, or names are to be withheld, no file is written."""
    target = tmp_path / "x.ics"
    for options, said in (
        (("--view", "people"), "no action of this view"),
        (("--redact-people",), "a calendar quotes the records"),
        (("--from", "2023-09-01"), "no action of this view"),
    ):
        done = govgraph("-C", ROOT, "export", *options, "-o", target)
        assert done.code == 2
        assert said in done.err
        assert not target.exists()
    assert govgraph("-C", ROOT, "export", "--focus", "2022-06-24/13", "-o", target).code == 0
    assert len(read(target.read_bytes())[1]) == 1
