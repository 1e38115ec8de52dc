"""Where a finding is: the statement at fault, or the node where something is missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from govgraph.model import Finding, Term, text_of
from govgraph.names import RDF_TYPE, compact
from govgraph.positions import Place, Positions, read_positions
from govgraph.validate.documents import Board, Document
from govgraph.validate.paths import Path
from govgraph.validate.rules import Breach

_TYPE = NamedNode(RDF_TYPE)
# Behind all that have a place.
_NOWHERE = Place(0, 0)
# Of so many files the places are kept, a quarter of a megabyte each.
_MOST_READ = 256


class Places:
    """Files, lines and columns of what breaks rules.

    Args:
        board: what was checked.
        base: the IRI under which the workspace's things are named.
        exact: whether lines and columns are asked for, or only files.
        looked_at: the names of the graphs that are looked at; None for all.
    """

    def __init__(
        self, board: Board, base: str, exact: bool = True, looked_at: Iterable[str] | None = None
    ) -> None:
        self._board = board
        self._looked_at = None if looked_at is None else sorted(looked_at)
        self._base = base
        self._exact = exact
        self._read: dict[str, Positions] = {}
        # Of each graph how many nodes without a name have been given their places.
        self._nameless: dict[str, int] = {}

    @property
    def complete(self) -> bool:
        """Whether no file is missing because it does not parse."""
        return self._board.complete

    @property
    def documents(self) -> Mapping[str, Document]:
        """The files that are looked at, by the names of their graphs."""
        documents = self._board.documents
        if self._looked_at is None:
            return documents
        return {graph: documents[graph] for graph in self._looked_at if graph in documents}

    def finding(self, breach: Breach) -> Finding:
        """Return a breach as people and programs are shown it."""
        document, place = self._place(breach)
        line, column = place or (None, None)
        rule, path = breach.rule, breach.path
        return Finding(
            rule.code,
            rule.severity,
            breach.message,
            file=None if document is None else document.shown,
            line=line,
            column=column,
            node=self.shown(breach.node) if isinstance(breach.node, NamedNode) else None,
            path=path.shown if isinstance(path, Path) else path and self.shown(path),
            value=None if breach.value is None else self.shown(breach.value),
            shape=None if rule.shape is None else compact(rule.shape, self._base),
        )

    def descriptions(self, node: NamedNode) -> list[tuple[str, Place]]:
        """Return each block that says what a node is: its file, and where it begins in it."""
        quads = self._board.store.quads_for_pattern(node, _TYPE, None)
        graphs = {_graph(quad) for quad in quads} & self._board.documents.keys()
        return [
            (self._board.documents[graph].shown, place)
            # Registers hold what things are; what records say of them comes after.
            for graph in sorted(graphs, key=lambda g: (g.startswith(f"{self._base}record/"), g))
            for place in self._positions(graph).descriptions(node)
        ]

    def _place(self, breach: Breach) -> tuple[Document | None, Place | None]:
        if breach.node is None:
            return None, None
        found = self._at_fault(breach)
        if found is not None:
            document = self._board.documents[_graph(found)]
            return document, self._of_statement(found, breach.at_verb)
        home = self._home(breach.node)
        if home is None or not self._exact:
            return home, None
        positions = self._positions(home.graph)
        if isinstance(breach.node, BlankNode):
            return home, self._next_nameless(home.graph)
        return home, positions.subject(breach.node)

    def _next_nameless(self, graph: str) -> Place | None:
        """Return the place of one more node without a name: which is which nobody can tell."""
        found = self._positions(graph).nameless()
        told = self._nameless.get(graph, 0)
        self._nameless[graph] = told + 1
        return found[min(told, len(found) - 1)] if found else None

    def _at_fault(self, breach: Breach) -> Quad | None:
        """Return the statement at fault; None where one is missing, or the node itself is."""
        if breach.at is not None:
            stated = self._board.store.quads_for_pattern(
                breach.at.subject, breach.at.predicate, breach.at.object
            )
            held = [quad for quad in stated if _graph(quad) in self._board.documents]
            if held and breach.node is not None:
                return self._ordered(breach.node, held)[0]
        pairs, value = self._along(breach), breach.value
        found = [quad for quad, _ in pairs]
        if value is not None:
            # A rule that has only the words of a value does not know their language or datatype.
            exact = [quad for quad, end in pairs if end == value]
            same = [quad for quad, end in pairs if text_of(end) == text_of(value)]
            found = exact or same or found
        elif breach.at_verb:
            nameless = [quad for quad, end in pairs if isinstance(end, BlankNode)]
            found = nameless or found
        elif breach.most is None:
            return None
        if breach.node is None or not found:
            return None
        ordered = self._ordered(breach.node, found)
        if breach.each_language:
            seen: set[str | None] = set()
            for quad in ordered:
                language = quad.object.language if isinstance(quad.object, Literal) else None
                if language in seen:
                    return quad
                seen.add(language)
        # The first one beyond those that there may be; what two files say is said once.
        distinct = list({quad.triple: quad for quad in reversed(ordered)}.values())[::-1]
        return distinct[min(breach.most or 0, len(distinct) - 1)]

    def _along(self, breach: Breach) -> list[tuple[Quad, Term]]:
        """Return the statements of a breach's path from its node, each with its far end."""
        node, path = breach.node, breach.path
        if node is None or path is None:
            return []
        if isinstance(path, Path):
            pairs = path.statements(self._board.store, node)
        else:
            quads = self._board.store.quads_for_pattern(node, path, None)
            pairs = [(quad, quad.object) for quad in quads]
            if not pairs and breach.value is not None:
                # What is wrong with a node may be said of another one.
                others = self._board.store.quads_for_pattern(None, path, breach.value)
                pairs = [(quad, quad.object) for quad in others]
        return [(q, end) for q, end in pairs if _graph(q) in self._board.documents]

    def _ordered(self, node: NamedNode | BlankNode, quads: Iterable[Quad]) -> list[Quad]:
        """Return statements as they are written: in the node's own file first, then by file."""
        document = self._home(node)
        home = None if document is None else document.graph
        return sorted(quads, key=lambda q: (_graph(q) != home, _graph(q), self._order(q), str(q)))

    def _order(self, quad: Quad) -> Place:
        # Without lines the order within a file makes no difference.
        return (self._exact and self._of_statement(quad)) or _NOWHERE

    def _of_statement(self, quad: Quad, at_verb: bool = False) -> Place | None:
        if not self._exact:
            return None
        positions = self._positions(_graph(quad))
        subject, predicate, value, _ = quad
        at_object = None if at_verb else positions.statement(subject, predicate, value)
        return at_object or positions.predicate(subject, predicate) or positions.subject(subject)

    def _home(self, node: NamedNode | BlankNode) -> Document | None:
        """Return the document that says what a node is, or else anything of it."""
        for predicate in (_TYPE, None):
            quads = self._board.store.quads_for_pattern(node, predicate, None)
            for graph in sorted(map(_graph, quads)):
                if graph in self._board.documents:
                    return self._board.documents[graph]
        return self._board.documents.get(node.value)  # The file itself is at fault.

    def _positions(self, graph: str) -> Positions:
        found = self._read.pop(graph, None)
        if found is None:
            found = read_positions(self._board.documents[graph].text)
            if len(self._read) == _MOST_READ:
                # What was asked for longest ago goes.
                del self._read[next(iter(self._read))]
        self._read[graph] = found
        return found

    def shown(self, term: Term) -> str:
        """Return a term as people read it."""
        if isinstance(term, BlankNode):
            return "a blank node"  # The engine names it by chance.
        return compact(term.value, self._base) if isinstance(term, NamedNode) else text_of(term)


def _graph(quad: Quad) -> str:
    name = quad.graph_name
    return name.value if isinstance(name, NamedNode) else ""
