"""A line of a file with a caret under a place in it."""

from __future__ import annotations

from govgraph.prose import visible

_MORE = "…"
# How much of a long line is shown before the place, of its whole width.
_BEFORE = 3


def excerpt(line: str, column: int, width: int) -> tuple[str, str]:
    """Return a line, and a second one with a caret under a column of it.

    Args:
        line: the line, without its end.
        column: the column, from 1, in code points.
        width: how many columns of a terminal there are; a longer line is cut around the place.
    """
    # visible() writes what cannot be seen with more signs than one.
    shown = [visible(" " if sign == "\t" else sign).replace("\n", " ") for sign in line]
    at = min(column - 1, len(shown))
    first = 0
    while first < at and shown[first] == " ":
        first += 1
    before = after = ""
    if _wide(shown[first:]) > width:
        room = width // _BEFORE
        start = at
        while start > first and room >= _wide(shown[start - 1]):
            start -= 1
            room -= _wide(shown[start])
        before = _MORE if start > first else ""
        first, end, room = start, start, width - 2
        while end < len(shown) and room >= _wide(shown[end]):
            room -= _wide(shown[end])
            end += 1
        after = _MORE if end < len(shown) else ""
        shown = shown[:end]
    text = before + "".join(shown[first:]) + after
    return text.rstrip(), " " * _wide([before, *shown[first:at]]) + "^"


def _wide(parts: list[str] | str) -> int:
    """Return how many columns a terminal gives to text."""
    # Only lines that are shown need the tables.
    from unicodedata import combining, east_asian_width

    signs = "".join(parts)
    if signs.isascii():
        return len(signs)
    return sum(0 if combining(sign) else 1 + (east_asian_width(sign) in "WF") for sign in signs)
