"""The rules of what stands around a statement, on the invented library.

A heading above an entry, a year beside a month, a name in a passage: each mistake is the smallest
that breaks its rule.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import NamedNode

from govgraph.validate import validate
from govgraph.validate.dates import prints
from govgraph.validate.headings import says
from govgraph.validate.speakers import Names, named
from tests.conftest import BOARDS
from tests.engines import assert_engines_agree, many
from tests.mistakes import (
    Board,
    Mistake,
    Spoil,
    add,
    append,
    change,
    codes,
    drop,
    made,
    read,
    with_mistakes,
)

BASE = "https://example.org/library/"
LIBRARY = read(BOARDS / "library")
FIRST, LETTER, LAST = "2031-04-10-minutes", "2031-05-06-letter", "2031-10-09-minutes"
APRIL = "meeting:2031-04-10-library-committee"
TREASURER, OAKHURST = ":apology-anais-lovgren", ":present-renee-oakhurst"
BACK, RISK, SURVEY = ":figure-came-back", ":risk-flooding", "document:loan-survey"
LIBRARIAN, CHAIR = "library-service-head-librarian", "town-council-library-committee-chair"

VISITORS_MENTIONED = """:mention-visitors
    a gov:Mention ;
    gov:mentions m3104:action-3 ;
    gov:inPassage :p4-2 ;
    gov:basis gov:stated ;
    gov:confidence gov:certain ;
    gov:evidence :p4-2 ."""
PRESENT = [
    change(FIRST, APRIL, f"gov:hasApology {TREASURER}", f"gov:hasPresence {TREASURER}"),
    change(FIRST, TREASURER, "gov:Apology", "gov:Presence"),
]
STATED = [
    drop(LAST, OAKHURST, "gov:rationale"),
    change(LAST, OAKHURST, "gov:editorInferred", "gov:stated"),
    change(LAST, OAKHURST, "gov:probable", "gov:certain"),
]
SWAPPED = [
    change(LAST, ":p4-2", "gov:order 6", "gov:order 7"),
    change(LAST, ":p4-3", "gov:order 7", "gov:order 6"),
]


def published(board: Board) -> None:
    """Let a source state its day of publication, and its record not."""
    name, record = f"sources/{LETTER}.txt", f"data/{LETTER}.ttl"
    was = sha256(board[name].encode()).hexdigest()
    board[name] += "Publication date: 7 May 2031\n"
    board[record] = board[record].replace(was, sha256(board[name].encode()).hexdigest())


MISTAKES: list[Mistake] = [
    ("GG280", [append(LAST, VISITORS_MENTIONED)]),
    ("GG281", [change("documents", SURVEY, "gov:documentSurvey", "gov:documentLetter")]),
    ("GG281", [change("documents", SURVEY, "gov:documentSurvey", "gov:documentMinutes")]),
    ("GG282", [append("people", 'person:zoe\n    a gov:Person ;\n    skos:prefLabel "Zoë" .')]),
    ("GG330", PRESENT),
    ("GG330", STATED),
    ("GG331", [add(FIRST, ":statement-1", 'gov:leadHeading "Who"')]),
    ("GG331", [change(LETTER, ":statement-2", 'dueHeading "When"', 'dueHeading "Due"')]),
    ("GG332", [change(FIRST, ":statement-1", 'Text "by 30 April 2031"', 'Text "by 30 April"')]),
    ("GG332", [change(LETTER, ":statement-2", 'dueText "July 2031"', 'dueText "2031"')]),
    ("GG333", [add(FIRST, f"record:{FIRST}", 'gov:publishedOn "2031-04-11"^^xsd:date')]),
    ("GG338", [published]),
    ("GG334", [change(LAST, BACK, LIBRARIAN, CHAIR)]),
    ("GG335", SWAPPED),
    ("GG336", [change(LAST, RISK, "document:risk-register", SURVEY)]),
    ("GG337", [add("people", "person:soren-pike", 'skos:editorialNote "soren@example.org"@en')]),
    ("GG337", [add("people", "person:soren-pike", "skos:note <mailto:soren@example.org>")]),
    ("GG337", [add("people", "person:soren-pike", "skos:note <tel:+4700000000>")]),
]


@pytest.mark.parametrize(
    ("code", "spoils"), MISTAKES, ids=[f"{n}-{code}" for n, (code, _) in enumerate(MISTAKES)]
)
def test_a_mistake_breaks_its_rule_and_no_other(
    code: str, spoils: list[Spoil], tmp_path: Path
) -> None:
    """Each rule finds the smallest mistake that it is there for, and nothing else is reported."""
    board = with_mistakes(LIBRARY, spoils)
    findings = validate(made(tmp_path, board))
    assert codes(findings) == {code}, findings


SOUND = {
    "an action mentioned where its topic is": [
        append(LAST, VISITORS_MENTIONED.replace(":p4-2", ":p4-1")),
    ],
    "an action mentioned where a narrower topic is": [
        append(LAST, VISITORS_MENTIONED),
        change(FIRST, ":action-3", "topic:visitors", "topic:services"),
        change(LAST, ":p4-2", "topic:services", "topic:home-delivery"),
    ],
    "an action mentioned elsewhere, as an editor reads it": [
        append(LAST, VISITORS_MENTIONED.replace("gov:stated", "gov:editorInferred")),
    ],
    "a letter that is known by mention": [
        change("documents", SURVEY, "gov:documentSurvey", "gov:documentLetter"),
        add("documents", SURVEY, "gov:knownByMention true"),
    ],
    "a day of publication that the title prints": [
        add(FIRST, f"record:{FIRST}", 'gov:publishedOn "2031-04-10"^^xsd:date')
    ],
    "an organization of which an office is named": [
        change(LAST, BACK, f"role:{LIBRARIAN}", "organization:library-service")
    ],
    "an office that an editor's reason names": [
        change(LAST, BACK, LIBRARIAN, CHAIR),
        add(LAST, BACK, 'gov:rationale "She is read as the Chair."'),
    ],
    "an office by the title that a list prints": [
        change("roles", f"role:{LIBRARIAN}", '"Head Librarian"', '"Librarian of Vallmoor"')
    ],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_in_order_is_left_alone(name: str, tmp_path: Path) -> None:
    """A rule does not find what only looks like its mistake."""
    board = with_mistakes(LIBRARY, SOUND[name])
    assert not codes(validate(made(tmp_path, board))) & {code for code, _ in MISTAKES}


@many
def test_both_engines_find_the_same() -> None:
    """A shape of these rules means to any SHACL engine what it means here."""
    assert_engines_agree(LIBRARY, MISTAKES, BASE)


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        ("Publication date: Friday 24 June 2022", "2022-06-24", True),
        ("published on June 24th, 2022", "2022-06-24", True),
        ("published on the 24th of June 2022", "2022-06-24", True),
        ("24/06/2022", "2022-06-24", True),
        ("2022-06-24T09:00", "2022-06-24", True),
        ("24 June 2022", "2022-06-04", False),
        ("4 June 2022", "2022-06-24", False),
        ("24 July 2022", "2022-06-24", False),
        ("24 June", "2022-06-24", False),
        ("24 June 2022", "24 June", True),
    ],
)
def test_a_day_is_printed_in_one_of_several_ways(text: str, day: str, expected: bool) -> None:
    """A day counts as printed with its date, month and year; no day at all is for a shape."""
    assert prints(text, day) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Deputy Mayor noted the paper.", {"deputy"}),
        ("The Mayor's priority, the Deputy Mayor said.", {"mayor", "deputy"}),
        ("The Met would advise.", {"police"}),
        ("It was met in a manner of its own.", set()),
    ],
)
def test_the_longest_name_counts(text: str, expected: set[str]) -> None:
    """A Deputy Mayor is no Mayor, and a body is not named by a word in small letters."""
    labels = {"mayor": {"Mayor"}, "deputy": {"Deputy Mayor"}, "police": {"Met", "MPS", ""}}
    names = {NamedNode(f"x:{thing}"): given for thing, given in labels.items()}
    assert {node.value[2:] for node in named(text, names)} == expected


def test_names_are_found_by_their_words_as_one_by_one() -> None:
    """Names that are looked up by their words are those that a look for each name finds."""
    rng = Random(6)

    def made(most: int) -> str:
        words = (
            rng.choice(["ann", "Ann", "é", "o_x", "x", "2"]) for _ in range(rng.randint(0, most))
        )
        return "".join(word + rng.choice([" ", "", "-", ". ", " ("]) for word in words).strip()

    found = 0
    for _ in range(300):
        names = {NamedNode(f"x:{i}"): {made(3) for _ in range(2)} for i in range(8)}
        index = Names(names)
        for text in (made(6), made(12)):
            assert index.named(text) == named(text, names)
            found += len(named(text, names))
    assert found > 300


@pytest.mark.parametrize(
    ("before", "line", "apology", "expected"),
    [
        ("Present\nTown Council\n", "Ada Byrne, Clerk", False, True),
        ("Present\nTown Council\n", "Ada Byrne, Clerk", True, False),
        ("Present\nNoor Pike\nApologies for absence\n", "Ada Byrne, Clerk", True, True),
        ("Present\nNoor Pike\nApologies for absence\n", "Ada Byrne, Clerk", False, False),
        ("Apologies: Noor Pike. In attendance: ", "Ada Byrne", False, True),
        ("Members\n", "Ada Byrne (apologies)", True, True),
        ("Members\n", "Ada Byrne (apologies)", False, False),
        ("Not present: ", "Ada Byrne", False, False),
        ("# Town Council\n", "Ada Byrne, Clerk", False, False),
    ],
)
def test_the_last_heading_counts(before: str, line: str, apology: bool, expected: bool) -> None:
    """Who was there is said by the heading above, and who was not by that or the line itself."""
    assert says(before, line, apology) is expected
