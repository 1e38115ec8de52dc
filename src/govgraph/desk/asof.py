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

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, Quad, Store

from govgraph.desk.named_days import named_days
from govgraph.errors import GovgraphError
from govgraph.load import CODE_LISTS, INFERRED
from govgraph.model import Term
from govgraph.names import GOV, SKOS
from govgraph.parameters import latest_date
from govgraph.prose import is_day, long_date

Graph = NamedNode | BlankNode | DefaultGraph

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


# The engine holds what it is given in one call, and a large board is not to be held twice.
_BATCH = 20_000


class _Graphs(NamedTuple):
    """The graphs of a store: of the records by the day, of later ones, and of registers."""

    records: frozenset[Graph]
    later: frozenset[Graph]
    registers: frozenset[Graph]


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
    known = Store()
    quads = _known(store, _graphs(store, records, later), _Dates(store, day))
    lists = store.quads_for_pattern(None, None, None, NamedNode(CODE_LISTS))
    told = chain(lists, quads)
    while batch := list(islice(told, _BATCH)):
        known.extend(batch)
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


def _graphs(store: Store, records: Iterable[str], later: set[str]) -> _Graphs:
    filed = {NamedNode(iri) for iri in records}
    after = {NamedNode(iri) for iri in later}
    # What follows does so from all that is on file, and would have to be inferred anew.
    others = {DefaultGraph(), *store.named_graphs()} - {INFERRED, NamedNode(CODE_LISTS)}
    return _Graphs(frozenset(filed - after), frozenset(after), frozenset(others - filed))


def _known(store: Store, graphs: _Graphs, dates: _Dates) -> Iterator[Quad]:
    """Yield the quads of records and registers that were known."""

    def said(predicate: str) -> Iterator[Quad]:
        quads = store.quads_for_pattern(None, NamedNode(predicate), None)
        return (q for q in quads if q.graph_name in graphs.records)

    read_later = {q.subject for q in said(_RATIONALE) if dates.named_in(q)}
    out: set[Term] = {*read_later, *_only_later(store, graphs)}

    def is_known(quad: Quad) -> bool:
        if quad.subject in read_later or quad.object in out:
            return False
        return not (quad.predicate.value in _EDITORS and dates.named_in(quad))

    followed = {q.object for name in _LINKS for q in said(name) if is_known(q)}
    registers = _Registers(store, graphs, out, dates)
    for graph in graphs.records:
        for quad in filter(is_known, store.quads_for_pattern(None, None, None, graph)):
            # That an action begins a thread is known once another takes it up.
            if quad.predicate.value != _IN_THREAD or quad.subject in followed:
                registers.meet(quad)
                yield quad
    yield from registers.known()


def _only_later(store: Store, graphs: _Graphs) -> Iterator[Term]:
    """Yield the things that later records alone say something of."""
    after = {
        q.subject
        for graph in graphs.later
        for q in store.quads_for_pattern(None, None, None, graph)
    }
    for subject in after:
        homes = {q.graph_name for q in store.quads_for_pattern(subject, None, None)}
        if homes.isdisjoint(graphs.records) and homes.isdisjoint(graphs.registers):
            yield subject


class _Registers:
    """What registers say, and which of their things records lead to."""

    def __init__(self, store: Store, graphs: _Graphs, out: set[Term], dates: _Dates) -> None:
        self._about: dict[Term, list[Quad]] = {}
        for graph in graphs.registers:
            for quad in store.quads_for_pattern(None, None, None, graph):
                if quad.object not in out and not dates.named_in(quad):
                    self._about.setdefault(quad.subject, []).append(quad)
        self._objects = {q.object for quads in self._about.values() for q in quads}
        self._filed: set[Term] = set()
        self._waiting: set[Term] = set()

    def meet(self, quad: Quad) -> None:
        """Take note of a quad of a record that was known."""
        if quad.object in self._about:
            self._waiting.add(quad.object)
        if quad.subject in self._objects:
            self._filed.add(quad.subject)

    def known(self) -> Iterator[Quad]:
        """Yield the quads about things that records lead to, that lead to them, or that these need.

        To be asked once all records were met.
        """
        about, waiting = self._about, self._waiting
        waiting |= {s for s, quads in about.items() if any(q.object in self._filed for q in quads)}
        known: set[Term] = set()
        while waiting:
            known |= waiting
            reached = {q.object for s in waiting for q in about[s]}
            waiting = (reached & about.keys()) - known
        yield from (q for s in known for q in about[s])
