"""What records say of an action under another that asks for the same, or follows it up.

A reply seldom cites an action, and where two on record ask for one thing it is noted for one of
them. The other has it too, as what was said of the action that it is linked with.
"""

from __future__ import annotations

from typing import NamedTuple

from govgraph.desk.state import ActionState, Desk, Word


class Linked(NamedTuple):
    """What was said of an action that another is linked with, after the later of the two.

    Attributes:
        other: the action of which it was said (``DATE/NUMBER``).
        later: whether that is the later of the two.
        link: the word by which the later takes up the earlier.
        words: what records say of how the other stands.
    """

    other: str
    later: bool
    link: Word
    words: tuple[Word, ...]

    @property
    def relation(self) -> str:
        """How this action and the other are linked, as in ``which it asks again for``."""
        if self.later:
            return (
                "which asks again for it" if self.link.kind == "reissued" else "which follows it up"
            )
        return "which it asks again for" if self.link.kind == "reissued" else "which it follows up"


def taken_up(desk: Desk) -> dict[str, tuple[tuple[str, Word], ...]]:
    """Return action → the earlier actions that it takes up, each with the word that says so."""
    links: dict[str, tuple[tuple[str, Word], ...]] = {}
    for action in desk.actions:
        for word in action.words:
            if word.later_action is not None:
                earlier = links.get(word.later_action, ())
                links[word.later_action] = (*earlier, (action.id, word))
    return links


def linked_words(desk: Desk) -> dict[str, tuple[Linked, ...]]:
    """Return, for each action with any, what was said of those that it is linked with."""
    by_id = {a.id: a for a in desk.actions}
    found: dict[str, tuple[Linked, ...]] = {}

    def add(action: ActionState, other: ActionState, later: bool, link: Word) -> None:
        own = {(w.record, w.quote) for w in action.words}
        words = tuple(
            w
            for w in other.words
            if w.date > link.date and w.status_label and (w.record, w.quote) not in own
        )
        if words:
            told = found.get(action.id, ())
            found[action.id] = (*told, Linked(other.id, later, link, words))

    for earlier in desk.actions:
        for word in earlier.words:
            again = by_id.get(word.later_action or "")
            if again is not None:
                add(again, earlier, False, word)
                add(earlier, again, True, word)
    return found
