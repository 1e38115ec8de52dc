"""The log of actions as Markdown: one table."""

from __future__ import annotations

from govgraph.prose import short_date, visible
from govgraph.render.log import HEADINGS, Log
from govgraph.render.tables import escape, markdown_row


def as_markdown(log: Log) -> str:
    """Return the log as a Markdown page with a table (GitHub's form)."""
    lines = [f"# {escape(log.title)}", ""]
    lines += [line for sentence in log.opening for line in (escape(sentence), "")]
    lines += [markdown_row(HEADINGS), markdown_row(["---"] * len(HEADINGS))]
    lines += [
        markdown_row(_cell(text) for text in (short_date(row.date), *row[3:])) for row in log.rows
    ]
    lines.append("")
    for heading, text in log.notes.items():
        first, *more = map(escape, text.splitlines())
        lines += [f"**{escape(heading)}:** {first}", *(f"- {line}" for line in more), ""]
    return "\n".join(lines)


def _cell(text: str) -> str:
    return escape(visible(text)).replace("\n", "<br>")
