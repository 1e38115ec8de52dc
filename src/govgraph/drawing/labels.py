"""Where words stand at lines: on the line, and if there is room not upon other words."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.drawing.wrapping import wrapped

Point = tuple[float, float]
Rectangle = tuple[float, float, float, float]

WIDTH = 30
LINE = 13.0
_CHARACTER = 5.7
_PLACES = (0.5, 0.4, 0.6, 0.3, 0.7, 0.22, 0.78, 0.15, 0.85)


def rows(text: str) -> list[str]:
    """Return the words at a line as rows."""
    return wrapped(text, WIDTH, 2)


def width(text: str) -> float:
    """Return how wide the words at a line are."""
    return max(map(len, rows(text))) * _CHARACTER


class Room:
    """What is taken of a picture."""

    def __init__(self, taken: Iterable[Rectangle]) -> None:
        self._taken = list(taken)

    def place(self, text: str, curve: tuple[Point, Point, Point, Point]) -> Point:
        """Return the middle of words at a curve, where they hide least; it is then taken."""
        shown = rows(text)
        wide, high = width(text), len(shown) * LINE
        best, least = at(curve, _PLACES[0]), float("inf")
        for t in _PLACES:
            x, y = at(curve, t)
            wanted = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
            hidden = sum(_shared(wanted, other) for other in self._taken)
            if hidden < least:
                best, least = (x, y), hidden
            if not hidden:
                break
        x, y = best
        self._taken.append((x - wide / 2, y - high / 2, x + wide / 2, y + high / 2))
        return best


def _shared(one: Rectangle, other: Rectangle) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0


def at(curve: tuple[Point, Point, Point, Point], t: float) -> Point:
    """Return a point of a cubic Bézier curve."""
    weights = ((1 - t) ** 3, 3 * (1 - t) ** 2 * t, 3 * (1 - t) * t**2, t**3)
    return (
        sum(w * p[0] for w, p in zip(weights, curve, strict=True)),
        sum(w * p[1] for w, p in zip(weights, curve, strict=True)),
    )
