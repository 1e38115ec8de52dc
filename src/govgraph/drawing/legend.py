"""What a picture explains: colours, and what a dashed line or frame means."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.drawing.lines import Line
from govgraph.graph import View
from govgraph.palette import MISSING, Style, node_style


class Legend(NamedTuple):
    """The entries of a legend: kinds of nodes with their styles, and of lines."""

    nodes: tuple[tuple[str, Style, bool], ...]
    lines: tuple[tuple[str, str, bool], ...]


def legend(view: View, lines: list[Line]) -> Legend:
    """Return what stands in a picture, each kind once, in order.

    Returns:
        Kinds of nodes as (words, style, whether the frame is dashed) and kinds of lines as
        (words, colour, whether the line is dashed).
    """
    kinds = sorted({n.kind for n in view.nodes})
    nodes = [(kind, node_style(kind), False) for kind in kinds]
    if any(not n.on_file for n in view.nodes):
        nodes.append(("known by mention, not on file", MISSING, True))
    shown = sorted({(line.kind, line.colour) for line in lines})
    entries = [(kind, colour, False) for kind, colour in shown]
    if any(line.dashed for line in lines):
        entries.append(("an editor's reading", "#5f6b7a", True))
    return Legend(tuple(nodes), tuple(entries))
