"""The table in a workbook that somebody else has saved, in bounded time and memory.

What the file would unfold to is looked at before the library that reads it is let in.
"""

from __future__ import annotations

import io
import warnings
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date, datetime
from itertools import islice
from typing import Any, NamedTuple

from govgraph.errors import GovgraphError
from govgraph.names import did_you_mean
from govgraph.prose import join
from govgraph.workbook_parts import Part, look_through

MOST_ROWS = 50_000
_MOST_COLUMNS = 100
# The heading stands near the top.
_HEADING_WITHIN = 50
# What zipfile raises where a file is cut off or bent.
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Row(NamedTuple):
    """A row under the heading: its number in the sheet, and heading → text.

    ``more`` has the texts of other columns; one without a heading is named by its letter, ``K``.
    """

    number: int
    cells: dict[str, str]
    more: dict[str, str]


class Filled(NamedTuple):
    """A table as read.

    Attributes:
        sheet: what its tab is called.
        rows: the rows that hold anything.
        others: the headings of columns that were not read.
        alike: further visible sheets that have the headings, which were not read.
        above: the texts of the rows above the heading.
    """

    sheet: str
    rows: tuple[Row, ...]
    others: tuple[str, ...]
    alike: tuple[str, ...] = ()
    above: tuple[str, ...] = ()


def need_openpyxl() -> None:
    """Make sure that openpyxl is installed, which comes with the extra ``office``.

    Raises:
        GovgraphError: it is not.
    """
    try:
        import openpyxl  # noqa: F401
    except ImportError as error:
        raise GovgraphError(
            "no-library",
            "xlsx needs the library openpyxl, which is not installed.",
            hint="Install it with: pip install 'govgraph[office]'",
        ) from error


def read_table(
    raw: bytes, shown: str, wanted: Sequence[str], welcome: Sequence[str] = ()
) -> Filled:
    """Return the table of a workbook that has certain columns.

    Args:
        raw: the bytes of the file.
        shown: its name in messages.
        wanted: the headings of the columns, which may stand in any order.
        welcome: headings of columns that are read where they are there.

    Raises:
        GovgraphError: it is no workbook, is encrypted, damaged or would unfold without end; no
            sheet has the columns; cells are merged or hold formulas; or there are too many rows.
    """
    need_openpyxl()
    parts = _looked_through(raw, shown)
    try:
        # What the library warns of concerns what it would lose in writing.
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read(raw, parts, shown, wanted, welcome)
    except GovgraphError:
        raise
    # What is wrong within a part the library tells by whatever error it runs into.
    except Exception as error:
        # The names of parts stand in the file as they are.
        if b"vbaProject.bin" in raw:
            hint = "Save it as .xlsx, without macros."
            raise GovgraphError("not-xlsx", "it holds macros.", shown, hint) from error
        raise _damaged(shown) from error


def _read(
    raw: bytes, parts: list[Part], shown: str, wanted: Sequence[str], welcome: Sequence[str]
) -> Filled:
    sheets = _sheets(raw)
    if not sheets:
        hint = "Name the file that holds the log."
        raise GovgraphError("not-xlsx", "no sheet of cells in it is visible.", shown, hint)
    at, head, places = _heading(sheets, shown, wanted)
    table = sheets[at]
    # The library names the part nowhere else.
    part = {p.name: p for p in parts}[str(table._worksheet_path)]
    _refuse_merged(part.merged, head, shown, table.title)
    if part.rows - head > MOST_ROWS:
        raise _too_many(f"{part.rows:,} rows", shown, table.title)
    read = [name for name in (*wanted, *welcome) if name in places]
    rows = tuple(_rows(table, head, places, read, shown))
    others = tuple(name for name in places if name not in read)
    alike = tuple(s.title for s in sheets[at + 1 :] if _is_headed(s, wanted))
    above = (" ".join(filter(None, names)) for names in islice(_first_rows(table), head - 1))
    return Filled(table.title, rows, others, alike, tuple(filter(None, above)))


def _sheets(raw: bytes) -> list[Any]:
    """Return the visible sheets of cells."""
    from openpyxl.reader.excel import ExcelReader

    class Reader(ExcelReader):  # type: ignore[misc]
        """What is no table is left alone."""

        def read_chartsheet(self, sheet: object, rel: object) -> None:
            """Leave a chart on a sheet of its own, which the library cannot only read."""

    reader = Reader(io.BytesIO(raw), read_only=True, keep_links=False)
    reader.read()
    if not reader.parser.sheets:
        raise ValueError("no sheets")
    return [s for s in reader.wb.worksheets if s.sheet_state == "visible"]


def _is_headed(sheet: Any, wanted: Sequence[str]) -> bool:
    return any(set(wanted) <= set(names) for names in _first_rows(sheet))


def _first_rows(sheet: Any) -> Iterator[list[str]]:
    # What a file says of its own size may be wrong.
    sheet.reset_dimensions()
    for row in sheet.iter_rows(max_row=_HEADING_WITHIN, max_col=_MOST_COLUMNS):
        yield [_text(c.value) for c in row]


