"""Tokens → declarations and blocks, with the comments that belong to each."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from govgraph.names import RDF_TYPE
from govgraph.turtle_format.parts import Block, Comment, Declaration, Ending, Pieces, Statement
from govgraph.turtle_format.spelling import Spelling
from govgraph.turtle_tokens import tokens

_LINE_END_OR_COMMENT = re.compile(r"\r\n?|\n|#[^\r\n]*+")
_NOTHING = re.compile(r"(?:[ \t\r\n]++|#[^\r\n]*+)*")


class UnknownFormError(Exception):
    """Something stands at an offset for which there is no way of writing it."""

    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class _Awaited(Enum):
    SUBJECT = auto()
    VERB = auto()
    OBJECT = auto()
    MARK = auto()
    ITEM = auto()


@dataclass(slots=True)
class _Inner:
    """What stands in one pair of brackets so far, and where it goes on outside them."""

    closing: str
    outside: _Awaited
    verb: str
    verb_iri: str
    held: list[tuple[str, Pieces]] = field(default_factory=list)


class Reader:
    """Reads a text that the engine has parsed."""

    def __init__(self, text: str, spelling: Spelling) -> None:
        self._text = text
        self._spelling = spelling
        self._awaited = _Awaited.SUBJECT
        self._inner: list[_Inner] = []
        self._verb = self._verb_iri = ""
        self._open: Block | Declaration | None = None
        self._closed: Block | Declaration | None = None
        self._statement: Statement | None = None
        # Comments that wait for the statement, or for the block, that comes next.
        self._pending: list[str] = []
        self._declared: set[str] = set()
        self._loose: list[Comment] = []
        self._blank = False
        self._broken = False
        self._bracketed = False

    def read(self) -> Iterator[Block | Declaration | Ending]:
        """Yield what the text holds, in its order.

        Raises:
            UnknownFormError: there is no way of writing something.
        """
        end = 0
        found = tokens(self._text)
        for token in found:
            kind = token.lastgroup or ""
            start = token.start(kind)
            self._gap(end, start)
            end = token.end()
            if self._closed:
                yield self._closed
                self._closed = None
            try:
                if kind == "word" and token["word"] not in ("a", "true", "false"):
                    end = self._declaration(token, found)
                elif kind == "mark":
                    self._mark(token["mark"])
                else:
                    self._term(token, kind)
            except LookupError as error:
                raise UnknownFormError(start) from error
        if self._open or not _NOTHING.fullmatch(self._text, end):
            raise UnknownFormError(end)
        self._gap(end, len(self._text))
        if self._closed:
            yield self._closed
        yield Ending(self._loose)

    # Comments

    def _gap(self, start: int, end: int) -> None:
        """Take in what stands between two tokens."""
        if end - start == 1 and self._text[start] == " ":
            return
        ends, line_begins = 0, start == 0
        for match in _LINE_END_OR_COMMENT.finditer(self._text, start, end):
            if not match[0].startswith("#"):
                ends += 1
                line_begins = self._broken = True
                continue
            text = match[0].rstrip(" \t")
            if line_begins:
                self._comment_above(text, self._blank or ends > 1)
                self._blank = False
            else:
                self._comment_beside(text)
            ends = 0
        self._blank = self._open is None and (self._blank or ends > 1)

    def _comment_above(self, text: str, blank: bool) -> None:
        if isinstance(self._open, Declaration):
            self._open.above.append(Comment(text, False))
        elif self._statement:
            self._statement.above.append(text)
        elif self._open:
            self._pending.append(text)
        else:
            self._loose.append(Comment(text, blank))

    def _comment_beside(self, text: str) -> None:
        if self._statement:
            self._statement.beside.append(text)
            return
        owner = self._open or self._closed
        if isinstance(owner, Block):
            if self._open is None and owner.below:
                owner.end.append(text)
            else:
                (owner.statements[-1] if owner.statements else owner).beside.append(text)
        elif owner:
            owner.beside.append(text)
        else:
            self._loose.append(Comment(text, False))

    # Declarations

    def _declaration(self, word: re.Match[str], found: Iterator[re.Match[str]]) -> int:
        """Read a declaration to its end; return the offset there."""
        directive = word["word"].lower()
        if self._awaited != _Awaited.SUBJECT or directive.lstrip("@") not in ("prefix", "base"):
            raise LookupError(directive)
        here = self._open = Declaration(self._loose, self._blank)
        self._loose, self._blank = [], False
        wanted = ["name", "iri"] if directive.endswith("prefix") else ["iri"]
        wanted += ["mark"] if directive.startswith("@") else []
        end, written = word.end(), []
        for kind in wanted:
            token = next(found, None)
            if token is None or token.lastgroup != kind:
                raise LookupError(kind)
            self._gap(end, token.start(kind))
            end = token.end()
            written.append(token[kind])
        if "name" in wanted:
            self._spelling.declare_prefix(*written[:2])
            # What is declared twice is written once.
            here.prefix = None if written[0] in self._declared else written[0]
            self._declared.add(written[0])
        else:
            self._spelling.declare_base(written[0])
        self._open, self._closed = None, here
        return end

    # Terms and marks

    def _term(self, token: re.Match[str], kind: str) -> None:
        if self._awaited == _Awaited.VERB:
            self._verb_iri = RDF_TYPE if kind == "word" else self._spelling.iri(token[kind])
            is_type = self._verb_iri == RDF_TYPE
            self._begin_statement("a" if is_type else self._spelling.name(token[kind]))
        elif kind in ("name", "iri"):
            self._value(self._spelling.name(token[kind]))
        elif kind == "string":
            if token["language"] or token["datatype"]:
                self._gap(
                    _closing_quote(token),
                    token.start("language" if token["language"] else "datatype"),
                )
            self._value(self._spelling.string(token, self._verb_iri))
        elif kind == "nil":
            self._gap(token.start(kind), token.end())
            self._value("()")
        elif token[kind] == "a":
            raise LookupError(kind)
        else:
            self._value(token[kind])

    def _begin_block(self, subject: Pieces) -> None:
        self._open = Block(self._loose, self._blank, subject)
        self._loose, self._blank, self._broken = [], False, False
        self._verb = self._verb_iri = ""
        self._awaited = _Awaited.VERB

    def _begin_statement(self, verb: str) -> None:
        self._verb = verb
        if not self._inner:
            self._statement = Statement(verb, above=self._pending)
            self._pending = []
        self._awaited = _Awaited.OBJECT

    def _value(self, value: Pieces) -> None:
        if self._awaited == _Awaited.SUBJECT:
            if isinstance(self._open, Block):
                self._open.subject = value
                self._awaited = _Awaited.VERB
            else:
                self._begin_block(value)
        elif self._awaited == _Awaited.ITEM:
            self._inner[-1].held.append(("", value))
        elif self._awaited != _Awaited.OBJECT:
            raise LookupError(value)
        else:
            self._awaited = _Awaited.MARK
            if self._inner:
                self._inner[-1].held.append((self._verb, value))
            elif self._statement and isinstance(self._open, Block):
                self._statement.value = value
                self._open.statements.append(self._statement)
                self._statement = None

    def _mark(self, mark: str) -> None:
        complete = self._awaited in (_Awaited.MARK, _Awaited.VERB)
        if mark in ("[", "("):
            self._opening(mark)
        elif (mark == ")" and self._awaited == _Awaited.ITEM) or (mark == "]" and complete):
            self._closing()
        elif mark == ";" and complete:
            self._awaited = _Awaited.VERB
        elif mark == "," and self._awaited == _Awaited.MARK:
            self._begin_statement(self._verb)
        elif mark == "." and complete and isinstance(self._open, Block) and not self._inner:
            self._open.below, self._pending = self._pending, []
            self._open.flat = not self._broken and len(self._open.statements) == 1
            self._open, self._closed = None, self._open
            self._awaited = _Awaited.SUBJECT
        else:
            raise LookupError(mark)

    def _opening(self, mark: str) -> None:
        outside = self._awaited
        if outside == _Awaited.SUBJECT:
            self._begin_block("[]")
            if mark == "[":
                # What is said inside the brackets is said of the subject: no need for two lists.
                self._bracketed = True
                return
        elif outside not in (_Awaited.OBJECT, _Awaited.ITEM):
            raise LookupError(mark)
        self._inner.append(_Inner("]" if mark == "[" else ")", outside, self._verb, self._verb_iri))
        self._awaited = _Awaited.VERB if mark == "[" else _Awaited.ITEM

    def _closing(self) -> None:
        if not self._inner and self._bracketed:
            self._bracketed = False
            self._awaited = _Awaited.VERB
            return
        inner = self._inner.pop()
        self._awaited, self._verb, self._verb_iri = inner.outside, inner.verb, inner.verb_iri
        self._value(_bracketed(inner))


def _closing_quote(token: re.Match[str]) -> int:
    """Return the offset after the quotation marks of a string's token."""
    long = max(token.end("long1"), token.end("long2"))
    return long + 3 if long > 0 else max(token.end("short1"), token.end("short2")) + 1


def _bracketed(inner: _Inner) -> Pieces:
    if inner.closing == ")":
        items = [piece for _, value in inner.held for piece in (value, " ")]
        return ["( ", *items, ")"]
    pieces: list[Pieces] = []
    for verb, value in sorted(inner.held, key=lambda held: held[0] != "a"):
        pieces += [" ; " if pieces else "[ ", verb, " ", value]
    return [*pieces, " ]"] if pieces else "[]"
