"""Known mistakes about figures, risks, differences and personal data."""

from __future__ import annotations

from tests.known_mistakes import (
    FEBRUARY,
    JUNE,
    LETTER,
    Known,
    node,
    without,
)
from tests.mistakes import add, append, change, drop

BURGLARY = ":figure-response-to-burglary-calls"
TRAINED = ":figure-officers-trained-on-pnc-app"

KNOWN: list[Known] = [
    (
        26,
        "just under 90 taken for 90",
        [change(FEBRUARY, BURGLARY, "gov:justUnder", "gov:exactly")],
        [f"GG320 {BURGLARY}", "figures just under 90%"],
    ),
    (
        26,
        "just under 90 taken for 89",
        [change(FEBRUARY, BURGLARY, '"90"', '"89"')],
        [f"GG318 {BURGLARY}", "figures 89"],
    ),
    (
        26,
        "a target left out",
        [drop(JUNE, TRAINED, "gov:hasTarget")],
        ["GG239 :target-officers-trained-on-pnc-app", "figures 17"],
    ),
    (
        26,
        "a target taken for the figure",
        [change(JUNE, TRAINED, '"17"', '"90"')],
        ["figures 90"],
    ),
    (
        26,
        "a unit left out",
        [drop(JUNE, TRAINED, "gov:unit")],
        [f"GG237 {TRAINED}", "figures 17"],
    ),
    (
        26,
        "the day of the record taken for that of the figure",
        [add(JUNE, TRAINED, 'gov:asOf "2022-06-24"^^xsd:date')],
        [f"GG235 {TRAINED}", "figures 17"],
    ),
    (
        26,
        "a month made a day",
        [
            change(
                FEBRUARY,
                ":figure-online-cse-referrals-backlog-2021",
                '"2021-10"^^xsd:gYearMonth',
                '"2021-10-01"^^xsd:date',
            )
        ],
        ["figures 1300"],
    ),
    (
        26,
        "a number that measures nothing as a measurement",
        [
            change(
                JUNE, ":figure-years-since-child-protection-report", "gov:Figure", "gov:Observation"
            )
        ],
        ["figures six"],
    ),
    (
        28,
        "ordinary talk of risk as a risk of a register",
        [
            append(
                FEBRUARY,
                node(
                    ":risk-encryption",
                    "Risk",
                    'skos:prefLabel "Encryption"@en',
                    "gov:inPassage :p2.7",
                    "gov:evidence :p2.7",
                ),
            )
        ],
        ["GG240 :risk-encryption", "GG241 :risk-encryption"],
    ),
    (
        28,
        "ordinary talk of risk put into a register that it does not name",
        [
            append(
                FEBRUARY,
                node(
                    ":risk-encryption",
                    "Risk",
                    'skos:prefLabel "Encryption"@en',
                    "gov:inRegister document:mps-corporate-risk-register",
                    "gov:registerStatus gov:onRegister",
                    "gov:inPassage :p2.7",
                    "gov:evidence :p2.7",
                ),
            )
        ],
        ["GG336 :risk-encryption", "risks Encryption"],
    ),
    (
        29,
        "a difference outside the annex left out",
        [without(LETTER, ":discrepancy-assessment-forum")],
        ["differences-in-text Acting Deputy Commissioner"],
    ),
    (
        29,
        "a difference smoothed",
        [change(LETTER, ":discrepancy-alignment-of-reviews", '"co-ordinate"', '"aligned"')],
        ["GG317 :discrepancy-alignment-of-reviews", "differences-in-text co-ordinate"],
    ),
    (
        30,
        "an e-mail address",
        [
            add(
                "people",
                "person:stephen-house",
                'skos:editorialNote "stephen.house@example.org"@en',
            )
        ],
        ["GG337 person:stephen-house"],
    ),
]
