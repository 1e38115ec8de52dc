"""Whether a note is only the owner's own word, as the query ``completions`` has it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import NamedNode

from govgraph.names import GOV
from govgraph.note.entry import Entry
from govgraph.note.named import DONE, Action
from govgraph.note.sources import Held
from govgraph.validate.facts import Facts


def is_own_word(facts: Facts, action: Action, status: str, held: Held, entry: Entry) -> bool:
    """Return whether the owner's side says of its own action that it was delivered or completed.

    Args:
        facts: the data.
        action: what the note is of.
        status: the code of the status.
        held: the source; what minutes record is nobody's word alone.
        entry: the words, with whoever says them.
    """
    is_letter = held.is_new or f"{GOV}Letter" in facts.classes.get(held.record, ())
    if status not in DONE or not is_letter:
        return False
    holding = facts.node(held.record, "sender")
    role = holding and facts.node(holding, "heldRole")
    sayers = [entry.speaker, role, *facts.values(held.record, "attributedTo")]
    kinds = ("ownerOrganization", "ownerRole", "ownerPerson")
    owners = [owner for kind in kinds for owner in facts.values(action.node, kind)]
    stated = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}states"), action.node)
    for statement in (q.subject for q in stated if isinstance(q.subject, NamedNode)):
        owners += facts.values(statement, "lead")
    return not set(_sides(facts, sayers)).isdisjoint(_sides(facts, owners))


def _sides(facts: Facts, parties: Iterable[object]) -> Iterator[NamedNode]:
    """Yield parties, the organizations of roles, and those that people were listed under."""
    for party in parties:
        if not isinstance(party, NamedNode):
            continue
        yield party
        body = facts.node(party, "roleIn")
        if body is not None:
            yield body
        attended = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}attendee"), party)
        for presence in (q.subject for q in attended if isinstance(q.subject, NamedNode)):
            yield from (
                v for v in facts.values(presence, "listedUnder") if isinstance(v, NamedNode)
            )
