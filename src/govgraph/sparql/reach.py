"""Where the value of a parameter does not reach, and the engine would quietly see none.

SPARQL works an inner group out by itself before it is joined with the rest: a FILTER in it knows
no variable that only the outer group binds. The FILTER of an OPTIONAL and what stands in an
EXISTS do know it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govgraph.sparql.misuse import AGGREGATES, grouped_by, in_scope
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


def ungrouped(source: SparqlText, tree: Node) -> Iterator[Token]:
    """Yield the variables that stand where only those of GROUP BY have a value, and are none.

    Among the columns the engine itself refuses them; in HAVING and ORDER BY it sees no value.
    """
    for form in tree.walk("Select", "SubSelect"):
        clause, _, modifiers = form.children[:3]
        group = modifiers.child("GroupBy")
        counted = [*clause.walk(*AGGREGATES), *modifiers.walk(*AGGREGATES)]
        if group is None and not counted:
            continue
        keys = set() if group is None else grouped_by(source, group)
        inner = {i for n in (*counted, *modifiers.walk("Group")) for i in range(n.start, n.end)}
        made = {t.text[1:] for t in selected(source, clause)}
        for part in modifiers.children:
            if part.rule not in ("Having", "OrderBy"):
                continue
            known = keys | made if part.rule == "OrderBy" else keys
            for i in range(part.start, part.end):
                token = source.tokens[i]
                if token.kind == "var" and i not in inner and token.text[1:] not in known:
                    yield token


def selected(source: SparqlText, clause: Node) -> Iterator[Token]:
    """Yield the variables that a SELECT gives, each where its name stands."""
    for column in clause.children:
        yield source.tokens[column.end - (1 if column.end - column.start == 1 else 2)]


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
            for where in () if group.child("SubSelect") is None else group.walk("Where"):
                # A value reaches it where it selects the parameter, which reading a header saw to.
                inner = where.children[0].child("Body")
                yield from () if inner is None else _in_body(source, inner, names, names)
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
