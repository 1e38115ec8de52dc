"""The annex alone: number, words, timing and lead of each action, a row each."""

from __future__ import annotations

from govgraph.desk.letter import refuse_after
from govgraph.desk.state import SAID_DONE, ActionState, Desk
from govgraph.prose import count, join, long_date
from govgraph.render.letters.page import on_file
from govgraph.render.letters.parts import Sheet
from govgraph.render.naming import Naming
from govgraph.render.wording import status_words

HEAD = ("No.", "Action", "Timing", "Lead")


def as_sheet(board: str, desk: Desk, owner: str | None, since: str | None) -> Sheet:
    """Return the annex as a sheet, as far as the records carry it.

    Args:
        board: what the workspace calls itself.
        desk: how the actions stood.
        owner: only actions of this organization, or None for all.
        since: actions raised on or after this day; None for those of the last meeting.

    Raises:
        GovgraphError: ``since`` is no day, or is after the day asked of.
    """
    if since is not None:
        refuse_after(since, desk.as_of)
    first = since or desk.last_meeting or ""
    naming = Naming(desk)
    actions = [
        a for a in desk.actions if a.date >= first and (owner is None or owner in a.organizations)
    ]
    meetings = list(dict.fromkeys(a.date for a in actions))
    several = len(meetings) > 1
    which = f" for {naming.party(owner)}" if owner else ""
    if since is None:
        title = f"Annex A: actions of {long_date(first)}{which}"
    else:
        title = f"Annex A: actions raised on or after {long_date(first)}{which}"
    return Sheet(
        title=f"{board}. {title}",
        above=(
            f"DRAFT, not sent. From {on_file(desk)}: {count(len(actions), 'action')}.",
            *_source(actions, naming),
        ),
        head=HEAD,
        rows=tuple(_row(a, naming, several) for a in actions),
        below=(),
    )


def _row(action: ActionState, naming: Naming, several: bool) -> tuple[str, ...]:
    number = f"{long_date(action.date)}, {action.number}" if several else action.number
    wording = action.wordings[-1]
    timing = wording.due.text if wording.due else ""
    if (action.done or action.status.code == SAID_DONE) and action.status.record:
        place = naming.place(action.status.record, action.status.locator)
        said = status_words(action)
        timing = f"{timing}{'; ' if timing else ''}{said} ({place})"
    return number, wording.text, timing, wording.lead or ""


def _source(actions: list[ActionState], naming: Naming) -> tuple[str, ...]:
    """Return which records the rows are from: one row, one record."""
    records = dict.fromkeys(a.wordings[-1].record for a in actions)
    if not records:
        return ()
    named = join([naming.place(record) for record in records])
    return (
        "Words, timing and lead of a row are those of the last record that words the action:"
        f" {named}.",
    )
