"""Whether a note only says that something is done, as the query ``completions`` has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from govgraph.names import GOV
from govgraph.note.entry import Entry
from govgraph.note.named import DONE, Action, owners_of, recipients_of
from govgraph.note.sources import Held
from govgraph.validate.facts import Facts


def is_only_said(facts: Facts, action: Action, status: str, held: Held, entry: Entry) -> bool:
    """Return whether a letter says "delivered" or "completed" that does not close the action.

    A letter of the owner's side does not, nor does one that neither follows a meeting, words
    numbered actions nor is of the recipient's side.

    Args:
        facts: the data.
        action: what the note is of.
        status: the code of the status.
        held: the source; what minutes record is nobody's word alone.
        entry: the words, with whoever says them.
    """
    if status not in DONE or not held.is_letter(facts):
        return False
    holding = facts.node(held.record, "sender")
    role = holding and facts.node(holding, "heldRole")
    sayers = set(sides(facts, [entry.speaker, role, *facts.values(held.record, "attributedTo")]))
    statements = facts.leading_to(action.node, "states")
    leads = (lead for statement in statements for lead in facts.values(statement, "lead"))
    if not sayers.isdisjoint(sides(facts, [*owners_of(facts, action), *leads])):
        return True
    recipients = sides(facts, recipients_of(facts, action))
    return sayers.isdisjoint(recipients) and not _is_of_meeting(facts, held)


def _is_of_meeting(facts: Facts, held: Held) -> bool:
    words = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}statedIn"), held.record)
    return facts.node(held.record, "follows") is not None or next(iter(words), None) is not None


def sides(facts: Facts, parties: Iterable[object]) -> Iterator[NamedNode]:
    """Yield parties, the organizations of roles, and those that people were listed under."""
    for party in parties:
        if not isinstance(party, NamedNode):
            continue
        yield party
        body = facts.node(party, "roleIn")
        if body is not None:
            yield body
        for presence in facts.leading_to(party, "attendee"):
            yield from (
                v for v in facts.values(presence, "listedUnder") if isinstance(v, NamedNode)
            )
