"""Turtle text → tokens with their places, and the terms that they write.

The engine judges whether a text is Turtle; what is here only says where something stands, in a
text that the engine has read.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from govgraph.names import VOCABULARIES, XSD

# All that is not ASCII may stand in a name: the engine has refused the few signs that may not.
# What repeats one sign is possessive (`++`, `*+`), so that little is gone back on; what repeats a
# group is not, since Python before 3.11.5 loses its place there.
_SKIP = r"(?:[ \t\r\n]++|\#[^\r\n]*+)*"
_SIGN = r"[A-Za-z0-9_\-\x80-\U0010ffff]"
_LOCAL = r"(?:[A-Za-z0-9_\-:\x80-\U0010ffff]++|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])"
_NAME = rf"(?:[A-Za-z\x80-\U0010ffff]{_SIGN}*+(?:\.++{_SIGN}++)*)?:(?:{_LOCAL}(?:\.*+{_LOCAL})*)?"
_IRI = r'<[^<>"{}|^`\x00-\x20]*+>'
_QUOTED = "|".join(
    (
        r'"""(?P<long2>[^"\\]*+(?:(?:\\.|"(?!""))[^"\\]*+)*)"""',
        r"'''(?P<long1>[^'\\]*+(?:(?:\\.|'(?!''))[^'\\]*+)*)'''",
        r'"(?P<short2>[^"\\\r\n]*+(?:\\.[^"\\\r\n]*+)*)"',
        r"'(?P<short1>[^'\\\r\n]*+(?:\\.[^'\\\r\n]*+)*)'",
    )
)
_TOKEN = re.compile(
    rf"""{_SKIP}(?:
    (?P<name> {_NAME} )
  | (?P<iri> {_IRI} )
  | (?P<string> (?:{_QUOTED})
      (?: {_SKIP} (?: @(?P<language> [A-Za-z]++(?:-++[A-Za-z0-9]++)* )
                    | \^\^ {_SKIP} (?P<datatype> {_IRI} | {_NAME} ) ) )? )
  | (?P<double> [+-]?(?:[0-9]++\.?+[0-9]*+|\.[0-9]++)[eE][+-]?[0-9]++ )
  | (?P<decimal> [+-]?[0-9]*+\.[0-9]++ )
  | (?P<integer> [+-]?[0-9]++ )
  | (?P<blank> _:[A-Za-z0-9_\x80-\U0010ffff]{_SIGN}*+(?:\.++{_SIGN}++)* )
  | (?P<word> @?[A-Za-z]++ )
  | (?P<nil> \({_SKIP}\) )
  | (?P<mark> <<\(?+ | \)?>> | \{{\| | \|\}} | [.,;~()\[\]] )
    )""",
    re.VERBOSE | re.DOTALL,
)
_DECLARATION = re.compile(
    r"^@prefix[ \t]+(?P<prefix>[^\s:]*):[ \t]*<(?P<iri>[^<>]*)>", re.MULTILINE
)
_LINE_END = re.compile(r"\r\n?|\n")
_ESCAPE = re.compile(
    r"\\(?:u([0-9A-Fa-f]{4})|U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|(.))", re.DOTALL
)
_NIL = VOCABULARIES["rdf"] + "nil"
_NAMED_ESCAPES = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}
# RFC 3986, appendix B, but that what is no scheme is not taken for one.
_PARTS = re.compile(
    r"(?:([A-Za-z][A-Za-z0-9+.\-]*):)?(//[^/?#]*)?([^?#]*)(\?[^#]*)?(#.*)?", re.DOTALL
)


def tokens(text: str, start: int = 0) -> Iterator[re.Match[str]]:
    """Yield the tokens of a text in order; the last group of each match is its kind.

    A string's token holds its language or datatype too. Where the text is no Turtle, they end.

    Args:
        text: the whole text.
        start: the offset to begin at.
    """
    while match := _TOKEN.match(text, start):
        yield match
        start = match.end()


def line_starts(text: str) -> list[int]:
    """Return the offset of the beginning of each line (ended by CR, LF or both)."""
    return [0, *(match.end() for match in _LINE_END.finditer(text))]


def line_and_column(starts: list[int], offset: int) -> tuple[int, int]:
    """Return the line and the column, from 1, of an offset.

    Args:
        starts: what :func:`line_starts` returns.
        offset: the offset.
    """
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


def prefix_declarations(text: str) -> Iterator[re.Match[str]]:
    """Yield the declarations of prefixes that begin a line, with groups ``prefix`` and ``iri``."""
    return _DECLARATION.finditer(text)


