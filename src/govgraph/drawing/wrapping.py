"""Words in a box: wrapped, and cut where there are too many."""

from __future__ import annotations

from textwrap import wrap

from govgraph.prose import visible


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Return text in lines of at most so many characters, the last one cut with an ellipsis.

    Control characters and those that turn the direction of writing are written out.
    """
    lines = wrap(visible(" ".join(text.split())), width) or [""]
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][: width - 1].rstrip()}…"]
