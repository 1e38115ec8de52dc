"""Turtle text → where each statement stands in it, as written.

The engine gives no places. What is read here is known to parse, so that nothing is judged; a text
that is not understood is read up to there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.model import Term
from govgraph.names import RDF_TYPE, VOCABULARIES
from govgraph.turtle_tokens import (
    Terms,
    language_key,
    line_and_column,
    line_starts,
    literal_key,
    tokens,
)

# What a term that comes next is.
_SUBJECT, _VERB, _OBJECT, _NOTHING, _ITEM, _REIFIER = range(6)
_AFTER_TERM = {
    _SUBJECT: _VERB,
    _VERB: _OBJECT,
    _OBJECT: _NOTHING,
    _ITEM: _ITEM,
    _REIFIER: _NOTHING,
}
_AFTER_MARK = {
    # A declaration's own full stop.
    (_SUBJECT, "."): _SUBJECT,
    (_VERB, ";"): _VERB,
    (_VERB, "."): _SUBJECT,
    (_ITEM, "~"): _ITEM,
    **{
        (state, mark): after
        for state in (_NOTHING, _REIFIER)
        for mark, after in ((",", _OBJECT), (";", _VERB), (".", _SUBJECT), ("~", _REIFIER))
    },
}
# Inside these the subject has no name; what stands in a list or a triple term states nothing.
_OPENING = {"[": _VERB, "{|": _VERB, "(": _ITEM, "<<": _ITEM, "<<(": _ITEM}
_CLOSING = frozenset({"]", "|}", ")", ">>", ")>>"})
_FIRST, _REST, _NIL = (VOCABULARIES["rdf"] + name for name in ("first", "rest", "nil"))


class Place(NamedTuple):
    """A place in a file: line and column, both from 1; columns count code points."""

    line: int
    column: int


class Positions:
    """Where the statements of one file stand.

    A blank node is known by the name that :meth:`triples` gives it, by no other. Where the same is
    written twice, the first place counts.
    """

    def __init__(self, text: str) -> None:
        self._lines = _lines(text)
        walk = _Walk(tokens(text, self._lines[0]))
        # A prefix that nobody declared, a bracket that nobody opened: here the reading ends.
        with suppress(LookupError):
            walk.run()
        self._subjects = walk.subjects
        self._predicates = walk.predicates
        self._statements = walk.statements
        self._descriptions = walk.descriptions
        self._nameless = walk.nameless()

    def subject(self, node: Term) -> Place | None:
        """Return where a node first is the subject of a block."""
        return self._place(self._subjects.get(_key(node)))

    def descriptions(self, node: Term) -> list[Place]:
        """Return where each block begins that says what class a node is of."""
        return [_place(self._lines, o) for o in self._descriptions.get(_key(node), ())]

    def predicate(self, subject: Term, predicate: Term) -> Place | None:
        """Return where the verb is first written after a subject."""
        return self._place(self._predicates.get((_key(subject), _key(predicate))))

    def statement(self, subject: Term, predicate: Term, object: Term) -> Place | None:
        """Return where the object of a statement is written."""
        keys = (_key(subject) or "", _key(predicate) or "", _key(object) or "")
        return self._place(self._statements.get(keys))

    def nameless(self) -> list[Place]:
        """Return where each blank node that no named node leads to first is a subject."""
        return [_place(self._lines, offset) for offset in self._nameless]

    def triples(self) -> Iterator[Triple]:
        """Yield the statements in the order of their first places, those of lists too.

        Blank nodes are named by their places, or after their labels. Triple terms are left out.
        """
        for subject, predicate, value in self._statements:
            node = _term(subject)
            if not isinstance(node, Literal):
                yield Triple(node, NamedNode(predicate), _term(value))

    def _place(self, offset: int | None) -> Place | None:
        return None if offset is None else _place(self._lines, offset)


def read_positions(text: str) -> Positions:
    """Return where the statements of a Turtle text stand.

    Args:
        text: the whole text as stored (no newline translation), which the engine has parsed.
    """
    return Positions(text)


def place_of(text: str, offset: int) -> Place:
    """Return the line and the column of an offset."""
    return _place(_lines(text), offset)


def _lines(text: str) -> list[int]:
    lines = line_starts(text)
    # Editors do not show a byte order mark, so that it takes no column.
    lines[0] = int(text.startswith("\ufeff"))
    return lines


def _place(lines: list[int], offset: int) -> Place:
    return Place(*line_and_column(lines, offset))


class _Walk:
    """Goes over the tokens once and notes the offset of each named term."""

    def __init__(self, found: Iterator[re.Match[str]]) -> None:
        # No key holds None, so that a triple term finds nothing.
        self.subjects: dict[str | None, int] = {}
        self.predicates: dict[tuple[str | None, str | None], int] = {}
        self.statements: dict[tuple[str, str, str], int] = {}
        # Of each subject the blocks that say what it is; and where the block at hand begins.
        self.descriptions: dict[str | None, list[int]] = {}
        self._block = 0
        # Blank nodes as subjects: a label, or brackets by their offset; and labels that are told.
        self._blanks: dict[str, int] = {}
        self._told: set[str] = set()
        self._tokens = found
        self._terms = Terms()
        self._awaited = _SUBJECT
        self._subject: str | None = None
        self._predicate: str | None = None
        # Not the call stack: brackets may be nested deeper than Python goes.
        self._outer: list[tuple[int, str | None, str | None, str | None, int]] = []

    def run(self) -> None:
        """Read to the end.

        Raises:
            LookupError: something stands where it has no meaning.
        """
        for token in self._tokens:
            if token.lastgroup == "mark":
                self._mark(token["mark"], token.start("mark"))
            elif token.lastgroup == "word" and token["word"] not in ("true", "false"):
                self._word(token["word"], token.start("word"))
            else:
                key = self._terms.key(token)
                if token.lastgroup == "blank":
                    self._blank(token["blank"], token.start("blank"))
                    key = f"_:l{token['blank'][2:]}"
                self._term(key, token.start(token.lastgroup or 0))

    def nameless(self) -> list[int]:
        """Return where each blank node that no named node leads to first is a subject."""
        return sorted(o for name, o in self._blanks.items() if name not in self._told)

    def _blank(self, name: str, offset: int) -> None:
        if self._awaited == _SUBJECT:
            self._blanks.setdefault(name, offset)
        elif self._awaited == _OBJECT and not (self._subject or "_:").startswith("_:"):
            self._told.add(name)

    def _mark(self, mark: str, offset: int) -> None:
        if mark in _OPENING:
            node = None
            if mark in "[(":
                self._blank(str(offset), offset)
                node = f"_:o{offset}"
            self._outer.append((self._awaited, self._subject, self._predicate, node, offset))
            self._awaited, self._subject, self._predicate = _OPENING[mark], node, None
            if node is not None and mark == "[":
                self.subjects[node] = offset
        elif mark in _CLOSING:
            if mark == ")" and self._subject is not None:
                self.statements[self._subject, _REST, _NIL] = offset
            self._awaited, self._subject, self._predicate, node, start = self._outer.pop()
            if mark != "|}":
                self._term(node, start)
        else:
            self._awaited = _AFTER_MARK[self._awaited, mark]

    def _word(self, word: str, offset: int) -> None:
        if word == "a" and self._awaited in (_VERB, _ITEM):
            self._term(RDF_TYPE, offset)
            return
        match word.removeprefix("@").lower():
            case "prefix":
                name = self._expect("name")
                self._terms.declare_prefix(name, self._expect("iri"))
            case "base":
                self._terms.declare_base(self._expect("iri"))
            case "version":
                self._expect("string")
            case _:
                raise LookupError(word)

    def _expect(self, kind: str) -> str:
        token = next(self._tokens, None)
        if token is None or token.lastgroup != kind:
            raise LookupError(kind)
        return token[kind]

    def _term(self, term: str | None, offset: int) -> None:
        awaited = self._awaited
        self._awaited = _AFTER_TERM[awaited]
        if awaited == _ITEM:
            self._item(term, offset)
            return
        if awaited == _SUBJECT:
            self._subject = term
        elif awaited == _VERB:
            self._predicate = term
        subject, predicate = self._subject, self._predicate
        if subject is None or term is None:
            return
        if awaited == _SUBJECT:
            self._block = offset
            self.subjects.setdefault(subject, offset)
        elif predicate is not None and awaited == _VERB:
            self.predicates.setdefault((subject, predicate), offset)
        elif predicate is not None and awaited == _OBJECT:
            self.statements.setdefault((subject, predicate, term), offset)
            if predicate == RDF_TYPE and not self._outer:
                blocks = self.descriptions.setdefault(subject, [])
                if self._block not in blocks[-1:]:
                    blocks.append(self._block)

    def _item(self, term: str | None, offset: int) -> None:
        """Note an item of a list: in the cell at hand, or in one behind it."""
        cell = self._subject
        if cell is None or term is None:
            return  # What stands in a triple term states nothing.
        if self._predicate is not None:
            self._subject = f"_:c{offset}"
            self.statements[cell, _REST, self._subject] = offset
            cell = self._subject
        self._predicate = _FIRST
        self.statements[cell, _FIRST, term] = offset


def _term(key: str) -> NamedNode | BlankNode | Literal:
    """Return the term that a key names; see :func:`_key`."""
    if key.startswith("_:"):
        return BlankNode(key[2:])
    if key[0] not in "^@":
        return NamedNode(key)
    tag, _, value = key[1:].partition(" ")
    if key[0] == "@":
        return Literal(value, language=tag.partition("--")[0])
    return Literal(value, datatype=NamedNode(tag))


def _key(term: Term) -> str | None:
    if isinstance(term, NamedNode):
        return term.value
    if isinstance(term, BlankNode):
        return f"_:{term.value}"
    if not isinstance(term, Literal):
        return None
    if not term.language:
        return literal_key(term.value, term.datatype.value)
    direction = f"--{term.direction}" if term.direction else ""
    return language_key(term.value, term.language + direction)
