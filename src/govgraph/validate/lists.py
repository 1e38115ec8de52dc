"""Checks of lists of attendance: does the body stand above the entry that is said to head it?"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate

from pyoxigraph import NamedNode

from govgraph.names import GOV, compact
from govgraph.prose import join
from govgraph.validate.facts import LABELS, Facts
from govgraph.validate.rules import WARNING, Breach, Rule
from govgraph.validate.sources import PLAIN_NAME, Sources, folded

HEADED = Rule(
    "GG485",
    "An entry under the heading of another body",
    WARNING,
    "Name with gov:listedUnder the body whose name stands nearest above the entry as a heading.",
    "On which side of the table somebody sat is as the record prints it, whomever they act for.",
)
RULES = (HEADED,)

_PATH = NamedNode(GOV + "listedUnder")
# Wrenport Harbour Trust (WHT).
_BRACKETED = re.compile(r"(.+?)\s*\(([^()]+)\)")
MARKS = " \t\r\n#*_:|•-"


def check_lists(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield entries of lists that the data puts under another body than the record does."""
    bodies = bodies_by_name(facts)
    entries: dict[NamedNode, list[tuple[int, int, NamedNode]]] = {}
    for attendance in facts.if_renamed("Organization").of("Attendance"):
        words = facts.node(attendance, "evidence")
        record = None if words is None else facts.node(words, "quotedFrom")
        start, end = (words and facts.number(words, place) for place in ("start", "end"))
        if record is not None and start is not None and end is not None:
            entries.setdefault(record, []).append((start, end, attendance))
    for record in sorted(entries, key=lambda r: r.value):
        file = facts.text(record, "sourceFile")
        text = sources.text(file) if file is not None and PLAIN_NAME.fullmatch(file) else None
        if text is not None:
            ordered = sorted(entries[record], key=lambda entry: (entry[:2], entry[2].value))
            yield from _check_record(facts, text, ordered, bodies)


def _check_record(
    facts: Facts,
    text: str,
    entries: list[tuple[int, int, NamedNode]],
    bodies: dict[str, set[NamedNode]],
) -> Iterator[Breach]:
    lines = list(_headings(text, entries, bodies))
    starts = [start for start, _, _ in lines]
    for start, _, attendance in entries:
        place = bisect_right(starts, start)
        listed = facts.node(attendance, "listedUnder")
        # What is no body a shape finds.
        is_body = GOV + "Organization" in facts.classes.get(listed or attendance, ())
        if place == 0 or listed is None or not is_body:
            continue
        _, printed, named = lines[place - 1]
        if named and listed not in named and _stands(facts, listed, text[:start]):
            right = join(sorted(compact(body.value, facts.base) for body in named), "or")
            message = f"The heading above the entry is '{printed}': write gov:listedUnder {right}."
            yield Breach(HEADED, attendance, _PATH, listed, message)


def _headings(
    text: str, entries: list[tuple[int, int, NamedNode]], bodies: dict[str, set[NamedNode]]
) -> Iterator[tuple[int, str, set[NamedNode]]]:
    """Yield the lines above and among entries that hold none: place, words, and bodies named."""
    begun = [start for start, _, _ in entries]
    reached = list(accumulate((end for _, end, _ in entries), max))
    for line in re.finditer(r"[^\n]*\S[^\n]*", text[: begun[-1]]):
        words = folded(line[0].strip(MARKS))
        # An entry may begin before the line, or within it.
        before = bisect_right(begun, line.end() - 1)
        is_entry = before and reached[before - 1] > line.start()
        named = named_bodies(words, bodies)
        # Name and office are an entry too, if nobody has read it yet.
        if not is_entry and (named or "," not in words):
            yield line.start(), words, named


def bodies_by_name(facts: Facts) -> dict[str, set[NamedNode]]:
    """Return what organizations are called, in one case → the organizations."""
    bodies: dict[str, set[NamedNode]] = {}
    for body in facts.every("Organization"):
        for name in _names(facts, body):
            bodies.setdefault(_key(name), set()).add(body)
    return bodies


def named_bodies(words: str, bodies: dict[str, set[NamedNode]]) -> set[NamedNode]:
    """Return the organizations whose name a line is, as in ``Wrenport Harbour Trust (WHT)``."""
    bracketed = _BRACKETED.fullmatch(words)
    forms = (words, *(bracketed.groups() if bracketed else ()))
    return next((bodies[key] for key in map(_key, forms) if key in bodies), set())


def _stands(facts: Facts, body: NamedNode, text: str) -> bool:
    """Whether a text names a body at all; one that stands nowhere is no mistake of heading."""
    names = (re.escape(name) for name in _names(facts, body))
    return any(re.search(rf"(?<!\w){name}(?!\w)", text) for name in names)


def _names(facts: Facts, body: NamedNode) -> list[str]:
    return [name for path in LABELS for name in facts.texts(body, path)]


def _key(name: str) -> str:
    return folded(name).strip().casefold()
