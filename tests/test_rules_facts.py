"""The rules of what a record holds besides actions, on the invented library.

Each mistake is the smallest that breaks its rule. Rules of common things, such as labels and
evidence, are tried here on the classes that the parish of ``test_validate`` does not have.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.names import GOV
from govgraph.validate import validate
from govgraph.validate.figures import bears_out, states
from govgraph.validate.naming import names
from govgraph.workspace import find_workspace
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
APRIL, OCTOBER = (f"meeting:2031-{day}-library-committee" for day in ("04-10", "10-09"))
DECISION, APPROVAL, RISK = ":decision-hall-at-nine", ":approval-of-minutes", ":risk-flooding"
BACK, TARGET, BRANCHES = ":figure-came-back", ":target-came-back", ":figure-branches"
MAY, NOW, WLA = ":figure-waiting-list-in-may", ":figure-waiting-list", ":abbreviation-wla"
CARD, AGAIN, UPDATED = ":discrepancy-card", ":continuation-card", ":event-some-updated"
SURVEY, HEARD = "document:loan-survey", ":statement-4"


ANOTHER_APPROVAL = """:approval-again
    a gov:MinutesApproval ;
    gov:approves MEETING ;
    gov:approvedAt meeting:2031-10-09-library-committee ;
    gov:outcome gov:agreed ;
    gov:evidence :p1-1 ."""
WRONG_WAY_ROUND = """:approval-of-minutes
    a gov:MinutesApproval ;
    gov:approves meeting:2031-10-09-library-committee ;
    gov:approvedAt meeting:2031-04-10-library-committee ;
    gov:outcome gov:agreed ;
    gov:evidence :p1-1 ."""
APPROVAL_OF_NOTHING = ANOTHER_APPROVAL.replace("    gov:approves MEETING ;\n", "")
ANOTHER_DOCUMENT = """document:loan-rules
    a gov:Document ;
    skos:prefLabel "Loan rules"@en ;
    gov:documentKind gov:documentPolicy ."""
ANOTHER_FORM = """:abbreviation-wla-again
    a gov:Abbreviation ;
    gov:shortForm "WLA" ;
    gov:longForm "waiting list" ;
    gov:inPassage :p4-1 ;
    gov:evidence :q-waiting-list ."""
ONE_OF_SOME = """:event-3-updated
    a gov:StatusEvent ;
    gov:statusOf m3104:action-3 ;
    gov:toStatus gov:updated ;
    gov:reportedIn record:2031-10-09-minutes ;
    gov:basis gov:stated ;
    gov:confidence gov:certain ;
    gov:evidence :p4-5 ."""
ANOTHER_TOPIC = """topic:cards
    a gov:Topic ;
    skos:prefLabel "Cards"@en ;
    skos:definition "Cards of thanks."@en ;
    skos:inScheme topic:scheme ."""

MISTAKES: list[Mistake] = [
    # Terms, labels, evidence and basis
    ("GG001", [add(LAST, DECISION, "gov:adressedTo organization:library-service")]),
    ("GG004", [add(LAST, RISK, "gov:outcome gov:agreed")]),
    ("GG010", [drop(LAST, DECISION, "skos:prefLabel")]),
    ("GG010", [drop(LAST, RISK, "skos:prefLabel")]),
    ("GG010", [change("documents", SURVEY, '"Loan Survey"@en', '""')]),
    ("GG011", [add("topics", "topic:visitors", 'skos:prefLabel "Readers who come"@en')]),
    ("GG012", [add(LAST, RISK, 'skos:prefLabel "Library"')]),
    ("GG015", [drop(LAST, DECISION, "gov:evidence")]),
    ("GG015", [drop(LAST, BACK, "gov:evidence")]),
    ("GG015", [drop(LAST, TARGET, "gov:evidence")]),
    ("GG015", [drop(LAST, APPROVAL, "gov:evidence")]),
    ("GG015", [drop(LAST, RISK, "gov:evidence")]),
    ("GG015", [drop(LAST, WLA, "gov:evidence")]),
    ("GG016", [drop(LAST, CARD, "gov:evidence m"), drop(LAST, CARD, "gov:evidence :")]),
    ("GG017", [drop(LAST, DECISION, "gov:inPassage")]),
    ("GG017", [drop(LAST, BRANCHES, "gov:inPassage")]),
    ("GG017", [change(LAST, RISK, "gov:inPassage :p4-3", "gov:inPassage :item-4")]),
    ("GG020", [drop(LAST, CARD, "gov:basis")]),
    ("GG024", [drop(LAST, CARD, "gov:rationale")]),
    (
        "GG027",
        [change(LAST, DECISION, "role:town-council-library-committee-chair", "topic:visitors")],
    ),
    ("GG027", [add(LAST, BACK, "gov:attributedTo topic:visitors")]),
    ("GG028", [add(LAST, DECISION, "gov:attributedTo person:zoe-marchetti")]),
    ("GG029", [add(LAST, ":event-not-printed", "gov:attributedTo organization:library-service")]),
    # Passages and statements
    ("GG066", [add(LAST, ":p4-6", 'gov:nothingElse "Nothing."')]),
    ("GG066", [change(LAST, ":p4-6", '"It tells only that thanks were given."', '""')]),
    ("GG067", [add(LAST, ":p4-5", 'gov:nothingElse "It names no action."')]),
    ("GG067", [add(LAST, ":p4-2", 'gov:nothingElse "It is about the hall."')]),
    ("GG151", [add(LAST, ":statement-1", "gov:lead role:library-service-head-librarian")]),
    ("GG152", [drop(LAST, ":statement-1", "gov:leadText")]),
    ("GG169", [add(LETTER, HEARD, 'gov:forumText "For discussion"')]),
    # Continuations
    ("GG016", [drop(LAST, AGAIN, "gov:evidence m"), drop(LAST, AGAIN, "gov:evidence :")]),
    ("GG021", [drop(LAST, AGAIN, "gov:confidence")]),
    ("GG186", [drop(LAST, AGAIN, "gov:continuationOf")]),
    ("GG186", [change(LAST, AGAIN, "gov:continuationOf m3104:p1-1", "gov:continuationOf :item-1")]),
    ("GG187", [drop(LAST, AGAIN, "gov:continuedBy")]),
    ("GG187", [add(LAST, AGAIN, f"gov:continuedBy {DECISION}")]),
    ("GG188", [change(LAST, AGAIN, "gov:continuationOf m3104:p1-1", "gov:continuationOf :p4-4")]),
    (
        "GG188",
        [
            change(LAST, AGAIN, "gov:continuationOf m3104:p1-1", f"gov:continuationOf {DECISION}"),
            change(LAST, AGAIN, "gov:continuedBy :p4-4", "gov:continuedBy m3104:p1-1"),
            change(LAST, AGAIN, "gov:evidence :p4-4", "gov:evidence :q-hall-at-nine"),
        ],
    ),
    # Status
    ("GG190", [drop(LAST, UPDATED, "gov:statusOfSome")]),
    ("GG190", [add(LAST, UPDATED, "gov:statusOf m3104:action-2")]),
    ("GG193", [change(LAST, MAY, '"2031-05"', '"2031-13"')]),
    ("GG193", [change(LAST, MAY, '"2031-05"^^xsd:gYearMonth', '"May 2031"')]),
    ("GG193", [change(LAST, MAY, '"2031-05"^^xsd:gYearMonth', '"2031"^^xsd:gYear')]),
    ("GG193", [add(LAST, UPDATED, 'gov:asOf "2031-02-30"^^xsd:date')]),
    ("GG194", [add(LAST, RISK, 'gov:reasonText "the drains"')]),
    ("GG198", [change(LAST, ":event-not-printed", "m3104:action-2", APRIL)]),
    ("GG199", [change(LAST, UPDATED, APRIL, "m3104:action-2")]),
    ("GG270", [append(LAST, ONE_OF_SOME)]),
    # Topics
    ("GG202", [change(LAST, ":p4-1", "topic:visitors", '"visitors"')]),
    ("GG203", [drop("topics", "topic:visitors", "skos:definition")]),
    ("GG204", [add("topics", "topic:services", "skos:broader topic:home-delivery")]),
    ("GG204", [add("topics", "topic:visitors", "skos:broader topic:visitors")]),
    ("GG205", [append("topics", ANOTHER_TOPIC)]),
    # Decisions and approvals
    ("GG220", [drop(LAST, DECISION, "gov:decisionKind")]),
    ("GG220", [change(LAST, DECISION, "gov:request", "gov:agreed")]),
    ("GG221", [change(LAST, DECISION, "organization:library-service", "person:renee-oakhurst")]),
    ("GG222", [append(LAST, APPROVAL_OF_NOTHING)]),
    ("GG222", [add(LAST, APPROVAL, "gov:approves record:2031-04-10-minutes")]),
    ("GG223", [drop(LAST, APPROVAL, "gov:approvedAt")]),
    ("GG224", [drop(LAST, APPROVAL, "gov:outcome")]),
    ("GG225", [append(LAST, ANOTHER_APPROVAL.replace("MEETING", OCTOBER))]),
    ("GG225", [append(FIRST, WRONG_WAY_ROUND)]),
    ("GG226", [change(LAST, APPROVAL, ":p1-1", "m3104:p1-1")]),
    ("GG227", [append(LAST, ANOTHER_APPROVAL.replace("MEETING", APRIL))]),
    (
        "GG228",
        [
            change(LAST, APPROVAL, "gov:agreed", "gov:discussed"),
            change(LAST, APPROVAL, ":p1-1", ":p4-5"),
        ],
    ),
    # Figures, targets and risks
    ("GG230", [drop(LAST, BACK, "gov:measure")]),
    ("GG231", [drop(LAST, BACK, "gov:value")]),
    ("GG231", [change(LAST, BACK, '"41"', "41")]),
    ("GG231", [drop(LAST, TARGET, "gov:value")]),
    ("GG232", [change(LAST, BACK, "gov:exactly", "gov:stated")]),
    ("GG233", [add(LAST, BACK, 'gov:unit "%"')]),
    ("GG233", [change(LAST, TARGET, '"per cent"', '"per cent"@en')]),
    ("GG234", [add(LAST, MAY, 'gov:asOfText "May 2031"')]),
    ("GG235", [drop(LAST, MAY, "gov:asOfText")]),
    ("GG236", [drop(LAST, BACK, "gov:comparator")]),
    ("GG237", [drop(LAST, BACK, "gov:unit")]),
    ("GG238", [add(LAST, BACK, f"gov:hasTarget {NOW}")]),
    ("GG239", [drop(LAST, BACK, "gov:hasTarget")]),
    ("GG240", [drop(LAST, RISK, "gov:inRegister")]),
    ("GG240", [change(LAST, RISK, "document:risk-register", "organization:library-service")]),
    ("GG241", [drop(LAST, RISK, "gov:registerStatus")]),
    # Documents and short forms
    ("GG075", [add("documents", SURVEY, 'gov:knownByMention "yes"')]),
    ("GG250", [drop("documents", SURVEY, "gov:documentKind")]),
    ("GG250", [change("documents", SURVEY, "gov:documentSurvey", "gov:exactly")]),
    ("GG251", [append("documents", ANOTHER_DOCUMENT)]),
    ("GG252", [drop(LAST, WLA, "gov:shortForm")]),
    ("GG253", [add(LAST, WLA, 'gov:longForm "waiting list"')]),
    ("GG254", [change(LAST, WLA, ":p4-1", ":item-4")]),
    ("GG255", [append(LAST, ANOTHER_FORM)]),
    # Differences
    ("GG260", [drop(LAST, CARD, "gov:between :p4-4")]),
    ("GG260", [change(LAST, CARD, "gov:between m3104:p1-1", "gov:between m3104:action-1")]),
    ("GG261", [change(LAST, CARD, "gov:between m3104:p1-1", "gov:between :p4-2")]),
    ("GG262", [drop(LAST, CARD, "gov:aspect")]),
    ("GG263", [add(LAST, CARD, "gov:concerns m3104:statement-1")]),
    ("GG264", [add(LAST, CARD, 'gov:earlierValue "Rosehill"')]),
    ("GG265", [add(LAST, CARD, 'gov:laterValue "Eastmoor"')]),
    ("GG266", [drop(LAST, CARD, "gov:earlierValue"), drop(LAST, CARD, "gov:laterValue")]),
    (
        "GG266",
        [
            change(LAST, CARD, "The children of Rosehill", "mobile library"),
            change(LAST, CARD, "the children of Eastmoor", "mobile library"),
        ],
    ),
    # Words
    ("GG310", [change(LETTER, HEARD, "Friends' Forum\"", "Friends' Board\"")]),
    ("GG314", [change(LAST, DECISION, "gov:inPassage :p4-2", "gov:inPassage :p4-1")]),
    ("GG314", [change(LAST, BACK, "gov:inPassage :p4-1", "gov:inPassage :p4-2")]),
    ("GG314", [change(LAST, RISK, "gov:inPassage :p4-3", "gov:inPassage :p4-2")]),
    ("GG314", [change(LAST, WLA, "gov:inPassage :p4-1", "gov:inPassage m3104:p4-1")]),
    ("GG315", [change(LAST, RISK, "drains had been", "drains were")]),
    ("GG317", [change(LAST, CARD, "children of Rosehill", "pupils of Rosehill")]),
    ("GG317", [change(LAST, CARD, "children of Eastmoor", "children of Rosehill")]),
    ("GG318", [change(LAST, BACK, '"41"', '"14"')]),
    ("GG318", [change(LAST, TARGET, '"60"', '"6"')]),
    ("GG318", [change(LAST, BRANCHES, '"two of the three"', '"two of three"')]),
    ("GG319", [change(LAST, MAY, '"in May 2031"', '"in June 2031"')]),
    ("GG319", [change(LAST, MAY, '"in May 2031"', '"audiobooks"')]),
    ("GG319", [change(LAST, MAY, '"2031-05"', '"2031-04"')]),
    ("GG319", [change(LAST, MAY, '"2031-05"', '"2030-05"')]),
    ("GG320", [change(LAST, NOW, "gov:justUnder", "gov:exactly")]),
    ("GG320", [change(LAST, BACK, "gov:exactly", "gov:about")]),
    ("GG321", [change(LAST, WLA, '"WLA"', '"WL"')]),
    ("GG321", [change(LAST, WLA, "list for audio", "list of audio")]),
    ("GG322", [change(LAST, ":mention-loan-survey", ":q-loan-survey", ":q-hall-at-nine")]),
    ("GG322", [change(LAST, ":mention-town-council", ":q-loan-survey", ":q-hall-at-nine")]),
    ("GG323", [change("topics", "topic:visitors", '"Visitors"', '"buildings"')]),
    (
        "GG323",
        [
            change("documents", SURVEY, '"Loan Survey"', '"Risk Register of the Library Service"'),
            add("documents", SURVEY, 'skos:altLabel "Loan Survey"@en'),
        ],
    ),
]


def test_the_invented_library_is_sound() -> None:
    """A board with one of each thing, all in order, has no finding at all."""
    assert validate(find_workspace(BOARDS / "library")) == []


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
    "words of somebody without an office in the record": [
        change(LAST, DECISION, "role:town-council-library-committee-chair", "person:ivar-dunmore")
    ],
    "an agreement of two": [
        add(LAST, DECISION, "gov:attributedTo organization:friends-of-the-library")
    ],
    "a figure of a day": [change(LAST, MAY, '"2031-05"^^xsd:gYearMonth', '"2031-05-06"^^xsd:date')],
    "a day just before the record, in words of any kind": [
        change(LAST, MAY, '"in May 2031"', '"had gone down"'),
        change(LAST, MAY, '"2031-05"', '"2031-09"'),
    ],
    "a month without its year": [change(LAST, MAY, '"in May 2031"', '"in May"')],
    "a record that does not say the thing at all": [drop(LAST, CARD, "gov:laterValue")],
    "an empty value": [change(LAST, CARD, '"the children of Eastmoor"', '""')],
    "a short form that no record spells out": [drop(LAST, WLA, "gov:longForm")],
    "a short form in a passage with nothing else": [
        change(LAST, WLA, "gov:inPassage :p4-1", "gov:inPassage :p4-6"),
        change(LAST, WLA, ":q-waiting-list", ":p4-6"),
        change(LAST, WLA, '"WLA"', '"Chair"'),
        drop(LAST, WLA, "gov:longForm"),
    ],
    "a reading of words that do not name the thing": [
        change(LAST, ":mention-loan-survey", ":q-loan-survey", ":q-hall-at-nine"),
        change(LAST, ":mention-loan-survey", "gov:stated", "gov:editorInferred"),
        change(LAST, ":mention-loan-survey", "gov:certain", "gov:possible"),
        add(LAST, ":mention-loan-survey", 'gov:rationale "The survey asked about the hall."'),
    ],
    "a topic of which only a narrower one is in use": [
        change(LAST, f":p4-{n}", "topic:services", "topic:visitors") for n in (2, 4, 5, 6)
    ],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_in_order_is_left_alone(name: str, tmp_path: Path) -> None:
    """A rule does not find what only looks like its mistake."""
    board = with_mistakes(LIBRARY, SOUND[name])
    assert validate(made(tmp_path, board)) == []


@many
def test_both_engines_find_the_same() -> None:
    """A shape of these rules means to any SHACL engine what it means here."""
    assert_engines_agree(LIBRARY, MISTAKES, BASE)


@pytest.mark.parametrize(
    ("quoted", "value", "expected"),
    [
        ("17 per cent against 90 per cent", "17", True),
        ("117 per cent", "17", False),
        ("17.5 per cent", "17", False),
        ("2.17 per cent", "17", False),
        ("about £17, or less", "17", True),
        ("a rise to 1,300.", "1,300", True),
        ("a rise to 1,300.", "300", False),
        ("the 17th of May", "17", True),
        ("Two of the three", "two", True),
        ("a network", "two", False),
        ("in Q4", "4", False),
        ("just under 90%.", "90", True),
    ],
)
def test_a_number_stands_by_itself(quoted: str, value: str, expected: bool) -> None:
    """A number counts as stated only where it is that number."""
    assert states(quoted, value) is expected


@pytest.mark.parametrize(
    ("quoted", "value", "comparator", "expected"),
    [
        ("it was just under 90%", "90", "exactly", False),
        ("it was just under 90%", "90", "justUnder", True),
        ("it was just under 90%, from 70%", "70", "exactly", True),
        ("it was 90%", "90", "justUnder", False),
        ("it was 90%", "90", "exactly", True),
        ("About 40 had come", "40", "exactly", False),
        ("About 40 had come", "40", "about", True),
        ("no fewer than 12", "12", "atLeast", True),
        ("no fewer than 12", "12", "exactly", False),
        ("more than £100", "100", "exactly", False),
        ("it went up to 49", "49", "exactly", True),
        ("up to 12", "12", "atMost", True),
        ("within 24 hours", "24", "atMost", True),
        ("over 3 years", "3", "exactly", True),
        ("over 100", "100", "atLeast", True),
        ("an underpass of 12 metres", "12", "atMost", False),
        ("12", "12", "noSuchComparator", True),
    ],
)
def test_a_comparator_follows_from_the_words(
    quoted: str, value: str, comparator: str, expected: bool
) -> None:
    """A word right before a number qualifies it, and no other comparator is made up."""
    assert bears_out(quoted, value, GOV + comparator) is expected


@pytest.mark.parametrize(
    ("quoted", "name", "expected"),
    [
        ("the Casey Review will assist", "Casey Review", True),
        ("his 100-day plan", "Commissioner's 100-day plan", True),
        ("reviews of their community engagement", "MPS review of community engagement", True),
        ("the MPS's paper", "MPS", True),
        ("the HMPS", "MPS", False),
        ("a paper on robbery", "MPS paper on public protection", False),
        ("the IT system", "IT", True),
        ("it was noted", "Information technology", False),
    ],
)
def test_half_of_a_name_names_a_thing(quoted: str, name: str, expected: bool) -> None:
    """Labels are an editor's: half of the weighty words of one are enough, none is not."""
    assert names(quoted, name) is expected


@pytest.mark.parametrize("name", [FIRST, LAST, "documents", "meetings", "topics"])
def test_a_file_that_does_not_parse_is_all_that_is_told(name: str, tmp_path: Path) -> None:
    """What is missing may stand in that file: nothing is said to be unused or never agreed."""
    board = dict(LIBRARY)
    board[f"data/{name}.ttl"] += "\n:a :b\n"
    assert codes(validate(made(tmp_path, board))) == {"GG000"}


def test_every_topic_of_a_circle_is_told(tmp_path: Path) -> None:
    """Whoever mends a circle sees each statement that is part of it."""
    board = dict(LIBRARY)
    add("topics", "topic:services", "skos:broader topic:home-delivery")(board)
    findings = validate(made(tmp_path, board))
    assert {(f.node, f.value) for f in findings} == {
        ("topic:home-delivery", "topic:services"),
        ("topic:services", "topic:home-delivery"),
    }
