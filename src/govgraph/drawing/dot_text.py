"""The DOT language: a view with all its attributes, and a picture with places."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from govgraph.drawing.boxes import Box, title
from govgraph.drawing.labels import rows
from govgraph.drawing.picture import Picture
from govgraph.drawing.routes import Curve
from govgraph.drawing.wrapping import wrapped
from govgraph.graph import STATED, Edge, Node, View, edge_values, node_values
from govgraph.palette import MISSING, Style, edge_colour, node_style

_FONT = "Helvetica,Arial,Liberation Sans,sans-serif"
_SHAPES = {"rectangle": "box"}
_ARROW = 6.0


def quoted(text: str) -> str:
    """Return a text as a string of the DOT language that stands for itself."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def graph(view: View) -> Iterator[str]:
    """Yield the lines of a view as a graph that ``dot`` lays out."""
    direction = "LR" if view.columns else "TB"
    yield f"digraph {quoted(view.name)} {{"
    yield (
        f"  graph [rankdir={direction}, nodesep=0.25, ranksep=1.1, label={quoted(view.title)}, "
        f'labelloc=t, fontname="{_FONT}", fontsize=18];'
    )
    yield f'  node [fontname="{_FONT}", fontsize=11, color="#5f6b7a"];'
    yield f'  edge [fontname="{_FONT}", fontsize=9];'
    for node in view.nodes:
        yield f"  {quoted(node.id)} [{_node(node)}];"
    for edge in view.edges:
        ends = f"{quoted(edge.source)} -> {quoted(edge.target)}"
        yield f"  {ends} [{_edge(edge, edge.kind in view.undrawn)}];"
    yield "}"


def _node(node: Node) -> str:
    style = node_style(node.kind) if node.on_file else MISSING
    own = dict(node_values(node))
    own.pop("id")
    name = own.pop("label")
    drawn = {
        "label": "\n".join(wrapped(str(name), 29, 3)),
        "full_label": name,
        "tooltip": title(node),
        **_look(style, dashed=not node.on_file),
    }
    return _attributes(drawn | own)


def _look(style: Style, *, dashed: bool) -> dict[str, str]:
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
    drawn = {"label": edge.label, "style": style, "color": edge_colour(edge.kind)}
    if not edge.directed:
        drawn["dir"] = "none"
    if undrawn:
        drawn["constraint"] = "false"
    return _attributes(drawn | own | {"tooltip": edge.title or edge.kind})


def _attributes(values: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name}={quoted(v if isinstance(v, str) else str(v).lower())}"
        for name, v in values.items()
    )


def placed(picture: Picture) -> Iterator[str]:
    """Yield the lines of a picture as a graph in which everything has its place."""
    names = {box.node.id: f"n{n}" for n, box in enumerate(picture.boxes)}
    height = picture.height
    yield "digraph {"
    yield (
        f"  graph [splines=true, bgcolor=white, dpi=144, pad=0.3, labelloc=t, labeljust=l, "
        f'label={quoted(picture.view.title)}, fontname="{_FONT}", fontsize=16];'
    )
    yield f'  node [fontname="{_FONT}", fontsize=11, color="#5f6b7a", fixedsize=true];'
    yield f'  edge [fontname="{_FONT}", fontsize=9, arrowsize=0.6];'
    for box in picture.boxes:
        yield f"  {names[box.node.id]} [{_placed_box(box, height)}];"
    for way in picture.ways:
        line = way.line
        curve = _shortened(way.curve) if line.directed else way.curve
        points = " ".join(_point(p, height) for p in curve)
        values: dict[str, object] = {
            "pos": f"e,{_point(way.curve[-1], height)} {points}" if line.directed else points,
            "color": line.colour,
            "style": "dashed" if line.dashed else "solid",
        }
        if line.label:
            values |= {
                "label": "\n".join(rows(line.label)),
                "lp": _point(way.label, height),
            }
        yield f"  {names[line.source]} -> {names[line.target]} [{_attributes(values)}];"
    yield from _legend(picture)
    yield "}"


def _shortened(curve: Curve) -> Curve:
    """Return a curve that ends before the head of its arrow, which needs a direction."""
    (x, y), (a, b) = curve[-1], curve[-2]
    length = max(((x - a) ** 2 + (y - b) ** 2) ** 0.5, 1.0)
    back = (x - (x - a) / length * _ARROW, y - (y - b) / length * _ARROW)
    return (*curve[:-1], back)


def _placed_box(box: Box, height: float) -> str:
    shown = [*box.rows, *([box.small] if box.small else ())]
    values: dict[str, object] = {
        "label": "\n".join(shown),
        "pos": _point((box.x, box.y), height),
        "width": f"{box.width / 72:.3f}",
        "height": f"{box.height / 72:.3f}",
        **_look(box.style, dashed=not box.node.on_file),
    }
    if box.style.shape == "ellipse":
        # An ellipse has less room for words than the box round it.
        values |= {"shape": "box", "style": f"{values['style']},rounded"}
    return _attributes(values)


def _legend(picture: Picture) -> Iterator[str]:
    if picture.legend is None:
        return
    y = -50.0
    for n, (words, style, dashed) in enumerate(picture.legend.nodes):
        values: dict[str, object] = {
            "label": words,
            "pos": f"{_number(60 + (n % 5) * 150)},{_number(y - (n // 5) * 34)}",
            "width": "1.9",
            "height": "0.34",
            **_look(style, dashed=dashed),
            "fontsize": "9",
        }
        yield f"  legend{n} [{_attributes(values)}];"
    y -= 34 * (len(picture.legend.nodes) + 4) // 5
    for n, (words, colour, _) in enumerate(picture.legend.lines):
        values = {
            "label": f"— {words}" if not words.startswith("dashed") else f"- - {words}",
            "pos": f"{_number(100 + (n % 3) * 260)},{_number(y - (n // 3) * 24)}",
            "width": "3.4",
            "height": "0.3",
            "shape": "plaintext",
            "fontcolor": colour,
            "fontsize": "10",
        }
        yield f"  line{n} [{_attributes(values)}];"


def _point(point: tuple[float, float], height: float) -> str:
    return f"{_number(point[0])},{_number(height - point[1])}"


def _number(value: float) -> str:
    return f"{value:.1f}"
