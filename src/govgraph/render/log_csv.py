"""The log of actions as CSV."""

from __future__ import annotations

from govgraph.render.csv_text import as_csv as table
from govgraph.render.log import HEADINGS, Log


def as_csv(log: Log) -> str:
    """Return the rows of the log, days in ISO form."""
    return table(HEADINGS, (row[2:] for row in log.rows))
