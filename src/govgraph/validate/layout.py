"""Checks of where things stand on the paper: under which heading, in which paragraph."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterator
from operator import itemgetter
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.model import Term
from govgraph.names import GOV
from govgraph.validate.facts import LABELS, Facts
from govgraph.validate.rules import WARNING, Breach, Rule
from govgraph.validate.sources import PLAIN_NAME, Sources

ITEM = Rule(
    "GG439",
    "A paragraph under the heading of another item",
    WARNING,
    "Name with gov:inItem the item whose heading stands above the paragraph in the source.",
    "What was said is shown, and looked for, under its item.",
)
WITHIN = Rule(
    "GG440",
    "Words of a paragraph that do not name it",
    WARNING,
    "Name with gov:inPassage the paragraph that the quoted words stand in.",
    "Words are shown within their paragraph, and a paragraph with what was taken from it.",
)
LOCATOR = Rule(
    "GG441",
    "A printed number of a paragraph that the data leaves out",
    WARNING,
    "Give the number that the source prints at this paragraph in gov:locator, as the other"
    " paragraphs of this record do.",
    "People look a paragraph up by its number.",
)
NUMBER = Rule(
    "GG451",
    "A printed number of an item that the data leaves out",
    WARNING,
    "Give the number that the heading prints in gov:itemNumber, as the other items of this meeting"
    " do.",
    "An item is cited by its number.",
)
LISTED = Rule(
    "GG452",
    "An entry that is listed under another body",
    WARNING,
    "Name with gov:listedUnder the body whose name heads the list above the entry.",
    "On which side of the table somebody sat is as the record prints it.",
)
RULES = (ITEM, WITHIN, LOCATOR, NUMBER, LISTED)

# A number right before a paragraph, such as 2.10, or the label of an action at its beginning.
_PRINTED = re.compile(r"(?<![\w.])(\d{1,3}(?:\.\d+)*)[ \t*_.:)|]*$")
_LABEL = re.compile(r"[\s*_]*(\w+ \d+)[\s*_]*:")
_HEADED = re.compile(r"\W*(\d+)[.):\s]")
_NEAR = 40


class _Quoted(NamedTuple):
    """What is quoted from one record, in the order of the paper, each with its first place."""

    passages: list[tuple[int, NamedNode]]
    quotations: list[tuple[int, NamedNode]]


def check_layout(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield what stands on the paper under another heading, or in a paragraph, than it says."""
    quoted = _quoted(facts)
    headings = _headings(facts)
    for record, (passages, quotations) in sorted(quoted.items(), key=lambda r: r[0].value):
        yield from _check_items(facts, passages, headings.get(record, []))
        yield from _check_within(facts, record, passages, quotations)
        yield from _check_locators(facts, passages, _source(facts, sources, record))
    for short_form in facts.of("Abbreviation"):
        words = facts.node(short_form, "evidence")
        if words is None or facts.values(short_form, "inPassage"):
            continue
        is_passage = GOV + "Passage" in facts.classes.get(words, ())
        if is_passage or facts.node(words, "inPassage"):
            yield Breach(WITHIN, short_form, NamedNode(GOV + "inPassage"), None, WITHIN.message)
    yield from _check_numbers(facts)
    yield from _check_lists(facts, sources)


def _quoted(facts: Facts) -> dict[NamedNode, _Quoted]:
    found: dict[NamedNode, _Quoted] = {}
    for quotation in facts.of("Quotation"):
        record, start = facts.node(quotation, "quotedFrom"), facts.number(quotation, "start")
        if record is not None and start is not None:
            of = found.setdefault(record, _Quoted([], []))
            is_passage = GOV + "Passage" in facts.classes[quotation]
            (of.passages if is_passage else of.quotations).append((start, quotation))
    for of in found.values():
        of.passages.sort(key=lambda place: (place[0], place[1].value))
    return found


def _headings(facts: Facts) -> dict[NamedNode, list[tuple[int, NamedNode]]]:
    """Return record → the items whose headings it prints, in the order of the paper."""
    found: dict[NamedNode, list[tuple[int, NamedNode]]] = {}
    for item in facts.of("AgendaItem"):
        heading = facts.node(item, "evidence")
        record = None if heading is None else facts.node(heading, "quotedFrom")
        start = None if heading is None else facts.number(heading, "start")
        if record is not None and start is not None:
            found.setdefault(record, []).append((start, item))
    return {
        record: sorted(items, key=lambda i: (i[0], i[1].value)) for record, items in found.items()
    }


def _source(facts: Facts, sources: Sources, record: NamedNode) -> str | None:
    name = facts.text(record, "sourceFile")
    return sources.text(name) if name is not None and PLAIN_NAME.fullmatch(name) else None


def _check_items(
    facts: Facts, passages: list[tuple[int, NamedNode]], headings: list[tuple[int, NamedNode]]
) -> Iterator[Breach]:
    path = NamedNode(GOV + "inItem")
    given = {passage: facts.values(passage, "inItem") for _, passage in passages}
    if not headings or not any(given.values()):
        return  # Which item a paragraph is of is not told of this record.
    starts = [start for start, _ in headings]
    for start, passage in passages:
        above = bisect_right(starts, start)
        if above == 0:
            continue
        named = given[passage]
        # Two items may rest on one heading.
        first = bisect_left(starts, starts[above - 1])
        items = {item for _, item in headings[first:above]}
        if items.isdisjoint(named) and all(_is_item(facts, n) for n in named):
            yield Breach(ITEM, passage, path, named[0] if named else None, ITEM.message)


