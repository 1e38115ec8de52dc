"""CSV: a table of nodes and one of edges, for spreadsheets, data frames and Gephi."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import BinaryIO

from govgraph.exports import Format
from govgraph.graph import EDGE_COLUMNS, NODE_COLUMNS, Value, View, edge_values, node_values

# A spreadsheet takes what begins so for a formula and runs it.
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _tables(view: View) -> dict[str, bytes]:
    return {
        "-nodes": _table(NODE_COLUMNS, map(node_values, view.nodes)),
        "-edges": _table(EDGE_COLUMNS, map(edge_values, view.edges)),
    }


def _write(view: View, out: BinaryIO) -> None:
    """Write both tables into one ZIP file."""
    # It takes as long to import as a board of a few records to load.
    import zipfile

    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for part, table in _tables(view).items():
            # The first day that a ZIP file can name, as files have no day here.
            entry = zipfile.ZipInfo(f"{view.name}{part}.csv", (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 3
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, table)


def _table(columns: dict[str, str], rows: Iterable[Iterator[tuple[str, Value]]]) -> bytes:
    text = io.StringIO(newline="")
    # RFC 4180, section 2: lines end in CRLF.
    writer = csv.DictWriter(text, list(columns), lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _cell(value) for name, value in row})
    return text.getvalue().encode("utf-8")


def _cell(value: Value) -> str:
    if not isinstance(value, str):
        return str(value).lower()
    return f"'{value}" if value.startswith(_FORMULA) else value


FORMAT = Format(
    name="csv",
    suffix=".csv",
    media_type="application/zip",
    help="two tables, NAME-nodes.csv and NAME-edges.csv; into NAME.zip, or on stdout, one ZIP",
    write=_write,
    tables=_tables,
)
