"""A letter, or a sheet of actions, as CSV: a row an action, and a column left free."""

from __future__ import annotations

from govgraph.render.csv_text import as_csv
from govgraph.render.letters.parts import Entry, Marked, Page, Sheet

COLUMNS = (
    "section",
    "action",
    "record",
    "text",
    "given",
    "timing",
    "remarks",
    "later_records",
    "notes",
    "position",
)


def letter_as_csv(page: Page) -> str:
    """Return the entries of a letter; several lines of one cell are parted by line ends."""
    rows = (
        _row(entry, block.title, page.notes) for block in page.blocks for entry in block.entries
    )
    return as_csv(COLUMNS, rows)


def sheet_as_csv(sheet: Sheet) -> str:
    """Return the rows of a sheet under its headings."""
    return as_csv(sheet.head, sheet.rows)


def _row(entry: Entry, title: str, notes: tuple[str, ...]) -> list[str]:
    later = [
        f"{s.place}{f': {s.how.text}' if s.how.text else ''}\n{s.paragraph}" for s in entry.said
    ]
    later += [entry.silence] if entry.silence else []
    marked = [entry.given, *entry.timings, *entry.remarks, *(s.how for s in entry.said)]
    numbers = dict.fromkeys(n for m in marked for n in m.notes)
    return [
        title,
        entry.name,
        entry.reference,
        entry.text,
        entry.given.text,
        _lines(entry.timings),
        _lines(entry.remarks),
        "\n".join(later),
        "\n".join((*(notes[n - 1] for n in numbers), *entry.aside)),
        "",
    ]


def _lines(marked: tuple[Marked, ...]) -> str:
    return "\n".join(m.text for m in marked)
