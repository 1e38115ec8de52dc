"""Matters arising: what was on file before the day of the meeting, whose word it is, no more."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from jsonschema import Draft202012Validator

from govgraph.desk.agenda import agenda_for
from govgraph.desk.next_meeting import next_meetings
from govgraph.model import Due
from govgraph.render.agenda import paper_of
from govgraph.render.agenda_html import as_html
from govgraph.render.agenda_json import as_json
from govgraph.render.agenda_md import as_markdown
from govgraph.render.agenda_text import as_text
from govgraph.trace_rows import Row
from tests.conftest import BOARDS, ROOT, Result
from tests.test_cli import RULED_OUT
from tests.test_desk import desk, store
from tests.test_replies import HANDCUFFS, MPS, PANEL, with_reply

Call = Callable[..., Result]
HARBOUR = BOARDS / "harbour"
SCHEMA = json.loads((ROOT / "schemas" / "agenda.schema.json").read_text(encoding="utf-8"))


def agenda(govgraph: Call, root: Path, meeting: str) -> dict[str, Any]:
    """The agenda as JSON that keeps its schema."""
    done = govgraph("-C", root, "agenda", "--next", meeting, "--format", "json")
    assert (done.code, done.err) == (0, "")
    told: dict[str, Any] = json.loads(done.out)
    Draft202012Validator.check_schema(SCHEMA)
    Draft202012Validator(SCHEMA).validate(told)
    return told


def test_each_open_action_stands_in_one_group(govgraph: Call) -> None:
    """Of the harbour's actions the one that is recorded as delivered is left out."""
    told = agenda(govgraph, HARBOUR, "2032-02-10")
    groups = {str(a["action"]): (a["group"], a["days"]) for a in told["actions"]}
    assert groups == {
        "2031-03-04/2": ("passed", 225),
        "2031-05-20/1": ("passed", 133),
        "2031-05-20/2": ("passed", 194),
        "2031-09-16/1": ("passed", 102),
        "2031-03-04/3": ("undated", None),
        "2031-12-02/1": ("here", None),
    }
    assert told["completed"] == 1
    assert told["actions"][0]["action"] == "2031-12-02/1"
    earlier = agenda(govgraph, HARBOUR, "2031-07-31")
    groups = {str(a["action"]): (a["group"], a["days"]) for a in earlier["actions"]}
    assert groups["2031-05-20/2"] == ("to-come", 0)
    assert groups["2031-05-20/1"] == ("to-come", -61)
    text = govgraph("-C", HARBOUR, "agenda", "--next", "2031-07-31").out
    assert "  Days        61 days from the meeting to 30 September 2031." in text


def test_what_was_last_said_and_by_whom(govgraph: Call) -> None:
    """The last record's words stand with their speaker, the whole paragraph and the silence."""
    text = govgraph("-C", HARBOUR, "agenda", "--next", "2032-02-10").out
    story = " ".join(text[text.index("  2031-05-20/2") :].split("\n\n")[0].split())
    assert "noted as not yet received, said by the Warden (minutes of 16 September" in story
    assert '"The Warden said that the readings asked for in Action 2 of' in story
    assert "asked for again as 2031-09-16/1" in story
    assert "no mention in the record on file after 16 September 2031." in story
    assert "Known" not in text
    assert "Quay and Channel Committee, 8 July 2031" in text
    assert "No mention is not evidence that nothing was done." in text


@pytest.mark.parametrize(
    ("board", "day", "later", "earlier", "said"),
    [
        (ROOT, "2023-10-20", "2023-08-31/1", "2022-06-24/13", "undertaken, said by the MPS"),
        (HARBOUR, "2032-02-10", "2031-09-16/1", "2031-05-20/2", ""),
    ],
    ids=["shipped", "harbour"],
)
def test_an_action_names_the_one_that_it_asks_again_for(
    board: Path, day: str, later: str, earlier: str, said: str, govgraph: Call
) -> None:
    """It stands under the later one too, with what the same minutes say of how that stands."""
    text = govgraph("-C", board, "agenda", "--next", day).out
    story = " ".join(text[text.index(f"\n  {later}  ") :].split("\n\n")[0].split())
    assert f"Link asks again for {earlier}" in story
    assert said in story
    (told,) = (a for a in agenda(govgraph, board, day)["actions"] if a["action"] == later)
    assert [t["action"] for t in told["takes_up"]] == [earlier]


