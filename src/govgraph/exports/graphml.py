"""GraphML: typed keys, parallel edges; read by networkx, igraph, Gephi and yEd."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO

from govgraph.drawing.xml_text import escaped
from govgraph.exports import Format
from govgraph.graph import EDGE_COLUMNS, NODE_COLUMNS, Value, View, edge_values, node_values

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""
_CHUNK = 4_000


def _write(view: View, out: BinaryIO) -> None:
    lines = _lines(view)
    while chunk := "".join(islice(lines, _CHUNK)):
        out.write(chunk.encode("utf-8"))


def _lines(view: View) -> Iterator[str]:
    yield _HEAD
    yield from _keys("node", NODE_COLUMNS, ("id",))
    yield from _keys("edge", EDGE_COLUMNS, ("id", "source", "target"))
    yield '  <key id="g0" for="graph" attr.name="name" attr.type="string"/>\n'
    yield '  <graph edgedefault="directed">\n'
    yield f'    <data key="g0">{escaped(view.title)}</data>\n'
    for node in view.nodes:
        values = node_values(node)
        _, name = next(values)
        yield f'    <node id="{escaped(str(name))}">{_data("n", values)}</node>\n'
    for edge in view.edges:
        values = edge_values(edge)
        name, source, target = (escaped(str(v)) for _, v in islice(values, 3))
        ends = f'source="{source}" target="{target}"'
        yield f'    <edge id="{name}" {ends}>{_data("e", values)}</edge>\n'
    yield "  </graph>\n</graphml>\n"


def _keys(kind: str, columns: dict[str, str], left_out: tuple[str, ...]) -> Iterator[str]:
    for name, datatype in columns.items():
        if name not in left_out:
            yield (
                f'  <key id="{kind[0]}-{name}" for="{kind}" attr.name="{name}" '
                f'attr.type="{datatype}"/>\n'
            )


def _data(prefix: str, values: Iterator[tuple[str, Value]]) -> str:
    return "".join(f'<data key="{prefix}-{n}">{_text(v)}</data>' for n, v in values)


def _text(value: Value) -> str:
    if isinstance(value, str):
        return escaped(value)
    return str(value).lower()


FORMAT = Format(
    name="graphml",
    suffix=".graphml",
    media_type="application/graphml+xml",
    help="GraphML, for networkx, igraph, Gephi",
    write=_write,
)
