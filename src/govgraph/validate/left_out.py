"""Checks of what need not be there, but is printed and has been left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from pyoxigraph import NamedNode

from govgraph.names import GOV, SKOS
from govgraph.prose import MONTHS, is_day, lower_words
from govgraph.validate.facts import Facts
from govgraph.validate.grounds import days_of
from govgraph.validate.rules import WARNING, Breach, Rule, at_literal
from govgraph.validate.stretches import stated_in

ENTRY = Rule(
    "GG357",
    "A printed title or rank that the data leaves out",
    WARNING,
    "Give what the entry prints beside the name in gov:titleAsPrinted or gov:rankAsPrinted.",
    "Offices and ranks are shown as published, and a list is the only place that prints some.",
)
RANGE = Rule(
    "GG359",
    "Dates that are not the range of the words",
    WARNING,
    "Give gov:dueFrom and gov:dueBy as the first and the last day of what the words name, gov:dueBy"
    " alone after by or before; where the words name no days, leave both out.",
    "A month is a range: with an end missing or a day off, a meeting within it may not count.",
)
FORUM = Rule(
    "GG345",
    "A forum that is not the one of the words",
    WARNING,
    "Give the words that name the forum or meeting in gov:forumText, and with gov:forDiscussionAt"
    " the one that they name.",
    "Whether the records say that the discussion took place is looked up by it.",
)
DAY = Rule(
    "GG365",
    "A day or month of a figure in words only",
    WARNING,
    "Give in gov:asOf the day or month that gov:asOfText prints.",
    "Figures are put in the order of the days of which they speak.",
)
TODAY = Rule(
    "GG450",
    "A figure of now that is of another day",
    WARNING,
    "Give in gov:asOf the day of the record or of its meeting, or its month: that is the day of"
    " which gov:asOfText speaks.",
    "Now is the day on which it was said; figures are put in the order of the days of which they"
    " speak.",
)
RULES = (ENTRY, RANGE, FORUM, DAY, TODAY)

_DATED = re.compile(rf"\b(?:{'|'.join(MONTHS)})\s+\d{{4}}", re.IGNORECASE)
_BRACKETED = re.compile(r"\([^()]*\)")
_NUMBER, _YEAR = re.compile(r"\d"), re.compile(r"(?<!\d)\d{4}(?!\d)")
_BEFORE = re.compile(r"\bbefore\b", re.IGNORECASE)
_LAST_DAY = re.compile(r"\b(?:by|before|until|no later than|end of)\b", re.IGNORECASE)
_NOW = re.compile(r"(?:as of |as at |up to )?(?:now|today|currently|at present)", re.IGNORECASE)


def check_left_out(facts: Facts) -> Iterator[Breach]:
    """Yield entries, ranges and forums of which the data holds less than the record prints."""
    yield from _check_entries(facts)
    yield from _check_ranges(facts)
    yield from _check_forums(facts)
    for figure in facts.of("Figure"):
        words = facts.text(figure, "asOfText")
        if words is not None and not facts.values(figure, "asOf") and _DATED.search(words):
            yield at_literal(DAY, figure, "asOfText", words)
        if words is not None and _NOW.fullmatch(words.strip()):
            yield from _check_now(facts, figure, words)


def _check_now(facts: Facts, figure: NamedNode, words: str) -> Iterator[Breach]:
    evidence = facts.node(figure, "evidence")
    days = set() if evidence is None else set(days_of(facts, evidence))
    given = facts.texts(figure, "asOf")
    if days and not any(day.startswith(of) for of in given for day in days if of):
        yield at_literal(TODAY, figure, "asOfText", words)


def _check_entries(facts: Facts) -> Iterator[Breach]:
    for attendance in facts.of("Attendance"):
        quoted, person = facts.quoted(attendance), facts.node(attendance, "attendee")
        label = None if person is None else facts.text(person, SKOS + "prefLabel")
        if quoted is None or not label or label not in quoted:
            continue
        told = (
            *facts.texts(attendance, "titleAsPrinted"),
            *facts.texts(attendance, "rankAsPrinted"),
        )
        behind = _BRACKETED.sub("", quoted[quoted.index(label) + len(label) :])
        if not told and re.search(r"\w", behind):
            yield Breach(ENTRY, attendance, NamedNode(GOV + "titleAsPrinted"), None, ENTRY.message)


def _check_ranges(facts: Facts) -> Iterator[Breach]:
    for statement in facts.of("ActionStatement"):
        first, last = facts.text(statement, "dueFrom"), facts.text(statement, "dueBy")
        words = facts.text(statement, "dueText")
        if first is not None and last is None and not facts.values(statement, "dueBy"):
            yield at_literal(RANGE, statement, "dueFrom", first)
        if words is None or _NUMBER.search(_YEAR.sub("", words)):
            continue  # A printed day is as good as any.
        if first is not None and is_day(first) and not first.endswith("-01"):
            yield at_literal(RANGE, statement, "dueFrom", first)
        if last is None:
            continue
        alone = not facts.values(statement, "dueFrom") and not _LAST_DAY.search(words)
        if alone or not (_BEFORE.search(words) or ends_a_month(last)):
            yield at_literal(RANGE, statement, "dueBy", last)


def ends_a_month(day: str) -> bool:
    """Return whether a day is the last of its month; what is no day at all a shape finds."""
    if not is_day(day):
        return True
    return (date.fromisoformat(day) + timedelta(1)).day == 1


def _check_forums(facts: Facts) -> Iterator[Breach]:
    path = NamedNode(GOV + "forDiscussionAt")
    # Another name of a place may be the one that any of these words mean.
    looked_at = facts.if_renamed("Forum", "Meeting")
    subjects = {
        quad.subject
        for name in ("forumText", "forDiscussionAt")
        for quad in looked_at.with_property(name)
        if isinstance(quad.subject, NamedNode)
    }
    statements = sorted(
        (s for s in subjects if GOV + "ActionStatement" in facts.classes.get(s, ())),
        key=lambda s: s.value,
    )
    if not statements:
        return
    names = _names(facts)
    # Most statements are for discussion at the same few places.
    known: dict[str, dict[NamedNode, float]] = {}
    worded: dict[NamedNode | None, bool] = {}
    for statement in statements:
        record = facts.node(statement, "statedIn")
        if record not in worded:
            worded[record] = _words_forums(facts, record)
        words = facts.text(statement, "forumText")
        named = [v for v in facts.values(statement, "forDiscussionAt") if isinstance(v, NamedNode)]
        if words is None:
            told = facts.texts(statement, "forumText")
            # Whether the words are kept at all is for the record's editor.
            if named and not told and worded[record]:
                yield Breach(FORUM, statement, path, named[0], FORUM.message)
            continue
        if words not in known:
            known[words] = {p: like for p, given in names.items() if (like := _like(given, words))}
        likeness = known[words]
        best = max(likeness.values(), default=0.0)
        for place in named:
            if likeness.get(place, 0.0 if place in names else best) < best:
                yield Breach(FORUM, statement, path, place, FORUM.message)
        if not named and best > 0.5:
            yield at_literal(FORUM, statement, "forumText", words)


def _words_forums(facts: Facts, record: NamedNode | None) -> bool:
    """Return whether any statement of a record keeps the words that name its forum."""
    return any(facts.texts(s, "forumText") for s in stated_in(facts, record))


def _names(facts: Facts) -> dict[NamedNode, list[set[str]]]:
    """Return the words of each name of each forum and meeting."""
    found: dict[NamedNode, list[set[str]]] = {}
    for cls in ("Forum", "Meeting"):
        found |= {place: [] for place in facts.every(cls)}
        for place, _, text in facts.labels(cls):
            found[place].append(set(lower_words(text)))
    return found


def _like(names: list[set[str]], words: str) -> float:
    """Return how many words of a name of a place some words hold, from 0 to 1."""
    held = set(lower_words(words))
    return max((len(name & held) / len(name) for name in names if name), default=0.0)
