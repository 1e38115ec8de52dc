"""How many patterns a group joins: the engine tries orders for them, and soon has too many."""

from __future__ import annotations

from govgraph.errors import QueryError
from govgraph.sparql.parser import Node, deeply, parse
from govgraph.sparql.tokens import SparqlText

# A hundred take it about a second, a hundred and fifty ten times as long.
_MOST = 100


@deeply
def refuse_crowded(source: SparqlText) -> None:
    """Refuse a group with more patterns than the engine can put into an order.

    Raises:
        QueryError: with the place of the group.
    """
    tree = parse(source)
    if not isinstance(tree, Node):
        return
    for group in tree.walk("Group", "Template"):
        # What a CONSTRUCT makes is not joined; CONSTRUCT WHERE has a template alone.
        made = group.rule == "Template" and source.head is not None
        if not made and _patterns(group) > _MOST:
            message = f"the group that begins here joins more than {_MOST} patterns."
            hint = "Put some into a sub-SELECT, or write several queries."
            where = source.place(source.tokens[group.start].start)
            raise QueryError("too-long", message, where, hint)


def _patterns(node: Node) -> int:
    """Return how many patterns are joined; what is worked out by itself counts as one."""
    total = 0
    for child in node.children:
        if child.rule == "Triples":
            total += _triples(child)
        elif child.rule == "Union":
            total += 1 if len(child.children) > 1 else _patterns(child)
        elif child.rule in ("SubSelect", "Optional", "Values"):
            total += 1
        elif child.rule not in ("Filter", "Bind", "Minus"):
            total += _patterns(child)
    return total


def _triples(triples: Node) -> int:
    objects = sum(1 for _ in triples.walk("Object"))
    # Each member of a list has a node of the list to itself; each '/' of a path has a node too.
    members = sum(len(c.children) for c in triples.walk("Collection"))
    return objects + members + sum(len(s.children) - 1 for s in triples.walk("Sequence"))
