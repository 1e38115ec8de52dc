"""Timings that name the next meeting, and which meeting that is as far as records tell."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Store

from govgraph.desk.state import ActionState
from govgraph.names import GOV, SKOS
from govgraph.trace_rows import Row

# "By the next meeting", "at the next Committee meeting".
_NEXT = re.compile(r"\bnext\b(?:\W+\w+){0,4}?\W+meeting\b", re.IGNORECASE)


def next_meetings(
    known: Store, actions: Iterable[ActionState], elsewhere: list[Row], meeting: str
) -> dict[str, str]:
    """Return the day of the meeting that a timing means by the next one.

    Args:
        known: the data as known before a meeting.
        actions: those of which a timing is looked for.
        elsewhere: the rows of ``forum-commitments``: what is for another body's next meeting.
        meeting: the ISO day of that meeting.

    Returns:
        Action → the first later day on which a meeting of the same forum is known of, else that
        meeting's. Timings with days of their own are left out: those are counted from.
    """
    held = _held(known)
    found = {}
    for action in actions:
        forums = held.get(action.date, set())
        others = {str(r["forum"]) for r in elsewhere if r["action"] == action.id}
        named = any(_NEXT.search(due.text) for due in action.timings)
        if named and action.days_since is None and others <= forums:
            later = (d for d, those in held.items() if action.date < d < meeting and forums & those)
            found[action.id] = min(later, default=meeting)
    return found


def _held(known: Store) -> dict[str, set[str]]:
    """Return the forums that met, or are known to have met, by day."""
    days: dict[str, set[str]] = {}
    for quad in known.quads_for_pattern(None, NamedNode(GOV + "heldOn"), None):
        if isinstance(quad.object, Literal):
            days.setdefault(quad.object.value, set()).update(_forums(known, quad.subject))
    return days


def _forums(known: Store, meeting: object) -> set[str]:
    if not isinstance(meeting, NamedNode):
        return set()
    forums = [q.object for q in known.quads_for_pattern(meeting, NamedNode(GOV + "forum"), None)]
    return {
        q.object.value
        for forum in forums
        if isinstance(forum, NamedNode)
        for q in known.quads_for_pattern(forum, NamedNode(SKOS + "prefLabel"), None)
        if isinstance(q.object, Literal)
    }
