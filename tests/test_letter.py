"""The letter to an owner: what it lists, asks and leaves out, in each of its formats."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable
from datetime import datetime
from functools import lru_cache
from html.parser import HTMLParser
from pathlib import Path

import click
import docx
import pytest
from docx.enum.section import WD_ORIENT, WD_SECTION
from pyoxigraph import Literal, NamedNode, Store

from govgraph.desk.addressee import Vacant
from govgraph.desk.asof import known_on
from govgraph.desk.letter import SECTIONS, Letter, Source, letter, section_of
from govgraph.desk.outside import Commitment
from govgraph.desk.parties import Parties
from govgraph.desk.register import desk_on
from govgraph.names import GOV
from govgraph.parameters import find_term, record_dates
from govgraph.prose import long_date
from govgraph.render.letters.html import as_html
from govgraph.render.letters.markdown import as_markdown, sheet_as_markdown
from govgraph.render.letters.page import as_page
from govgraph.render.letters.parts import Aside, Block, Entry, Marked, Page, Said, Sheet
from govgraph.render.letters.signatory import TITLE
from govgraph.render.letters.spreadsheet import COLUMNS, letter_as_csv
from govgraph.render.letters.word import as_docx
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT, Result, edit
from tests.test_cli import RULED_OUT
from tests.test_desk import store

Call = Callable[..., Result]
GOLDEN = sorted((ROOT / "tests" / "letters").glob("*.md"))
OWNERS = {
    "shipped": ("MPS", "MOPAC", "Victims' Commissioner's office"),
    "harbour": ("DWC", "WHT", "Pilots' Guild"),
    "library": ("Library Service", "Friends of the Library"),
}
CASES = [(b, o, d) for b, names in OWNERS.items() for o in names for d in record_dates(store(b))]


@lru_cache
def source(board: str, day: str) -> Source:
    known = known_on(store(board), day)
    workspace = find_workspace(ROOT if board == "shipped" else BOARDS / board)
    return Source(known, desk_on(known, day), workspace.name, workspace.sender)


@lru_cache
def told(board: str, owner: str, day: str, since: str | None = None) -> Letter:
    node = find_term(store(board), "", owner, f"{GOV}Organization")
    return letter(source(board, day), node, owner, since)


@lru_cache
def page(board: str, owner: str, day: str) -> Page:
    return as_page(told(board, owner, day))


def aside(owner: str, day: str) -> dict[str, tuple[str, ...]]:
    """The notes for whoever signs, by heading."""
    return {a.title: a.lines for a in page("shipped", owner, day).signatory}


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_the_letters_as_of_each_meeting(path: Path, govgraph: Call) -> None:
    """The letters to both owners as of each meeting stand as they were read and kept."""
    owner, _, day = path.stem.partition("-")
    result = govgraph("-C", ROOT, "letter", "--owner", owner, "--as-of", day)
    assert (result.code, result.err) == (0, "")
    assert result.out == path.read_text(encoding="utf-8")


def test_there_is_a_letter_for_each_meeting_and_owner() -> None:
    """Both owners of the board have a letter as of each meeting with minutes on file."""
    meetings = [d for d, names in record_dates(store("shipped")).items() if "minutes" in names]
    assert [p.stem for p in GOLDEN] == sorted(
        f"{o}-{d}" for o in ("MPS", "MOPAC") for d in meetings
    )


def _later_words(on: Store, day: str) -> set[str]:
    """Every sentence of records after a day that no record up to it has too."""
    said: dict[bool, set[str]] = {True: set(), False: set()}
    for quad in on.quads_for_pattern(None, NamedNode(f"{GOV}text"), None):
        name = getattr(quad.graph_name, "value", "").rpartition("/")[2]
        if isinstance(quad.object, Literal):
            said[name[:10] > day].add(quad.object.value)
    earlier = "\n".join(said[False])
    return {text for text in said[True] if len(text) > 20 and text not in earlier}


@pytest.mark.parametrize(("board", "owner", "day"), CASES)
def test_a_letter_has_no_later_word(board: str, owner: str, day: str) -> None:
    """As of a day it holds no sentence, and names no day, of a record after it."""
    text = re.sub(r"\\(.)", r"\1", as_markdown(page(board, owner, day)))
    later = [d for d in record_dates(store(board)) if d > day]
    assert not [d for d in later if d in text or long_date(d) in text]
    assert not [words for words in _later_words(store(board), day) if words in text]


def test_as_of_february_2023_there_is_no_word_of_august_2023() -> None:
    """Neither the month, nor the threads, meetings and documents that it brought, are told of."""
    for owner in OWNERS["shipped"]:
        text = as_markdown(page("shipped", owner, "2023-02-10"))
        for word in (
            "August 2023",
            "taser",
            "handcuffs",
            "28 April 2023",
            "Stop and Search Charter",
        ):
            assert word not in text
    assert "taser" in as_markdown(page("shipped", "MPS", "2023-08-31"))


@pytest.mark.parametrize(("board", "owner", "day"), CASES)
def test_each_action_of_the_owner_stands_once(board: str, owner: str, day: str) -> None:
    """Whatever a record gives to the owner, or names it as lead for, has one entry."""
    asked = told(board, owner, day)
    listed = [a.id for actions in asked.sections.values() for a in actions]
    of_owner = [a.id for a in asked.desk.actions if owner in a.organizations]
    assert sorted(listed) == sorted(of_owner)
    entries = [e for b in page(board, owner, day).blocks for e in b.entries if e.name]
    assert sorted(e.name for e in entries) == sorted(of_owner)
    assert list(asked.sections) == [s for s in SECTIONS if s in asked.sections]
    texts = {a.id: a for a in asked.desk.actions}
    for entry in entries:
        action = texts[entry.name]
        assert entry.text == action.text
        given = [t.text for t in entry.timings if "Last day" not in t.text]
        assert len(given) == len(action.wordings) if action.timings else given == ["None given"]
        for word in action.later_words:
            shown = [s.paragraph for s in entry.said]
            assert word.passage in shown or word.quote in shown


@pytest.mark.parametrize(
    ("action", "day", "section"),
    [
        ("2022-06-24/13", "2022-06-24", "new"),
        ("2022-06-24/13", "2022-07-20", "new"),
        ("2022-06-24/13", "2022-09-01", "passed"),
        ("2022-06-24/13", "2023-08-31", "passed"),
        ("2022-06-24/11", "2022-10-14", "to-come"),
        ("2022-06-24/11", "2022-12-31", "to-come"),
        ("2022-06-24/11", "2023-01-01", "passed"),
        ("2022-06-24/10", "2022-07-20", "lead"),
        ("2022-06-24/15", "2023-02-10", "undated"),
        ("2022-06-24/14", "2022-06-30", "passed"),
        ("2022-06-24/14", "2022-07-20", "completed"),
        ("2022-06-24/5", "2022-10-14", "undated"),
        ("2022-10-14/6", "2023-02-10", "undated"),
        ("2022-10-14/6", "2022-10-14", "new"),
    ],
)
def test_an_action_stands_under_what_the_records_show(action: str, day: str, section: str) -> None:
    """A heading follows from the records up to the day, and from nothing else."""
    desk = source("shipped", day).desk
    assert section_of(next(a for a in desk.actions if a.id == action), desk) == section


@pytest.mark.parametrize(("board", "owner", "day"), CASES)
def test_a_letter_asks_and_judges_nothing(board: str, owner: str, day: str) -> None:
    """Without the words of records no word of it judges, and each heading asks for something."""
    letter_page = page(board, owner, day)
    own = re.sub(r"“[^”]*”", "", re.sub(r"\\(.)", r"\1", as_markdown(letter_page)))
    assert RULED_OUT.search(own) is None
    assert "outstanding" not in own.partition("## Notes")[0]
    assert all("lease confirm" in block.ask for block in letter_page.blocks)


def test_the_addressee_is_who_is_on_record_on_the_day() -> None:
    """A letter goes to the head that the nearest record before the day shows, as it prints it."""
    heads = {
        day: page("shipped", "MPS", day).head[0][1][0].text
        for day in ("2022-06-24", "2022-07-20", "2022-10-14", "2023-02-10")
    }
    assert heads == {
        "2022-06-24": "Sir Stephen House, Acting Commissioner",
        "2022-07-20": "Sir Stephen House QPM, Acting Commissioner of the Metropolitan Police",
        "2022-10-14": "Sir Mark Rowley, Commissioner",
        "2023-02-10": "Sir Mark Rowley, Commissioner",
    }
    (note,) = aside("MPS", "2023-02-10")["To whom it goes"]
    head = "Sir Mark Rowley, Commissioner: on record as Commissioner on 10 February 2023 (minutes"
    assert note.startswith(head)
    assert "That the post heads the MPS is an editor's reading (probable)" in note


def test_an_owner_without_a_head_is_left_free() -> None:
    """Where no post is entered as head, the addressee is left free, and who has a post is named."""
    assert page("shipped", "MOPAC", "2023-02-10").head[0][1][0].text.startswith("[")
    why, listed = aside("MOPAC", "2023-02-10")["To whom it goes"]
    assert why == "No post is entered as the head of MOPAC, so the addressee is left free."
    assert "on 10 February 2023" in listed
    assert "Diana Luchford, Chief Executive" in listed
    _, listed = aside("Victims' Commissioner's office", "2023-08-31")["To whom it goes"]
    assert listed.endswith("Claire Waxman, Victims' Commissioner for London.")


def test_a_head_whom_no_record_singles_out_is_left_free() -> None:
    """A post that is entered as head and held by nobody, or by several, is told as that."""
    letter_to = told("shipped", "MPS", "2023-02-10")
    empty = Vacant("Commissioner", (), None, ())
    (why,) = (a.lines for a in as_page(letter_to._replace(addressee=empty)).signatory[:1])
    assert why[0].startswith("Nobody is on record up to 10 February 2023 in the post")
    two = empty._replace(several=("A, Commissioner", "B, Commissioner"))
    (why,) = (a.lines for a in as_page(letter_to._replace(addressee=two)).signatory[:1])
    assert "A, Commissioner; B, Commissioner. The addressee is left free." in why[0]


def test_letters_that_records_speak_of_are_named_to_the_signatory() -> None:
    """What may have been sent and answered stands with its sentence, as far as known that day."""
    title = "Letters that the records speak of; they may have been sent, and answered"
    lines = aside("MPS", "2023-02-10")[title]
    assert [line.partition(":")[0] for line in lines] == [
        "Letter of 20 July 2022",
        "Minutes of 14 October 2022, 1.1",
        "Minutes of 14 October 2022, 3.1",
        "Minutes of 10 February 2023, 1.2",
    ]
    assert "Thank you for the response to my letter following the April meeting" in lines[0]
    assert lines[0].count("April 2022 meeting”") == 2
    assert lines[1].endswith("No letter of a later day is on file.")
    assert title not in aside("MPS", "2022-06-24")
    asked = told("shipped", "MPS", "2023-02-10")
    named = asked.letters[1]._replace(since=("2022-07-20-letter",))
    shown = as_page(asked._replace(letters=(named,)))
    line = next(a.lines[0] for a in shown.signatory if a.title == title)
    assert line.endswith(
        "On file of a later day: letter of 20 July 2022; whether it is meant, no entry says."
    )


def test_notes_for_the_signatory_stand_apart_in_each_format() -> None:
    """They come last, under their own heading; the letter's notes hold none of them."""
    shown = page("shipped", "MPS", "2023-02-10")
    notes = " ".join(shown.notes)
    assert "the post heads" not in notes
    assert "Same list of schools" not in notes
    told_aside = " ".join(line for a in shown.signatory for line in a.lines)
    assert "That the words of the letter of 20 July 2022 are about Action 3 of" in told_aside
    text = as_markdown(shown)
    assert text.index(shown.closing[-1][:40]) < text.index(f"# {TITLE}")
    assert "govgraph" not in text
    html = as_html(shown)
    assert html.index("</footer>") < html.index('class="signatory"')
    read = docx.Document(io.BytesIO(document("MPS", "2023-02-10")))
    assert [p.text for p in read.paragraphs].count(TITLE) == 1
    *_, last = read.sections
    assert (last.start_type, last.orientation) == (WD_SECTION.NEW_PAGE, WD_ORIENT.PORTRAIT)
    assert last.footer.paragraphs[0].text == TITLE
    assert "NUMPAGES" not in read.sections[0].footer._element.xml
    assert read.paragraphs[-1].text == shown.signatory[-1].lines[-1]
    assert any("Same list of schools" in r for r in letter_as_csv(shown).splitlines())


