"""PNG: the picture in pixels, drawn by Graphviz."""

from __future__ import annotations

from typing import BinaryIO

from govgraph.drawing.dot_places import placed
from govgraph.drawing.graphviz import pixels
from govgraph.drawing.picture import laid_out
from govgraph.exports import Format
from govgraph.graph import View


def _write(view: View, out: BinaryIO) -> None:
    out.write(pixels(("\n".join(placed(laid_out(view))) + "\n").encode("utf-8")))


FORMAT = Format(
    name="png",
    suffix=".png",
    media_type="image/png",
    help="the picture in pixels; needs Graphviz",
    write=_write,
    picture=True,
    legend=True,
)
