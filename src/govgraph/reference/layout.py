"""Where the boxes of the class diagram stand: groups of classes in columns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from govgraph.names import GOV
from govgraph.reference.ontology import Ontology, Term

HEAD = 22
ROW = 15
_FOOT = 5
_GAP = 7
_PAD = 8
_TITLE = 27
_BETWEEN = 12


@dataclass(frozen=True)
class Row:
    """A property in a box: what it leads to, and the middle of its line."""

    term: Term
    y: float


@dataclass(frozen=True)
class Box:
    """A class: ``x`` is its place within the column; ``note`` says what it is a kind of."""

    term: Term
    note: str
    x: float
    y: float
    width: float
    height: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Panel:
    """A group of classes under one heading."""

    title: str
    y: float
    height: float
    boxes: tuple[Box, ...]


@dataclass(frozen=True)
class Column:
    """Panels one below the other; ``height`` is that of all of them."""

    panels: tuple[Panel, ...]
    height: float

    @property
    def boxes(self) -> list[Box]:
        """All boxes of the column."""
        return [box for panel in self.panels for box in panel.boxes]


def columns(ontology: Ontology, number: int, width: float) -> list[Column]:
    """Return the groups of classes, each put below the shortest column so far.

    Args:
        ontology: the vocabulary; its file's headings are the groups.
        number: how many columns there are.
        width: how wide each is.
    """
    stacks: list[list[Panel]] = [[] for _ in range(number)]
    heights = [0.0] * number
    for title, group in groupby(ontology.classes, lambda t: t.place.section):
        at = heights.index(min(heights))
        panel = _panel(ontology, title, list(group), heights[at], width)
        stacks[at].append(panel)
        heights[at] += panel.height + _BETWEEN
    return [Column(tuple(s), h - _BETWEEN) for s, h in zip(stacks, heights, strict=True) if s]


def _panel(ontology: Ontology, title: str, classes: list[Term], top: float, width: float) -> Panel:
    boxes: list[Box] = []
    y, inner = top + _TITLE, width - 2 * _PAD
    half = (inner - _GAP) / 2
    chips = [c for c in classes if ontology.members(c.iri)]
    for term in (c for c in classes if c not in chips):
        box = _box(ontology, term, y, inner)
        boxes.append(box)
        y += box.height + _GAP
    # A code list has no properties of its own: two stand side by side.
    for n, term in enumerate(chips):
        x = _PAD + (n % 2) * (half + _GAP)
        boxes.append(Box(term, "", x, y + (n // 2) * (HEAD + _GAP), half, HEAD, ()))
    y += (len(chips) + 1) // 2 * (HEAD + _GAP)
    return Panel(title, top, y - _GAP + _PAD - top, tuple(boxes))


def _box(ontology: Ontology, term: Term, top: float, width: float) -> Box:
    stated = list(_stated(ontology, term))
    rows = tuple(Row(p, top + HEAD + ROW * (n + 0.5)) for n, p in enumerate(stated))
    height = HEAD + (len(rows) * ROW + _FOOT if rows else 0)
    kinds = [p.removeprefix(GOV) for p in term.parents if p in ontology.terms]
    note = f"a kind of {', '.join(kinds)}" if kinds else ""
    return Box(term, note, _PAD, top, width, height, rows)


def _stated(ontology: Ontology, cls: Term) -> Iterator[Term]:
    for term in ontology.properties:
        if term.kind == "object property" and cls.iri in term.domains and term.is_stated:
            yield term
