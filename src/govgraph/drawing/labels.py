"""Where words stand at lines: on the line, and if there is room not upon other words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from govgraph.drawing.routes import Curve, Point, at
from govgraph.drawing.wrapping import wrapped

Rectangle = tuple[float, float, float, float]

WIDTH = 30
LINE = 13.0
_CHARACTER = 5.7
_PLACES = (0.5, 0.45, 0.55, 0.4, 0.6, 0.35, 0.65, 0.3, 0.7, 0.25, 0.75, 0.2, 0.8, 0.15, 0.85)
# A number of a weight stands where its line begins: further on lines run together.
_PLACES_OF_NUMBERS = tuple(sorted((0.1, *_PLACES)))
_PARTS = re.compile(r"[:;,] | (?=\[)")


def rows(text: str) -> list[str]:
    """Return the words at a line as rows, broken where a new part begins."""
    if len(text) > WIDTH:
        ends = [m.end() for m in _PARTS.finditer(text)]
        # The longer of the two rows is as short as may be.
        end = min(ends, key=lambda e: max(e, len(text) - e), default=0)
        if max(end, len(text) - end) <= WIDTH:
            return [*wrapped(text[:end], WIDTH, 1), *wrapped(text[end:], WIDTH, 1)]
    return wrapped(text, WIDTH, 2)


def width(text: str) -> float:
    """Return how wide the words at a line are."""
    return max(map(len, rows(text))) * _CHARACTER


def places(taken: Iterable[Rectangle], labels: Mapping[int, tuple[str, Curve]]) -> dict[int, Point]:
    """Return the middle of words at each curve, where they hide least.

    Args:
        taken: what words are not to hide.
        labels: words with their curves.
    """
    fixed = list(taken)
    held: dict[int, Rectangle] = {}
    found: dict[int, Point] = {}
    # The second time each one knows where the others are.
    for _ in range(2):
        for number, (text, curve) in labels.items():
            held.pop(number, None)
            others = [*fixed, *held.values()]
            found[number], held[number] = _best(text, curve, others)
    return found


def _best(text: str, curve: Curve, others: list[Rectangle]) -> tuple[Point, Rectangle]:
    wide, high = width(text), len(rows(text)) * LINE
    tried = []
    for number, t in enumerate(_PLACES_OF_NUMBERS if text.isdecimal() else _PLACES):
        x, y = at(curve, t)
        wanted = (x - wide / 2, y - high / 2, x + wide / 2, y + high / 2)
        hidden = sum(_shared(wanted, other) for other in others)
        if not hidden:
            return (x, y), wanted
        tried.append((hidden, number, (x, y), wanted))
    _, _, point, rectangle = min(tried)
    return point, rectangle


def _shared(one: Rectangle, other: Rectangle) -> float:
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    return width * height if width > 0 and height > 0 else 0.0