def _damaged(shown: str) -> GovgraphError:
    hint = "Open it, and save it as .xlsx anew."
    return GovgraphError("not-xlsx", "it is damaged or not whole.", shown, hint)


def _looked_through(raw: bytes, shown: str) -> list[Part]:
    """Return the parts of a file, none of which unfolds without end."""
    if raw.startswith(_OLE):
        sealed = "EncryptedPackage".encode("utf-16-le") in raw
        what = "it is encrypted" if sealed else "it is a workbook of the old form (.xls)"
        hint = "Save it as .xlsx without a password."
        raise GovgraphError("not-xlsx", f"{what}.", shown, hint)
    if not raw.startswith(b"PK"):
        hint = "Save the log as .xlsx, and name that file."
        raise GovgraphError("not-xlsx", "it is no .xlsx file.", shown, hint)
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            parts = look_through(archive, shown)
            if "xl/workbook.xml" not in archive.namelist():
                hint = "Save the log as .xlsx, and name that file."
                raise GovgraphError("not-xlsx", "it is a ZIP file, but no .xlsx.", shown, hint)
            return parts
    except _DAMAGE as error:
        raise _damaged(shown) from error


def _heading(
    sheets: list[Any], shown: str, wanted: Sequence[str]
) -> tuple[int, int, dict[str, int]]:
    """Return which sheet has the columns, the number of its heading row, and heading → place."""
    best: list[str] = []
    for at, sheet in enumerate(sheets):
        for number, names in enumerate(_first_rows(sheet), 1):
            if set(wanted) <= set(names):
                _refuse_twice(names, wanted, shown)
                return at, number, {n: i for i, n in enumerate(names) if n}
            if len({*wanted} & {*names}) >= len({*wanted} & {*best}) and any(names):
                best = names if {*wanted} & {*names} or not best else best
    missing = [name for name in wanted if name not in best]
    here = [n for n in best if n and n not in wanted]
    near = [did_you_mean(name, here, 0.7) for name in missing]
    listed = join([f"'{n}'" for n in missing])
    where = f"No row has all of the headings {join([repr(n) for n in wanted])}"
    raise GovgraphError(
        "other-columns",
        f"it has no column {listed}. {where}.",
        shown,
        next((n for n in near if n), "Put the headings back as 'govgraph log' writes them."),
    )


def _refuse_twice(names: list[str], wanted: Sequence[str], shown: str) -> None:
    for name in wanted:
        if names.count(name) > 1:
            raise GovgraphError(
                "other-columns",
                f"{names.count(name)} columns are headed '{name}'.",
                shown,
                "Leave the heading to the one that counts.",
            )


def _refuse_merged(ranges: Sequence[str], head: int, shown: str, sheet: str) -> None:
    for merged in ranges:
        last = merged.rpartition(":")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ$")
        # A title that spans the table does no harm.
        if not last.isdigit() or int(last) >= head:
            raise GovgraphError(
                "merged-cells",
                f"the cells {merged} are merged, so that rows cannot be told apart.",
                f"{shown}, sheet {sheet}",
                "Unmerge them: a row is one action.",
            )


def _too_many(rows: str, shown: str, sheet: str) -> GovgraphError:
    return GovgraphError(
        "too-many-rows",
        f"it has {rows}; up to {MOST_ROWS:,} under the heading are read, and none was compared.",
        f"{shown}, sheet {sheet}",
        "Delete the rows below the last action, empty ones too.",
    )


def _rows(
    table: Any, head: int, places: dict[str, int], read: Sequence[str], shown: str
) -> Iterator[Row]:
    asked = [(name, places[name]) for name in read]
    names = {place: name for name, place in places.items()}
    rows = table.iter_rows(min_row=head + 1, max_col=_MOST_COLUMNS)
    for number, row in enumerate(rows, head + 1):
        if number - head > MOST_ROWS:
            raise _too_many(f"more than {MOST_ROWS:,} rows", shown, table.title)
        cells = {}
        for name, place in asked:
            cell = row[place] if place < len(row) else None
            if cell is not None and cell.data_type == "f":
                raise GovgraphError(
                    "formula",
                    f"the cell {cell.coordinate} ({name}) holds a formula, not words.",
                    f"{shown}, sheet {table.title}",
                    "Put in its place what it is to say.",
                )
            cells[name] = "" if cell is None else _text(cell.value)
        if any(cells.values()):
            more = _more(row, {place for _, place in asked}, names)
            yield Row(number, cells, more)


def _more(row: Sequence[Any], asked: Set[int], names: Mapping[int, str]) -> dict[str, str]:
    """Return what stands in the other columns of a row; what is worked out is nobody's word."""
    found = {}
    for place, cell in enumerate(row):
        if place not in asked and cell.value is not None and cell.data_type != "f":
            text = _text(cell.value)
            if text:
                found[names.get(place, cell.column_letter)] = text
    return found


def _text(value: object) -> str:
    """Return what a cell shows, with white space folded; days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date() if value.time() == value.min.time() else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
