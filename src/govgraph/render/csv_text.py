"""CSV for spreadsheets: the form of RFC 4180, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable

from govgraph.prose import visible

Cell = str | int | float | bool
# A spreadsheet takes what begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A terminal obeys them, and a NUL ends the cell in many a program.
_CONTROL = re.compile(r"[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def as_csv(head: Iterable[str], rows: Iterable[Iterable[Cell]]) -> str:
    """Return a table with a row of headings; lines end in CRLF (RFC 4180, section 2)."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([_cell(cell) for cell in row] for row in rows)
    return text.getvalue()


def _cell(cell: Cell) -> str:
    if not isinstance(cell, str):
        return str(cell).lower()
    cell = _CONTROL.sub(lambda found: visible(found[0]), cell)
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
