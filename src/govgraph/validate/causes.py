"""Findings that are the consequence of another: told once it is mended, and not beside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pyoxigraph import NamedNode

from govgraph.model import Finding, Term
from govgraph.names import GOV, compact, without_numbers
from govgraph.positions import place_of
from govgraph.prose import count
from govgraph.turtle_tokens import prefix_declarations
from govgraph.validate.documents import Document
from govgraph.validate.facts import Facts, Node
from govgraph.validate.places import Places
from govgraph.validate.rules import VIOLATION, Breach, Rule, finding_at
from govgraph.validate.sources import CHANGED, MISQUOTED
from govgraph.validate.terms import DANGLING, UNKNOWN
from govgraph.validate.wording import SURNAME

TWICE = Rule(
    "GG013",
    "Two descriptions under one name",
    VIOLATION,
    "Give the second thing a name of its own; or, if both are the same thing, say it once.",
    "Of two things under one name every statement is made of both.",
)
ANOTHERS = Rule(
    "GG014",
    "A thing that is named under another record",
    VIOLATION,
    "Make the address of the prefix that of the record in this file, with # at its end; or put the"
    " thing into the file of the record under which it is named.",
    "A file that was copied from another record's would describe that record's things anew.",
)
RULES = (TWICE, ANOTHERS)

# Entries of a list that are wrong where they name the wrong person.
_OF_ATTENDEE = frozenset({"GG118", "GG120"})
# A meeting of which the identifier, the label and the day do not agree, and what comes of it.
_MEETING = "GG486"
_OF_MEETINGS = frozenset({"GG041", "GG361", "GG434", "GG449"})
_ROLE = NamedNode(GOV + "heldRole")
# What looks at where words stand in the source.
_OF_PLACE = frozenset({"GG330", "GG331"})
# What compares days says nothing until a record and its meeting agree on theirs.
_DAYS = "GG041"
_OF_DAYS = frozenset({"GG076", "GG077", "GG183", "GG225", "GG226", "GG228", "GG319"})
_FRAGMENT = re.compile(r"(.*/record/[^/#]+)#")


@dataclass(frozen=True)
class Causes:
    """What is to be told first, and which breaches come from it.

    Attributes:
        findings: causes that are found only by looking at what they bring about.
        rests: whether a breach is a consequence.
    """

    findings: tuple[Finding, ...]
    rests: Callable[[Breach], bool]


def causes(breaches: Sequence[Breach], facts: Facts, places: Places) -> Causes:
    """Return what is behind several breaches of structure at once."""
    copied, under = _of_another_record(facts, places.documents)
    rest = [b for b in breaches if _record_of(b.node) not in under]
    twice, several, names = _of_two(rest, places)
    misread = {b.node for b in breaches if b.rule is CHANGED and _names_file(b)}
    misread_homes = {home for n in misread if n is not None for home in facts.homes(n)}
    spelt = {
        (b.node, meant) for b in breaches if b.rule is UNKNOWN and b.at_verb for meant in b.others
    }
    wrong = {(b.node, b.value) for b in breaches if b.rule is SURNAME}
    misquoted = {b.node for b in breaches if b.rule is MISQUOTED}
    persons, entries = {p for _, p in wrong}, {n for n, _ in wrong}
    undated = {b.node for b in breaches if b.rule.code == _DAYS and b.node is not None}
    misnamed = {b.node for b in breaches if b.rule.code == _MEETING}
    misplaced = {b.value for b in breaches if b.rule.code == "GG362" and b.path == _ROLE}
    dated = {home for node in undated for home in facts.homes(node)}
    meetings = {meeting for node in undated for meeting in facts.values(node, "recordOf")}
    stated = {day for node in undated for day in facts.texts(node, "recordDate")}
    # Also the meeting of that day, which the record does not name.
    meetings |= {m for m in facts.of("Meeting") if stated and facts.text(m, "heldOn") in stated}

    def rests(breach: Breach) -> bool:
        node, code = breach.node, breach.rule.code
        if node is None or breach.rule in (UNKNOWN, CHANGED):
            return False
        if breach.rule is DANGLING and breach.value in names:
            return True
        if node in several or (breach.value is None and (node, breach.path) in spelt):
            return True
        if code in _OF_ATTENDEE and (node in entries or breach.value in persons):
            return True
        if code in _OF_PLACE and not misquoted.isdisjoint(facts.values(node, "evidence")):
            return True
        if misnamed and code in _OF_MEETINGS:
            return not misnamed.isdisjoint({node, breach.value, *facts.values(node, "recordOf")})
        if code == "GG412" and breach.value in misplaced:
            return True
        if undated and code in _OF_DAYS:
            about = {node, breach.value, *breach.others}
            return not (meetings.isdisjoint(about) and dated.isdisjoint(facts.homes(node)))
        if misread_homes and facts.homes(node) & misread_homes:
            return True
        return any(
            name in under for name in (node.value, _record_of(node), _record_of(breach.value))
        )

    return Causes((*twice, *copied), rests)


def _names_file(breach: Breach) -> bool:
    return breach.path == NamedNode(GOV + "sourceFile")


def _of_two(
    breaches: Sequence[Breach], places: Places
) -> tuple[list[Finding], set[Node], set[NamedNode]]:
    """Return a finding for each description too many, what has several, and names that lack one.

    Only things of which too much is said are looked at: two descriptions that agree do no harm.
    """
    found: list[Finding] = []
    several: set[Node] = set()
    lacking: set[NamedNode] = set()
    dangling = [b.value for b in breaches if b.rule is DANGLING and isinstance(b.value, NamedNode)]
    crowded = {b.node for b in breaches if b.most is not None and isinstance(b.node, NamedNode)}
    for node in sorted(crowded, key=lambda n: n.value):
        written = places.descriptions(node)
        for file, place in written[1:]:
            several.add(node)
            there = written[0][0] if written[0][0] != file else "this file"
            message = f"{TWICE.message} The first stands at line {written[0][1].line} of {there}."
            alike = without_numbers(node.value)
            unused = {name for name in dangling if without_numbers(name.value) == alike}
            if len(unused) == 1:
                (name,) = unused
                lacking.add(name)
                times = count(dangling.count(name), "time")
                message += f" Nothing has the name {places.shown(name)}, which is used {times}."
            found.append(finding_at(TWICE, file, place, message, places.shown(node)))
    return found, several, lacking


def _of_another_record(
    facts: Facts, documents: Mapping[str, Document]
) -> tuple[list[Finding], set[str]]:
    """Return a finding for each prefix under which a record's file names another's things.

    Returns:
        The findings, and the records of both.
    """
    found: list[Finding] = []
    under: set[str] = set()
    folder = f"{facts.base}record/"
    for graph, document in sorted(documents.items()):
        if not graph.startswith(folder):
            continue
        for match in prefix_declarations(document.text):
            named_for = _FRAGMENT.fullmatch(match["iri"])
            if named_for is None:
                continue
            prefix, other = match["prefix"], named_for[1]
            named = rf"^{re.escape(prefix)}:\S+\s+a\s"
            # A record in a file of another name is a finding of its own.
            if graph in {other, *facts.homes(NamedNode(other))}:
                continue
            if not re.search(named, document.text, re.MULTILINE):
                continue
            under |= {other, graph}
            message = f"{ANOTHERS.message} Here that is <{graph}#>."
            place = place_of(document.text, match.start("prefix"))
            shown = compact(other, facts.base)
            found.append(finding_at(ANOTHERS, document.shown, place, message, shown))
    return found, under


def _record_of(node: Term | None) -> str | None:
    """Return the record under which a node is named, if it is."""
    match = _FRAGMENT.match(node.value) if isinstance(node, NamedNode) else None
    return match[1] if match else None
