"""What a log that a person filled in has otherwise than the records."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from textwrap import wrap
from typing import NamedTuple

from govgraph.desk.log_check import (
    DATE,
    NOTE,
    NUMBER,
    SOURCE,
    Entry,
    LogDifference,
    TypedNote,
    differences,
    typed_notes,
)
from govgraph.desk.state import COMPLETED, NO_RECORD
from govgraph.errors import GovgraphError
from govgraph.prose import count, day_of, join, long_date
from govgraph.render.log import DELIVERED, DELIVERED_WORDS, HEADINGS, Log
from govgraph.render.paper import clean
from govgraph.render.story import double
from govgraph.render.wording import STATUS_WORDS, changes
from govgraph.workbooks import Filled, read_table

COMPARED = {
    "Action": "text",
    "Owner": "owner",
    "Timing as given": "timing",
    "Status on record": "status",
}
_WIDTH = 96
_AS_OF = re.compile(r"\bAs of (\d{1,2} [A-Z][a-z]+ \d{4})\b")
_TITLES = {
    "text": "the text is edited",
    "owner": "the owner is changed",
    "timing": "the timing is changed",
    "status": "the status is said otherwise",
    "left-out": "the log leaves it out",
}


class Checked(NamedTuple):
    """A log that somebody filled in, beside what is on record.

    Attributes:
        shown: its name in messages.
        as_of: the day (ISO) as of which the records were asked.
        made_as_of: the day that the log gives as its own; empty where it gives none.
        actions: how many actions are on record.
        filled: the log as read.
        differences: where the two differ.
        notes: what a person typed as a note or source, and in columns of their own.
    """

    shown: str
    as_of: str
    made_as_of: str
    actions: int
    filled: Filled
    differences: list[LogDifference]
    notes: list[TypedNote]


def check(log: Log, raw: bytes, shown: str, log_on: Callable[[str], Log]) -> Checked:
    """Return a log in a workbook as read, and where it differs from the records.

    Args:
        log: the log as the records have it.
        raw: the bytes of the workbook.
        shown: its name in messages.
        log_on: the log as of another day; the notes that were made with a log are its day's.

    Raises:
        GovgraphError: see :func:`govgraph.workbooks.read_table`.
    """
    filled = read_table(raw, shown, (DATE, NUMBER, *COMPARED), (SOURCE, NOTE))
    rows = [
        Entry(row.number, row.cells, {h: t for h, t in row.more.items() if h not in HEADINGS})
        for row in filled.rows
    ]
    made, day = _entries(log), _made_as_of(filled)
    own = made
    if day not in ("", log.as_of):
        try:
            own = _entries(log_on(day))
        except GovgraphError:
            # No record is of so early a day: the notes are compared with those of the log.
            own = made
    found = differences(made, rows, COMPARED, _meant())
    return Checked(shown, log.as_of, day, len(log.rows), filled, found, typed_notes(own, rows))


def _entries(log: Log) -> list[Entry]:
    return [
        Entry(0, {h: " ".join(clean(t).split()) for h, t in zip(HEADINGS, row[2:], strict=True)})
        for row in log.rows
    ]


def _made_as_of(filled: Filled) -> str:
    """Return the day that stands above the table as that of the log, in ISO form."""
    found = (_AS_OF.search(line) for line in filled.above)
    return next((day_of(match[1]) for match in found if match), "")


def _meant() -> dict[str, str]:
    """Return what people write for a status: the log's words, their code, nothing for silence."""
    words = {label.casefold(): code for code, label in STATUS_WORDS.items()}
    words |= {code.replace("-", " "): code for code in STATUS_WORDS}
    words |= {DELIVERED: COMPLETED, DELIVERED_WORDS: COMPLETED}
    return words | {code: code for code in STATUS_WORDS} | {"": NO_RECORD}


