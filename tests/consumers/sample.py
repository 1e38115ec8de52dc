"""Writes every view of the shipped board in every format, and what a consumer is to find there.

Usage: sample.py FOLDER
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from random import Random
from typing import Any

from govgraph import exports
from govgraph import open as open_board
from govgraph.board import VIEWS
from govgraph.drawing.legend import legend
from govgraph.drawing.lines import drawn
from govgraph.errors import GovgraphError
from govgraph.exports import Format
from govgraph.graph import View, edge_values, node_values
from govgraph.network.statements import statements
from govgraph.palette import MISSING, node_style
from govgraph.plugins import discover

ROOT = Path(__file__).parents[2]
SEED = "seven"


def main(folder: Path) -> None:
    board = open_board(ROOT)
    expected = {}
    for name in VIEWS:
        view = board.view(name, focus="2022-06-24/13" if name == "thread" else None, legend=True)
        expected[name] = _expected(view)
        for found in discover(exports, Format):
            target = folder / f"{name}.{found.name}"
            try:
                with target.open("wb") as out:
                    found.write(view, out)
            except GovgraphError as error:
                # Mermaid draws only so much; and only actions have days for a calendar.
                if error.code not in ("too-large", "no-days"):
                    raise
                target.unlink()
        quads = statements(view)
        lines = sorted({f"{q.triple} ." for q in quads})
        (folder / f"{name}.triples").write_text("\n".join(lines), encoding="utf-8")
    assert (folder / "actions.ics").is_file()
    (folder / "expected.json").write_text(json.dumps(expected), encoding="utf-8")


def _expected(view: View) -> dict[str, Any]:
    """Return the counts, and three nodes and three edges with all their attributes."""
    rng = Random(SEED)
    nodes = [dict(node_values(n)) for n in view.nodes]
    edges = [dict(edge_values(e)) for e in view.edges]
    lines = drawn(view)
    ids = [node.id for node in view.nodes]
    places = rng.sample(range(len(edges)), 3)
    return {
        "nodes": len(nodes),
        "edges": len(edges),
        "lines": len(lines),
        "labels": sum(bool(line.label) for line in lines),
        "some_nodes": rng.sample(nodes, 3),
        "some_edges": [edges[place] for place in places],
        "places_of_edges": places,
        "legend": _legend(view),
        "some_drawn_nodes": [_drawn(view, n) for n in rng.sample(range(len(nodes)), 3)],
        "some_lines": [
            {
                "ends": [ids.index(line.source), ids.index(line.target)],
                "label": line.label,
                "dashed": line.dashed,
                "colour": line.colour,
            }
            for line in rng.sample(lines, 3)
        ],
    }


def _legend(view: View) -> dict[str, int]:
    """Return what a legend adds to a flow chart."""
    explained = legend(view, drawn(view))
    return {
        "nodes": len(explained.nodes) + 2 * len(explained.lines),
        "lines": len(explained.lines),
    }


def _drawn(view: View, number: int) -> dict[str, Any]:
    node = view.nodes[number]
    style = node_style(node.kind) if node.on_file else MISSING
    return {"number": number, "label": node.label, "fill": style.fill, "id": node.id}


if __name__ == "__main__":
    main(Path(sys.argv[1]))