def test_a_lead_is_told_as_the_record_prints_it() -> None:
    """A sentence that begins with the lead prints none; where nobody is named nothing differs."""
    entries = {e.name: e for b in page("shipped", "MPS", "2023-08-31").blocks for e in b.entries}
    assert entries["2022-06-24/10"].section == "lead"
    assert [r.text for r in entries["2022-06-24/10"].remarks][-1] == (
        "Lead, minutes: none printed, the sentence begins with “DMPC”; letter of 20 July 2022:"
        " “MPS” (Lead column)."
    )
    assert [r.text for r in entries["2022-06-24/15"].remarks] == [
        "Lead, minutes: nobody named; letter of 20 July 2022: “MPS and MOPAC” (Lead column)."
    ]


def test_the_sender_is_named_only_by_the_workspace(board: Path, govgraph: Call) -> None:
    """Nobody signs a letter unless the workspace says who."""
    assert "From: \\[signatory\\]" in govgraph("-C", board, "letter", "--owner", "MPS").out
    path = board / "govgraph.toml"
    path.write_text(f'{path.read_text()}sender = "A. Person, Secretary"\n', encoding="utf-8")
    out = govgraph("-C", board, "letter", "--owner", "MPS").out
    assert "From: A. Person, Secretary" in out
    assert "[signatory" not in out
    edit(path, '"A. Person, Secretary"', "7")
    assert "'sender' is to be a string" in govgraph("-C", board, "letter", "--owner", "MPS").err