def _is_item(facts: Facts, node: Term) -> bool:
    return isinstance(node, NamedNode) and GOV + "AgendaItem" in facts.classes.get(node, ())


def _check_within(
    facts: Facts,
    record: NamedNode,
    passages: list[tuple[int, NamedNode]],
    quotations: list[tuple[int, NamedNode]],
) -> Iterator[Breach]:
    starts = [start for start, _ in passages]
    for start, quotation in quotations:
        above = bisect_right(starts, start)
        if above == 0 or facts.values(quotation, "inPassage"):
            continue
        end, last = (facts.number(n, "end") for n in (quotation, passages[above - 1][1]))
        inside = end is not None and last is not None and end <= last
        if inside and _counts(facts, quotation, record):
            yield Breach(WITHIN, quotation, NamedNode(GOV + "inPassage"), None, WITHIN.message)


def _counts(facts: Facts, quotation: NamedNode, record: NamedNode) -> bool:
    """Whether something rests on a quotation in its record's file, as other rules ask."""
    resting = facts.store.quads_for_pattern(None, NamedNode(GOV + "evidence"), quotation)
    return any(resting) and facts.homes(quotation) <= facts.homes(record)


def _check_locators(
    facts: Facts, passages: list[tuple[int, NamedNode]], text: str | None
) -> Iterator[Breach]:
    locators = {passage: facts.texts(passage, "locator") for _, passage in passages}
    forms = {_form(locator) for given in locators.values() for locator in given}
    for start, passage in passages if text is not None and forms else ():
        if locators[passage] or text is None:
            continue
        before = _PRINTED.search(text[max(0, start - _NEAR) : start])
        label = _LABEL.match(text, start)
        printed = [found[1] for found in (before, label) if found is not None]
        if any(_form(number) in forms for number in printed):
            message = f"{LOCATOR.message} It prints '{printed[0]}'."
            yield Breach(LOCATOR, passage, NamedNode(GOV + "locator"), None, message)


def _form(locator: str) -> str:
    return re.sub(r"\d+", "0", locator)


def _check_numbers(facts: Facts) -> Iterator[Breach]:
    path = NamedNode(GOV + "itemNumber")
    for meeting in facts.of("Meeting"):
        items = [i for i in facts.values(meeting, "hasItem") if isinstance(i, NamedNode)]
        without = [item for item in items if not facts.values(item, "itemNumber")]
        numbers = {number for item in items for number in facts.texts(item, "itemNumber")}
        for item in without if len(without) < len(items) else ():
            heading = _HEADED.match(facts.quoted(item) or "")
            if heading is not None and heading[1] not in numbers:
                message = f"{NUMBER.message} It prints '{heading[1]}'."
                yield Breach(NUMBER, item, path, None, message)


def _check_lists(facts: Facts, sources: Sources) -> Iterator[Breach]:
    heads = {
        name: body
        for body in facts.every("Organization")
        for path in LABELS
        for name in facts.texts(body, path)
    }
    path, headed = NamedNode(GOV + "listedUnder"), dict[NamedNode, list[int]]()
    # Record and heading → places and entries.
    lists: dict[tuple[NamedNode, int], list[tuple[int, NamedNode]]] = {}
    for attendance in facts.if_renamed("Organization").of("Attendance"):
        words = facts.node(attendance, "evidence")
        record = None if words is None else facts.node(words, "quotedFrom")
        start = None if words is None else facts.number(words, "start")
        text = None if record is None else _source(facts, sources, record)
        if record is None or start is None or text is None:
            continue
        if record not in headed:
            headed[record] = [at for at, name in _lines(text) if name in heads]
        above = bisect_right(headed[record], start)
        if above == 0:
            continue
        insort(lists.setdefault((record, above), []), (start, attendance), key=itemgetter(0))
        body = facts.node(attendance, "listedUnder")
        known = [n for name in LABELS for n in facts.texts(body, name)] if body else []
        # A body may be named within a line too, or by another name than it is known by.
        if known and not any(_stands(name, text[:start]) for name in known):
            yield Breach(LISTED, attendance, path, body, LISTED.message)
    for entries in lists.values():
        yield from _check_list(facts, [entry for _, entry in entries])


def _check_list(facts: Facts, entries: list[NamedNode]) -> Iterator[Breach]:
    """Yield the entries without a body over which a list runs on, by what stands around them."""
    path = NamedNode(GOV + "listedUnder")
    for before, entry, after in zip(entries, entries[1:], entries[2:], strict=False):
        around = facts.values(before, "listedUnder")
        runs_on = around and around == facts.values(after, "listedUnder")
        if runs_on and not facts.values(entry, "listedUnder"):
            yield Breach(LISTED, entry, path, None, LISTED.message)


def _stands(name: str, text: str) -> bool:
    return name in text and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text) is not None


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of a text without their marks, each with its place."""
    for line in re.finditer(r"^.+$", text, re.MULTILINE):
        yield line.start(), line[0].strip(" \t\r#*_:|")
