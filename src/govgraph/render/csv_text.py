"""CSV for spreadsheets: the form of RFC 4180, and no cell that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

Cell = str | int | float | bool
# A spreadsheet takes what begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


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
    return f"'{cell}" if cell.startswith(_FORMULA) else cell