def literal_key(value: str, datatype: str) -> str:
    """Return what a literal without a language is called here, one name a term."""
    return f"^{datatype} {value}"


def language_key(value: str, language: str) -> str:
    """Return what a literal in a language is called here, one name a term."""
    # The engine folds the case of language tags.
    return f"@{language.lower()} {value}"


def string_value(token: re.Match[str]) -> str:
    """Return what stands between the quotation marks of a string's token, escapes undone."""
    bodies = token.group("long2", "long1", "short2", "short1")
    return _unescape(next(body for body in bodies if body is not None))


class Terms:
    """The terms that tokens write, under the base and the prefixes declared so far.

    An IRI is called by itself; a literal's name begins with ``^`` or ``@``, as no IRI does.
    """

    def __init__(self) -> None:
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._read: dict[str, str] = {}

    def declare_base(self, iri: str) -> None:
        """Take an IRI as written, in its angle brackets, for the base from here on."""
        self._base = self.iri(iri)
        self._read.clear()

    def declare_prefix(self, name: str, iri: str) -> None:
        """Take a prefix, with its colon, for an IRI as written from here on."""
        namespace = self.iri(iri)
        if self._prefixes.get(name, namespace) != namespace:
            self._read.clear()
        self._prefixes[name] = namespace

    def key(self, token: re.Match[str]) -> str | None:
        """Return what the term of a token is called; None for a blank node.

        Raises:
            LookupError: the token writes no term, or its prefix is not declared.
        """
        kind = token.lastgroup or ""
        if kind in ("name", "iri"):
            return self.iri(token[kind])
        if kind == "string":
            return self._string(token)
        if kind in ("integer", "decimal", "double"):
            return literal_key(token[kind], XSD + kind)
        if token["word"] in ("true", "false"):
            return literal_key(token["word"], XSD + "boolean")
        if kind == "nil":
            return _NIL
        if kind == "blank":
            return None
        raise LookupError(kind)

    def iri(self, written: str) -> str:
        """Return the IRI that ``<…>`` or a prefixed name writes.

        Raises:
            LookupError: the prefix is not declared.
        """
        known = self._read.get(written)
        if known is None:
            if written.startswith("<"):
                known = resolve(_unescape(written[1:-1]), self._base)
            else:
                prefix, colon, local = written.partition(":")
                # A name's backslash stands before the sign it keeps, whichever that is.
                known = self._prefixes[prefix + colon] + local.replace("\\", "")
            self._read[written] = known
        return known

    def _string(self, token: re.Match[str]) -> str:
        value = string_value(token)
        if token["language"]:
            return language_key(value, token["language"])
        if token["datatype"]:
            return literal_key(value, self.iri(token["datatype"]))
        return literal_key(value, XSD + "string")


def _unescape(text: str) -> str:
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    return chr(int(digits, 16)) if digits else _NAMED_ESCAPES.get(match[3], match[3])


def resolve(reference: str, base: str) -> str:
    """Return an IRI reference resolved against a base (RFC 3986, section 5.2).

    As the engine does: dots are left in a reference with a scheme or an authority, and in the
    base's own path; and without an authority ``..`` takes the first slash as well.
    """
    scheme, authority, path, query, fragment = _parts(reference)
    if scheme or not base:
        return reference
    scheme, base_authority, base_path, base_query, _ = _parts(base)
    if authority:
        return f"{scheme}:{reference}"
    if not path:
        return f"{scheme}:{base_authority}{base_path}{query or base_query}{fragment}"
    folder = ""
    if not path.startswith("/"):
        folder = base_path[: base_path.rfind("/") + 1] or "/" * bool(base_authority)
    path = _joined(folder, path, floor=int(bool(base_authority)))
    return f"{scheme}:{base_authority}{path}{query}{fragment}"


def _parts(iri: str) -> tuple[str, str, str, str, str]:
    match = _PARTS.fullmatch(iri)
    scheme, authority, path, query, fragment = match.groups("") if match else ("",) * 5
    return scheme, authority, path, query, fragment


def _joined(folder: str, path: str, floor: int) -> str:
    kept = folder.split("/")[:-1]
    *parts, last = path.split("/")
    for part in [*parts, *([last, ""] if last in (".", "..") else [last])]:
        if part == "..":
            del kept[max(len(kept) - 1, floor) :]
        elif part != ".":
            kept.append(part)
    return "/".join(kept)
