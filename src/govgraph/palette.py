"""What colours and shapes mean, in one place.

The hues are those of Okabe and Ito, which readers with any of the common kinds of colour
blindness can tell apart; no meaning hangs on colour alone: shape and words say it too.
"""

from __future__ import annotations

from typing import NamedTuple


class Style(NamedTuple):
    """How a kind of node looks.

    Attributes:
        fill: its colour.
        ink: the colour of words upon it, at least 4.5:1 against ``fill``.
        shape: a shape that Graphviz and Cytoscape.js both know by that name.
    """

    fill: str
    ink: str
    shape: str


_BLACK, _WHITE = "#000000", "#ffffff"
_ORANGE, _SKY, _GREEN, _YELLOW = "#e69f00", "#56b4e9", "#009e73", "#f0e442"
_BLUE, _VERMILION, _PURPLE = "#0072b2", "#d55e00", "#cc79a7"
_GREY, _PALE = "#999999", "#e6e6e6"
# Lines whose kind has no colour of its own, and frames.
READING_LINE = _LINE = "#5f6b7a"

NODES = {
    "action": Style(_ORANGE, _BLACK, "rectangle"),
    "thread": Style(_VERMILION, _BLACK, "hexagon"),
    "meeting": Style(_BLUE, _WHITE, "ellipse"),
    "minutes": Style(_SKY, _BLACK, "rectangle"),
    "letter": Style(_SKY, _BLACK, "rectangle"),
    "person": Style(_GREEN, _BLACK, "ellipse"),
    "role": Style(_PURPLE, _BLACK, "rectangle"),
    "organization": Style(_YELLOW, _BLACK, "octagon"),
    "topic": Style(_PALE, _BLACK, "ellipse"),
    "forum": Style("#8cc3e0", _BLACK, "octagon"),
    "document": Style("#bdbdbd", _BLACK, "rectangle"),
    "step": Style("#fbe3b0", _BLACK, "rectangle"),
    "class": Style("#cfe6f5", _BLACK, "rectangle"),
}
OTHER = Style("#d9d9d9", _BLACK, "rectangle")
MISSING = Style(_WHITE, _BLACK, "ellipse")

EDGES = {
    "owner": _VERMILION,
    "recipient": _BLUE,
    "follows up": _BLACK,
    "reissues": _BLACK,
    "present": _GREEN,
    "apologies": _GREY,
    "holds": _PURPLE,
    "next": _BLUE,
    "a kind of": _BLUE,
}


def node_style(kind: str) -> Style:
    """Return the style of a kind of node; of one that has none of its own, a common one."""
    return NODES.get(kind, OTHER)


def edge_colour(kind: str) -> str:
    """Return the colour of a kind of edge."""
    return EDGES.get(kind, _LINE)
