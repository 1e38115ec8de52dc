"""A picture without columns: each connected part is laid out, and the parts are put on shelves."""

from __future__ import annotations

from govgraph.drawing import graphviz, layers
from govgraph.drawing.boxes import Box
from govgraph.drawing.lines import Line

_GAP = 50.0
_NARROWEST = 1_250.0


def place(boxes: dict[str, Box], lines: list[Line]) -> None:
    """Give boxes their places, by Graphviz where it is installed."""
    # networkx takes a tenth of a second to import; most pictures are in columns.
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from((line.source, line.target) for line in lines)
    connected = [[i for i in boxes if i in part] for part in networkx.connected_components(graph)]
    connected.sort(key=lambda ids: (-len(ids), ids[0]))
    sizes = []
    for ids in connected:
        inner = {i: boxes[i] for i in ids}
        within = [line for line in lines if line.source in inner]
        if len(ids) == 1 or not graphviz.place(inner, within):
            layers.place(inner, within)
        sizes.append(_moved_to_corner(inner))
    widest = max([_NARROWEST, *(width for width, _ in sizes)])
    x = y = tallest = 0.0
    for ids, (width, height) in zip(connected, sizes, strict=True):
        if x and x + width > widest:
            x, y, tallest = 0.0, y + tallest + _GAP, 0.0
        for i in ids:
            boxes[i].x += x
            boxes[i].y += y
        x += width + _GAP
        tallest = max(tallest, height)


def _moved_to_corner(boxes: dict[str, Box]) -> tuple[float, float]:
    """Move boxes to the upper left; return their width and height."""
    left = min(b.x - b.width / 2 for b in boxes.values())
    top = min(b.top for b in boxes.values())
    for box in boxes.values():
        box.x -= left
        box.y -= top
    return (
        max(b.x + b.width / 2 for b in boxes.values()),
        max(b.y + b.height / 2 for b in boxes.values()),
    )
