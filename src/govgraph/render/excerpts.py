"""The line of a file that a finding is at, with the place in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from govgraph.turtle_tokens import line_starts

# How many characters of a long line are shown, at most, before and from the place.
_BEFORE = 60
_FROM = 180
# What a reader takes for one thing: a string, an IRI in brackets, or a run of characters.
_THING = re.compile(r'"(?:[^"\\\n]|\\.)*"|<[^>\n]*>|[^\s;,]*[^\s;,.]|\S')


class Excerpt(NamedTuple):
    """A line in three parts; ``marked`` is empty where the place in it is not known."""

    before: str
    marked: str
    after: str


def excerpt(text: str, line: int, column: int | None) -> Excerpt:
    """Return a line of a text, cut where it is long.

    Args:
        text: the whole text.
        line: the line, from 1; an empty one is returned where there is none.
        column: the code point in it, from 1, at which the thing to be marked begins.
    """
    starts = _starts(text)
    if line >= len(starts):
        return Excerpt("", "", "")
    # Editors do not show the mark, so that it takes no column.
    whole = text[starts[line - 1] : starts[line]].rstrip("\r\n").removeprefix("\ufeff")
    at = 0 if column is None else min(column - 1, len(whole))
    thing = None if column is None else _THING.match(whole, at)
    end = at if thing is None else min(thing.end(), at + _FROM)
    before, after = whole[:at].lstrip(), whole[end:]
    if len(before) > _BEFORE:
        before = f"…{before[-_BEFORE:]}"
    room = max(_FROM - (end - at), 0)
    if len(after) > room:
        after = f"{after[:room]}…"
    return Excerpt(before, whole[at:end], after) if column else Excerpt("", "", after.lstrip())


@lru_cache(maxsize=1)
def _starts(text: str) -> tuple[int, ...]:
    # Thousands of findings may stand in one file, and come file by file.
    return (*line_starts(text), len(text))
