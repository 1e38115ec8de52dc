"""In which of words, lead and timing the wordings of one action differ."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from govgraph.desk.changes import Change, worded
from govgraph.desk.state import ActionState, Wording
from govgraph.model import Due


class Standing(NamedTuple):
    """What stands of an action: the last wording, the last with a lead, the last with a timing."""

    text: Wording
    lead: Wording
    due: Wording


def standing(wordings: Sequence[Wording]) -> Standing:
    """Return what stands after some wordings: a record that names no lead takes none away."""
    last = wordings[-1]
    return Standing(
        text=last,
        lead=next((w for w in reversed(wordings) if w.lead), last),
        due=next((w for w in reversed(wordings) if w.due), last),
    )


def by_days(due: Due | None) -> tuple[str | None, ...]:
    """Return what two timings are compared by: their days or, without any, their words."""
    if due is None:
        return (None,)
    return (due.due_from, due.due_by) if due.due_from or due.due_by else (due.text.casefold(),)


def differing(
    action: ActionState,
    before: Standing,
    after: Wording,
    timing: Callable[[Due | None], object] = by_days,
) -> Iterator[Change]:
    """Yield in which of words, lead and timing a wording differs from what stood before.

    Args:
        action: the action.
        before: what stood.
        after: the wording.
        timing: what two timings are compared by.
    """

    def change(kind: str, old: Wording) -> Change:
        against = old.record if old.record != after.record else None
        return worded(kind, action, after)._replace(against=against)

    if before.text.text != after.text:
        found = change("reworded", before.text)
        yield found._replace(before=before.text.text, after=after.text)
    if not same_lead(before.lead, after):
        found = change("re-owned", before.lead)
        yield found._replace(before=before.lead.lead, after=after.lead)
    due = before.due.due
    if timing(due) != timing(after.due):
        yield change("timing-moved", before.due)._replace(
            before=due.text if due else None,
            after=after.due.text if after.due else None,
            before_by=due.due_by if due else None,
            after_by=after.due.due_by if after.due else None,
            before_read=before.due.due_reading is not None,
            after_read=after.due_reading is not None,
        )


def same_lead(before: Wording, after: Wording) -> bool:
    """Whether two wordings name the same lead: the same organizations or, if need be, words."""
    if before.organizations and after.organizations:
        return {*before.organizations} == {*after.organizations}
    return (before.lead or "").casefold() == (after.lead or "").casefold()
