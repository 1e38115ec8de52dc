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
    near = frozenset() if facts.near is None else facts.near.nodes
    lost = {t.object for t in facts.changed("approves") if isinstance(t.object, NamedNode)}
    named = {m for a in facts.of("MinutesApproval") for m in _nodes(facts, a, "approves")}
    found = {r for meeting in lost | named for r in facts.leading_to(meeting, "recordOf")}
    meetings = {m for r in facts.of("Record") for m in _nodes(facts, r, "recordOf")}
    for forum in {
        f for m in meetings.union(facts.of("Meeting")) for f in _nodes(facts, m, "forum")
    }:
        for _, group in groupby(records(forum), lambda one: one[0]):
            of_day = {record for _, record in group}
            found |= of_day
            if not of_day <= near:
                break  # What is earlier has had a later record before.
    minutes = {r for r in found if GOV + "Minutes" in facts.classes.get(r, ())}
    return sorted(minutes.union(facts.of("Minutes")), key=lambda r: r.value)


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
