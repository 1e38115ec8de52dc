"""Views as networks with places, for a page to draw."""

from __future__ import annotations

from typing import Any

from govgraph.drawing.labels import rows
from govgraph.drawing.picture import Picture, laid_out
from govgraph.drawing.routes import Curve
from govgraph.errors import GovgraphError
from govgraph.graph import STATED, Edge, View
from govgraph.page.interned import Interned
from govgraph.palette import edge_colour, node_style
from govgraph.prose import visible


def network(view: View, interned: Interned) -> dict[str, Any]:
    """Return a view with its nodes and edges, and a picture of it where it is not too large."""
    at = {n.id: number for number, n in enumerate(view.nodes)}
    kinds = list(dict.fromkeys(n.kind for n in view.nodes))
    lines = list(dict.fromkeys(e.kind for e in view.edges if e.kind not in view.undrawn))
    styles = {k: node_style(k) for k in kinds}
    found: dict[str, Any] = {
        "name": view.name,
        "title": visible(view.title),
        "note": visible(view.note),
        "kinds": [[k, s.fill, s.ink, s.shape] for k, s in styles.items()],
        "lines": [[k, edge_colour(k)] for k in lines],
        "nodes": [
            [
                n.id,
                visible(n.label),
                kinds.index(n.kind),
                int(n.on_file),
                list(map(interned.quote, n.quotes)),
            ]
            for n in view.nodes
        ],
        "edges": [_edge(e, at, lines, interned) for e in view.edges if e.kind not in view.undrawn],
    }
    try:
        found["picture"] = _picture(laid_out(view), at)
    except GovgraphError as error:
        found["refused"] = error.message
    return found


def _edge(edge: Edge, at: dict[str, int], lines: list[str], interned: Interned) -> list[object]:
    row: list[object] = [
        at[edge.source],
        at[edge.target],
        lines.index(edge.kind),
        visible(edge.label or edge.title),
        edge.date or "",
        [interned.quote(q) for q in edge.quotes[:1]],
    ]
    if edge.basis != STATED:
        row += [edge.confidence or "confidence not given", visible(edge.rationale)]
    return row


def _picture(picture: Picture, at: dict[str, int]) -> dict[str, Any]:
    return {
        "width": round(picture.width),
        "height": round(picture.height),
        "boxes": [
            [at[b.node.id], *_rounded(b.x, b.y, b.width, b.height), list(b.rows), b.small]
            for b in picture.boxes
        ],
        "ways": [
            [at[w.line.source], at[w.line.target], _path(w.curve), w.line.colour]
            + [int(w.line.dashed), int(w.line.directed), w.line.weight]
            + (["\n".join(rows(w.line.label)), *_rounded(*w.label)] if w.line.label else [])
            for w in picture.ways
        ],
    }


def _rounded(*values: float) -> list[float]:
    return [round(v, 1) for v in values]


def _path(curve: Curve) -> str:
    start, *others = (f"{x:.0f} {y:.0f}" for x, y in curve)
    return f"M{start}C{' '.join(others)}"
