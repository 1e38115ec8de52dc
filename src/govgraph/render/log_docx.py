"""The log of actions as a document for paper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govgraph.prose import short_date
from govgraph.render.log import HEADINGS, TONED, Log, LogRow
from govgraph.render.paper import Paper, add_row, fill

if TYPE_CHECKING:
    from docx.table import _Row

# In centimetres: together the breadth of A4 on its side between its margins.
_WIDTHS = (2.1, 0.9, 5.0, 2.3, 3.2, 2.3, 3.9, 2.7, 3.3)
# In points: nine columns have no room for the letters of a letter.
_SIZE = 8


def as_docx(log: Log) -> bytes:
    """Return the log as a document in landscape.

    Raises:
        GovgraphError: python-docx is not installed.
    """
    paper = Paper(log.title, f"{log.title}.")
    # The library is there once a paper is begun.
    from docx.shared import Pt

    paper.turn(first=True)
    paper.heading(log.title, 1)
    for sentence in log.opening:
        paper.line(sentence, style="Cell")
    table = paper.table(HEADINGS, _WIDTHS)
    for row in log.rows:
        _fill(add_row(table, _WIDTHS), row)
    for cell in table._cells:
        for run in (run for paragraph in cell.paragraphs for run in paragraph.runs):
            run.font.size = Pt(_SIZE)
    for number, (heading, text) in enumerate(log.notes.items()):
        first, *more = text.splitlines()
        paper.line(f"{heading}: {first}", style="Later", before=0 if number else 10)
        for line in more:
            paper.line(line, style="Note")
    return paper.bytes(log.as_of)


def _fill(line: _Row, row: LogRow) -> None:
    for cell, heading, text in zip(
        line.cells, HEADINGS, (short_date(row.date), *row[3:]), strict=True
    ):
        tone = row.kind if heading in TONED else "stated"
        for part in text.splitlines():
            paragraph = fill(cell, part, style="Quiet" if tone == "silent" else "Cell")
            for run in paragraph.runs:
                run.italic = tone == "reading" or None
