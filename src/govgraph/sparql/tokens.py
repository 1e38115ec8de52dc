"""A query's text → tokens with their places, and what its prologue declares.

The engine judges whether a text is a query; what is here only says where something stands.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache, cached_property
from typing import NamedTuple

from govgraph.sparql.brackets import Brackets

# The character classes of the standard (SPARQL 1.1, section 19.8), not those of Python: what the
# engine takes for part of a name must be part of it here, or a quotation mark behind it begins
# a string for one of the two alone.
_BASE = (
    "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d"
    "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MARKS = "\u00b7\u0300-\u036f\u203f\u2040"
_PLX = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_UCHAR = r"\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}"
_ESCAPE = rf"""\\[tbnrf"'\\]|{_UCHAR}"""


@cache
def _patterns(is_ascii: bool) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a token is, and what a run of the characters of a name is.

    For a text that is all ASCII the classes are those characters of the standard's that it can
    hold: the full ones take forty milliseconds to compile, which most queries do not need.
    """
    base = "A-Za-z" if is_ascii else _BASE
    named = f"{base}_0-9" + ("" if is_ascii else _MARKS)
    chars = rf"{named}\-"
    # What repeats a group is not possessive: Python before 3.11.5 loses its place there.
    prefix = rf"[{base}][{chars}]*+(?:\.++[{chars}]++)*"
    local = rf"(?:[{base}_:0-9]|{_PLX})(?:[{chars}:]++|{_PLX}|\.++(?=[{chars}:]|{_PLX}))*"
    # A string with an escape that is none comes last: no query holds one, and errors name it.
    token = rf"""
    (?P<skip> [\ \t\r\n]++ | \#[^\r\n]*+ )
  | (?P<iri> <(?:[^<>"{{}}|^`\\\x00-\x20]++|{_UCHAR})*> )
  | (?P<var> [?$][{base}_0-9][{named}]*+ )
  | (?P<string> \'\'\'(?:'{{0,2}}+(?:[^'\\]++|{_ESCAPE}))*\'\'\'
      | \"\"\"(?:"{{0,2}}+(?:[^"\\]++|{_ESCAPE}))*\"\"\"
      | '(?:[^'\\\r\n]++|{_ESCAPE})*' | "(?:[^"\\\r\n]++|{_ESCAPE})*"
      | '(?:[^'\\\r\n]++|\\[^\r\n])*' | "(?:[^"\\\r\n]++|\\[^\r\n])*" )
  | (?P<blank> _:[{base}_0-9][{chars}]*+(?:\.++[{chars}]++)* )
  | (?P<name> (?:{prefix})?:{local} )
  | (?P<prefix> (?:{prefix})?: )
  | (?P<number> (?:[0-9]++\.[0-9]*+|\.?[0-9]++)[eE][+-]?[0-9]++ | [0-9]*+\.[0-9]++ )
  | (?P<integer> [0-9]++ )
  | (?P<word> [A-Za-z_][A-Za-z0-9_]*+ )
  | (?P<language> @[A-Za-z]++(?:-[A-Za-z0-9]++)* )
  | (?P<mark> \^\^ | && | \|\| | != | <= | >= | [{{}}()\[\].,;*/|^!=<>+\-?] )
  | (?P<bad> . )
    """
    return re.compile(token, re.VERBOSE | re.DOTALL), re.compile(prefix)


_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*+")
_COMPARED = re.compile("<=?")
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNICODE = re.compile(_UCHAR)
# More is not read: a text like that is refused, or is no query.
MOST_TOKENS = 20_000
_MOST_BAD = 100


class Token(NamedTuple):
    """A token: its kind (``end`` is that of the last), its text, and where it stands."""

    kind: str
    text: str
    start: int
    end: int

    @property
    def key(self) -> str:
        """What the grammar calls it: a keyword in capitals (but ``a``), a mark, or its kind."""
        if self.kind == "word":
            return self.text if self.text == "a" else self.text.upper()
        return self.text if self.kind == "mark" else self.kind


class SparqlText:
    """A query as written.

    Args:
        text: the whole text; the places are places in it.
        where: the name of the file in messages.
    """

    def __init__(self, text: str, where: str) -> None:
        self.text = text
        self.where = where
        read = tuple(_tokens(text))
        self.tokens = tuple(token for token, _ in read)
        # Whether a token stands in the brackets of an expression, by its index.
        self.in_expression = tuple(inside for _, inside in read)
        self.prefixes: dict[str, str] = {}
        self.base = ""
        self.first = self._prologue()

    def _prologue(self) -> int:
        """Read the declarations; return the index of the first token after them."""
        tokens, at = self.tokens, 0
        while True:
            kinds = [t.kind for t in tokens[at : at + 3]]
            if tokens[at].key == "BASE" and kinds[1:2] == ["iri"]:
                self.base = self.iri(tokens[at + 1]) or ""
                at += 2
            elif tokens[at].key == "PREFIX" and kinds[1:] == ["prefix", "iri"]:
                self.prefixes[tokens[at + 1].text[:-1]] = self.iri(tokens[at + 2]) or ""
                at += 3
            else:
                return at

    @property
    def form(self) -> str:
        """The first keyword after the prologue, in capitals, such as ``SELECT``."""
        return self.tokens[self.first].key

    @cached_property
    def head(self) -> int | None:
        """The index of the brace that opens the outer ``WHERE``, or None.

        A ``CONSTRUCT WHERE { … }`` has none: its one group is the template.
        """
        depth = 0
        template = self.form == "CONSTRUCT"
        for at in range(self.first, len(self.tokens)):
            key = self.tokens[at].key
            if key in ("(", ")"):
                depth += 1 if key == "(" else -1
            elif key == "{" and not depth and not template:
                return at
            elif key in ("{", "}"):
                # What stands in brackets or in a template is no WHERE.
                depth += 1 if key == "{" else -1
                template = template and depth > 0
        return None

    def place(self, offset: int) -> str:
        """Return ``file:line:col`` of an offset."""
        line, column = line_and_column(self.text, offset)
        return f"{self.where}:{line}:{column}"

    def iri(self, token: Token) -> str | None:
        """Return the IRI that a token writes, or None where its prefix is not declared."""
        if token.kind in ("name", "prefix"):
            prefix, _, local = token.text.partition(":")
            if prefix not in self.prefixes:
                return None
            return self.prefixes[prefix] + re.sub(r"\\(.)", r"\1", local)
        iri = _UNICODE.sub(_character, token.text[1:-1])
        if self.base and ":" not in iri:
            # urllib is slow to import, and a BASE is rare.
            from urllib.parse import urljoin

            return urljoin(self.base, iri)
        return iri


def _tokens(text: str) -> Iterator[tuple[Token, bool]]:
    """Yield the tokens, each with whether it stands in the brackets of an expression."""
    at = end = barren = bad = number = 0
    brackets = Brackets()
    pattern, name = _patterns(text.isascii())
    while at < len(text):
        # What is a run of name characters without a colon is none from its middle either.
        match = _WORD.match(text, at) if at < barren else None
        match = match or pattern.match(text, at)
        if match is None:
            break
        kind = match.lastgroup or "word"
        if kind == "iri" and brackets.after_operand:
            # 'a<b&&c>d' compares twice, and '<b&&c>' would be an IRI anywhere else.
            match, kind = _COMPARED.match(text, at) or match, "mark"
        at = match.end()
        if kind == "skip":
            continue
        if kind == "word" and at > barren:
            run = name.match(text, match.start())
            barren = run.end() if run else 0
        number, bad = number + 1, bad + (kind == "bad")
        if number > MOST_TOKENS or bad > _MOST_BAD:
            kind, at = "bad", len(text)
        token = Token(kind, text[match.start() : at], match.start(), at)
        inside = brackets.inside
        brackets.read(token.kind, token.key)
        yield token, inside
        end = at
    yield Token("end", "", end, end), False


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column (in code points) of an offset, both from 1."""
    line, start = 1, 0
    for match in _LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def lines(text: str) -> list[str]:
    """Return the lines of a text without their ends, as an editor counts them."""
    return _LINE_END.split(text)


def _character(escape: re.Match[str]) -> str:
    code = int(escape.group()[2:], 16)
    return chr(code) if code <= sys.maxunicode else escape.group()
