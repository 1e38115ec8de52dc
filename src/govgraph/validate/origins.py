"""Checks of what a record, a meeting or an approval rests on: do the words print its day?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS, VOCABULARIES
from govgraph.prose import is_day
from govgraph.validate.dates import MONTH
from govgraph.validate.facts import Facts
from govgraph.validate.grounds import days_printed, may_be
from govgraph.validate.naming import names
from govgraph.validate.rules import INFO, WARNING, Breach, Rule, at_literal
from govgraph.validate.sources import PLAIN_NAME, Sources
from govgraph.validate.speakers import is_reply

UNDATED = Rule(
    "GG434",
    "A day that the quoted words do not print",
    WARNING,
    "Quote with gov:evidence of a record the words that print its day, and with that of a meeting"
    " words that print its day or name its forum.",
    "A record and a meeting are known by their day; whoever doubts it looks at the words.",
)
REFERENCE = Rule(
    "GG435",
    "A reference that is not the printed one",
    WARNING,
    "Give in dcterms:identifier of the record the reference as the record prints it, as a plain"
    " string.",
    "Whoever answers a letter or asks for it does so by its reference.",
)
FOLLOWS = Rule(
    "GG437",
    "A letter that speaks of a meeting and follows none",
    INFO,
    "Name with gov:follows the meeting after which the letter was written; if it was written after"
    " none, leave it.",
    "What a letter says of the actions of a meeting is looked for after that meeting.",
)
APPROVAL = Rule(
    "GG438",
    "An approval that the quoted words do not tell",
    WARNING,
    "Quote the words that say what became of the minutes, and give gov:outcome as they say it.",
    "Minutes that were only discussed are not agreed, and other words of a record approve nothing.",
)
RULES = (UNDATED, REFERENCE, FOLLOWS, APPROVAL)

_EVIDENCE = NamedNode(GOV + "evidence")
_IDENTIFIER = VOCABULARIES["dcterms"] + "identifier"
_REFERENCE = re.compile(
    r"^[^\w\n]*(?:our|my) ref(?:erence)?(?:\s+(?:no|number))?[.:]*[ \t]+(\S.*)$",
    re.I | re.MULTILINE,
)
_MINUTES = re.compile(r"\b(?:minutes?|records?|notes?)\b", re.IGNORECASE)
_OUTCOMES = {
    GOV + "agreed": r"\b(?:agreed|approved|accepted|adopted|confirmed|signed)\b",
    GOV + "discussed": r"\b(?:discussed|considered|reviewed|received)\b",
}
# Letters look back for less than a year, so that day and month name one meeting.
_YEAR = 365


def check_origins(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield records, meetings and approvals of which the quoted words do not tell."""
    for record in facts.of("Record"):
        yield from _check_record(facts, record)
        yield from _check_reference(facts, sources, record)
    for meeting in facts.of("Meeting"):
        yield from _check_meeting(facts, meeting)
    yield from _check_letters(facts)
    for approval in facts.of("MinutesApproval"):
        yield from _check_approval(facts, approval)


def _quoted(facts: Facts, node: NamedNode) -> list[tuple[NamedNode, str]]:
    """Return the quotations that a node rests on, each with the words that it quotes."""
    found = [q for q in facts.values(node, "evidence") if isinstance(q, NamedNode)]
    return [(q, exact) for q in found for exact in facts.texts(q, "exact")]


def _holds(text: str, *numbers: str) -> bool:
    """Whether a text prints numbers; months have names in every language."""
    return all(re.search(rf"(?<!\d)0?{n.lstrip('0')}(?!\d)", text) for n in numbers)


def _check_record(facts: Facts, record: NamedNode) -> Iterator[Breach]:
    day, quoted = facts.text(record, "recordDate"), _quoted(facts, record)
    meeting = facts.node(record, "recordOf")
    # That minutes bear the day of their meeting is for a shape to say.
    if meeting is not None and facts.text(meeting, "heldOn") != day:
        return
    if day is None or not is_day(day) or not quoted:
        return
    if is_reply(facts, record):
        return
    if not any(_holds(text, day[:4], day[8:]) for _, text in quoted):
        yield at_literal(UNDATED, record, "recordDate", day)


