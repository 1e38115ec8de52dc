"""Checks of dates that pass for the record's own: does the record print them?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV
from govgraph.prose import MONTH_NAMES, MONTHS, join
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule, at_literal
from govgraph.validate.sources import PLAIN_NAME, Sources

TIMING = Rule(
    "GG332",
    "Stated dates whose words print no year or no month",
    WARNING,
    "Set gov:dueBasis to gov:editorInferred and say in gov:dueRationale which convention or reason"
    " gives these dates; if none does, take the dates away.",
    "A year that is not printed is read, and that autumn is September to November is a convention.",
)
PUBLISHED = Rule(
    "GG333",
    "A day of publication that the quoted words do not print",
    WARNING,
    "Give the day that the record states as that of its publication, and quote these words with"
    " gov:evidence of the record; leave gov:publishedOn out where it states none.",
    "The day of publication is kept as stated, whatever day the meeting had.",
)
UNPUBLISHED = Rule(
    "GG338",
    "A printed day of publication that the data leaves out",
    WARNING,
    "Give the day in gov:publishedOn as the record states it, and quote it with gov:evidence.",
    "It is kept as stated, also where it is the day of the meeting.",
)
HELD = Rule(
    "GG423",
    "A start or end of a holding that no words print",
    VIOLATION,
    "Quote with gov:evidence of the holding the words that print this day as its start or end;"
    " leave gov:validFrom and gov:validUntil out where no record prints one.",
    "Since when and until when a post was held is not to be taken from elsewhere or worked out.",
)
RULES = (TIMING, PUBLISHED, UNPUBLISHED, HELD)

_PUBLICATION = re.compile(
    r"^[^\w\n]*(?:publication date|date of publication|published(?: on)?)\s*:.*\d{4}",
    re.I | re.MULTILINE,
)

MONTH = re.compile(rf"\b(?:{MONTH_NAMES})\b", re.IGNORECASE)
# 2022-06-24, 24.6.2022, 24/06/2022, 06/2022.
_NUMERIC = re.compile(r"(?<!\d)(?:\d{4}-\d\d|\d{1,2}[./]\d{4}|\d{1,2}[./]\d{1,2}[./]\d{2,4})(?!\d)")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DAY = re.compile(r"(\d{4})-(0[1-9]|1[0-2])-(\d\d)")


def check_dates(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield timings, days of publication and of holdings that are not as records print them."""
    yield from _check_timings(facts)
    for record in facts.of("Record"):
        yield from _check_publication(facts, sources, record)
    for holding in facts.of("RoleHolding"):
        for name in ("validFrom", "validUntil"):
            yield from _unprinted(facts, HELD, holding, name)


def _check_timings(facts: Facts) -> Iterator[Breach]:
    for statement in facts.of("ActionStatement"):
        words = facts.text(statement, "dueText")
        if words is None or facts.node(statement, "dueBasis") != NamedNode(GOV + "stated"):
            continue
        days = {(n, day) for n in ("dueFrom", "dueBy") for day in facts.texts(statement, n)}
        years = {(n, day, found[1]) for n, day in days if (found := _DAY.fullmatch(day))}
        prints_month = MONTH.search(words) or _NUMERIC.search(words)
        others = sorted(year for year in years if year[2] not in words)
        # That the words print another year is no reason to call the day an editor's.
        if prints_month and others and (printed := sorted(set(_YEAR.findall(words)))):
            for name, day, year in others:
                said = f"The words print {join(printed)}, and gov:{name} has {year}: put it right."
                yield Breach(TIMING, statement, NamedNode(GOV + name), Literal(day), said)
        elif years and (others or not prints_month):
            yield at_literal(TIMING, statement, "dueText", words)


def _check_publication(facts: Facts, sources: Sources, record: NamedNode) -> Iterator[Breach]:
    yield from _unprinted(facts, PUBLISHED, record, "publishedOn")
    days = facts.texts(record, "publishedOn")
    name = facts.text(record, "sourceFile")
    text = sources.text(name) if name is not None and PLAIN_NAME.fullmatch(name) else None
    if text is not None and not days and _PUBLICATION.search(text):
        yield Breach(UNPUBLISHED, record, NamedNode(GOV + "publishedOn"), None, UNPUBLISHED.message)


def _unprinted(facts: Facts, rule: Rule, node: NamedNode, name: str) -> Iterator[Breach]:
    """Yield the days of a property that no quotation of a node prints."""
    quotations = [q for q in facts.values(node, "evidence") if isinstance(q, NamedNode)]
    texts = [text for q in quotations for text in facts.texts(q, "text")]
    for day in facts.texts(node, name):
        if not any(prints(text, day) for text in texts):
            yield at_literal(rule, node, name, day)


def prints(text: str, day: str) -> bool:
    """Return whether a text prints a day, such as 24 June 2022 or June 24th, 2022.

    Args:
        text: what is quoted.
        day: the day as in 2022-06-24; anything else counts as printed, since a shape finds it.
    """
    found = _DAY.fullmatch(day)
    if found is None:
        return True
    try:
        date.fromisoformat(day)
    except ValueError:
        return True
    year, month, number = found[1], int(found[2]), int(found[3])
    name = f"(?:{MONTHS[month - 1]}|{MONTHS[month - 1][:3]}|0?{month})"
    nth = rf"(?<!\d)0?{number}(?:st|nd|rd|th)?(?!\d)"
    between = r"[\s,./-]+(?:of\s+)?"
    forms = (
        re.escape(day),
        rf"{nth}{between}{name}{between}{year}",
        rf"(?<!\w){name}{between}{nth}{between}{year}",
    )
    return any(re.search(rf"{form}(?!\d)", text, re.IGNORECASE) for form in forms)
