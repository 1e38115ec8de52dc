"""What a note rests on: who says it, of which action, and whether the words themselves say so."""

from __future__ import annotations

import re
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from govgraph.errors import GovgraphError, LookupFailedError
from govgraph.names import GOV, RDF_TYPE, SKOS, did_you_mean
from govgraph.parameters import ACTION, find_term
from govgraph.prose import join, long_date
from govgraph.validate.dates import prints
from govgraph.validate.facts import Facts
from govgraph.validate.speakers import holders_of, named, names_of, standing_for, writers

_SPEAKERS = ("Organization", "Role", "Person")
# It is said of actions that no record names.
_UNNAMED = "outstanding"
_DONE = frozenset({"completed", "delivered"})
_OPEN = frozenset({"not-delivered", "in-progress", "undertaken"})


class Action(NamedTuple):
    """The action that a note is of: its node, its DATE/NUMBER, and the two parts of that."""

    node: NamedNode
    id: str
    held: str
    number: str


class Basis(NamedTuple):
    """Whether a record itself says it, or a reader does, with the reason."""

    stated: bool
    rationale: str


def find_action(store: Store, base: str, name: str, names: dict[str, str]) -> Action:
    """Return the action that a person names.

    Args:
        store: the data.
        base: the workspace's base IRI.
        name: ``DATE/NUMBER``, an IRI, a CURIE or a label.
        names: IRI → DATE/NUMBER of the actions on file.

    Raises:
        LookupFailedError: there is none of that name, or several.
    """
    node = find_term(store, base, name, ACTION)
    shown = names.get(node.value)
    if shown is None:
        hint = "Run 'govgraph validate' to see what it lacks."
        raise LookupFailedError("unnumbered", f"no minutes on file number '{name}'.", hint)
    held, _, number = shown.partition("/")
    return Action(node, shown, held, number)


def find_speaker(store: Store, base: str, name: str) -> NamedNode:
    """Return the organization, role or person that is named as saying a thing.

    Raises:
        LookupFailedError: there is none of that name, or several.
    """
    found: dict[str, NamedNode] = {}
    hints: list[str] = []
    for cls in _SPEAKERS:
        try:
            node = find_term(store, base, name, GOV + cls)
            found[node.value] = node
        except LookupFailedError as error:
            if error.code == "ambiguous":
                raise
            hints.append(error.hint)
    if len(found) > 1:
        message = f"'{name}' names {len(found)} things."
        raise LookupFailedError("ambiguous", message, "Give one by its IRI:", tuple(sorted(found)))
    if not found:
        hint = next((h for h in hints if h.startswith("Did")), next(filter(None, hints), ""))
        message = f"there is no organization, role or person '{name}' on file."
        raise LookupFailedError("unknown-name", message, hint)
    return next(iter(found.values()))


def find_status(store: Store, code: str) -> NamedNode:
    """Return the status of a code, such as ``not-delivered``.

    Raises:
        LookupFailedError: there is none of that code.
    """
    known = statuses(store)
    if code not in known:
        hint = did_you_mean(code, known) or f"Known: {join(list(known))}."
        raise LookupFailedError("unknown-status", f"there is no status '{code}'.", hint)
    return known[code]


def statuses(store: Store) -> dict[str, NamedNode]:
    """Return what a record may say of how one action stands, by code."""
    found = {}
    kind = NamedNode(f"{GOV}Status")
    for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), kind):
        if isinstance(quad.subject, NamedNode):
            for code in store.quads_for_pattern(quad.subject, NamedNode(f"{SKOS}notation"), None):
                if isinstance(code.object, Literal) and code.object.value != _UNNAMED:
                    found[code.object.value] = quad.subject
    return dict(sorted(found.items()))


def refuse_contradiction(facts: Facts, action: Action, status: str, date: str) -> None:
    """Refuse a status that a later record gainsays, and a date before the action.

    Raises:
        GovgraphError: either is so.
    """
    if date < action.held:
        message = f"{date} is before {action.id} was raised, on {long_date(action.held)}."
        hint = "Give the date of the record that says so."
        raise GovgraphError("before-action", message, hint=hint)
    if status not in _DONE:
        return
    codes = {node: code for code, node in statuses(facts.store).items()}
    events = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}statusOf"), action.node)
    for event in sorted((q.subject for q in events), key=str):
        record = facts.node(event, "reportedIn") if isinstance(event, NamedNode) else None
        state = facts.node(event, "toStatus") if isinstance(event, NamedNode) else None
        told = facts.text(record, "recordDate") if record is not None else None
        if record is None or state is None or told is None or told <= date:
            continue
        if codes.get(state) in _OPEN and isinstance(event, NamedNode):
            label = facts.text(record, f"{SKOS}prefLabel") or record.value
            message = (
                f"'{status}' of {date} stands against a later record: '{label}' has {action.id}"
                f' as {codes[state]} ("{facts.quoted(event)}").'
            )
            hint = "If both are so, enter it by hand, and say in gov:rationale why."
            raise GovgraphError("contradiction", message, hint=hint)


def basis_of(
    facts: Facts,
    action: Action,
    passage: NamedNode | None,
    words: str,
    record: NamedNode,
    speaker: NamedNode | None,
    because: str,
) -> Basis:
    """Return whether the words themselves cite the action and name who says so.

    Args:
        facts: the data.
        action: what the note is of.
        passage: the passage that the words stand in, where it is on file.
        words: the words of the whole passage.
        record: the record that they stand in.
        speaker: whom the note has say it.
        because: a reader's reason; it makes the note a reading.
    """
    reasons = [because] if because else []
    if not because and not _cites(facts, action, passage, words):
        reasons.append(
            f"The passage does not cite {action.id} by its day and number; that it speaks of this"
            " action is read."
        )
    if speaker is not None and not _names(facts, speaker, words, record):
        label = facts.text(speaker, f"{SKOS}prefLabel") or speaker.value
        reasons.append(
            f"That it is said by {label} is read: the passage does not name the speaker."
        )
    return Basis(not reasons, " ".join(reasons))


def _cites(facts: Facts, action: Action, passage: NamedNode | None, words: str) -> bool:
    if passage is not None:
        worded = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}evidence"), passage)
        nodes = (q.subject for q in worded if isinstance(q.subject, NamedNode))
        if any(action.node in facts.values(n, "states") for n in nodes):
            return True
    if re.search(rf"(?<![\w/-]){re.escape(action.id)}(?![\w/-])", words):
        return True
    label = rf"\baction\s+(?:no\.?\s*)?{re.escape(action.number)}(?!\w)"
    return prints(words, action.held) and re.search(label, words, re.IGNORECASE) is not None


def _names(facts: Facts, speaker: NamedNode, words: str, record: NamedNode) -> bool:
    told = {*writers(facts, record), *named(words, names_of(facts))}
    return not told.isdisjoint(standing_for(facts, holders_of(facts), speaker, {record}))
