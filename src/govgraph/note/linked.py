"""The actions that an action is linked with: what asks for it again, and what it asks for again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.names import GOV, SKOS
from govgraph.note.named import Action
from govgraph.validate.facts import Facts


class Linked(NamedTuple):
    """An action beside another.

    Attributes:
        action: the other one.
        is_same_request: whether the later of the two asks for the same again.
        is_later: whether the other is the later one.
        confidence: of an editor's reading that they are linked; empty where a record says it.
    """

    action: Action
    is_same_request: bool
    is_later: bool
    confidence: str

    def told(self, name: str) -> str:
        """Return how the two are linked, in words, where ``name`` is the action itself."""
        later, earlier = (self.action.id, name) if self.is_later else (name, self.action.id)
        verb = "asks again for" if self.is_same_request else "follows up"
        mark = f" [reading, {self.confidence}]" if self.confidence else ""
        return f"{later} {verb} {earlier}{mark}"


def linked_with(facts: Facts, action: Action, names: Mapping[str, str]) -> tuple[Linked, ...]:
    """Return the numbered actions that an action is linked with, in order.

    Args:
        facts: the data.
        action: the action.
        names: IRI → DATE/NUMBER of the actions on file.
    """
    return tuple(sorted(set(_linked(facts, action, names)), key=lambda found: found.action.id))


def _linked(facts: Facts, action: Action, names: Mapping[str, str]) -> Iterator[Linked]:
    links = facts.store.quads_for_pattern(None, NamedNode(f"{GOV}hasLink"), None)
    for later, link in ((q.subject, q.object) for q in links):
        if not isinstance(later, NamedNode) or not isinstance(link, NamedNode):
            continue
        for name in ("reissueTarget", "followUpTarget"):
            for earlier in facts.values(link, name):
                if action.node not in (later, earlier) or not isinstance(earlier, NamedNode):
                    continue
                other = later if earlier == action.node else earlier
                if other != action.node and other.value in names:
                    found = Action.named(other, names[other.value])
                    sure = _confidence(facts, link)
                    yield Linked(found, name == "reissueTarget", other == later, sure)


def _confidence(facts: Facts, link: NamedNode) -> str:
    if facts.node(link, "basis") == NamedNode(f"{GOV}stated"):
        return ""
    sure = facts.node(link, "confidence")
    return (sure and facts.text(sure, f"{SKOS}notation")) or "possible"
