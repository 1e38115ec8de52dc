"""A letter, or a sheet of actions, as a Word document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govgraph.render.letters.parts import Block, Entry, Page, Sheet
from govgraph.render.letters.signatory import TITLE
from govgraph.render.naming import quoted
from govgraph.render.paper import Paper, add_row, fill, write

if TYPE_CHECKING:
    from docx.table import _Cell

_FOOTER = "DRAFT, not sent."
# Widths in centimetres: an A4 page on its side has 25.7 between its margins.
_HEAD = (2.5, 13.5)
_TIMED = (14.2, 5.5, 6.0)
_UNTIMED = (18.7, 7.0)
_SHEET = (2.2, 14.0, 5.5, 4.0)


def as_docx(page: Page, day: str) -> bytes:
    """Return a letter as a document: the letter, then the annex on pages turned on their side.

    Args:
        page: the letter.
        day: the ISO day that the document gives as its own, since it has no other.

    Raises:
        GovgraphError: python-docx is not installed.
    """
    # The last part is taken off: the letter's pages are not counted with it.
    paper = Paper(page.subject, _FOOTER, total=not page.signatory)
    _letter(paper, page)
    if page.blocks:
        paper.turn()
        paper.heading(page.annex, 1)
    for block in page.blocks:
        _block(paper, block, page.position)
    if page.notes:
        paper.heading("Notes", 2)
    for number, text in enumerate(page.notes, 1):
        paragraph = paper.line(f"{number}.", style="Note")
        paragraph.add_run().add_tab()
        write(paragraph, text)
    for number, text in enumerate(page.closing):
        paper.line(text, style="Quiet", before=0 if number else 14)
    if page.signatory:
        paper.part(TITLE)
        paper.heading(TITLE, 1)
    for aside in page.signatory:
        paper.heading(aside.title, 2)
        for text in aside.lines:
            paper.line(text, style="List Bullet")
    return paper.bytes(day)


def sheet_as_docx(sheet: Sheet, day: str) -> bytes:
    """Return a sheet as a document with one table; see :func:`as_docx`."""
    paper = Paper(sheet.title, _FOOTER)
    paper.turn(first=True)
    paper.heading(sheet.title, 1)
    for text in sheet.above:
        paper.line(text)
    table = paper.table(sheet.head, _SHEET)
    for values in sheet.rows:
        for cell, value in zip(add_row(table, _SHEET).cells, values, strict=True):
            fill(cell, value)
    for number, text in enumerate(sheet.below):
        paper.line(text, style="Quiet", before=0 if number else 14)
    return paper.bytes(day)


def _letter(paper: Paper, page: Page) -> None:
    paper.line(page.draft, bold=True)
    if page.head:
        table = paper.plain_table(_HEAD)
        for label, values in page.head:
            row = add_row(table, _HEAD)
            fill(row.cells[0], label)
            for value in values:
                fill(row.cells[1], value.text, value.notes)
    paper.heading(page.subject, 1)
    for text in (page.salutation, *page.opening):
        if text:
            paper.line(text)
    for said in page.quoted:
        how = f" ({said.how.text})" if said.how.text else ""
        words = f"{said.place}: {quoted(said.paragraph)}{how}"
        paper.line(words, said.how.notes, style="List Bullet")
    for text in page.body:
        paper.line(text)
    for text in page.counts:
        paper.line(text, style="List Bullet")
    # A hand signs between the two.
    for text, before in zip(page.ending, (14, 36), strict=False):
        paper.line(text, before=before)


def _block(paper: Paper, block: Block, position: str) -> None:
    paper.heading(block.title, 2)
    paper.line(block.ask).paragraph_format.keep_with_next = True
    timed = any(entry.timings for entry in block.entries)
    head = ("Action", "Timing as given", position) if timed else ("Commitment", position)
    widths = _TIMED if timed else _UNTIMED
    table = paper.table(head, widths)
    for entry in block.entries:
        row = add_row(table, widths)
        _entry(row.cells[0], entry)
        for line in entry.timings:
            fill(row.cells[1], line.text, line.notes)


def _entry(cell: _Cell, entry: Entry) -> None:
    fill(cell, entry.reference, bold=True)
    fill(cell, quoted(entry.text))
    for remark in (entry.given, *entry.remarks):
        fill(cell, remark.text, remark.notes, style="Quiet")
    for said in entry.said:
        place = fill(cell, said.place, style="Quiet", bold=True)
        if said.how.text:
            write(place, f": {said.how.text}", said.how.notes)
        fill(cell, quoted(said.paragraph), style="Later")
    if entry.silence:
        fill(cell, entry.silence, style="Quiet")
