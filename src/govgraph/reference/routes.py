"""The lines of the class diagram: one bus for each class that many properties lead to.

A line leaves the row of its property, runs in the gutters between the columns and, where the
columns are no neighbours, through a channel above them. Lines to one class share their way.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from govgraph.reference.layout import HEAD, Box, Column

BUSY = 4
LANE = 9.0
EDGE = 9.0
_APART = 4


@dataclass(frozen=True)
class Stub:
    """A horizontal piece between a box and a lane; ``arrow`` where it leads into the box."""

    column: int
    gutter: int
    y: float
    arrow: bool


@dataclass(frozen=True)
class Bus:
    """The way to one class.

    Attributes:
        iri: the class.
        stubs: the pieces between boxes and gutters.
        gutters: gutter → the uppermost and the lowest point of the lane in it.
        channel: the height of the piece above the columns, if the bus has one.
    """

    iri: str
    stubs: tuple[Stub, ...]
    gutters: dict[int, tuple[float, float]]
    channel: float | None


def buses(columns: list[Column]) -> list[Bus]:
    """Return a bus for each class that at least ``BUSY`` properties lead to."""
    boxes = {box.term.iri: (n, box) for n, col in enumerate(columns) for box in col.boxes}
    leading: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, column in enumerate(columns):
        for box in column.boxes:
            for row in box.rows:
                for iri in row.term.ranges:
                    # A class that points at itself needs no line: its row says so.
                    if iri in boxes and iri != box.term.iri:
                        leading[iri].append((number, row.y))
    busy = [iri for iri in boxes if len(leading[iri]) >= BUSY]
    found: list[Bus] = []
    above = 0
    for iri in busy:
        at, box = boxes[iri]
        others = [y for to in busy if to != iri for n, y in leading[to] if abs(n - at) == 1]
        bus = _bus(iri, at, _entry(box, others), leading[iri], -LANE * (above + 1))
        above += bus.channel is not None
        found.append(bus)
    return found


def _entry(box: Box, others: list[float]) -> float:
    """Return where a bus enters a box: not on the height of another bus's line beside it."""
    middle = box.y + HEAD / 2
    heights = [middle, middle - HEAD / 4, middle + HEAD / 4]
    return max(heights, key=lambda y: min((abs(y - o) >= _APART for o in others), default=True))


def _bus(
    iri: str, column: int, middle: float, sources: Iterable[tuple[int, float]], channel: float
) -> Bus:
    stubs: list[Stub] = []
    points: dict[int, list[float]] = defaultdict(list)
    far = False
    for source, y in sources:
        left = source >= column
        gutter = source if left else source + 1
        stubs.append(Stub(source, gutter, y, arrow=False))
        points[gutter].append(y)
        entry = column if source <= column else column + 1
        if gutter != entry:
            far = True
            points[gutter].append(channel)
            points[entry].append(channel)
        points[entry].append(middle)
    for entry in (column, column + 1):
        if middle in points.get(entry, ()):
            stubs.append(Stub(column, entry, middle, arrow=True))
    spans = {gutter: (min(ys), max(ys)) for gutter, ys in sorted(points.items())}
    return Bus(iri, tuple(stubs), spans, channel if far else None)


def lanes(found: list[Bus]) -> dict[tuple[int, str], int]:
    """Return the lane of each bus in each gutter; those that do not meet share one."""
    taken: dict[int, list[list[tuple[float, float]]]] = defaultdict(list)
    chosen: dict[tuple[int, str], int] = {}
    for bus in found:
        for gutter, (top, bottom) in bus.gutters.items():
            rows = taken[gutter]
            free = (
                n
                for n, spans in enumerate(rows)
                if all(bottom + EDGE < t or b + EDGE < top for t, b in spans)
            )
            lane = next(free, len(rows))
            if lane == len(rows):
                rows.append([])
            rows[lane].append((top, bottom))
            chosen[gutter, bus.iri] = lane
    return chosen
