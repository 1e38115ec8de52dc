"""What records tell that an earlier state of the desk does not have."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.desk.changes import Change, Changes, in_order, said, worded
from govgraph.desk.state import ActionState, Desk, Word, Wording
from govgraph.desk.wordings import Standing, differing, standing


def between(before: Desk, after: Desk) -> Changes:
    """Return what the records tell that only the later state has.

    Args:
        before: the earlier state.
        after: the later state.
    """
    compared = _Compared(before, after)
    told = {(u.record, u.quote, u.meeting) for u in before.unnamed}
    unnamed = tuple(u for u in after.unnamed if (u.record, u.quote, u.meeting) not in told)
    silent = tuple(compared.silent_before())
    return Changes(before, after, in_order(compared.recorded()), unnamed, silent)


class _Compared:
    """Two states of the desk."""

    def __init__(self, before: Desk, after: Desk) -> None:
        self._before, self._after = before, after
        self._was = {a.iri: a for a in before.actions}
        self._by_id = {a.id: a for a in after.actions}
        self._filed = {r.record for r in before.records}
        # Without new minutes there is no new silence: that a mention was taken out is an edit.
        self._newer = after.last_meeting != before.last_meeting

    def recorded(self) -> Iterator[Change]:
        """Yield what records tell that the earlier state does not have."""
        for action in self._after.actions:
            first, *_ = action.wordings
            if first.record not in self._filed:
                yield worded("opened", action, first)
            for number, wording in enumerate(action.wordings[1:], 1):
                if wording.record not in self._filed:
                    yield from _given(action, standing(action.wordings[:number]), wording)
            for word in action.words:
                if word.record not in self._filed and word.kind != "discussed":
                    yield said(action, word)
                    yield from self._asked_again(action, word)
            if self._fell_silent(action):
                yield _silent(action)

    def silent_before(self) -> Iterator[str]:
        """Yield the actions that were silent in the earlier state and are so now."""
        for action in self._after.actions:
            was = self._was.get(action.iri)
            if self._newer and self._was_silent(was, action) and _is_silent(self._after, action):
                yield action.id

    def _asked_again(self, action: ActionState, word: Word) -> Iterator[Change]:
        """Yield how an action that asks again for another differs from it."""
        later = self._by_id.get(word.later_action or "")
        if later is None or word.kind != "reissued":
            return
        for change in _given(action, standing(action.wordings), later.wordings[0]):
            yield change._replace(
                other=later.id,
                basis=word.basis or "stated",
                confidence=None if word.basis == "stated" else word.confidence,
                rationale=word.rationale,
            )

    def _fell_silent(self, action: ActionState) -> bool:
        was = self._was.get(action.iri)
        silent = self._newer and _is_silent(self._after, action)
        return silent and not self._was_silent(was, action)

    def _was_silent(self, was: ActionState | None, action: ActionState) -> bool:
        """Whether an action was silent before, and nothing was heard of it in between."""
        if was is None or not _is_silent(self._before, was):
            return False
        return was.last_heard.date == action.last_heard.date


def _given(action: ActionState, before: Standing, after: Wording) -> Iterator[Change]:
    """Yield what a later record gives otherwise; what it does not give it leaves as it was."""
    return (change for change in differing(action, before, after) if change.after)


def _is_silent(desk: Desk, action: ActionState) -> bool:
    """Whether the latest minutes on file are later than the last word of an action."""
    last = desk.last_meeting
    return not action.done and last is not None and action.last_heard.date < last


def _silent(action: ActionState) -> Change:
    last = action.last_heard
    read = isinstance(last, Word) and last.basis not in (None, "stated")
    return Change(
        kind="no-longer-mentioned",
        action=action.id,
        title=action.title,
        date=last.date,
        record=last.record,
        locator=last.locator,
        quote=last.quote if isinstance(last, Word) else last.text,
        basis="editor-inferred" if read else "stated",
        confidence=last.confidence if isinstance(last, Word) and read else None,
        rationale=last.rationale if isinstance(last, Word) and read else None,
    )