def test_since_leaves_out_earlier_actions_and_says_how_many() -> None:
    """--since lists what was raised on or after the day, and counts what is not listed."""
    asked = told("shipped", "MPS", "2023-02-10", "2022-10-14")
    assert {a.date for a in asked.actions} == {"2022-10-14", "2023-02-10"}
    body = " ".join(as_page(asked).opening)
    assert "numbered actions raised on or after 14 October 2022 that the records" in body
    assert "Raised before that day and not listed: 15 actions." in body
    assert {c.date for c in asked.commitments} == {"2022-10-14", "2023-02-10"}


def test_commitments_without_a_number_are_those_of_the_owner() -> None:
    """An undertaking stands with who gave it, a request with both sides."""

    def stand(owner: str) -> list[tuple[str, str]]:
        found = told("shipped", owner, "2023-02-10").commitments
        return [(c.date, c.kind) for c in found]

    assert stand("MPS") == [
        ("2022-07-20", "agreement"),
        ("2022-07-20", "request"),
        ("2022-07-20", "request"),
        ("2022-10-14", "undertaking"),
        ("2022-10-14", "undertaking"),
        ("2023-02-10", "request"),
    ]
    assert stand("MOPAC") == [
        ("2022-07-20", "agreement"),
        ("2022-07-20", "undertaking"),
        ("2022-07-20", "request"),
        ("2022-10-14", "agreement"),
        ("2022-10-14", "undertaking"),
        ("2023-02-10", "undertaking"),
        ("2023-02-10", "agreement"),
    ]
    # Neither the Victims' Commissioner nor her office is party to any of them.
    assert stand("Victims' Commissioner's office") == []
    # Those that speak of actions without naming them stand above too, and are no less listed.
    asked = told("shipped", "MOPAC", "2023-02-10")
    listed = {(c.record, c.quote) for c in asked.commitments}
    assert len({(u.record, u.quote) for u in asked.unnamed} & listed) == 2


