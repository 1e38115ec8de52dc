"""Checks of who held a role: is it one person at a time?"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby, permutations
from typing import NamedTuple

from pyoxigraph import NamedNode, QuerySolutions

from govgraph.names import GOV, RDF_TYPE
from govgraph.prose import is_day
from govgraph.validate.facts import Facts
from govgraph.validate.rules import WARNING, Breach, Rule

SEAT = Rule(
    "GG412",
    "Two substantive holders on one day",
    WARNING,
    "Make one of the two gov:acting or gov:interim if its record says so, or name the role that"
    " each of them holds; if the records do name two, leave it.",
    "A role is one seat; who answered for it on that day would stay open.",
)
RULES = (SEAT,)

_ROLE = NamedNode(GOV + "heldRole")
_HELD = f"""
  ?holding <{GOV}holdingMode> <{GOV}substantive> ; <{GOV}heldRole> ?role ; <{GOV}holder> ?person .
"""
_DAYS = f"""
SELECT DISTINCT ?role ?person ?holding ?day WHERE {{
  # table
  {_HELD} ?holding <{GOV}attestedOn> ?day .
}}
"""
_SPANS = f"""
SELECT DISTINCT ?role ?person ?holding ?first ?last WHERE {{
  # table
  {_HELD} ?holding <{GOV}validFrom>|<{GOV}validUntil> ?bound .
  OPTIONAL {{ ?holding <{GOV}validFrom> ?first }}
  OPTIONAL {{ ?holding <{GOV}validUntil> ?last }}
}}
"""
_SAID = ("holdingMode", "heldRole", "holder", "attestedOn", "validFrom", "validUntil")
# Before and after all days: what has no bound on a side.
_EVER, _FOREVER = "", "9999-99-99"


class _Day(NamedTuple):
    """A day on which a record shows somebody in a role."""

    day: str
    person: str
    holding: str


class _Span(NamedTuple):
    """The days from and until which a record says that somebody is in a role."""

    first: str
    last: str
    person: str
    holding: str


def check_seats(facts: Facts) -> Iterator[Breach]:
    """Yield holdings on a day of which another holding says that somebody else had the role."""
    changed = None if facts.near is None else _changed(facts)
    if changed is not None and not changed:
        return
    asked = None if changed is None else _beside(facts, changed)
    days: defaultdict[str, list[_Day]] = defaultdict(list)
    for role, person, holding, day in _rows(facts, _DAYS, asked):
        if is_day(day):  # Of what is none a shape tells.
            days[role].append(_Day(day, person, holding))
    spans: defaultdict[str, list[_Span]] = defaultdict(list)
    for role, person, holding, first, last in _rows(facts, _SPANS, asked):
        spans[role].append(_Span(_from(first), _until(last), person, holding))
    found = {
        (one, role, other)
        for role, shown in days.items()
        for one, other in (*_on_one_day(sorted(shown)), *_within(sorted(shown), spans[role]))
        if changed is None or not changed.isdisjoint((one, other))
    }
    for one, role, other in sorted(found):
        node, others = NamedNode(one), (NamedNode(other),)
        if GOV + "RoleHolding" in facts.classes.get(node, ()):
            yield Breach(SEAT, node, _ROLE, NamedNode(role), SEAT.message, others=others)


def _changed(facts: Facts) -> set[str]:
    """Return the things of which another class, seat or day is said than before."""
    subjects = (statement.subject for statement in facts.changed(RDF_TYPE, *_SAID))
    return {node.value for node in subjects if isinstance(node, NamedNode)}


def _beside(facts: Facts, changed: Iterable[str]) -> set[str]:
    """Return some holdings, and those with a day that is one of theirs, or within theirs."""
    shown, firsts, lasts = map(facts.column, ("attestedOn", "validFrom", "validUntil"))
    spans = {
        holding: (
            min(map(_from, firsts.get(holding, ())), default=_EVER),
            max(map(_until, lasts.get(holding, ())), default=_FOREVER),
        )
        for holding in firsts.keys() | lasts.keys()
    }
    theirs = set(map(NamedNode, changed))
    days = {day for holding in theirs for day in shown.get(holding, ())}
    open_to = [spans[holding] for holding in theirs if holding in spans]
    found = theirs | {
        holding
        for holding, own in shown.items()
        if not own.isdisjoint(days) or any(a <= day <= b for a, b in open_to for day in own)
    }
    found |= {holding for holding, (a, b) in spans.items() if any(a <= day <= b for day in days)}
    return {holding.value for holding in found if isinstance(holding, NamedNode)}


def _from(first: str) -> str:
    return first if is_day(first) else _EVER


def _until(last: str) -> str:
    return last if is_day(last) else _FOREVER


def _on_one_day(days: Iterable[_Day]) -> Iterator[tuple[str, str]]:
    """Yield pairs of holdings that are shown on one day, the one with the later name first."""
    for _, group in groupby(days, lambda one: one.day):
        for one, other in permutations(group, 2):
            if one.person != other.person and other.holding < one.holding:
                yield one.holding, other.holding


def _within(days: Iterable[_Day], spans: Iterable[_Span]) -> Iterator[tuple[str, str]]:
    """Yield each holding that is shown on a day of another one, with that one."""
    # Most days of a span are its own holder's, and are passed over together.
    runs = [list(run) for _, run in groupby(days, lambda one: one.person)]
    ends = [run[-1].day for run in runs]
    for span in spans:
        for at in range(bisect_left(ends, span.first), len(runs)):
            run = runs[at]
            if run[0].day > span.last:
                break
            for one in run if run[0].person != span.person else ():
                if span.first <= one.day <= span.last:
                    yield one.holding, span.holding


def _rows(facts: Facts, query: str, holdings: Collection[str] | None) -> Iterator[list[str]]:
    """Yield the values of each row, of some holdings or of all; what has none is an empty text."""
    if holdings is not None:
        table = f"VALUES ?holding {{ {' '.join(f'<{h}>' for h in sorted(holdings))} }}"
        query = query.replace("# table", table)
    rows = facts.store.query(query, use_default_graph_as_union=True)
    for row in rows if isinstance(rows, QuerySolutions) else ():
        if all(isinstance(term, NamedNode) for term in (row[0], row[2])):
            yield ["" if term is None else str(term.value) for term in row]
