"""Where a source prints numbered actions: lines such as ``Action 13: …``, and rows of a table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# List marks, paragraph numbers and emphasis may stand before the word; the number ends the
# label, so that "Action 2 of 4 March" in running text is none.
_LABEL = re.compile(
    r"[ \t\d.()>*_#|•–-]*action[ \t]+(\d+[a-z]?)[*_]*(?:[ \t]*:|[ \t]+[–—-][ \t])", re.IGNORECASE
)
_NUMBER = re.compile(r"(?:action )?(\d+[a-z]?)[.):]?", re.IGNORECASE)
_NUMBER_HEADINGS = {"#", "no", "no.", "nr", "nr.", "number", "ref", "ref."}
_RULE = re.compile(r"[|:\s-]+")


class ActionLine(NamedTuple):
    """A line or row that words a numbered action.

    Attributes:
        label: what people call it, such as ``Action 13`` or ``row 13``.
        number: as printed, such as ``13``.
        start: offset of the line's first character that is no white space.
        end: offset after its last one.
    """

    label: str
    number: str
    start: int
    end: int


def action_lines(text: str) -> Iterator[ActionLine]:
    """Yield the numbered action lines of a source, and the rows of its tables of actions.

    A table of actions has a heading with a cell ``Action``, its cells parted by tabs or by
    ``|``; it ends at another heading. A page break may stand between its rows.
    """
    column: int | None = None
    for line in re.finditer(r"[^\n]*\S[^\n]*", text):
        words = line.group()
        first = line.start() + len(words) - len(words.lstrip())
        last = line.start() + len(words.rstrip())
        label = _LABEL.match(words)
        if label:
            yield ActionLine(f"Action {label[1]}", label[1], first, last)
            continue
        cells = _cells(words)
        if len(cells) < 2 or _RULE.fullmatch(words):
            continue
        number = None if column is None or column >= len(cells) else cells[column]
        row = _NUMBER.fullmatch(number) if number else None
        if row:
            yield ActionLine(f"row {row[1]}", row[1], first, last)
        elif number != "":  # A row without a number goes on from the one above it.
            column = _number_column(cells)


def _cells(line: str) -> list[str]:
    """Return the cells of a row, without emphasis; one where the line is no row."""
    parts = line.split("\t") if "\t" in line else line.strip().strip("|").split("|")
    return [p.strip().strip("*_").strip() for p in parts]


def _number_column(heading: list[str]) -> int | None:
    """Return which column of a table of actions holds the numbers; None for another table."""
    names = [cell.casefold() for cell in heading]
    if not {"action", "actions"} & set(names):
        return None
    return next((i for i, name in enumerate(names) if name in _NUMBER_HEADINGS), 0)
