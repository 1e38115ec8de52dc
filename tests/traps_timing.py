"""Known mistakes about when actions are due."""

from __future__ import annotations

from tests.known_mistakes import AUGUST, FEBRUARY, JUNE, LETTER, OCTOBER, Known, without
from tests.mistakes import add, change, drop


def dated(first: str, last: str) -> str:
    """Return the dates of a timing, as if the record stated them."""
    days = f'gov:dueFrom "{first}"^^xsd:date ;\n    gov:dueBy "{last}"^^xsd:date'
    return f"{days} ;\n    gov:dueBasis gov:stated"


KNOWN: list[Known] = [
    (
        11,
        "a status in the Timing column taken for a timing",
        [
            change(LETTER, ":statement-14", '"by 27 June"', '"Completed"'),
            *[drop(LETTER, ":statement-14", f"gov:due{n}") for n in ("By", "Basis", "Rationale")],
            without(LETTER, ":event-completed-14"),
        ],
        ["record-differences Completed", "action-status 2022-06-24/14"],
    ),
    (
        11,
        "a blank cell filled",
        [
            add(LETTER, ":statement-5", 'gov:dueText "August 2022"'),
            add(LETTER, ":statement-5", dated("2022-08-01", "2022-08-31")),
        ],
        ["GG310 :statement-5", "actions-without-deadline 2022-06-24/5"],
    ),
    (
        11,
        "a range cut to its first month",
        [change(LETTER, ":statement-9", '"2022-09-30"', '"2022-08-31"')],
        ["timing-passed 2022-06-24/9"],
    ),
    (
        11,
        "a range cut to its first month, words and all",
        [
            change(LETTER, ":statement-9", '"2022-09-30"', '"2022-08-31"'),
            change(LETTER, ":statement-9", '"August/Sept 2022"', '"August"'),
        ],
        ["timing-passed 2022-06-24/9", "record-differences 2022-06-24/9"],
    ),
    (
        12,
        "dates without words",
        [drop(JUNE, ":statement-13", "gov:dueText")],
        ["GG170 :statement-13"],
    ),
    (
        12,
        "words without the dates that follow from them",
        [drop(OCTOBER, ":statement-4", f"gov:due{n}") for n in ("By", "Basis", "Rationale")],
        ["actions-open-ended 2022-10-14/4", "timing-passed 2022-10-14/4"],
    ),
    (
        12,
        "words dropped with their dates",
        [
            drop(AUGUST, ":statement-1", "gov:dueText"),
            drop(AUGUST, ":statement-1", "gov:dueKind"),
        ],
        ["actions-open-ended 2023-08-31/1", "actions 2023-08-31/1"],
    ),
    (
        12,
        "a date for as soon as possible",
        [add(AUGUST, ":statement-1", dated("2023-08-31", "2023-09-30"))],
        ["GG332 :statement-1", "actions-open-ended 2023-08-31/1", "actions 2023-08-31/1"],
    ),
    (
        12,
        "a date for the next meeting of a forum",
        [add(JUNE, ":statement-10", dated("2022-07-01", "2022-07-31"))],
        ["GG332 :statement-10", "actions 2022-06-24/10", "deadlines-moved 2022-06-24/10"],
    ),
    (
        12,
        "a season taken for the record's own dates",
        [
            change(JUNE, ":statement-1", "gov:editorInferred", "gov:stated"),
            drop(JUNE, ":statement-1", "gov:dueRationale"),
        ],
        ["GG332 :statement-1"],
    ),
    (
        12,
        "a season without its convention",
        [drop(JUNE, ":statement-1", "gov:dueRationale")],
        ["GG172 :statement-1"],
    ),
    (
        12,
        "a year that is read taken for printed",
        [
            change(JUNE, ":statement-14", "gov:editorInferred", "gov:stated"),
            drop(JUNE, ":statement-14", "gov:dueRationale"),
        ],
        ["GG332 :statement-14"],
    ),
    (
        12,
        "a recurrence taken for a day",
        [
            change(FEBRUARY, ":statement-8", "gov:recurring", "gov:forDelivery"),
            add(FEBRUARY, ":statement-8", dated("2023-02-10", "2024-02-09")),
        ],
        ["actions-open-ended 2023-02-10/8", "actions 2023-02-10/8"],
    ),
    (
        13,
        "a day of a discussion taken for one of delivery",
        [change(JUNE, ":statement-13", "gov:forDiscussion ;", "gov:forDelivery ;")],
        ["actions 2022-06-24/13"],
    ),
    (
        13,
        "a day of delivery taken for one of a discussion",
        [change(LETTER, ":statement-3", "gov:forDelivery", "gov:forDiscussion")],
        ["timing-passed 2022-06-24/3"],
    ),
]
