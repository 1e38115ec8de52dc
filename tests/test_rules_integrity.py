"""The rules of how things fit together, on the invented library.

Most are checked on what follows from the data too. Each mistake is the smallest that breaks its
rule.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

import pytest

from govgraph.validate import validate
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
    rename,
    with_mistakes,
)

BASE = "https://example.org/library/"
LIBRARY = read(BOARDS / "library")
FIRST, LETTER, LAST = "2031-04-10-minutes", "2031-05-06-letter", "2031-10-09-minutes"
SERVICE, COUNCIL = "organization:library-service", "organization:town-council"
HOLDING = ":holding-renee-oakhurst-library-service-head-librarian"
VICE_CHAIR = ":holding-ivar-dunmore-town-council-library-committee-vice-chair"
LETTERS_HOLDING = f"<{BASE}record/{LETTER}#{HOLDING[1:]}>"
LATER_ACTION = f"<{BASE}record/{LAST}#action-1>"
CHAIR = "role:town-council-library-committee-chair"
IN_OCTOBER = '"2031-10-09"^^xsd:date'


def link(name: str, target: str) -> str:
    """Return a reading that an action of the first minutes takes up another."""
    return f"""{name}
    a gov:ActionLink ;
    gov:followUpTarget {target} ;
    gov:basis gov:editorInferred ;
    gov:confidence gov:possible ;
    gov:rationale "Both are about the branch." ;
    gov:evidence {name.replace("link", "p-action")} ."""


def linked(*pairs: tuple[int, int]) -> list[Spoil]:
    """Link actions of the first minutes, each to another."""
    return [
        spoil
        for one, other in pairs
        for spoil in (
            add(FIRST, f":action-{one}", f"gov:hasLink :link-{one}"),
            append(FIRST, link(f":link-{one}", f":action-{other}")),
        )
    ]


def bounded(record: str, bound: str, day: str, words: str = ":q-title") -> list[Spoil]:
    """Let the holding of the Head Librarian begin or end on a day that words print."""
    return [
        add(record, HOLDING, f'{bound} "{day}"^^xsd:date'),
        add(record, HOLDING, f"gov:evidence {words}"),
    ]


def event(name: str, action: str, record: str, evidence: str) -> str:
    """Return a record's word that an action is not done."""
    return f"""{name}
    a gov:StatusEvent ;
    gov:statusOf {action} ;
    gov:toStatus gov:notDelivered ;
    gov:reportedIn record:{record} ;
    gov:basis gov:stated ;
    gov:confidence gov:certain ;
    gov:evidence {evidence} ."""


def renumbered(board: Board) -> None:
    """Let the first minutes print the number 5 where they print 4."""
    source, record = f"sources/{FIRST}.txt", f"data/{FIRST}.ttl"
    was = sha256(board[source].encode()).hexdigest()
    board[source] = board[source].replace("Action 4", "Action 5")
    board[record] = board[record].replace("Action 4", "Action 5")
    board[record] = board[record].replace('gov:number "4"', 'gov:number "5"')
    board[record] = board[record].replace(was, sha256(board[source].encode()).hexdigest())


def due_on_the_day_of_the_meeting(board: Board) -> None:
    """Make the record print the day of its meeting as a deadline."""
    source, data = f"sources/{FIRST}.txt", f"data/{FIRST}.ttl"
    known = sha256(board[source].encode()).hexdigest()
    board[source] = board[source].replace("by 30 April", "by 10 April")
    new = sha256(board[source].encode()).hexdigest()
    text = board[data].replace("by 30 April", "by 10 April").replace(known, new)
    board[data] = text.replace('gov:dueBy "2031-04-30"', 'gov:dueBy "2031-04-10"')


ANOTHER_HOLDING = f""":holding-soren-pike
    a gov:RoleHolding ;
    gov:holder person:soren-pike ;
    gov:heldRole role:library-service-head-librarian ;
    gov:holdingMode gov:substantive ;
    gov:attestedOn {IN_OCTOBER} ;
    gov:evidence :p2-1 ."""
