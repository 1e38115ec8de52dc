"""Whether words speak of another action: by its own wording, or as a note on file has it."""

from __future__ import annotations

from collections.abc import Mapping

from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError
from govgraph.note.entry import Entry
from govgraph.note.linked import linked_with
from govgraph.note.named import Action
from govgraph.note.sources import Held
from govgraph.validate.facts import Facts
from govgraph.validate.matters import Matters


def refuse_other_matter(
    facts: Facts,
    action: Action,
    held: Held,
    entry: Entry,
    names: Mapping[str, str],
    matters: Matters,
) -> None:
    """Refuse words of another action: it words them, or has them noted and is not linked.

    Args:
        facts: the data.
        action: what the note is of.
        held: the source.
        entry: the words; they do not cite the action.
        names: IRI → DATE/NUMBER of the actions on file.
        matters: what the actions are about.

    Raises:
        GovgraphError: one of these is so.
    """
    thread = thread_of(facts, action, names)
    other = matters.other_matter(entry.sentence, thread, held.date)
    if other is not None and other.value in names:
        name = names[other.value]
        message = f"the words have more of the wording of {name} than of that of {action.id}."
        hint = f"Note it of {name}, or say with --because why they speak of this one."
        raise GovgraphError("other-matter", message, hint=hint)
    for node in sorted(_noted_by(facts, held, entry), key=lambda n: n.value):
        if node not in thread and node.value in names:
            message = (
                f"the same words are on file for {names[node.value]}, which is not linked with"
                f" {action.id}."
            )
            hint = "If they speak of both, say with --because why they speak of this one."
            raise GovgraphError("same-quotation", message, hint=hint)


def thread_of(facts: Facts, action: Action, names: Mapping[str, str]) -> set[NamedNode]:
    """Return an action with all that it is linked with, directly or through others."""
    found, open_ones = {action.node}, [action]
    while open_ones:
        for linked in linked_with(facts, open_ones.pop(), names):
            if linked.action.node not in found:
                found.add(linked.action.node)
                open_ones.append(linked.action)
    return found


def _noted_by(facts: Facts, held: Held, entry: Entry) -> set[NamedNode]:
    """Return the actions whose status rests on words that overlap these."""
    found = set()
    for event in facts.leading_to(held.record, "reportedIn"):
        words, action = facts.node(event, "evidence"), facts.node(event, "statusOf")
        if words is None or action is None:
            continue
        start, end = facts.number(words, "start"), facts.number(words, "end")
        if start is None or end is None:
            continue
        if start < entry.stretch.end and entry.stretch.start < end:
            found.add(action)
    return found