def _worded(quote: str, record: str = "2023-02-10-minutes", kind: str = "agreement") -> Commitment:
    return Commitment(
        record, record[:10], None, kind, None, None, (), (), "stated", "certain", None, quote, quote
    )


@pytest.mark.parametrize(
    ("told_of", "parties"),
    [
        (_worded("It was agreed that MOPAC would write to the Commissioner."), {"MOPAC"}),
        (_worded("MOPAC officers will work with the MPS and the CPS on it."), {"MOPAC"}),
        (_worded("It was agreed that the Met and MOPAC would meet."), {"MPS", "MOPAC"}),
        (_worded("It was agreed to leave it to the MPS."), {"MPS"}),
        (_worded("It was agreed that the Acting Commissioner would write."), {"MPS"}),
        (_worded("It was agreed that it would come back."), {"MPS", "MOPAC"}),
        (_worded("It was agreed to tell the National Police Chiefs' Council."), {"MPS", "MOPAC"}),
        (_worded("We agreed to meet again.", "2022-07-20-letter"), {"MPS", "MOPAC"}),
        (_worded("It was agreed that it would come back.", "2040-01-01-minutes"), set()),
        (_worded("x")._replace(kind="request", said_to=("CPS",)), {"CPS"}),
        (_worded("x")._replace(kind="undertaking", said_for=("MPS",), said_to=("CPS",)), {"MPS"}),
    ],
    ids=lambda value: value.quote[:40] if isinstance(value, Commitment) else "",
)
def test_a_commitment_is_put_to_its_parties_alone(told_of: Commitment, parties: set[str]) -> None:
    """Who says it, is asked or is named as acting; then the letter's sides, or the meeting's."""
    known = source("shipped", "2023-08-31")
    assert Parties(known.known, known.desk).of(told_of) == parties


def test_a_request_without_basis_is_no_less_asked(govgraph: Call) -> None:
    """A commitment of which nothing says who reads it is the record's, in letter and agenda."""
    asked = "The Chair asked the Library Service to open the hall at nine."
    (told_of,) = told("library", "Library Service", "2031-10-09").commitments
    assert (told_of.quote, told_of.basis) == (asked, "stated")
    out = govgraph("-C", BOARDS / "library", "agenda", "--next", "2031-12-01").out
    assert asked in " ".join(out.split())


def test_what_later_records_take_up_stands_under_a_commitment() -> None:
    """The review of Witness Care Units has what the minutes of October say of it, as a reading."""
    shown = page("shipped", "MPS", "2023-02-10")
    entries = [e for b in shown.blocks for e in b.entries if e.section == "commitments"]
    review = next(e for e in entries if "DARA" in e.text)
    assert [s.how.text for s in review.said] == ["", "takes this up (reading, probable)"]
    later = review.said[1]
    assert later.place == "Minutes of 14 October 2022, 2.1"
    assert "an overview of the Witness Care Unit review" in later.paragraph
    assert "They do not cite the letter." in shown.notes[later.how.notes[0] - 1]
    lens = next(e for e in entries if "lenses" in e.text)
    assert lens.silence.startswith("No later record on file takes this up")
    # Before those minutes nothing took it up.
    entries = [e for b in page("shipped", "MPS", "2022-07-20").blocks for e in b.entries]
    review = next(e for e in entries if "DARA" in e.text)
    assert (len(review.said), review.silence) == (1, "No later record is on file.")


def test_readings_and_joint_owners_have_notes() -> None:
    """What an editor reads is marked where it stands, and its reason is a note."""
    entries = {e.name: e for b in page("shipped", "MPS", "2023-08-31").blocks for e in b.entries}
    notes = page("shipped", "MPS", "2023-08-31").notes
    said = entries["2022-06-24/13"].said
    assert [s.how.text for s in said] == [
        "noted as not yet received, said by the Deputy Mayor for Policing and Crime"
        " (reading, probable)",
        "asked for again by this action (reading, probable)",
    ]
    assert all(notes[n - 1].count("editor's reading (probable)") for s in said for n in s.how.notes)
    joint = entries["2022-10-14/4"].given
    (number,) = joint.notes
    assert notes[number - 1] == (
        "The record names more than one owner; what each is to do is as its words say."
        " The Deputy Mayor for Policing and Crime is a post at MOPAC, the Deputy Commissioner at"
        " the MPS and the Victims' Commissioner for London at the Victims' Commissioner's office;"
        " these answer for the action."
    )
    dated = entries["2022-06-24/1"].timings[0]
    assert dated.text == "Minutes: “autumn”, for discussion"
    assert "Autumn is taken as September to November" in notes[dated.notes[0] - 1]


