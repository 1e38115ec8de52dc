"""TriG: the statements themselves, a graph for each record and register, with VoID."""

from __future__ import annotations

from typing import BinaryIO

from govgraph.exports import Format
from govgraph.graph import View
from govgraph.names import prefixes
from govgraph.network.statements import description, statements
from govgraph.serialization import to_trig


def _write(view: View, out: BinaryIO) -> None:
    quads = statements(view)
    table = prefixes(view.source.base) | {"void": "http://rdfs.org/ns/void#"}
    out.write(to_trig([*quads, *description(view, quads)], table))


FORMAT = Format(
    name="trig",
    suffix=".trig",
    media_type="application/trig",
    help="the statements, a graph for each record, with a description in VoID",
    write=_write,
    statements=True,
)
