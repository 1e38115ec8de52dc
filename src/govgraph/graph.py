"""What a view is: nodes and edges that carry who said so, ready for any format.

They are named tuples for the reason that :mod:`govgraph.model` gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple, Protocol

from pyoxigraph import Quad, Store

from govgraph.palette import edge_colour, node_style

if TYPE_CHECKING:
    import networkx
    import pandas

STATED = "stated"

Value = str | int | bool


class Quote(NamedTuple):
    """Words of a record.

    Attributes:
        text: the words.
        record: the name of the record (``2022-06-24-minutes``).
        locator: their place there, or empty.
        passage: the whole paragraph, where they are but a part of one; else empty.
    """

    text: str
    record: str
    locator: str
    passage: str = ""


class Node(NamedTuple):
    """A thing of a view.

    Attributes:
        id: how people name it (``2022-06-24/13``, else a CURIE); no two of a view are alike.
        iri: its IRI; empty where names are withheld.
        kind: what it is, in words: a key of :data:`govgraph.palette.NODES`, or another class.
        label: a short name for a picture.
        title: the whole text, where the label is less.
        date: the first day (ISO) on which it is on record, or None.
        until: the last such day, or None.
        weight: how much it counts for; what is counted, the view says.
        basis: ``stated`` or ``editor-inferred``.
        confidence: of a reading, else empty.
        rationale: of a reading, else empty.
        on_file: False for a meeting or a record that is known by mention only.
        quotes: what it rests on.
    """

    id: str
    iri: str
    kind: str
    label: str
    title: str = ""
    date: str | None = None
    until: str | None = None
    weight: int = 1
    basis: str = STATED
    confidence: str = ""
    rationale: str = ""
    on_file: bool = True
    quotes: tuple[Quote, ...] = ()


class Edge(NamedTuple):
    """What leads from one node of a view to another.

    Attributes:
        id: names it among the edges of its view.
        source: the ``id`` of a node.
        target: the ``id`` of a node.
        kind: what it says, in words: ``owner``, ``follows up`` …
        label: what a picture says at the line; may be empty.
        title: the whole sentence.
        property: the term of the vocabulary that it shows, as a CURIE; empty for a count.
        iri: the thing on file that says so: a link, an attendance, a holding, else the subject.
        date: the day (ISO) of which it speaks, or None.
        until: the last day, where it is another.
        weight: how many things on file say so.
        basis: ``stated`` or ``editor-inferred``; a reading is dashed in pictures.
        confidence: of a reading, else empty.
        rationale: of a reading, else empty.
        directed: False where both ends are alike.
        quotes: what it rests on.
    """

    id: str
    source: str
    target: str
    kind: str
    label: str = ""
    title: str = ""
    property: str = ""
    iri: str = ""
    date: str | None = None
    until: str | None = None
    weight: int = 1
    basis: str = STATED
    confidence: str = ""
    rationale: str = ""
    directed: bool = True
    quotes: tuple[Quote, ...] = ()


def edge_id(source: str, kind: str, target: str) -> str:
    """Return a name for an edge; it has no space, as GraphML's readers want it."""
    return f"{source}~{kind.replace(' ', '-')}~{target}"


class Unopened(Protocol):
    """Data that is not in a store before one is asked for."""

    @property
    def store(self) -> Store:
        """The data in a store."""

    def hand_on(self, take: Callable[[Iterable[Quad]], object]) -> None:
        """Call a function with the statements of each file; one may come twice."""


class Source(NamedTuple):
    """What a view is made from: the data, the base IRI, the board's name, the data's hash."""

    data: Store | Unopened
    base: str
    board: str
    content_hash: str = ""

    @property
    def store(self) -> Store:
        """The data in a store."""
        return self.data if isinstance(self.data, Store) else self.data.store


