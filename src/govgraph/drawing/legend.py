"""What a picture explains: colours, and what a dashed line or frame means."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.drawing.lines import Line
from govgraph.graph import View
from govgraph.palette import MISSING, READING_LINE, Style, node_style


class Legend(NamedTuple):
    """The entries of a legend: words, look, and whether the frame or the line is dashed."""

    nodes: tuple[tuple[str, Style, bool], ...]
    lines: tuple[tuple[str, str, bool], ...]


def legend(view: View, lines: list[Line]) -> Legend:
    """Return what stands in a picture; what looks alike is one entry."""
    styles: dict[Style, list[str]] = {}
    for kind in sorted({n.kind for n in view.nodes if n.on_file}):
        styles.setdefault(node_style(kind), []).append(kind)
    nodes = [(", ".join(kinds), style, False) for style, kinds in styles.items()]
    if any(not n.on_file for n in view.nodes):
        nodes.append(("known by mention, not on file", MISSING, True))
    colours: dict[str, set[str]] = {}
    for line in lines:
        colours.setdefault(line.colour, set()).update(line.kinds)
    entries = [(", ".join(sorted(kinds)), colour, False) for colour, kinds in colours.items()]
    if any(line.dashed for line in lines):
        entries.append(("dashed: an editor's reading", READING_LINE, True))
    return Legend(tuple(nodes), tuple(sorted(entries, key=lambda e: (e[2], e[0]))))
