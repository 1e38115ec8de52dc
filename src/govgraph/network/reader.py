"""What the data say of one thing: label, kind, day, and the words that it rests on.

Views ask the same five questions of thousands of things. Each property is read once, whole,
which takes a tenth of the time of a look-up for each thing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, cached_property
from typing import NamedTuple

from govgraph.graph import STATED, Node, Quote, Source
from govgraph.names import GOV, RDF_TYPE, SKOS
from govgraph.network.labels import on_one_line, shortened, words
from govgraph.network.properties import Properties
from govgraph.prose import is_day, short_date

_is_day = cache(is_day)
_MOST_QUOTES = 4
# What points to a thing that has no evidence of its own, the nearest first.
_POINTERS = (
    "states",
    "attendee",
    "heldRole",
    "holder",
    "mentions",
    "addressedTo",
    "attributedTo",
    "statusOf",
    "hasTarget",
    "listedUnder",
    "lead",
    "topic",
    "forDiscussionAt",
    "forum",
    "inThread",
    "ownerRole",
    "ownerPerson",
    "ownerOrganization",
    "recipientRole",
    "recipientOrganization",
    "roleIn",
    "inRegister",
    "continuedBy",
    "approves",
)
_QUOTATION = ("quotedFrom", "inPassage", "locator", "text")
_LABELS = (SKOS + "prefLabel", "locator", "shortForm", "measure", "text", "number")
_DAYS = ("heldOn", "recordDate", "attestedOn")
_RECORDS = ("statedIn", "reportedIn", "quotedFrom")

_LookUps = tuple[Callable[[str], str | None], ...]


class _Columns(NamedTuple):
    quotation: _LookUps
    labels: _LookUps
    days: _LookUps
    records: _LookUps


class Attributes(NamedTuple):
    """Whose word a statement is: basis, confidence of a reading, and its reason."""

    basis: str
    confidence: str
    rationale: str


_STATED = Attributes(STATED, "", "")
_STATED_IRI = f"{GOV}stated"


class Reader(Properties):
    """Says of each thing what views show."""

    def __init__(self, source: Source) -> None:
        super().__init__(source)
        self._quotes: dict[str, tuple[Quote, ...]] = {}
        self._places: dict[str, tuple[str, int]] = {}

    def cls(self, iri: str) -> str:
        """Return the local name of the class of a thing, or an empty string."""
        for kind in self.values(RDF_TYPE).get(iri, ()):
            if kind.startswith(GOV):
                return kind[len(GOV) :]
        return ""

    @cached_property
    def _looked_up(self) -> _Columns:
        """What most things are asked for: a look-up by name takes four times as long."""
        return _Columns(
            *(
                tuple(self.firsts(name).get for name in names)
                for names in (_QUOTATION, _LABELS, _DAYS, _RECORDS)
            )
        )

    def kind(self, iri: str) -> str:
        """Return what a thing is, in words: ``agenda item``."""
        return words(self.cls(iri)) or "thing"

    # What is asked a hundred thousand times is a function that remembers: a method that looks up
    # what it has said takes three times as long.

    @cached_property
    def id(self) -> Callable[[str], str]:
        """How people name a thing: ``DATE/NUMBER`` for an action, else its CURIE."""
        return cache(lambda iri: self.action_ids.get(iri) or self.compact(iri))

    @cached_property
    def action_ids(self) -> dict[str, str]:
        """``DATE/NUMBER`` of each action, by IRI; of two of one name, the first."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        for statement, action in self.pairs("states"):
            number, record = self.first("number", statement), self.first("statedIn", statement)
            meeting = self.raised_at.get(action)
            held = meeting and self.first("heldOn", meeting)
            if number and held and record and meeting in self.values("recordOf").get(record, ()):
                name = f"{held}/{number}"
                if action not in found and name not in taken:
                    found[action] = name
                    taken.add(name)
        return found

    @cached_property
    def raised_at(self) -> dict[str, str]:
        """The meeting of the agenda item that each action arises from."""
        of_item = self.subjects("hasItem")
        return {
            action: of_item[items[0]][0]
            for action, items in self.values("arisesFrom").items()
            if items[0] in of_item
        }

    @cached_property
    def meetings_on_file(self) -> frozenset[str]:
        """The meetings of which minutes are on file."""
        return frozenset(m for several in self.values("recordOf").values() for m in several)

    def label(self, iri: str) -> str:
        """Return a short name of a thing, on one line."""
        return shortened(self._full_label(iri))

    def _full_label(self, iri: str) -> str:
        for first in self._looked_up.labels:
            found = first(iri)
            if found:
                return " ".join(found.split())
        return self.compact(iri)

    @cached_property
    def date(self) -> Callable[[str], str | None]:
        """The day (ISO) of a thing: of a meeting, a record, or what either holds; or None."""
        return cache(self._date)

    def _date(self, iri: str) -> str | None:
        for first in self._looked_up.days:
            day = first(iri)
            if day and _is_day(day):
                return day
        meeting = self.raised_at.get(iri)
        if meeting:
            return self.date(meeting)
        record = self.record(iri)
        return self.date(record) if record and record != iri else None

    def record(self, iri: str) -> str | None:
        """Return the record that a thing stands in, by what it rests on, or None."""
        for first in self._looked_up.records:
            found = first(iri)
            if found:
                return found
        evidence = self.first("evidence", iri)
        return self.first("quotedFrom", evidence) if evidence and evidence != iri else None

    def attributes(self, iri: str) -> Attributes:
        """Return whose word a statement is; a register's fact is stated by its editor."""
        said = self.first("basis", iri)
        if said is None or said == _STATED_IRI:
            return _STATED
        basis = self._code("basis", iri) or STATED
        return Attributes(
            basis, self._code("confidence", iri) or "", self.first("rationale", iri) or ""
        )

    def code(self, name: str, iri: str) -> str:
        """Return the label of the code that a property gives, or an empty string."""
        value = self.first(name, iri)
        return (self.first(SKOS + "prefLabel", value) or "") if value else ""

    def _code(self, name: str, iri: str) -> str | None:
        value = self.first(name, iri)
        return self.first(SKOS + "notation", value) if value else None

    def quotes(self, iri: str) -> tuple[Quote, ...]:
        """Return what a thing rests on: its evidence, else that of what points to it first."""
        if iri not in self._quotes:
            # A loop of things that rest on one another ends here.
            self._quotes[iri] = ()
            self._quotes[iri] = self._own_quotes(iri) or self._pointing_quotes(iri)
        return self._quotes[iri]

    @cached_property
    def first_quote(self) -> Callable[[str], tuple[Quote, ...]]:
        """The first of what a thing rests on, or nothing."""
        return cache(lambda iri: self.quotes(iri)[:1])

    def _own_quotes(self, iri: str) -> tuple[Quote, ...]:
        evidence = self.values("evidence").get(iri)
        if evidence is None:
            return self._alone(iri) if self.first("quotedFrom", iri) is not None else ()
        if len(evidence) == 1:
            return self._alone(evidence[0])
        found = sorted((self._place(e), e) for e in evidence)[:_MOST_QUOTES]
        return tuple(self._quote(e) for _, e in found)

    @cached_property
    def _alone(self) -> Callable[[str], tuple[Quote, ...]]:
        """A quotation as all that something rests on: the same for all that rest on it."""
        return cache(lambda quotation: (self._quote(quotation),))

    def _place(self, quotation: str) -> tuple[str, int]:
        known = self._places.get(quotation)
        if known is None:
            start = self.first("start", quotation) or ""
            record = self.first("quotedFrom", quotation) or ""
            day = self.first("recordDate", record) or ""
            known = self._places[quotation] = (day, int(start) if start.isdigit() else 0)
        return known

    def _quote(self, quotation: str) -> Quote:
        record_of, passage_of, locator_of, text_of = self._looked_up.quotation
        record, passage = record_of(quotation) or "", passage_of(quotation)
        locator = locator_of(quotation) or (locator_of(passage) if passage else None)
        text = on_one_line(text_of(quotation) or "")
        whole = on_one_line(text_of(passage) or "") if passage else ""
        return Quote(text, record.rpartition("/")[2], locator or "", whole)

    def _pointing_quotes(self, iri: str) -> tuple[Quote, ...]:
        for name in _POINTERS:
            pointing = self.subjects(name).get(iri)
            if pointing:
                found = [(self.place(p), p) for p in pointing]
                for _, subject in sorted(found):
                    quotes = self.quotes(subject)
                    if quotes:
                        return quotes[:1]
        return ()

    def place(self, iri: str) -> tuple[str, int]:
        """Return the day of the record, and the place in it, of the first words of a thing."""
        evidence = self.values("evidence").get(iri) or [iri]
        return min(self._place(e) for e in evidence)

    def node(self, iri: str) -> Node:
        """Return a thing as a node."""
        kind, full = self.kind(iri), self._full_label(iri)
        # In the order of its fields: by name takes half as long again.
        return Node(
            self.id(iri),
            iri,
            kind,
            shortened(full),
            self._title(iri, kind, full),
            self.date(iri),
            None,
            1,
            *self.attributes(iri),
            kind != "meeting" or iri in self.meetings_on_file,
            self.quotes(iri),
        )

    def _title(self, iri: str, kind: str, full: str) -> str:
        day = self.date(iri)
        if kind == "action":
            raised = f", raised {short_date(day)}" if day else ""
            return f"Action {self.id(iri)}{raised}: {full}"
        if kind == "meeting" and iri not in self.meetings_on_file:
            return f"{full}: known by mention, no minutes on file"
        text = self.first("text", iri)
        return " ".join(text.split()) if text else full
