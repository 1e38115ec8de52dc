"""Where the value of a parameter does not reach, and the engine would quietly see none.

SPARQL works an inner group out by itself before it is joined with the rest: a FILTER in it knows
no variable that only the outer group binds. The FILTER of an OPTIONAL and what stands in an
EXISTS do know it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govgraph.sparql.misuse import in_scope
from govgraph.sparql.parser import Node
from govgraph.sparql.tokens import SparqlText, Token


def unreached(source: SparqlText, tree: Node, names: Collection[str]) -> Iterator[Token]:
    """Yield the places at which a query asks for a parameter that has no value there.

    Args:
        source: the query as written.
        tree: its tree.
        names: the parameters' variables without question marks.
    """
    where = next(tree.walk("Where"), None)
    body = None if where is None else where.children[0].child("Body")
    if body is not None:
        yield from _in_body(source, body, set(names), set(names))


def _in_body(source: SparqlText, body: Node, names: set[str], seen: set[str]) -> Iterator[Token]:
    """Yield the places in a group; ``seen`` are the parameters that its conditions know."""
    seen = seen | in_scope(source, body)
    for clause in body.children:
        part = clause.children[0] if clause.rule == "Clause" else clause
        if part.rule in ("Filter", "Bind"):
            for token in source.tokens[part.start : part.end]:
                if token.kind == "var" and token.text[1:] in names - seen:
                    yield token
        for group in part.children:
            inner = group.child("Body") if group.rule == "Group" else None
            if inner is None:
                continue
            if part.rule == "Optional":
                yield from _in_optional(source, inner, names, seen)
            else:
                yield from _in_body(source, inner, names, set())


def _in_optional(
    source: SparqlText, body: Node, names: set[str], seen: set[str]
) -> Iterator[Token]:
    """Yield the places in an OPTIONAL: its own FILTER sees what is outside, the rest does not."""
    filters = [f for c in body.children for f in c.children if f.rule == "Filter"]
    own = {t for f in filters for t in source.tokens[f.start : f.end]}
    for token in _in_body(source, body, names, set()):
        if token not in own or token.text[1:] not in seen:
            yield token
