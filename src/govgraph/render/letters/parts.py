"""What a letter is made of, as every format shows it: plain text, and the numbers of its notes."""

from __future__ import annotations

from typing import NamedTuple


class Marked(NamedTuple):
    """Text, and the numbers of the notes that belong to it."""

    text: str
    notes: tuple[int, ...] = ()


class Said(NamedTuple):
    """What a later record says: where, how it counts, and the whole paragraph, verbatim."""

    place: str
    how: Marked
    paragraph: str


class Entry(NamedTuple):
    """One action, or one commitment without a number.

    Attributes:
        section: the heading's code.
        name: ``DATE/NUMBER``, or an empty string.
        reference: day and number in words, or where a commitment stands.
        text: the words of the record, verbatim.
        given: to whom it is given, with the notes on joint owners.
        timings: a line for each timing as given.
        remarks: what else the records have on it: other words, other leads, what it takes up.
        said: what later records say.
        silence: that no later record mentions it, or an empty string.
        aside: reasons of readings that only whoever signs needs.
    """

    section: str
    name: str
    reference: str
    text: str
    given: Marked
    timings: tuple[Marked, ...]
    remarks: tuple[Marked, ...]
    said: tuple[Said, ...]
    silence: str
    aside: tuple[str, ...] = ()


class Block(NamedTuple):
    """A heading of the annex with what it asks and its entries."""

    title: str
    ask: str
    entries: tuple[Entry, ...]


class Aside(NamedTuple):
    """Notes of one kind for whoever signs: a heading, and lines."""

    title: str
    lines: tuple[str, ...]


class Page(NamedTuple):
    """A whole letter.

    Attributes:
        draft: that it is a draft, and what it is written from.
        head: label and value of each line above the salutation.
        subject: its subject line.
        salutation: how it begins; empty, as are head and ending, where it asks nothing.
        opening: paragraphs before what the records say of actions that they do not name.
        quoted: each of these, a sentence with the place where it stands.
        body: paragraphs after them.
        counts: heading by heading, how many actions.
        ending: what stands under it, and who signs.
        annex: the heading of the annex.
        blocks: its sections.
        position: the heading of the column that is left free.
        notes: the notes, in the order of their numbers.
        closing: what stands at the end of the letter.
        signatory: notes for whoever signs, on a page of their own that is no part of the letter.
    """

    draft: str
    head: tuple[tuple[str, tuple[Marked, ...]], ...]
    subject: str
    salutation: str
    opening: tuple[str, ...]
    quoted: tuple[Said, ...]
    body: tuple[str, ...]
    counts: tuple[str, ...]
    ending: tuple[str, ...]
    annex: str
    blocks: tuple[Block, ...]
    position: str
    notes: tuple[str, ...]
    closing: tuple[str, ...]
    signatory: tuple[Aside, ...] = ()


class Sheet(NamedTuple):
    """A table of actions: a title, lines above, headings, rows, and lines below."""

    title: str
    above: tuple[str, ...]
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    below: tuple[str, ...]


class Notes:
    """Numbers notes in the order in which they are first called for; each text once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}

    def number(self, text: str | None) -> tuple[int, ...]:
        """Return the number of a note, or none for no text."""
        if not text:
            return ()
        return (self._numbers.setdefault(text, len(self._numbers) + 1),)

    @property
    def texts(self) -> tuple[str, ...]:
        """The notes, in the order of their numbers."""
        return tuple(self._numbers)
