"""DOT: a graph for Graphviz, with every attribute."""

from __future__ import annotations

from typing import BinaryIO

from govgraph.drawing.dot_text import graph
from govgraph.exports import Format
from govgraph.graph import View


def _write(view: View, out: BinaryIO) -> None:
    out.write(("\n".join(graph(view)) + "\n").encode("utf-8"))


FORMAT = Format(
    name="dot",
    suffix=".dot",
    media_type="text/vnd.graphviz",
    help="DOT, for Graphviz",
    write=_write,
    legend=True,
)
