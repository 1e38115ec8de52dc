"""What a log that a person filled in has otherwise than the records."""

from __future__ import annotations

from textwrap import wrap

from govgraph.desk.log_check import DATE, NUMBER, Entry, LogDifference, differences
from govgraph.desk.state import COMPLETED, NO_RECORD
from govgraph.prose import count, join, long_date
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
_TITLES = {
    "text": "the text is edited",
    "owner": "the owner is changed",
    "timing": "the timing is changed",
    "status": "the status is said otherwise",
    "left-out": "the log leaves it out",
}


def check(log: Log, raw: bytes, shown: str) -> tuple[Filled, list[LogDifference]]:
    """Return the log in a workbook as read, and where it differs from the records.

    Args:
        log: the log as the records have it.
        raw: the bytes of the workbook.
        shown: its name in messages.

    Raises:
        GovgraphError: see :func:`govgraph.workbooks.read_table`.
    """
    filled = read_table(raw, shown, (DATE, NUMBER, *COMPARED), ("Note",))
    made = [
        Entry(0, {h: " ".join(clean(t).split()) for h, t in zip(HEADINGS, row[2:], strict=True)})
        for row in log.rows
    ]
    rows = [Entry(row.number, row.cells) for row in filled.rows]
    return filled, differences(made, rows, COMPARED, _meant())


def _meant() -> dict[str, str]:
    """Return what people write for a status: the log's words, their code, nothing for silence."""
    words = {label.casefold(): code for code, label in STATUS_WORDS.items()}
    words |= {code.replace("-", " "): code for code in STATUS_WORDS}
    words |= {DELIVERED: COMPLETED, DELIVERED_WORDS: COMPLETED}
    return words | {code: code for code in STATUS_WORDS} | {"": NO_RECORD}


def as_text(log: Log, filled: Filled, found: list[LogDifference], shown: str) -> str:
    """Return the differences for a terminal, with what was read."""
    lines = [
        f"{shown}, sheet {filled.sheet}: {count(len(filled.rows), 'row')} read, beside the"
        f" {count(len(log.rows), 'action')} on record as of {long_date(log.as_of)}."
    ]
    if filled.others:
        named = join([double(name) for name in filled.others])
        lines.append(f"Not compared: the columns {named}.")
    if filled.alike:
        named = join([double(name) for name in filled.alike])
        which = "sheet {}, which has" if len(filled.alike) == 1 else "sheets {}, which have"
        lines.append(f"Not read: the {which.format(named)} the same headings.")
    for difference in found:
        lines += ["", *_difference(difference)]
    lines += ["", f"{_total(found)} Nothing was written."]
    if any(d.kind == "status" for d in found):
        lines.append("What a record or a reply says of an action goes in with 'govgraph note'.")
    return "\n".join(part for line in lines for part in wrap_line(line)) + "\n"


def wrap_line(line: str) -> list[str]:
    """Return a line in the width of a page; what follows stands under its text."""
    indent = " " * (14 if line.startswith("  ") else 0)
    return wrap(line, _WIDTH, subsequent_indent=indent, break_long_words=False) or [""]


def _difference(found: LogDifference) -> list[str]:
    if found.kind == "unknown":
        named = double(found.action) if found.action else "a row without date and number"
        said = [f"  in the log  {double(found.filled)}"] if found.filled else []
        return [f"row {found.row}: {named} is no action on record", *said]
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
    return (
        [*lines, f"  note        {found.note}"] if found.note and found.kind == "status" else lines
    )


def _total(found: list[LogDifference]) -> str:
    return f"{count(len(found), 'difference')}." if found else "No differences."
