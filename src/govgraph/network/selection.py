"""What of a view is kept: around a focus, between two days, and how long things are on record."""

from __future__ import annotations

from collections.abc import Iterable

from govgraph.errors import GovgraphError
from govgraph.graph import Edge, Node, View
from govgraph.network.parts import Focus


def around(view: View, node_id: str, depth: int) -> View:
    """Return what is at most so many edges away from a node.

    Raises:
        GovgraphError: the node is not in the view.
    """
    near: dict[str, set[str]] = {}
    for edge in view.edges:
        if edge.kind not in view.undrawn:
            near.setdefault(edge.source, set()).add(edge.target)
            near.setdefault(edge.target, set()).add(edge.source)
    if node_id not in {n.id for n in view.nodes}:
        hint = "Leave out --focus, or choose another --view."
        raise GovgraphError(
            "not-in-view", f"'{node_id}' is not in the view '{view.name}'.", hint=hint
        )
    kept, ring = {node_id}, {node_id}
    for _ in range(depth):
        ring = {other for node in ring for other in near.get(node, ())} - kept
        kept |= ring
    return _with(view, kept, (e for e in view.edges if e.source in kept and e.target in kept))


def between(view: View, focus: Focus) -> View:
    """Return what is on record between two days, and what it leads to.

    A thing without a day of its own stays where a line to it stays.
    """
    if focus.first is None and focus.last is None:
        return view
    edges = [e for e in view.edges if focus.holds(e.date, e.until)]
    linked = {end for e in edges for end in (e.source, e.target)}
    once = {end for e in view.edges for end in (e.source, e.target)}
    kept = {
        n.id
        for n in view.nodes
        if n.id in linked or (focus.holds(n.date) and (n.date or n.id not in once))
    }
    return _with(view, kept, edges)


def _with(view: View, kept: set[str], edges: Iterable[Edge]) -> View:
    nodes = tuple(n for n in view.nodes if n.id in kept)
    return view._replace(nodes=nodes, edges=tuple(edges), whole=False)


def dated(view: View) -> View:
    """Return a view in which a thing without a day has the first and the last of its lines."""
    days: dict[str, tuple[str, str]] = {}
    wanting = {node.id for node in view.nodes if not node.date}
    for edge in view.edges:
        if edge.date:
            last = edge.until or edge.date
            for end in (edge.source, edge.target):
                if end not in wanting:
                    continue
                known = days.get(end)
                days[end] = (
                    (min(known[0], edge.date), max(known[1], last)) if known else (edge.date, last)
                )

    def node_with_days(node: Node) -> Node:
        if node.date or node.id not in days:
            return node
        first, last = days[node.id]
        return node._replace(date=first, until=last if last != first else None)

    return view._replace(nodes=tuple(map(node_with_days, view.nodes)))