ANOTHER_VICE_CHAIR = ANOTHER_HOLDING.replace(
    "library-service-head-librarian", "town-council-library-committee-vice-chair"
).replace(":p2-1", ":p4-2")
ANOTHER_SECRETARY = """role:the-secretary
    a gov:Role ;
    skos:prefLabel "Secretary"@en ;
    gov:roleIn organization:friends-of-the-library ."""
ANOTHER_COUNCIL = """organization:vtc
    a gov:Organization ;
    skos:prefLabel "VTC"@en ;
    skos:altLabel "Vallmoor town council"@en ."""
OF_TWO_ACTIONS = """:discrepancy-two
    a gov:Discrepancy ;
    gov:between m3104:p-action-1 ;
    gov:between :row-2 ;
    gov:aspect gov:aspectText ;
    gov:earlierValue "to repair the lift" ;
    gov:laterValue "A leaflet" ;
    gov:basis gov:editorInferred ;
    gov:confidence gov:possible ;
    gov:rationale "Both are rows of the annex." ;
    gov:evidence m3104:p-action-1 ;
    gov:evidence :row-2 ."""
OPEN_TIMING = """topic:open
    a gov:OpenTiming ;
    skos:hiddenLabel "Every Three Months"@en ."""
FOLLOW_UP_ONLY = change(LAST, ":link-action-1", "gov:reissueTarget", "gov:followUpTarget")
OPEN_AGAIN = append(
    LAST,
    event(":event-lift", "m3104:action-1", LAST, ":p3-1").replace(
        "gov:basis", "gov:attributedTo organization:friends-of-the-library ;\n    gov:basis"
    ),
)

LED = [
    add(FIRST, ":statement-1", f"gov:lead {SERVICE}"),
    add(FIRST, ":statement-3", f"gov:lead {SERVICE}"),
    add(FIRST, ":statement-4", "gov:lead organization:friends-of-the-library"),
]
CHAIRS_NOTE = "The Chair of the Library Committee is to see to it."
OWNED = f"ownerOrganization {SERVICE}"
NOT_RECURRING = change(FIRST, ":statement-3", "gov:recurring", "gov:forDelivery")
LEFT_IN_OCTOBER = [
    *bounded(LETTER, "gov:validUntil", "2031-05-06"),
    change(LAST, ":present-renee-oakhurst", HOLDING, LETTERS_HOLDING),
]

