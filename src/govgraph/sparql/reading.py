"""What a query may not do here, found before the engine sees it: write, call, go on for ever."""

from __future__ import annotations

from itertools import pairwise

from govgraph.errors import QueryError
from govgraph.sparql.tokens import MOST_TOKENS, SparqlText, Token

_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
LONGEST = 1_000_000
# The engine's own parser ends the process somewhere above a thousand.
_DEEPEST = 200
# What follows one another is nested in the engine too: it ends the process above two thousand.
_MOST_LINKS = 1_000
_LINKING_WORDS = (
    {"AS", "BIND", "FILTER", "GRAPH", "LATERAL", "MINUS", "OPTIONAL", "SELECT", "UNION", "VALUES"}
)  # fmt: skip
_OPERATORS = {"||", "&&", "!", "+", "-", "*", "/", "|", "^"}
_MOST_NEWER = 50
_PATH_MARKS = {"/", "|", "!", "^"}


def refuse_too_long(text: str, where: str) -> None:
    """Refuse a text that is too long to be taken for a query.

    Raises:
        QueryError: with the reason.
    """
    if len(text) > LONGEST:
        message = f"the query is longer than {LONGEST:,} characters."
        raise QueryError("too-long", message, where, "Write a shorter one, or several.")


def refuse_what_does_not_read(source: SparqlText) -> None:
    """Refuse an update, a SERVICE, a FROM, and what would end or block the engine.

    Keywords count only as such: not in strings, comments, IRIs, variables or prefixed names.

    Raises:
        QueryError: with the place and the reason.
    """
    first = source.tokens[source.first]
    if first.key in _UPDATES:
        raise _refusal(
            source,
            first,
            "update",
            f"{first.key} would change the data, and a query only reads it.",
            "Edit the files in 'data'; a query is SELECT, ASK, CONSTRUCT or DESCRIBE.",
        )
    for token in source.tokens:
        if token.kind == "word":
            _refuse_word(source, token)
    _refuse_depth(source)
    _refuse_length(source)
    _refuse_newer(source)


def _refuse_word(source: SparqlText, token: Token) -> None:
    # The engine needs no blank beside a keyword: it takes 'trueSERVICE' for two.
    if "SERVICE" in token.key:
        raise _refusal(
            source,
            token,
            "service",
            "SERVICE would ask another machine, and a query only reads what is on file.",
            "Take it out.",
        )
    if token.key.startswith("FROM"):
        raise _refusal(
            source,
            token,
            "dataset",
            "FROM has no effect: a query sees all graphs as one.",
            "To keep to one record write GRAPH <record> { … }.",
        )


def _refuse_depth(source: SparqlText) -> None:
    depth = 0
    for token in source.tokens:
        if token.key in ("(", "[", "{"):
            depth += 1
        elif token.key in (")", "]", "}"):
            depth -= 1
        if depth > _DEEPEST:
            message = f"brackets stand more than {_DEEPEST} deep."
            raise _refusal(source, token, "too-deep", message, "Write the query flatter.")


def _refuse_length(source: SparqlText) -> None:
    links = 0
    for at, token in enumerate(source.tokens):
        links += _is_link(source, at)
        if links > _MOST_LINKS:
            message = f"the query has more than {_MOST_LINKS:,} operators and clauses."
            hint = "Put values into VALUES or IN ( … ), or write several queries."
            raise _refusal(source, token, "too-long", message, hint)
    if len(source.tokens) > MOST_TOKENS:
        message = f"the query has more than {MOST_TOKENS:,} words and signs."
        raise _refusal(source, source.tokens[-2], "too-long", message, "Write several queries.")


def _is_link(source: SparqlText, at: int) -> bool:
    """Whether a token makes the engine nest what stands beside it."""
    token = source.tokens[at]
    if token.kind == "word":
        return token.key in _LINKING_WORDS
    if token.kind in ("iri", "name", "prefix", "var"):
        return source.form == "DESCRIBE" and at < (source.head or len(source.tokens))
    if token.text == "(":
        return source.in_expression[at + 1]
    inside = source.in_expression[at]
    return token.kind == "mark" and token.text in (_OPERATORS if inside else _PATH_MARKS)


def _refuse_newer(source: SparqlText) -> None:
    """Refuse many of the signs of SPARQL 1.2, whose patterns no tree is there to count."""
    newer = [
        one
        for one, two in pairwise(source.tokens)
        if one.text == "~" or (one.text + two.text in ("<<", "{|") and one.end == two.start)
    ]
    if len(newer) > _MOST_NEWER:
        message = f"the query has more than {_MOST_NEWER} triples about triples."
        raise _refusal(source, newer[_MOST_NEWER], "too-long", message, "Write several queries.")


def _refusal(source: SparqlText, token: Token, code: str, reason: str, hint: str) -> QueryError:
    return QueryError(code, reason, source.place(token.start), hint)
