"""Turtle in the style of the house: the same statements and comments, in one layout.

What the style is stands in ``docs/explanation/turtle-style.md``.
"""

from __future__ import annotations

from bisect import bisect_right

from pyoxigraph import BlankNode

from govgraph.errors import GovgraphError
from govgraph.rdfio import decode, read_turtle
from govgraph.turtle_format.reading import Reader, UnknownFormError
from govgraph.turtle_format.spelling import Spelling
from govgraph.turtle_format.writing import write
from govgraph.turtle_tokens import line_starts

_BOM = "\ufeff"


def formatted(raw: bytes, shown: str) -> bytes:
    """Return a Turtle file in the style of the house.

    Args:
        raw: the file's bytes.
        shown: the file's name in error messages.

    Raises:
        TurtleError: it is not Turtle.
        WorkspaceError: it is not UTF-8.
        GovgraphError: it holds what cannot be formatted without a loss.
    """
    text = decode(raw, shown)
    text = text.removeprefix(_BOM)
    said = _fingerprint(text.encode(), shown)
    result = _laid_out(text, shown)
    written = result.encode()
    # Nobody reads over what a formatter did to 2,000 lines: it does so itself.
    if written != raw and (
        _fingerprint(written, shown) != said or _laid_out(result, shown) != result
    ):
        hint = "Please report this; the file is as it was."
        raise GovgraphError("unfaithful", "formatting would change what it says.", shown, hint)
    return written


def _laid_out(text: str, shown: str) -> str:
    prefixes: dict[str, str] = {}
    while True:
        spelling = Spelling(prefixes)
        try:
            result = write(Reader(text, spelling).read(), spelling)
        except UnknownFormError as error:
            raise GovgraphError(
                "not-formatted",
                "there is no house style for this (statements about statements, of RDF 1.2).",
                _place(text, error.offset, shown),
                "The file is left as it is.",
            ) from error
        if not spelling.stale:
            return result
        # A prefix was declared after names that it shortens.
        prefixes = spelling.prefixes


def _fingerprint(raw: bytes, shown: str) -> tuple[int, int]:
    """Return the number of statements, and a sum over them in which their order is nothing.

    Blank nodes count as alike: what the engine calls them changes from one reading to the next.
    """
    count = total = 0
    for triple in read_turtle(raw, shown):
        ends = (triple.subject, triple.object)
        count += 1
        total += hash((triple.predicate, *(None if isinstance(t, BlankNode) else t for t in ends)))
    return count, total


def _place(text: str, offset: int, shown: str) -> str:
    starts = line_starts(text)
    line = bisect_right(starts, offset)
    return f"{shown}:{line}:{offset - starts[line - 1] + 1}"
