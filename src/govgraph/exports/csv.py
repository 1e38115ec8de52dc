"""CSV: a table of nodes and one of edges, for spreadsheets, data frames and Gephi."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from govgraph.exports import Format
from govgraph.graph import EDGE_COLUMNS, NODE_COLUMNS, Value, View, edge_values, node_values
from govgraph.render.archive import write_zip
from govgraph.render.csv_text import as_csv


def _tables(view: View) -> dict[str, bytes]:
    return {
        "-nodes": _table(NODE_COLUMNS, map(node_values, view.nodes)),
        "-edges": _table(EDGE_COLUMNS, map(edge_values, view.edges)),
    }


def _write(view: View, out: BinaryIO) -> None:
    """Write both tables into one ZIP file."""
    write_zip({f"{view.name}{part}.csv": table for part, table in _tables(view).items()}, out)


def _table(columns: dict[str, str], rows: Iterable[Iterator[tuple[str, Value]]]) -> bytes:
    values = map(dict, rows)
    return as_csv(columns, ([v.get(c, "") for c in columns] for v in values)).encode("utf-8")


FORMAT = Format(
    name="csv",
    suffix=".csv",
    media_type="application/zip",
    help="two tables, NAME-nodes.csv and NAME-edges.csv; into NAME.zip, or on stdout, one ZIP",
    write=_write,
    tables=_tables,
)
