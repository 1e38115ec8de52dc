"""A view laid out: boxes with places, and the way of each line."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.drawing import columns, graphviz, layers
from govgraph.drawing.boxes import Box, box
from govgraph.drawing.legend import Legend, legend
from govgraph.drawing.lines import Line, drawn
from govgraph.errors import GovgraphError
from govgraph.graph import View
from govgraph.prose import count

Point = tuple[float, float]

_MOST_NODES = 700
_MOST_LINES = 1_500
_BULGE = 46.0
_NEAR = 0.38


class Way(NamedTuple):
    """A line with its Bézier curve and the place of its label."""

    line: Line
    start: Point
    first: Point
    second: Point
    end: Point
    label: Point


class Picture(NamedTuple):
    """A view laid out; all measures are in points, from the upper left."""

    view: View
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    legend: Legend | None
    width: float
    height: float


def laid_out(view: View) -> Picture:
    """Return a view with places for everything.

    Raises:
        GovgraphError: there is more than a picture can show.
    """
    lines = drawn(view)
    if len(view.nodes) > _MOST_NODES or len(lines) > _MOST_LINES:
        raise GovgraphError(
            "too-large",
            f"the view '{view.name}' has {count(len(view.nodes), 'node')} and "
            f"{count(len(lines), 'line')}, more than a picture can show "
            f"({_MOST_NODES} and {_MOST_LINES}).",
            hint="Narrow it with --focus ACTION or --from and --to, or use --for gephi.",
        )
    boxes = {node.id: box(node) for node in view.nodes}
    if view.columns:
        column = columns.place(view, boxes, lines)
        ways = [_across(line, boxes, column) for line in lines]
    else:
        if not graphviz.place(boxes, lines):
            layers.place(boxes, lines)
        ways = [_down(line, boxes) for line in lines]
    shown = tuple(boxes.values())
    width = max((b.x + b.width / 2 for b in shown), default=0.0)
    height = max((b.y + b.height / 2 for b in shown), default=0.0)
    return Picture(
        view, shown, tuple(ways), legend(view, lines) if view.legend else None, width, height
    )


def _across(line: Line, boxes: dict[str, Box], column: dict[str, int]) -> Way:
    """Return a line from column to column, or within one round the side or straight down."""
    one, other = boxes[line.source], boxes[line.target]
    if column[line.source] == column[line.target]:
        return _within(line, one, other)
    side = 1 if column[line.source] < column[line.target] else -1
    start = (one.x + side * one.width / 2, one.y)
    end = (other.x - side * other.width / 2, other.y)
    bend = abs(end[0] - start[0]) * 0.45 * side
    first, second = (start[0] + bend, start[1]), (end[0] - bend, end[1])
    return Way(line, start, first, second, end, _at(start, first, second, end, _NEAR))


def _within(line: Line, one: Box, other: Box) -> Way:
    if line.kind == "next" and one.y < other.y:
        start, end = (one.x, one.y + one.height / 2), (other.x, other.top)
        middle = (one.x, (start[1] + end[1]) / 2)
        return Way(line, start, middle, middle, end, middle)
    start = (one.x + one.width / 2, one.y)
    end = (other.x + other.width / 2, other.y + (0 if one is not other else 8))
    out = _BULGE + min(abs(end[1] - start[1]) * 0.12, 70)
    first, second = (start[0] + out, start[1]), (end[0] + out, end[1])
    return Way(line, start, first, second, end, _at(start, first, second, end, 0.5))


def _down(line: Line, boxes: dict[str, Box]) -> Way:
    """Return a line from above to below, or round the side of one box."""
    one, other = boxes[line.source], boxes[line.target]
    if abs(one.y - other.y) < (one.height + other.height) / 2:
        return _beside(line, one, other)
    side = 1 if one.y < other.y else -1
    start = (one.x, one.y + side * one.height / 2)
    end = (other.x, other.y - side * other.height / 2)
    bend = (end[1] - start[1]) * 0.45
    first, second = (start[0], start[1] + bend), (end[0], end[1] - bend)
    return Way(line, start, first, second, end, _at(start, first, second, end, 0.5))


def _beside(line: Line, one: Box, other: Box) -> Way:
    if one is other:
        return _within(line, one, other)
    side = 1 if one.x < other.x else -1
    start = (one.x + side * one.width / 2, one.y)
    end = (other.x - side * other.width / 2, other.y)
    middle = (start[0] + end[0]) / 2
    first, second = (middle, start[1]), (middle, end[1])
    return Way(line, start, first, second, end, _at(start, first, second, end, 0.5))


def _at(start: Point, first: Point, second: Point, end: Point, t: float) -> Point:
    """Return a point of a cubic Bézier curve."""
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    points = (start, first, second, end)
    return (
        sum(w * p[0] for w, p in zip(weights, points, strict=True)),
        sum(w * p[1] for w, p in zip(weights, points, strict=True)),
    )
