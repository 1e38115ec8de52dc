"""Known mistakes about the text: noise, locators and names."""

from __future__ import annotations

from tests.known_mistakes import (
    AUGUST,
    FEBRUARY,
    JUNE,
    LETTER,
    OCTOBER,
    Known,
    node,
    swap,
)
from tests.mistakes import add, append, change, rename

SURVEY = "document:victim-voice-high-harm-survey"

TWICE = "The Deputy Commissioner noted that that"
ONCE = "The Deputy Commissioner noted that"

KNOWN: list[Known] = [
    (
        24,
        "printed words put right",
        [change(FEBRUARY, ":p3.5", f'text "{TWICE}', f'text "{ONCE}')],
        ["GG303 :p3.5", "figures just under 90%"],
    ),
    (
        24,
        "a quotation put right",
        swap(FEBRUARY, ":p3.5", (TWICE, ONCE)),
        ["GG302 :p3.5", "figures just under 90%"],
    ),
    (
        24,
        "a misspelt abbreviation mended",
        swap(OCTOBER, ":p2.3", ("HMICRFS", "HMICFRS")),
        ["GG302 :p2.3"],
    ),
    (
        24,
        "a misspelt abbreviation mended in the source",
        [rename("HMICRFS report related", "HMICFRS report related")],
        ["GG301 record:2022-10-14-minutes", "documents-cited HMICFRS report related"],
    ),
    (
        24,
        "a garbled signature as a person",
        [
            append(
                "people", node("person:spile-hurden", "Person", 'skos:prefLabel "Spile Hurden"')
            ),
        ],
        ["GG282 person:spile-hurden"],
    ),
    (
        24,
        "a garbled signature as the sender",
        [
            append(
                "people", node("person:spile-hurden", "Person", 'skos:prefLabel "Spile Hurden"')
            ),
            change(
                LETTER,
                ":holding-sophie-linden-mopac-deputy-mayor",
                "person:sophie-linden",
                "person:spile-hurden",
            ),
        ],
        ["role-holders Spile Hurden"],
    ),
    (
        24,
        "a garbled letterhead as a name",
        [
            add(
                "organizations",
                "organization:mopac",
                'skos:altLabel "MAYOR OF LONDON OTTICE FOR FOLICING AND CALIFY"@en',
            )
        ],
        ["trace-abbreviations FOLICING"],
    ),
    (
        25,
        "a number for a paragraph that has none",
        [add(JUNE, ":p4-4", 'gov:locator "4.4"')],
        ["GG306 :p4-4", "action-trace 4.4"],
    ),
    (
        25,
        "a local name shown as if printed",
        [add(JUNE, ":p2-9", 'gov:locator "p2-9"')],
        ["GG306 :p2-9", "figures p2-9"],
    ),
    (
        25,
        "a locator as a number",
        [change(OCTOBER, ":p2.10", 'locator "2.10"', "locator 2.10")],
        ["GG061 :p2.10"],
    ),
    (
        25,
        "2.10 taken for 2.1",
        [change(OCTOBER, ":p2.10", 'locator "2.10"', 'locator "2.1"')],
        ["GG306 :p2.10"],
    ),
    (
        25,
        "2.10 sorted before 2.9",
        [
            change(OCTOBER, ":p2.10", "gov:order 16", "gov:order 14"),
            change(OCTOBER, ":p2.9", "gov:order 14", "gov:order 16"),
        ],
        ["GG335 :p2.9"],
    ),
    (
        27,
        "a project and an inspection of one name merged",
        [
            change(
                FEBRUARY,
                ":mention-hmicfrs-peel-inspection",
                "document:hmicfrs-peel-inspection",
                "document:project-peel",
            )
        ],
        ["documents-cited Project Peel"],
    ),
    (
        27,
        "three spellings of one survey taken for three surveys",
        [
            append(
                "documents",
                node(
                    "document:high-harm-survey",
                    "Document",
                    'skos:prefLabel "High harm survey"@en',
                    "gov:documentKind gov:documentSurvey",
                ),
            ),
            change(
                FEBRUARY,
                ":mention-victim-voice-high-harm-survey",
                SURVEY,
                "document:high-harm-survey",
            ),
        ],
        ["documents-cited High harm survey"],
    ),
    (
        27,
        "one survey entered twice",
        [
            append(
                "documents",
                node(
                    "document:high-harm-survey",
                    "Document",
                    'skos:prefLabel "Victim voice high harm survey"@en',
                    "gov:documentKind gov:documentSurvey",
                ),
            ),
        ],
        ["GG323 document:victim-voice-high-harm-survey", "GG251 document:high-harm-survey"],
    ),
    (
        27,
        "one word for several matters as one topic",
        [
            append(
                "topics",
                node(
                    "topic:disproportionality",
                    "Topic",
                    'skos:prefLabel "Disproportionality"@en',
                    'skos:definition "Disproportionality."@en',
                    "skos:inScheme topic:scheme",
                ),
            ),
            change(JUNE, ":action-15", "topic:misconduct-process", "topic:disproportionality"),
            change(
                AUGUST,
                ":p4.1",
                "gov:topic topic:stop-and-search",
                "gov:topic topic:disproportionality",
            ),
        ],
        ["topics-by-meeting Disproportionality"],
    ),
    (
        27,
        "an abbreviation spelt out that no record spells out",
        [add(OCTOBER, ":abbreviation-cps", 'gov:longForm "Crown Prosecution Service"')],
        ["GG321 :abbreviation-cps"],
    ),
    (
        27,
        "an abbreviation of another record spelt out",
        [
            add(
                FEBRUARY,
                ":abbreviation-tdiu",
                'gov:longForm "Telephone and Digital Investigations Unit"',
            )
        ],
        ["GG321 :abbreviation-tdiu"],
    ),
]
