"""A picture in columns: kinds of nodes side by side, what belongs together at one height."""

from __future__ import annotations

from collections import Counter
from itertools import accumulate

from govgraph.drawing.boxes import APART, NEAR_CORNER, WIDTH, Box
from govgraph.drawing.labels import width
from govgraph.drawing.lines import Line
from govgraph.drawing.spacing import mean, spaced
from govgraph.graph import View

_LEAST_GAP = 190.0
# Beside the widest words between two columns, for the curves of their lines.
_BESIDE_WORDS = 84.0
_BETWEEN = 12.0
# A column that runs through time has room for the days between two of its boxes.
_BETWEEN_IN_TIME = 34.0
_SWEEPS = 6
# A box that is no taller than a screen keeps its words in sight.
_TALLEST = 320.0
_IN_TIME = ("meeting", "minutes", "letter")


def place(view: View, boxes: dict[str, Box], lines: list[Line]) -> dict[str, int]:
    """Give boxes their places; return the number of the column of each."""
    at = {kind: n for n, kinds in enumerate(view.columns) for kind in kinds}
    column = {i: at.get(b.node.kind, len(view.columns)) for i, b in boxes.items()}
    # A column that has no node takes no room.
    used = {number: n for n, number in enumerate(sorted(set(column.values())))}
    column = {i: used[number] for i, number in column.items()}
    _heighten(boxes, lines, column)
    near = _neighbours(lines, column)
    order = _ordered(boxes, column, near)
    for ids in order:
        _stack(boxes, ids)
    heights = [_height(boxes, ids) for ids in order]
    tallest = heights.index(max(heights)) if heights else 0
    # From the tallest column outwards, each box goes to the height of what it belongs to.
    for number in sorted(range(len(order)), key=lambda n: (abs(n - tallest), n)):
        if number != tallest:
            _settle(boxes, order[number], near)
    top = min((b.top for b in boxes.values()), default=0.0)
    middles = _middles(lines, column, len(order))
    for i, box in boxes.items():
        box.x = middles[column[i]]
        box.y -= top
    return column


def _heighten(boxes: dict[str, Box], lines: list[Line], column: dict[str, int]) -> None:
    """Make boxes so high that the lines at each side come in apart."""
    ends: Counter[tuple[str, bool]] = Counter()
    for line in lines:
        for one, other in ((line.source, line.target), (line.target, line.source)):
            ends[one, column[other] < column[one]] += 1
    for (i, _), number in ends.items():
        wanted = min(2 * NEAR_CORNER + (number - 1) * APART, _TALLEST)
        boxes[i].height = max(boxes[i].height, wanted)


def _middles(lines: list[Line], column: dict[str, int], number: int) -> list[float]:
    """Return the middle of each column, with room for the words between two."""
    gaps = [_LEAST_GAP] * number
    for line in lines:
        left = min(column[line.source], column[line.target])
        if line.label and left + 1 < number:
            gaps[left] = max(gaps[left], width(line.label) + _BESIDE_WORDS)
    return list(accumulate((WIDTH + gap for gap in gaps[:-1]), initial=WIDTH / 2))


def _neighbours(lines: list[Line], column: dict[str, int]) -> dict[str, list[str]]:
    near: dict[str, list[str]] = {}
    for line in lines:
        if column[line.source] != column[line.target]:
            near.setdefault(line.source, []).append(line.target)
            near.setdefault(line.target, []).append(line.source)
    return near


def _ordered(
    boxes: dict[str, Box], column: dict[str, int], near: dict[str, list[str]]
) -> list[list[str]]:
    """Return each column's boxes from top to bottom, with few lines crossing."""
    order: list[list[str]] = [[] for _ in range(max(column.values(), default=-1) + 1)]
    for i in boxes:
        order[column[i]].append(i)
    fixed = [any(boxes[i].node.kind in _IN_TIME for i in ids) for ids in order]
    for ids, in_time in zip(order, fixed, strict=True):
        if in_time:
            ids.sort(key=lambda i: (boxes[i].node.date or "", i))
    rank = {i: n / max(len(ids), 1) for ids in order for n, i in enumerate(ids)}
    for sweep in range(_SWEEPS):
        numbers = range(len(order)) if sweep % 2 == 0 else range(len(order) - 1, -1, -1)
        for number in numbers:
            ids = order[number]
            if not fixed[number]:
                ids.sort(key=lambda i: (mean([rank[j] for j in near.get(i, ())], rank[i]), i))
            rank |= {i: n / len(ids) for n, i in enumerate(ids)}
    return order


def _gap(box: Box) -> float:
    return _BETWEEN_IN_TIME if box.node.kind in _IN_TIME else _BETWEEN


def _stack(boxes: dict[str, Box], ids: list[str]) -> None:
    y = 0.0
    for i in ids:
        boxes[i].y = y + boxes[i].height / 2
        y += boxes[i].height + _gap(boxes[i])


def _height(boxes: dict[str, Box], ids: list[str]) -> float:
    return sum(boxes[i].height + _gap(boxes[i]) for i in ids)


def _settle(boxes: dict[str, Box], ids: list[str], near: dict[str, list[str]]) -> None:
    """Move boxes as near as may be to the mean height of what they are linked to."""
    before, offsets = 0.0, []
    for i in ids:
        offsets.append(before + boxes[i].height / 2)
        before += boxes[i].height + _gap(boxes[i])
    wanted = [mean([boxes[j].y for j in near.get(i, ())], boxes[i].y) for i in ids]
    for i, y in zip(ids, spaced(wanted, offsets), strict=True):
        boxes[i].y = y
