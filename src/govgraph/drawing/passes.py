"""Where lines that skip columns pass between the boxes of a column."""

from __future__ import annotations

from bisect import bisect_left
from typing import NamedTuple

from govgraph.drawing.boxes import APART, Box
from govgraph.drawing.lines import Line
from govgraph.drawing.routes import Pass, Route

_CLEAR = 3.0
# Above the first box of a column, and below its last, there is room without end.
_FAR = 1e6


class _Gap(NamedTuple):
    """Room between two boxes of a column, from ``top`` to ``bottom``."""

    top: float
    bottom: float

    def nearest(self, y: float) -> float:
        return min(max(y, self.top), self.bottom)


class _Column(NamedTuple):
    left: float
    right: float
    gaps: list[_Gap]

    def nearest(self, y: float) -> _Gap:
        """Return the room that is nearest to a height."""
        n = bisect_left(self.gaps, y, key=lambda gap: gap.bottom)
        found = self.gaps[max(n - 1, 0) : n + 1]
        return min(found, key=lambda gap: (abs(gap.nearest(y) - y), gap))


def passes(lines: list[Line], boxes: dict[str, Box], column: dict[str, int]) -> dict[int, Route]:
    """Return where lines go through the columns that they skip.

    Each goes as straight as the boxes let it: through the room that is nearest. Lines in one
    room lie side by side, as far apart as it lets them.

    Args:
        lines: in order.
        boxes: with their places.
        column: the number of the column of each box.

    Returns:
        Routes by the places of their lines in ``lines``.
    """
    columns = _columns(boxes, column)
    routes: dict[int, Route] = {}
    shared: dict[tuple[int, _Gap], list[tuple[float, int, Pass]]] = {}
    for n, line in enumerate(lines):
        one, other = sorted((line.source, line.target), key=lambda i: column[i])
        x, y, end = boxes[one].x, boxes[one].y, boxes[other]
        for number in range(column[one] + 1, column[other]):
            there = columns[number]
            middle = (there.left + there.right) / 2
            wanted = y + (end.y - y) * (middle - x) / (end.x - x)
            gap = there.nearest(wanted)
            x, y = middle, gap.nearest(wanted)
            found = Pass(there.left, there.right, y)
            routes.setdefault(n, Route()).passes.append(found)
            shared.setdefault((number, gap), []).append((wanted, n, found))
    for (_, gap), through in shared.items():
        _spread(gap, [found for _, _, found in sorted(through, key=lambda t: t[:2])])
    return routes


def _columns(boxes: dict[str, Box], column: dict[str, int]) -> list[_Column]:
    members: list[list[Box]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for i, box in boxes.items():
        members[column[i]].append(box)
    found = []
    for group in members:
        group.sort(key=lambda box: box.top)
        # A picture begins at the height of its first box.
        bottoms = [0.0, *(box.top + box.height + _CLEAR for box in group)]
        tops = [*(box.top - _CLEAR for box in group), _FAR]
        gaps = [_Gap(a, b) for a, b in zip(bottoms, tops, strict=True) if a <= b]
        half = max(box.width for box in group) / 2
        found.append(_Column(group[0].x - half, group[0].x + half, gaps))
    return found


def _spread(gap: _Gap, through: list[Pass]) -> None:
    """Put lines side by side into a room, near to where they are."""
    if len(through) == 1:
        return
    step = min(APART, (gap.bottom - gap.top) / (len(through) - 1))
    whole = step * (len(through) - 1)
    mean = sum(found.y for found in through) / len(through)
    first = min(max(mean - whole / 2, gap.top), gap.bottom - whole)
    for n, found in enumerate(through):
        found.y = first + n * step
