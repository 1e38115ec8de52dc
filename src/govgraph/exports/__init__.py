"""The formats of export: view → bytes. Each module here holds one, and is found by being here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO, NamedTuple

from govgraph.graph import View

# So many lines are encoded at a time: one by one takes longer, and one letter that is not ASCII
# makes a text of all of them twice as wide.
_CHUNK = 100


class Format(NamedTuple):
    """A format in which a view can be written.

    Attributes:
        name: what it is called on the command line.
        suffix: of the files that hold it.
        media_type: of it on the web.
        help: one line on what it is for.
        write: writes a view; raises a GovgraphError before the first byte where it cannot.
        tables: for a format of several files: what follows the stem of a name → its bytes.
        statements: whether it holds the statements themselves, not nodes and edges.
        picture: whether people look at it.
        legend: whether it can explain its colours and lines.
        whole: whether it shows the whole board, so that options that choose do not go with it.
    """

    name: str
    suffix: str
    media_type: str
    help: str
    write: Callable[[View, BinaryIO], None]
    tables: Callable[[View], Mapping[str, bytes]] | None = None
    statements: bool = False
    picture: bool = False
    legend: bool = False
    whole: bool = False


def write_lines(lines: Iterator[str], out: BinaryIO) -> None:
    """Write lines as UTF-8, without holding them all."""
    while chunk := "".join(islice(lines, _CHUNK)):
        out.write(chunk.encode("utf-8"))
