"""Checks of who is to do a thing, and for whom: does the wording name them?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import product

from pyoxigraph import NamedNode

from govgraph.names import GOV, SKOS, compact
from govgraph.prose import join
from govgraph.validate.facts import Facts
from govgraph.validate.rules import WARNING, Breach, Rule, at_literal
from govgraph.validate.speakers import (
    Holder,
    Names,
    holders_in,
    if_called_otherwise,
    named,
    names_of,
    resting_on,
    standing_for,
)
from govgraph.validate.stretches import stated_in

PARTY = Rule(
    "GG351",
    "A party whom no wording names",
    WARNING,
    "Name whom the sentence gives the action to, or for whom it is, or whom it asks; if another"
    " sentence tells who is meant, say so in a skos:editorialNote or in gov:rationale.",
    "Whoever is to answer is shown with the sentence, and is to be found in it.",
)
LEAD = Rule(
    "GG352",
    "A lead that is not the one of the words",
    WARNING,
    "Name with gov:lead each organization that gov:leadText names, itself or by a role or person.",
    "Records are compared on who leads.",
)
BEGINNING = Rule(
    "GG489",
    "An owner whom the sentence does not begin with",
    WARNING,
    "Name as owner whom the sentence begins with, and the same in gov:leadText and gov:lead; where"
    " somebody else is to do it, say in a skos:editorialNote why it is read so.",
    "Who is to do a thing stands before the verb, and with whom or for whom behind it.",
)
RULES = (PARTY, LEAD, BEGINNING)

_CLASSES = ("Organization", "Role", "Person")
# Whoever is to be told or to receive something is not to do it.
_BEGINNING = re.compile(
    r"([^.;:]{1,200}?) (?:to|will|would|shall|should|must) (?!be\b|receive\b|have\b)"
)


class _Words:
    """Whom words name, and whose names do for whose."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._names = dict(names_of(facts))
        for person in facts.every("Person"):
            full = self._names.get(person, frozenset())
            # Action lines name people by their surnames.
            self._names[person] = full | {name.split()[-1] for name in full if name.split()}
        self._index = Names(self._names)
        self._persons = set(facts.every("Person"))
        self._holders: dict[NamedNode | None, set[Holder]] = {None: set()}

    def named(
        self, texts: Iterable[str], among: Iterable[NamedNode] | None = None
    ) -> set[NamedNode]:
        """Return the persons, roles and organizations, or those among some, that texts name."""
        text = " ".join(texts)
        if among is None:
            return self._index.named(text)
        return named(text, {thing: self._names[thing] for thing in among})

    def name(self, texts: Iterable[str], thing: NamedNode, record: NamedNode | None) -> bool:
        """Return whether texts name a thing, an office of it, or who held that by a record."""
        return not self.named(texts).isdisjoint(self.meaning(thing, {record}))

    def around(self, thing: NamedNode, record: NamedNode | None) -> set[NamedNode]:
        """Return what a thing belongs to: the offices of a holder, the body of an office."""
        offices = {office for office, person, _ in self._holding(record) if person == thing}
        bodies = [v for o in {thing, *offices} for v in self._facts.values(o, "roleIn")]
        return offices | {body for body in bodies if isinstance(body, NamedNode)}

    def tell_body(self, text: str, record: NamedNode | None) -> bool:
        """Return whether a text names more than persons whose bodies a record does not tell."""
        told = {person for _, person, _ in self._holding(record)}
        named = self.named([text])
        return not named or not named <= self._persons - told

    def meaning(self, thing: NamedNode, records: set[NamedNode | None]) -> set[NamedNode]:
        """Return whose names do for a thing's."""
        holders = [holder for r in records for holder in self._holding(r)]
        return set(standing_for(self._facts, holders, thing, records))

    def _holding(self, record: NamedNode | None) -> set[Holder]:
        """Return who held which office by a record, and under which body it lists whom."""
        if record is not None and record not in self._holders:
            self._holders[record] = {
                *holders_in(self._facts, record),
                *_listed(self._facts, record),
            }
        return self._holders[record]


def check_parties(facts: Facts) -> Iterator[Breach]:
    """Yield owners, recipients, leads and addressees whom the words do not name."""
    facts = if_called_otherwise(facts)
    words = _Words(facts)
    yield from _check_actions(facts, words)
    yield from _check_leads(facts, words)
    yield from _check_addressees(facts, words)


def _check_actions(facts: Facts, words: _Words) -> Iterator[Breach]:
    for action in facts.of("Action"):
        statements = facts.leading_to(action, "states")
        told = [text for s in statements if (text := facts.quoted(s)) is not None]
        if not told:
            continue
        told += facts.texts(action, SKOS + "editorialNote")
        found = words.named(told)
        records = {facts.node(s, "statedIn") for s in statements}
        for side, cls in product(("owner", "recipient"), _CLASSES):
            name = f"{side}{cls}"
            for party in _of(facts, action, name, (cls,)):
                if found.isdisjoint(words.meaning(party, records)):
                    yield Breach(PARTY, action, NamedNode(GOV + name), party, PARTY.message)
        # An editor's note says whom another sentence names.
        if not facts.values(action, SKOS + "editorialNote"):
            for statement in statements:
                yield from _check_beginning(facts, action, statement, words, found)


