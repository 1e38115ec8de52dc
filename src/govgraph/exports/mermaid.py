"""Mermaid: a flow chart for READMEs, wikis and issue trackers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from govgraph.drawing.legend import Legend, legend
from govgraph.drawing.lines import Line, drawn
from govgraph.drawing.wrapping import wrapped
from govgraph.errors import GovgraphError
from govgraph.exports import Format
from govgraph.graph import Node, View
from govgraph.palette import MISSING, node_style
from govgraph.prose import count
from govgraph.render.mermaid_text import escaped

# What Mermaid draws unless its page is set up otherwise (its maxEdges and maxTextSize).
_MOST_EDGES = 500
_MOST_TEXT = 50_000
_SHAPES = {
    "rectangle": ("[", "]"),
    "ellipse": ("([", "])"),
    "hexagon": ("{{", "}}"),
    "octagon": ("[/", "\\]"),
}


def _write(view: View, out: BinaryIO) -> None:
    lines = drawn(view)
    text = "\n".join(_lines(view, lines)) + "\n"
    number = len(re.findall(r"^    linkStyle ", text, re.MULTILINE))
    if number > _MOST_EDGES or len(text) > _MOST_TEXT:
        raise GovgraphError(
            "too-large",
            f"the view '{view.name}' has {count(number, 'line')} and {len(text):,} characters; "
            f"Mermaid draws {_MOST_EDGES} lines and {_MOST_TEXT:,} characters.",
            hint="Narrow it with --focus ACTION --depth 1 or --from and --to, or use --format svg.",
        )
    out.write(text.encode("utf-8"))


def _lines(view: View, lines: list[Line]) -> Iterator[str]:
    numbers = {node.id: n for n, node in enumerate(view.nodes)}
    yield f"---\ntitle: {_quoted(view.title)}\n---"
    yield f"flowchart {'LR' if view.columns else 'TB'}"
    for node in view.nodes:
        opened, closed = _SHAPES[node_style(node.kind).shape]
        yield f'    n{numbers[node.id]}{opened}"{_label(node)}"{closed}'
    for line in lines:
        arrow = (
            ("-.->" if line.dashed else "-->")
            if line.directed
            else ("-.-" if line.dashed else "---")
        )
        label = f'|"{escaped(line.label)}"|' if line.label else ""
        yield f"    n{numbers[line.source]} {arrow}{label} n{numbers[line.target]}"
    yield from _classes(view, numbers)
    colours = [line.colour for line in lines]
    if view.legend:
        explained = legend(view, lines)
        colours += [colour for _, colour, _ in explained.lines]
        yield from _legend(explained)
    for number, colour in enumerate(colours):
        yield f"    linkStyle {number} stroke:{colour}"


def _legend(explained: Legend) -> Iterator[str]:
    """Yield a frame with a node for each colour, and a line with its words for each kind."""
    yield '    subgraph legend ["What it shows"]'
    for n, (words, style, dashed) in enumerate(explained.nodes):
        opened, closed = _SHAPES[style.shape]
        dashes = ",stroke-dasharray:5 5" if dashed else ""
        yield f'        kind{n}{opened}"{escaped(words)}"{closed}'
        yield f"        style kind{n} fill:{style.fill},color:{style.ink},stroke:#5f6b7a{dashes}"
    for n, (words, _, dashed) in enumerate(explained.lines):
        arrow = "-.-" if dashed else "---"
        yield f'        from{n}[" "] {arrow}|"{escaped(words)}"| to{n}[" "]'
    yield "    end"


def _label(node: Node) -> str:
    rows = wrapped(node.label, 32, 4)
    if node.kind == "action":
        rows.append(node.id)
    if not node.on_file:
        rows.append("not on file")
    return "<br>".join(escaped(row) for row in rows)


def _classes(view: View, numbers: dict[str, int]) -> Iterator[str]:
    by_kind: dict[str, list[str]] = {}
    for node in view.nodes:
        kind = node.kind if node.on_file else "not on file"
        by_kind.setdefault(kind, []).append(f"n{numbers[node.id]}")
    for n, (kind, members) in enumerate(sorted(by_kind.items())):
        style = node_style(kind) if kind != "not on file" else MISSING
        dashes = ",stroke-dasharray:5 5" if kind == "not on file" else ""
        yield f"    classDef k{n} fill:{style.fill},color:{style.ink},stroke:#5f6b7a{dashes}"
        yield f"    class {','.join(members)} k{n}"


def _quoted(text: str) -> str:
    inner = " ".join(text.split()).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{inner}"'


FORMAT = Format(
    name="mermaid",
    suffix=".mmd",
    media_type="text/vnd.mermaid",
    help="a Mermaid flow chart, for READMEs, wikis and issue trackers",
    write=_write,
    picture=True,
    legend=True,
)