def test_the_agenda_for_word_has_every_matter(govgraph: Call, tmp_path: Path) -> None:
    """Each matter is a row with room beside it, and the day of the meeting is the only clock."""
    paths = [tmp_path / "one.docx", tmp_path / "two.docx"]
    for path in paths:
        assert govgraph("-C", HARBOUR, "agenda", "--next", "2032-02-10", "-o", path).code == 0
    assert paths[0].read_bytes() == paths[1].read_bytes()
    document = docx.Document(str(paths[0]))
    assert document.core_properties.created.isoformat().startswith("2032-02-10")
    told = paper_of(agenda_for(store("harbour"), "2032-02-10"), "Quay and Channel Committee")
    headings = [p.text for p in document.paragraphs if p._p.style == "Heading2"]
    assert len(headings) == len(document.tables) == len(told.sections)
    for section, table in zip(told.sections, document.tables, strict=True):
        texts = [[cell.text for cell in row.cells] for row in table.rows[1:]]
        assert [text.splitlines()[0] for text, _ in texts] == [p.title for p in section.points]
        for (text, room), point in zip(texts, section.points, strict=True):
            assert not room
            assert all(line.text in text for line in point.lines)


def test_what_is_only_said_to_be_done_is_counted_and_marked() -> None:
    """Of all whose timing has passed the heading says how many an owner speaks of, and of which."""
    on = with_reply(
        ("2023-09-05", MPS, HANDCUFFS, "delivered"),
        ("2023-09-06", MPS, "2022-06-24/6", "completed"),
        ("2023-09-07", PANEL, "2022-06-24/7", "completed"),
    )
    (section,) = (
        s
        for s in paper_of(agenda_for(on, "2023-10-20"), "Board").sections
        if s.heading == "Actions whose timing has passed"
    )
    assert len(section.points) == 12
    assert section.note == (
        "By the day of the meeting; no record on file gives them as completed. Of these, 2 are said"
        " by the owner to have been completed or delivered and 1 is said to have been completed,"
        " which closes nothing, and marked so."
    )
    marked = {p.title.partition(" ")[0]: p.title.rpartition("; ")[2] for p in section.points}
    assert {name: mark for name, mark in marked.items() if mark.startswith("said by")} == {
        HANDCUFFS: "said by the MPS to have been delivered",
        "2022-06-24/6": "said by the MPS to have been completed",
        "2022-06-24/7": "said by the London Policing Ethics Panel to have been completed",
    }


def test_nothing_of_the_day_or_later_is_used(govgraph: Call) -> None:
    """The agenda for 10 February 2023 knows neither that day's minutes nor those of August."""
    for form in ("text", "md", "html", "json"):
        out = govgraph("-C", ROOT, "agenda", "--next", "2023-02-10", "--format", form).out
        assert "2023-02-10-minutes" not in out
        assert "consolidate all current" not in out
        assert "August 2023" not in out
        assert "handcuffs" not in out
    told = agenda(govgraph, ROOT, "2023-02-10")
    assert told["last_record"] == "2022-10-14"
    assert [m["date"] for m in told["missing"]] == ["2022-04-21", "2022-07-19"]


@pytest.mark.parametrize("form", ["text", "md", "html"])
def test_the_agenda_does_not_judge(form: str, govgraph: Call) -> None:
    """No word of its own that accuses; readings and records stand apart; the same bytes twice."""
    arguments = ("-C", ROOT, "agenda", "--next", "2023-10-20", "--format", form)
    out = govgraph(*arguments).out
    assert govgraph(*arguments).out == out
    quoted = {str(a["text"]) for a in agenda(govgraph, ROOT, "2023-10-20")["actions"]}
    for words in quoted:
        out = out.replace(words, "")
    assert not RULED_OUT.search(out)
    assert out.replace("\\", "").count("[reading, probable]") > 3
    assert "415 days from 31 August 2022 to the meeting." in out
    if form == "html":
        assert "<script" not in out
        assert '<li class="reading"' in out


