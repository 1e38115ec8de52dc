"""Known mistakes: how each is made in a copy of the board that ships, and what is to find it.

A known mistake is a number, what goes wrong, the edits that make it, and its checks. A check is a
rule and the node that breaks it (``GG119 :present-stephen-house``), or a query and words of a row
in which it differs from what a reader wrote down from the sources (``owners MOPAC``).
"""

from __future__ import annotations

import re

from tests.conftest import ROOT
from tests.mistakes import Board, Spoil, append, block, read

Known = tuple[int, str, list[Spoil], list[str]]

BOARD: Board = read(ROOT)
JUNE, LETTER, OCTOBER = "2022-06-24-minutes", "2022-07-20-letter", "2022-10-14-minutes"
FEBRUARY, AUGUST = "2023-02-10-minutes", "2023-08-31-minutes"


def node(name: str, cls: str, *statements: str) -> str:
    """Return the block of a node."""
    return f"{name}\n    a " + " ;\n    ".join((f"gov:{cls}", *statements)) + " ."


def at(record: str, name: str) -> str:
    """Return the identifier of a node of a record, whatever prefixes a file declares."""
    return f"<https://w3id.org/govgraph/id/record/{record}#{name}>"


def a_reading(why: str) -> tuple[str, str, str]:
    """Return the statements of an editor's reading."""
    return ("gov:basis gov:editorInferred", "gov:confidence gov:probable", f'gov:rationale "{why}"')


def as_stated(record: str, name: str) -> list[Spoil]:
    """Pass an editor's reading off as the record's own words."""

    def spoil(board: Board) -> None:
        before, own, after = block(board, record, name)
        own, count = re.subn(r'\n    gov:rationale "(?:[^"\\]|\\.)*" ;', "", own)
        assert count == 1
        for old, new in (("editorInferred", "stated"), ("probable", "certain")):
            assert own.count(f"gov:{old}") == 1
            own = own.replace(f"gov:{old}", f"gov:{new}")
        board[f"data/{record}.ttl"] = before + own + after

    return [spoil]


def stretch(board: Board, record: str, words: str, near: int = 0) -> str:
    """Return the statements that quote words of a source, where they stand nearest to a place."""
    source = board[f"sources/{record}.txt"]
    places = [match.start() for match in re.finditer(re.escape(words), source)]
    start = min(places, key=lambda place: abs(place - near))
    exact = words.replace("\n", "\\n").replace("\t", "\\t")
    return (
        f'gov:exact "{exact}" ;\n    gov:text "{" ".join(words.split())}" ;\n'
        f"    gov:start {start} ;\n    gov:end {start + len(words)}"
    )


def passage(record: str, name: str, words: str, order: int) -> Spoil:
    """Add a passage with a true quotation, and list it."""

    def spoil(board: Board) -> None:
        append(
            record,
            node(
                name,
                "Passage",
                f"gov:quotedFrom record:{record}",
                stretch(board, record, words),
                f"gov:order {order}",
            )
            + f"\n\nrecord:{record}\n    gov:hasPassage {name} .",
        )(board)

    return spoil


def requote(record: str, name: str, words: str) -> Spoil:
    """Let a quotation quote another stretch of its source, rightly."""

    def spoil(board: Board) -> None:
        before, own, after = block(board, record, name)
        was = re.search(r"gov:start (\d+)", own)
        assert was is not None
        new = stretch(board, record, words, int(was[1]))
        own, count = re.subn(r"gov:exact .*gov:end \d+", lambda _: new, own, flags=re.DOTALL)
        assert count == 1
        board[f"data/{record}.ttl"] = before + own + after

    return spoil


def swap(file: str, name: str, *pairs: tuple[str, str]) -> list[Spoil]:
    """Replace words wherever they stand in the block of a node."""

    def spoil(board: Board) -> None:
        before, own, after = block(board, file, name)
        for old, new in pairs:
            assert old in own, f"{old!r} does not stand at {name}"
            own = own.replace(old, new)
        board[f"data/{file}.ttl"] = before + own + after

    return [spoil]


def without(file: str, name: str) -> Spoil:
    """Take a node away."""

    def spoil(board: Board) -> None:
        before, _, after = block(board, file, name)
        board[f"data/{file}.ttl"] = before.rstrip("\n") + "\n" + after

    return spoil
