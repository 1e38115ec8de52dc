"""The log of actions as a workbook, to be filled in and checked."""

from __future__ import annotations

from datetime import date

from govgraph.render.log import DELIVERED_WORDS, HEADINGS, TONED, Log
from govgraph.render.wording import STATUS_WORDS
from govgraph.render.xlsx import Column, Sheet
from govgraph.render.xlsx import as_xlsx as workbook
from govgraph.trace_rows import NOT_DONE

# In characters; together they fill a page in landscape.
_WIDTHS = (11, 4, 40, 14, 20, 14, 30, 17, 25)
_STATUS = HEADINGS.index("Status on record")


def as_xlsx(log: Log) -> bytes:
    """Return the log as a workbook.

    Raises:
        GovgraphError: openpyxl is not installed, or a text is too long for a cell.
    """
    choices = (DELIVERED_WORDS, NOT_DONE, *STATUS_WORDS.values())
    columns = tuple(
        Column(name, width, choices if place == _STATUS else ())
        for place, (name, width) in enumerate(zip(HEADINGS, _WIDTHS, strict=True))
    )
    rows = tuple((date.fromisoformat(r.date), _number(r.number), *r[4:]) for r in log.rows)
    toned = [HEADINGS.index(name) for name in TONED]
    tones = {(n, place): r.kind for n, r in enumerate(log.rows) for place in toned}
    sheet = Sheet("Actions", log.title, log.opening, columns, rows, tones)
    return workbook(sheet, log.notes, log.as_of)


def _number(number: str) -> str | int:
    """Return a number that sorts as one; what only looks like one stays text."""
    return int(number) if number.isascii() and number.isdigit() and number[0] != "0" else number