def _check_meeting(facts: Facts, meeting: NamedNode) -> Iterator[Breach]:
    day, forum = facts.text(meeting, "heldOn"), facts.node(meeting, "forum")
    if day is None or not is_day(day):
        return
    paths = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", "abbreviation")
    called = [] if forum is None else [n for path in paths for n in facts.texts(forum, path)]
    for quotation, text in _quoted(facts, meeting):
        told = MONTH.search(text) or _holds(text, day[8:]) or any(names(text, n) for n in called)
        if not told or not may_be(text, *map(int, day.split("-")[1:])):
            yield Breach(UNDATED, meeting, _EVIDENCE, quotation, UNDATED.message)


def _check_reference(facts: Facts, sources: Sources, record: NamedNode) -> Iterator[Breach]:
    name = facts.text(record, "sourceFile")
    source = sources.text(name) if name is not None and PLAIN_NAME.fullmatch(name) else None
    path, given = NamedNode(_IDENTIFIER), facts.values(record, _IDENTIFIER)
    for reference in given:
        if not isinstance(reference, Literal):
            continue  # Another rule finds that.
        unprinted = source is not None and reference.value not in source
        if unprinted or reference.language:
            yield Breach(REFERENCE, record, path, reference, REFERENCE.message)
    printed = None if source is None or given else _REFERENCE.search(source)
    if printed is not None:
        message = f"{REFERENCE.message} It prints '{printed[1].strip()}'."
        yield Breach(REFERENCE, record, path, None, message)


def _check_letters(facts: Facts) -> Iterator[Breach]:
    # A meeting of another day may be the one of which any letter speaks.
    is_other = bool(facts.changed("heldOn")) or facts.renames("Meeting")
    letters = (facts.everywhere() if is_other else facts).of("Letter")
    unbound = {
        letter: written
        for letter in letters
        if not facts.values(letter, "follows")
        and not is_reply(facts, letter)
        and (written := facts.text(letter, "recordDate")) is not None
        and is_day(written)
    }
    held: dict[tuple[int, int], list[date]] = {}
    for meeting in facts.every("Meeting") if unbound else ():
        day = facts.text(meeting, "heldOn")
        if day is not None and is_day(day):
            on = date.fromisoformat(day)
            held.setdefault((on.day, on.month), []).append(on)
    for letter, written in unbound.items():
        told = {day for _, text in _quoted(facts, letter) for day in days_printed(text)}
        ago = [(date.fromisoformat(written) - on).days for day in told for on in held.get(day, ())]
        if any(0 < days < _YEAR for days in ago):
            yield Breach(FOLLOWS, letter, NamedNode(GOV + "follows"), None, FOLLOWS.message)


def _check_approval(facts: Facts, approval: NamedNode) -> Iterator[Breach]:
    quoted, outcome = facts.quoted(approval), facts.node(approval, "outcome")
    approved, at = facts.node(approval, "approves"), facts.node(approval, "approvedAt")
    evidence = facts.node(approval, "evidence")
    record = None if evidence is None else facts.node(evidence, "quotedFrom")
    day, then = (facts.text(m, "heldOn") or "" if m else "" for m in (approved, at))
    # In what order, and by whose words, minutes are approved is for shapes to say.
    of_another = record is not None and facts.node(record, "recordOf") != at
    if quoted is None or of_another or day >= then:
        return
    if not (_MINUTES.search(quoted) or (is_day(day) and _holds(quoted, day[8:]))):
        yield Breach(APPROVAL, approval, _EVIDENCE, evidence, APPROVAL.message)
    elif outcome is not None and outcome.value in _OUTCOMES:
        told = {code for code, verbs in _OUTCOMES.items() if re.search(verbs, quoted, re.I)}
        if told and outcome.value not in told:
            path = NamedNode(GOV + "outcome")
            yield Breach(APPROVAL, approval, path, outcome, APPROVAL.message)
