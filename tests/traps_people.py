"""Known mistakes about people, lists of them, and who said what."""

from __future__ import annotations

from tests.known_mistakes import (
    AUGUST,
    FEBRUARY,
    JUNE,
    LETTER,
    OCTOBER,
    Known,
    as_stated,
    node,
    requote,
)
from tests.mistakes import append, change, drop, rename

HOUSE = ":holding-stephen-house-mps-commissioner"
OCTOBER_MEETING = "meeting:2022-10-14-performance-and-risk"
HARPER = ":holding-helen-harper-mps-commander-crime-prevention-inclusion-engagement"

KNOWN: list[Known] = [
    (
        4,
        "two people of one surname merged",
        [
            change(JUNE, ":present-helen-ball", "person:helen-ball", "person:elliott-ball"),
            change(
                JUNE,
                ":holding-helen-ball-mps-deputy-commissioner",
                "person:helen-ball",
                "person:elliott-ball",
            ),
        ],
        [
            "GG120 :present-helen-ball",
            "GG282 person:helen-ball",
            "attendance Elliott Ball",
            "role-holders Elliott Ball",
        ],
    ),
    (
        4,
        "two people of one first name merged",
        [
            change(JUNE, ":present-helen-harper", "person:helen-harper", "person:helen-ball"),
            change(
                JUNE,
                HARPER,
                "person:helen-harper",
                "person:helen-ball",
            ),
        ],
        ["GG311 :present-helen-harper", "attendance Helen Ball"],
    ),
    (
        4,
        "an honorific in the name",
        [change("people", "person:mark-rowley", '"Mark', '"Sir Mark')],
        ["GG091 person:mark-rowley", "attendance Sir Mark Rowley"],
    ),
    (
        4,
        "post-nominals in the name",
        [change("people", "person:stephen-house", 'House"', 'House QPM"')],
        ["GG311 :present-stephen-house", "attendance Stephen House QPM"],
    ),
    (
        4,
        "the short form of a salutation as a person",
        [
            append("people", node("person:steve", "Person", 'skos:prefLabel "Steve"')),
            change(LETTER, HOUSE, "person:stephen-house", "person:steve"),
        ],
        ["role-holders Steve", "who-held Steve"],
    ),
    (
        5,
        "the next person's rank taken for the end of a title",
        [
            requote(OCTOBER, ":q-present-lynne-owens", "Dame Lynne Owens, Deputy Commissioner DAC"),
            change(OCTOBER, ":present-lynne-owens", 'Commissioner"', 'Commissioner DAC"'),
            requote(OCTOBER, ":q-present-jane-connors", "Jane Connors Commander"),
            change(OCTOBER, ":present-jane-connors", '"DAC"', '"Commander"'),
            requote(OCTOBER, ":q-present-nick-johns", "Nick Johns"),
            drop(OCTOBER, ":present-nick-johns", "gov:rankAsPrinted"),
        ],
        [
            "GG116 :present-nick-johns",
            "attendance Deputy Commissioner DAC",
            "rank-changes Jane Connors",
        ],
    ),
    (
        5,
        "a title taken for the next person's",
        [
            requote(FEBRUARY, ":q-present-mark-rowley", "Sir Mark Rowley"),
            drop(FEBRUARY, ":present-mark-rowley", "gov:titleAsPrinted"),
            drop(FEBRUARY, ":present-mark-rowley", "gov:inCapacityOf"),
            requote(FEBRUARY, ":q-present-lynne-owens", "Commissioner Dame Lynne Owens"),
            change(FEBRUARY, ":present-lynne-owens", '"Deputy Commissioner"', '"Commissioner"'),
        ],
        ["GG116 :present-mark-rowley", "attendance Mark Rowley"],
    ),
    (
        5,
        "nobody present, since the list has no heading",
        [
            drop(AUGUST, "meeting:2023-08-31-performance-and-risk", f"gov:hasPresence :present-{p}")
            for p in ("sophie-linden", "mark-rowley")
        ],
        ["GG115 :present-sophie-linden", "attendance Mark Rowley", "always-present Sophie Linden"],
    ),
    (
        5,
        "those under no heading stated to be present",
        as_stated(AUGUST, ":present-mark-rowley"),
        ["GG330 :present-mark-rowley"],
    ),
    (
        8,
        "an apology turned into a presence",
        [
            rename("gov:hasApology :apology-mark-rowley", "gov:hasPresence :apology-mark-rowley"),
            change(OCTOBER, ":apology-mark-rowley", "gov:Apology", "gov:Presence"),
        ],
        ["GG330 :apology-mark-rowley", "attendance Mark Rowley"],
    ),
    (
        8,
        "an apology listed among those present",
        [rename("gov:hasApology :apology-mark-rowley", "gov:hasPresence :apology-mark-rowley")],
        [f"GG072 {OCTOBER_MEETING}", "attendance Mark Rowley"],
    ),
    (
        8,
        '"the Acting Deputy Commissioner" taken for who held the post later',
        [
            change(
                JUNE,
                ":holding-helen-ball-mps-deputy-commissioner",
                "person:helen-ball",
                "person:lynne-owens",
            )
        ],
        ["GG118 :present-helen-ball", "role-holders Lynne Owens"],
    ),
    (
        8,
        '"she" taken for another office than the sentence before names',
        [
            change(
                JUNE, ":mention-action-6", "role:mopac-deputy-mayor", "role:mps-deputy-commissioner"
            )
        ],
        ["GG334 :mention-action-6"],
    ),
    (
        8,
        '"I" of a letter taken for the reader',
        [change(LETTER, ":mention-action-10", "role:mopac-deputy-mayor", "role:mps-commissioner")],
        ["GG334 :mention-action-10"],
    ),
]
