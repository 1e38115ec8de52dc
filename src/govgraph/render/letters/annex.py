"""The annex alone: number, words, timing and lead of each action, a row each."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govgraph.desk.latest import standing_words
from govgraph.desk.letter import refuse_after
from govgraph.desk.state import ActionState, Desk
from govgraph.errors import GovgraphError
from govgraph.prose import count, join, long_date
from govgraph.render.letters.page import on_file
from govgraph.render.letters.parts import Sheet
from govgraph.render.naming import Naming
from govgraph.render.wording import marked, status_words

HEAD = ("No.", "Action", "Timing", "Lead")


def as_sheet(board: str, desk: Desk, owner: str | None, since: str | None) -> Sheet:
    """Return the annex as a sheet, as far as the records carry it.

    Args:
        board: what the workspace calls itself.
        desk: how the actions stood.
        owner: only actions of this organization, or None for all.
        since: actions raised on or after this day; None for those of the last meeting.

    Raises:
        GovgraphError: ``since`` is no day, or is after the day asked of; it is not given, and
            no minutes are on file that would say which meeting was the last.
    """
    if since is not None:
        refuse_after(since, desk.as_of)
    first = since or desk.last_meeting
    if first is None:
        message = f"no minutes are on file as of {long_date(desk.as_of)}."
        hint = "Give --since DATE for the actions raised on or after a day."
        raise GovgraphError("no-minutes", message, hint=hint)
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
    columned = {w.record for a in desk.actions for w in a.wordings if w.due and w.due.heading}
    return Sheet(
        title=f"{board}. {title}",
        above=(f"DRAFT, not sent. From {on_file(desk)}: {count(len(actions), 'action')}.",),
        head=HEAD,
        rows=tuple(
            (_number(a, several), a.wordings[-1].text, _timing(a, naming, columned), _lead(a))
            for a in actions
        ),
        below=tuple(_notes(actions, naming, columned)),
    )


def _number(action: ActionState, several: bool) -> str:
    return f"{long_date(action.date)}, {action.number}" if several else action.number


def _lead(action: ActionState) -> str:
    return action.wordings[-1].lead or ""


def _timing(action: ActionState, naming: Naming, columned: Collection[str]) -> str:
    """Return the timing as the last record that words an action prints it, and what closed it."""
    wording = action.wordings[-1]
    printed = _printed(action, columned)
    for word in standing_words(action)[:1]:
        told = word.record == wording.record and word.quote == printed
        if (word.done or word.own) and not told:
            place = naming.place(word.record, word.locator)
            said = status_words(word, action, naming.named)
            return f"{printed}{'; ' if printed else ''}{marked(said, word)} ({place})"
    return printed


def _printed(action: ActionState, columned: Collection[str]) -> str:
    """Return a cell of a record's column of timings, or the timing that its words give."""
    wording = action.wordings[-1]
    if wording.due and (wording.due.heading or wording.record not in columned):
        return wording.due.text
    # An empty cell stays empty, whatever the words beside it say; it may hold what became of it.
    place = (wording.record, wording.locator)
    words = [w for w in action.words if w.done and (w.record, w.locator) == place]
    return next((w.quote for w in words if w.quote not in wording.text), "")


def _notes(actions: list[ActionState], naming: Naming, columned: Collection[str]) -> Iterator[str]:
    """Yield which cells are from which record."""
    for meeting in dict.fromkeys(a.date for a in actions):
        rows = [a for a in actions if a.date == meeting]
        for record in dict.fromkeys(a.wordings[-1].record for a in rows):
            those = [a.number for a in rows if a.wordings[-1].record == record]
            name = f"Actions {join(those)}" if len(those) < len(rows) else "Actions"
            what = f"{name} of {long_date(meeting)}: words, timing and lead as"
            if record in columned:
                yield (
                    f"{what} printed in the {naming.place(record)}; a cell that is empty there is"
                    " empty here."
                )
            else:
                yield (
                    f"{what} worded in the {naming.place(record)}, where they have no columns of"
                    " their own."
                )
