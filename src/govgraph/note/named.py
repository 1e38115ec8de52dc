"""What a note names: an action, a status, and who says it."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from govgraph.errors import LookupFailedError
from govgraph.names import GOV, RDF_TYPE, SKOS, did_you_mean
from govgraph.parameters import ACTION, find_term
from govgraph.prose import join
from govgraph.validate.facts import Facts

_SPEAKERS = ("Organization", "Role", "Person")
# It is said of actions that no record names.
_UNNAMED = "outstanding"
# How alike a code and its misspelling are, from 0 to 1: one letter is left out or changed.
_SLIP = 0.92
# Of these two kinds a record cannot say both of one action.
DONE = frozenset({"completed", "delivered"})
OPEN = frozenset({"not-delivered", "in-progress", "undertaken"})


class Action(NamedTuple):
    """The action that a note is of: its node, its DATE/NUMBER, and the two parts of that."""

    node: NamedNode
    id: str
    held: str
    number: str

    @classmethod
    def named(cls, node: NamedNode, name: str) -> Action:
        """Return the action of a node and its DATE/NUMBER."""
        held, _, number = name.partition("/")
        return cls(node, name, held, number)


def owners_of(facts: Facts, action: Action) -> list[NamedNode]:
    """Return the owners of an action."""
    return _parties(facts, action, ("ownerOrganization", "ownerRole", "ownerPerson"))


def recipients_of(facts: Facts, action: Action) -> list[NamedNode]:
    """Return the recipients of an action."""
    return _parties(facts, action, ("recipientOrganization", "recipientRole"))


def _parties(facts: Facts, action: Action, properties: tuple[str, ...]) -> list[NamedNode]:
    values = (value for name in properties for value in facts.values(action.node, name))
    return [value for value in values if isinstance(value, NamedNode)]


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
    return Action.named(node, shown)


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
        # No judgement, and no contrary, is taken for a slip: "late", "overdue", "undelivered".
        hint = f"{did_you_mean(code, known, _SLIP)} The statuses are {join(list(known))}.".strip()
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
