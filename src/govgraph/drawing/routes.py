"""Curves, and what the layout of a picture knows of a line before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass, field

Point = tuple[float, float]
# Cubic Bézier curves, each beginning where the one before it ends: one point, then three a curve.
Curve = tuple[Point, ...]


@dataclass
class Bend:
    """Where a line goes straight down between two boxes of a row."""

    x: float
    top: float
    bottom: float


@dataclass
class Pass:
    """Where a line goes straight across, between two boxes of a column."""

    left: float
    right: float
    y: float


@dataclass
class Route:
    """The bends of a line; or the whole of its curve, and the middle of its words.

    In a picture in columns it is where the line passes through those that it skips, from the left.
    """

    bends: list[Bend] = field(default_factory=list)
    passes: list[Pass] = field(default_factory=list)
    curve: Curve = ()
    label: Point | None = None

    def move(self, x: float, y: float) -> None:
        """Move all of it."""
        for bend in self.bends:
            bend.x, bend.top, bend.bottom = bend.x + x, bend.top + y, bend.bottom + y
        self.curve = tuple((a + x, b + y) for a, b in self.curve)
        if self.label is not None:
            self.label = self.label[0] + x, self.label[1] + y

    def corners(self) -> list[Point]:
        """Return points within whose reach it stays."""
        return [*self.curve, *((b.x, y) for b in self.bends for y in (b.top, b.bottom))]


def at(curve: Curve, t: float) -> Point:
    """Return a point of a curve, from 0 at its first end to 1 at its last."""
    parts = len(curve) // 3
    part = min(int(t * parts), parts - 1)
    t = t * parts - part
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    points = curve[3 * part : 3 * part + 4]
    return (
        sum(w * p[0] for w, p in zip(weights, points, strict=True)),
        sum(w * p[1] for w, p in zip(weights, points, strict=True)),
    )


def straight(start: Point, end: Point) -> Curve:
    """Return what follows the first point of a straight line."""
    (a, b), (x, y) = start, end
    return (
        (a + (x - a) / 3, b + (y - b) / 3),
        (a + 2 * (x - a) / 3, b + 2 * (y - b) / 3),
        end,
    )
