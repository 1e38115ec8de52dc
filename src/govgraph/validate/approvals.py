"""Checks of minutes: does a later record on file say that they were agreed?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache, partial
from itertools import groupby

from pyoxigraph import NamedNode

from govgraph.names import GOV, RDF_TYPE
from govgraph.prose import is_day
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, Breach, Rule

NEVER = Rule(
    "GG228",
    "Minutes that no record on file agrees",
    INFO,
    "If a later record says that these minutes were agreed, add the gov:MinutesApproval; if none on"
    " file does, leave it.",
    "It is worth knowing which minutes are not on record as agreed. The latest of a forum are left"
    " out: no later record could say so.",
)
RULES = (NEVER,)

# A day and the record that bears it.
_Dated = tuple[str, NamedNode]

_PATH = NamedNode(GOV + "recordOf")
# What makes minutes the latest of their forum, or approves them.
_TOLD = ("approves", "forum", "outcome", "recordDate", "recordOf")
_AGREED = NamedNode(GOV + "agreed")


def check_approvals(facts: Facts) -> Iterator[Breach]:
    """Yield minutes that are not on record as agreed, though there are later records."""
    if facts.near is not None and not facts.changed(*_TOLD, RDF_TYPE):
        return
    records = cache(partial(_records, facts))
    looked_at = _nearby(facts, records) if facts.near is not None else facts.every("Minutes")
    for minutes in looked_at:
        days = [day for day in facts.texts(minutes, "recordDate") if is_day(day)]
        for meeting in _nodes(facts, minutes, "recordOf") if days else ():
            forums = _nodes(facts, meeting, "forum")
            is_latest = all(day <= min(days) for forum in forums for day, _ in records(forum)[:1])
            if not is_latest and not _is_agreed(facts, meeting):
                yield Breach(NEVER, minutes, _PATH, meeting, NEVER.message)


def _nearby(facts: Facts, records: Callable[[NamedNode], Sequence[_Dated]]) -> list[NamedNode]:
    """Return the minutes near to a change, in order, and those of which it may make something else.

    It may take an approval from them, or be the first later record of their forum.
    """
    approved = _objects(facts, "approves")
    approved |= {m for a in _subjects(facts, "outcome") for m in _nodes(facts, a, "approves")}
    found = {record for meeting in approved for record in facts.leading_to(meeting, "recordOf")}
    moved, new = _subjects(facts, "forum"), _subjects(facts, "recordOf", "recordDate")
    new |= {record for meeting in moved for record in facts.leading_to(meeting, "recordOf")}
    # Also where they were before, so that the same is looked at without the change.
    held = moved | _objects(facts, "recordOf")
    held |= {meeting for record in new for meeting in _nodes(facts, record, "recordOf")}
    forums = {forum for meeting in held for forum in _nodes(facts, meeting, "forum")}
    for forum in forums | _objects(facts, "forum"):
        for _, group in groupby(records(forum), lambda one: one[0]):
            of_day = {record for _, record in group}
            found |= of_day
            if not of_day <= new:
                break  # What is earlier has had a later record before.
    minutes = {r for r in found if GOV + "Minutes" in facts.classes.get(r, ())}
    return sorted(minutes.union(facts.of("Minutes")), key=lambda r: r.value)


def _subjects(facts: Facts, *names: str) -> set[NamedNode]:
    """Return the things of which some properties come or go."""
    return {t.subject for t in facts.changed(*names) if isinstance(t.subject, NamedNode)}


def _objects(facts: Facts, name: str) -> set[NamedNode]:
    """Return the things that come or go as values of a property."""
    return {t.object for t in facts.changed(name) if isinstance(t.object, NamedNode)}


def _records(facts: Facts, forum: NamedNode) -> list[_Dated]:
    """Return the records of the meetings of a forum, each with its day; the latest first."""
    found = [
        (day, record)
        for meeting in facts.leading_to(forum, "forum")
        for record in facts.leading_to(meeting, "recordOf")
        for day in facts.texts(record, "recordDate")
        if is_day(day)
    ]
    return sorted(found, key=lambda one: (one[0], one[1].value), reverse=True)


def _is_agreed(facts: Facts, meeting: NamedNode) -> bool:
    """Return whether the minutes of a meeting are approved, and no word says how else than so."""
    return any(
        _AGREED in outcomes or not outcomes
        for approval in facts.leading_to(meeting, "approves")
        for outcomes in [facts.values(approval, "outcome")]
    )


def _nodes(facts: Facts, node: NamedNode, name: str) -> list[NamedNode]:
    return [value for value in facts.values(node, name) if isinstance(value, NamedNode)]
