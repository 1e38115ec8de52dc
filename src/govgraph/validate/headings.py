"""Checks of what stands above an entry or a row: does the record head it so?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from govgraph.names import GOV
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule, at_literal
from govgraph.validate.sources import PLAIN_NAME, Sources

LISTED = Rule(
    "GG330",
    "Present or not, without a heading that says so",
    WARNING,
    "Make the entry what the heading above it says; where none says who was there or who sent"
    " apologies, set gov:basis to gov:editorInferred and say why it is read so.",
    "A list of names under a body is not yet a list of those present.",
)
COLUMN = Rule(
    "GG331",
    "A heading of a column that the record does not print",
    VIOLATION,
    "Give the heading as the record prints it above the row, or leave it out where there is no"
    " such column.",
    "Words of a sentence are not to pass for a cell of a table.",
)
RULES = (LISTED, COLUMN)

_STATED = NamedNode(GOV + "stated")
HEADING = re.compile(
    r"\b(?:(?P<absent>not present|apolog(?:y|ies|ised|ized)|absen(?:t|ce|ces|tees)|regrets)"
    r"|present|attend(?:ed|ing|ance|ees?)|members|participants|in the chair)\b",
    re.IGNORECASE,
)


def check_headings(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield entries of lists, and headings of columns, that their record does not head so."""
    for attendance in facts.of("Attendance"):
        if facts.node(attendance, "basis") == _STATED:
            around = _around(facts, sources, attendance)
            apology = GOV + "Apology" in facts.classes[attendance]
            if around is not None and not says(*around, apology):
                path, value = NamedNode(GOV + "basis"), _STATED
                yield Breach(LISTED, attendance, path, value, LISTED.message)
    for statement in facts.of("ActionStatement"):
        around = _around(facts, sources, statement)
        for name in ("leadHeading", "dueHeading"):
            words = facts.text(statement, name)
            if words and around is not None and not _stands(words, around[0]):
                yield at_literal(COLUMN, statement, name, words)


def _around(facts: Facts, sources: Sources, node: NamedNode) -> tuple[str, str] | None:
    """Return the source before the quoted words, and from there to the end of their line."""
    evidence = facts.node(node, "evidence")
    record = None if evidence is None else facts.node(evidence, "quotedFrom")
    if evidence is None or record is None:
        return None
    name, start = facts.text(record, "sourceFile"), facts.number(evidence, "start")
    end = facts.number(evidence, "end")
    if name is None or start is None or end is None or not PLAIN_NAME.fullmatch(name):
        return None
    text = sources.text(name)
    if text is None:
        return None
    return text[:start], text[start:end] + text[end:].partition("\n")[0]


def says(before: str, line: str, apology: bool) -> bool:
    """Return whether a record says of an entry of a list what the entry is.

    Args:
        before: the record above the entry.
        line: the entry and what follows on its line.
        apology: whether it is an apology; else it is a presence.
    """
    if any(m["absent"] for m in HEADING.finditer(line)):
        return apology
    heading = [None, *HEADING.finditer(before)][-1]
    return heading is not None and apology == bool(heading["absent"])


def _stands(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text) is not None
