"""A table as a workbook (.xlsx, ISO/IEC 29500) that reads well on screen and on paper.

openpyxl is imported where it is needed: it comes with the extra ``office``.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import canonicalize
from zipfile import ZIP_DEFLATED, ZipFile

from govgraph.errors import GovgraphError
from govgraph.render.archive import write_zip
from govgraph.render.paper import clean
from govgraph.workbooks import need_openpyxl

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell import Cell
    from openpyxl.worksheet.worksheet import Worksheet

# What a cell can hold (ISO/IEC 29500 leaves it open; it is what spreadsheets take).
LONGEST = 32_767
_INK, _QUIET, _SHADE, _LINE = "1D2430", "56606F", "E8EDF3", "B8C0CB"
_FONT, _SIZE = "Arial", 9
# A point more than the size of the letters, and characters of it in the width of one of the 11
# points in which columns are measured. No row is higher than spreadsheets allow.
_LINE_HEIGHT, _NARROWER, _HIGHEST = 11.5, 1.25, 409
_DATE = "d mmm yyyy"
_ABOUT_WIDTHS = (24, 100)


class Column(NamedTuple):
    """A column of a sheet.

    Attributes:
        name: its heading.
        width: how wide it is, in characters.
        choices: what a person may choose for a cell; other words are let through after a question.
    """

    name: str
    width: int
    choices: tuple[str, ...] = ()


class Sheet(NamedTuple):
    """A table with what stands above it.

    Attributes:
        name: what its tab is called.
        title: the first line.
        lines: further lines above the table.
        columns: the columns.
        rows: a value a column: text, whole numbers and days.
        tones: cells that look otherwise, by row and column from 0: ``stated``, ``reading`` or
            ``silent``.
    """

    name: str
    title: str
    lines: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[str | int | date, ...], ...]
    tones: Mapping[tuple[int, int], str] = {}


def as_xlsx(sheet: Sheet, notes: Mapping[str, str], day: str) -> bytes:
    """Return a workbook of a table and, on a second sheet, notes on it.

    Args:
        sheet: the table.
        notes: heading → text, for the second sheet.
        day: the ISO day that the file gives as that of its making.

    Raises:
        GovgraphError: openpyxl is not installed, or a text is too long for a cell.
    """
    need_openpyxl()
    from openpyxl import Workbook
    from openpyxl.writer.excel import ExcelWriter

    workbook = Workbook()
    table = workbook.active
    assert table is not None
    _fill(table, sheet)
    _annotate(workbook.create_sheet("About"), sheet.title, notes)
    _date(workbook, sheet.title, day)
    buffer = io.BytesIO()
    # Workbook.save would write down the time of day.
    ExcelWriter(workbook, ZipFile(buffer, "w", ZIP_DEFLATED)).save()
    out = io.BytesIO()
    # How the library spells XML depends on whether lxml is installed.
    with ZipFile(buffer) as written:
        parts = {name: canonicalize(written.read(name).decode()) for name in written.namelist()}
    write_zip({name: part.encode() for name, part in parts.items()}, out)
    return out.getvalue()


def _date(workbook: Workbook, title: str, day: str) -> None:
    made = datetime.fromisoformat(day)
    about = workbook.properties
    about.creator, about.title = "govgraph", clean(title)
    about.created = about.modified = made


def _fill(table: Worksheet, sheet: Sheet) -> None:
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    table.title = sheet.name
    _put(table.cell(1, 1), sheet.title, Font(name=_FONT, size=14, bold=True, color=_INK))
    for number, line in enumerate(sheet.lines, 2):
        _put(table.cell(number, 1), line, Font(name=_FONT, size=_SIZE, color=_INK))
    head = len(sheet.lines) + 3
    _headings(table, sheet, head)
    fonts = {
        "stated": Font(name=_FONT, size=_SIZE, color=_INK),
        "reading": Font(name=_FONT, size=_SIZE, color=_INK, italic=True),
        "silent": Font(name=_FONT, size=_SIZE, color=_QUIET),
    }
    top = Alignment(wrap_text=True, vertical="top", horizontal="left")
    border, widths = _border(), [column.width for column in sheet.columns]
    for number, row in enumerate(sheet.rows):
        for place, value in enumerate(row):
            cell = table.cell(head + 1 + number, place + 1)
            _put(cell, value, fonts[sheet.tones.get((number, place), "stated")])
            cell.alignment, cell.border = top, border
        table.row_dimensions[head + 1 + number].height = _height(row, widths)
    last = max(head + len(sheet.rows), head + 1)
    for place, column in enumerate(sheet.columns, 1):
        letter = get_column_letter(place)
        table.column_dimensions[letter].width = column.width
        if column.choices and sheet.rows:
            _offer(table, f"{letter}{head + 1}:{letter}{last}", column.choices)
    table.freeze_panes = table.cell(head + 1, 1)
    table.auto_filter.ref = f"A{head}:{get_column_letter(len(sheet.columns))}{last}"
    _print_set_up(table, sheet.title)
    table.print_title_rows = f"{head}:{head}"


def _offer(table: Worksheet, cells: str, choices: tuple[str, ...]) -> None:
    """Offer words for cells; a spreadsheet asks before it takes others."""
    from openpyxl.worksheet.datavalidation import DataValidation

    choice = DataValidation("list", f'"{",".join(choices)}"', allow_blank=True)
    choice.errorStyle = "warning"
    choice.error = "This is not one of the words that the log uses. Keep it all the same?"
    choice.add(cells)
    table.add_data_validation(choice)


def _headings(table: Worksheet, sheet: Sheet, head: int) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    for place, column in enumerate(sheet.columns, 1):
        cell = table.cell(head, place)
        _put(cell, column.name, Font(name=_FONT, size=_SIZE, bold=True, color=_INK))
        cell.fill = PatternFill("solid", fgColor=_SHADE)
        cell.border = _border()
        cell.alignment = Alignment(wrap_text=True, vertical="center")


def _annotate(table: Worksheet, title: str, notes: Mapping[str, str]) -> None:
    from openpyxl.styles import Alignment, Font

    _put(table.cell(1, 1), title, Font(name=_FONT, size=14, bold=True, color=_INK))
    for number, (heading, text) in enumerate(notes.items(), 3):
        _put(table.cell(number, 1), heading, Font(name=_FONT, size=_SIZE, bold=True, color=_INK))
        _put(table.cell(number, 2), text, Font(name=_FONT, size=_SIZE))
        for place in (1, 2):
            table.cell(number, place).alignment = Alignment(wrap_text=True, vertical="top")
        table.row_dimensions[number].height = _height((heading, text), _ABOUT_WIDTHS)
    for letter, width in zip("AB", _ABOUT_WIDTHS, strict=True):
        table.column_dimensions[letter].width = width
    _print_set_up(table, title)


def _height(row: tuple[str | int | date, ...], widths: Sequence[int]) -> float:
    """Return how many points high a row is, so that wrapped text is seen in every program."""
    lines = 1
    for value, width in zip(row, widths, strict=True):
        if isinstance(value, str):
            parts = value.splitlines()
            lines = max(lines, sum(len(wrap(p, int(width * _NARROWER))) or 1 for p in parts))
    return min(lines * _LINE_HEIGHT + 3, _HIGHEST)


def _print_set_up(table: Worksheet, title: str) -> None:
    """Lay a sheet out for paper: landscape, as wide as the page, with title and page numbers."""
    table.page_setup.orientation = "landscape"
    table.page_setup.paperSize = 9  # A4 (ISO/IEC 29500-1, section 18.3.1.63).
    table.page_setup.fitToWidth, table.page_setup.fitToHeight = 1, 0
    table.sheet_properties.pageSetUpPr.fitToPage = True
    margins = table.page_margins
    margins.left = margins.right = 0.5
    margins.top = margins.bottom = 0.7
    margins.header = margins.footer = 0.35
    # An ampersand begins a code in headers (ISO/IEC 29500-1, section 18.3.1.46).
    table.oddFooter.left.text = clean(title).replace("&", "&&")[:200]
    table.oddFooter.right.text = "Page &P of &N"
    for part in (table.oddFooter.left, table.oddFooter.right):
        part.size, part.font = 8, _FONT


def _border() -> object:
    from openpyxl.styles import Border, Side

    side = Side("thin", color=_LINE)
    return Border(side, side, side, side)


def _put(cell: Cell, value: str | int | date, font: object) -> None:
    """Fill a cell; text is text, whatever it begins with."""
    if isinstance(value, str):
        text = clean(value)
        if len(text) > LONGEST:
            raise GovgraphError(
                "too-long",
                f"a cell of .xlsx holds {LONGEST:,} characters, and a text has {len(text):,}.",
                hint="Write the csv or the html.",
            )
        cell.value = text
        cell.data_type = "s"
        # Spreadsheets would make a formula of it as soon as somebody edits the cell.
        cell.quotePrefix = text.startswith("=")
    else:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DATE
    cell.font = font
