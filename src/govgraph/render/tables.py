"""A table of results for terminals and for Markdown."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.model import Table, text_of

_WIDEST = 60


def as_text(table: Table) -> str:
    """Return a table in aligned columns; cells that are too wide are wrapped."""
    # textwrap is needed for tables only.
    from textwrap import wrap

    cells = [[[c] for c in table.columns]] + [
        [wrap(_cell(t), _WIDEST) or [""] for t in row] for row in table.rows
    ]
    widths = [max(len(line) for row in cells for line in row[i]) for i in range(len(table.columns))]
    lines = []
    for number, row in enumerate(cells):
        for part in range(max((len(cell) for cell in row), default=1)):
            line = "  ".join(
                (cell[part] if part < len(cell) else "").ljust(width)
                for cell, width in zip(row, widths, strict=True)
            )
            lines.append(line.rstrip())
        if number == 0:
            lines.append("  ".join("-" * width for width in widths))
    lines.append(f"({len(table.rows)} {'row' if len(table.rows) == 1 else 'rows'})")
    return "\n".join(lines) + "\n"


def as_markdown(table: Table) -> str:
    """Return a table as a Markdown table (GitHub's form)."""
    rows = [list(table.columns), ["---"] * len(table.columns)]
    rows += [[escape(_cell(t)) for t in row] for row in table.rows]
    return "".join(f"{markdown_row(row)}\n" for row in rows)


def markdown_row(cells: Iterable[str]) -> str:
    """Return a row of a Markdown table, of cells in Markdown."""
    told = (cell.replace("|", "\\|") for cell in cells)
    return f"| {' | '.join(told)} |"


def _cell(term: object) -> str:
    return "" if term is None else " ".join(text_of(term).split())  # type: ignore[arg-type]


def escape(text: str) -> str:
    """Return text in which Markdown finds no mark-up."""
    for mark in "\\`*_[]<>#":
        text = text.replace(mark, "\\" + mark)
    return text
