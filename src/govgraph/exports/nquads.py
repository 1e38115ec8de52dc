"""N-Quads: the statements themselves, a line each, with VoID."""

from __future__ import annotations

from typing import BinaryIO

from govgraph.exports import Format
from govgraph.graph import View
from govgraph.network.statements import description, statements
from govgraph.serialization import to_nquads


def _write(view: View, out: BinaryIO) -> None:
    quads = statements(view)
    out.write(to_nquads([*quads, *description(view, quads)]))


FORMAT = Format(
    name="nquads",
    suffix=".nq",
    media_type="application/n-quads",
    help="the statements, a line each, with a description in VoID",
    write=_write,
    statements=True,
)
