"""What an asserted statement rests on: its place in a file, and the sentence of the record."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from govgraph.load import CODE_LISTS, concepts_path
from govgraph.model import Term
from govgraph.names import GOV, RDF_TYPE, SKOS
from govgraph.positions import Positions, read_positions
from govgraph.quotes import Quote
from govgraph.rdfio import read_text
from govgraph.workspace import Workspace

# What an editor assigns in order to find things again; no sentence of a record does it.
_INDEX = frozenset({GOV + "topic", GOV + "inThread"})
_READ = NamedNode(GOV + "editorInferred")
_HEAD = GOV + "headRole"
# Days have a basis of their own: the words may print no year.
_DATES = frozenset({GOV + "dueFrom", GOV + "dueBy"})
_NOTE = NamedNode(SKOS + "editorialNote")


class Ground(NamedTuple):
    """What an asserted statement rests on.

    Attributes:
        kind: ``sentence`` (words of a record say it), ``reading`` (an editor reads it in them),
            ``index`` (an editor files it under a heading), ``register`` (a register has it),
            ``vocabulary`` (a code list has it) or ``bare`` (a record's file has it, without words).
        file: the file in which the statement stands, or None.
        line: its line, from 1, or None.
        column: its column, from 1, or None.
        quotes: the words of the records.
        confidence: of a reading: ``certain``, ``probable`` or ``possible``; else None.
        rationale: of a reading: why it is read so; else None.
        note: what the editor notes on the thing that the statement is about, or None.
    """

    kind: str
    file: str | None
    line: int | None
    column: int | None
    quotes: tuple[Quote, ...]
    confidence: str | None
    rationale: str | None
    note: str | None = None


class Files:
    """The Turtle files behind graphs, and where statements stand in them."""

    def __init__(
        self, workspace: Workspace, ontology: tuple[Path, ...] = (), axioms: Store | None = None
    ) -> None:
        self._axioms = axioms or Store()
        self._paths = {workspace.graph_iri(path): path for path in workspace.data_files()}
        self._paths[CODE_LISTS] = concepts_path()
        self._ontology = ontology
        self._shown = workspace.shown
        self._read: dict[Path, Positions] = {}

    def place(self, triple: Triple, graph: str) -> tuple[str | None, int | None, int | None]:
        """Return file, line and column of a statement of a graph."""
        path = self._paths.get(graph)
        return (None, None, None) if path is None else self._in(path, triple)

    def axiom(self, triple: Triple) -> tuple[str | None, int | None, int | None]:
        """Return file, line and column of an axiom."""
        is_list = isinstance(triple.object, BlankNode)
        for path in self._ontology:
            # Another ontology may say something else of the same term, before this one.
            if is_list and not self._holds(path, triple):
                continue
            found = self._in(path, triple)
            if found[1] is not None:
                return found
        return None, None, None

    def _holds(self, path: Path, triple: Triple) -> bool:
        graph = NamedNode(path.absolute().as_uri())
        return any(
            self._axioms.quads_for_pattern(triple.subject, triple.predicate, triple.object, graph)
        )

    def _in(self, path: Path, triple: Triple) -> tuple[str, int | None, int | None]:
        if path not in self._read:
            self._read[path] = read_positions(read_text(path, self._shown(path)))
        places, (subject, predicate, value) = self._read[path], triple
        found = places.statement(subject, predicate, value)
        if found is None and isinstance(value, BlankNode):
            # A list has no name by which its statement could be found.
            found = places.predicate(subject, predicate)
        shown = self._shown(path)
        return (shown, None, None) if found is None else (shown, found.line, found.column)


class Grounds:
    """Finds what statements rest on.

    Args:
        store: the data, a graph a file.
        files: the files behind its graphs.
    """

    def __init__(self, store: Store, files: Files) -> None:
        self._store = store
        self._files = files

    def ground(self, triple: Triple) -> Ground:
        """Return what an asserted statement rests on."""
        graphs = sorted(
            q.graph_name.value
            for q in self._store.quads_for_pattern(triple.subject, triple.predicate, triple.object)
            if isinstance(q.graph_name, NamedNode)
        )
        if not graphs:
            return Ground("vocabulary", *self._files.axiom(triple), (), None, None)
        graph = graphs[0]
        place = self._files.place(triple, graph)
        if graph == CODE_LISTS:
            return Ground("vocabulary", *place, (), None, None)
        bearer, quotes = self._bearer(triple, graph)
        note = None if bearer is None else self._literal(bearer, _NOTE)
        predicate = triple.predicate.value if isinstance(triple.predicate, NamedNode) else ""
        if predicate in _INDEX:
            return Ground("index", *place, quotes, None, None, note)
        basis, why = ("dueBasis", "dueRationale") if predicate in _DATES else ("basis", "rationale")
        # A thing of a register has a basis for one of its statements only: which post is its head.
        is_read = bool(quotes) or predicate == _HEAD
        if bearer is not None and is_read and self._node(bearer, basis) == _READ:
            confidence = self._node(bearer, "confidence")
            name = None if confidence is None else confidence.value.removeprefix(GOV)
            return Ground("reading", *place, quotes, name, self._text(bearer, why), note)
        kind = "sentence" if quotes else "register" if "/register/" in graph else "bare"
        return Ground(kind, *place, quotes, None, None, note)

    def _bearer(self, triple: Triple, graph: str) -> tuple[NamedNode | None, tuple[Quote, ...]]:
        """Return the node that the statement belongs to, and the words that it rests on.

        That is its subject, but where a record says something of what a register has (a meeting,
        the record itself), it is the entry, item or passage that the statement is about.
        """
        ends = [n for n in (triple.subject, triple.object) if isinstance(n, NamedNode)]
        ends.sort(key=lambda node: not self._is_described(node, graph))
        read = [n for n in ends if self._node(n, "basis") == _READ and self._quotes(n, graph)]
        for node in (*read, *ends):
            quotes = self._quotes(node, graph)
            if quotes:
                return node, quotes
        return (ends[0] if ends else None), ()

    def _is_described(self, node: NamedNode, graph: str) -> bool:
        """Whether the graph says what a node is, and it is no record, which says it of itself."""
        typed = self._store.quads_for_pattern(
            node, NamedNode(RDF_TYPE), None, NamedNode(graph) if graph else None
        )
        return node.value != graph and any(True for _ in typed)

    def _quotes(self, node: NamedNode, graph: str) -> tuple[Quote, ...]:
        """Return the words that a node rests on; where it is an action, those that state it.

        Of several records that state it only the one counts whose file says so: another may say
        otherwise.
        """
        if self._text(node, "exact") is not None:
            return (self._quote(node),)
        evidence = self._values(node, "evidence")
        if not evidence:
            stating = self._store.quads_for_pattern(None, NamedNode(GOV + "states"), node)
            stated = [q.subject for q in stating if isinstance(q.subject, NamedNode)]
            own = [s for s in stated if self._node(s, "statedIn") == NamedNode(graph or "urn:x")]
            stated = own or stated
            evidence = [e for s in stated for e in self._values(s, "evidence")]
        quotes = {self._quote(e) for e in evidence if isinstance(e, NamedNode)}
        return tuple(sorted(quotes, key=lambda q: (q.record, q.text)))

    def _quote(self, quotation: NamedNode) -> Quote:
        record = self._node(quotation, "quotedFrom")
        passage = self._node(quotation, "inPassage")
        locator = self._text(quotation, "locator")
        if locator is None and passage is not None:
            locator = self._text(passage, "locator")
        name = "" if record is None else record.value.rpartition("/")[2]
        return Quote(name, locator, self._text(quotation, "text") or "")

    def _values(self, node: NamedNode, name: str) -> list[Term]:
        quads = self._store.quads_for_pattern(node, NamedNode(GOV + name), None)
        return sorted((q.object for q in quads), key=str)

    def _node(self, node: NamedNode, name: str) -> NamedNode | None:
        return next((v for v in self._values(node, name) if isinstance(v, NamedNode)), None)

    def _text(self, node: NamedNode, name: str) -> str | None:
        return self._literal(node, NamedNode(GOV + name))

    def _literal(self, node: NamedNode, predicate: NamedNode) -> str | None:
        quads = self._store.quads_for_pattern(node, predicate, None)
        return min((q.object.value for q in quads if isinstance(q.object, Literal)), default=None)
