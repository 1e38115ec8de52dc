"""A picture without columns of its own: layers by the direction of lines, in pure Python.

A line over several layers has a place of its own in each layer between, so that it goes round the
boxes there (Sugiyama, Tagawa and Toda, 1981).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from govgraph.drawing.boxes import Box
from govgraph.drawing.lines import Line
from govgraph.drawing.routes import Bend, Route
from govgraph.drawing.spacing import mean, spaced

_GAP_X = 40.0
_GAP_Y = 74.0
# At both sides of a box with a line to itself.
_LOOP = 100.0
_SWEEPS = 12
# A layer is broken into rows of so many boxes, so that a picture is no ribbon.
_MOST_IN_ROW = 9


@dataclass
class _Item:
    """A box in its layer, or the place of a line that passes there."""

    layer: int
    width: float = 0.0
    above: list[int] = field(default_factory=list)
    below: list[int] = field(default_factory=list)
    x: float = 0.0


def place(boxes: dict[str, Box], lines: Mapping[int, Line]) -> dict[int, Route]:
    """Give boxes their places, what a line starts from above what it leads to.

    Returns:
        The bends of the lines over several layers.
    """
    numbers = {i: n for n, i in enumerate(boxes)}
    layer = _broken(_layers(list(boxes), list(lines.values())))
    turning = {line.source for line in lines.values() if line.source == line.target}
    items = [_Item(layer[i], b.width + (i in turning) * _LOOP) for i, b in boxes.items()]
    passing = {n: _chain(items, numbers[v.source], numbers[v.target]) for n, v in lines.items()}
    rows: list[list[int]] = [[] for _ in range(max(layer.values(), default=-1) + 1)]
    for number, item in enumerate(items):
        rows[item.layer].append(number)
    _order(rows, items)
    _spread(rows, items)
    tops = _stack(rows, boxes, items)
    return {
        n: Route([Bend(items[i].x, *tops[items[i].layer]) for i in chain])
        for n, chain in passing.items()
        if chain
    }


def _chain(items: list[_Item], one: int, other: int) -> list[int]:
    """Link two items layer by layer; return the places of the line on its way, from above."""
    top, bottom = sorted((one, other), key=lambda n: items[n].layer)
    between = range(items[top].layer + 1, items[bottom].layer)
    first = len(items)
    items.extend(_Item(layer) for layer in between)
    chain = list(range(first, len(items)))
    if items[top].layer < items[bottom].layer:
        for upper, lower in pairwise((top, *chain, bottom)):
            items[upper].below.append(lower)
            items[lower].above.append(upper)
    return chain


def _layers(ids: Sequence[str], lines: Sequence[Line]) -> dict[str, int]:
    """Return the length of the longest way to each node, lines that close a circle turned."""
    below = _downwards(ids, lines)
    above: dict[str, list[str]] = {i: [] for i in ids}
    for i in ids:
        for other in below[i]:
            above[other].append(i)
    layer = dict.fromkeys(ids, 0)
    waiting = {i: len(above[i]) for i in ids}
    queue = [i for i in ids if not waiting[i]]
    for i in queue:
        for other in below[i]:
            layer[other] = max(layer[other], layer[i] + 1)
            waiting[other] -= 1
            if not waiting[other]:
                queue.append(other)
    for i in ids:
        if not above[i] and below[i]:
            # What nothing leads to stands right above what it leads to.
            layer[i] = min(layer[other] for other in below[i]) - 1
    return layer


def _downwards(ids: Sequence[str], lines: Sequence[Line]) -> dict[str, list[str]]:
    """Return what each node leads to, without circles."""
    ends = dict.fromkeys((v.source, v.target) for v in lines if v.source != v.target)
    after: dict[str, list[str]] = {i: [] for i in ids}
    for source, target in ends:
        after[source].append(target)
    reached = {target for _, target in ends}
    below: dict[str, list[str]] = {i: [] for i in ids}
    done: dict[str, bool] = {}
    for root in sorted(ids, key=lambda i: i in reached):
        stack = [] if root in done else [(root, iter(after[root]))]
        done.setdefault(root, False)
        while stack:
            node, others = stack[-1]
            other = next(others, None)
            if other is None:
                done[node] = True
                stack.pop()
            elif done.get(other) is False:
                below[other].append(node)
            else:
                below[node].append(other)
                if other not in done:
                    done[other] = False
                    stack.append((other, iter(after[other])))
    return {i: list(dict.fromkeys(others)) for i, others in below.items()}


def _broken(layer: dict[str, int]) -> dict[str, int]:
    """Return layers of which none has more boxes than a row."""
    found: dict[str, int] = {}
    row = 0
    for number in sorted(set(layer.values())):
        ids = [i for i, other in layer.items() if other == number]
        rows = -(-len(ids) // _MOST_IN_ROW)
        found |= {i: row + n * rows // len(ids) for n, i in enumerate(ids)}
        row += rows
    return found


def _order(rows: list[list[int]], items: list[_Item]) -> None:
    """Order each row by what its items are linked to, so that few lines cross."""
    rank = {i: n / max(len(row), 1) for row in rows for n, i in enumerate(row)}
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        for row in rows if down else rows[::-1]:
            row.sort(
                key=lambda i: (
                    mean([rank[j] for j in (items[i].above if down else items[i].below)], rank[i]),
                    i,
                )
            )
            rank |= {i: (n + 0.5) / len(row) for n, i in enumerate(row)}


def _spread(rows: list[list[int]], items: list[_Item]) -> None:
    """Give items their places from left to right: each near to what it is linked to."""
    offsets = []
    for row in rows:
        found, x = [], 0.0
        for i in row:
            found.append(x + items[i].width / 2)
            x += items[i].width + _GAP_X
        offsets.append(found)
        for i, place_of in zip(row, found, strict=True):
            items[i].x = place_of - x / 2
    for sweep in range(_SWEEPS):
        down = sweep % 2 == 0
        numbers = range(len(rows)) if down else range(len(rows) - 1, -1, -1)
        for number in numbers:
            row = rows[number]
            wanted = []
            for i in row:
                near = items[i].above if down else items[i].below
                wanted.append(mean([items[j].x for j in near], items[i].x))
            for i, x in zip(row, spaced(wanted, offsets[number]), strict=True):
                items[i].x = x


def _stack(
    rows: list[list[int]], boxes: dict[str, Box], items: list[_Item]
) -> list[tuple[float, float]]:
    """Put rows below one another; return the upper and the lower edge of each."""
    listed = list(boxes.values())
    edges, y = [], 0.0
    for row in rows:
        inner = [i for i in row if i < len(listed)]
        tall = max((listed[i].height for i in inner), default=0.0)
        for i in inner:
            listed[i].x, listed[i].y = items[i].x, y + tall / 2
        edges.append((y, y + tall))
        y += tall + _GAP_Y
    return edges
