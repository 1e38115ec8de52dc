"""Node-link JSON as D3 wants it (``links``); networkx reads it with ``edges="links"``."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from govgraph.exports import Format
from govgraph.graph import EDGE_COLUMNS, NODE_COLUMNS, View, edge_values, node_values


def _write(view: View, out: BinaryIO) -> None:
    out.write(as_json(document(view)))


def document(view: View) -> dict[str, Any]:
    """Return a view as D3's force layout and networkx take it; what is not known is null."""
    nodes = [dict.fromkeys(NODE_COLUMNS) | dict(node_values(n)) for n in view.nodes]
    links = []
    for edge in view.edges:
        values = dict.fromkeys(EDGE_COLUMNS) | dict(edge_values(edge))
        links.append({"key": values.pop("id"), **values})
    return {
        "directed": True,
        "multigraph": True,
        "graph": {"name": view.title, "view": view.name, "note": view.note},
        "nodes": nodes,
        "links": links,
    }


def as_json(value: object) -> bytes:
    """Return JSON that may stand in a script element of a page, too."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text.encode("utf-8") + b"\n"


FORMAT = Format(
    name="d3",
    suffix=".json",
    media_type="application/json",
    help="node-link JSON, for D3 and networkx",
    write=_write,
)
