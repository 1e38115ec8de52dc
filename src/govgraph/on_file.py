"""What is on file around a story: all of it where that is little, else only what the story needs.

The records of a large board are counted and not listed; those from the first word of a story to
the last are looked up by their days.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from govgraph.model import Missing, RecordOnFile, Term
from govgraph.names import GOV, XSD
from govgraph.prose import MOST_LISTED
from govgraph.sparql.engine import solve
from govgraph.trace_rows import Asked, missing_of, records_of

_DATE = NamedNode(XSD + "date")
_RECORDS = f"{{ ?node a <{GOV}Minutes> }} UNION {{ ?node a <{GOV}Letter> }}"
_DATED = f"?node <{GOV}recordDate> ?day"
_IS_DAY = f'?day >= "0001-01-01"^^{_DATE} && STRLEN(STR(?day)) = 10'
# What is not of_meeting in the query records. As MINUS it takes a sixth of the time of EXISTS.
_CANNOT_BE_SILENT = (
    f"?node a <{GOV}Letter> FILTER NOT EXISTS {{ ?node <{GOV}follows> ?meeting }}"
    f" FILTER NOT EXISTS {{ ?wording <{GOV}statedIn> ?node }}"
)
_END = "9999-12-31"


class Around(NamedTuple):
    """What is on file around a story.

    Attributes:
        number: how many records are on file.
        earliest: the day of the first of them.
        latest: the day of the last.
        after: how many are of a day after the last word of the story.
        silent_after: how many of these can be silent: ``of_meeting`` in the query records.
        silent_until: the day of the last of these; an empty string where there is none.
        records: those from the first word on; without those after the last where many are silent.
        missing: likewise, meetings that are known of and not on file.
        addresses: the records whose published addresses are told: all, or of many these.
        holdings: the holdings that these records list, each with its post; None is all.
        whole: whether nothing is left out.
        days: days that have to be sound for a story to be told.
        all_dated: whether each record has one day.
    """

    number: int
    earliest: str
    latest: str
    after: int
    silent_after: int
    silent_until: str
    records: tuple[RecordOnFile, ...]
    missing: tuple[Missing, ...]
    addresses: tuple[RecordOnFile, ...]
    holdings: list[tuple[NamedNode, NamedNode]] | None
    whole: bool
    days: tuple[str, ...]
    all_dated: bool

    def until(self, last: str) -> str:
        """Return the day up to which it is listed, given that of the last word."""
        return _END if self.whole or self.silent_after <= MOST_LISTED else last


class OnFile:
    """What is on file, for one story or for many.

    Args:
        asked: what queries are put through.
        whole: whether each record is listed, however many there are.
    """

    def __init__(self, asked: Asked, *, whole: bool) -> None:
        self._asked = asked
        self._whole = whole
        self._all_dated: bool | None = None

    def around(self, first: str, last: str) -> Around:
        """Return what is on file around a story.

        Args:
            first: the day of its first word, or an empty string where it has none.
            last: the day of its last.
        """
        around = None if self._whole or not first else self._some(first, last)
        return around or self._all(first, last)

    @cached_property
    def missing(self) -> int:
        """Return how many meetings are known of and not on file."""
        return len(missing_of(self._asked("missing-records")))

    def telling(self, days: Iterable[Literal]) -> tuple[RecordOnFile, ...]:
        """Return the records that say something of actions of meetings of some days."""
        told = f"?sitting <{GOV}heldOn> ?day . ?event <{GOV}statusOfSome> ?sitting"
        where = f"VALUES ?day {{ {_listed(days)} }} {told} ; <{GOV}reportedIn> ?node"
        return records_of(self._asked.about("records", "node", self._nodes(where)))

    def _all(self, first: str, last: str) -> Around:
        records = records_of(self._asked("records"))
        missing = missing_of(self._asked("missing-records"))
        if self._all_dated is None:
            # One that has no day is in no row, and one that has two is in two.
            (filed,) = self._row(f"SELECT (COUNT(DISTINCT ?node) AS ?n) WHERE {{ {_RECORDS} }}")
            self._all_dated = filed == str(len(records))
        silent = [r.date for r in records if r.of_meeting and r.date > last]
        return Around(
            number=len(records),
            earliest=records[0].date if records else "",
            latest=records[-1].date if records else "",
            after=sum(r.date > last for r in records),
            silent_after=len(silent),
            silent_until=silent[-1] if silent else "",
            records=tuple(r for r in records if first <= r.date),
            missing=tuple(m for m in missing if first <= m.date),
            addresses=records,
            holdings=None,
            whole=True,
            days=tuple(r.date for r in records) + tuple(m.date for m in missing),
            all_dated=self._all_dated,
        )

    def _some(self, first: str, last: str) -> Around | None:
        """Return what a story needs, or None where all has to be looked at."""
        counted = self._counted(last)
        if counted is None or counted[0] <= MOST_LISTED:
            return None
        number, earliest, latest, after = counted
        silent_after, silent_until = self._silent(last)
        until = last if silent_after > MOST_LISTED else _END
        nodes, meetings = (self._since(p, first, until) for p in ("recordDate", "heldOn"))
        records = records_of(self._asked.about("records", "node", nodes))
        if len(records) != len(nodes):  # One of two kinds, or with two addresses.
            return None
        silent = [m for m in meetings if not self._is_minuted(m)]
        missing = missing_of(self._asked.about("missing-records", "meeting", silent))
        return Around(
            number=number,
            earliest=earliest,
            latest=latest,
            after=after,
            silent_after=silent_after,
            silent_until=silent_until,
            records=records,
            missing=missing,
            addresses=records,
            holdings=self._holdings([*meetings, *nodes]),
            whole=False,
            days=tuple(m.date for m in missing),
            all_dated=True,
        )

    def _counted(self, last: str) -> tuple[int, str, str, int] | None:
        """Return how many records there are, the first and the last day, and how many come after.

        Returns:
            None where a record has no sound day, or several.
        """
        number, nodes, earliest, latest, after, sound = self._row(
            "SELECT (COUNT(*) AS ?all) (COUNT(DISTINCT ?node) AS ?nodes) (MIN(?day) AS ?earliest)"
            f" (MAX(?day) AS ?latest) (SUM(IF(?day > {_day(last)}, 1, 0)) AS ?after)"
            f" (SUM(IF({_IS_DAY}, 1, 0)) AS ?sound) WHERE {{ {_DATED} }}"
        )
        (kinds,) = self._row(f"SELECT (COUNT(DISTINCT ?node) AS ?n) WHERE {{ {_RECORDS} }}")
        (undated,) = self._row(
            f"SELECT (COUNT(*) AS ?n) WHERE {{ {_RECORDS} MINUS {{ {_DATED} }} }}"
        )
        if not number == nodes == kinds == sound or undated != "0" or not after:
            return None
        return int(number), earliest, latest, int(after)

    def _silent(self, last: str) -> tuple[int, str]:
        """Return how many records after a day can be silent, and the day of the last of these."""
        number, until = self._row(
            f"SELECT (COUNT(*) AS ?n) (MAX(?day) AS ?until) WHERE {{ {_DATED}"
            f" FILTER (?day > {_day(last)}) MINUS {{ {_CANNOT_BE_SILENT} }} }}"
        )
        return int(number), until

    def _since(self, predicate: str, first: str, until: str) -> list[NamedNode]:
        """Return what is of a day from one to another, or of no sound day."""
        within = f"COALESCE(?day >= {_day(first)} && ?day <= {_day(until)}, true)"
        sound = f"COALESCE({_IS_DAY}, false)"
        return self._nodes(f"?node <{GOV}{predicate}> ?day FILTER ({within} || !{sound})")

    def _is_minuted(self, meeting: NamedNode) -> bool:
        record_of = NamedNode(GOV + "recordOf")
        return any(True for _ in self._asked.store.quads_for_pattern(None, record_of, meeting))

    def _holdings(self, places: list[NamedNode]) -> list[tuple[NamedNode, NamedNode]]:
        """Return the holdings of heads' posts that meetings and letters list, with the posts."""
        listed = (f"<{GOV}{p}>/<{GOV}inCapacityOf>" for p in ("hasPresence", "hasApology"))
        rows = self._rows(
            f"SELECT DISTINCT ?holding ?post WHERE {{ VALUES ?place {{ {_listed(places)} }}"
            f" ?place {'|'.join(listed)}|<{GOV}addressee> ?holding ."
            f" ?holding <{GOV}heldRole> ?post . ?organization <{GOV}headRole> ?post }}"
        )
        found = [(h, p) for h, p in rows if isinstance(h, NamedNode) and isinstance(p, NamedNode)]
        return sorted(found, key=str)

    def _nodes(self, where: str) -> list[NamedNode]:
        rows = self._rows(f"SELECT DISTINCT ?node WHERE {{ {where} }}")
        return [node for (node,) in rows if isinstance(node, NamedNode)]

    def _row(self, text: str) -> list[str]:
        """Return the one row of numbers and days; what is not known is an empty string."""
        (row,) = self._rows(text)
        return [term.value if isinstance(term, Literal) else "" for term in row]

    def _rows(self, text: str) -> list[list[Term | None]]:
        return [list(row) for row in solve(self._asked.store, text)]  # type: ignore[union-attr]


def _day(text: str) -> Literal:
    return Literal(text, datatype=_DATE)


def _listed(terms: Iterable[Term]) -> str:
    return " ".join(sorted(map(str, terms)))