@pytest.mark.parametrize(
    ("meeting", "said"),
    [
        ("tomorrow", "'tomorrow' is no day. Write YYYY-MM-DD."),
        ("2022-06-24", "no record on file is dated on or before 23 June 2022."),
    ],
)
def test_a_day_that_is_none(meeting: str, said: str, govgraph: Call) -> None:
    """What is no day, or before all records, is told."""
    done = govgraph("-C", ROOT, "agenda", "--next", meeting)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_board_without_records(govgraph: Call) -> None:
    """A board with nothing on file has no agenda, and says so."""
    done = govgraph("-C", BOARDS / "empty", "agenda", "--next", "2032-02-10")
    assert done.code == 2
    assert "no record is on file" in done.err


def test_what_is_for_the_next_meeting_stands_first(govgraph: Call) -> None:
    """It heads the agenda of the meeting after its own; another body's next one is not this."""
    text = govgraph("-C", HARBOUR, "agenda", "--next", "2032-02-10").out
    assert "1. Actions for this meeting (1)" in text
    assert "the timing of 1 names this meeting; the timing of 4 has passed" in " ".join(
        text.split()
    )
    groups = {a["group"] for a in agenda(govgraph, ROOT, "2022-07-19")["actions"]}
    assert groups == {"passed", "to-come", "undated"}


@pytest.mark.parametrize(
    ("words", "others", "held"),
    [
        ("by the next meeting", [], "2031-05-20"),
        ("at the next Committee Meeting", [], "2031-05-20"),
        ("at a meeting next year", [], None),
        ("at the next meeting", ["Friends of the Harbour"], None),
        ("at the next meeting", ["Quay and Channel Committee"], "2031-05-20"),
    ],
)
def test_which_meeting_the_next_one_is(words: str, others: list[str], held: str | None) -> None:
    """The first after its own of the same forum that is known of, by minutes or by mention."""
    state = desk("harbour", "2031-12-02").actions[0]
    due = Due(state.record, "delivery", words, None, None, None)
    state = state._replace(wordings=(state.wordings[0]._replace(due=due),), days_since=None)
    rows: list[Row] = [{"action": state.id, "forum": forum} for forum in others]
    found = next_meetings(store("harbour"), [state], rows, "2032-02-10")
    assert found.get(state.id) == held
    # After May the next meeting on record is one that is known by mention only.
    later = state._replace(date="2031-05-20")
    if held:
        assert (
            next_meetings(store("harbour"), [later], rows, "2032-02-10")[state.id] == "2031-07-08"
        )


def test_a_lead_that_records_give_otherwise_is_shown(govgraph: Call) -> None:
    """As letter, log and diff do, the agenda says which record names whom; names have articles."""
    text = " ".join(govgraph("-C", ROOT, "agenda", "--next", "2023-09-20").out.split())
    for letters in ('letter of 20 July 2022: "MPS"', 'letter of 20 July 2022: "MPS and MOPAC"'):
        assert letters in text
    assert "to the London Policing Ethics Panel" in text
    assert "to MOPAC" in text


def test_what_later_records_take_up_of_a_commitment_is_told() -> None:
    """Sentence, place and that it is a reading stand under it, in every form; else the silence."""
    asked = agenda_for(store("shipped"), "2023-02-10")
    told = json.loads(as_json(asked, "Board"))
    Draft202012Validator(SCHEMA).validate(told)
    taken = {c["quote"][:22]: c["taken_up"] for c in told["commitments"]}
    (review,) = taken["We will be discussing "][:1]
    assert (review["record"], review["locator"]) == ("2022-10-14-minutes", "2.1")
    assert (review["basis"], review["confidence"]) == ("editor-inferred", "probable")
    assert taken["They would also be ana"] == []
    paper = paper_of(asked, "Board")
    for form in (as_text, as_markdown, as_html):
        words = " ".join(form(paper, ()).replace("\\", "").split())
        assert "by the minutes of 14 October 2022, 2.1 [reading, probable]. The letter" in words
        assert "an overview of the Witness Care Unit review, outlining" in words
        assert "No later record is on file." in words
        assert "not followed from record to record" not in words
