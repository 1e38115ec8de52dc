"""Graphviz, where it is installed: places for boxes, and pictures in pixels."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence

from govgraph.drawing.boxes import Box
from govgraph.drawing.labels import LINE, rows
from govgraph.drawing.labels import width as width_of
from govgraph.drawing.lines import Line
from govgraph.drawing.routes import Curve, Point, Route, straight
from govgraph.errors import GovgraphError

_POINTS = 72.0
_SECONDS = 60


def place(boxes: dict[str, Box], lines: Mapping[int, Line]) -> dict[int, Route] | None:
    """Give boxes the places that ``dot`` finds, and return the curves that it finds for lines.

    Returns:
        None where Graphviz is not to be had.
    """
    found = _run(("dot", "-Tjson0"), "\n".join(_unplaced(boxes, lines)).encode())
    if found is None:
        return None
    read = json.loads(found)
    height = _numbers(read["bb"])[3]
    names = list(boxes)
    for node in read.get("objects", ()):
        box = boxes[names[int(node["name"])]]
        ((box.x, box.y),) = _points(node["pos"], height)
    return {int(edge["id"]): _route(edge, height) for edge in read.get("edges", ())}


def _unplaced(boxes: dict[str, Box], lines: Mapping[int, Line]) -> Iterator[str]:
    names = {i: n for n, i in enumerate(boxes)}
    yield "digraph { graph [rankdir=TB, nodesep=0.35, ranksep=0.5]"
    yield 'node [shape=box, fixedsize=true, label=""]'
    for i, box in boxes.items():
        size = f"width={box.width / _POINTS:.3f}, height={box.height / _POINTS:.3f}"
        yield f"{names[i]} [{size}]"
    for number, line in lines.items():
        # Room for the words; what they are does not matter to the layout.
        shown = rows(line.label) if line.label else []
        width, height = (width_of(line.label) + 8, len(shown) * LINE + 4) if shown else (0, 0)
        table = (
            f', label=<<table border="0" fixedsize="true" width="{width:.0f}" '
            f'height="{height:.0f}"><tr><td></td></tr></table>>'
            if shown
            else ""
        )
        yield f'{names[line.source]} -> {names[line.target]} [id="{number}"{table}]'
    yield "}\n"


def _route(edge: Mapping[str, str], height: float) -> Route:
    """Return the curve of a line, to the tips of its heads."""
    start, end, inner = None, None, []
    for part in edge["pos"].split():
        mark = part[0] if part[0] in "es" else ""
        (point,) = _points(part.removeprefix(f"{mark},"), height)
        if mark == "s":
            start = point
        elif mark == "e":
            end = point
        else:
            inner.append(point)
    curve: Curve = tuple(inner)
    if start is not None:
        curve = (start, *straight(start, curve[0]), *curve[1:])
    if end is not None:
        curve = (*curve, *straight(curve[-1], end))
    label = _points(edge["lp"], height)[0] if "lp" in edge else None
    return Route(curve=curve, label=label)


def _points(text: str, height: float) -> list[Point]:
    """Return places, counted from above."""
    return [(x, height - y) for x, y in (_numbers(pair) for pair in text.split())]


def _numbers(text: str) -> list[float]:
    return [float(number) for number in text.split(",")]


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
    # Most formats draw nothing.
    import subprocess

    try:
        done = subprocess.run(
            command, input=given, capture_output=True, timeout=_SECONDS, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout
