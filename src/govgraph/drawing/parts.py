"""A picture without columns: each connected part is laid out, and the parts are put on shelves."""

from __future__ import annotations

from govgraph.drawing import graphviz, layers
from govgraph.drawing.boxes import Box
from govgraph.drawing.lines import Line
from govgraph.drawing.routes import Route

_GAP = 50.0
_NARROWEST = 1_250.0


def place(boxes: dict[str, Box], lines: list[Line]) -> dict[int, Route]:
    """Give boxes their places, by Graphviz where it is installed.

    Returns:
        What is known of the ways of lines, by their numbers.
    """
    # networkx takes a tenth of a second to import; most pictures are in columns.
    import networkx

    graph: networkx.Graph[str] = networkx.Graph()
    graph.add_nodes_from(boxes)
    graph.add_edges_from((line.source, line.target) for line in lines)
    connected = [[i for i in boxes if i in part] for part in networkx.connected_components(graph)]
    connected.sort(key=lambda ids: (-len(ids), ids[0]))
    sizes, found = [], []
    for ids in connected:
        inner = {i: boxes[i] for i in ids}
        within = {n: line for n, line in enumerate(lines) if line.source in inner}
        routes = graphviz.place(inner, within) if len(ids) > 1 else {}
        found.append(layers.place(inner, within) if routes is None else routes)
        sizes.append(_moved_to_corner(inner, found[-1]))
    widest = max([_NARROWEST, *(width for width, _ in sizes)])
    x = y = tallest = 0.0
    for ids, (width, height), routes in zip(connected, sizes, found, strict=True):
        if x and x + width > widest:
            x, y, tallest = 0.0, y + tallest + _GAP, 0.0
        for i in ids:
            boxes[i].x += x
            boxes[i].y += y
        for route in routes.values():
            route.move(x, y)
        x += width + _GAP
        tallest = max(tallest, height)
    return {n: route for routes in found for n, route in routes.items()}


def _moved_to_corner(boxes: dict[str, Box], routes: dict[int, Route]) -> tuple[float, float]:
    """Move boxes and the bends of lines to the upper left; return their width and height."""
    points = [p for route in routes.values() for p in route.corners()]
    points += [(b.x + side * b.width / 2, b.top) for b in boxes.values() for side in (-1, 1)]
    points += [(b.x, b.y + b.height / 2) for b in boxes.values()]
    left, top = min(x for x, _ in points), min(y for _, y in points)
    for box in boxes.values():
        box.x -= left
        box.y -= top
    for route in routes.values():
        route.move(-left, -top)
    return max(x for x, _ in points) - left, max(y for _, y in points) - top
