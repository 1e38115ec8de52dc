"""Bytes to statements: the one place where RDF files are opened."""

from __future__ import annotations

import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad, RdfFormat, Store, Triple, parse

from govgraph.errors import TurtleError, WorkspaceError
from govgraph.workspace import LARGEST, MARKER

_PLACE = re.compile(
    r"^Parser error (?:at line \d+ (?:column \d+|between columns \d+ and \d+)"
    r"|between line \d+ column \d+ and line \d+ column \d+): "
)
# N-Triples is Turtle, but what is formatted as Turtle is no longer N-Triples.
_OTHER_SUFFIXES = {
    ".html": "a web page",
    ".json": "JSON",
    ".jsonld": "JSON-LD",
    ".nq": "N-Quads",
    ".nt": "N-Triples",
    ".rdf": "RDF/XML",
    ".trig": "TriG",
    ".xml": "XML",
}
_AT_FIRST = 100_000
_OTHER_BEGINNINGS = (
    (re.compile(rb"\s*[{\[]\s*[\"{\[}\]]"), "JSON"),
    (re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE), "a web page"),
    (re.compile(rb"\s*<(?:\?xml\s|!DOCTYPE\s|!--|rdf:RDF\s)"), "XML"),
)


def read_text(path: Path, shown: str | None = None) -> str:
    """Return the text of a file exactly as stored (UTF-8, no newline translation).

    Raises:
        WorkspaceError: the file cannot be read or is not UTF-8.
    """
    return decode(read_bytes(path, shown), shown or str(path))


