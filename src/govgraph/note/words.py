"""The quote lock: words have to stand in the source, white space folded, nothing else changed."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from govgraph.note.signs import is_sign

_LINE = re.compile(r"[^\r\n]*(?:\r\n?|\n)|[^\r\n]+")
_WORD = re.compile(r"\w+")
# A word, a run of white space, or any other sign: words are found as rows of these.
_PIECE = re.compile(r"\w+|\s+|[^\w\s]")
_OTHER = "\0"
# Where a sentence ends and another begins; "No. 2" and "Dr. Vane" are one. A cell of a table, an
# entry of a list and a line after its own label ("Action 1: sent") stand for themselves.
_BREAK = re.compile(
    r"(?<=[.?!])(?<!\b[Nn]o\.)(?<!\b[DM]r\.)(?<!\bSt\.)[\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z\d])"
    r"|\n[ \t]*(?=(?:[-*•–]|\(?(?:\d{1,3}|[a-z])[.)])\s|[A-Z\d][^\n.:!?|]{0,60}:\s)|\s*\|\s*"
)
# What stands between the words that introduce a list and one of its entries.
_ENTRIES = re.compile(r"[^\S\n]*\n\s*(?:[-*•–]|\(?\w{1,3}[.)])[^:]*")
# Words that name nothing, and those by which something is said of what was named.
_EMPTY = re.compile(
    r"an?|the|and|or|but|so|that|which|who|whom|it|its|this|these|those|they|them|he|she|we|i|you"
    r"|all|both|also|already|now|since|then|just|duly|there|as|not|yet|in|on|of|to"
)
_VERBS = re.compile(
    r"has|have|had|was|were|is|are|be|been|being|am|will|shall|would|can|could|may|might|must|do"
    r"|does|did|under|hand|progress|draft|preparation|begun|started"
)
# How many characters before and after a quotation are looked at for its sentence.
_AROUND = 600
# What stands before the first word of a paragraph or entry is its number: "4.2.", "(a)".
_NUMBER = re.compile(r"[\W\d_]*(?:\b[a-z]\)[\W\d_]*)?")
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


def sentences_at(text: str, home: Stretch, stretch: Stretch) -> Stretch:
    """Return the whole sentences, cells of a table or entries of a list that words stand in.

    Args:
        text: the source as stored.
        home: the passage that the words stand in.
        stretch: the words.
    """
    # No sentence is longer; a text without full stops may be.
    low, high = max(home.start, stretch.start - _AROUND), min(home.end, stretch.end + _AROUND)
    breaks = [(found.start(), found.end()) for found in _BREAK.finditer(text, low, high)]
    first = max((after for _, after in breaks if after <= stretch.start), default=low)
    last = min((before for before, _ in breaks if before >= stretch.end), default=high)
    return Stretch(first, last)


def lead_in(text: str, home: Stretch, entry: Stretch) -> str:
    """Return the words that introduce the list that an entry stands in: up to a colon, or nothing.

    Args:
        text: the source as stored.
        home: the passage that the entry stands in.
        entry: the entry; those before it stand between.
    """
    before, colon, between = text[home.start : entry.start].rpartition(":")
    return before + colon if colon and _ENTRIES.fullmatch(between) else ""


def beside(text: str, stretch: Stretch) -> str:
    """Return the lines that words stand in, where they are a row of a table or a quoted mail."""
    first = text.rfind("\n", 0, stretch.start) + 1
    last = text.find("\n", stretch.end)
    lines = text[first : last if last >= 0 else len(text)]
    return lines if "|" in lines or lines.lstrip().startswith(">") else ""


def is_whole(text: str, sentences: Stretch, stretch: Stretch) -> bool:
    """Return whether words are the sentences that they stand in, but for a number before them."""
    before, after = text[sentences.start : stretch.start], text[stretch.end : sentences.end]
    return _NUMBER.fullmatch(before) is not None and _WORD.search(after) is None


def has_subject(fragment: str) -> bool:
    """Return whether a part of a sentence names something before what it says was done."""
    for word in _WORD.findall(fragment.lower()):
        if is_sign(word) or _VERBS.fullmatch(word):
            return False
        if not _EMPTY.fullmatch(word):
            return True
    return False


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
