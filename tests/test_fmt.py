"""``govgraph fmt``: what it writes, what it says, and what it leaves alone."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import ROOT, Result, edit

Call = Callable[..., Result]

ODD = "<x:s> <x:p> 1 , 2 ."
HOUSE = "<x:s>\n    <x:p> 1 ;\n    <x:p> 2 .\n"


def test_what_ships_passes_the_check(govgraph: Call) -> None:
    """The data, the ontology, the shapes and the boards of the tests need no formatting."""
    assert govgraph("-C", ROOT, "fmt", "--check") == Result(0, "", "")
    folders = (ROOT / "data", ROOT / "ontology", ROOT / "tests" / "boards")
    assert govgraph("fmt", "--check", *folders) == Result(0, "", "")


def test_a_workspace_is_formatted_where_it_needs_to_be(board: Path, govgraph: Call) -> None:
    """Without PATH the data is formatted; a file in the house style is not touched."""
    roles, people = board / "data" / "roles.ttl", board / "data" / "people.ttl"
    before = roles.read_bytes()
    edit(roles, "role:mps-commissioner\n    a", "role:mps-commissioner   a")
    for path in (roles, people):
        os.utime(path, ns=(1, 1))
    assert govgraph("-C", board, "fmt", "--check") == Result(1, f"{roles}\n", "")
    assert roles.stat().st_mtime_ns == 1
    assert govgraph("-C", board, "fmt") == Result(0, "", f"{roles}: formatted\n")
    assert roles.read_bytes() == before
    assert (roles.stat().st_mtime_ns > 1, people.stat().st_mtime_ns) == (True, 1)
    assert govgraph("-C", board, "fmt", "--check").code == 0


def test_stdin_is_formatted_to_stdout(govgraph: Call, stdin: Callable[[str], None]) -> None:
    """'-' reads stdin and writes nothing but the result; with --check it names stdin."""
    stdin(ODD)
    assert govgraph("fmt", "-") == Result(0, HOUSE, "")
    stdin(ODD)
    assert govgraph("fmt", "--check", "-") == Result(1, "stdin\n", "")
    stdin("<x:s> <x:p>")
    result = govgraph("fmt", "-")
    assert (result.code, result.out) == (1, "")
    assert result.err.startswith("govgraph: stdin:1:")


def test_a_diff_shows_what_would_change(tmp_path: Path, govgraph: Call) -> None:
    """--diff writes nothing and shows a unified diff, also of a missing last line end."""
    path = tmp_path / "x.ttl"
    path.write_text(ODD, encoding="utf-8")
    result = govgraph("fmt", "--diff", path)
    assert result.code == 1
    assert result.out == (
        f"--- {path}\n+++ {path} (formatted)\n@@ -1 +1,3 @@\n"
        f"-{ODD}\n\\ No newline at end of file\n"
        "+<x:s>\n+    <x:p> 1 ;\n+    <x:p> 2 .\n"
    )
    assert path.read_text(encoding="utf-8") == ODD
    path.write_text("<x:s> <x:p> 1 , 1 .\n" * 9000, encoding="utf-8")
    result = govgraph("fmt", "--diff", path)
    assert (result.code, result.out) == (1, "")
    assert "too long to compare" in result.err


@pytest.mark.parametrize(
    ("raw", "code", "said"),
    [
        (b"<x:s> <x:p> 1 ; ; <x:s> .", 1, r"x\.ttl:1:\d+: not Turtle"),
        (b"<s> <p> 1 .", 1, r"x\.ttl:1:1: not Turtle"),
        (b"\xff\xfe<\0x\0:\0s\0>\0", 2, "not UTF-8. Save the file as UTF-8"),
        (b"<\0x\0:\0s\0>\0", 2, r"x\.ttl:1:2: a NUL character"),
        (b"\x89PNG\r\n\x1a\n\0\0", 2, "not UTF-8"),
        (b"<x:s> <x:p> <<( <x:a> <x:b> 1 )>> .", 2, r"x\.ttl:1:13: there is no house style"),
    ],
)
def test_what_cannot_be_formatted_is_left_alone_and_others_are_not(
    raw: bytes, code: int, said: str, tmp_path: Path, govgraph: Call
) -> None:
    """A file that is no Turtle is named with its place, is not touched, and stops no other."""
    bad, good = tmp_path / "x.ttl", tmp_path / "y.ttl"
    bad.write_bytes(raw)
    good.write_text(ODD, encoding="utf-8")
    result = govgraph("fmt", tmp_path)
    assert (result.code, result.out) == (code, "")
    first, second = result.err.splitlines()
    assert re.search(said, first)
    assert second == f"{good}: formatted"
    assert (bad.read_bytes(), good.read_text(encoding="utf-8")) == (raw, HOUSE)


def test_folders_are_searched_and_links_followed(tmp_path: Path, govgraph: Call) -> None:
    """Each file below a folder is formatted once, through links too; hidden folders are not."""
    real, hidden = tmp_path / "real", tmp_path / "tree" / ".venv"
    inner = tmp_path / "tree" / "a" / "b"
    for folder in (real, hidden, inner):
        folder.mkdir(parents=True)
        (folder / "x.ttl").write_text(ODD, encoding="utf-8")
    (inner / "x.txt").write_text(ODD, encoding="utf-8")
    (real / "x.ttl").chmod(0o640)
    (tmp_path / "tree" / "link.ttl").symlink_to(real / "x.ttl")
    (tmp_path / "tree" / "again").symlink_to(real)
    (inner / "loop").symlink_to(tmp_path / "tree")
    result = govgraph("fmt", tmp_path / "tree")
    assert result.code == 0
    assert result.err.count(": formatted") == 2
    assert (tmp_path / "tree" / "link.ttl").is_symlink()
    assert (real / "x.ttl").read_text(encoding="utf-8") == HOUSE
    assert (real / "x.ttl").stat().st_mode & 0o777 == 0o640
    for path in (hidden / "x.ttl", inner / "x.txt"):
        assert path.read_text(encoding="utf-8") == ODD


@pytest.mark.parametrize(
    "kind", ["missing", "dangling", "loop", "pipe", "empty folder", "long", "nul"]
)
def test_what_is_no_file_is_said(kind: str, tmp_path: Path, govgraph: Call) -> None:
    """What is not there, cannot be read or holds no Turtle is one line each, and exit 2."""
    path = tmp_path / "x.ttl"
    if kind == "dangling":
        path.symlink_to("nowhere")
    elif kind == "loop":
        path.symlink_to(path)
    elif kind == "pipe":
        os.mkfifo(path)
    elif kind == "empty folder":
        path.mkdir()
    name = {"long": "x" * 300, "nul": "x\0.ttl"}.get(kind, str(path))
    result = govgraph("fmt", name)
    assert (result.code, result.out, result.err.count("\n")) == (2, "", 1)
    assert result.err.startswith("govgraph: ")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may do anything")
def test_a_folder_without_permission_is_said(tmp_path: Path, govgraph: Call) -> None:
    """A folder that may not be read, or a file in one that may not be written, is exit 2."""
    (tmp_path / "x.ttl").write_text(ODD, encoding="utf-8")
    for mode in (0o500, 0o400, 0o000):
        tmp_path.chmod(mode)
        result = govgraph("fmt", tmp_path)
        tmp_path.chmod(0o700)
        assert result.code == 2
        assert result.err.startswith("govgraph: ")
        assert [p.name for p in tmp_path.iterdir()] == ["x.ttl"]
    assert (tmp_path / "x.ttl").read_text(encoding="utf-8") == ODD


def test_a_file_is_formatted_whole_or_not_at_all(
    tmp_path: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """When writing goes wrong, the file is as it was and nothing is left beside it."""
    path = tmp_path / "x.ttl"
    path.write_text(ODD, encoding="utf-8")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    result = govgraph("fmt", path)
    assert (result.code, result.out) == (2, "")
    assert "No space left on device" in result.err
    assert [p.name for p in tmp_path.iterdir()] == ["x.ttl"]
    assert path.read_text(encoding="utf-8") == ODD


def test_a_formatter_that_changes_a_statement_is_stopped(
    tmp_path: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The result is read again before it is written: a changed statement keeps the file."""
    from govgraph.turtle_format import spelling

    path = tmp_path / "x.ttl"
    path.write_text('<x:s> <x:p> "a" , "b" .', encoding="utf-8")
    monkeypatch.setattr(spelling, "_quoted", lambda value, verb: f'"{value}."')
    result = govgraph("fmt", path)
    assert (result.code, result.out) == (2, "")
    assert "would change what it says" in result.err
    assert path.read_text(encoding="utf-8") == '<x:s> <x:p> "a" , "b" .'
