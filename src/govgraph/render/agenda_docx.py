"""Matters arising as a document for paper."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govgraph.render import paper
from govgraph.render.agenda_parts import Paper, Point
from govgraph.render.ending import spelt_out
from govgraph.render.naming import quoted
from govgraph.render.paper import add_row, fill, write

if TYPE_CHECKING:
    from docx.table import _Cell

# In centimetres: together the breadth of A4 between its margins.
_WIDTHS = (11.5, 4.5)
_HEAD = ("Matter", "For the minutes")


def as_docx(agenda: Paper, abbreviations: Sequence[tuple[str, str]], day: str) -> bytes:
    """Return the agenda as a document, with a column that is left free at the meeting.

    Args:
        agenda: the matters.
        abbreviations: short forms, each with what it stands for.
        day: the ISO day of the meeting, which the document gives as its own.

    Raises:
        GovgraphError: python-docx is not installed.
    """
    written = paper.Paper(agenda.title, f"{agenda.title}.")
    written.heading(agenda.title, 1)
    for sentence in agenda.opening:
        written.line(sentence)
    for number, section in enumerate(agenda.sections, 1):
        written.heading(f"{number}. {section.heading} ({len(section.points)})", 2)
        written.line(section.note).paragraph_format.keep_with_next = True
        table = written.table(_HEAD, _WIDTHS)
        for point in section.points:
            _fill(add_row(table, _WIDTHS).cells[0], point)
    shown = "\n".join(_words(agenda))
    for place, sentence in enumerate((*agenda.closing, spelt_out(abbreviations, shown))):
        if sentence:
            written.line(sentence, style="Quiet", before=0 if place else 14)
    return written.bytes(day)


def _fill(cell: _Cell, point: Point) -> None:
    """Write a matter: its name and words, what is said of it small, a record's words set in."""
    fill(cell, point.title, bold=True)
    for number, line in enumerate(point.lines):
        if line.quoted and not number:
            fill(cell, quoted(line.text))
        elif line.quoted:
            if line.label:
                fill(cell, f"{line.label}:", style="Quiet", bold=True)
            fill(cell, quoted(line.text), style="Later")
        else:
            label = f"{line.label}: " if line.label else ""
            write(fill(cell, label, style="Quiet", bold=True), line.text)


def _words(agenda: Paper) -> Iterator[str]:
    yield agenda.title
    for section in agenda.sections:
        yield section.note
        for point in section.points:
            yield point.title
            yield from (line.text for line in point.lines)
