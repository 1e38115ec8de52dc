"""Variables that a query asks for and to which nothing in it gives a value."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from govgraph.names import nearest
from govgraph.sparql.misuse import in_scope
from govgraph.sparql.parser import Node, deeply, parse
from govgraph.sparql.reach import selected, ungrouped
from govgraph.sparql.tokens import SparqlText, Token

_LIKENESS = 0.6
_MOST_NAMED = 20


@deeply
def unbound(source: SparqlText, parameters: Collection[str]) -> list[str]:
    """Return a line for each variable without a value, with its place.

    Args:
        source: the query as written.
        parameters: variables, without question marks, that are given a value from outside.
    """
    tree = parse(source)
    if not isinstance(tree, Node):
        return []
    anywhere = _bound(source, tree)
    found: dict[str, tuple[Token, str]] = {}
    for token, message in sorted(_unbound(source, tree, anywhere), key=lambda f: f[0].start):
        name = token.text[1:]
        if name not in parameters:
            found.setdefault(name, (token, message))
    named = list(found.values())[:_MOST_NAMED]
    more = [f"and {len(found) - len(named)} more like these."] if len(found) > len(named) else []
    return [*(_line(source, token, message, anywhere) for token, message in named), *more]


def _line(source: SparqlText, token: Token, message: str, anywhere: set[str]) -> str:
    name = token.text[1:]
    near = [] if name in anywhere else nearest(name, sorted(anywhere), 1, _LIKENESS)
    hint = f" Did you mean ?{near[0]}?" if near else ""
    return f"{source.place(token.start)}: {token.text} {message}{hint}"


def _unbound(source: SparqlText, tree: Node, anywhere: set[str]) -> Iterator[tuple[Token, str]]:
    """Yield the variables without a value, each with what is to be said of it."""
    made = {t.text for c in tree.walk("SelectClause") for t in selected(source, c)}
    late = set()
    for token in ungrouped(source, tree):
        if token.text[1:] in anywhere:
            late.add(token)
            message = "has no value here, after grouping."
            if token.text in made:
                message = "has no value yet in HAVING: the SELECT gives it one after that."
            yield token, message
    for token in source.tokens:
        if token.kind == "var" and token.text[1:] not in anywhere:
            yield token, "has no value anywhere."
    for form in tree.walk("Select", "SubSelect", "Construct", "Describe"):
        for token in _outside(source, tree, form):
            if token.text[1:] in anywhere and token not in late:
                yield token, "has no value here: only an inner part of the query gives it one."


def _bound(source: SparqlText, tree: Node) -> set[str]:
    """Return the variables to which a pattern or an expression anywhere gives a value."""
    tokens = source.tokens
    places = [i for n in tree.walk("Triples", "Values") for i in range(n.start, n.end)]
    places += [n.start + 1 for n in tree.walk("Graph")]
    places += [i + 1 for i, t in enumerate(tokens) if t.key == "AS"]
    # What a CONSTRUCT makes gives nothing a value.
    templates = tree.walk("Template") if source.head is not None else ()
    made = {i for n in templates for i in range(n.start, n.end)}
    return {tokens[i].text[1:] for i in places if i not in made and tokens[i].kind == "var"}


def _outside(source: SparqlText, tree: Node, form: Node) -> Iterator[Token]:
    """Yield the variables outside the WHERE of a form that the WHERE does not give a value to."""
    where = form.child("Where")
    if where is None:
        return
    known = in_scope(source, where)
    values = form.child("Values") or (tree.child("Values") if form.rule != "SubSelect" else None)
    known |= in_scope(source, values) if values else set()
    own = range(form.start, form.end)
    known |= {source.tokens[i + 1].text[1:] for i in own if source.tokens[i].key == "AS"}
    groups = [where, *(g for m in form.children if m.rule == "Modifiers" for g in m.walk("Group"))]
    inner = {i for g in groups for i in range(g.start, g.end)}
    for i in own:
        token = source.tokens[i]
        if i not in inner and token.kind == "var" and token.text[1:] not in known:
            yield token
