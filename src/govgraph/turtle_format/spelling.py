"""Terms as the house spells them, one way each."""

from __future__ import annotations

import re

from govgraph.names import VOCABULARIES, XSD
from govgraph.turtle_tokens import Terms, string_value

SHACL = VOCABULARIES["sh"]

# PN_CHARS_U, PN_CHARS and PN_LOCAL of the grammar of Turtle, without backslashes.
_FIRST = (
    r"A-Za-z_\xC0-\xD6\xD8-\xF6\xF8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NEXT = rf"{_FIRST}\-0-9\xB7\u0300-\u036F\u203F\u2040"
_HEX = "%[0-9A-Fa-f]{2}"
_LOCAL = re.compile(rf"(?:(?:[{_FIRST}:0-9]|{_HEX})(?:\.*+(?:[{_NEXT}:]|{_HEX}))*)?")

_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "double": re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)[eE][+-]?[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}
_NAMED = {"\t": r"\t", "\b": r"\b", "\n": r"\n", "\r": r"\r", "\f": r"\f"}
# Control characters are written out: nobody sees them, and an editor may lose them.
_ESCAPED = re.compile(r'[\x00-\x1F\x7F"\\]')
_ESCAPED_LONG = re.compile(r'[\x00-\x08\x0B-\x1F\x7F\\]|"(?=""|"?\Z)')


class Spelling:
    """Spells terms by the prefixes of a whole file, wherever in it they are declared.

    Of a prefix that is declared anew for something else, the first declaration counts; the
    others' names are spelled otherwise.
    """

    def __init__(self, prefixes: dict[str, str] | None = None) -> None:
        self.prefixes: dict[str, str] = {}
        self.used: set[str] = set()
        self.stale = False
        self._begun = False
        self._terms = Terms()
        self._by_namespace: dict[str, list[str]] = {}
        self._lengths: list[int] = []
        self._spelled: dict[str, str] = {}
        for prefix, namespace in (prefixes or {}).items():
            self._add(prefix, namespace)

    def declare_base(self, written: str) -> None:
        """Take an IRI, as written in its angle brackets, for the base from here on."""
        self._terms.declare_base(written)
        self._spelled.clear()

    def declare_prefix(self, prefix: str, written: str) -> str:
        """Take a prefix, with its colon, for an IRI as written; return that IRI.

        ``stale`` tells afterwards that names were spelled before this prefix was known.
        """
        self._terms.declare_prefix(prefix, written)
        namespace = self._terms.iri(written)
        if prefix not in self.prefixes:
            self.stale = self.stale or self._begun
            self._add(prefix, namespace)
        self._spelled.clear()
        return namespace

    def iri(self, written: str) -> str:
        """Return the IRI that ``<…>`` or a prefixed name writes."""
        return self._terms.iri(written)

    def name(self, written: str) -> str:
        """Return the spelling of an IRI: by the longest prefix that leaves a plain name."""
        known = self._spelled.get(written)
        if known is None:
            known = self._spelled[written] = self._shortened(self.iri(written), written)
        return known

    def string(self, token: re.Match[str], verb: str) -> str:
        """Return the spelling of a string's token with its language or datatype.

        Args:
            token: the token.
            verb: the IRI of the predicate that it is a value of.
        """
        value = string_value(token)
        if token["language"]:
            return f"{_quoted(value, verb)}@{token['language']}"
        if not token["datatype"]:
            return _quoted(value, verb)
        datatype = self.iri(token["datatype"])
        if datatype == XSD + "string":
            return _quoted(value, verb)
        if datatype in _BARE and _BARE[datatype].fullmatch(value):
            return value
        return f"{_quoted(value, verb)}^^{self.name(token['datatype'])}"

    def _add(self, prefix: str, namespace: str) -> None:
        self.prefixes[prefix] = namespace
        names = self._by_namespace.setdefault(namespace, [])
        names.append(prefix)
        names.sort()
        if len(names) == 1:
            self._lengths = sorted({*self._lengths, len(namespace)}, reverse=True)

    def _shortened(self, iri: str, written: str) -> str:
        self._begun = True
        for length in self._lengths:
            names = self._by_namespace.get(iri[:length])
            if names and length <= len(iri) and _LOCAL.fullmatch(iri, length):
                # Where two prefixes mean the same, whoever wrote the name has chosen.
                own = written.partition(":")[0] + ":"
                prefix = own if own in names else names[0]
                self.used.add(prefix)
                return prefix + iri[length:]
        return f"<{iri}>"


def _quoted(value: str, verb: str) -> str:
    if "\n" in value and verb.startswith(SHACL):
        # A query in a shape is read and edited line by line.
        return f'"""{_ESCAPED_LONG.sub(_escape, value)}"""'
    return f'"{_ESCAPED.sub(_escape, value)}"'


def _escape(match: re.Match[str]) -> str:
    sign = match[0]
    if sign in '"\\':
        return "\\" + sign
    return _NAMED.get(sign) or f"\\u{ord(sign):04X}"
