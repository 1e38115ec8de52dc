"""Graphviz, where it is installed: places for boxes, and pictures in pixels."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

from govgraph.drawing.boxes import Box
from govgraph.drawing.lines import Line
from govgraph.errors import GovgraphError

_POINTS = 72.0
_SECONDS = 60


def place(boxes: dict[str, Box], lines: list[Line]) -> bool:
    """Give boxes the places that ``dot`` finds; return False where it is not to be had."""
    names = {i: f"n{n}" for n, i in enumerate(boxes)}
    text = [
        "digraph { graph [rankdir=TB, nodesep=0.35, ranksep=0.7]; node [shape=box, fixedsize=true];"
    ]
    text += [
        f"{names[i]} [width={b.width / _POINTS:.3f}, height={b.height / _POINTS:.3f}];"
        for i, b in boxes.items()
    ]
    text += [f"{names[line.source]} -> {names[line.target]};" for line in lines]
    found = _run(("dot", "-Tplain"), "\n".join([*text, "}\n"]).encode())
    if found is None:
        return False
    by_name = {name: i for i, name in names.items()}
    height = 0.0
    for row in found.decode().splitlines():
        words = row.split()
        if words[0] == "graph":
            height = float(words[3]) * _POINTS
        elif words[0] == "node":
            box = boxes[by_name[words[1]]]
            box.x, box.y = float(words[2]) * _POINTS, height - float(words[3]) * _POINTS
    return True


def pixels(dot: bytes) -> bytes:
    """Return a graph in the DOT language, with places, as a PNG picture.

    Raises:
        GovgraphError: Graphviz is not installed, or does not draw it.
    """
    # -n2: the places are given, in points, and Graphviz only draws.
    found = _run(("neato", "-n2", "-Tpng"), dot)
    if found is None:
        hint = "Install it (on Debian: apt install graphviz), or use --format svg."
        raise GovgraphError("no-graphviz", "PNG pictures are drawn by Graphviz.", hint=hint)
    return found


def _run(command: Sequence[str], given: bytes) -> bytes | None:
    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
