"""What is of the right kind and is contradicted by the words beside it, on the invented boards."""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.validate import validate
from govgraph.validate.deadlines import range_of
from govgraph.validate.statuses import denial
from tests.conftest import BOARDS
from tests.mistakes import Board, Spoil, add, block, change, made, read, with_mistakes

HARBOUR, LIBRARY = read(BOARDS / "harbour"), read(BOARDS / "library")
APRIL, OCTOBER = "2031-04-10-minutes", "2031-10-09-minutes"
MARCH, MAY, SEPTEMBER = "2031-03-04-minutes", "2031-05-20-minutes", "2031-09-16-minutes"
DECEMBER = "2031-12-02-minutes"
STATEMENT = ":statement-1"
VICE, CHAIR = (
    ":holding-ivar-dunmore-town-council-library-committee-vice-chair",
    "library-committee-chair",
)
COUNCIL = "organization:town-council"
MASTER = "role:wht-harbour-master"
MEETING = "meeting:2031-07-08-quay-and-channel"
FIRST_OF_APRIL = 'gov:dueFrom "2031-04-01"^^xsd:date'


def omit(file: str, node: str) -> Spoil:
    """Take a node away; what refers to it refers to nothing."""

    def spoil(board: Board) -> None:
        before, _, after = block(board, file, node)
        board[f"data/{file}.ttl"] = before + after.lstrip("\n")

    return spoil


# The rule, the slips, and words of its message that say what to write.
MISTAKES: list[tuple[str, Board, list[Spoil], str]] = [
    (
        "GG480",
        HARBOUR,
        [change(MARCH, STATEMENT, "2031-04-30", "2031-04-03")],
        "The words say 'by 30 April 2031': write gov:dueBy \"2031-04-30\"^^xsd:date.",
    ),
    (
        "GG480",
        HARBOUR,
        [
            change(MARCH, STATEMENT, 'dueText "by 30 April', 'dueText "April'),
            change(MARCH, STATEMENT, 'gov:dueBy "', f'{FIRST_OF_APRIL} ;\n    gov:dueBy "'),
        ],
        "The words say 'by 30 April 2031': take gov:dueFrom away.",
    ),
    (
        "GG362",
        LIBRARY,
        [change(APRIL, VICE, "library-committee-vice-chair ;", f"{CHAIR} ;")],
        "The quoted words print another office: did you mean 'role:town",
    ),
    (
        "GG481",
        LIBRARY,
        [change(OCTOBER, ":event-not-printed", "m3104:action-2", "m3104:action-4")],
        "Did you mean 'record:2031-04-10-minutes#action-2' (Leaflet on the home delivery round)?",
    ),
    (
        "GG482",
        HARBOUR,
        [change(MAY, ":event-report-received", "m3103:action-1", "m3103:action-3")],
        "Did you mean 'record:2031-03-04-minutes#action-1' (Report on the repair of the east quay",
    ),
    (
        "GG483",
        HARBOUR,
        [change(SEPTEMBER, ":event-not-yet-reached", "m3105:action-2", ":action-1")],
        "Did you mean 'record:2031-05-20-minutes#action-2' (Readings of the tide gauge)?",
    ),
    (
        "GG484",
        LIBRARY,
        [change(OCTOBER, ":event-not-printed", "gov:notDelivered", "gov:completed")],
        "The words say 'had not been printed': write gov:toStatus gov:notDelivered",
    ),
    (
        "GG485",
        HARBOUR,
        [change(MARCH, ":present-piet-aldous", "organization:dwc", "organization:wht")],
        "is 'Dock Works Company (DWC)': write gov:listedUnder organization:dwc.",
    ),
    (
        "GG486",
        HARBOUR,
        [change("meetings", MEETING, 'heldOn "2031-07-08"', 'heldOn "2031-08-07"')],
        'The quoted words, the identifier and the label say 8 July 2031: write gov:heldOn "2031-07',
    ),
    (
        "GG486",
        LIBRARY,
        [change(OCTOBER, f"record:{OCTOBER}", "9 October", "10 October")],
        'say 9 October 2031: write "Minutes of 9 October 2031".',
    ),
    (
        "GG487",
        HARBOUR,
        [change("roles", "role:wht-harbour-master", "Harbour Master", "Harbour\u00a0Master")],
        'It has a no-break space: write skos:prefLabel "Harbour Master"@en.',
    ),
    (
        "GG487",
        HARBOUR,
        [change(MARCH, STATEMENT, 'leadText "DWC"', 'leadText "DWC "')],
        'It has a blank after its last word: write gov:leadText "DWC".',
    ),
    (
        "GG487",
        LIBRARY,
        [change("organizations", COUNCIL, '"Town Council"', '"Town Council\\u200b"')],
        'It has a character that is not seen: write skos:prefLabel "',
    ),
    (
        "GG489",
        HARBOUR,
        [
            change(MARCH, ":action-1", "ownerOrganization organization:dwc", f"ownerRole {MASTER}"),
            change(MARCH, STATEMENT, 'leadText "DWC"', 'leadText "Harbour Master"'),
        ],
        "The sentence begins 'DWC to': write gov:ownerOrganization organization:dwc.",
    ),
    (
        "GG488",
        HARBOUR,
        [omit(DECEMBER, ":p2.1")],
        "It is line 23 of 2031-12-02-minutes.txt: '2.1 Two deep vessels had waited for the tide",
    ),
    (
        "GG488",
        HARBOUR,
        [omit(DECEMBER, ":q-present-osric-tane")],
        "It is line 7 of 2031-12-02-minutes.txt: 'Osric Tane, Harbour Master'",
    ),
    (
        "GG488",
        HARBOUR,
        [omit(DECEMBER, node) for node in (":p1.1", ":p2.1", ":p2.2")],
        "'1.1 The minutes of 16 September 2031 were agreed.', and 2 more paragraphs below it",
    ),
]


