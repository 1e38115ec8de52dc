"""Checks of what a source prints as a paragraph or an entry of a list, and nothing quotes."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.names import GOV
from govgraph.prose import count
from govgraph.validate.facts import Facts, Node
from govgraph.validate.headings import HEADING
from govgraph.validate.lists import MARKS, bodies_by_name, named_bodies
from govgraph.validate.rules import INFO, Breach, Rule
from govgraph.validate.sources import PLAIN_NAME, Sources, folded

UNQUOTED = Rule(
    "GG488",
    "A paragraph or an entry of a list that nothing quotes",
    INFO,
    "Add the gov:Passage of the paragraph, or the gov:Presence or gov:Apology of the entry; if it"
    " is neither, leave it.",
    "What nobody has read is missing in every answer, and looks like what the record does not say.",
)
RULES = (UNQUOTED,)

_PATH, _QUOTED = NamedNode(GOV + "sourceFile"), NamedNode(GOV + "quotedFrom")
# A number with a point, such as 2.2; headings of items have one without.
_NUMBERED = re.compile(r"^[ \t>*_#•–—-]*(\d{1,3}(?:\.\d{1,3})+)[.):]?[ \t*_]+(\S.*)$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t>*_#•–—-]*\d{1,3}(?:\.\d{1,3})*[.):][ \t*_]+\S", re.MULTILINE)
_CAPITAL = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]+")
# How many lines above the first entry that is quoted its heading is looked for.
_ABOVE = 12
_SHOWN = 60


class _Source(NamedTuple):
    """A source file, and what is quoted from it: stretches that do not meet, in order."""

    record: NamedNode
    name: str
    text: str
    quoted: list[tuple[int, int]]

    def gaps(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """Yield the stretches between two places that nothing quotes."""
        first = max(0, bisect_right(self.quoted, (start, start)) - 1)
        for begun, ended in self.quoted[first:]:
            if begun >= end:
                break
            if start < begun:
                yield start, begun
            start = max(start, ended)
        if start < end:
            yield start, end

    def breach(self, what: str, start: int, words: str, more: int = 0) -> Breach:
        """Return a breach at the record, with the line of the source, and how many more it has."""
        shown = words if len(words) <= _SHOWN else words[:_SHOWN].rpartition(" ")[0] + " …"
        line = self.text.count("\n", 0, start) + 1
        message = f"{UNQUOTED.message} It is line {line} of {self.name}: '{shown}'"
        message += f", and {count(more, 'more paragraph')} below it" if more else ""
        return Breach(UNQUOTED, self.record, _PATH, Literal(what), message)


def check_unquoted(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield numbered paragraphs, and entries of lists of attendance, without a quotation."""
    bodies = bodies_by_name(facts)
    for record in facts.if_renamed("Organization").of("Record"):
        name = facts.text(record, "sourceFile")
        if name is None or not PLAIN_NAME.fullmatch(name) or sources.is_changed(facts, record):
            continue  # That is a finding of its own, and offsets would be those of another file.
        text = sources.text(name)
        stretches = None if text is None else _stretches(facts, record, text)
        if text is not None and stretches is not None:
            source = _Source(record, name, text, list(_merged(sorted(stretches))))
            yield from _check_paragraphs(source)
            yield from _check_entries(source, sorted(_listed(facts, record)), bodies)


def _stretches(facts: Facts, record: NamedNode, text: str) -> list[tuple[int, int]] | None:
    """Return the stretches of a record that are quoted; None where that cannot be told.

    What is quoted cannot be told until its place is given. Words that do not stand at their
    offsets stand elsewhere, and are a finding of their own.
    """
    found = []
    for quad in facts.store.quads_for_pattern(None, _QUOTED, record):
        words = quad.subject
        if not isinstance(words, NamedNode | BlankNode):
            return None
        start, end = (_last(facts, words, name) for name in ("start", "end"))
        if start is None or end is None:
            return None
        if isinstance(words, NamedNode) and text[start:end] != facts.text(words, "exact"):
            return None
        found.append((start, end))
    return found


def _last(facts: Facts, words: Node, name: str) -> int | None:
    """Return the place that words are given; one of several, which a shape finds."""
    given = [int(text) for text in facts.texts(words, name) if re.fullmatch("[0-9]{1,18}", text)]
    return max(given, default=None)


def _listed(facts: Facts, record: NamedNode) -> Iterator[int]:
    """Yield where the entries of the lists of a record begin."""
    for words in facts.leading_to(record, "quotedFrom"):
        start = facts.number(words, "start")
        if start is None or facts.node(words, "quotedFrom") != record:
            continue
        for entry in facts.leading_to(words, "evidence"):
            is_entry = GOV + "Attendance" in facts.classes.get(entry, ())
            if is_entry and facts.node(entry, "evidence") == words:
                yield start


def _merged(stretches: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    begun, reached = -1, -1
    for start, end in stretches:
        if start > reached:
            if begun >= 0:
                yield begun, reached
            begun = start
        reached = max(reached, end)
    if begun >= 0:
        yield begun, reached


def _check_paragraphs(source: _Source) -> Iterator[Breach]:
    numbered = list(_NUMBERED.finditer(source.text))
    missing = [n for n in numbered if list(source.gaps(n.start(2), n.end(2))) == [n.span(2)]]
    # Of a record that is not read yet it is enough to be told once.
    told = missing if 2 * len(missing) <= len(numbered) else missing[:1]
    for found in told:
        rest = len(missing) - len(told)
        words = folded(source.text[found.start(1) : found.end()]).strip()
        yield source.breach(found[1], found.start(1), words, rest)


def _check_entries(
    source: _Source, entries: list[int], bodies: dict[str, set[NamedNode]]
) -> Iterator[Breach]:
    if not entries:
        return
    item = _ITEM.search(source.text, entries[-1])
    end = item.start() if item else source.text.find("\n", entries[-1])
    for start, ended in source.gaps(_list_begins(source.text, entries[0], bodies), max(end, 0)):
        at = start
        for part in source.text[start:ended].split("\n"):
            words = folded(part.strip(f"{MARKS},;."))
            heads = named_bodies(words, bodies) or ("," not in words and HEADING.search(words))
            if len(_CAPITAL.findall(words)) > 1 and not heads:
                yield source.breach(words, at, words)
            at += len(part) + 1


def _list_begins(text: str, first: int, bodies: dict[str, set[NamedNode]]) -> int:
    """Return where the lines under the heading of a list begin; its first entry, without one."""
    end = text.rfind("\n", 0, first) + 1
    for _ in range(_ABOVE):
        start = text.rfind("\n", 0, max(0, end - 1)) + 1
        words = folded(text[start:end].strip(MARKS))
        if named_bodies(words, bodies) or ("," not in words and HEADING.search(words)):
            return end
        end = start
    return first
