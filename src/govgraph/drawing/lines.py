"""Which lines a picture draws: parallel edges of one meaning are one line."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.graph import STATED, Edge, View
from govgraph.palette import edge_colour
from govgraph.prose import short_date

_MOST_WORDS = 40


class Line(NamedTuple):
    """A line of a picture.

    Attributes:
        source: the ``id`` of a node.
        target: the ``id`` of a node.
        kind: as of its edges.
        label: what stands at it; may be empty.
        title: the whole of what its edges say, a line each.
        dashed: whether it is an editor's reading.
        directed: whether it has a head.
        weight: the sum of its edges'.
        colour: by its kind.
    """

    source: str
    target: str
    kind: str
    label: str
    title: str
    dashed: bool
    directed: bool
    weight: int
    colour: str


def drawn(view: View) -> list[Line]:
    """Return the lines of a picture of a view, in the order of its edges."""
    bundles: dict[tuple[str, str, str, bool, str], list[Edge]] = {}
    for edge in view.edges:
        if edge.kind not in view.undrawn:
            key = (edge.source, edge.target, edge.kind, edge.basis != STATED, edge.label)
            bundles.setdefault(key, []).append(edge)
    # Where there are many lines, colour and legend say their kind.
    in_words = len(bundles) <= _MOST_WORDS
    return [
        Line(
            source,
            target,
            kind,
            _label(edges[0], in_words),
            "\n".join(dict.fromkeys(_title(e) for e in edges)),
            dashed,
            edges[0].directed,
            sum(e.weight for e in edges),
            edge_colour(kind),
        )
        for (source, target, kind, dashed, _), edges in bundles.items()
    ]


def _label(edge: Edge, in_words: bool) -> str:
    said = edge.label or (edge.kind if in_words else "")
    if edge.basis == STATED or not (in_words or edge.kind in ("follows up", "reissues")):
        return said
    return f"{said or edge.kind} [reading, {edge.confidence or 'confidence not given'}]"


def _title(edge: Edge) -> str:
    parts = [": ".join(p for p in (edge.kind, edge.label or edge.title) if p)]
    if edge.date:
        parts.append(short_date(edge.date))
    if edge.basis != STATED:
        parts.append(f"reading, {edge.confidence}. {edge.rationale}".strip())
    for quote in edge.quotes:
        place = ", ".join(p for p in (quote.record, quote.locator) if p)
        parts.append(f"“{quote.text}” ({place})")
    return "; ".join(parts)