# A letter that holds what formats might take for something else.
HOSTILE = Page(
    draft="DRAFT, not sent.",
    head=(("To", (Marked("=cmd|x", (1,)),)),),
    subject="<b>Board</b> | actions",
    salutation="Dear [ ]",
    opening=(),
    quoted=(Said("+1", Marked(""), "@here \u202e # *no* `mark`"),),
    body=("</p><script>alert(1)</script>",),
    counts=(),
    ending=("Yours", "-2"),
    annex="Annex",
    blocks=(
        Block(
            "A. =1+1",
            "Please confirm.",
            (
                Entry(
                    section="passed",
                    name="2031-01-02/1",
                    reference="=HYPERLINK(1)",
                    text='=HYPERLINK("http://x","y")',
                    given=Marked("@x\x07\ufffe"),
                    timings=(Marked("-1", (1,)),),
                    remarks=(),
                    said=(Said("+x", Marked(""), "=2\nnext line"),),
                    silence="",
                ),
            ),
        ),
    ),
    position="Position (=X)",
    notes=("=note",),
    closing=("end",),
    signatory=(Aside("# </h3>", ("=1 <script>alert(2)</script> *no*",)),),
)


def test_a_cell_is_text_in_every_format() -> None:
    """What begins like a formula, or holds mark-up, is shown as the words that it is."""
    text = as_markdown(HOSTILE)
    assert "\\# \\*no\\* \\`mark\\`" in text
    shown = as_html(HOSTILE)
    assert "\\*no\\*" in text.partition(TITLE)[2]
    assert "<script" not in shown
    assert "&lt;script&gt;" in shown
    assert "\u202e" not in shown
    row = next(csv.DictReader(io.StringIO(letter_as_csv(HOSTILE), newline="")))
    assert row["text"] == '\'=HYPERLINK("http://x","y")'
    assert row["given"].startswith("'@x")
    assert (row["timing"], row["later_records"], row["notes"]) == (
        "'-1",
        "'+x\n=2\nnext line",
        "'=note",
    )
    document = docx.Document(io.BytesIO(as_docx(HOSTILE, "2031-01-02")))
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    assert any('“=HYPERLINK("http://x","y")”' in cell for cell in cells)
    assert "w:instrText" not in document.element.xml
    sheet = Sheet("T", ("above",), ("A", "B"), (("=1|1", "x\ny"),), ())
    assert "| =1\\|1 | x y |" in sheet_as_markdown(sheet)


@lru_cache
def document(owner: str, day: str) -> bytes:
    return as_docx(page("shipped", owner, day), day)


