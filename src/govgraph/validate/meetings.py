"""Checks of meetings and records: do identifier, label, day and words tell of one day?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS, compact
from govgraph.prose import capitalised, is_day, join, long_date
from govgraph.validate.deadlines import days_in
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule

DAYS = Rule(
    "GG486",
    "A meeting or record that goes by two days",
    VIOLATION,
    "Give it one day: in its identifier, in its label and in gov:heldOn or gov:recordDate.",
    "Files refer to it by its identifier, people read its label, and days are counted from its"
    " date.",
)
RULES = (DAYS,)

_DATED = (("Meeting", "heldOn"), ("Record", "recordDate"))
_NAMED = re.compile(r"[/#](?:meeting|record)/(\d{4}-\d\d-\d\d)-")
_IDENTIFIER, _LABEL, _WORDS = "the identifier", "the label", "the quoted words"


def check_meetings(facts: Facts) -> Iterator[Breach]:
    """Yield identifiers, labels and days of meetings, and labels of records, that differ."""
    for cls, name in _DATED:
        for node in facts.of(cls):
            # The other days of records are held to each other by shapes.
            told = (_IDENTIFIER, _LABEL, f"gov:{name}") if cls == "Meeting" else (_LABEL,)
            yield from _check(facts, node, name, told)


def _check(facts: Facts, node: NamedNode, name: str, asked: tuple[str, ...]) -> Iterator[Breach]:
    told = _told(facts, node, name)
    often = Counter(day for days in told.values() for day in days)
    # Of two days that are told as often the quoted words are believed, which come first.
    right = next((day for day, times in often.items() if times == max(often.values())), "")
    agreeing = [what for what, days in told.items() if right in days]
    if len(agreeing) < 2:
        return  # Nobody can tell which of them is right.
    said = f"{join(agreeing)} say {long_date(right)}"
    for what in asked:
        if what not in told or right in told[what]:
            continue
        path: NamedNode | None = None
        value: Literal | None = None
        if what == _IDENTIFIER:
            mend = f"name this {compact(_renamed(node, right), facts.base)}"
        elif what == _LABEL:
            path, value = NamedNode(SKOS + "prefLabel"), _label(facts, node)
            mend = f'write "{_relabelled(value, right)}"'
        else:
            path, value = NamedNode(GOV + name), Literal(told[what][0])
            mend = f'write gov:{name} "{right}"^^xsd:date'
        yield Breach(DAYS, node, path, value, f"{capitalised(said)}: {mend}.")


def _told(facts: Facts, node: NamedNode, name: str) -> dict[str, list[str]]:
    """Return what tells of a day → the days; words without a year, as of any year told."""
    day, named, label = facts.text(node, name), _NAMED.search(node.value), _label(facts, node)
    given = {
        f"gov:{name}": [day] if day and is_day(day) else [],
        _IDENTIFIER: [named[1]] if named and is_day(named[1]) else [],
    }
    years = sorted({days[0][:4] for days in given.values() if days})
    quotations = [q for q in facts.values(node, "evidence") if isinstance(q, NamedNode)]
    texts = {
        _WORDS: [text for q in quotations for text in facts.texts(q, "text")],
        _LABEL: [label.value] if label is not None else [],
    }
    printed = {
        what: sorted(
            {
                f"{year}{day.day}"
                for text in found
                for day in days_in(text)
                for year in ([day.year] if day.year else years)
            }
        )
        for what, found in texts.items()
    }
    told = {_WORDS: printed[_WORDS], **given, _LABEL: printed[_LABEL]}
    return {what: found for what, days in told.items() if (found := [*filter(is_day, days)])}


def _label(facts: Facts, node: NamedNode) -> Literal | None:
    """Return the first label that prints a day."""
    labels = (v for v in facts.values(node, SKOS + "prefLabel") if isinstance(v, Literal))
    return next((label for label in labels if days_in(label.value)), None)


def _relabelled(label: Literal | None, day: str) -> str:
    text = "" if label is None else label.value
    for printed in days_in(text):
        text = text.replace(printed.words, long_date(day) if printed.year else long_date(day)[:-5])
    return text


def _renamed(node: NamedNode, day: str) -> str:
    return _NAMED.sub(lambda found: found[0].replace(found[1], day), node.value)
