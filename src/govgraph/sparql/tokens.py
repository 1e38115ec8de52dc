"""A query's text → tokens with their places, and what its prologue declares.

The engine judges whether a text is a query; what is here only says where something stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple

_PREFIX = r"(?:[^\W\d_](?:[\w.\-·]*[\w\-·])?)?:"
_ESCAPED = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?#@%]"
_TOKEN = re.compile(
    rf"""
    (?P<skip> [\ \t\r\n]+ | \#[^\r\n]* )
  | (?P<iri> <[^<>"{{}}|^`\\\x00-\x20]*> )
  | (?P<var> [?$][\w·]+ )
  | (?P<string> \"\"\"(?:\"{{0,2}}(?:[^"\\]|\\.))*\"\"\" | '''(?:'{{0,2}}(?:[^'\\]|\\.))*'''
      | "(?!"")(?:[^"\\\r\n]|\\[^\r\n])*" | '(?!'')(?:[^'\\\r\n]|\\[^\r\n])*' )
  | (?P<blank> _:[\w](?:[\w.\-·]*[\w\-·])? )
  | (?P<name> {_PREFIX} (?:[\w:]|{_ESCAPED}) (?:(?:[\w:.\-·]|{_ESCAPED})*(?:[\w:\-·]|{_ESCAPED}))? )
  | (?P<prefix> {_PREFIX} )
  | (?P<number> (?:[0-9]+\.[0-9]*|\.?[0-9]+)[eE][+-]?[0-9]+ | [0-9]*\.[0-9]+ )
  | (?P<integer> [0-9]+ )
  | (?P<word> [A-Za-z_][A-Za-z0-9_]* )
  | (?P<language> @[A-Za-z]+(?:-[A-Za-z0-9]+)* )
  | (?P<mark> \^\^ | && | \|\| | != | <= | >= | [{{}}()\[\].,;*/|^!=<>+\-?] )
  | (?P<bad> . )
    """,
    re.VERBOSE | re.DOTALL,
)
_LINE_END = re.compile(r"\r\n|\r|\n")
_UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")


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
        self.tokens = tuple(_tokens(text))
        self.prefixes: dict[str, str] = {}
        self.base = ""
        self.first = self._prologue()

    def _prologue(self) -> int:
        """Read the declarations; return the index of the first token after them."""
        tokens, at = self.tokens, 0
        while True:
            kinds = [t.kind for t in tokens[at : at + 3]]
            if tokens[at].key == "BASE" and kinds[1:2] == ["iri"]:
                self.base = tokens[at + 1].text[1:-1]
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
        iri = token.text[1:-1]
        if self.base and ":" not in iri:
            # urllib is slow to import, and a BASE is rare.
            from urllib.parse import urljoin

            return urljoin(self.base, iri)
        return iri


def _tokens(text: str) -> Iterator[Token]:
    end = 0
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "bad"
        if kind != "skip":
            yield Token(kind, match.group(), match.start(), match.end())
            end = match.end()
    yield Token("end", "", end, end)


def line_and_column(text: str, offset: int) -> tuple[int, int]:
    """Return line and column (in code points) of an offset, both from 1."""
    line, start = 1, 0
    for match in _LINE_END.finditer(text, 0, offset):
        line, start = line + 1, match.end()
    return line, offset - start + 1


def lines(text: str) -> list[str]:
    """Return the lines of a text without their ends, as an editor counts them."""
    return _LINE_END.split(text)
