"""The rolling log of actions in words: the same in every format, a row an action.

What a record says, what is an editor's reading and what no record says are told apart in each row,
and closed actions stay.
"""

from __future__ import annotations

from typing import NamedTuple

from govgraph.desk.latest import standing_words
from govgraph.desk.linked import linked_words, taken_up
from govgraph.desk.state import NO_RECORD, ActionState, Desk, Word, Wording
from govgraph.desk.wordings import same_lead
from govgraph.model import Missing, RecordOnFile
from govgraph.prose import capitalised, count, long_date
from govgraph.render.ending import NO_EVIDENCE, spelt_out
from govgraph.render.naming import Naming
from govgraph.render.story import double, due_words, owners_named
from govgraph.render.wording import (
    STATUS_WORDS,
    Silence,
    changes,
    marked,
    place_words,
    status_words,
)
from govgraph.trace import holdings

HEADINGS = (
    "Date",
    "No.",
    "Action",
    "Owner",
    "Timing as given",
    "Status on record",
    "Source of the status",
    "Last heard",
    "Note",
)
DELIVERED, DELIVERED_WORDS = "delivered", "recorded as delivered"
# The columns in which a reading and a silence look otherwise.
TONED = ("Status on record", "Source of the status")


class LogRow(NamedTuple):
    """One action; the fields after the first two stand under :data:`HEADINGS`, in their order.

    Attributes:
        action: ``DATE/NUMBER``.
        kind: ``stated``, ``reading`` or ``silent``: what the status rests on.
        date: the day (ISO) of the meeting that raised it.
        number: its number there.
        text: the minutes' words, verbatim.
        owner: who is to do it, by the minutes and, where it differs, by a later record.
        timing: every timing as given, a line each, and by which record.
        status: by the records.
        source: where the status stands, with its sentence.
        heard: the last that a record on file says of it, and the silence since.
        note: days since the timing, other wordings, and the actions that it is linked with.
    """

    action: str
    kind: str
    date: str
    number: str
    text: str
    owner: str
    timing: str
    status: str
    source: str
    heard: str
    note: str


class Log(NamedTuple):
    """The log as of a day.

    Attributes:
        title: what it is, of which board.
        as_of: the day (ISO).
        opening: sentences above the rows: the day, what is on file, how many stand how.
        rows: the actions, closed ones too.
        notes: heading → what stands below the rows, in lines.
    """

    title: str
    as_of: str
    opening: tuple[str, ...]
    rows: tuple[LogRow, ...]
    notes: dict[str, str]


def log_of(
    desk: Desk,
    board: str,
    missing: tuple[Missing, ...] = (),
    abbreviations: tuple[tuple[str, str], ...] = (),
) -> Log:
    """Return the log of a board.

    Args:
        desk: how each action stood on a day.
        board: what the board is called.
        missing: meetings that are known by mention only.
        abbreviations: short forms, each with what it stands for.
    """
    say = _Words(desk)
    rows = tuple(say.row(state) for state in desk.actions)
    span = (desk.records[0].date, desk.records[-1].date)
    opening = (
        f"As of {long_date(desk.as_of)}. {holdings(len(desk.records), span, len(missing))}",
        _counts(desk),
        NO_EVIDENCE,
    )
    return Log(f"Action log: {board}", desk.as_of, opening, rows, _notes(desk, rows, abbreviations))


def _counts(desk: Desk) -> str:
    """Three counts and no headline: what records say, a passed timing only, and neither."""
    silent = [a for a in desk.actions if not standing_words(a)]
    passed = sum((a.days_since or 0) > 0 for a in silent)
    told = len(desk.actions) - len(silent)
    return (
        f"{count(len(desk.actions), 'numbered action')}. How they stand: of {told} a record on file"
        f" says; of {passed} none says, and a timing has passed; of {len(silent) - passed} none"
        " says, and no last day has passed."
    )


def _notes(
    desk: Desk, rows: tuple[LogRow, ...], abbreviations: tuple[tuple[str, str], ...]
) -> dict[str, str]:
    say = _Words(desk)
    notes = {
        "Status on record": "By the latest record that says how the action stands; beside it, a"
        " later action that asks for the same. An action that is worded again is not thereby said"
        " to stand in any way.",
        "[reading]": "An editor's reading, with how sure the editor is: the record does not say"
        " so itself.",
        "Last heard": "The last record on file that words the action or speaks of it.",
    }
    said = [
        f"{say.place(u.record, u.locator)}: {double(u.quote)}"
        f"{'' if u.basis == 'stated' else ' [reading]'}"
        for u in desk.unnamed
    ]
    if said:
        counted = "Said of actions that are not named, and counted for none:"
        notes["Actions not named"] = "\n".join([counted, *dict.fromkeys(said)])
    text = "\n".join("\n".join(row) for row in rows) + "".join(notes.values())
    if used := spelt_out(abbreviations, text):
        notes["Short forms"] = used
    return notes


