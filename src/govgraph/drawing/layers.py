"""A picture without columns of its own: layers by the direction of lines, in pure Python."""

from __future__ import annotations

from govgraph.drawing.boxes import WIDTH, Box
from govgraph.drawing.lines import Line

_GAP_X = 40.0
_GAP_Y = 60.0
_SWEEPS = 8
# A layer is broken into rows of so many boxes, so that a picture is no ribbon.
_MOST_IN_ROW = 9


def place(boxes: dict[str, Box], lines: list[Line]) -> None:
    """Give boxes their places, what a line starts from above what it leads to."""
    layer = _layers(list(boxes), lines)
    near: dict[str, list[str]] = {}
    for line in lines:
        near.setdefault(line.source, []).append(line.target)
        near.setdefault(line.target, []).append(line.source)
    rows: list[list[str]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for i in boxes:
        rows[layer[i]].append(i)
    rank = {i: n / max(len(ids), 1) for ids in rows for n, i in enumerate(ids)}
    for _ in range(_SWEEPS):
        for ids in rows:
            ids.sort(key=lambda i: (_mean([rank[j] for j in near.get(i, ())], rank[i]), i))
            rank |= {i: n / len(ids) for n, i in enumerate(ids)}
    y = 0.0
    for ids in (
        row[n : n + _MOST_IN_ROW] for row in rows for n in range(0, len(row), _MOST_IN_ROW)
    ):
        tall = max(boxes[i].height for i in ids)
        width = len(ids) * (WIDTH + _GAP_X)
        for n, i in enumerate(ids):
            boxes[i].x = n * (WIDTH + _GAP_X) - width / 2
            boxes[i].y = y + tall / 2
        y += tall + _GAP_Y
    left = min((b.x - b.width / 2 for b in boxes.values()), default=0.0)
    for box in boxes.values():
        box.x -= left


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _layers(ids: list[str], lines: list[Line]) -> dict[str, int]:
    """Return the length of the longest way to each node, lines that close a circle left out."""
    # networkx takes a tenth of a second to import; most pictures are in columns.
    import networkx

    graph: networkx.DiGraph[str] = networkx.DiGraph()
    graph.add_nodes_from(ids)
    graph.add_edges_from((line.source, line.target) for line in lines if line.source != line.target)
    condensed = networkx.condensation(graph)
    layer: dict[str, int] = {}
    for number, generation in enumerate(networkx.topological_generations(condensed)):
        for component in sorted(generation):
            for i in sorted(condensed.nodes[component]["members"]):
                layer[i] = number
    return layer