class View(NamedTuple):
    """Nodes and edges that answer one question.

    Attributes:
        name: what it is called on the command line.
        title: a heading for people.
        note: what it shows and what it does not, in a sentence or two.
        nodes: in a fixed order.
        edges: in a fixed order; both ends of each are among the nodes.
        columns: kinds of nodes from left to right, for a picture in columns; empty for none.
        by_time: whether a picture runs along the calendar.
        undrawn: kinds of edges that pictures leave out, as there would be too many.
        whole: whether nothing on file was left out by a filter.
        legend: whether a picture is to explain its colours and lines.
        redacted: whether roles stand in place of people's names.
        source: what it was made from.
    """

    name: str
    title: str
    note: str
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    source: Source
    columns: tuple[tuple[str, ...], ...] = ()
    by_time: bool = False
    undrawn: tuple[str, ...] = ()
    whole: bool = True
    legend: bool = False
    redacted: bool = False

    def to_networkx(self) -> networkx.MultiDiGraph[str]:
        """Return the view as a networkx graph.

        Nodes go by their ``id``, parallel edges by theirs as key. Attributes are those of
        :func:`node_values` and :func:`edge_values`; what is not known is left out. An edge
        whose ends are alike leads one way only and says ``directed=False``.
        """
        # networkx takes a tenth of a second to import; few views are wanted as one.
        import networkx

        graph: networkx.MultiDiGraph[str] = networkx.MultiDiGraph(name=self.title)
        for node in self.nodes:
            values = dict(node_values(node))
            graph.add_node(values.pop("id"), **values)
        for edge in self.edges:
            kept = {k: v for k, v in edge_values(edge) if k not in ("id", "source", "target")}
            graph.add_edge(edge.source, edge.target, key=edge.id, **kept)
        return graph

    def to_pandas(self) -> tuple[pandas.DataFrame, pandas.DataFrame]:
        """Return the nodes and the edges as two data frames, indexed by ``id``.

        The columns are those of :data:`NODE_COLUMNS` and :data:`EDGE_COLUMNS` with the same types
        for every view, an empty one too: ``date`` and ``until`` are days, ``weight`` is a number,
        the rest is text or true and false. What is not known is missing.

        Raises:
            GovgraphError: pandas is not installed.
        """
        # Whoever works with data frames has pandas, which takes long to import.
        from govgraph.frames import frame

        return (
            frame((dict(node_values(n)) for n in self.nodes), NODE_COLUMNS),
            frame((dict(edge_values(e)) for e in self.edges), EDGE_COLUMNS),
        )


# The attributes of every flat format, in order, with their types as GraphML names them.
NODE_COLUMNS = {
    "id": "string",
    "label": "string",
    "kind": "string",
    "iri": "string",
    "title": "string",
    "date": "string",
    "until": "string",
    "weight": "int",
    "basis": "string",
    "confidence": "string",
    "rationale": "string",
    "on_file": "boolean",
    "colour": "string",
    "quote": "string",
    "record": "string",
    "locator": "string",
}
EDGE_COLUMNS = {
    "id": "string",
    "source": "string",
    "target": "string",
    "label": "string",
    "kind": "string",
    "property": "string",
    "iri": "string",
    "title": "string",
    "date": "string",
    "until": "string",
    "weight": "int",
    "basis": "string",
    "confidence": "string",
    "rationale": "string",
    "directed": "boolean",
    "dashed": "boolean",
    "colour": "string",
    "quote": "string",
    "record": "string",
    "locator": "string",
}


def node_values(node: Node) -> Iterator[tuple[str, Value]]:
    """Yield the attributes of a node that are known, in the order of :data:`NODE_COLUMNS`.

    Several quotations stand a line each in ``quote``, and so do their records and locators.
    """
    yield "id", node.id
    yield "label", node.label
    yield "kind", node.kind
    yield from _texts(node, ("iri", "title", "date", "until"))
    yield "weight", node.weight
    yield from _texts(node, ("basis", "confidence", "rationale"))
    yield "on_file", node.on_file
    yield "colour", node_style(node.kind).fill
    yield from quote_values(node.quotes)


def edge_values(edge: Edge) -> Iterator[tuple[str, Value]]:
    """Yield the attributes of an edge that are known, in the order of :data:`EDGE_COLUMNS`."""
    yield "id", edge.id
    yield "source", edge.source
    yield "target", edge.target
    yield from _texts(edge, ("label", "kind", "property", "iri", "title", "date", "until"))
    yield "weight", edge.weight
    yield from _texts(edge, ("basis", "confidence", "rationale"))
    yield "directed", edge.directed
    yield "dashed", edge.basis != STATED
    yield "colour", edge_colour(edge.kind)
    yield from quote_values(edge.quotes)


def _texts(item: Node | Edge, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    for name in names:
        value = getattr(item, name)
        if value:
            yield name, value


def quote_values(quotes: tuple[Quote, ...]) -> Iterator[tuple[str, str]]:
    """Yield the attributes that say what a node or an edge rests on."""
    if quotes:
        yield "quote", "\n".join(q.text for q in quotes)
        yield "record", "\n".join(q.record for q in quotes)
        if any(q.locator for q in quotes):
            yield "locator", "\n".join(q.locator for q in quotes)