def test_a_document_has_the_same_bytes_whenever_it_is_written(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Neither its properties nor its archive know the hour at which it was written."""
    first = as_docx(page("shipped", "MOPAC", "2023-02-10"), "2023-02-10")
    monkeypatch.setattr("time.time", lambda: 4e9)
    monkeypatch.setattr("time.localtime", lambda *_: (2099, 1, 1, 0, 0, 0, 0, 1, 0))
    assert as_docx(page("shipped", "MOPAC", "2023-02-10"), "2023-02-10") == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert not [n for n in archive.namelist() if "thumbnail" in n]
    core = docx.Document(io.BytesIO(first)).core_properties
    assert (core.author, core.last_modified_by, core.revision) == ("", "", 1)
    assert {core.created, core.modified} == {datetime.fromisoformat("2023-02-10T00:00:00+00:00")}


def test_a_document_holds_what_the_letter_says() -> None:
    """Each entry is a row with a cell left free, and no word of the letter is missing."""
    letter_page = page("shipped", "MPS", "2023-02-10")
    read = docx.Document(io.BytesIO(document("MPS", "2023-02-10")))
    head, *tables = read.tables
    assert [row.cells[0].text for row in head.rows] == ["To", "From", "Our ref", "Date"]
    assert len(tables) == len(letter_page.blocks)
    for block, table in zip(letter_page.blocks, tables, strict=True):
        assert [c.text for c in table.rows[0].cells][-1] == "Position (MPS)"
        assert "w:tblHeader" in table.rows[0]._tr.xml
        assert len(table.rows) == len(block.entries) + 1
        for entry, row in zip(block.entries, table.rows[1:], strict=True):
            assert f"“{entry.text}”" in row.cells[0].text
            assert all(f"“{s.paragraph}”" in row.cells[0].text for s in entry.said)
            assert row.cells[-1].text == ""
    told_words = "\n".join(p.text for p in read.paragraphs)
    for text in (
        *letter_page.opening,
        *letter_page.body,
        *letter_page.counts,
        *letter_page.closing,
        *(line for told_aside in letter_page.signatory for line in told_aside.lines),
    ):
        assert text in told_words
    for number, note in enumerate(letter_page.notes, 1):
        assert f"{number}.\t{note}" in told_words


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: set[str] = set()
        self.targets: set[str] = set()
        self.tags: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {k: v or "" for k, v in attrs}
        self.tags.append(tag)
        self.ids |= {given["id"]} if "id" in given else set()
        self.targets |= {given["href"]} if tag == "a" else set()


def test_a_page_asks_for_nothing_and_its_notes_are_where_they_lead() -> None:
    """HTML has no script, fetches nothing, and each mark leads to its note."""
    read = _Tags()
    shown = as_html(page("shipped", "MPS", "2023-02-10"))
    read.feed(shown)
    assert {t.removeprefix("#") for t in read.targets} == read.ids
    assert len(read.ids) == len(page("shipped", "MPS", "2023-02-10").notes)
    assert not {"script", "img", "iframe"} & set(read.tags)
    assert "default-src &#x27;none&#x27;" in shown
    assert shown.count("<table>") == len(page("shipped", "MPS", "2023-02-10").blocks)


def test_csv_has_a_row_an_entry_and_a_column_left_free(tmp_path: Path, govgraph: Call) -> None:
    """CSV has a row for each action, with every timing and paragraph in its cell."""
    target = tmp_path / "letter.csv"
    assert govgraph("letter", "--owner", "MPS", "--as-of", "2023-02-10", "-o", target).code == 0
    raw = target.read_bytes()
    assert raw.count(b"\r\n") == len(list(csv.reader(io.StringIO(raw.decode(), newline=""))))
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8"), newline="")))
    entries = [e for b in page("shipped", "MPS", "2023-02-10").blocks for e in b.entries]
    assert tuple(rows[0]) == COLUMNS
    assert [r["action"] for r in rows] == [e.name for e in entries]
    assert {r["position"] for r in rows} == {""}
    first = rows[0]
    assert first["timing"].splitlines() == [t.text for t in entries[0].timings]
    assert entries[0].said[0].paragraph in first["later_records"]


# Cells of the annex of July 2022 that the minutes of June alone do not give, and why.
_READING = "The minutes word an event or a season, the letter names a month."
_LATER = "The letter gives another month than the minutes."
_REWORDED = "The letter words the action otherwise."
ANNEX = {
    ("1", "Action"): _REWORDED,
    ("1", "Timing"): _READING,
    ("2", "Timing"): _READING,
    ("3", "Timing"): "The minutes give no timing, the letter names a month.",
    ("7", "Action"): _REWORDED,
    ("7", "Timing"): _LATER,
    ("8", "Action"): _REWORDED,
    ("8", "Timing"): _READING,
    ("9", "Action"): _REWORDED,
    ("9", "Timing"): _READING,
    ("10", "Action"): _REWORDED,
    ("10", "Timing"): _READING,
    ("10", "Lead"): "The minutes give the discussion to the DMPC, the letter names the MPS.",
    ("11", "Action"): _REWORDED,
    ("11", "Timing"): _LATER,
    ("14", "Timing"): "The letter tells in this column that it was completed.",
    ("15", "Timing"): "The minutes' words for when stand in the row's sentence only.",
    ("15", "Lead"): "The minutes name nobody, the letter names both.",
}


def printed_annex() -> list[dict[str, str]]:
    """The rows of the annex as the letter of July 2022 prints them."""
    printed = (ROOT / "sources" / "2022-07-20-letter.txt").read_text(encoding="utf-8")
    head, *rows = re.findall(r"^(?:No\.|\d+)\t.*$", printed, re.MULTILINE)
    return [dict(zip(head.split("\t"), row.split("\t"), strict=True)) for row in rows]


def test_the_annex_of_july_2022_from_the_minutes_of_june_alone(
    board: Path, tmp_path: Path, govgraph: Call
) -> None:
    """Without the letter on file the annex has its rows, but for the cells listed with reasons."""
    (board / "data" / "2022-07-20-letter.ttl").unlink()
    target = tmp_path / "annex.csv"
    arguments = ("letter", "--style", "annex", "--as-of", "2022-07-20", "-o", target)
    assert govgraph("-C", board, *arguments).code == 0
    ours = list(csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8"), newline="")))
    theirs = printed_annex()
    assert list(ours[0]) == list(theirs[0])
    assert len(ours) == len(theirs) == 15
    differing = set()
    for row, cells in zip(ours, theirs, strict=True):
        differing |= {(cells["No."], name) for name in cells if row[name] != cells[name]}
    assert differing == set(ANNEX)


def test_the_annex_with_the_letter_on_file_is_the_one_that_was_signed(
    tmp_path: Path, govgraph: Call
) -> None:
    """Each cell is as the letter prints it: an empty one is empty, "Completed" stands as it is."""
    target = tmp_path / "annex.csv"
    arguments = ("letter", "--style", "annex", "--as-of", "2022-07-20", "-o", target)
    assert govgraph(*arguments).code == 0
    ours = csv.DictReader(io.StringIO(target.read_bytes().decode("utf-8"), newline=""))
    assert list(ours) == printed_annex()


def test_the_annex_says_which_cells_are_from_which_record(govgraph: Call) -> None:
    """Below the rows stand, for each meeting, the record, and whether it prints the columns."""
    out = govgraph("letter", "--style", "annex", "--as-of", "2022-07-20", "--owner", "MOPAC").out
    rows = [line for line in out.splitlines() if re.match(r"\| \d", line)]
    assert [r.split(" | ")[0] for r in rows] == ["| 10", "| 12", "| 15"]
    assert rows[0].endswith("| August 2022 | MPS |")
    assert rows[2].endswith("|  | MPS and MOPAC |")
    told = "Actions of 24 June 2022: words, timing and lead as "
    assert (
        f"{told}printed in the letter of 20 July 2022; a cell that is empty there is empty" in out
    )
    out = govgraph("letter", "--style", "annex", "--as-of", "2022-06-24").out
    assert f"{told}worded in the minutes of 24 June 2022, where they have no columns" in out
    # What a later record closes is told beside the timing, with its place.
    out = govgraph(
        "-C", BOARDS / "harbour", "letter", "--style", "annex", "--since", "2031-03-04"
    ).out
    assert "| by 30 April 2031; recorded as delivered (minutes of 20 May 2031, 1.2) |" in out


def test_an_annex_without_minutes_on_file_needs_a_day(board: Path, govgraph: Call) -> None:
    """No meeting is the last one: --since says from when; the annex has no rows then."""
    for minutes in (board / "data").glob("*-minutes.ttl"):
        minutes.unlink()
    ran = govgraph("-C", board, "letter", "--style", "annex")
    assert (ran.code, ran.out) == (2, "")
    assert "no minutes are on file as of 20 July 2022. Give --since DATE" in ran.err
    ran = govgraph("-C", board, "letter", "--style", "annex", "--since", "2022-06-24")
    assert (ran.code, ran.err) == (0, "")
    assert "0 actions." in ran.out


@pytest.mark.parametrize("form", ["md", "html", "csv", "docx"])
def test_the_annex_has_every_format(form: str, tmp_path: Path, govgraph: Call) -> None:
    """The annex is written in each format that the letter is, of several meetings too."""
    target = tmp_path / f"annex.{form}"
    arguments = ("--style", "annex", "--since", "2022-10-14", "--as-of", "2023-02-10")
    assert govgraph("letter", *arguments, "-o", target).code == 0
    raw = target.read_bytes()
    text = raw.decode("utf-8") if form != "docx" else ""
    if form == "docx":
        table = docx.Document(io.BytesIO(raw)).tables[0]
        text = "\n".join(cell.text for row in table.rows for cell in row.cells)
    for words in ("14 October 2022, 7", "10 February 2023, 8", "in the short-term"):
        assert words in text


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--owner", "Mopac Police"], "there is no organization 'Mopac Police' on file"),
        (["--owner", "MOPACK"], "Did you mean 'MOPAC'?"),
        ([], "--owner MPS"),
        (["--owner", "MPS", "--as-of", "2022-06-23"], "The first is of 24 June 2022."),
        (["--owner", "MPS", "--as-of", "June"], "'June' is no day. Write YYYY-MM-DD."),
        (["--owner", "MPS", "--since", "2022-13-01"], "'2022-13-01' is no day."),
        (["--owner", "MPS", "--since", "2024-01-01"], "is after the day asked of, 31 August 2023"),
        (["--style", "annex", "--since", "2024-01-01"], "is after the day asked of"),
        (["--owner", "MPS", "--style", "annexe"], "Did you mean 'annex'?"),
        (["--owner", "MPS", "--format", "doc"], "Did you mean 'docx'?"),
    ],
)
def test_what_cannot_be_written_is_said(arguments: list[str], says: str, govgraph: Call) -> None:
    """A wrong name, day or choice is one line with what to do, and exit code 2."""
    result = govgraph("letter", *arguments)
    assert (result.code, result.out) == (2, "")
    assert says in result.err
    assert result.err.count("\n") == 1


def test_an_owner_without_actions_is_told_so(tmp_path: Path, govgraph: Call) -> None:
    """Nothing is asked of whom no record gives an action; that is no error, in any format."""
    says = "The records on file give CPS no numbered action and name it as lead for none."
    result = govgraph("letter", "--owner", "CPS")
    assert result.code == 0
    assert says in result.out
    assert "Dear" not in result.out
    result = govgraph("letter", "--owner", "CPS", "--format", "csv")
    assert (result.code, result.out) == (0, ",".join(COLUMNS) + "\r\n")
    assert says in result.err
    target = tmp_path / "letter.docx"
    assert govgraph("letter", "--owner", "CPS", "-o", target).code == 0
    assert says in "\n".join(p.text for p in docx.Document(str(target)).paragraphs)


def test_an_owner_not_known_on_the_day_has_no_actions(govgraph: Call) -> None:
    """An organization that only later records name is known by name, and had no action then."""
    result = govgraph(
        "letter", "--owner", "victims' commissioner's office", "--as-of", "2022-06-24"
    )
    assert result.code == 0
    assert "give the Victims' Commissioner's office no numbered action" in result.out


def test_without_the_library_docx_says_how_to_install_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """Without python-docx a document is refused, with the way to it; a page is written."""
    monkeypatch.setitem(sys.modules, "docx", None)
    target = tmp_path / "letter.docx"
    result = govgraph("letter", "--owner", "MPS", "-o", target)
    assert result.code == 2
    assert "pip install 'govgraph[office]'" in result.err
    assert not list(tmp_path.iterdir())
    assert govgraph("letter", "--owner", "MPS", "-o", tmp_path / "letter.html").code == 0


def test_a_board_without_records_has_no_letter(govgraph: Call) -> None:
    """With no record on file there is no day to ask of."""
    result = govgraph("-C", BOARDS / "empty", "letter", "--style", "annex")
    assert (result.code, result.err) == (2, "govgraph: no record is on file.\n")


def test_help_says_what_it_does_and_shows_it(govgraph: Call) -> None:
    """The command's help has examples, and says that it asks."""
    result = govgraph("letter", "--help")
    assert "govgraph letter --owner MPS -o letter.docx" in result.out
    assert "It asks;" in result.out


def test_owners_and_days_are_completed() -> None:
    """Tab offers the organizations that actions are given to, and the days of records."""
    from govgraph.cli.common import Settings
    from govgraph.cli.letter import command

    settings = Settings()
    settings.folder = ROOT
    context = click.Context(command, obj=settings)
    offered = {}
    for parameter in command.params:
        if parameter.name in ("owner", "as_of", "style"):
            found = parameter.shell_complete(context, "")
            offered[parameter.name] = [item.value for item in found]
    assert {"MPS", "MOPAC", "Victims' Commissioner's office"} == set(offered["owner"])
    assert offered["as_of"][0] == "2022-06-24"
    assert offered["style"] == ["letter", "annex"]


def test_a_letter_is_light() -> None:
    """A letter in Markdown imports no validator, no rdflib and nothing that writes documents."""
    heavy = "{'rdflib', 'pyshacl', 'networkx', 'docx', 'lxml', 'zipfile'}"
    code = (
        "import sys\nfrom govgraph.cli import run\ncode = run(['letter', '--owner', 'MPS'])\n"
        f"sys.exit(str({heavy} & set(sys.modules)) if {heavy} & set(sys.modules) else code)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr


def test_actions_of_nobody_are_counted_and_named() -> None:
    """What no record gives to anybody is in no letter, and whoever signs is told so."""
    for owner in ("MPS", "MOPAC"):
        assert told("shipped", owner, "2022-06-24").unowned == ("2022-06-24/15",)
        # The letter of July names a lead for it.
        assert told("shipped", owner, "2022-10-14").unowned == ()
        (line,) = aside(owner, "2023-02-10")["In no letter"]
        assert line.endswith("and so stands in no letter: Action 8 of 10 February 2023.")
    asked = told("shipped", "MPS", "2023-02-10")
    shown = as_page(asked._replace(of_nobody=asked.commitments[:1], unowned=()))
    (lines,) = (a.lines for a in shown.signatory if a.title == "In no letter")
    assert lines[0].startswith("A commitment without a number that names nobody: “We agreed that")


def test_a_post_is_told_as_it_was_held_on_the_day() -> None:
    """In July 2022 the Commissioner's post was in acting hands; in October it was not."""
    by_record: dict[str, set[str]] = {}
    for said in told("shipped", "MPS", "2023-08-31").commitments:
        posts = by_record.setdefault(said.record, set())
        posts |= {who for who in (said.speaker, said.addressee) if who and "Commissioner" in who}
    assert by_record["2022-07-20-letter"] == {"the Acting Commissioner"}
    assert by_record["2022-10-14-minutes"] == {"the Deputy Commissioner"}
    assert by_record["2023-02-10-minutes"] == {"the Commissioner"}


def test_what_is_completed_has_no_days_counted_and_no_silence() -> None:
    """A timing that was met is not counted from, and nobody has to speak of it again."""
    entries = [e for b in page("shipped", "MPS", "2023-08-31").blocks for e in b.entries]
    (done,) = (e for e in entries if e.section == "completed")
    assert [t.text.partition(":")[0] for t in done.timings] == ["Minutes", "Letter of 20 July 2022"]
    assert done.silence == ""


def test_one_last_day_counts_in_every_paper(govgraph: Call) -> None:
    """Of two last days the later counts, with its record; days that are read say so."""
    entries = [e for b in page("shipped", "MPS", "2023-02-10").blocks for e in b.entries]
    croydon = next(e for e in entries if e.name == "2022-06-24/1")
    counted = "Last day 30 November 2022 (the later of those given: minutes), 72 days before"
    assert croydon.timings[-1].text.startswith(counted)
    log = " ".join(govgraph("log", "--as-of", "2023-02-10").out.split())
    assert (
        '72 days since 30 November 2022, the last day of "autumn", the later of the days given'
        " (minutes of 24 June 2022) [reading]." in log
    )
    assert "(minutes of 24 June 2022, for discussion, to 30 November 2022 [reading])" in log
    agenda = " ".join(govgraph("agenda", "--next", "2023-02-20").out.split())
    assert (
        "82 days from 30 November 2022 (the later of the last days given; reading) to the meeting."
        in agenda
    )
    moved = " ".join(govgraph("diff", "--from", "2022-06-24", "--to", "2022-07-20").out.split())
    assert "earlier (30 November 2022 [reading], now 31 October 2022)" in moved


def test_a_future_day_is_told_with_that_of_the_last_record() -> None:
    """As of a day after all records, the letter says of when the last one is."""
    assert (
        "up to 1 January 2030 (the last is of 31 August 2023)"
        in page("shipped", "MPS", "2030-01-01").draft
    )