def _check_beginning(
    facts: Facts, action: NamedNode, statement: NamedNode, words: _Words, told: set[NamedNode]
) -> Iterator[Breach]:
    """Yield an owner who is named, but not where the sentence says who is to do it."""
    text, record = facts.text(statement, "text"), facts.node(statement, "statedIn")
    begins = None if text is None else _BEGINNING.match(text)
    # A column goes before the sentence, and what a later record says is its own word.
    if begins is None or any(facts.values(statement, n) for n in ("leadHeading", "restates")):
        return
    first = words.named([begins[1]], told)
    owners = [(n, p) for c in _CLASSES for n in [f"owner{c}"] for p in _of(facts, action, n, [c])]
    meant = {p: words.meaning(p, {record}) | words.around(p, record) for _, p in owners}
    leads = set(facts.values(statement, "lead"))
    if leads and leads.isdisjoint(set().union(*meant.values())):
        return  # That the lead is no owner is told by a shape.
    if not first or any(not first.isdisjoint(names) for names in meant.values()):
        return
    right = join([_as_owner(facts, party) for party in sorted(first, key=str)])
    message = f"The sentence begins '{begins[0].strip()}': write {right}. {BEGINNING.message}"
    for name, party in owners:
        # Whom no wording names is told by the other rule.
        if not told.isdisjoint(words.meaning(party, {record})):
            yield Breach(BEGINNING, action, NamedNode(GOV + name), party, message)
            return


def _as_owner(facts: Facts, party: NamedNode) -> str:
    classes = facts.classes.get(party, frozenset())
    cls = next((c for c in _CLASSES if GOV + c in classes), "")
    return f"gov:owner{cls} {compact(party.value, facts.base)}"


def _check_leads(facts: Facts, words: _Words) -> Iterator[Breach]:
    path = NamedNode(GOV + "lead")
    given: dict[NamedNode | None, bool] = {}
    for statement in facts.of("ActionStatement"):
        text, record = facts.text(statement, "leadText"), facts.node(statement, "statedIn")
        if record not in given:
            given[record] = _gives_leads(facts, record)
        # Whether leads are told at all is for the record's editor.
        if text is None or not given[record]:
            continue
        leads = _of(facts, statement, "lead", ("Organization",))
        if len(leads) < len(facts.values(statement, "lead")):
            continue  # A shape finds that.
        meant = set().union(*(words.meaning(lead, {record}) for lead in leads))
        for lead in leads:
            if not words.name([text], lead, record):
                yield Breach(LEAD, statement, path, lead, LEAD.message)
        if (not leads and words.tell_body(text, record)) or (leads and words.named([text]) - meant):
            yield at_literal(LEAD, statement, "leadText", text)


def _gives_leads(facts: Facts, record: NamedNode | None) -> bool:
    """Return whether any statement of a record names a lead."""
    return any(facts.values(s, "lead") for s in stated_in(facts, record))


def _check_addressees(facts: Facts, words: _Words) -> Iterator[Breach]:
    for decision in facts.of("Decision"):
        passage, evidence = facts.quoted_passage(decision), facts.node(decision, "evidence")
        record = None if evidence is None else facts.node(evidence, "quotedFrom")
        if passage is None or record is None:
            continue
        holding = facts.node(record, "addressee")
        # "You" is whom the letter is to.
        reader = None if holding is None else facts.node(holding, "heldRole")
        told = [passage, *facts.texts(decision, "rationale")]
        for party in _of(facts, decision, "addressedTo", ("Organization", "Role")):
            if party != reader and not words.name(told, party, record):
                path = NamedNode(GOV + "addressedTo")
                yield Breach(PARTY, decision, path, party, PARTY.message)


def _of(facts: Facts, node: NamedNode, name: str, classes: Iterable[str]) -> list[NamedNode]:
    """Return the values of a property that are of one of some classes; others a shape finds."""
    wanted, values = {GOV + cls for cls in classes}, facts.values(node, name)
    nodes = (value for value in values if isinstance(value, NamedNode))
    return [n for n in nodes if not wanted.isdisjoint(facts.classes.get(n, frozenset()))]


def _listed(facts: Facts, record: NamedNode) -> Iterator[Holder]:
    """Yield organizations with whom the lists of a record print under them."""
    for attendance in resting_on(facts, record, "Attendance"):
        person = facts.node(attendance, "attendee")
        organization = facts.node(attendance, "listedUnder")
        single = facts.node(attendance, "evidence") is not None
        if organization is not None and person is not None and single:
            yield organization, person, record
