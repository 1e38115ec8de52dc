"""Cytoscape JSON with its style: Cytoscape and Cytoscape.js open it."""

from __future__ import annotations

from typing import Any, BinaryIO

from govgraph.exports import Format
from govgraph.exports.d3 import as_json
from govgraph.graph import View, edge_values, node_values
from govgraph.palette import MISSING, NODES, OTHER, Style

_SHAPES = {"rectangle": "round-rectangle"}


def _write(view: View, out: BinaryIO) -> None:
    out.write(as_json(document(view)))


def document(view: View) -> dict[str, Any]:
    """Return a view as elements and a style sheet; what is not known is left out."""
    return {
        "format_version": "1.0",
        "generated_by": "govgraph",
        "data": {"name": view.title, "view": view.name, "note": view.note},
        "elements": {
            "nodes": [{"data": dict(node_values(n))} for n in view.nodes],
            "edges": [{"data": dict(edge_values(e))} for e in view.edges],
        },
        "style": _style(),
        "layout": {"name": "cose", "animate": False, "randomize": False},
    }


def _style() -> list[dict[str, Any]]:
    common = {
        "label": "data(label)",
        "text-wrap": "wrap",
        "text-max-width": "140px",
        "text-valign": "center",
        "font-size": "11px",
        "width": "150px",
        "height": "48px",
        **_look(OTHER),
    }
    by_kind = [
        {"selector": f'node[kind = "{kind}"]', "style": _look(style)}
        for kind, style in NODES.items()
    ]
    missing = {**_look(MISSING), "border-width": 2, "border-style": "dashed"}
    lines = {
        "font-size": "9px",
        "text-rotation": "autorotate",
        "curve-style": "bezier",
        "line-color": "data(colour)",
        "target-arrow-color": "data(colour)",
        "target-arrow-shape": "triangle",
    }
    return [
        {"selector": "node", "style": common},
        *by_kind,
        {"selector": "node[!on_file]", "style": missing},
        {"selector": "edge", "style": lines},
        {"selector": "edge[label]", "style": {"label": "data(label)"}},
        {"selector": "edge[?dashed]", "style": {"line-style": "dashed"}},
        {"selector": "edge[!directed]", "style": {"target-arrow-shape": "none"}},
    ]


def _look(style: Style) -> dict[str, str]:
    return {
        "background-color": style.fill,
        "color": style.ink,
        "shape": _SHAPES.get(style.shape, style.shape),
    }


FORMAT = Format(
    name="cyjs",
    suffix=".cyjs",
    media_type="application/json",
    help="Cytoscape JSON with its style, for Cytoscape and Cytoscape.js",
    write=_write,
)
