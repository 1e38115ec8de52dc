"""A view laid out: boxes with places, and the way of each line."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.drawing import columns, parts
from govgraph.drawing.boxes import Box, box
from govgraph.drawing.legend import Legend, legend
from govgraph.drawing.lines import drawn
from govgraph.drawing.passes import passes
from govgraph.drawing.ways import Way, ways
from govgraph.errors import GovgraphError
from govgraph.graph import View
from govgraph.prose import count

_MOST_NODES = 700
_MOST_LINES = 1_500


class Picture(NamedTuple):
    """A view laid out; all measures are in points, from the upper left."""

    view: View
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    legend: Legend | None
    width: float
    height: float


def laid_out(view: View) -> Picture:
    """Return a view with places for everything.

    Raises:
        GovgraphError: there is more than a picture can show.
    """
    lines = drawn(view)
    if len(view.nodes) > _MOST_NODES or len(lines) > _MOST_LINES:
        raise GovgraphError(
            "too-large",
            f"the view '{view.name}' has {count(len(view.nodes), 'node')} and "
            f"{count(len(lines), 'line')}, more than a picture can show "
            f"({_MOST_NODES} and {_MOST_LINES}).",
            hint="Narrow it with --focus ACTION or --from and --to, or use --for gephi.",
        )
    boxes = {node.id: box(node) for node in view.nodes}
    column = columns.place(view, boxes, lines) if view.columns else None
    routes = parts.place(boxes, lines) if column is None else passes(lines, boxes, column)
    shown, drawn_ways = tuple(boxes.values()), tuple(ways(lines, boxes, column, routes))
    points = [p for way in drawn_ways for p in way.curve]
    points += [(b.x + b.width / 2, b.y + b.height / 2) for b in shown]
    return Picture(
        view,
        shown,
        drawn_ways,
        legend(view, lines) if view.legend else None,
        max((x for x, _ in points), default=0.0),
        max((y for _, y in points), default=0.0),
    )
