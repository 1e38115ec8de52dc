"""Names for blank nodes that are the same for the same statements, where that is quickly done.

Among nodes that look alike and are linked to one another the engine tries every order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import factorial

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, Quad

from govgraph.errors import GovgraphError

# Orders of alike nodes, over all groups of linked ones; so many take about two seconds.
_MOST_ORDERS = 20_000


def named_by_place(quads: Iterable[Quad]) -> Dataset:
    """Return statements whose blank nodes are named by where they stand.

    Raises:
        GovgraphError: too many of them cannot be told apart by what is said of each.
    """
    dataset = Dataset(quads)
    if _orders(dataset) > _MOST_ORDERS:
        nodes = {n for q in dataset for n in _nodes(q)}
        message = f"the result has {len(nodes):,} blank nodes, too many of them alike and linked."
        hint = "Give its nodes names, with IRI( … ) in place of '[ ]' or '_:x'."
        raise GovgraphError("blank-nodes", message, hint=hint)
    dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
    return dataset


def _nodes(quad: Quad) -> list[BlankNode]:
    return [t for t in (quad.subject, quad.object) if isinstance(t, BlankNode)]


def _orders(quads: Iterable[Quad]) -> int:
    """Return how many orders of alike nodes there are, group by group of linked ones."""
    linked: dict[BlankNode, set[BlankNode]] = defaultdict(set)
    said: dict[BlankNode, list[str]] = defaultdict(list)
    for quad in quads:
        nodes = _nodes(quad)
        for node in set(nodes):
            linked[node].update(nodes)
            ends = (_seen_from(node, quad.subject), _seen_from(node, quad.object))
            said[node].append(f"{ends[0]} {quad.predicate} {ends[1]} {quad.graph_name}")
    looks = {node: "\n".join(sorted(lines)) for node, lines in said.items()}
    total = 0
    while linked:
        group, waiting = set(), [next(iter(linked))]
        while waiting:
            node = waiting.pop()
            if node not in group:
                group.add(node)
                waiting.extend(linked.pop(node))
        alike = max(Counter(looks[node] for node in group).values())
        # Larger factorials are only slow to work out.
        total += factorial(min(alike, 12)) if alike > 2 else 0
    return total


def _seen_from(node: BlankNode, term: object) -> str:
    """Return a term as it looks from a node, which knows other blank nodes by nothing."""
    if not isinstance(term, BlankNode):
        return str(term)
    return "_:self" if term == node else "_:other"