def read_bytes(path: Path, shown: str | None = None, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file.

    Args:
        path: the file.
        shown: its name in error messages.
        largest: how many bytes it may have. No more are read, whatever its size is said to be.

    Raises:
        WorkspaceError: the file cannot be read, or has too many bytes.
    """
    where = shown or str(path)
    try:
        with path.open("rb") as file:
            return read_stream(file, where, largest)
    except OSError as error:
        raise WorkspaceError("unreadable", f"{error.strerror or error}.", where) from error


def read_stream(stream: BinaryIO, shown: str, largest: int = LARGEST) -> bytes:
    """Return what a stream, such as stdin, holds.

    Raises:
        WorkspaceError: it has more than ``largest`` bytes.
    """
    # Python makes room for as many bytes as it is asked for: most files are small.
    raw = stream.read(min(_AT_FIRST, largest + 1))
    if len(raw) == _AT_FIRST:
        raw += stream.read(largest + 1 - _AT_FIRST)
    if len(raw) > largest:
        hint = f"Split it, or set largest_file under [workspace] in {MARKER}."
        raise WorkspaceError("too-large", f"more than {largest:,} bytes.", shown, hint)
    return raw


def read_stdin(shown: str = "stdin", largest: int = LARGEST) -> bytes:
    """Return what was given on stdin.

    Raises:
        WorkspaceError: stdin is closed, or has more than ``largest`` bytes.
    """
    # Python has no stream where the shell closed it (``<&-``).
    if sys.stdin is None:
        raise WorkspaceError("no-stdin", "nothing was given on stdin.", shown)
    return read_stream(sys.stdin.buffer, shown, largest)


def refuse_pipe(path: Path, shown: str) -> None:
    """Refuse a pipe or a device: reading it might wait for ever.

    Raises:
        WorkspaceError: something goes by this name that is neither a file nor a folder.
    """
    if path.exists() and not path.is_file() and not path.is_dir():
        hint = "What comes through a pipe is given as '-'."
        raise WorkspaceError("no-file", "it is no regular file.", shown, hint)


def read_data(path: Path, shown: str, largest: int = LARGEST) -> bytes:
    """Return the bytes of a file that is to hold Turtle.

    Raises:
        WorkspaceError: it is no regular file, its suffix is that of another language, it cannot
            be read, or has too many bytes.
    """
    refuse_pipe(path, shown)
    if other := _OTHER_SUFFIXES.get(path.suffix.lower()):
        hint = "Convert it into Turtle, and name it .ttl."
        if path.suffix.lower() == ".nt":
            hint = "N-Triples is Turtle as well: name it .ttl."
        raise WorkspaceError("other-language", f"by its suffix it is {other}.", shown, hint)
    return read_bytes(path, shown, largest)


def decode(raw: bytes, shown: str) -> str:
    """Return bytes as text.

    Raises:
        WorkspaceError: they are not UTF-8, or hold a NUL, as UTF-16 and binary files do.
    """
    hint = "Save the file as UTF-8."
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise WorkspaceError("not-utf-8", "this is UTF-16, not UTF-8.", shown, hint)
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start + 1} is not UTF-8."
        raise WorkspaceError("not-utf-8", message, shown, hint) from error
    if "\0" in text:
        before = text[: text.index("\0")]
        lines = re.split(r"\r\n?|\n", before)
        where = f"{shown}:{len(lines)}:{len(lines[-1]) + 1}"
        raise WorkspaceError("no-text", "a NUL character: this is no text.", where, hint)
    return text


def load_turtle(store: Store, raw: bytes, graph: str, shown: str) -> None:
    """Put Turtle into one named graph of a store.

    Args:
        store: where it goes; on an error nothing of the file is in it.
        raw: the file's bytes.
        graph: the IRI of the graph.
        shown: the file's name in error messages.

    Raises:
        TurtleError: the text is not Turtle.
    """
    name = _graph_name(graph, shown)
    try:
        # Of files of a record's size, load takes two thirds of the time of bulk_load.
        store.load(input=_without_mark(raw), format=RdfFormat.TURTLE, to_graph=name)
    except SyntaxError as error:
        raise _turtle_error(error, raw, shown) from error


def read_quads(raw: bytes, graph: str, shown: str) -> list[Quad]:
    """Return the statements of Turtle as those of one named graph.

    Args:
        raw: the file's bytes.
        graph: the IRI of the graph.
        shown: the file's name in error messages.

    Raises:
        TurtleError: the text is not Turtle.
    """
    name = _graph_name(graph, shown)
    try:
        # Blank nodes of two files are never one, whatever they are called.
        quads = parse(_without_mark(raw), RdfFormat.TURTLE, rename_blank_nodes=True)
        return [Quad(q.subject, q.predicate, q.object, name) for q in quads]
    except SyntaxError as error:
        raise _turtle_error(error, raw, shown) from error


def read_plain(raw: bytes, shown: str, take: Callable[[Iterable[Quad]], object]) -> None:
    """Hand the statements of Turtle on as the engine gives them, of no graph.

    Args:
        raw: the file's bytes.
        shown: the file's name in error messages.
        take: what goes through them; to yield each of them takes a tenth longer.

    Raises:
        TurtleError: the text is not Turtle.
    """
    try:
        take(parse(_without_mark(raw), RdfFormat.TURTLE))
    except SyntaxError as error:
        raise _turtle_error(error, raw, shown) from error


def _graph_name(graph: str, shown: str) -> NamedNode:
    try:
        return NamedNode(graph)
    except ValueError as error:
        hint = "Name the file with letters, digits and hyphens, and look at the base."
        raise WorkspaceError("no-iri", f"<{graph}> is no IRI: {error}.", shown, hint) from error


def _without_mark(raw: bytes) -> bytes:
    """Return Turtle without the byte order mark that editors on Windows write."""
    return raw.removeprefix(BOM_UTF8)


def read_turtle(raw: bytes, shown: str) -> Iterator[Triple]:
    """Yield the statements of Turtle in the order in which they are written.

    Args:
        raw: the file's bytes.
        shown: the file's name in error messages.

    Raises:
        TurtleError: the text is not Turtle.
    """
    try:
        for quad in parse(raw, RdfFormat.TURTLE):
            yield quad.triple
    except SyntaxError as error:
        raise _turtle_error(error, raw, shown) from error


def _turtle_error(error: SyntaxError, raw: bytes, shown: str) -> TurtleError:
    message, line, column = _PLACE.sub("", error.msg), error.lineno or 1, error.offset or 1
    language = next((name for begins, name in _OTHER_BEGINNINGS if begins.match(raw)), None)
    if language is not None:
        message = f"this looks like {language}; convert it into Turtle"
    else:
        # Its patterns take longer to compile than a small board to load; few files have a slip.
        from govgraph.turtle_slips import offset_of, place_of, slip

        text = _without_mark(raw).decode(errors="replace")
        found = slip(text, offset_of(text, line, column), message)
        if found is not None:
            line, column = place_of(text, found[1])
            message = f"{found[0]} ({message.rstrip('.')})"
    return TurtleError(f"not Turtle: {message}.", shown, line, column)
