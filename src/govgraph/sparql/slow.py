"""What takes the square of a large board's time, and how to write it otherwise.

``FILTER NOT EXISTS`` is put to the engine row by row; over several patterns each time anew. MINUS
works the patterns out once. It gives the same rows as long as the two sides share a variable that
always has a value and no condition inside looks at a variable from outside; where one does,
OPTIONAL with ``!BOUND`` is right, since the conditions of an OPTIONAL see both sides.
"""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.prose import count
from govgraph.sparql.misuse import in_scope
from govgraph.sparql.parser import Node, deeply, parse
from govgraph.sparql.tokens import SparqlText, Token

_MINUS = "Write MINUS { … } with the same patterns in its place: the rows are the same."
_OPTIONAL = "Write OPTIONAL { … } with the same patterns and FILTER (!BOUND({})) in its place{}."
_FOUND = ", with BIND (true AS ?found) at the end of the OPTIONAL"


@deeply
def slow(source: SparqlText) -> list[str]:
    """Return a line for each place that takes too long on a large board, with the rewrite.

    Args:
        source: the query as written.
    """
    tree = parse(source)
    if not isinstance(tree, Node):
        return []
    return [
        f"{source.place(source.tokens[call.start].start)}: {_message(source, body, part, call)}"
        for body in tree.walk("Body")
        for part in _filters(body)
        for call in part.walk("Call", outside=("Group",))
        if _is_absence(source, call) and _patterns(call) > 1
    ]


def _filters(body: Node) -> Iterator[Node]:
    return (part for clause in body.children for part in clause.children if part.rule == "Filter")


def _is_absence(source: SparqlText, call: Node) -> bool:
    """Whether a call is NOT EXISTS, or EXISTS after an exclamation mark."""
    words = [t.key for t in source.tokens[max(call.start - 1, 0) : call.start + 2]]
    return words[1:] == ["NOT", "EXISTS"] or words[:2] == ["!", "EXISTS"]


def _patterns(call: Node) -> int:
    """Return how many patterns have to be joined; a step of a path is one."""
    objects = sum(1 for _ in call.walk("Object"))
    steps = sum(len(path.children) - 1 for path in call.walk("Sequence"))
    groups = sum(1 for _ in call.walk("Optional", "SubSelect"))
    return objects + steps + groups


def _message(source: SparqlText, body: Node, part: Node, call: Node) -> str:
    (group,) = (c for c in call.children if c.rule == "Group")
    inner = in_scope(source, group)
    outer = set().union(*(in_scope(source, c) for c in body.children if part not in c.children))
    asked = {t.text[1:] for f in group.walk("Filter", "Bind") for t in _variables(source, f)}
    alone = part.end - part.start == call.end - call.start + 1
    message = f"FILTER NOT EXISTS over {count(_patterns(call), 'pattern')}"
    message += " takes long on a large board."
    if alone and inner & _certain(source, body) and not asked & (outer - inner):
        return f"{message} {_MINUS}"
    own = sorted(_certain_in(source, group) - outer)
    name = f"?{own[0]}" if own else "?found"
    return f"{message} {_OPTIONAL.replace('{}', name, 1).replace('{}', '' if own else _FOUND)}"


def _variables(source: SparqlText, node: Node) -> list[Token]:
    return [t for t in source.tokens[node.start : node.end] if t.kind == "var"]


def _certain(source: SparqlText, body: Node) -> set[str]:
    """Return the variables that have a value in each solution of a group's own patterns."""
    return {t.text[1:] for c in body.children if c.rule == "Triples" for t in _variables(source, c)}


def _certain_in(source: SparqlText, group: Node) -> set[str]:
    body = group.child("Body")
    return set() if body is None else _certain(source, body)
