"""Terms by the text that the engine writes for them: one string a term, one term a string.

The engine hands over whole columns of a table as text many times as fast as term by term, and
strings are compared and looked up faster than its terms. The text is that of SPARQL's TSV form:
``<IRI>``, ``_:label``, ``"words"@en``, ``"2022-06-24"^^<…date>``, and ``5``, ``0.5`` or ``true``
for what the standard abbreviates. A store keeps one form of a number (``007`` is 7 in it, and an
``xsd:int`` an ``xsd:integer``), and a term of the shapes is given the same one here.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    Variable,
    parse_query_results,
)

from govgraph.model import Term
from govgraph.names import VOCABULARIES, XSD

Key = str

RDF = VOCABULARIES["rdf"]
STRING = XSD + "string"
LANG_STRING = RDF + "langString"

_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CHARACTERS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class Words(NamedTuple):
    """A literal, taken apart; ``language`` is empty where it has none."""

    lexical: str
    language: str
    datatype: str


def iri(text: str) -> Key:
    """Return the key of an IRI."""
    return f"<{text}>"


def key_of(term: Term) -> Key:
    """Return the key of a term, in the form in which a store keeps it."""
    return _stored(term) if isinstance(term, Literal) else str(term)


@cache
def _stored(literal: Literal) -> Key:
    query = "SELECT ?x { BIND (?x AS ?y) }"
    found = Store().query(query, substitutions={Variable("x"): literal})
    return rows(found)[0][0]


def rows(found: object) -> list[list[Key]]:
    """Return the solutions of a query, a key a column; an empty string where one is unbound."""
    return [line.split("\t") for line in lines(found)[1:]]


def lines(found: object) -> list[str]:
    """Return the solutions of a query as lines of keys with tabs between; names come first."""
    return text(found).split("\n")[:-1]


def text(found: object) -> str:
    """Return the solutions of a query as one text of such lines, each with its end."""
    if not isinstance(found, QuerySolutions):
        raise TypeError("only a SELECT has rows")
    return (found.serialize(format=QueryResultsFormat.TSV) or b"").decode("utf-8")


def term_of(key: Key) -> Term:
    """Return the term of a key."""
    if is_iri(key):
        return NamedNode(key[1:-1])
    if is_blank(key):
        return BlankNode(key[2:])
    solutions = parse_query_results(f"?x\n{key}\n".encode(), QueryResultsFormat.TSV)
    if not isinstance(solutions, QuerySolutions):
        raise TypeError("a table is read as something else")
    term: Term = next(iter(solutions))[0]
    return term


def is_iri(key: Key) -> bool:
    """Return whether a key is an IRI's."""
    return key[0] == "<" and key[1] != "<"


def is_blank(key: Key) -> bool:
    """Return whether a key is a blank node's."""
    return key[0] == "_"


def is_literal(key: Key) -> bool:
    """Return whether a key is a literal's."""
    return key[0] not in "<_"


def text_of_key(key: Key) -> str:
    """Return what SPARQL's STR gives: the IRI, or the lexical form; the label of a blank node."""
    if is_iri(key):
        return key[1:-1]
    return key[2:] if is_blank(key) else words(key).lexical


@lru_cache(maxsize=4096)
def words(key: Key) -> Words:
    """Take the key of a literal apart."""
    if key[0] != '"':
        return Words(key, "", XSD + _abbreviated(key))
    end = key.rindex('"')
    lexical, rest = key[1:end], key[end + 1 :]
    if "\\" in lexical:
        lexical = _ESCAPE.sub(_character, lexical)
    if rest.startswith("@"):
        return Words(lexical, rest[1:].partition("--")[0], LANG_STRING)
    return Words(lexical, "", rest[3:-1] if rest else STRING)


def _abbreviated(key: Key) -> str:
    if key in ("true", "false"):
        return "boolean"
    if "e" in key or "E" in key:
        return "double"
    return "decimal" if "." in key else "integer"


def _character(match: re.Match[str]) -> str:
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _CHARACTERS.get(match[3], match[3])
