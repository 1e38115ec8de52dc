"""What a query may not do here, found before the engine sees it: write, call, nest for ever."""

from __future__ import annotations

from govgraph.errors import QueryError
from govgraph.sparql.tokens import SparqlText, Token

_UPDATES = {"ADD", "CLEAR", "COPY", "CREATE", "DELETE", "DROP", "INSERT", "LOAD", "MOVE", "WITH"}
# The engine's own parser ends the process somewhere above a thousand.
_DEEPEST = 200


def refuse_what_does_not_read(source: SparqlText) -> None:
    """Refuse an update, a SERVICE, a FROM, and brackets without end.

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
    depth = 0
    for token in source.tokens:
        if token.kind not in ("mark", "word"):
            continue
        key = token.key
        if key == "SERVICE":
            raise _refusal(
                source,
                token,
                "service",
                "SERVICE would ask another machine, and a query only reads what is on file.",
                "Take it out.",
            )
        if key == "FROM":
            raise _refusal(
                source,
                token,
                "dataset",
                "FROM has no effect: a query sees all graphs as one.",
                "To keep to one record write GRAPH <record> { … }.",
            )
        if key in ("(", "[", "{"):
            depth += 1
        elif key in (")", "]", "}"):
            depth -= 1
        if depth > _DEEPEST:
            raise _refusal(
                source,
                token,
                "too-deep",
                f"brackets stand more than {_DEEPEST} deep.",
                "Write the query flatter.",
            )


def _refusal(source: SparqlText, token: Token, code: str, reason: str, hint: str) -> QueryError:
    return QueryError(code, reason, source.place(token.start), hint)
