"""The quote lock: words have to stand in the source, white space folded, nothing else changed."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_WORD = re.compile(r"\w+")
# A word, a run of white space, or any other sign: words are found as rows of these.
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_OTHER = "\0"
# Where a sentence ends and another begins; "No. 2" and "Dr. Vane" are one.
_SENTENCE = re.compile(
    r"(?<=[.?!])(?<!\b[Nn]o\.)(?<!\b[DM]r\.)(?<!\bSt\.)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z\d])"
)
_ENDS = frozenset(".,;:!?()[]–—\"'“”‘’")
# How many characters before and after a quotation are looked at for its sentence.
_AROUND = 600
# What stands before the first word of a paragraph is its number.
_WORDS = re.compile(r"[^\W\d_]{2}")
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
    # Each piece of the quotation is one sign, so that a plain search finds the row of them: its
    # time does not grow with the product of the two lengths.
    signs: dict[str, str] = {}
    wanted = "".join(
        signs.setdefault(piece, chr(len(signs) + 1))
        for piece in _PIECE.findall(" ".join(quote.split()))
    )
    row, starts = [], array("Q")
    for piece in _PIECE.finditer(text):
        row.append(signs.get(" " if piece[0].isspace() else piece[0], _OTHER))
        starts.append(piece.start())
    starts.append(len(text))
    joined, size = "".join(row), len(wanted)
    found: list[Stretch] = []
    place = joined.find(wanted) if wanted else -1
    while place >= 0:
        found.append(Stretch(starts[place], starts[place + size]))
        place = joined.find(wanted, place + size)
    return found


def sentences_with(passage: str, quote: str) -> str:
    """Return the sentences of a passage that a quotation from it stands in.

    Args:
        passage: the words of the passage, white space folded.
        quote: words of it, likewise.
    """
    start = passage.find(quote)
    if start < 0:
        return quote
    end = start + len(quote)
    # No sentence is longer; a text without full stops may be.
    low, high = max(0, start - _AROUND), min(len(passage), end + _AROUND)
    breaks = [(found.start(), found.end()) for found in _SENTENCE.finditer(passage, low, high)]
    first = max((after for _, after in breaks if after <= start), default=low)
    last = min((before for before, _ in breaks if before >= end), default=high)
    return passage[first:last].strip()


def is_part(passage: str, quote: str) -> bool:
    """Return whether a quotation begins or ends where no part of a sentence does."""
    before, _, after = passage.partition(quote)
    before, after = before[-_AROUND:].rstrip(), after[:_AROUND].lstrip()
    runs_in = _WORDS.search(before) is not None and before[-1] not in _ENDS
    return runs_in or (after != "" and quote[-1] not in _ENDS and after[0] not in _ENDS)


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
