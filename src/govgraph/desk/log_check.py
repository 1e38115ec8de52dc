"""A log of actions that a person filled in, beside what the records say. It writes nothing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from govgraph.prose import long_date, short_date

# The headings under which an action is named, and under which a person may have left a word.
DATE, NUMBER, NOTE = "Date", "No.", "Note"
# The heading under which a status has its record and sentence.
SOURCE = "Source of the status"


class Entry(NamedTuple):
    """A row of the log, as made or as filled in.

    Attributes:
        number: of the row in the sheet; 0 for a row that was never in one.
        cells: heading → text with white space folded.
    """

    number: int
    cells: Mapping[str, str]


class LogDifference(NamedTuple):
    """Where a log differs from the records.

    Attributes:
        kind: ``status``, ``text``, ``owner``, ``timing``; ``left-out``, ``unknown`` or ``twice``.
        action: ``DATE/NUMBER``; of an unknown one, what stands in the log for it.
        row: the row in the sheet, or 0 for an action that is left out.
        recorded: what the records have.
        filled: what the log has.
        note: the note in the log, where it is another than the one that is made.
        source: of a status, the record and the sentence that it rests on.
    """

    kind: str
    action: str
    row: int
    recorded: str = ""
    filled: str = ""
    note: str = ""
    source: str = ""


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
    known = {key: entry for entry in made for key in _spellings(entry)}
    met: dict[str, int] = {}
    found: list[LogDifference] = []
    for entry in filled:
        named = (entry.cells[DATE], entry.cells[NUMBER])
        recorded = known.get(named)
        if recorded is None:
            said = next((t for h, t in entry.cells.items() if h in compared and t), "")
            name = "/".join(part for part in named if part)
            found.append(LogDifference("unknown", name, entry.number, filled=said))
            continue
        action = _name(recorded)
        if action in met:
            found.append(LogDifference("twice", action, entry.number, filled=f"{met[action]}"))
            continue
        met[action] = entry.number
        found += _within(action, recorded, entry, compared, meant)
    left = (LogDifference("left-out", _name(e), 0) for e in made if _name(e) not in met)
    return [*found, *left]


def _within(
    action: str,
    recorded: Entry,
    filled: Entry,
    compared: Mapping[str, str],
    meant: Mapping[str, str],
) -> Iterator[LogDifference]:
    note = filled.cells.get(NOTE, "")
    note = "" if note == recorded.cells.get(NOTE) else note
    for heading, kind in compared.items():
        before, after = recorded.cells[heading], filled.cells[heading]
        if kind == "status":
            same = _status(before, meant) == _status(after, meant)
        else:
            same = before == after
        if not same:
            source = recorded.cells.get(SOURCE, "") if kind == "status" else ""
            yield LogDifference(kind, action, filled.number, before, after, note, source)


def _status(text: str, meant: Mapping[str, str]) -> str:
    words = text.partition("[")[0].strip().casefold()
    return meant.get(words, words)


def _name(entry: Entry) -> str:
    return f"{entry.cells[DATE]}/{entry.cells[NUMBER]}"


def _spellings(entry: Entry) -> Iterator[tuple[str, str]]:
    """Yield how a person may write the day and number of an action."""
    day, number = entry.cells[DATE], entry.cells[NUMBER]
    for spelt in (day, short_date(day), long_date(day)):
        yield spelt, number
