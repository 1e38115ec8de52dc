"""GEXF 1.3: a graph with days, for Gephi and its time line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

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
from govgraph.palette import edge_colour, node_style

_TYPES = {"string": "string", "int": "integer", "boolean": "boolean"}
_OWN_NODE = ("id", "label")
_OWN_EDGE = ("id", "source", "target", "label", "weight")
# A commitment has a first day on record, but no last one.
_OPEN = ("action", "thread")


def _write(view: View, out: BinaryIO) -> None:
    write_lines(_lines(view), out)


def _lines(view: View) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<gexf xmlns="http://gexf.net/1.3" version="1.3">\n  <meta>\n'
    yield "    <creator>govgraph</creator>\n"
    yield f"    <description>{escaped(f'{view.title}. {view.note}')}</description>\n  </meta>\n"
    yield '  <graph mode="dynamic" timeformat="date" defaultedgetype="directed" idtype="string">\n'
    yield from _attributes("node", NODE_COLUMNS, _OWN_NODE)
    yield from _attributes("edge", EDGE_COLUMNS, _OWN_EDGE)
    yield f'    <nodes count="{len(view.nodes)}">\n'
    yield from map(_node, view.nodes)
    yield f'    </nodes>\n    <edges count="{len(view.edges)}">\n'
    # What starts at a commitment lasts as long as it does.
    lasting = {n.id for n in view.nodes if n.kind in _OPEN}
    for edge in view.edges:
        yield _edge(edge, lasting)
    yield "    </edges>\n  </graph>\n</gexf>\n"


def _attributes(kind: str, columns: dict[str, str], left_out: tuple[str, ...]) -> Iterator[str]:
    yield f'    <attributes class="{kind}">\n'
    for name, datatype in columns.items():
        if name not in left_out:
            yield f'      <attribute id="{name}" title="{name}" type="{_TYPES[datatype]}"/>\n'
    yield "    </attributes>\n"


def _node(node: Node) -> str:
    end = None if node.kind in _OPEN else node.until or node.date
    label = escaped(" ".join(node.label.split()))
    return (
        f'      <node id="{escaped(node.id)}" label="{label}"{_spell(node.date, end)}>'
        f"{_values(node_values(node), _OWN_NODE)}{_colour(node_style(node.kind).fill)}</node>\n"
    )


def _edge(edge: Edge, lasting: set[str]) -> str:
    end = None if edge.source in lasting and not edge.until else edge.until or edge.date
    label = escaped(" ".join((edge.label or edge.kind).split()))
    shape = "solid" if edge.basis == STATED else "dashed"
    return (
        f'      <edge id="{escaped(edge.id)}" source="{escaped(edge.source)}" '
        f'target="{escaped(edge.target)}" label="{label}" weight="{edge.weight}"'
        f"{_spell(edge.date, end)}>{_values(edge_values(edge), _OWN_EDGE)}"
        f'{_colour(edge_colour(edge.kind))}<shape value="{shape}"/></edge>\n'
    )


def _spell(start: str | None, end: str | None) -> str:
    opened = f' start="{start}"' if start else ""
    return f'{opened} end="{end}"' if end else opened


def _values(values: Iterator[tuple[str, Value]], left_out: tuple[str, ...]) -> str:
    inner = "".join(
        f'<attvalue for="{n}" value="{escaped(v) if isinstance(v, str) else str(v).lower()}"/>'
        for n, v in values
        if n not in left_out
    )
    return f"<attvalues>{inner}</attvalues>"


def _colour(colour: str) -> str:
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f'<color r="{red}" g="{green}" b="{blue}"/>'


FORMAT = Format(
    name="gexf",
    suffix=".gexf",
    media_type="application/gexf+xml",
    help="GEXF 1.3 with days and colours, for Gephi",
    write=_write,
)
