"""The DOT language: a view with all its attributes, for Graphviz to lay out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govgraph.drawing.boxes import title
from govgraph.drawing.legend import Legend, legend
from govgraph.drawing.lines import drawn
from govgraph.drawing.wrapping import wrapped
from govgraph.graph import STATED, Edge, Node, View, edge_values, node_values
from govgraph.palette import MISSING, Style, edge_colour, node_style

FONT = "Helvetica,Arial,Liberation Sans,sans-serif"
_SHAPES = {"rectangle": "box"}


def quoted(text: str) -> str:
    """Return a text as a string of the DOT language that stands for itself."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def graph(view: View) -> Iterator[str]:
    """Yield the lines of a view as a graph that ``dot`` lays out."""
    direction = "LR" if view.columns else "TB"
    yield f"digraph {quoted(view.name)} {{"
    yield (
        f"  graph [rankdir={direction}, nodesep=0.25, ranksep=1.1, label={quoted(view.title)}, "
        f'labelloc=t, fontname="{FONT}", fontsize=18];'
    )
    yield f'  node [fontname="{FONT}", fontsize=11, color="#5f6b7a"];'
    yield f'  edge [fontname="{FONT}", fontsize=9];'
    for node in view.nodes:
        yield f"  {quoted(node.id)} [{_node(node)}];"
    for edge in view.edges:
        ends = f"{quoted(edge.source)} -> {quoted(edge.target)}"
        yield f"  {ends} [{_edge(edge, edge.kind in view.undrawn)}];"
    if view.legend:
        yield from _legend(legend(view, drawn(view)))
    yield "}"


def _legend(explained: Legend) -> Iterator[str]:
    """Yield a frame with a node for each colour, and a line with its words for each kind."""
    yield '  subgraph cluster_legend { label="What it shows"; fontsize=12;'
    for n, (words, style, dashed) in enumerate(explained.nodes):
        sample = {"label": words, **look(style, dashed=dashed)}
        yield f"    {quoted(f' kind {n}')} [{attributes(sample)}];"
    for n, (words, colour, dashed) in enumerate(explained.lines):
        sample = {"label": words, "color": colour, "style": "dashed" if dashed else "solid"}
        ends = [quoted(f" {end} {n}") for end in ("from", "to")]
        yield f"    {ends[0]} [shape=point, style=invis]; {ends[1]} [shape=point, style=invis];"
        yield f"    {' -> '.join(ends)} [{attributes(sample | {'dir': 'none'})}];"
    yield "  }"


def _node(node: Node) -> str:
    style = node_style(node.kind) if node.on_file else MISSING
    own = dict(node_values(node))
    own.pop("id")
    name = own.pop("label")
    shown = {
        "label": "\n".join(wrapped(str(name), 29, 3)),
        "full_label": name,
        "tooltip": title(node),
        **look(style, dashed=not node.on_file),
    }
    return attributes(shown | own)


def look(style: Style, *, dashed: bool) -> dict[str, str]:
    """Return the attributes of a node of a style."""
    rounded = ",rounded" if style.shape == "rectangle" else ""
    return {
        "shape": _SHAPES.get(style.shape, style.shape),
        "style": f"filled{rounded}{',dashed' if dashed else ''}",
        "fillcolor": style.fill,
        "fontcolor": style.ink,
    }


def _edge(edge: Edge, undrawn: bool) -> str:
    own = dict(edge_values(edge))
    for name in ("source", "target"):
        own.pop(name)
    style = "invis" if undrawn else "solid" if edge.basis == STATED else "dashed"
    shown = {"label": edge.label, "style": style, "color": edge_colour(edge.kind)}
    if not edge.directed:
        shown["dir"] = "none"
    if undrawn:
        shown["constraint"] = "false"
    return attributes(shown | own | {"tooltip": edge.title or edge.kind})


def attributes(values: Mapping[str, object]) -> str:
    """Return attributes as they stand between brackets."""
    return ", ".join(
        f"{name}={quoted(v if isinstance(v, str) else str(v).lower())}"
        for name, v in values.items()
    )
