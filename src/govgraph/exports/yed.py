"""GraphML with yEd's own shapes: labels, colours and dashes as yEd shows them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from govgraph.drawing.boxes import box
from govgraph.drawing.xml_text import escaped
from govgraph.exports import Format, write_lines
from govgraph.graph import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    STATED,
    Edge,
    Node,
    Value,
    View,
    edge_values,
    node_values,
)
from govgraph.palette import edge_colour

_SHAPES = {"rectangle": "roundrectangle"}


def _write(view: View, out: BinaryIO) -> None:
    write_lines(_lines(view), out)


def _lines(view: View) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" '
    yield 'xmlns:y="http://www.yworks.com/xml/graphml">\n'
    yield '  <key id="shape" for="node" yfiles.type="nodegraphics"/>\n'
    yield '  <key id="way" for="edge" yfiles.type="edgegraphics"/>\n'
    for kind, columns in (("node", NODE_COLUMNS), ("edge", EDGE_COLUMNS)):
        for name, datatype in columns.items():
            yield (
                f'  <key id="{kind[0]}-{name}" for="{kind}" attr.name="{name}" '
                f'attr.type="{datatype}"/>\n'
            )
    yield '  <graph edgedefault="directed">\n'
    for node in view.nodes:
        yield (
            f'    <node id="{escaped(node.id)}">{_data("n", node_values(node))}'
            f'<data key="shape">{_shape(node)}</data></node>\n'
        )
    for edge in view.edges:
        ends = f'source="{escaped(edge.source)}" target="{escaped(edge.target)}"'
        yield (
            f'    <edge id="{escaped(edge.id)}" {ends}>{_data("e", edge_values(edge))}'
            f'<data key="way">{_way(edge)}</data></edge>\n'
        )
    yield "  </graph>\n</graphml>\n"


def _data(prefix: str, values: Iterator[tuple[str, Value]]) -> str:
    return "".join(
        f'<data key="{prefix}-{n}">{escaped(v) if isinstance(v, str) else str(v).lower()}</data>'
        for n, v in values
    )


def _shape(node: Node) -> str:
    drawn = box(node)
    border = "line" if node.on_file else "dashed"
    label = escaped("\n".join(drawn.rows))
    shape = _SHAPES.get(drawn.style.shape, drawn.style.shape)
    return (
        f'<y:ShapeNode><y:Geometry width="{drawn.width:g}" height="{drawn.height:g}"/>'
        f'<y:Fill color="{drawn.style.fill}"/>'
        f'<y:BorderStyle color="#5f6b7a" type="{border}" width="1.0"/>'
        f'<y:NodeLabel textColor="{drawn.style.ink}">{label}</y:NodeLabel>'
        f'<y:Shape type="{shape}"/></y:ShapeNode>'
    )


def _way(edge: Edge) -> str:
    kind = "line" if edge.basis == STATED else "dashed"
    head = "standard" if edge.directed else "none"
    return (
        f'<y:PolyLineEdge><y:LineStyle color="{edge_colour(edge.kind)}" type="{kind}"/>'
        f'<y:Arrows source="none" target="{head}"/>'
        f"<y:EdgeLabel>{escaped(edge.label or edge.kind)}</y:EdgeLabel></y:PolyLineEdge>"
    )


FORMAT = Format(
    name="yed",
    suffix="",
    media_type="application/graphml+xml",
    help="GraphML with yEd's own shapes and colours",
    write=_write,
)
