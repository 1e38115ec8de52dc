"""What changed between two states of the desk, in words: the same in every format.

Each line has its record and quotation; what is an editor's reading, an edit of the data or a
silence is labelled.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from govgraph.desk.changes import KINDS, Change, Changes
from govgraph.desk.state import Desk
from govgraph.prose import count, join, long_date
from govgraph.render.ending import NO_EVIDENCE
from govgraph.render.naming import Naming
from govgraph.render.story import double, due_words, owners_named
from govgraph.render.wording import (
    changes,
    lead_words,
    place_words,
    reading_mark,
    status_words,
    stretches,
)

TITLES = {
    "opened": "Opened",
    "closed": "Closed: recorded as completed or delivered",
    "said": "Said of how they stand",
    "reworded": "Worded otherwise",
    "re-owned": "Owner or lead given otherwise",
    "timing-moved": "Timing given otherwise",
    "no-longer-mentioned": "No longer mentioned in the minutes",
    "removed": "Taken out of the data",
}
_AS_ABOVE = "the reason given above for these words."
_SHORT = {"closed": "closed", "said": "said of how they stand"}


class Version(NamedTuple):
    """Which version of the data a state of the desk was made from.

    Attributes:
        name: what a person called it, such as ``HEAD~1``; empty for the data as they are.
        commit: its full name; empty for the data as they are.
    """

    name: str = ""
    commit: str = ""


class Item(NamedTuple):
    """One change.

    Attributes:
        name: ``DATE/NUMBER``, and the later action that takes it up.
        title: the editor's short title.
        what: what changed, in a sentence; empty where the section says it.
        place: the record and the place in it.
        quote: its words.
        parts: of another wording: ``equal``, ``insert``, ``delete`` or ``replace``, with the words
            before and now; empty where a comparison tells nothing.
        why: the editor's reason for a reading, or an empty string.
        kind: ``stated``, ``reading``, ``edit`` or ``silent``.
    """

    name: str
    title: str
    what: str
    place: str
    quote: str
    parts: tuple[tuple[str, str, str], ...]
    why: str
    kind: str


class Diff(NamedTuple):
    """What changed, in words.

    Attributes:
        title: what it is, of which board.
        opening: sentences above: from when to when, and what was recorded in between.
        sections: title → changes, those with any.
        closing: sentences below.
    """

    title: str
    opening: tuple[str, ...]
    sections: tuple[tuple[str, tuple[Item, ...]], ...]
    closing: tuple[str, ...]


def diff_of(found: Changes, board: str, versions: tuple[Version, Version] | None = None) -> Diff:
    """Return what changed, in words.

    Args:
        found: the changes.
        board: what the board is called.
        versions: the versions of the data, where they are compared and not two days.
    """
    say = _Words(found)
    grouped = groupby(found.changes, key=lambda change: change.kind)
    sections = tuple((TITLES[kind], tuple(map(say.item, those))) for kind, those in grouped)
    opening = _opening(found, versions, say)
    return Diff(f"What changed: {board}", opening, sections, tuple(_closing(found, say)))


def _opening(
    found: Changes, versions: tuple[Version, Version] | None, say: _Words
) -> tuple[str, ...]:
    names = versions or (Version(), Version())
    ends = [
        _end(desk, version)
        for desk, version in zip((found.before, found.after), names, strict=True)
    ]
    new = join([say.place(r, None) for r in found.recorded])
    lines = [f"From {ends[0]} to {ends[1]}."]
    if versions is None:
        lines.append(f"Recorded in between: {new}." if new else "Nothing on file is dated between.")
    else:
        if new:
            lines.append(f"Put on file in between: {new}.")
        if found.gone:
            gone = join([say.place(r, None) for r in found.gone])
            lines.append(f"On file before, and not now: {gone}.")
        if any(c.edit for c in found.changes):
            edit = "[edit of the data]"
            lines.append(f"{edit} The record is on file in both; what the data say of it differs.")
        lines.append("What is not about a numbered action is not shown.")
    return tuple(lines)


def _end(desk: Desk, version: Version) -> str:
    on_file = f"{count(len(desk.records), 'record')} on file"
    if version.name:
        return f"revision {version.name} ({version.commit[:7]}; {on_file})"
    return f"{long_date(desk.as_of)} ({on_file})"


def _closing(found: Changes, say: _Words) -> list[str]:
    had = {c.kind for c in found.changes}
    absent = [_SHORT.get(k, TITLES[k].lower()) for k in KINDS[:-1] if k not in had]
    lines = [f"None on record: {join(absent, 'or')}."] if absent and had else []
    lines += [] if had else ["Nothing changed about a numbered action."]
    if found.silent_before:
        some = count(len(found.silent_before), "further action")
        last = found.before.last_meeting
        assert last is not None
        lines.append(
            f"Of {some} there was no mention in the minutes of {long_date(last)} before, and none"
            f" in any record since: {join(list(found.silent_before))}."
        )
    if found.silent_before or "no-longer-mentioned" in had:
        lines.append(NO_EVIDENCE)
    said = [
        f"{say.place(u.record, u.locator)}: {double(u.quote)}"
        f"{'' if u.basis == 'stated' else ' [reading]'}"
        for u in found.unnamed
    ]
    if said:
        counted = "Said of actions that are not named, and counted for none"
        lines.append(f"{counted}: {'; '.join(dict.fromkeys(said))}.")
    return lines


class _Words:
    """Words for changes."""

    def __init__(self, found: Changes) -> None:
        self._records = {r.record: r for r in (*found.before.records, *found.after.records)}
        self._actions = {a.id: a for a in found.after.actions}
        self._named = Naming(found.after).named
        self._reasons: set[tuple[str, str]] = set()

    def place(self, record: str, locator: str | None) -> str:
        """Return a record and the place in it."""
        return place_words(self._records, record, locator)

    def item(self, change: Change) -> Item:
        """Return a change in words."""
        read = change.basis != "stated"
        marks = [reading_mark(change.confidence)] if read else []
        marks += ["[edit of the data]"] if change.edit else []
        place = self.place(change.record, change.locator)
        if change.against:
            place = f"{place}; before: {self.place(change.against, None)}"
        parts: tuple[tuple[str, str, str], ...] = ()
        if change.kind == "reworded" and change.before and change.after:
            found = stretches(change.before, change.after)
            parts = tuple((name, " ".join(old), " ".join(new)) for name, old, new in found)
        kind = "silent" if change.kind == "no-longer-mentioned" else "stated"
        why = change.rationale or ""
        if why and (why, change.quote) in self._reasons:
            why = _AS_ABOVE  # The same reason for the same words stands once.
        self._reasons.add((change.rationale or "", change.quote))
        return Item(
            name=change.action,
            title=change.title,
            what=" ".join([*filter(None, [self._what(change)]), *marks]) + self._again(change),
            place=f"last heard of: {place}" if kind == "silent" else place,
            quote=change.quote,
            parts=parts,
            why=why,
            kind="edit" if change.edit else "reading" if read and kind == "stated" else kind,
        )

    def _what(self, change: Change) -> str:
        if change.kind == "opened":
            return self._given(change)
        if change.status:
            if change.other:
                verb = "asked for again as" if change.status == "reissued" else "followed up by"
                return f"{verb} {change.other}"
            action = self._actions.get(change.action)
            for word in action.words if action else ():
                if action and (word.record, word.kind, word.quote) == _told(change):
                    return status_words(word, action, self._named)
            return change.status_label or change.status
        if change.kind == "reworded" and change.before and change.after:
            as_other = f"as {change.other}: " if change.other else ""
            return f"{as_other}{changes(change.before, change.after, double)}"
        if change.kind in ("re-owned", "timing-moved"):
            return f"{self._now(change)}{_moved(change)}"
        return ""

    def _again(self, change: Change) -> str:
        """Return which action asks again for the one of which something is said, if any does."""
        action = self._actions.get(change.action)
        words = action.words if action and change.status_label else ()
        taken = {w.later_action: w for w in words if w.kind == "reissued" and w.date < change.date}
        marks = [
            f"{name}{'' if w.basis == 'stated' else f' {reading_mark(w.confidence)}'}"
            for name, w in taken.items()
        ]
        return f"; asked for again before as {join(marks)}" if marks else ""

    def _given(self, change: Change) -> str:
        action = self._actions.get(change.action)
        if action is None:
            return ""
        due = action.wordings[0].due
        timing = f"{due.text} ({due_words(due)})" if due else "none given"
        return f"{owners_named(action.owners)}. Timing: {timing}."

    def _now(self, change: Change) -> str:
        if change.kind == "re-owned":
            before = self._lead(change, change.against or change.record, change.before)
            after = self._lead(change, change.record, change.after)
        else:
            before, after = (
                double(t) if t else "none given" for t in (change.before, change.after)
            )
        as_other = f"as {change.other}: " if change.other else ""
        return f"{as_other}{before} is now {after}"

    def _lead(self, change: Change, record: str, lead: str | None) -> str:
        """Return a lead with where it stands; what no record prints is not quoted."""
        names = (change.action, change.other or "")
        wordings = [w for n in names if n in self._actions for w in self._actions[n].wordings]
        for wording in wordings:
            if lead and (wording.record, wording.lead) == (record, lead):
                return lead_words(wording, double)
        return lead or "nobody named"


def _told(change: Change) -> tuple[str, str | None, str]:
    return change.record, change.status, change.quote


def _moved(change: Change) -> str:
    if change.direction is None or not change.before_by or not change.after_by:
        return ""
    before = f"{long_date(change.before_by)}{' [reading]' if change.before_read else ''}"
    days = f"{before}, now {long_date(change.after_by)}{' [reading]' if change.after_read else ''}"
    return f"; its last day is {change.direction} ({days})"
