"""Checks of deadlines: are their days those that the words print?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV
from govgraph.prose import MONTH_NAMES, NTH, is_day, month_number
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule

DAY = Rule(
    "GG480",
    "A deadline that is not the printed day",
    VIOLATION,
    "Give in gov:dueBy, and of a range in gov:dueFrom too, the day that the words print.",
    "Whether a timing has passed is counted from these days, and the words are shown beside them.",
)
RULES = (DAY,)

_WEEKDAY = r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:the\s+)?"
_YEAR = r"(?:,?\s+(\d{4}))?(?!\d)"
# 15 December 2023, 15th of December; December 15, 2023; 2023-12-15.
_DAY = re.compile(
    rf"{NTH}\s+(?:of\s+)?({MONTH_NAMES})\b\.?{_YEAR}"
    rf"|\b({MONTH_NAMES})\.?\s+{NTH}{_YEAR}"
    r"|(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)",
    re.IGNORECASE,
)
_DEADLINE = re.compile(rf"\b(before|by|until|till|on|no later than)\s+{_WEEKDAY}$", re.IGNORECASE)
_WEEKDAY_ALONE = re.compile(_WEEKDAY, re.IGNORECASE)
_FROM = re.compile(rf"\b(?:from|between)\s+{_WEEKDAY}$", re.IGNORECASE)
_TO = re.compile(rf"\s+(?:to|and|until|till)\s+{_WEEKDAY}|\s*[–—-]\s*{_WEEKDAY}", re.IGNORECASE)
# Two weeks before a meeting on a day: the day is not the deadline.
_REMOVED = re.compile(r"\b(?:after|before|prior|within|days?|weeks?|months?)\b", re.IGNORECASE)


class Printed(NamedTuple):
    """A day that words print.

    Attributes:
        words: as printed, with the word before it that makes it a deadline.
        year: the year, or an empty text where none is printed.
        day: the month and the day, as in ``-12-15``.
        is_early: whether something is due before it, so that the day before it is meant too.
    """

    words: str
    year: str
    day: str
    is_early: bool = False

    def meets(self, day: str) -> bool:
        """Return whether an ISO day is this one, as far as it is printed."""
        days = [day]
        if self.is_early and day < "9999":
            days.append((date.fromisoformat(day) + timedelta(1)).isoformat())
        return any(one.endswith(self.day) and one.startswith(self.year) for one in days)


def check_deadlines(facts: Facts) -> Iterator[Breach]:
    """Yield deadlines and ranges with a day that is not the one of their words."""
    for statement in facts.of("ActionStatement"):
        words = facts.text(statement, "dueText")
        if words is None:
            continue
        text = _whole(words, facts.texts(statement, "text"))
        yield from _check(facts, statement, *range_of(text))


def _whole(words: str, texts: list[str]) -> str:
    """Return timing words with the day before them in the sentence, where they leave it out."""
    for text in texts:
        at = text.find(words)
        cut = [d for d in _DAY.finditer(text) if d.start() < at < d.end()] if at >= 0 else []
        if cut:
            before = _DEADLINE.search(text[: cut[0].start()])
            begin = before.start() if before else cut[0].start()
            return text[begin : max(cut[0].end(), at + len(words))]
    return words


def range_of(words: str) -> tuple[Printed | None, Printed | None]:
    """Return the first and the last day that words give in so many words.

    Args:
        words: such as ``by 15 December 2023`` or ``from 3 to 5 May``.

    Returns:
        None for a day that they do not print, or from which another one is to be reckoned.
    """
    days = list(_DAY.finditer(words))
    if len(days) == 2 and _TO.fullmatch(words, days[0].end(), days[1].start()):
        # The year of both may stand at the second one.
        first, last = _printed(words, days[0]), _printed(words, days[1])
        year = first.year or (last.year if first.day <= last.day else "")
        return first._replace(year=year), last
    if len(days) != 1:
        return None, None
    before, behind = words[: days[0].start()], words[days[0].end() :]
    last = _printed(words, days[0])
    begun = re.search(rf"{NTH}(?:{_TO.pattern})$", before, re.IGNORECASE)
    if begun and days[0][1]:
        said = words[begun.start() : days[0].end()]
        return Printed(said, last.year, f"{last.day[:4]}{int(begun[1]):02}"), last
    if _FROM.search(before):
        return last, None
    deadline = _DEADLINE.search(before)
    alone = _WEEKDAY_ALONE.fullmatch(before) and not re.search(r"\w", behind)
    if not (deadline or alone) or (deadline and _REMOVED.search(words[: deadline.start()])):
        return None, None
    said = words[deadline.start() if deadline else 0 : days[0].end()]
    early = deadline is not None and deadline[1].lower() == "before"
    return None, last._replace(words=said, is_early=early)


def days_in(text: str) -> list[Printed]:
    """Return the days that a text prints, with or without their years."""
    return [_printed(text, found) for found in _DAY.finditer(text)]


def _printed(words: str, found: re.Match[str]) -> Printed:
    number, month = found[1] or found[5] or found[9], found[2] or found[4]
    year = found[3] or found[6] or found[7] or ""
    day = f"-{month_number(month) if month else int(found[8]):02}-{int(number):02}"
    return Printed(words[found.start() : found.end()], year, day)


def _check(
    facts: Facts, statement: NamedNode, first: Printed | None, last: Printed | None
) -> Iterator[Breach]:
    told = [*_others(facts, statement, "dueFrom", first), *_others(facts, statement, "dueBy", last)]
    # What is due by a day is no range, and begins on no other day.
    begun = [] if first else [*_others(facts, statement, "dueFrom", last)]
    for name, day, printed in told:
        right = f"{printed.year or day[:4]}{printed.day}"
        mend = f'write gov:{name} "{right}"^^xsd:date'
        mend = mend if is_day(right) else f"give this day in gov:{name}"
        mend += ", and take gov:dueFrom away" if begun else ""
        yield _breach(statement, name, day, printed, mend)
    for name, day, printed in () if told else begun:
        yield _breach(statement, name, day, printed, "take gov:dueFrom away")


def _others(
    facts: Facts, statement: NamedNode, name: str, printed: Printed | None
) -> Iterator[tuple[str, str, Printed]]:
    """Yield the days of a property that are not the printed one."""
    for day in facts.texts(statement, name):
        if printed is not None and is_day(day) and not printed.meets(day):
            yield name, day, printed


def _breach(statement: NamedNode, name: str, day: str, printed: Printed, mend: str) -> Breach:
    said = f"The words say '{printed.words}': {mend}."
    return Breach(DAY, statement, NamedNode(GOV + name), Literal(day), said)