def as_text(checked: Checked) -> str:
    """Return the differences and the typed notes for a terminal, with what was read."""
    filled, found = checked.filled, checked.differences
    lines = [
        f"{checked.shown}, sheet {filled.sheet}: {count(len(filled.rows), 'row')} read, beside the"
        f" {count(checked.actions, 'action')} on record as of {long_date(checked.as_of)}."
    ]
    is_foreign = bool(filled.rows) and all(d.kind in ("unknown", "left-out") for d in found)
    is_foreign = is_foreign and sum(d.kind == "unknown" for d in found) == len(filled.rows)
    if is_foreign:
        lines.append("No row of it is an action of this board: is it the log of another?")
    elif checked.made_as_of not in ("", checked.as_of):
        lines.append(
            f"The log says that it is as of {long_date(checked.made_as_of)}: to compare like with"
            f" like, add --as-of {checked.made_as_of}."
        )
    elif found and not checked.made_as_of and not is_foreign:
        lines.append("The log does not say as of which day it is; --as-of names one.")
    if filled.others:
        named = join([double(name) for name in filled.others])
        columns = "column" if len(filled.others) == 1 else "columns"
        lines.append(f"Not compared: the {columns} {named}.")
    if filled.alike:
        named = join([double(name) for name in filled.alike])
        which = "sheet {}, which has" if len(filled.alike) == 1 else "sheets {}, which have"
        lines.append(f"Not read: the {which.format(named)} the same headings.")
    sources = {n.row: n.text for n in checked.notes if n.column == SOURCE}
    for difference in found:
        lines += ["", *_difference(difference)]
        if difference.kind == "status" and difference.row in sources:
            lines.append(f"  its source  {sources.pop(difference.row)}")
    notes = [n for n in checked.notes if n.column != SOURCE or n.row in sources]
    for column in dict.fromkeys(n.column for n in notes):
        lines += ["", _typed_in(column, filled)]
        lines += [
            f"  {n.action or 'a row without name'}, row {n.row}: {n.text}"
            for n in notes
            if n.column == column
        ]
    lines += ["", f"{_total(checked)} Nothing was written."]
    if any(d.kind == "status" for d in found):
        lines.append("What a record or a reply says of an action goes in with 'govgraph note'.")
    return "\n".join(part for line in lines for part in wrap_line(line)) + "\n"


def as_json(checked: Checked) -> str:
    """Return the same as JSON; ``schemas/log-check.schema.json`` says what stands in it."""
    told = {
        "log": checked.shown,
        "sheet": checked.filled.sheet,
        "as_of": checked.as_of,
        "made_as_of": checked.made_as_of or None,
        "rows": len(checked.filled.rows),
        "actions": checked.actions,
        "columns_not_compared": list(checked.filled.others),
        "sheets_not_read": list(checked.filled.alike),
        "differences": [d._asdict() | {"row": d.row or None} for d in checked.differences],
        "notes": [n._asdict() for n in checked.notes],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def wrap_line(line: str) -> list[str]:
    """Return a line in the width of a page; what follows stands under its text."""
    indent = " " * (14 if line.startswith("  ") else 0)
    return wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False) or [""]


def _difference(found: LogDifference) -> list[str]:
    if found.kind == "unknown":
        named = double(found.action) if found.action else "a row without date and number"
        said = [f"  in the log  {double(found.filled)}"] if found.filled else []
        near = f": {found.recorded} may be meant" if found.recorded else ""
        return [f"row {found.row}: {named} is no action on record{near}", *said]
    if found.kind == "twice":
        return [f"{found.action}, row {found.row}: it stands in row {found.filled} too"]
    if found.kind == "left-out":
        return [f"{found.action}: {_TITLES['left-out']}"]
    lines = [f"{found.action}, row {found.row}: {_TITLES[found.kind]}"]
    if found.kind == "text":
        lines.append(f"  in the log  {changes(found.recorded, found.filled, double)}")
    else:
        source = f" – {found.source}" if found.source else ""
        lines.append(f"  on record   {found.recorded or '(empty)'}{source}")
        lines.append(f"  in the log  {found.filled or '(empty)'}")
    return lines


def _typed_in(column: str, filled: Filled) -> str:
    if column in (SOURCE, NOTE):
        return f"Typed in the column {column}:"
    if column in filled.others:
        return f"Typed in the column {double(column)}:"
    return f"Typed in column {column}, which has no heading:"


def _total(checked: Checked) -> str:
    found, notes = len(checked.differences), len(checked.notes)
    told = f"{count(found, 'difference')}" if found else "No differences"
    return f"{told}, {count(notes, 'note')} typed." if notes else f"{told}."
