"""A log of actions that a person filled in, beside what the records say. It writes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govgraph.prose import days_typed, join, long_date, short_date

# The headings under which an action is named, and under which a person may have left a word.
DATE, NUMBER, NOTE = "Date", "No.", "Note"
# The heading under which a status has its record and sentence.
SOURCE = "Source of the status"
# How an editor's reading is marked behind a status; any other words in brackets are somebody's own.
_MARK = re.compile(r"\s*\[reading(?:, \w+)?\]")


class Entry(NamedTuple):
    """A row of the log, as made or as filled in.

    Attributes:
        number: of the row in the sheet; 0 for a row that was never in one.
        cells: heading → text with white space folded.
        more: the same of the columns that the log has not; one without a heading by its letter.
    """

    number: int
    cells: Mapping[str, str]
    more: Mapping[str, str] = {}


class LogDifference(NamedTuple):
    """Where a log differs from the records.

    Attributes:
        kind: ``status``, ``text``, ``owner``, ``timing``; ``left-out``, ``unknown`` or ``twice``.
        action: ``DATE/NUMBER``; of an unknown one, what stands in the log for it.
        row: the row in the sheet, or 0 for an action that is left out.
        recorded: what the records have; of an unknown row the actions that may be meant.
        filled: what the log has.
        source: of a status, the record and the sentence that it rests on.
    """

    kind: str
    action: str
    row: int
    recorded: str = ""
    filled: str = ""
    source: str = ""


class TypedNote(NamedTuple):
    """What a person left as a note, as the source of a status, or in a column of their own.

    Attributes:
        action: the action; of a row that is none on record, what stands in the log for it.
        row: the row in the sheet.
        column: the column's heading, or its letter where it has none.
        text: the words.
    """

    action: str
    row: int
    column: str
    text: str


def differences(
    made: Sequence[Entry],
    filled: Sequence[Entry],
    compared: Mapping[str, str],
    meant: Mapping[str, str],
) -> list[LogDifference]:
    """Return where a log that a person filled in differs from the one that is made.

    Args:
        made: the log as the records have it.
        filled: the log as filled in.
        compared: heading → kind of difference.
        meant: words for a status, in lower case → the one word that they all mean; what an
            editor's reading is marked with is no part of them.

    Returns:
        In the order of the rows; what is left out comes last.
    """
    known = _by_name(made)
    met: dict[str, int] = {}
    found: list[LogDifference] = []
    for entry in filled:
        meant_by = _meant_by(known, entry)
        if len(meant_by) != 1:
            said = next((t for h, t in entry.cells.items() if h in compared and t), "")
            near = join([_name(other) for other in meant_by], "or")
            found.append(LogDifference("unknown", _as_typed(entry), entry.number, near, said))
            continue
        recorded = meant_by[0]
        action = _name(recorded)
        if action in met:
            found.append(LogDifference("twice", action, entry.number, filled=f"{met[action]}"))
            continue
        met[action] = entry.number
        found += _within(action, recorded, entry, compared, meant)
    left = (LogDifference("left-out", _name(e), 0) for e in made if _name(e) not in met)
    return [*found, *left]


def typed_notes(made: Sequence[Entry], filled: Sequence[Entry]) -> list[TypedNote]:
    """Return the notes of a log that a person typed, whether or not their row differs.

    Args:
        made: the log as it was made on its own day, with the notes that were made with it.
        filled: the log as filled in.

    Returns:
        In the order of the rows; of a note or source that was made only what was added.
    """
    known = _by_name(made)
    # A row whose day or number was changed keeps what was made for it.
    as_made = {(name, entry.cells.get(name, "")) for entry in made for name in (SOURCE, NOTE)}
    found = []
    for entry in filled:
        meant_by = _meant_by(known, entry)
        recorded = meant_by[0] if len(meant_by) == 1 else None
        name = _as_typed(entry) if recorded is None else _name(recorded)
        for column in (SOURCE, NOTE):
            before = "" if recorded is None else recorded.cells.get(column, "")
            typed = entry.cells.get(column, "")
            if typed and (column, typed) not in as_made:
                text = typed.replace(before, "", 1).strip() if before else typed
                found.append(TypedNote(name, entry.number, column, text))
        found += [TypedNote(name, entry.number, *typed) for typed in entry.more.items()]
    return found


def _within(
    action: str,
    recorded: Entry,
    filled: Entry,
    compared: Mapping[str, str],
    meant: Mapping[str, str],
) -> Iterator[LogDifference]:
    for heading, kind in compared.items():
        before, after = recorded.cells[heading], filled.cells[heading]
        if kind == "status":
            same = _status(before, meant) == _status(after, meant)
        else:
            same = before == after
        if not same:
            source = recorded.cells.get(SOURCE, "") if kind == "status" else ""
            yield LogDifference(kind, action, filled.number, before, after, source)


def _status(text: str, meant: Mapping[str, str]) -> str:
    words = _MARK.sub("", text).strip().casefold()
    return meant.get(words, words)


def _meant_by(known: Mapping[tuple[str, str], Entry], filled: Entry) -> list[Entry]:
    """Return the actions that the day and number of a row may mean."""
    day, number = filled.cells[DATE], filled.cells[NUMBER]
    exact = known.get((day, number))
    days = () if exact else days_typed(day)
    return [exact] if exact else [known[d, number] for d in days if (d, number) in known]


def _name(entry: Entry) -> str:
    return f"{entry.cells[DATE]}/{entry.cells[NUMBER]}"


def _as_typed(entry: Entry) -> str:
    return "/".join(part for part in (entry.cells[DATE], entry.cells[NUMBER]) if part)


def _by_name(entries: Sequence[Entry]) -> dict[tuple[str, str], Entry]:
    return {key: entry for entry in entries for key in _spellings(entry)}


def _spellings(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield how a person may write the day and number of an action."""
    day, number = entry.cells[DATE], entry.cells[NUMBER]
    for spelt in (day, short_date(day), long_date(day)):
        yield spelt, number
