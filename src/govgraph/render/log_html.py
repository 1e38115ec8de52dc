"""The log of actions as one page that asks for nothing from anywhere, for screen and paper."""

from __future__ import annotations

from govgraph.prose import short_date
from govgraph.render.log import HEADINGS, Log, LogRow
from govgraph.render.markup import Html, blocks, element, facts, joined, page, sheets, table


def as_html(log: Log) -> str:
    """Return the log as a page: readings dashed and labelled, silence grey."""
    return page(log.title, sheets("log"), _body(log))


def _body(log: Log) -> Html:
    main = blocks(
        element("h1", log.title),
        *(element("p", sentence) for sentence in log.opening),
        table(log.title, HEADINGS, map(_row, log.rows)),
    )
    foot = facts((heading, _lines(text)) for heading, text in log.notes.items())
    return blocks(element("main", "\n", main, "\n"), element("footer", foot))


def _row(row: LogRow) -> Html:
    day = element("time", short_date(row.date), datetime=row.date)
    cells = (_lines(text) for text in row[3:])
    first = element("td", day)
    return element("tr", first, *(element("td", c) for c in cells), class_=row.kind, id=row.action)


def _lines(text: str) -> Html:
    return joined(text.splitlines(), Html("<br>"))
