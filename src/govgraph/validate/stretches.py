"""Stretches of a source that are quoted, what rests on them, and its numbered actions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.action_lines import ActionLine
from govgraph.names import GOV
from govgraph.validate.facts import Facts


class Stretch(NamedTuple):
    """A passage or quotation, and what rests on it (no quotations and no short forms)."""

    start: int
    end: int
    node: NamedNode
    is_passage: bool
    statements: tuple[NamedNode, ...]


def stretches_of(facts: Facts, record: NamedNode) -> Iterator[Stretch]:
    """Yield what is quoted from a record."""
    for quad in facts.store.quads_for_pattern(None, NamedNode(GOV + "quotedFrom"), record):
        node = quad.subject
        if not isinstance(node, NamedNode) or not _is(facts, node, "Quotation"):
            continue
        start, end = facts.number(node, "start") or 0, facts.number(node, "end") or 0
        resting = facts.leading_to(node, "evidence")
        # That a short form stands in a passage says nothing of what the passage holds.
        slight = ("Quotation", "Abbreviation")
        statements = tuple(s for s in resting if not any(_is(facts, s, c) for c in slight))
        yield Stretch(start, end, node, _is(facts, node, "Passage"), statements)


def stated_in(facts: Facts, record: NamedNode | None) -> Iterator[NamedNode]:
    """Yield the statements of actions that stand in a record; of None, those of no one record."""
    if record is None:
        found = facts.every("ActionStatement")
    else:
        found = facts.leading_to(record, "statedIn")
    for statement in found:
        if _is(facts, statement, "ActionStatement") and facts.node(statement, "statedIn") == record:
            yield statement


def stated_on(facts: Facts, line: ActionLine, quoted: Iterable[Stretch]) -> list[NamedNode]:
    """Return the statements of actions that rest on words of a line."""
    return [
        statement
        for stretch in quoted
        if stretch.start < line.end and line.start < stretch.end
        for statement in stretch.statements
        if _is(facts, statement, "ActionStatement")
    ]


def _is(facts: Facts, node: NamedNode, cls: str) -> bool:
    return GOV + cls in facts.classes.get(node, ())
