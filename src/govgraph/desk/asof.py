"""The data as it was known on a day.

What is dated after the day is out: records, and whatever of the registers no earlier record speaks
of. A register has no date of its own, so a thing of it is known where a record on file by then
points to it, or it points to such a record, or a known thing of a register needs it. Words of an
editor that name the day or the month of a later record or meeting were written with later
knowledge: they are out, and with a rationale the reading that rests on it.

Saved queries that run on the result need no ``as_of`` for what they read; the day itself is still
to be given to those that count from it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad, Store

from govgraph.desk.named_days import named_days
from govgraph.errors import GovgraphError
from govgraph.load import CODE_LISTS, INFERRED
from govgraph.model import Term
from govgraph.names import GOV, SKOS
from govgraph.parameters import latest_date
from govgraph.prose import is_day, long_date

_RATIONALE = GOV + "rationale"
# What an editor writes into the graph of a record; the rest of its words are the record's own.
_EDITORS = {
    *(GOV + name for name in ("rationale", "dueRationale", "originNote", "nothingElse")),
    *(SKOS + name for name in ("editorialNote", "prefLabel")),
}
_LINKS = (GOV + "followUpTarget", GOV + "reissueTarget")
_IN_THREAD = GOV + "inThread"


# What is compared with days, and counted from.
_DATES = ("recordDate", "heldOn", "dueFrom", "dueBy")


class _Parts(NamedTuple):
    """The quads of a store: those of the records by the day, of later ones, and of registers."""

    records: list[Quad]
    later: list[Quad]
    registers: list[Quad]
    lists: list[Quad]


def checked_day(given: str) -> str:
    """Return a day as it was given.

    Raises:
        GovgraphError: it is no ISO day that the calendar has.
    """
    if not is_day(given):
        raise GovgraphError("bad-date", f"'{given}' is no day.", hint="Write YYYY-MM-DD.")
    return given


def as_of_day(store: Store, given: str | None) -> str:
    """Return the day of which is asked: the one given, else that of the latest record on file.

    Raises:
        GovgraphError: it is no day, or no record on file is dated on or before it.
    """
    _refuse_unsound(store)
    days = sorted(_days(store, "recordDate").values())
    day = latest_date(store) if given is None else checked_day(given)
    if day is None or not days:
        raise GovgraphError("no-record", "no record is on file.")
    if day < days[0]:
        message = f"no record on file is dated on or before {long_date(day)}."
        hint = f"The first is of {long_date(days[0])}."
        raise GovgraphError("no-record", message, hint=hint)
    return day


def _refuse_unsound(store: Store) -> None:
    """Refuse data in which something is dated by what is no day: nothing can be told as of one."""
    for name in _DATES:
        for iri, day in sorted(_days(store, name).items()):
            if not is_day(day):
                hint = "Run 'govgraph validate' to see where."
                what = f"'{day}' is no day (gov:{name} of <{iri}>)."
                raise GovgraphError("unsound-data", what, hint=hint)


def known_on(store: Store, day: str) -> Store:
    """Return a store that holds what was on file on a day.

    Args:
        store: the data, a graph a file, as :func:`govgraph.load.open_store` gives it.
        day: an ISO day, see :func:`as_of_day`.

    Returns:
        The store itself where no record on file is later; else a new one, in memory.
    """
    records = _days(store, "recordDate")
    later = {iri for iri, dated in records.items() if dated > day}
    if not later:
        return store
    parts = _parts(store, records, later)
    known = Store()
    known.extend(parts.lists)
    known.extend(_known(parts, _Dates(store, day)))
    return known


class _Dates:
    """The days and months of what is later than a day, to find where words name one."""

    def __init__(self, store: Store, day: str) -> None:
        dated = {*_days(store, "recordDate").values(), *_days(store, "heldOn").values()}
        self._later = {d for d in dated if d > day}
        # The month of a later record may be that of an earlier one too.
        self._months = {d[:7] for d in self._later} - {d[:7] for d in dated if d <= day}

    def named_in(self, quad: Quad) -> bool:
        """Whether the object is words that name one of them."""
        if not isinstance(quad.object, Literal):
            return False
        named = named_days(quad.object.value)
        return not (self._later.isdisjoint(named) and self._months.isdisjoint(d[:7] for d in named))


def _days(store: Store, predicate: str) -> dict[str, str]:
    quads = store.quads_for_pattern(None, NamedNode(GOV + predicate), None)
    return {
        q.subject.value: q.object.value
        for q in quads
        if isinstance(q.subject, NamedNode) and isinstance(q.object, Literal)
    }


def _parts(store: Store, records: Iterable[str], later: set[str]) -> _Parts:
    parts = _Parts([], [], [], [])
    filed = set(records)
    for quad in store:
        graph = getattr(quad.graph_name, "value", "")
        if graph == INFERRED.value:
            continue  # It follows from all that is on file, and would have to be inferred anew.
        if graph == CODE_LISTS:
            parts.lists.append(quad)
        elif graph in later:
            parts.later.append(quad)
        elif graph in filed:
            parts.records.append(quad)
        else:
            parts.registers.append(quad)
    return parts


def _known(parts: _Parts, dates: _Dates) -> list[Quad]:
    """Return the quads of records and registers that were known."""
    read_later = {
        q.subject for q in parts.records if q.predicate.value == _RATIONALE and dates.named_in(q)
    }
    here = {q.subject for quads in (parts.records, parts.registers) for q in quads}
    out: set[Term] = {*read_later, *({q.subject for q in parts.later} - here)}
    records = [
        q
        for q in parts.records
        if q.subject not in read_later
        and q.object not in out
        and not (q.predicate.value in _EDITORS and dates.named_in(q))
    ]
    followed = {q.object for q in records if q.predicate.value in _LINKS}
    # That an action begins a thread is known once another takes it up.
    records = [q for q in records if q.predicate.value != _IN_THREAD or q.subject in followed]
    return records + _registered(parts.registers, records, out, dates)


def _registered(
    registers: list[Quad], records: list[Quad], out: set[Term], dates: _Dates
) -> list[Quad]:
    """Return the quads of the registers about things that were known."""
    about: dict[Term, list[Quad]] = {}
    for quad in registers:
        if quad.object not in out and not dates.named_in(quad):
            about.setdefault(quad.subject, []).append(quad)
    filed = {q.subject for q in records}
    waiting = {q.object for q in records} & about.keys()
    waiting |= {s for s, quads in about.items() if any(q.object in filed for q in quads)}
    known: set[Term] = set()
    while waiting:
        known |= waiting
        reached = {q.object for s in waiting for q in about[s]}
        waiting = (reached & about.keys()) - known
    return [q for s in known for q in about[s]]
