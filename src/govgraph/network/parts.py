"""What a view chooses, and how that becomes nodes and edges in a fixed order."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import itemgetter
from typing import NamedTuple

from govgraph.graph import Edge, Node, Source, View
from govgraph.network.reader import Reader

# Of edges: kind, source, target, id. A function that looks them up by name takes twice as long.
_ORDER = itemgetter(3, 1, 2, 0)
_ORDER_BY_DAY = itemgetter(8, 3, 1, 2, 0)


class Focus(NamedTuple):
    """What a view is to turn about.

    Attributes:
        name: the action or the words that were given; None for everything.
        depth: how many edges away from it a node may be.
        first: the first day (ISO) that counts, or None.
        last: the last such day, or None.
    """

    name: str | None = None
    depth: int = 2
    first: str | None = None
    last: str | None = None

    def holds(self, date: str | None, until: str | None = None) -> bool:
        """Whether any of the days counts; what has no day does."""
        if date is None:
            return True
        return (self.first is None or (until or date) >= self.first) and (
            self.last is None or date <= self.last
        )


class Parts(NamedTuple):
    """What a view shows, before it is filtered.

    Attributes:
        edges: with IRIs as ``source`` and ``target``, or with ids of ``nodes``.
        nodes: what is a node in any case: IRIs, or nodes that the view made itself.
        note: what the view shows and what it does not.
        title: a heading, where the view's own is too general.
        source: what it is made from, where that is not the board's data.
    """

    edges: Iterable[Edge]
    nodes: Iterable[str | Node] = ()
    note: str = ""
    title: str = ""
    source: Source | None = None


class ViewKind(NamedTuple):
    """A view that people can ask for.

    Attributes:
        name: what it is called on the command line.
        title: a heading for people.
        help: one line on what it shows.
        build: what it chooses of the data.
        columns: see :class:`govgraph.graph.View`.
        by_time: see :class:`govgraph.graph.View`.
        undrawn: kinds of edges that pictures leave out, as there would be too many.
        turns_itself: whether ``build`` does what ``--focus`` asks for.
    """

    name: str
    title: str
    help: str
    build: Callable[[Reader, Focus], Parts]
    columns: tuple[tuple[str, ...], ...] = ()
    by_time: bool = False
    undrawn: tuple[str, ...] = ()
    turns_itself: bool = False


def assembled(kind: ViewKind, parts: Parts, reader: Reader, source: Source) -> View:
    """Return a view with a node for each end of its edges, everything in order."""
    made: dict[str, Node] = {}
    for item in parts.nodes:
        node = item if isinstance(item, Node) else reader.node(item)
        made[node.iri or node.id] = node
    ids = {name: node.id for name, node in made.items()}
    undated: list[Edge] = []
    dated: list[Edge] = []
    new = tuple.__new__
    for edge in parts.edges:
        one, other = edge.source, edge.target
        for end in (one, other):
            if end not in ids:
                made[end] = reader.node(end)
                ids[end] = made[end].id
        # What _replace does, in a sixth of its time.
        found = new(Edge, (edge[0], ids[one], ids[other], *edge[3:]))
        (undated if edge[8] is None else dated).append(found)
    nodes = {node.id: node for node in made.values()}
    return View(
        name=kind.name,
        title=parts.title or kind.title,
        note=parts.note,
        nodes=tuple(sorted(nodes.values(), key=_node_order)),
        edges=_named_apart(sorted(undated, key=_ORDER) + sorted(dated, key=_ORDER_BY_DAY)),
        source=parts.source or source,
        columns=kind.columns,
        by_time=kind.by_time,
        undrawn=kind.undrawn,
    )


def _node_order(node: Node) -> tuple[str, str, int, str]:
    name, _, kind, _, _, day, *_ = node
    if kind == "action":
        date, _, number = name.partition("/")
        if number.isdigit():
            return kind, date, int(number), ""
    return kind, day or "", 0, name


def _named_apart(edges: list[Edge]) -> tuple[Edge, ...]:
    """Give edges of one name an ordinal."""
    seen: dict[str, int] = {}
    result = []
    for edge in edges:
        times = seen[edge.id] = seen.get(edge.id, 0) + 1
        result.append(edge if times == 1 else edge._replace(id=f"{edge.id}~{times}"))
    return tuple(result)
