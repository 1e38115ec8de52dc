"""GraphML: typed keys, parallel edges; read by networkx, igraph, Gephi and yEd.

A board's everything is a hundred thousand rows, most of whose values come again and again: each
is written as XML once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from govgraph.drawing.xml_text import escaped, is_plain
from govgraph.exports import Format, write_lines
from govgraph.graph import (
    EDGE_COLUMNS,
    NODE_COLUMNS,
    Edge,
    Node,
    Quote,
    Value,
    View,
    edge_values,
    node_values,
    quote_values,
)

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" \
xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" \
xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns \
http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">
"""


def _write(view: View, out: BinaryIO) -> None:
    write_lines(_lines(view), out)


def _lines(view: View) -> Iterator[str]:
    yield _HEAD
    yield from _keys("node", NODE_COLUMNS, ("id",))
    yield from _keys("edge", EDGE_COLUMNS, ("id", "source", "target"))
    yield '  <key id="g0" for="graph" attr.name="name" attr.type="string"/>\n'
    yield '  <graph edgedefault="directed">\n'
    yield f'    <data key="g0">{escaped(view.title)}</data>\n'
    yield from _nodes(view.nodes)
    yield from _edges(view.edges)
    yield "  </graph>\n</graphml>\n"


def _keys(kind: str, columns: dict[str, str], left_out: tuple[str, ...]) -> Iterator[str]:
    for name, datatype in columns.items():
        if name not in left_out:
            yield (
                f'  <key id="{kind[0]}-{name}" for="{kind}" attr.name="{name}" '
                f'attr.type="{datatype}"/>\n'
            )


def _nodes(nodes: Iterable[Node]) -> Iterator[str]:
    quoted: dict[int, str] = {}
    common: dict[tuple[Value, ...], str] = {}
    for node in nodes:
        # Unpacked, since a look-up by name takes four times as long.
        name, iri, kind, label, title, date, until, weight, basis, sure, why, filed, quotes = node
        key = (kind, weight, basis, sure, why, filed)
        shared = common.get(key)
        if shared is None:
            bare = node._replace(iri="", label="", title="", date=None, until=None, quotes=())
            shared = common[key] = _data("n", node_values(bare))
        # What rests on the same words shares them; to hash them takes as long as to write them.
        words = quoted.get(id(quotes))
        if words is None:
            words = quoted[id(quotes)] = _quoted("n", quotes)
        if not is_plain(f"{name}{label}{iri}{title}"):
            name, label, iri, title = map(escaped, (name, label, iri, title))
        yield (
            f'    <node id="{name}">'
            f"{_own('n', label, iri, title, date, until)}{shared}{words}</node>\n"
        )


def _edges(edges: Iterable[Edge]) -> Iterator[str]:
    quoted: dict[int, str] = {}
    common: dict[tuple[Value, ...], str] = {}
    for edge in edges:
        # fmt: off
        (name, source, target, kind, label, title, term, iri, date, until,
         weight, basis, sure, why, directed, quotes) = edge
        # fmt: on
        key = (kind, term, weight, basis, sure, why, directed)
        shared = common.get(key)
        if shared is None:
            bare = edge._replace(label="", title="", iri="", date=None, until=None, quotes=())
            shared = common[key] = _data("e", edge_values(bare))
        words = quoted.get(id(quotes))
        if words is None:
            words = quoted[id(quotes)] = _quoted("e", quotes)
        if not is_plain(f"{name}{source}{target}{label}{iri}{title}"):
            name, source, target = map(escaped, (name, source, target))
            label, iri, title = map(escaped, (label, iri, title))
        yield (
            f'    <edge id="{name}" source="{source}" target="{target}">'
            f"{_own('e', label, iri, title, date, until)}{shared}{words}</edge>\n"
        )


def _own(prefix: str, label: str, iri: str, title: str, date: str | None, until: str | None) -> str:
    """Return what is seldom the same in two rows; its texts are escaped."""
    text = f'<data key="{prefix}-iri">{iri}</data>' if iri else ""
    if label:
        text += f'<data key="{prefix}-label">{label}</data>'
    if title:
        text += f'<data key="{prefix}-title">{title}</data>'
    if date:
        text += f'<data key="{prefix}-date">{date}</data>'
    return f'{text}<data key="{prefix}-until">{until}</data>' if until else text


def _quoted(prefix: str, quotes: tuple[Quote, ...]) -> str:
    if len(quotes) != 1 or not quotes[0].record:
        return _data(prefix, quote_values(quotes))
    # Most rest on one quotation.
    text, record, locator, _ = quotes[0]
    if not is_plain(f"{text}{record}{locator}"):
        text, record, locator = map(escaped, (text, record, locator))
    place = f'<data key="{prefix}-locator">{locator}</data>' if locator else ""
    said = f'<data key="{prefix}-quote">{text}</data>' if text else ""
    return f'{said}<data key="{prefix}-record">{record}</data>{place}'


def _data(prefix: str, values: Iterable[tuple[str, Value]]) -> str:
    return "".join(
        f'<data key="{prefix}-{name}">'
        f"{escaped(value) if isinstance(value, str) else str(value).lower()}</data>"
        for name, value in values
        if name not in ("id", "source", "target") and value != ""
    )


FORMAT = Format(
    name="graphml",
    suffix=".graphml",
    media_type="application/graphml+xml",
    help="GraphML, for networkx, igraph, Gephi",
    write=_write,
)
