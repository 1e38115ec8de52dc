"""The boxes of a picture: what stands in each, and how large it is."""

from __future__ import annotations

from dataclasses import dataclass

from govgraph.drawing.wrapping import wrapped
from govgraph.graph import Node
from govgraph.palette import MISSING, Style, node_style
from govgraph.prose import long_date, short_date

WIDTH = 200.0
LINE = 15.0
# Between the ends of two lines at one side of a box, and from the first to the corner.
APART = 9.0
NEAR_CORNER = 7.0
_PAD = 9.0
_CHARACTERS = 29
_MOST_LINES = 3


@dataclass
class Box:
    """A node with its place: ``x`` and ``y`` are its middle."""

    node: Node
    rows: tuple[str, ...]
    small: str
    style: Style
    height: float
    width: float = WIDTH
    x: float = 0.0
    y: float = 0.0

    @property
    def top(self) -> float:
        """The upper edge."""
        return self.y - self.height / 2


def box(node: Node) -> Box:
    """Return the box of a node, without a place."""
    rows = tuple(wrapped(node.label, _CHARACTERS, _MOST_LINES))
    small = _small(node)
    height = 2 * _PAD + LINE * (len(rows) + bool(small))
    style = node_style(node.kind) if node.on_file else MISSING
    return Box(node, rows, small, style, height)


def _small(node: Node) -> str:
    """Return the second thing to know of a node, in smaller words."""
    if not node.on_file:
        return "known by mention, not on file"
    if node.kind == "action":
        return node.id
    if node.kind == "person" and node.until and node.date and node.until != node.date:
        # Not an interval: between the two days there may be nothing on record.
        return f"first {short_date(node.date)}, last {short_date(node.until)}"
    return ""


def title(node: Node) -> str:
    """Return all that a picture can say of a node when it is pointed at."""
    parts = [node.title or node.label, node.id]
    if node.date and node.kind not in ("action", "meeting"):
        parts.append(long_date(node.date))
    for quote in node.quotes:
        place = ", ".join(p for p in (quote.record, quote.locator) if p)
        parts.append(f"“{quote.text}” ({place})")
    return "\n".join(dict.fromkeys(parts))
