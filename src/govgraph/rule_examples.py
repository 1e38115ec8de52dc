"""The smallest data that breaks a rule, and the same with the mistake mended.

Both are Turtle files that ship with the package, named for the rule: ``tests/bad/GG131.ttl`` and
``tests/good/GG131.ttl``. The first line of each is a comment that says what is wrong, or what was
mended. Below it may stand ``#+ file: NAME``, the name under which the file is to be checked;
``#+ board: NAME``, the invented board in whose context it is, if not the parish; and
``#+ at: FILE:LINE:COLUMN violation``, a finding in another file, with as much of the place as is
known. A name with a folder in it, such as ``shapes/own.ttl``, is the file's place in the board,
which is then checked as a whole, without the sources that neither it nor the file names.

What is found in the file itself is marked below its line, by a comment with a caret in the
column of the finding, the rule's code and its severity: ``#      ^ GG131 violation``. ``#^`` marks
the first column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from govgraph.errors import ValidationError
from govgraph.rdfio import read_text
from govgraph.workspace import resources

_BOARD = "parish"
_HEADER = re.compile(r"#\+ (board|file|at): (\S+)(?: (violation|warning|info))?")
_MARK = re.compile(r"#( *)\^ GG\d{3} (violation|warning|info)")
_NOT_SHOWN = re.compile(r"#|@prefix (?!:)")


class Place(NamedTuple):
    """Where a finding is.

    Attributes:
        severity: the finding's.
        file: the example's own name, or a file of the board, named from the board's folder.
        line: from 1; None where it is not known.
        column: from 1, in code points; None where it is not known.
    """

    severity: str
    file: str
    line: int | None = None
    column: int | None = None


class Example(NamedTuple):
    """A file that breaks a rule, or one that keeps it.

    Attributes:
        says: what is wrong, or what was mended, in a sentence.
        board: the invented board in whose context it is checked.
        file: the name under which it is checked, or its place in the board.
        text: the whole file.
        places: where its findings are.
    """

    says: str
    board: str
    file: str
    text: str
    places: tuple[Place, ...]

    @property
    def lines(self) -> list[tuple[int, str]]:
        """The lines that state something, by number: no comments, and of prefixes the own."""
        numbered = list(enumerate(self.text.splitlines(), 1))
        kept = [(n, line) for n, line in numbered if not _NOT_SHOWN.match(line)]
        return kept[next((i for i, (_, line) in enumerate(kept) if line), 0) :]


class Examples(NamedTuple):
    """What breaks a rule, and what keeps it."""

    failing: Example
    passing: Example


def folder(name: str) -> Path:
    """Return the folder of what breaks rules, ``bad``, or of what keeps them, ``good``."""
    return resources() / "tests" / name


def examples_of(code: str) -> Examples | None:
    """Return the examples of a rule, or None where none ship.

    Args:
        code: the code of the rule.

    Raises:
        ValidationError: a file has no first line that says what it shows, or marks no place.
        WorkspaceError: a file cannot be read.
    """
    paths = [folder(name) / f"{code}.ttl" for name in ("bad", "good")]
    if not all(path.is_file() for path in paths):
        return None
    failing, passing = (read_example(read_text(path), path.name) for path in paths)
    return Examples(failing, passing)


def read_example(text: str, name: str) -> Example:
    """Return an example.

    Args:
        text: the file.
        name: its own name, under which it is checked unless it gives another.

    Raises:
        ValidationError: it has no first line that says what it shows.
    """
    lines = text.splitlines()
    if not lines or not lines[0].startswith("# "):
        raise ValidationError("bad-example", "its first line does not say what it shows.", name)
    headers = [m for line in lines if (m := _HEADER.fullmatch(line))]
    given = {m[1]: m[2] for m in headers}
    file = given.get("file", name)
    elsewhere = [_place(m[3] or "", m[2]) for m in headers if m[1] == "at"]
    places = (*_marked(lines, file), *elsewhere)
    return Example(lines[0][2:], given.get("board", _BOARD), file, text, places)


def _marked(lines: list[str], file: str) -> Iterator[Place]:
    marked = 0
    for number, line in enumerate(lines, 1):
        mark = _MARK.fullmatch(line)
        if mark is None:
            marked = number
        else:
            # "#" itself stands in the first column.
            yield Place(mark[2], file, marked, len(mark[1]) + 2 if mark[1] else 1)


def _place(severity: str, text: str) -> Place:
    file, *numbers = text.split(":")
    return Place(severity, file, *map(int, numbers))
