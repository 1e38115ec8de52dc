"""Which lines a picture draws: edges that join the same two nodes in one manner are one line."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.graph import STATED, Edge, View
from govgraph.palette import edge_colour
from govgraph.prose import short_date

_MOST_DAYS = 2


class Line(NamedTuple):
    """A line of a picture.

    Attributes:
        source: the ``id`` of a node.
        target: the ``id`` of a node.
        kinds: those of its edges, in order.
        label: what stands at it; may be empty.
        title: the whole of what its edges say, a line each.
        dashed: whether it is an editor's reading.
        directed: whether it has a head.
        weight: the sum of its edges'.
        colour: by its kind.
    """

    source: str
    target: str
    kinds: tuple[str, ...]
    label: str
    title: str
    dashed: bool
    directed: bool
    weight: int
    colour: str


def drawn(view: View) -> list[Line]:
    """Return the lines of a picture of a view, in the order of its edges."""
    bundles: dict[tuple[str, str, bool, str], list[Edge]] = {}
    for edge in view.edges:
        if edge.kind not in view.undrawn:
            key = (edge.source, edge.target, edge.basis != STATED, edge_colour(edge.kind))
            bundles.setdefault(key, []).append(edge)
    return [
        Line(
            source,
            target,
            tuple(dict.fromkeys(e.kind for e in edges)),
            _label(edges, view.by_time),
            "\n".join(dict.fromkeys(map(_title, edges))),
            dashed,
            edges[0].directed,
            sum(e.weight for e in edges),
            colour,
        )
        for (source, target, dashed, colour), edges in bundles.items()
    ]


def _label(edges: list[Edge], in_words: bool) -> str:
    """Return what stands at a line; elsewhere than in a story, colour says the kind."""
    days: dict[str, list[str]] = {}
    for edge in edges:
        words = edge.label or (edge.kind if in_words else "")
        held = days.setdefault(words, [])
        if edge.kind == "holds" and edge.date:
            held.append(edge.date)
    said = "; ".join(filter(None, (_with_days(words, held) for words, held in days.items())))
    if edges[0].basis == STATED or not said:
        return said
    return f"{said} [reading, {edges[0].confidence or 'confidence not given'}]"


def _with_days(words: str, days: list[str]) -> str:
    # The days on which records show a holding; between them nothing is on record.
    shown = [short_date(d) for d in sorted(set(days))]
    if len(shown) > _MOST_DAYS:
        shown = [f"{len(shown)} records: {shown[0]} … {shown[-1]}"]
    return ": ".join(filter(None, (words, ", ".join(shown))))


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
