"""A picture in columns: kinds of nodes side by side, what belongs together at one height."""

from __future__ import annotations

from govgraph.drawing.boxes import WIDTH, Box
from govgraph.drawing.lines import Line
from govgraph.graph import View

GAP = 190.0
_BETWEEN = 12.0
# A column that runs through time has room for the days between two of its boxes.
_BETWEEN_IN_TIME = 34.0
_SWEEPS = 6
_IN_TIME = ("meeting", "minutes", "letter")


def place(view: View, boxes: dict[str, Box], lines: list[Line]) -> dict[str, int]:
    """Give boxes their places; return the number of the column of each."""
    at = {kind: n for n, kinds in enumerate(view.columns) for kind in kinds}
    column = {i: at.get(b.node.kind, len(view.columns)) for i, b in boxes.items()}
    # A column that has no node takes no room.
    used = {number: n for n, number in enumerate(sorted(set(column.values())))}
    column = {i: used[number] for i, number in column.items()}
    near = _neighbours(lines, column)
    order = _ordered(boxes, column, near)
    for ids in order:
        _stack(boxes, ids)
    heights = [_height(boxes, ids) for ids in order]
    tallest = heights.index(max(heights)) if heights else 0
    # From the tallest column outwards, each box goes to the height of what it belongs to.
    for number in sorted(range(len(order)), key=lambda n: (abs(n - tallest), n)):
        if number != tallest:
            _settle(boxes, order[number], near, column)
    top = min((b.top for b in boxes.values()), default=0.0)
    for i, box in boxes.items():
        box.x = WIDTH / 2 + column[i] * (WIDTH + GAP)
        box.y -= top
    return column


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
                ids.sort(key=lambda i: (_mean([rank[j] for j in near.get(i, ())], rank[i]), i))
            rank |= {i: n / len(ids) for n, i in enumerate(ids)}
    return order


def _mean(values: list[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _gap(box: Box) -> float:
    return _BETWEEN_IN_TIME if box.node.kind in _IN_TIME else _BETWEEN


def _stack(boxes: dict[str, Box], ids: list[str]) -> None:
    y = 0.0
    for i in ids:
        boxes[i].y = y + boxes[i].height / 2
        y += boxes[i].height + _gap(boxes[i])


def _height(boxes: dict[str, Box], ids: list[str]) -> float:
    return sum(boxes[i].height + _gap(boxes[i]) for i in ids)


def _settle(
    boxes: dict[str, Box], ids: list[str], near: dict[str, list[str]], column: dict[str, int]
) -> None:
    """Move boxes as near as may be to the mean height of what they are linked to.

    Least squares under the condition that none overlap: pooled adjacent violators.
    """
    before, offset = 0.0, {}
    for i in ids:
        offset[i] = before + boxes[i].height / 2
        before += boxes[i].height + _gap(boxes[i])
    pools: list[tuple[float, int]] = []
    for i in ids:
        wanted = _mean([boxes[j].y for j in near.get(i, ())], boxes[i].y)
        pools.append((wanted - offset[i], 1))
        while len(pools) > 1 and pools[-2][0] >= pools[-1][0]:
            (one, n), (other, m) = pools[-2], pools[-1]
            pools[-2:] = [((one * n + other * m) / (n + m), n + m)]
    shifts = [shift for shift, times in pools for _ in range(times)]
    for i, shift in zip(ids, shifts, strict=True):
        boxes[i].y = offset[i] + shift
