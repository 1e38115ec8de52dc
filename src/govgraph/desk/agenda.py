"""Matters arising for a meeting: what was known before its day, put into groups, none judged."""

from __future__ import annotations

from datetime import date, timedelta
from typing import NamedTuple

from pyoxigraph import Store

from govgraph.desk.asof import as_of_day, known_on
from govgraph.desk.linked import Linked, linked_words
from govgraph.desk.next_meeting import next_meetings
from govgraph.desk.outside import Commitment, Unnamed
from govgraph.desk.register import desk_on
from govgraph.desk.state import SAID_DONE, ActionState, Desk, Word
from govgraph.errors import GovgraphError
from govgraph.model import RecordOnFile
from govgraph.prose import is_day
from govgraph.trace_rows import Asked


class MissingRecord(NamedTuple):
    """A meeting known by mention only: its day and forum, the record that mentions it, and how."""

    date: str
    forum: str
    mentioned_in: str
    quote: str


class Agenda(NamedTuple):
    """Matters arising; the actions are those that no record gives as completed.

    Attributes:
        next: the day of the meeting (ISO).
        desk: how all actions stood.
        here: actions whose timing names this meeting as the next one.
        passed: actions whose timing has passed by then.
        to_come: actions whose timing has not.
        undated: the others, with no timing from which a day follows.
        reopened: actions that a record gives as done, and later evidence otherwise; in no group
            above.
        possible: actions of which it is a possible reading that a record gives them as done;
            likewise.
        completed: how many others are recorded as completed.
        commitments: agreements, undertakings, requests and invitations without a number.
        unnamed: what records say of actions without naming any.
        missing: meetings that are known by mention only.
        abbreviations: short forms, each with what it stands for.
        linked: action → what was said of those that it is linked with.
        next_held: action of which a timing names the next meeting → the day of the one after its
            own, where another than this is known of.
    """

    next: str
    desk: Desk
    here: tuple[ActionState, ...]
    passed: tuple[ActionState, ...]
    to_come: tuple[ActionState, ...]
    undated: tuple[ActionState, ...]
    reopened: tuple[ActionState, ...]
    possible: tuple[ActionState, ...]
    completed: int
    commitments: tuple[Commitment, ...]
    unnamed: tuple[Unnamed, ...]
    missing: tuple[MissingRecord, ...]
    abbreviations: tuple[tuple[str, str], ...]
    linked: dict[str, tuple[Linked, ...]]
    next_held: dict[str, str]

    @property
    def records(self) -> tuple[RecordOnFile, ...]:
        """What was on file before the day of the meeting."""
        return self.desk.records


def agenda_for(store: Store, meeting: str) -> Agenda:
    """Return the matters arising for a meeting.

    Args:
        store: the data.
        meeting: the ISO day of the meeting. What is dated on it or later is not used; days are
            counted to it.

    Raises:
        GovgraphError: it is no day, or no record on file is of an earlier one.
    """
    if not is_day(meeting):
        raise GovgraphError("bad-date", f"'{meeting}' is no day.", hint="Write YYYY-MM-DD.")
    day = date.fromisoformat(meeting)
    # The calendar has no day before its first.
    eve = (day - timedelta(1) if day > date.min else day).isoformat()
    known = known_on(store, as_of_day(store, eve))
    desk = desk_on(known, meeting)
    asked = Asked(known)
    arising = [a for a in desk.actions if not a.done]
    waiting = [a for a in arising if a.claim is None]
    means = next_meetings(known, arising, asked("forum-commitments"), meeting)
    here = [a for a in waiting if means.get(a.id) == meeting]
    return Agenda(
        next=meeting,
        desk=desk,
        here=tuple(here),
        passed=tuple(a for a in waiting if (a.days_since or 0) > 0),
        to_come=tuple(a for a in waiting if a.days_since is not None and a.days_since <= 0),
        undated=tuple(a for a in waiting if a.days_since is None and a not in here),
        reopened=tuple(a for a in arising if a.claim == "reopened"),
        possible=tuple(a for a in arising if a.claim == "possible"),
        completed=len(desk.actions) - len(arising),
        commitments=desk.commitments,
        unnamed=desk.unnamed,
        missing=tuple(
            MissingRecord(*(str(r[k]) for k in ("date", "forum", "mentioned_in", "quote")))
            for r in asked("missing-records")
        ),
        abbreviations=tuple(
            (str(r["abbreviation"]), str(r["meaning"])) for r in asked("trace-abbreviations")
        ),
        linked=linked_words(desk),
        next_held={action: day for action, day in means.items() if day != meeting},
    )


def last_said(action: ActionState) -> tuple[Word, ...]:
    """Return what the last record that mentions an action says of it beside wording it again.

    What gives an action as done that does not stand so comes before it; and where it is only the
    owner's word that it is done, what a record of another day last says of how it stands.
    """
    last = tuple(w for w in action.told_words if w.date == action.last_heard.date)
    if action.claim:
        return (*(w for w in action.completions if w not in last), *last)
    if action.status.code != SAID_DONE:
        return last
    others = [w for w in action.later_words if _tells(w) and not w.own and w not in last]
    newest = max((w.date for w in others), default="")
    return (*(w for w in others if w.date == newest), *last)


def _tells(word: Word) -> bool:
    return word.status_label is not None or word.later_action is not None
