"""Words in a box: wrapped, and cut where there are too many."""

from __future__ import annotations

import re
from textwrap import TextWrapper

from govgraph.prose import visible

# A day stays on one line.
_DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2,8}) (\d{4})\b")
_KEPT = "\u00a0"


def wrapped(text: str, width: int, most: int) -> list[str]:
    """Return text in lines of at most so many characters, the last one cut with an ellipsis.

    Control characters and those that turn the direction of writing are written out.
    """
    shown = visible(" ".join(text.split()))
    if len(shown) <= width:
        return [shown]
    lines = _lines(shown, width)
    if len(lines) <= most:
        # No last word alone in a line: as narrow as so many lines allow.
        for narrow in range(width - 1, width // 2, -1):
            closer = _lines(shown, narrow)
            if len(closer) > len(lines):
                break
            lines = closer
        return lines
    return [*lines[: most - 1], f"{lines[most - 1][: width - 1].rstrip()}…"]


def _lines(text: str, width: int) -> list[str]:
    wrapper = TextWrapper(width, break_on_hyphens=False)
    kept = _DAY.sub(rf"\1{_KEPT}\2{_KEPT}\3", text)
    return [line.replace(_KEPT, " ") for line in wrapper.wrap(kept)]
