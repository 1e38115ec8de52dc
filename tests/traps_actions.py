"""Known mistakes about actions: their wordings, owners and paragraphs."""

from __future__ import annotations

from tests.known_mistakes import (
    FEBRUARY,
    JUNE,
    LETTER,
    OCTOBER,
    Known,
    as_stated,
    at,
    node,
    swap,
    without,
)
from tests.mistakes import add, append, change, drop

MPS, MOPAC = "organization:mps", "organization:mopac"

KNOWN: list[Known] = [
    (
        9,
        "a row of the annex as a new action",
        [
            append(
                LETTER,
                node(
                    ":action-13",
                    "Action",
                    'skos:prefLabel "Data"@en',
                    "gov:arisesFrom m2206:item-4",
                    "gov:ownerOrganization organization:mps",
                ),
            ),
            change(LETTER, ":statement-13", "m2206:action-13", ":action-13"),
            drop(LETTER, ":statement-13", "gov:restates"),
        ],
        ["owners MPS", "action-trace restated"],
    ),
    (
        9,
        "a row of the annex as another action that repeats",
        [change(LETTER, ":statement-13", "m2206:action-13", "m2206:action-12")],
        ["GG147 :statement-13", "action-trace restated"],
    ),
    (
        9,
        "a row of the annex that repeats nothing",
        [drop(LETTER, ":statement-9", "gov:restates")],
        ["record-differences 2022-06-24/9"],
    ),
    (
        9,
        "a row of the annex counted as an action of its own number again",
        [
            append(
                JUNE,
                node(
                    ":statement-13-again",
                    "ActionStatement",
                    "gov:states :action-13",
                    "gov:statedIn record:2022-06-24-minutes",
                    'gov:number "13"',
                    'gov:text "MPS to provide to MOPAC the data"',
                    "gov:evidence :p-action-13",
                ),
            ),
        ],
        ["GG149 :statement-13-again", "actions 2022-06-24/13"],
    ),
    (
        9,
        "the later wording written over the earlier",
        [change(JUNE, ":statement-1", "meeting in autumn.", "meeting in October.")],
        ["GG310 :statement-1", "actions 2022-06-24/1", "record-differences 2022-06-24/1"],
    ),
    (
        9,
        "one number of two meetings taken for one action",
        [
            change(
                OCTOBER,
                ":statement-1",
                "gov:states :action-1",
                f"gov:states {at(JUNE, 'action-1')}",
            )
        ],
        ["GG138 :action-1", "actions 2022-10-14/1"],
    ),
    (
        10,
        "a difference of one preposition smoothed away",
        [change(LETTER, ":statement-9", "DMPC on their", "DMPC of their")],
        ["GG310 :statement-9", "record-differences 2022-06-24/9"],
    ),
    (
        10,
        "the same, in the quotation too",
        [
            *swap(LETTER, ":statement-9", ("DMPC on their", "DMPC of their")),
            *swap(LETTER, ":row-9", ("DMPC on their", "DMPC of their")),
        ],
        ["GG302 :row-9", "record-differences 2022-06-24/9"],
    ),
    (
        10,
        "the lead of the annex copied to the minutes",
        [
            change(JUNE, ":statement-10", 'leadText "DMPC"', 'leadText "MPS"'),
            change(JUNE, ":statement-10", "lead organization:mopac", "lead organization:mps"),
        ],
        ["record-differences 2022-06-24/10"],
    ),
    (
        10,
        "a forum smoothed",
        [change(LETTER, ":statement-8", 'Commissioner and Deputy" ', 'Commissioner" ')],
        ["record-differences 2022-06-24/8"],
    ),
    (
        10,
        "the month of the minutes copied to the annex",
        [
            change(LETTER, ":statement-11", 'dueText "December', 'dueText "November'),
            change(LETTER, ":statement-11", '"2022-12-01"', '"2022-11-01"'),
            change(LETTER, ":statement-11", '"2022-12-31"', '"2022-11-30"'),
        ],
        ["GG310 :statement-11", "deadlines-moved 2022-06-24/11"],
    ),
    (
        10,
        "a Lead column in the minutes",
        [add(JUNE, ":statement-10", 'gov:leadHeading "Lead"')],
        ["GG331 :statement-10"],
    ),
    (
        14,
        "the recipient taken for the owner",
        [
            change(
                JUNE,
                ":action-13",
                "ownerOrganization organization:mps",
                "ownerOrganization organization:mopac",
            ),
            change(
                JUNE,
                ":action-13",
                "recipientOrganization organization:mopac",
                "recipientOrganization organization:mps",
            ),
        ],
        ["actions 2022-06-24/13", "owners MPS"],
    ),
    (
        14,
        "whoever is invited taken for the owner",
        [
            change(
                OCTOBER,
                ":action-2",
                "gov:ownerRole role:mps-deputy-commissioner",
                "gov:ownerOrganization organization:mopac",
            )
        ],
        ["actions 2022-10-14/2", "owners MOPAC"],
    ),
    (
        14,
        "a lead filled in that no sentence names",
        [add(JUNE, ":action-15", "gov:ownerOrganization organization:mps")],
        ["actions-without-owner 2022-06-24/15", "owners MPS"],
    ),
    (
        14,
        "a lead filled in from the annex",
        [
            add(JUNE, ":statement-15", 'gov:leadText "MPS and MOPAC"'),
            add(JUNE, ":statement-15", "gov:lead organization:mps"),
        ],
        ["GG310 :statement-15", "record-differences 2022-06-24/15"],
    ),
    (
        14,
        "the Met as another organization",
        [
            append(
                "organizations", node("organization:met", "Organization", 'skos:prefLabel "Met"@en')
            ),
            change(FEBRUARY, ":action-6", "organization:mps", "organization:met"),
        ],
        ["actions 2023-02-10/6", "owners Met"],
    ),
    (
        15,
        "the paragraph before taken for what an action is about",
        [
            change(JUNE, ":mention-action-13", "inPassage :p4-4", "inPassage :p4-3"),
            change(JUNE, ":mention-action-13", "evidence :p4-4", "evidence :p4-3"),
        ],
        ["GG280 :mention-action-13", "action-trace Police Race Action Plan"],
    ),
    (
        15,
        "an action after a paragraph about another matter",
        [
            *as_stated(FEBRUARY, ":mention-action-2"),
            change(FEBRUARY, ":mention-action-2", ":p2.7", ":p2.8"),
            change(FEBRUARY, ":mention-action-2", ":q-end-to-end-encryption", ":p2.8"),
        ],
        ["GG280 :mention-action-2"],
    ),
    (
        16,
        "an agreement turned into a numbered action",
        [
            without(OCTOBER, ":decision-outstanding-actions-in-a-letter"),
            append(
                OCTOBER,
                node(
                    ":action-8",
                    "Action",
                    'skos:prefLabel "Outstanding actions"@en',
                    "gov:arisesFrom :item-1",
                    "gov:ownerRole role:mopac-deputy-mayor",
                ),
            ),
            append(
                OCTOBER,
                node(
                    ":statement-8",
                    "ActionStatement",
                    "gov:states :action-8",
                    f"gov:statedIn record:{OCTOBER}",
                    'gov:number "8"',
                    'gov:text "the outstanding actions would be raised in a follow-up letter"',
                    "gov:evidence :p1.1",
                ),
            ),
        ],
        [
            "GG310 :statement-8",
            "commitments-without-number 2022-10-14-minutes",
            "actions 2022-10-14/8",
        ],
    ),
    (
        16,
        "a commitment lost, since it has no number",
        [without(OCTOBER, ":decision-letter-on-q1-issues")],
        ["commitments-without-number 3.1"],
    ),
    (
        16,
        "an undertaking taken for an agreement",
        [change(OCTOBER, ":decision-letter-on-q1-issues", "gov:undertaking", "gov:agreement")],
        ["commitments-without-number 3.1"],
    ),
]
