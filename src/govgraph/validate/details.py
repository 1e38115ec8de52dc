"""What people are shown beside a finding: what its node is called, words, and the line."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from govgraph.model import Finding, Term
from govgraph.names import (
    GOV,
    RDF_TYPE,
    SKOS,
    VOCABULARIES,
    compact,
    expand,
    nearest,
    without_numbers,
)
from govgraph.prose import is_day, join
from govgraph.quotes import Quote
from govgraph.turtle_tokens import line_starts, prefix_declarations
from govgraph.validate.check import Check
from govgraph.validate.sources import PLAIN_NAME

_LABELS = (SKOS + "prefLabel", VOCABULARIES["rdfs"] + "label")
# What a thing without a label of its own is of, as in "presence of Sophie Linden".
_OF = (
    *("attendee", "holder", "states", "statusOf", "mentions", "concerns", "approves"),
    *("hasTarget", "followUpTarget", "reissueTarget", "shortForm", "measure"),
)
_RANGE = NamedNode(VOCABULARIES["rdfs"] + "range")
# What leads from a meeting to the entries of its lists.
_LISTING = tuple(NamedNode(GOV + name) for name in ("hasPresence", "hasApology", "hasAttendance"))
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
# How alike an identifier is to be to one that nothing is on file under.
_LIKENESS = 0.7


class Detail(NamedTuple):
    """What people are shown beside a finding; None and empty where there is nothing.

    Attributes:
        name: what the node is called.
        sentence: the words that the node rests on, if they stand in the source.
        line: the line of the file, without its end.
        hint: a name that may have been meant.
    """

    name: str | None
    sentence: Quote | None
    line: str | None
    hint: str


class Details:
    """Tells what people are shown beside the findings of a check.

    Args:
        check: what was checked.
        names: names of things that go before their labels, by IRI: an action's DATE/NUMBER.
    """

    def __init__(self, check: Check, names: Mapping[str, str]) -> None:
        self._facts = check.facts
        self._check = check
        self._names = names
        self._starts: dict[str, list[int]] = {}
        self._subjects: dict[str, list[NamedNode]] | None = None

    def of(self, finding: Finding) -> Detail:
        """Return what is shown beside a finding."""
        iri = None if finding.node is None else expand(finding.node, self._facts.base)
        node = None if iri is None else NamedNode(iri)
        return Detail(
            None if node is None else self._called(node),
            None if node is None else self._sentence(node),
            self._line(finding),
            self._meant(finding),
        )

    def _called(self, node: NamedNode, deep: bool = True) -> str | None:
        labels = (text for p in _LABELS for text in self._facts.texts(node, p))
        label = next((" ".join(text.split()) for text in labels), None)
        name = self._names.get(node.value)
        if name is not None:
            return f"action {name}" + (f", {label}" if label else "")
        if label is not None:
            return label
        kind = self._kind(node)
        if kind is None or not deep:
            return kind
        values = (v for p in _OF for v in self._facts.values(node, p))
        named = (
            self._called(v, deep=False) if isinstance(v, NamedNode) else v.value
            for v in values
            if isinstance(v, NamedNode | Literal)
        )
        thing = next((n for n in named if n), None)
        return f"{kind} of {thing}" if thing else kind

    def _kind(self, node: NamedNode) -> str | None:
        """Return the label of a class that a node is given."""
        found = []
        for quad in self._facts.store.quads_for_pattern(node, NamedNode(RDF_TYPE), None):
            if isinstance(quad.object, NamedNode):
                store, label = self._facts.terms.store, NamedNode(_LABELS[1])
                labels = store.quads_for_pattern(quad.object, label, None)
                found += [q.object.value for q in labels if isinstance(q.object, Literal)]
        return min(found, default=None)

    def _sentence(self, node: NamedNode) -> Quote | None:
        """Return the words that a node rests on, an action on those that state it."""
        facts = self._facts
        if facts.texts(node, "exact"):
            return self._quoted(node)
        if any(facts.values(node, "sourceFile")):
            return None  # The quotation of a record is its title, which no finding is about.
        evidence = facts.values(node, "evidence")
        if not evidence:
            stating = facts.store.quads_for_pattern(None, NamedNode(GOV + "states"), node)
            stated = sorted({q.subject for q in stating}, key=str)
            evidence = [
                e for s in stated if isinstance(s, NamedNode) for e in facts.values(s, "evidence")
            ]
        quotations: list[Term] = evidence or facts.values(node, "inPassage")
        found = (self._quoted(q) for q in quotations if isinstance(q, NamedNode))
        return next((s for s in found if s is not None), None)

    def _quoted(self, quotation: NamedNode) -> Quote | None:
        """Return the words of a quotation; None where its source does not hold them there."""
        facts = self._facts
        record, exact = facts.node(quotation, "quotedFrom"), facts.text(quotation, "exact")
        start, end = facts.number(quotation, "start"), facts.number(quotation, "end")
        name = None if record is None else facts.text(record, "sourceFile")
        if record is None or name is None or not exact or not PLAIN_NAME.fullmatch(name):
            return None
        source = self._check.sources.text(name)
        if source is None or start is None or end is None or source[start:end] != exact:
            return None
        passage = facts.node(quotation, "inPassage") or quotation
        locator = facts.text(passage, "locator")
        return Quote(record.value.rpartition("/")[2], locator, " ".join(exact.split()))

    def _line(self, finding: Finding) -> str | None:
        if finding.file is None or finding.line is None or finding.file not in self._check.texts:
            return None
        text = self._check.texts[finding.file]
        if finding.file not in self._starts:
            self._starts[finding.file] = line_starts(text)
        starts = [*self._starts[finding.file][finding.line - 1 : finding.line + 1], len(text)]
        return text[starts[0] : starts[1]].rstrip("\r\n").removeprefix("\ufeff")

    def _meant(self, finding: Finding) -> str:
        """Return which other thing may be meant, or which other thing it is about."""
        value = finding.value or ""
        node = expand(finding.node or "", self._facts.base)
        thing = expand(value, self._facts.base)
        match finding.code:
            case "GG003" if thing is not None:
                return self._nearest(finding.file, thing, self._fitting(finding))
            case "GG041" if node is not None:
                return self._meeting(finding.file, NamedNode(node))
            case "GG120" if node is not None and thing is not None:
                return self._other_entries(finding.file, node, NamedNode(thing))
            case "GG138" if node is not None:
                return self._worded_twice(finding.file, node)
            case "GG149" if node is not None:
                return self._other_statement(finding.file, NamedNode(node), value)
            case "GG405" if node is not None:
                return self._owner(NamedNode(node))
        no_day = _ISO.fullmatch(value) and not is_day(value)
        return "There is no such day." if no_day else ""

    def _fitting(self, finding: Finding) -> frozenset[str]:
        """Return the classes that the values of the property of a finding are to be of."""
        path = None if finding.path is None else expand(finding.path, self._facts.base)
        if path is None:
            return frozenset()
        given = self._facts.terms.store.quads_for_pattern(NamedNode(path), _RANGE, None)
        return frozenset(q.object.value for q in given if isinstance(q.object, NamedNode))

    def _nearest(self, file: str | None, iri: str, fitting: frozenset[str]) -> str:
        """Return a question after the thing that a reference to nothing may have meant."""
        facts, folder = self._facts, _folder(iri)
        if self._subjects is None:
            self._subjects = {}
            for subject in facts.classes:
                if isinstance(subject, NamedNode):
                    self._subjects.setdefault(_folder(subject.value), []).append(subject)
        named = sorted(
            subject.value[len(folder) :]
            for subject in self._subjects.get(folder, ())
            # Another number is no other spelling.
            if fitting <= facts.classes[subject] and not _is_number_apart(subject.value, iri)
        )
        near = nearest(iri[len(folder) :], named, 1, _LIKENESS)
        return f"Did you mean '{self._spelt(file, folder + near[0])}'?" if near else ""

    def _meeting(self, file: str | None, minutes: NamedNode) -> str:
        """Return on which days minutes and their meeting are, and which meeting is of the day."""
        facts = self._facts
        meeting, day = facts.node(minutes, "recordOf"), facts.text(minutes, "recordDate")
        held = None if meeting is None else facts.text(meeting, "heldOn")
        if meeting is None or day is None or held is None:
            return ""
        said = f"{self._spelt(file, meeting.value)} was held on {held}."
        others = [m for m in facts.of("Meeting") if facts.text(m, "heldOn") == day]
        meant = join([self._spelt(file, m.value) for m in others], "or")
        return f"{said} Did you mean {meant}?" if meant else said

    def _other_entries(self, file: str | None, entry: str, person: NamedNode) -> str:
        """Return which entries of the same list name the same person."""
        facts = self._facts
        lists = {
            quad.subject
            for path in _LISTING
            for quad in facts.store.quads_for_pattern(None, path, NamedNode(entry))
        }
        beside = {
            quad.object
            for meeting in lists
            for path in _LISTING
            for quad in facts.store.quads_for_pattern(meeting, path, None)
        }
        others = sorted(
            self._spelt(file, other.value)
            for other in beside
            if isinstance(other, NamedNode) and other.value != entry
            if person in facts.values(other, "attendee")
        )
        return f"The other entry is {join(others)}." if others else ""

    def _worded_twice(self, file: str | None, action: str) -> str:
        """Return which statements of the record word one action, where another lacks its own."""
        facts = self._facts
        worded: dict[tuple[NamedNode, NamedNode], list[str]] = {}
        for statement in facts.of("ActionStatement"):
            key = facts.node(statement, "statedIn"), facts.node(statement, "states")
            if key[0] is not None and key[1] is not None and action.startswith(f"{key[0].value}#"):
                shown = self._spelt(file, statement.value)
                worded.setdefault((key[0], key[1]), []).append(shown)
        twice = [(key[1], found) for key, found in worded.items() if len(found) > 1]
        if len(twice) != 1:
            return ""
        other, found = twice[0]
        return f"{join(found)} both word {self._spelt(file, other.value)}; one may be meant for it."

    def _other_statement(self, file: str | None, statement: NamedNode, number: str) -> str:
        """Return which other statement of the record has the same number."""
        facts = self._facts
        record = facts.node(statement, "statedIn")
        found = [
            self._spelt(file, other.value)
            for other in facts.of("ActionStatement")
            if other != statement and facts.node(other, "statedIn") == record
            if number in facts.texts(other, "number")
        ]
        return f"The other statement is {join(found)}." if found else ""

    def _owner(self, statement: NamedNode) -> str:
        """Return who answers for the action of a statement."""
        action = self._facts.node(statement, "states")
        if action is None:
            return ""
        names = ("ownerOrganization", "ownerRole", "ownerPerson")
        owners = [v for name in names for v in self._facts.values(action, name)]
        called = [self._called(o) for o in owners if isinstance(o, NamedNode)]
        shown = join([c for c in called if c])
        return f"The action is owned by {shown}." if shown else ""

    def _spelt(self, file: str | None, iri: str) -> str:
        """Return a name as the file at hand would write it."""
        text = self._check.texts.get(file or "", "")
        declared = prefix_declarations(text)
        spaces = {m["iri"]: m["prefix"] for m in declared if iri.startswith(m["iri"])}
        if not spaces:
            return compact(iri, self._facts.base)
        space = max(spaces, key=len)
        local = iri[len(space) :]
        return f"{spaces[space]}:{local}" if "/" not in local else compact(iri, self._facts.base)


def _is_number_apart(one: str, other: str) -> bool:
    return one != other and without_numbers(one) == without_numbers(other)


def _folder(iri: str) -> str:
    return iri[: max(iri.rfind("/"), iri.rfind("#")) + 1]
