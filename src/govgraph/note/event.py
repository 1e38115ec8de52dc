"""The status event of a note, with the quotation that it rests on."""

from __future__ import annotations

import re

from pyoxigraph import Literal, NamedNode

from govgraph.model import Term
from govgraph.names import GOV
from govgraph.note.entry import Entry
from govgraph.note.grounds import Basis
from govgraph.note.named import Action
from govgraph.note.sources import Held
from govgraph.note.turtle import Block, quotation
from govgraph.validate.facts import Facts


def event(
    facts: Facts,
    action: Action,
    code: str,
    status: NamedNode,
    held: Held,
    entry: Entry,
    basis: Basis,
) -> tuple[Block, ...]:
    """Return the quotation that a status event rests on, where that is new, and last the event."""
    local = re.sub(r"[^a-z0-9]+", "-", f"{action.id}-{code}".lower()).strip("-")
    words, blocks = entry.words, []
    if words is None and entry.passage is not None:
        words = _unused(facts, held, f"q-{local}")
        exact = held.text[entry.stretch.start : entry.stretch.end]
        start = entry.stretch.start
        blocks.append(quotation(words, held.record, exact, start, passage=entry.passage))
    pairs: list[tuple[str, Term]] = [
        ("a", NamedNode(f"{GOV}StatusEvent")),
        ("statusOf", action.node),
        ("toStatus", status),
        ("reportedIn", held.record),
    ]
    if entry.speaker is not None:
        pairs.append(("attributedTo", entry.speaker))
    pairs.append(("basis", NamedNode(f"{GOV}{'stated' if basis.stated else 'editorInferred'}")))
    pairs.append(("confidence", NamedNode(f"{GOV}{basis.confidence}")))
    if basis.rationale:
        pairs.append(("rationale", Literal(basis.rationale)))
    if words is not None:
        pairs.append(("evidence", words))
    return (*blocks, Block(_unused(facts, held, f"event-{local}"), tuple(pairs)))


def _unused(facts: Facts, held: Held, local: str) -> NamedNode:
    node, times = NamedNode(f"{held.record.value}#{local}"), 1
    while any(facts.store.quads_for_pattern(node, None, None)):
        times += 1
        node = NamedNode(f"{held.record.value}#{local}-{times}")
    return node