class _Words:
    """Words for the actions of a desk."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._records: dict[str, RecordOnFile] = {r.record: r for r in desk.records}
        self._silence = Silence(desk.records)
        self._linked = linked_words(desk)
        self._named = Naming(desk).named
        self._actions = {a.id: a for a in desk.actions}
        self._earlier = taken_up(desk)

    def row(self, state: ActionState) -> LogRow:
        """Return the row of an action."""
        stands = standing_words(state)
        kind = "silent"
        if stands:
            kind = "stated" if stands[0].basis in (None, "stated") else "reading"
        return LogRow(
            action=state.id,
            kind=kind,
            date=state.date,
            number=state.number,
            text=state.text,
            owner="\n".join(self._owners(state)),
            timing="\n".join(self._timings(state)),
            status="\n".join(self._status(w, state) for w in stands) or STATUS_WORDS[NO_RECORD],
            source="\n".join(
                f"{self.place(w.record, w.locator)}: {double(w.quote)}" for w in stands
            ),
            heard=self._heard(state.last_heard),
            note="\n".join(self._note(state)),
        )

    def _status(self, word: Word, state: ActionState) -> str:
        return marked(status_words(word, state, self._named), word)

    def place(self, record: str, locator: str | None) -> str:
        """Return a record and the place in it."""
        return place_words(self._records, record, locator)

    def _owners(self, state: ActionState) -> list[str]:
        lines = [owners_named(state.owners)]
        for wording in state.wordings[1:]:
            if wording.lead and not same_lead(state.wordings[0], wording):
                column = f" ({wording.lead_heading} column)" if wording.lead_heading else ""
                lines.append(f"{self.place(wording.record, None)}: {wording.lead}{column}")
        return lines

    def _timings(self, state: ActionState) -> list[str]:
        by_words: dict[str, list[str]] = {}
        for wording in state.wordings:
            if due := wording.due:
                read = f", to {long_date(due.due_by)} [reading]" if due.due_by else ""
                read = read if wording.due_reading is not None else ""
                by = f"{self.place(due.record, None)}, {due_words(due)}{read}"
                by_words.setdefault(due.text, []).append(by)
        return [f"{text} ({'; '.join(by)})" for text, by in by_words.items()] or ["none given"]

    def _heard(self, last: Wording | Word) -> str:
        mark = _mark(last) if isinstance(last, Word) else ""
        since = self._silence.since(last.date)
        silence = f"\nno mention in {since} since" if since else ""
        return f"{self.place(last.record, last.locator)}{mark}{silence}"

    def _note(self, state: ActionState) -> list[str]:
        notes = []
        counted = state.counted
        done = any(w.done and not w.possible for w in standing_words(state)[:1])
        passed = (state.days_since or 0) > 0 and not done
        if counted and counted.due and passed:
            days = count(state.days_since or 0, "day")
            by = long_date(counted.due.due_by or "")
            of = f"the last day of {double(counted.due.text)}"
            later = f", the later of the days given ({self.place(counted.record, None)})"
            read = " [reading]" if counted.due_reading is not None else ""
            notes.append(
                f"{days} since {by}, {of}{later if state.several_last_days else ''}{read}."
            )
        notes += self._said(state)
        for earlier, word in self._earlier.get(state.id, ()):
            verb = "Asks again for" if word.kind == "reissued" else "Follows up"
            notes.append(f"{verb} {earlier}{_mark(word)}.")
        for word in state.words:
            if word.later_action and word not in standing_words(state):
                verb = "Asked for again as" if word.kind == "reissued" else "Followed up by"
                notes.append(f"{verb} {word.later_action}{_mark(word)}.")
        for linked in self._linked.get(state.id, ()):
            for word in linked.words:
                told = self._status(word, self._actions[linked.other])
                said = f"{told}: {self.place(word.record, word.locator)}"
                of = f"Of {linked.other}, {linked.relation}{_mark(linked.link)}"
                notes.append(f"{of}: {said}: {double(word.quote)}")
        for wording in state.wordings[1:]:
            if wording.text != state.text:
                words = changes(state.text, wording.text, double)
                notes.append(f"Wording in the {self.place(wording.record, None)}: {words}.")
        return notes

    def _said(self, state: ActionState) -> list[str]:
        """Return what records say of how it stands, beside what the status rests on."""
        lines = []
        for word in state.words:
            if word.status_label and word not in standing_words(state):
                place = self.place(word.record, word.locator)
                said = self._status(word, state)
                words = capitalised(said)
                lines.append(f"{words}: {place}: {double(word.quote)}")
        return lines


def _mark(word: Word) -> str:
    return marked("", word)
