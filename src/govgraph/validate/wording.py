"""Checks of quotations: does each prove what it stands for?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS, compact
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule, at_literal

STATEMENT = Rule(
    "GG310",
    "Words of a statement that its quotation does not hold",
    VIOLATION,
    "Give the words as the quoted line or row prints them, white space folded, or quote that line.",
    "Number, text, lead, timing and forum of a statement are what the record prints.",
)
SURNAME = Rule(
    "GG311",
    "An entry of a list that does not name the person",
    VIOLATION,
    "Quote the person's own entry, in which the surname stands, or name with gov:attendee the"
    " person whom the quoted entry names.",
    "In lists that run on, a title is easily taken for the next person's.",
)
TITLE = Rule(
    "GG312",
    "A title or rank that the entry does not print",
    VIOLATION,
    "Give gov:titleAsPrinted and gov:rankAsPrinted as they stand in the quoted entry.",
    "Offices and ranks are shown as published.",
)
ITEM = Rule(
    "GG313",
    "An item whose heading is not the quoted one",
    VIOLATION,
    "Quote the number and the heading of the item as the minutes print them.",
    "The number and the heading are the minutes', not the editor's.",
)
OUTSIDE = Rule(
    "GG314",
    "Evidence outside the passage",
    VIOLATION,
    "Quote words of the passage that gov:inPassage names, or the passage itself.",
    "The passage is shown as the paragraph that the quoted words stand in.",
)
REASON = Rule(
    "GG315",
    "A reason that the passage does not give",
    VIOLATION,
    "Give the reason in the words of the quoted passage, or leave gov:reasonText out.",
    "A reason that the record does not give is one that somebody else made up.",
)
MODE = Rule(
    "GG316",
    "An acting holder whom the quotation does not call so",
    WARNING,
    "Quote the words that show the holding to be acting or interim, or make it gov:substantive.",
    "That somebody held an office only for the time being is for the record to say.",
)
DIFFERENCE = Rule(
    "GG317",
    "A difference that the quoted words do not show",
    VIOLATION,
    "Give gov:earlierValue in the words quoted from the earlier record and gov:laterValue in those"
    " of the later one, or leave out what a record does not say.",
    "Two records are shown to differ by their own words.",
)
RULES = (STATEMENT, SURNAME, TITLE, ITEM, OUTSIDE, REASON, MODE, DIFFERENCE)

# What a statement gives in the words of its line.
_PRINTED = ("text", "leadText", "dueText", "forumText")
_IN_PASSAGE = ("Abbreviation", "Decision", "Figure", "Mention", "Risk")

_MODES = {
    GOV + "acting": re.compile(r"\bacting\b|(?<!\w)a/|(?<!\w)ag[.] ", re.IGNORECASE),
    GOV + "interim": re.compile(r"\binterim\b", re.IGNORECASE),
}


def check_wording(facts: Facts) -> Iterator[Breach]:
    """Yield what nodes say in words that their quotations do not hold."""
    yield from _check_statements(facts)
    yield from _check_attendances(facts)
    yield from _check_items(facts)
    yield from _check_passages(facts)
    yield from _check_reasons(facts)
    yield from _check_holdings(facts)
    yield from _check_differences(facts)


def _check_statements(facts: Facts) -> Iterator[Breach]:
    for statement in facts.of("ActionStatement"):
        quoted = facts.quoted(statement)
        if quoted is None:
            continue
        elsewhere = _line_with_all(facts, statement, quoted)
        if elsewhere is not None:
            line, own = elsewhere
            message = f"{STATEMENT.message} All its words stand in the quotation {line}."
            yield Breach(STATEMENT, statement, NamedNode(GOV + "evidence"), own, message)
            continue
        for name in _PRINTED:
            for words in facts.texts(statement, name):
                if words not in quoted:
                    yield at_literal(STATEMENT, statement, name, words)
        for number in facts.texts(statement, "number"):
            if not prints_number(quoted, number):
                yield at_literal(STATEMENT, statement, "number", number)


def _line_with_all(facts: Facts, statement: NamedNode, quoted: str) -> tuple[str, NamedNode] | None:
    """Return which other passage has the words of a statement, if its own line has not its text.

    Returns:
        What the passage is called, and the quotation that the statement has.
    """
    own, words = facts.node(statement, "evidence"), facts.text(statement, "text")
    record = facts.node(statement, "statedIn")
    if own is None or record is None or not words or words in quoted:
        return None
    parts = [text for name in _PRINTED for text in facts.texts(statement, name)]
    for passage in facts.values(record, "hasPassage"):
        line = facts.text(passage, "text") if isinstance(passage, NamedNode) else None
        if isinstance(passage, NamedNode) and line and all(part in line for part in parts):
            return compact(passage.value, facts.base), own
    return None


def prints_number(text: str, number: str) -> bool:
    """Return whether a text prints a number; "1" is not printed in "Action 13"."""
    return re.search(rf"(?<!\d){re.escape(number)}(?!\d)", text) is not None


def _check_attendances(facts: Facts) -> Iterator[Breach]:
    # Which other person an entry names hangs on the names of all: in most boards nobody asks.
    every: list[tuple[NamedNode, str]] | None = None
    for attendance in facts.if_renamed("Person").of("Attendance"):
        quoted = facts.quoted(attendance)
        if quoted is None:
            continue
        person = facts.node(attendance, "attendee")
        label = None if person is None else facts.text(person, SKOS + "prefLabel")
        surname = label.split()[-1] if label and label.split() else None
        if surname and not _holds(quoted, surname):
            if every is None:
                named = ((p, facts.text(p, SKOS + "prefLabel")) for p in facts.every("Person"))
                every = [(person, name) for person, name in named if name]
            meant = [person for person, name in every if name in quoted]
            message = SURNAME.message
            if len(meant) == 1:
                message += f" The entry names {compact(meant[0].value, facts.base)}."
            elif not meant:
                message += " If it does, put the name right where the person is described."
            yield Breach(SURNAME, attendance, NamedNode(GOV + "attendee"), person, message)
        for name in ("titleAsPrinted", "rankAsPrinted"):
            for words in facts.texts(attendance, name):
                if words not in quoted:
                    yield at_literal(TITLE, attendance, name, words)


def _check_items(facts: Facts) -> Iterator[Breach]:
    for item in facts.of("AgendaItem"):
        quoted = facts.quoted(item)
        if quoted is None:
            continue
        number = facts.text(item, "itemNumber")
        if number is not None and not re.search(rf"(?<!\w){re.escape(number)}(?!\w)", quoted):
            yield at_literal(ITEM, item, "itemNumber", number)
        labels = facts.texts(item, SKOS + "prefLabel")
        if labels and not any(all(_holds(quoted, w) for w in label.split()) for label in labels):
            yield Breach(
                ITEM, item, NamedNode(SKOS + "prefLabel"), Literal(labels[0]), ITEM.message
            )


def _check_passages(facts: Facts) -> Iterator[Breach]:
    for node in (n for cls in _IN_PASSAGE for n in facts.of(cls)):
        passage, evidence = facts.node(node, "inPassage"), facts.node(node, "evidence")
        if passage is None or evidence is None or passage == evidence:
            continue
        ends = [facts.number(n, p) for n in (passage, evidence) for p in ("start", "end")]
        first, last, start, end = ends
        if first is None or last is None or start is None or end is None:
            continue
        same = facts.node(passage, "quotedFrom") == facts.node(evidence, "quotedFrom")
        if not (same and first <= start and end <= last):
            yield Breach(OUTSIDE, node, NamedNode(GOV + "evidence"), evidence, OUTSIDE.message)


def _check_reasons(facts: Facts) -> Iterator[Breach]:
    for node in (*facts.of("Risk"), *facts.of("StatusEvent")):
        held = facts.quoted_passage(node)
        for words in facts.texts(node, "reasonText"):
            if held is not None and words not in held:
                yield at_literal(REASON, node, "reasonText", words)


def _check_holdings(facts: Facts) -> Iterator[Breach]:
    for holding in facts.of("RoleHolding"):
        mode = facts.node(holding, "holdingMode")
        if mode is None or mode.value not in _MODES:
            continue
        quotations = [n for n in facts.values(holding, "evidence") if isinstance(n, NamedNode)]
        texts = [text for q in quotations for text in facts.texts(q, "text")]
        if texts and not any(_MODES[mode.value].search(text) for text in texts):
            yield Breach(MODE, holding, NamedNode(GOV + "holdingMode"), mode, MODE.message)


def _check_differences(facts: Facts) -> Iterator[Breach]:
    for difference in facts.of("Discrepancy"):
        quotations = [q for q in facts.values(difference, "between") if isinstance(q, NamedNode)]
        dated = sorted((_date(facts, q), facts.text(q, "text") or "") for q in quotations)
        if len(dated) != 2 or "" in dated[0] or "" in dated[1] or dated[0][0] == dated[1][0]:
            continue  # Nobody can say which is the earlier one.
        for name, (_, quoted) in zip(("earlierValue", "laterValue"), dated, strict=True):
            for words in facts.texts(difference, name):
                if words not in quoted:
                    yield at_literal(DIFFERENCE, difference, name, words)


def _date(facts: Facts, quotation: NamedNode) -> str:
    """Return the date of the record that is quoted; empty without one."""
    record = facts.node(quotation, "quotedFrom")
    return "" if record is None else facts.text(record, "recordDate") or ""


def _holds(text: str, word: str) -> bool:
    """Whether a text holds a word as a whole word, in any case."""
    pattern = rf"(?<!\w){re.escape(word.strip('.,;:'))}(?!\w)"
    return re.search(pattern, text, re.IGNORECASE) is not None
