"""The table in a workbook that somebody else has saved, in bounded time and memory.

A workbook is a ZIP file of XML (ISO/IEC 29500-2), and both can be made to unfold without end. What
it would unfold to is therefore looked at before the library that reads it is let in.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from govgraph.errors import GovgraphError
from govgraph.names import did_you_mean
from govgraph.prose import join

MOST_ROWS = 50_000
# All parts together, unfolded. The log of 25,000 actions has 30 MB.
_MOST_BYTES = 100_000_000
_MOST_COLUMNS = 100
# The heading stands near the top.
_HEADING_WITHIN = 50
_CHUNK = 1 << 20
_CLUE = re.compile(
    rb"<(?:(?:\w+:)?(?:(?P<row>row)[\s/>]|mergeCell\s[^>]{0,200}?ref=[\"'](?P<cells>[^\"']{1,40}))"
    rb"|!DOCTYPE|!ENTITY)"
)
_LONGEST_CLUE = 300
# What zipfile raises where a file is cut off or bent.
_DAMAGE = (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Row(NamedTuple):
    """A row under the heading: its number in the sheet, and heading → text."""

    number: int
    cells: dict[str, str]


class Filled(NamedTuple):
    """A table as read.

    Attributes:
        sheet: what its tab is called.
        rows: the rows that hold anything.
        others: the headings of columns that were not read.
    """

    sheet: str
    rows: tuple[Row, ...]
    others: tuple[str, ...]


class _Part(NamedTuple):
    """A part of the file: how many rows it has, and what cells are merged, such as ``A5:A7``."""

    name: str
    rows: int
    merged: tuple[str, ...]


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
    from openpyxl import load_workbook

    try:
        workbook = load_workbook(io.BytesIO(raw), read_only=True, keep_links=False)
        sheets = [s for s in workbook.worksheets if s.sheet_state == "visible"]
        if not sheets:
            raise _damaged(shown)
        table, head, places = _heading(sheets, shown, wanted)
        # The library names the part nowhere else.
        part = next(p for p in parts if str(table._worksheet_path).endswith(p.name))
        _refuse_merged(part.merged, head, shown, table.title)
        if part.rows - head > MOST_ROWS:
            raise _too_many(f"{part.rows:,} rows", shown, table.title)
        read = [name for name in (*wanted, *welcome) if name in places]
        rows = tuple(_rows(table, head, places, read, shown))
    except GovgraphError:
        raise
    # What is wrong within a part the library tells by whatever error it runs into.
    except Exception as error:
        raise _damaged(shown) from error
    others = tuple(name for name in places if name not in read)
    return Filled(table.title, rows, others)


def _damaged(shown: str) -> GovgraphError:
    hint = "Open it, and save it as .xlsx anew."
    return GovgraphError("not-xlsx", "it is damaged or not whole.", shown, hint)


def _looked_through(raw: bytes, shown: str) -> list[_Part]:
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
            parts = archive.infolist()
            _refuse_endless(parts, shown)
            if "xl/workbook.xml" not in archive.namelist():
                hint = "Save the log as .xlsx, and name that file."
                raise GovgraphError("not-xlsx", "it is a ZIP file, but no .xlsx.", shown, hint)
            return [_part(archive, p, shown) for p in parts if p.filename.endswith(".xml")]
    except _DAMAGE as error:
        raise _damaged(shown) from error


def _refuse_endless(parts: list[zipfile.ZipInfo], shown: str) -> None:
    if any(p.flag_bits & 1 for p in parts):
        hint = "Save it without a password."
        raise GovgraphError("not-xlsx", "it is encrypted.", shown, hint)
    # No more than the size that is named is ever unfolded: zipfile stops there.
    size = sum(p.file_size for p in parts)
    if size > _MOST_BYTES:
        raise GovgraphError(
            "too-large",
            f"it would unfold to {size // 1_000_000:,} MB; up to {_MOST_BYTES // 1_000_000} MB are"
            " read, and nothing was.",
            shown,
            "Copy the rows of the log into a new file.",
        )


def _part(archive: zipfile.ZipFile, part: zipfile.ZipInfo, shown: str) -> _Part:
    """Look through a part; refuse one that defines entities."""
    rows, merged, before = 0, [], b""
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            text = before + chunk
            end = 0
            for found in _CLUE.finditer(text):
                end = found.end()
                if found["row"]:
                    rows += 1
                elif found["cells"]:
                    merged.append(found["cells"].decode("ascii", "replace"))
                else:
                    hint = "Save it as .xlsx anew."
                    message = "a part of it declares a document type, which no .xlsx does."
                    raise GovgraphError("not-xlsx", message, shown, hint)
            before = text[max(end, len(text) - _LONGEST_CLUE) :]
    return _Part(part.filename, rows, tuple(merged))


def _heading(
    sheets: list[Any], shown: str, wanted: Sequence[str]
) -> tuple[Any, int, dict[str, int]]:
    """Return the sheet with the columns, the number of its heading row, and heading → place."""
    best: list[str] = []
    for sheet in sheets:
        # What a file says of its own size may be wrong.
        sheet.reset_dimensions()
        rows = sheet.iter_rows(max_row=_HEADING_WITHIN, max_col=_MOST_COLUMNS)
        for number, row in enumerate(rows, 1):
            names = [_text(c.value) for c in row]
            if set(wanted) <= set(names):
                _refuse_twice(names, wanted, shown)
                return sheet, number, {n: i for i, n in enumerate(names) if n}
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
    width = max(place for _, place in asked) + 1
    for number, row in enumerate(table.iter_rows(min_row=head + 1, max_col=width), head + 1):
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
            yield Row(number, cells)


def _text(value: object) -> str:
    """Return what a cell shows, with white space folded; days in ISO form."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        value = value.date() if value.time() == value.min.time() else value
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return value.isoformat() if isinstance(value, date) else " ".join(str(value).split())
