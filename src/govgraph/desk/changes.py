"""Changes between two states of the desk: two days, or two versions of the data.

A change is told by a record that the earlier state does not have (:mod:`govgraph.desk.recorded`);
what differs in a record that both have is an edit of the data (:mod:`govgraph.desk.edits`). Each
has the record and the words that it rests on.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from govgraph.desk.outside import Unnamed
from govgraph.desk.state import ActionState, Desk, Word, Wording

KINDS = (
    "opened",
    "closed",
    "said",
    "reworded",
    "re-owned",
    "timing-moved",
    "no-longer-mentioned",
    "removed",
)


class Change(NamedTuple):
    """One change of one action.

    Attributes:
        kind: one of :data:`KINDS`; ``said`` is a record's word on how it stands that closes
            nothing, ``removed`` what an edit took out.
        action: ``DATE/NUMBER``.
        title: the editor's short title.
        date: the day (ISO) of the record that tells of it.
        record: that record.
        locator: as the record numbers the place, or None.
        quote: its words, verbatim.
        against: the record with what was before, or None.
        before: what was before: words, owner or timing; None where there was none.
        after: what is now; None where there is none.
        before_by: the last day (ISO) of the timing before, or None.
        after_by: the last day of the timing now, or None.
        before_read: whether the days before are an editor's reading of the words.
        after_read: whether those now are.
        status: the code of what is said, or ``reissued`` or ``followed-up``; else None.
        status_label: the words for a status, or None.
        other: the later action that takes it up (``DATE/NUMBER``), or None.
        basis: ``stated``, or ``editor-inferred`` where it is a reading.
        confidence: of a reading, or None.
        rationale: the editor's reason, or None.
        edit: whether it is an edit of the data, not told by a new record.
    """

    kind: str
    action: str
    title: str
    date: str
    record: str
    locator: str | None
    quote: str
    against: str | None = None
    before: str | None = None
    after: str | None = None
    before_by: str | None = None
    after_by: str | None = None
    before_read: bool = False
    after_read: bool = False
    status: str | None = None
    status_label: str | None = None
    other: str | None = None
    basis: str = "stated"
    confidence: str | None = None
    rationale: str | None = None
    edit: bool = False

    @property
    def direction(self) -> str | None:
        """Of a timing with two last days, whether it moved ``later`` or ``earlier``."""
        if self.before_by is None or self.after_by is None or self.before_by == self.after_by:
            return None
        return "later" if self.after_by > self.before_by else "earlier"


class Changes(NamedTuple):
    """What changed from one state of the desk to another.

    Attributes:
        before: the earlier state.
        after: the later state.
        changes: the changes, by kind, then in the order of the actions.
        unnamed: what the new records say of actions without naming any.
        silent_before: actions that were silent in the earlier state too, and not heard of since.
    """

    before: Desk
    after: Desk
    changes: tuple[Change, ...]
    unnamed: tuple[Unnamed, ...]
    silent_before: tuple[str, ...]

    @property
    def recorded(self) -> tuple[str, ...]:
        """The records that only the later state has."""
        filed = {r.record for r in self.before.records}
        return tuple(r.record for r in self.after.records if r.record not in filed)

    @property
    def gone(self) -> tuple[str, ...]:
        """The records that only the earlier state has."""
        filed = {r.record for r in self.after.records}
        return tuple(r.record for r in self.before.records if r.record not in filed)


def in_order(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return changes by kind; those of a kind stay in their order."""
    return tuple(sorted(changes, key=lambda change: KINDS.index(change.kind)))


def worded(kind: str, action: ActionState, wording: Wording) -> Change:
    """Return a change that rests on a wording."""
    return Change(
        kind=kind,
        action=action.id,
        title=action.title,
        date=wording.date,
        record=wording.record,
        locator=wording.locator,
        quote=wording.text,
    )


def said(action: ActionState, word: Word) -> Change:
    """Return what a record says of how an action stands."""
    return Change(
        kind="closed" if word.done and not word.possible else "said",
        action=action.id,
        title=action.title,
        date=word.date,
        record=word.record,
        locator=word.locator,
        quote=word.quote,
        status=word.kind,
        status_label=word.status_label,
        other=word.later_action,
        basis=word.basis or "stated",
        confidence=None if word.basis in (None, "stated") else word.confidence,
        rationale=None if word.basis in (None, "stated") else word.rationale,
    )
