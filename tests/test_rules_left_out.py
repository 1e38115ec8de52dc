"""The rules that mutants of real records asked for, on the invented library.

What is left out though the statements around it have it, and what rests on words that speak of
something else: each mistake is the smallest that breaks its rule.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.validate import validate
from govgraph.validate.left_out import ends_a_month
from govgraph.validate.spelling import neighbours
from tests.conftest import BOARDS
from tests.engines import assert_engines_agree, many
from tests.mistakes import (
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
DECISION, ACTION, STATEMENT = ":decision-hall-at-nine", ":action-1", ":statement-1"
COUNCIL, SERVICE = "organization:town-council", "organization:library-service"
SECRETARY = "role:friends-of-the-library-secretary"
FRIENDS = "organization:friends-of-the-library"
HOLDING = ":holding-anais-lovgren-friends-of-the-library-treasurer"
REFERENCE = "<http://purl.org/dc/terms/identifier>"
LINK, CARRIED = ":link-action-1", ":continuation-card"
NOTE = 'skos:editorialNote "Asked for by the Chair."@en'

TOWN_COUNCIL = "https://example.org/library/organization/town-council"
SECRETARY = "role:friends-of-the-library-secretary"
MENTION = """:mention-added
    a gov:Mention ;
    gov:mentions {} ;
    gov:inPassage :p1-1 ;
    gov:basis gov:stated ;
    gov:confidence gov:certain ;
    gov:evidence :p1-1 ."""
DIFFERENCE = """:discrepancy-leaflet
    a gov:Discrepancy ;
    gov:aspect gov:aspectTiming ;
    gov:between m3104:p-action-2 ;
    gov:between :row-2 ;
    gov:earlierValue "by the end of June 2031" ;
    gov:laterValue "July 2031" ;
    gov:basis gov:editorInferred ;
    gov:confidence gov:probable ;
    gov:rationale "Both word the same action." ;
    gov:evidence m3104:p-action-2 ;
    gov:evidence :row-2 ."""

GUILD = """organization:reading-councyl
    a gov:Organization ;
    skos:prefLabel "Reading Council"@en ."""

MISTAKES: list[Mistake] = [
    ("GG340", [drop(LAST, STATEMENT, "gov:dueKind")]),
    ("GG341", [drop(LETTER, ":statement-3", "gov:leadHeading")]),
    ("GG341", [drop(LETTER, ":statement-2", "gov:dueHeading")]),
    ("GG342", [drop(LAST, DECISION, "gov:attributedTo")]),
    ("GG343", [change(LAST, ACTION, "gov:arisesFrom :item-3", "gov:arisesFrom :item-2")]),
    ("GG344", [drop(LETTER, ":statement-3", "gov:restates")]),
    ("GG345", [drop(LETTER, ":statement-4", "gov:forDiscussionAt")]),
    ("GG345", [change(LETTER, ":statement-4", "friends-forum", "library-committee")]),
    (
        "GG345",
        [
            add(LETTER, ":statement-2", "gov:forDiscussionAt forum:library-committee"),
            change(LETTER, ":statement-2", "gov:forDelivery", "gov:forDiscussion"),
        ],
    ),
    ("GG346", [change("documents", "document:loan-survey", '"Loan Survey"', '"Lending Survey"')]),
    ("GG347", [drop("holdings", ":library-committee", f"gov:holds record:{LAST}")]),
    ("GG348", [append(LAST, MENTION.format(":item-1"))]),
    ("GG349", [append(LETTER, DIFFERENCE)]),
    ("GG350", [drop("organizations", SERVICE, "gov:headRole")]),
    ("GG351", [add(LAST, ACTION, f"gov:recipientOrganization {FRIENDS}")]),
    ("GG351", [change(LAST, DECISION, SERVICE, FRIENDS)]),
    ("GG352", [change(LAST, STATEMENT, 'leadText "Library Service"', 'leadText "Library"')]),
    ("GG353", [change("holdings", ":library-committee", "m:library-committee", "m:friends-forum")]),
    ("GG354", [change("organizations", COUNCIL, "skos:altLabel", "skos:altLable")]),
    ("GG354", [change("topics", "topic:scheme", "dcterms:license", "dcterms:licence")]),
    ("GG355", [change("topics", "topic:visitors", '"Visitors"@en', '"Visitors"')]),
    ("GG356", [add("roles", SECRETARY, 'skos:altLabel "Head Librarian"@en')]),
    (
        "GG356",
        [
            add("organizations", COUNCIL, NOTE),
            add("organizations", SERVICE, NOTE),
            add("organizations", SERVICE, 'skos:editorialNote "As the letter prints it."@en'),
        ],
    ),
    ("GG357", [drop(LAST, ":present-zoe-marchetti", "gov:titleAsPrinted")]),
    ("GG358", [change(LAST, ACTION, "Rosehill branch", "Rosehill bramch")]),
    ("GG358", [change(LAST, ":link-action-1", "is not said", "is nos said")]),
    ("GG358", [change(LAST, ":link-action-1", "same lift", "same lixt")]),
    ("GG442", [append("organizations", GUILD)]),
    ("GG430", [drop(LAST, LINK, "gov:evidence m3104")]),
    ("GG430", [drop(LAST, CARRIED, "gov:evidence :p4-4")]),
    ("GG431", [add(LAST, LINK, "gov:evidence :p4-4")]),
    ("GG432", [drop(LAST, ":discrepancy-card", "gov:evidence :p4-4")]),
    ("GG434", [change(LETTER, f"record:{LETTER}", ":q-title", ":q-sender")]),
    ("GG435", [add(LETTER, f"record:{LETTER}", f'{REFERENCE} "6 May 2031"@en')]),
    ("GG438", [change(LAST, ":approval-of-minutes", ":p1-1", ":p4-4")]),
    ("GG439", [drop(LAST, ":p4-4", "gov:inItem")]),
    ("GG439", [change(LAST, ":p2-1", "gov:inItem :item-2", "gov:inItem m3104:item-2")]),
    ("GG440", [drop(LAST, ":q-not-printed", "gov:inPassage")]),
    ("GG440", [drop(LAST, ":abbreviation-wla", "gov:inPassage")]),
    ("GG441", [drop(FIRST, ":p-action-2", "gov:locator")]),
    ("GG451", [drop(LAST, ":item-2", "gov:itemNumber")]),
    ("GG452", [change(LAST, ":present-zoe-marchetti", COUNCIL, FRIENDS)]),
    ("GG359", [change(LETTER, ":statement-2", "2031-07-31", "2031-07-30")]),
    ("GG359", [change(LETTER, ":statement-2", "2031-07-01", "2031-07-02")]),
    ("GG359", [drop(LETTER, ":statement-2", "gov:dueFrom")]),
    ("GG359", [drop(LETTER, ":statement-2", "gov:dueBy")]),
    ("GG360", [change(LETTER, ":event-completed-1", "m3104:action-1", "m3104:action-3")]),
    ("GG360", [change(LAST, ":link-action-1", "m3104:action-1", "m3104:action-3")]),
    ("GG361", [append(LAST, MENTION.format("meeting:2031-10-09-library-committee"))]),
    ("GG362", [change(LAST, HOLDING, "2031-10-09", "2031-10-08")]),
    ("GG363", [add("organizations", COUNCIL, 'gov:abbreviation "VTC"')]),
    ("GG364", [drop(LAST, ":target-came-back", "gov:unit")]),
    ("GG365", [drop(LAST, ":figure-waiting-list-in-may", "gov:asOf ")]),
    ("GG364", [change(LAST, ":target-came-back", '"per cent"', '"pr cent"')]),
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
    "a party that an editor's note names": [
        add(LAST, ACTION, f"gov:recipientOrganization {FRIENDS}"),
        add(LAST, ACTION, 'skos:editorialNote "For the Friends, who had asked."@en'),
    ],
    "a meeting of the month that is printed": [
        append(LAST, MENTION.format("meeting:2031-04-10-library-committee"))
    ],
    "a difference that names its action": [
        append(
            LETTER,
            DIFFERENCE.replace(
                "gov:between :row-2", "gov:concerns m3104:action-2 ;\n    gov:between :row-2"
            ),
        ),
    ],
    "a paragraph that speaks of both actions of a link": [
        add(LAST, LINK, "gov:evidence :p3-1"),
    ],
    "a reference that the letter prints": [
        add(LETTER, f"record:{LETTER}", f'{REFERENCE} "6 May 2031"'),
    ],
    "one note that is true of two": [
        add("organizations", COUNCIL, NOTE),
        add("organizations", SERVICE, NOTE),
    ],
    "an inflection, a short form and a short name": [
        add("organizations", COUNCIL, 'skos:note "Ann Ede printed the WLB, and prints it."@en'),
    ],
    "a form that a record prints in another case": [
        add("organizations", FRIENDS, 'skos:hiddenLabel "the friends"@en')
    ],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_in_order_is_left_alone(name: str, tmp_path: Path) -> None:
    """A rule does not find what only looks like its mistake."""
    board = with_mistakes(LIBRARY, SOUND[name])
    assert not codes(validate(made(tmp_path, board))) & {code for code, _ in MISTAKES}


@many
def test_both_engines_find_the_same() -> None:
    """A sh:sparql constraint of these rules means to any SHACL engine what it means here."""
    assert_engines_agree(LIBRARY, MISTAKES, BASE)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("bramch", "branch", True),
        ("libary", "library", True),
        ("coucnil", "council", True),
        ("commmittee", "committee", True),
        ("organise", "organize", False),
        ("meetings", "meeting", False),
        ("invited", "invites", False),
        ("giving", "living", False),
        ("differ", "differ", False),
    ],
)
def test_an_inflection_is_no_slip(one: str, other: str, expected: bool) -> None:
    """A word is nearly another by one slip between its first letter and its ending."""
    assert (other in set(neighbours(one))) is expected


@pytest.mark.parametrize(
    ("day", "expected"),
    [("2024-02-29", True), ("2023-02-28", True), ("2024-02-28", False), ("2031-02-30", True)],
)
def test_a_month_has_its_own_last_day(day: str, expected: bool) -> None:
    """Leap years count, and what is no day at all is for a shape."""
    assert ends_a_month(day) is expected
