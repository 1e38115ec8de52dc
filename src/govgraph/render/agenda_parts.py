"""The parts of an agenda in words."""

from __future__ import annotations

from typing import NamedTuple

from govgraph.render.story import Line


class Point(NamedTuple):
    """One matter: what it is called, and lines with labels; ``quoted`` ones are a record's."""

    title: str
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """Matters of one kind: a heading, a sentence on what they are, and the matters."""

    heading: str
    note: str
    points: tuple[Point, ...]


class Paper(NamedTuple):
    """The agenda in words."""

    title: str
    opening: tuple[str, ...]
    sections: tuple[Section, ...]
    closing: tuple[str, ...]
