"""The curve of each line from box to box."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from govgraph.drawing.boxes import Box
from govgraph.drawing.labels import Point, Room, width
from govgraph.drawing.lines import Line

_BULGE = 44.0
_NEAR_EDGE = 7.0
# Between the ends of two lines at one side of a box.
_APART = 9.0

Curve = tuple[Point, Point, Point, Point]
# The side of a box: right is 1, left is -1, below 2, above -2.
Side = int


class Way(NamedTuple):
    """A line with its cubic Bézier curve, and the middle of its words."""

    line: Line
    curve: Curve
    label: Point


def ways(lines: list[Line], boxes: dict[str, Box], column: dict[str, int] | None) -> list[Way]:
    """Return the way of each line.

    Args:
        lines: in order.
        boxes: with their places.
        column: the column of each box, where the picture is in columns.
    """
    sides = [_sides(line, boxes, column) for line in lines]
    ports = _ports(lines, sides, boxes)
    room = Room(
        (b.x - b.width / 2, b.top, b.x + b.width / 2, b.top + b.height) for b in boxes.values()
    )
    found = []
    for n, (line, (one, other)) in enumerate(zip(lines, sides, strict=True)):
        curve = _curve(ports[n, "source"], one, ports[n, "target"], other, width(line.label))
        label = room.place(line.label, curve) if line.label else curve[0]
        found.append(Way(line, curve, label))
    return found


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
    lines: list[Line], sides: list[tuple[Side, Side]], boxes: dict[str, Box]
) -> dict[tuple[int, str], Point]:
    """Return where each line touches its boxes: side by side, in the order of the other ends."""
    at_side: dict[tuple[str, Side], list[tuple[float, int, str]]] = {}
    for n, (line, (one, other)) in enumerate(zip(lines, sides, strict=True)):
        for end, far, side, name in (
            (line.source, line.target, one, "source"),
            (line.target, line.source, other, "target"),
        ):
            there = boxes[far].y if abs(side) == 1 else boxes[far].x
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
    room = (box.height if abs(side) == 1 else box.width) - 2 * _NEAR_EDGE
    step = min(_APART, room / max(number - 1, 1)) if abs(side) == 1 else min(36.0, room / number)
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
    bend = abs(end[1] - start[1]) * 0.45
    return (
        start,
        (start[0], start[1] + one / 2 * bend),
        (end[0], end[1] + other / 2 * bend),
        end,
    )
