"""What a Turtle file consists of: declarations, blocks of statements, and comments."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

# A text in pieces, nested as brackets are: joined once, so that depth costs no more than length.
Pieces = str | list["Pieces"]


class Comment(NamedTuple):
    """A comment on a line of its own between blocks, and whether a blank line precedes it."""

    text: str
    blank: bool


@dataclass(slots=True)
class Statement:
    """A predicate with one value; comments above it, and those at the ends of its lines."""

    verb: str
    value: Pieces = ""
    above: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Block:
    """A subject with its statements.

    Attributes:
        above: the comments that precede it.
        blank: whether a blank line precedes the subject.
        subject: the subject.
        beside: comments at the end of the subject's line.
        statements: in the order of the file.
        below: comments between the last statement and the full stop.
        end: the comment after a full stop on a line of its own.
        flat: whether it is one statement, written on one line.
    """

    above: list[Comment]
    blank: bool
    subject: Pieces = ""
    beside: list[str] = field(default_factory=list)
    statements: list[Statement] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    end: list[str] = field(default_factory=list)
    flat: bool = False


@dataclass(slots=True)
class Declaration:
    """A prefix that is declared, or (``prefix`` is None) something that is not written again."""

    above: list[Comment]
    blank: bool
    prefix: str | None = None
    beside: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Ending:
    """The comments after everything else."""

    above: list[Comment]
