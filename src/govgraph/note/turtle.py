"""What a note adds, as Turtle: blocks at the end of a record's file, or a file of their own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from govgraph.model import Term
from govgraph.names import GOV, XSD, prefixes
from govgraph.turtle_format import formatted
from govgraph.validate.sources import folded

_PREFIX = re.compile(r"^[^\S\n]*@?prefix\s+([\w.-]*):\s*<([^>]*)>", re.IGNORECASE | re.MULTILINE)
_DATED = re.compile(r"(\d\d)(\d\d)-(\d\d)-(\d\d)-(\w)")
_HEADING = "# How actions stand, noted later"


class Block(NamedTuple):
    """Statements of one subject; ``pairs`` are properties (local names, or IRIs) with values."""

    subject: NamedNode
    pairs: tuple[tuple[str, Term], ...]


def quotation(
    node: NamedNode, record: NamedNode, exact: str, start: int, *, passage: NamedNode | int
) -> Block:
    """Return a quotation within a passage or, for a number, the passage of that place."""
    is_passage = isinstance(passage, int)
    order: Term = number(passage) if isinstance(passage, int) else passage
    return Block(
        node,
        (
            ("a", NamedNode(f"{GOV}{'Passage' if is_passage else 'Quotation'}")),
            ("quotedFrom", record),
            ("exact", Literal(exact)),
            ("text", Literal(folded(exact))),
            ("start", number(start)),
            ("end", number(start + len(exact))),
            ("order" if is_passage else "inPassage", order),
        ),
    )


def number(value: int) -> Literal:
    """Return a whole number as a term."""
    return Literal(str(value), datatype=NamedNode(f"{XSD}integer"))


def day(value: str) -> Literal:
    """Return an ISO day as a term."""
    return Literal(value, datatype=NamedNode(f"{XSD}date"))


def english(text: str) -> Literal:
    """Return an English text as a term."""
    return Literal(text, language="en")


def added(old: str, blocks: Iterable[Block], base: str, record: NamedNode, shown: str) -> bytes:
    """Return a file of data with blocks at its end, in the style of the house.

    Args:
        old: the file; empty for a new one.
        blocks: what is added.
        base: the workspace's base IRI.
        record: the record that the file holds.
        shown: the file's name in error messages.

    Raises:
        GovgraphError: the file holds what cannot be formatted without a loss.
    """
    written = "\n\n".join(map(_written, blocks))
    heading = f"{_HEADING}\n\n" if old and _HEADING not in old else ""
    declared = _declared(old, written, base, record)
    text = f"{old.rstrip()}\n\n{declared}\n\n{heading}{written}\n"
    return formatted(text.lstrip().encode(), shown)


def _written(block: Block) -> str:
    lines = (f"    {_property(name)} {value}" for name, value in block.pairs)
    return f"{block.subject}\n" + " ;\n".join(lines) + " ."


def _property(name: str) -> str:
    if name == "a":
        return name
    return f"<{name}>" if ":" in name else f"<{GOV}{name}>"


def _declared(old: str, written: str, base: str, record: NamedNode) -> str:
    """Return declarations of the prefixes that a file lacks; the formatter drops idle ones."""
    known = dict(_PREFIX.findall(old))
    wanted = {"": f"{record.value}#", **prefixes(base)}
    for other in sorted(
        set(re.findall(rf"<({re.escape(base)}(?:record|register)/[^#>]+#)", written))
    ):
        if other not in wanted.values():
            wanted[_abbreviation(other.rpartition("/")[2], other, known)] = other
    spaces = set(known.values())
    return "\n".join(
        f"@prefix {p}: <{space}> ."
        for p, space in wanted.items()
        if space not in spaces and p not in known
    )


def _abbreviation(name: str, space: str, known: dict[str, str]) -> str:
    """Return the prefix of another record, such as ``m2206``; with the day where two clash."""
    found = _DATED.match(name)
    if found is None:
        return re.sub(r"\W", "", name)
    _, year, month, day_of_month, kind = found.groups()
    short = f"{kind}{year}{month}"
    return short if known.get(short, space) == space else f"{short}{day_of_month}"