@pytest.mark.parametrize(
    ("code", "board", "spoils", "says"),
    MISTAKES,
    ids=[f"{n}-{m[0]}" for n, m in enumerate(MISTAKES)],
)
def test_a_slip_is_told_with_what_to_write(
    code: str, board: Board, spoils: list[Spoil], says: str, tmp_path: Path
) -> None:
    """The rule finds the slip, and its message names what was most likely meant."""
    findings = validate(made(tmp_path, with_mistakes(board, spoils)))
    assert any(f.code == code and says in f.message for f in findings), findings


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("by 15 December 2023", None, "2023-12-15"),
        ("by Friday, the 15th of December", None, "-12-15"),
        ("before December 15, 2023", None, "2023-12-15"),
        ("15 Dec 2023", None, "2023-12-15"),
        ("no later than noon on 2023-12-15", None, "2023-12-15"),
        ("from 1 May", "-05-01", None),
        ("3–5 May 2030", "2030-05-03", "2030-05-05"),
        ("between 28 April and 3 May 2030", "2030-04-28", "2030-05-03"),
        ("28 December to 3 January 2030", "-12-28", "2030-01-03"),
        ("two weeks before the meeting on 15 December 2023", None, None),
        ("at the meeting of 3 May", None, None),
        ("October 2022", None, None),
    ],
)
def test_days_are_read_out_of_timing_words(words: str, first: str | None, last: str | None) -> None:
    """Words that give a day give that day; from which another is to be reckoned give none."""
    read_out = tuple(day and day.year + day.day for day in range_of(words))
    assert read_out == (first, last)


@pytest.mark.parametrize(
    ("words", "status", "told"),
    [
        ("The Chair noted that the plan had not yet been received.", "completed", True),
        ("The plan hadn't been sent.", "delivered", True),
        ("The plan was not ready, because the printer had closed.", "delivered", True),
        ("The plan had been received.", "notDelivered", True),
        ("The plan was now published.", "outstanding", True),
        ("The plan had not been expected, but was sent.", "delivered", False),
        ("The plan had been sent, and its annex was awaited.", "notDelivered", False),
        ("Only half of the plan was published.", "notDelivered", False),
        ("The plan had not been received.", "notDelivered", False),
        ("The plan had not been finished.", "inProgress", False),
    ],
)
def test_words_deny_a_status_only_where_nothing_else_is_said(
    words: str, status: str, told: bool
) -> None:
    """Words that say both, or half, are for a reader."""
    assert (denial(words, status) is not None) is told


def test_a_note_may_have_lines_and_paragraphs(tmp_path: Path) -> None:
    """Only names and other short texts are held to single blanks."""
    note = 'skos:editorialNote "One line,  and:\\u00a0another.\\n\\nA paragraph."@en'
    board = with_mistakes(HARBOUR, [add("roles", "role:wht-clerk", note)])
    assert "GG487" not in {f.code for f in validate(made(tmp_path, board))}
