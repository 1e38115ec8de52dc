"""The quote lock: words have to stand in the source, white space folded, nothing else changed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_WORD = re.compile(r"\w+")
# How many characters of a passage are shown.
_SHOWN = 400


class Stretch(NamedTuple):
    """Where words stand: code points of the stored file, ``end`` not among them."""

    start: int
    end: int

    def holds(self, other: Stretch) -> bool:
        """Return whether another stretch lies within this one."""
        return self.start <= other.start and other.end <= self.end


def paragraphs(text: str) -> list[Stretch]:
    """Return the paragraphs of a text: what blank lines part, without white space at the ends."""
    found: list[Stretch] = []
    runs = False
    for line in _LINE.finditer(text):
        words = line[0].strip()
        if words:
            start = line.start() + line[0].index(words)
            first = found.pop().start if runs else start
            found.append(Stretch(first, start + len(words)))
        runs = bool(words)
    return found


def find(text: str, quote: str) -> list[Stretch]:
    """Return where a quotation stands in a text.

    Args:
        text: the source as stored.
        quote: the words; any run of white space in them stands for any other. They begin and
            end where words do: "complete" does not stand in "incomplete".
    """
    words = r"\s+".join(map(re.escape, quote.split()))
    before = r"(?<!\w)" if re.match(r"\s*\w", quote) else ""
    after = r"(?!\w)" if re.search(r"\w\s*\Z", quote) else ""
    return [Stretch(*found.span()) for found in re.finditer(f"{before}{words}{after}", text)]


def nearest(quote: str, passages: Sequence[str]) -> str:
    """Return the passage that has most words of a quotation, shortened; none in common: nothing."""
    asked = _counted(quote)
    best, shared = "", 0
    for passage in passages:
        common = (asked & _counted(passage)).total()
        if common > shared:
            best, shared = passage, common
    # A word or two of a sentence are in any passage.
    if 2 * shared < asked.total():
        return ""
    return best if len(best) <= _SHOWN else best[:_SHOWN].rpartition(" ")[0] + " …"


def _counted(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.casefold()))
