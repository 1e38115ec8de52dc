"""Boards as text, and small mistakes to make in them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from govgraph.model import Finding
from govgraph.workspace import Workspace, find_workspace

Board = dict[str, str]
Spoil = Callable[[Board], None]
Mistake = tuple[str, list[Spoil]]


def read(folder: Path) -> Board:
    """Return the files of a board by their paths in its folder."""
    names = ("govgraph.toml", "data/*.ttl", "sources/*.txt")
    found = sorted(path for name in names for path in folder.glob(name))
    return {p.relative_to(folder).as_posix(): p.read_bytes().decode("utf-8") for p in found}


def made(folder: Path, board: Board) -> Workspace:
    """Write a board into a folder."""
    for name, text in board.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    return find_workspace(folder)


def codes(findings: list[Finding]) -> set[str]:
    return {f.code for f in findings}


def block(board: Board, file: str, node: str) -> tuple[str, str, str]:
    """Return what stands before the block of a node, the block, and what stands after it."""
    text = board[f"data/{file}.ttl"]
    start = text.index(f"\n{node}\n") + 1
    end = text.find("\n\n", start)
    end = len(text) - 1 if end < 0 else end
    return text[:start], text[start:end], text[end:]


def add(file: str, node: str, statement: str) -> Spoil:
    """Add a statement to a node."""

    def spoil(board: Board) -> None:
        before, own, after = block(board, file, node)
        assert own.endswith(" .")
        board[f"data/{file}.ttl"] = f"{before}{own[:-2]} ;\n    {statement} .{after}"

    return spoil


def change(file: str, node: str, old: str, new: str) -> Spoil:
    """Replace the one occurrence of some words in the block of a node."""

    def spoil(board: Board) -> None:
        before, own, after = block(board, file, node)
        assert own.count(old) == 1, f"{old!r} stands {own.count(old)} times at {node}"
        board[f"data/{file}.ttl"] = before + own.replace(old, new) + after

    return spoil


def drop(file: str, node: str, start: str) -> Spoil:
    """Take the one statement of a node away that starts like this."""

    def spoil(board: Board) -> None:
        before, own, after = block(board, file, node)
        lines = own[:-2].split("\n")
        kept = [line for line in lines if not line.startswith(f"    {start}")]
        assert len(kept) == len(lines) - 1, f"{start} stands {len(lines) - len(kept)} times"
        text = "\n".join(kept)
        board[f"data/{file}.ttl"] = f"{before}{text.removesuffix(' ;')} .{after}"

    return spoil


def append(file: str, text: str) -> Spoil:
    """Add a node at the end of a file."""

    def spoil(board: Board) -> None:
        board[f"data/{file}.ttl"] += f"\n{text}\n"

    return spoil


def left_over(name: str, other: str) -> Spoil:
    """Give the prefix of a file's own things the address of another record."""

    def spoil(board: Board) -> None:
        head, rest = board[name].split("#> .\n", 1)
        assert head.startswith("@prefix : <")
        board[name] = f"{head.rpartition('/')[0]}/{other}#> .\n{rest}"

    return spoil


def rename(old: str, new: str) -> Spoil:
    """Replace some words in all files and their names."""

    def spoil(board: Board) -> None:
        for name in list(board):
            board[name.replace(old, new)] = board.pop(name).replace(old, new)

    return spoil


def lose(name: str) -> Spoil:
    """Take a file away."""

    def spoil(board: Board) -> None:
        del board[name]

    return spoil


def move(name: str, new: str) -> Spoil:
    """Give a file another name."""

    def spoil(board: Board) -> None:
        board[new] = board.pop(name)

    return spoil


def put(name: str, text: str) -> Spoil:
    """Add a file."""

    def spoil(board: Board) -> None:
        board[name] = text

    return spoil


def with_mistakes(board: Board, spoils: list[Spoil]) -> Board:
    """Return a copy of a board with mistakes in it."""
    copy = dict(board)
    for spoil in spoils:
        spoil(copy)
    assert copy != board
    return copy