MISTAKES: list[Mistake] = [
    # Links
    ("GG402", linked((1, 2), (2, 1))),
    ("GG402", linked((1, 2), (2, 3), (3, 1))),
    # Actions
    ("GG404", [drop(FIRST, ":action-1", "gov:ownerOrganization")]),
    (
        "GG422",
        [
            drop(FIRST, ":action-3", "gov:ownerOrganization"),
            drop(FIRST, ":statement-3", "gov:leadText"),
        ],
    ),
    ("GG405", [*LED, change(FIRST, ":action-3", OWNED, f"ownerOrganization {COUNCIL}")]),
    (
        "GG405",
        [
            *LED,
            change(FIRST, ":action-3", OWNED, f"ownerRole {CHAIR}"),
            add(FIRST, ":action-3", f'skos:editorialNote "{CHAIRS_NOTE}"@en'),
        ],
    ),
    ("GG406", [renumbered]),
    # Timing
    ("GG407", [change(FIRST, ":statement-2", '"2031-06-30"', '"2031-03-31"')]),
    (
        "GG408",
        [
            drop(LETTER, ":statement-2", "gov:dueFrom"),
            drop(LETTER, ":statement-2", "gov:dueBy"),
            drop(LETTER, ":statement-2", "gov:dueBasis"),
        ],
    ),
    ("GG408", [NOT_RECURRING]),
    # Holdings
    ("GG403", [add(LAST, HOLDING, 'gov:validFrom "June 2031"')]),
    ("GG403", [add(LAST, HOLDING, 'gov:validFrom "2031-02-30"^^xsd:date')]),
    ("GG409", [add(LAST, HOLDING, 'gov:validUntil "2031"^^xsd:gYear')]),
    (
        "GG410",
        [
            *bounded(LAST, "gov:validFrom", "2031-11-30", ":p-action-1"),
            *bounded(LAST, "gov:validUntil", "2031-10-09"),
        ],
    ),
    ("GG411", bounded(LAST, "gov:validUntil", "2031-04-10", ":p1-1")),
    ("GG411", LEFT_IN_OCTOBER),
    (
        "GG411",
        [
            *bounded(LAST, "gov:validFrom", "2031-10-09"),
            change(
                LETTER, f"record:{LETTER}", HOLDING, f"<{BASE}record/{LAST}#{HOLDING.strip(':')}>"
            ),
        ],
    ),
    ("GG412", [append(LAST, ANOTHER_HOLDING)]),
    (
        "GG412",
        [
            append(LAST, ANOTHER_VICE_CHAIR),
            add(FIRST, VICE_CHAIR, 'gov:validFrom "2031-04-10"^^xsd:date'),
            add(FIRST, VICE_CHAIR, "gov:evidence :q-title"),
        ],
    ),
    ("GG423", [add(LETTER, HOLDING, 'gov:validUntil "2031-06-30"^^xsd:date')]),
    ("GG423", bounded(LAST, "gov:validFrom", "2031-10-01")),
    # Identifiers and names
    ("GG413", [rename("topic:visitors", "topic:Visitors")]),
    ("GG413", [rename("thread:rosehill-lift", "thread:rosehill_lift")]),
    ("GG413", [rename("person:soren-pike", "person:søren-pike")]),
    ("GG413", [rename("document:loan-survey", "document:loan--survey")]),
    ("GG414", [rename("person:zoe-marchetti", "person:cllr-zoe-marchetti")]),
    ("GG414", [rename("person:zoe-marchetti", "person:deputy-mayor-marchetti")]),
    ("GG415", [append("organizations", ANOTHER_COUNCIL)]),
    ("GG415", [add("organizations", COUNCIL, 'gov:abbreviation "Friends"')]),
    ("GG416", [add("people", "person:ivar-dunmore", 'skos:altLabel "Zoë Marchetti"')]),
    ("GG417", [append("roles", ANOTHER_SECRETARY)]),
    # Status
    ("GG418", [append(FIRST, event(":event-lift", LATER_ACTION, FIRST, ":p4-1"))]),
    ("GG418", [add(LETTER, ":event-completed-1", 'gov:asOf "2031-04-09"^^xsd:date')]),
    ("GG418", [add(LETTER, ":event-completed-1", 'gov:asOf "2031-03"^^xsd:gYearMonth')]),
    ("GG419", [FOLLOW_UP_ONLY, OPEN_AGAIN]),
    # Differences
    ("GG421", [append(LETTER, OF_TWO_ACTIONS)]),
    (
        "GG421",
        [
            append(LETTER, OF_TWO_ACTIONS.replace("row-2", "row-1").replace("A leaflet", "branch")),
            add(LETTER, ":discrepancy-two", "gov:concerns m3104:action-1"),
            add(LETTER, ":discrepancy-two", "gov:concerns m3104:action-2"),
        ],
    ),
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
    assert all(f.line for f in findings), findings


SOUND: dict[str, list[Spoil]] = {
    "a chain of actions": linked((3, 2), (2, 1)),
    "a role of the organization that leads": [
        change(
            LAST,
            ":action-1",
            f"ownerOrganization {SERVICE}",
            "ownerRole role:library-service-head-librarian",
        )
    ],
    "an owner beside the one that leads": [
        add(LAST, ":action-1", f"gov:ownerOrganization {COUNCIL}")
    ],
    "a lead that only a later record names": [
        add(LETTER, ":statement-1", f"gov:lead {COUNCIL}"),
    ],
    "a lead in a later record of an action without an owner": [
        add(LETTER, ":statement-2", 'gov:leadText "A leaflet"')
    ],
    "words that begin with the name of what is to be printed": [
        add("organizations", COUNCIL, 'skos:altLabel "A leaflet"@en'),
    ],
    "a range that began before the meeting": [
        add(FIRST, ":statement-2", 'gov:dueFrom "2031-04-01"^^xsd:date')
    ],
    "due on the day of the meeting": [due_on_the_day_of_the_meeting],
    "words that a list of the workspace holds": [NOT_RECURRING, append("topics", OPEN_TIMING)],
    "a holding within its time": [
        *bounded(LAST, "gov:validFrom", "2031-10-09"),
        add(LAST, HOLDING, 'gov:validUntil "2031-10-09"^^xsd:date'),
    ],
    "a holding of another time": bounded(LETTER, "gov:validUntil", "2031-05-06"),
    "two holders on two days": [
        append(LAST, ANOTHER_HOLDING.replace("2031-10-09", "2031-09-01")),
    ],
    "a name that is an office at its end": [
        rename("person:zoe-marchetti", "person:zoe-mayor"),
    ],
    "one name in two classes": [
        add("organizations", COUNCIL, 'skos:altLabel "Secretary"@en'),
    ],
    "one name of roles in two organizations": [
        append("roles", ANOTHER_SECRETARY.replace("friends-of-the-library", "town-council")),
    ],
    "a name and an abbreviation of one body": [
        add("organizations", COUNCIL, 'gov:abbreviation "Town Council"'),
    ],
    "a status in the month of the action": [
        add(LETTER, ":event-completed-1", 'gov:asOf "2031-04"^^xsd:gYearMonth')
    ],
    "open again, and taken up anew": [OPEN_AGAIN],
    "told after completion, of a day before it": [
        FOLLOW_UP_ONLY,
        OPEN_AGAIN,
        add(LAST, ":event-lift", 'gov:asOf "2031-05-01"^^xsd:date'),
    ],
}


@pytest.mark.parametrize("name", SOUND)
def test_what_is_in_order_is_left_alone(name: str, tmp_path: Path) -> None:
    """A rule does not find what only looks like its mistake."""
    board = with_mistakes(LIBRARY, SOUND[name])
    found = [f for f in validate(made(tmp_path, board)) if f.code >= "GG400" or f.line is None]
    assert found == []


@many
def test_both_engines_find_the_same() -> None:
    """A sh:sparql constraint of either stage means to any SHACL engine what it means here."""
    for mistakes in (MISTAKES[::2], MISTAKES[1::2]):
        assert_engines_agree(LIBRARY, mistakes, BASE)


def test_places_are_the_same_where_what_follows_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a large board what follows is worked out anew for the places of what rests on it."""
    workspace = made(tmp_path, with_mistakes(LIBRARY, linked((1, 2), (2, 1))))
    found = validate(workspace)
    assert {finding.path for finding in found} == {"gov:continues"}
    monkeypatch.setattr("govgraph.validate.integrity._MOST_KEPT", 0)
    assert validate(workspace) == found


def test_a_cycle_is_told_at_each_link_of_it(tmp_path: Path) -> None:
    """That an action continues another follows; it is told at the link's target, as written."""
    board = dict(LIBRARY)
    for spoil in linked((1, 2), (2, 1)):
        spoil(board)
    findings = validate(made(tmp_path, board))
    lines = board[f"data/{FIRST}.ttl"].split("\n")
    assert [lines[(f.line or 0) - 1] for f in findings] == [
        "    gov:followUpTarget :action-2 ;",
        "    gov:followUpTarget :action-1 ;",
    ]
    assert {f.path for f in findings} == {"gov:continues"}
