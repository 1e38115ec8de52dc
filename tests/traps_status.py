"""Known mistakes about how things stand: status, time, links, approvals and meetings."""

from __future__ import annotations

from tests.known_mistakes import (
    AUGUST,
    FEBRUARY,
    JUNE,
    LETTER,
    OCTOBER,
    Known,
    a_reading,
    as_stated,
    at,
    node,
    without,
)
from tests.mistakes import Spoil, add, append, change, drop

LATE, LINK = ":event-not-yet-received", ":link-action-1"
STATED = ("gov:basis gov:stated", "gov:confidence gov:certain")


def event(record: str, action: str, status: str, words: str, *how: str) -> Spoil:
    """Add a status event."""
    statements = (f"gov:statusOf {action}", f"gov:toStatus gov:{status}", *how)
    reported = f"gov:reportedIn record:{record}"
    name = ":event-added"
    text = node(name, "StatusEvent", *statements, reported, f"gov:evidence {words}")
    return append(record, text)


KNOWN: list[Known] = [
    (
        17,
        "another plan's actions taken for one of these",
        [
            event(
                JUNE,
                ":action-13",
                "completed",
                ":q-actions-of-mayors-action-plan-delivered",
                *STATED,
            )
        ],
        ["action-trace delivered 21 of the 23 actions"],
    ),
    (
        17,
        "another plan's remaining actions taken for one of these",
        [
            event(
                JUNE,
                ":action-12",
                "inProgress",
                ":q-actions-of-mayors-action-plan-delivered",
                *STATED,
            )
        ],
        ["action-status 2022-06-24/12"],
    ),
    (
        17,
        "another plan's actions taken for those of this meeting",
        [
            append(
                JUNE,
                node(
                    ":event-added",
                    "StatusEvent",
                    "gov:statusOfSome meeting:2022-06-24-performance-and-risk",
                    "gov:toStatus gov:completed",
                    f"gov:reportedIn record:{JUNE}",
                    *STATED,
                    "gov:evidence :q-actions-of-mayors-action-plan-delivered",
                ),
            )
        ],
        ["unnamed-actions 21 of the 23 actions"],
    ),
    (
        18,
        "silence taken for a failure to deliver",
        [event(JUNE, ":action-2", "notDelivered", ":p-action-2", *a_reading("No record tells."))],
        ["action-status 2022-06-24/2", "timing-passed 2022-06-24/2"],
    ),
    (
        18,
        "silence taken for completion",
        [
            event(
                OCTOBER, at(JUNE, "action-3"), "completed", ":p1.1", *a_reading("Not named since.")
            )
        ],
        ["action-status 2022-06-24/3", "never-mentioned-again 2022-06-24/3"],
    ),
    (
        18,
        "a status that is a verdict",
        [change(AUGUST, LATE, "gov:notDelivered", "gov:overdue")],
        [f"GG191 {LATE}", "action-trace not-delivered"],
    ),
    (
        18,
        "completed actions that are not named spread over one",
        [
            event(
                OCTOBER,
                at(JUNE, "action-4"),
                "completed",
                ":q-approval-of-minutes",
                *a_reading("Completed actions were noted."),
            )
        ],
        ["GG270 :event-added", "action-status 2022-06-24/4"],
    ),
    (
        18,
        "outstanding actions that are not named spread over one",
        [
            event(
                OCTOBER,
                at(JUNE, "action-5"),
                "outstanding",
                ":q-outstanding-actions",
                *a_reading("Outstanding actions were to be raised."),
            )
        ],
        ["GG270 :event-added", "never-mentioned-again 2022-06-24/5"],
    ),
    (
        19,
        "later evidence filed under an earlier record",
        [change(AUGUST, LATE, f"record:{AUGUST}", f"record:{OCTOBER}")],
        [f"GG195 {LATE}"],
    ),
    (
        19,
        "the day of a record put back",
        [change(AUGUST, f"record:{AUGUST}", '"2023-08-31"^^xsd:date', '"2023-01-20"^^xsd:date')],
        [f"GG041 record:{AUGUST}", "action-status 2022-06-24/13"],
    ),
    (
        20,
        "a link that no record makes taken for the record's",
        as_stated(AUGUST, LINK),
        ["action-status 2022-06-24/13", "action-trace reissued"],
    ),
    (
        20,
        "a status that is read taken for the record's",
        as_stated(AUGUST, LATE),
        ["action-trace not-delivered"],
    ),
    (
        20,
        "a reading called certain",
        [change(AUGUST, LINK, "gov:probable", "gov:certain")],
        [f"GG023 {LINK}"],
    ),
    (20, "a reading without its reason", [drop(AUGUST, LINK, "gov:rationale")], [f"GG024 {LINK}"]),
    (
        20,
        "a reading without its confidence",
        [drop(AUGUST, LINK, "gov:confidence")],
        [f"GG021 {LINK}"],
    ),
    (
        20,
        "a link without a node that says who makes it",
        [change(AUGUST, ":action-1", ":link-action-1", "m2206:action-13")],
        ["GG137 :action-1", "action-trace reissued"],
    ),
    (
        21,
        "minutes that were discussed taken for agreed",
        [change(FEBRUARY, ":approval-of-minutes", "gov:discussed", "gov:agreed")],
        ["minutes-approval 2022-10-14"],
    ),
    (
        21,
        "an approval that is on no record",
        [
            append(
                AUGUST,
                node(
                    ":approval-of-february",
                    "MinutesApproval",
                    "gov:approves meeting:2023-02-10-performance-and-risk",
                    "gov:approvedAt meeting:2023-08-31-performance-and-risk",
                    "gov:outcome gov:agreed",
                    "gov:evidence :q-meeting-of-28-april",
                ),
            )
        ],
        ["minutes-approval 2023-02-10"],
    ),
    (
        22,
        "a planned meeting recorded as held",
        [
            append(
                "meetings",
                node(
                    "meeting:2022-08-15-dmpc-ac-frontline-policing",
                    "Meeting",
                    'skos:prefLabel "DMPC-AC Frontline Policing, August 2022"@en',
                    "gov:forum forum:dmpc-ac-frontline-policing",
                    'gov:heldOn "2022-08-15"^^xsd:date',
                    "gov:knownByMention true",
                    "gov:evidence m2206:p-action-13",
                ),
            )
        ],
        ["forum-commitments 2022-06-24/13"],
    ),
    (
        22,
        "a meeting known by mention that does not say so",
        [drop("meetings", "meeting:2023-04-28-performance-and-risk", "gov:knownByMention")],
        ["GG077 meeting:2023-04-28-performance-and-risk"],
    ),
    (
        22,
        "the mention by which a meeting is known left out",
        [without(LETTER, ":mention-meeting-of-19-july")],
        ["missing-records 2022-07-19"],
    ),
    (
        22,
        "a doubtful mention taken for a sound one",
        [change(LETTER, ":mention-2022-04-21-oversight-board", "gov:possible", "gov:probable")],
        ["missing-records 2022-04-21"],
    ),
    (
        22,
        "a letter known by mention left out",
        [without(LETTER, ":mention-response-to-the-april-2022-letter")],
        [
            "GG251 document:response-to-the-april-2022-letter",
            "documents-cited MPS response to the letter",
        ],
    ),
    (
        22,
        "a letter known by mention taken for one on file",
        [drop("documents", "document:response-to-the-april-2022-letter", "gov:knownByMention")],
        ["GG281 document:response-to-the-april-2022-letter"],
    ),
    (
        23,
        "a publication date put after the meeting",
        [change(JUNE, f"record:{JUNE}", 'publishedOn "2022-06-24"', 'publishedOn "2022-07-20"')],
        [f"GG333 record:{JUNE}"],
    ),
    (
        23,
        "a publication date made up",
        [add(OCTOBER, f"record:{OCTOBER}", 'gov:publishedOn "2023-02-10"^^xsd:date')],
        [f"GG333 record:{OCTOBER}"],
    ),
    (
        23,
        "a publication date left out, since it equals the meeting's",
        [drop(JUNE, f"record:{JUNE}", "gov:publishedOn")],
        [f"GG338 record:{JUNE}"],
    ),
]
