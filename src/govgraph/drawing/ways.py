"""The curve of each line from box to box."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from govgraph.drawing.boxes import APART, NEAR_CORNER, Box
from govgraph.drawing.labels import places, width
from govgraph.drawing.lines import Line
from govgraph.drawing.routes import Curve, Point, Route, straight

_BULGE = 44.0

# The side of a box: right is 1, left is -1, below 2, above -2.
Side = int


class Way(NamedTuple):
    """A line with its curve, and the middle of its words."""

    line: Line
    curve: Curve
    label: Point


def ways(
    lines: list[Line],
    boxes: dict[str, Box],
    column: dict[str, int] | None,
    routes: Mapping[int, Route],
) -> list[Way]:
    """Return the way of each line.

    Args:
        lines: in order.
        boxes: with their places.
        column: the column of each box, where the picture is in columns.
        routes: what the layout knows of lines, by their places in ``lines``.
    """
    sides = [_sides(line, boxes, column) for line in lines]
    ports = _ports(lines, sides, boxes, routes)
    curves = [
        _way(line, routes.get(n, Route()), side, (ports[n, "source"], ports[n, "target"]))
        for n, (line, side) in enumerate(zip(lines, sides, strict=True))
    ]
    taken = (
        (b.x - b.width / 2, b.top, b.x + b.width / 2, b.top + b.height) for b in boxes.values()
    )
    labels = places(taken, {n: (v.label, curves[n]) for n, v in enumerate(lines) if v.label})
    found = []
    for n, (line, curve) in enumerate(zip(lines, curves, strict=True)):
        known = routes[n].label if n in routes else None
        found.append(Way(line, curve, known or labels.get(n, curve[0])))
    return found


def _way(line: Line, route: Route, sides: tuple[Side, Side], ends: tuple[Point, Point]) -> Curve:
    if route.curve:
        return route.curve
    if route.bends:
        return _bent(ends[0], route, ends[1])
    if route.passes:
        return _passing(ends[0], route, ends[1])
    words = width(line.label) if line.label else 0.0
    return _curve(ends[0], sides[0], ends[1], sides[1], words)


def _bent(start: Point, route: Route, end: Point) -> Curve:
    """Return a curve that runs straight up or down through each bend."""
    down = start[1] < end[1]
    curve: Curve = (start,)
    for bend in route.bends if down else route.bends[::-1]:
        first, last = (bend.x, bend.top), (bend.x, bend.bottom)
        near, far = (first, last) if down else (last, first)
        curve = (*curve, *_upright(curve[-1], near), *straight(near, far))
    return (*curve, *_upright(curve[-1], end))


def _passing(start: Point, route: Route, end: Point) -> Curve:
    """Return a curve that runs level through each pass."""
    right = start[0] < end[0]
    curve: Curve = (start,)
    for between in route.passes if right else route.passes[::-1]:
        left_end, right_end = (between.left, between.y), (between.right, between.y)
        near, far = (left_end, right_end) if right else (right_end, left_end)
        curve = (*curve, *_level(curve[-1], near), *straight(near, far))
    return (*curve, *_level(curve[-1], end))


def _level(start: Point, end: Point) -> Curve:
    """Return what follows the first point of a curve that is level at both ends."""
    bend = (end[0] - start[0]) * 0.45
    return (start[0] + bend, start[1]), (end[0] - bend, end[1]), end


def _upright(start: Point, end: Point) -> Curve:
    """Return what follows the first point of a curve that is upright at both ends."""
    bend = (end[1] - start[1]) * 0.45
    return (start[0], start[1] + bend), (end[0], end[1] - bend), end


def _sides(line: Line, boxes: dict[str, Box], column: dict[str, int] | None) -> tuple[Side, Side]:
    """Return the sides at which a line leaves one box and comes to the other."""
    one, other = boxes[line.source], boxes[line.target]
    if column is not None:
        if column[line.source] < column[line.target]:
            return 1, -1
        if column[line.source] > column[line.target]:
            return -1, 1
        # What follows in time runs straight down; what refers back goes round the side.
        in_time = "next" in line.kinds
        if in_time and one is not other and _adjacent(one, other, boxes):
            return (2, -2) if one.y < other.y else (-2, 2)
        side = -1 if in_time else 1
        return side, side
    if abs(one.y - other.y) >= (one.height + other.height) / 2:
        return (2, -2) if one.y < other.y else (-2, 2)
    if one is other:
        return 1, 1
    return (1, -1) if one.x < other.x else (-1, 1)


def _adjacent(one: Box, other: Box, boxes: dict[str, Box]) -> bool:
    top, bottom = sorted((one.y, other.y))
    return not any(top < b.y < bottom and b.x == one.x for b in boxes.values())


def _ports(
    lines: list[Line],
    sides: list[tuple[Side, Side]],
    boxes: dict[str, Box],
    routes: Mapping[int, Route],
) -> dict[tuple[int, str], Point]:
    """Return where each line touches its boxes: side by side, in the order of the other ends."""
    at_side: dict[tuple[str, Side], list[tuple[float, int, str]]] = {}
    for n, (line, (one, other)) in enumerate(zip(lines, sides, strict=True)):
        for end, far, side, name in (
            (line.source, line.target, one, "source"),
            (line.target, line.source, other, "target"),
        ):
            there = boxes[far].y if abs(side) == 1 else boxes[far].x
            if n in routes and routes[n].bends:
                there = routes[n].bends[0 if side == 2 else -1].x
            elif n in routes and routes[n].passes:
                there = routes[n].passes[0 if side == 1 else -1].y
            at_side.setdefault((end, side), []).append((there, n, name))
    found = {}
    for (end, side), ends in at_side.items():
        box = boxes[end]
        for offset, (_, n, name) in zip(_offsets(len(ends), box, side), sorted(ends), strict=True):
            if abs(side) == 1:
                found[n, name] = (box.x + side * box.width / 2, box.y + offset)
            else:
                found[n, name] = (box.x + offset, box.y + side / 2 * box.height / 2)
    return found


def _offsets(number: int, box: Box, side: Side) -> Iterator[float]:
    room = (box.height if abs(side) == 1 else box.width) - 2 * NEAR_CORNER
    step = min(APART, room / max(number - 1, 1)) if abs(side) == 1 else min(36.0, room / number)
    for n in range(number):
        yield (n - (number - 1) / 2) * step


def _curve(start: Point, one: Side, end: Point, other: Side, words: float) -> Curve:
    if one == other:
        # The middle of such a curve is three quarters as far out as its two handles.
        out = max(_BULGE + min(abs(end[1] - start[1]) * 0.12, 70), (words / 2 + 6) / 0.75)
        out *= one
        return start, (start[0] + out, start[1]), (end[0] + out, end[1]), end
    if abs(one) == 1:
        bend = abs(end[0] - start[0]) * 0.45
        return start, (start[0] + one * bend, start[1]), (end[0] + other * bend, end[1]), end
    return (start, *_upright(start, end))
