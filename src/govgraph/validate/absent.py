"""Checks of what records refer to: is there something on file, or known by mention, for it?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, XSD
from govgraph.prose import MONTHS, is_day, month_number
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, Breach, Rule, at_literal

ABSENT = Rule(
    "GG468",
    "A dated meeting or letter that nothing stands for",
    INFO,
    "If it was held or written, add the gov:Meeting or gov:Document with gov:knownByMention true,"
    " and the gov:Mention in this passage; if it was only planned, leave it.",
    "What a record refers to and the board does not hold is a gap that readers are to see.",
)
RULES = (ABSENT,)

_DAY = (
    rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?: of)? (?P<month>{'|'.join(MONTHS)}),? (?P<year>\d{{4}})"
)
_THING = r"\b(?:meetings?|met|minutes|letters?|reply|replies|correspondence)\b"
_DATE = NamedNode(XSD + "date")
# The thing and its day, in one clause and not far from each other.
_NEAR = r"(?:(?![.;:])[^\d]){0,50}?"
_DATED = (
    re.compile(rf"{_THING}{_NEAR}\b{_DAY}", re.IGNORECASE),
    re.compile(rf"\b{_DAY}(?:'s|’s)? {_THING}", re.IGNORECASE),
)


def check_absent(facts: Facts) -> Iterator[Breach]:
    """Yield passages that name a meeting, minutes or a letter of a day for which nothing stands."""
    # A day that goes may be one that any passage names.
    is_amended = facts.amends("Meeting", "heldOn") or facts.amends("Record", "recordDate")
    passages = list((facts.everywhere() if is_amended else facts).of("Passage"))
    found = [
        (passage, words)
        for passage in passages
        for words, day, written in dated(facts.text(passage, "text") or "")
        if not _is_known(facts, day)
        and not any(written in text for text in _mentioned(facts, passage))
    ]
    if found and all(is_day(facts.text(m, "heldOn") or "") for m in facts.every("Meeting")):
        for passage, words in found:  # Else when a meeting was held is asked there.
            yield at_literal(ABSENT, passage, "text", words)


def _mentioned(facts: Facts, passage: NamedNode) -> Iterator[str]:
    """Yield the words by which a passage mentions something."""
    for mention in facts.leading_to(passage, "inPassage"):
        is_mention = GOV + "Mention" in facts.classes.get(mention, ())
        is_here = is_mention and facts.node(mention, "inPassage") == passage
        if is_here and (quoted := facts.quoted(mention)) is not None:
            yield quoted


def _is_known(facts: Facts, day: str) -> bool:
    """Return whether a meeting was held, or a record written, on a day."""
    return any(
        facts.has_value(name, Literal(day, datatype=datatype))
        for name in ("heldOn", "recordDate")
        for datatype in (_DATE, None)
    )


def dated(text: str) -> Iterator[tuple[str, str, str]]:
    """Yield words that date a meeting or letter, the day, and the day as it is written."""
    found: dict[int, tuple[str, str, str]] = {}
    for pattern in _DATED:
        for match in pattern.finditer(text):
            month = month_number(match["month"])
            day = f"{match['year']}-{month:02}-{int(match['day']):02}"
            written = text[match.start("day") : match.end("year")]
            found.setdefault(match.start("day"), (match[0], day, written))
    yield from found.values()
