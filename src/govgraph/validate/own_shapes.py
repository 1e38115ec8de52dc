"""The shapes of a workspace itself: its files, read, with the places of their statements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from govgraph.errors import TurtleError, ValidationError
from govgraph.model import Term
from govgraph.names import VOCABULARIES
from govgraph.positions import Place, Positions, place_of, read_positions
from govgraph.rdfio import load_turtle, read_bytes
from govgraph.validate.facts import Node
from govgraph.validate.own_rules import own_rules
from govgraph.validate.rules import INTEGRITY, STRUCTURE, Rule
from govgraph.workspace import Workspace

_SH = VOCABULARIES["sh"]
_GRAPH = "urn:govgraph:shapes:"
_START = Place(1, 1)


@dataclass(frozen=True)
class ShapeFile:
    """One file of shapes.

    Attributes:
        shown: what it is called in findings and errors.
        text: what stands in it.
        stage: ``structure`` or ``integrity``.
        number: its place among the files; the names of its blank nodes begin with it.
        positions: where its statements stand.
    """

    shown: str
    text: str
    stage: str
    number: int
    positions: Positions

    def named(self, term: Term) -> Term:
        """Return a term as the store has it: a blank node with the file's number."""
        return BlankNode(f"f{self.number}.{term.value}") if isinstance(term, BlankNode) else term

    def place(self, node: Term, predicate: Term | None = None, value: Term | None = None) -> Place:
        """Return where a statement stands, or as much of it as is given."""
        node, value = _written(node), None if value is None else _written(value)
        found = None
        if predicate is not None and value is not None:
            found = self.positions.statement(node, predicate, value)
        if predicate is not None:
            found = found or self.positions.predicate(node, predicate)
        return found or self.positions.subject(node) or _START


def _written(term: Term) -> Term:
    return BlankNode(term.value.partition(".")[2]) if isinstance(term, BlankNode) else term


# Compared by identity: it is read once, and what checks it is kept with it.
@dataclass(frozen=True, eq=False)
class OwnShapes:
    """All shapes of a workspace.

    Attributes:
        store: their statements, a graph a file.
        files: the files, by the names of their graphs.
        rules: shape → the rule that it is.
    """

    store: Store
    files: Mapping[str, ShapeFile]
    rules: Mapping[Node, Rule]

    def graphs(self, stage: str) -> list[str]:
        """Return the names of the graphs of a stage."""
        return [graph for graph, file in self.files.items() if file.stage == stage]

    def of_stage(self, stage: str) -> Store:
        """Return the statements of the shapes of one stage."""
        part = Store()
        for graph in self.graphs(stage):
            part.extend(self.store.quads_for_pattern(None, None, None, NamedNode(graph)))
        return part

    def file_of(self, node: Node) -> ShapeFile | None:
        """Return the first file that says anything of a node."""
        quads = self.store.quads_for_pattern(node, None, None)
        files = [
            self.files[q.graph_name.value] for q in quads if isinstance(q.graph_name, NamedNode)
        ]
        return min(files, key=lambda f: f.number, default=None)

    def where(self, node: Node) -> str:
        """Return where a shape stands as ``file:line:col``."""
        file = self.file_of(node)
        return "" if file is None else at(file, file.place(node))


def at(file: ShapeFile, place: Place) -> str:
    """Return a place as ``file:line:col``."""
    return f"{file.shown}:{place.line}:{place.column}"


def load_own_shapes(workspace: Workspace) -> OwnShapes:
    """Return the shapes of a workspace. Nothing that they import is fetched.

    Raises:
        ValidationError: a file is no text, no Turtle, or holds nothing of SHACL.
        WorkspaceError: a file cannot be read.
    """
    store, files = Store(), dict[str, ShapeFile]()
    for stage in (STRUCTURE, INTEGRITY):
        for path in workspace.shape_files(stage):
            shown = workspace.shown(path)
            file = _read(read_bytes(path, shown), shown, stage, len(files))
            graph = NamedNode(f"{_GRAPH}{file.number}")
            files[graph.value] = file
            for subject, predicate, value in file.positions.triples():
                node = file.named(subject)
                if isinstance(node, NamedNode | BlankNode):
                    store.add(Quad(node, predicate, file.named(value), graph))
    order = {graph: file.number for graph, file in files.items()}
    shown_by = {graph: file.shown for graph, file in files.items()}

    def key(node: Node, graph: str) -> tuple[int, Place, str]:
        return order[graph], files[graph].place(node), node.value

    return OwnShapes(store, files, own_rules(store, shown_by, key))


def _read(raw: bytes, shown: str, stage: str, number: int) -> ShapeFile:
    """Return a file of shapes.

    Raises:
        ValidationError: it is none.
    """
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        before = raw[: error.start].decode("utf-8")
        raise _unusable(shown, place_of(before, len(before)), "it is not UTF-8") from error
    engine = Store()
    try:
        load_turtle(engine, raw, _GRAPH, shown)
    except TurtleError as error:
        hint = "Put the Turtle right, or take the file out of the folder 'shapes'."
        raise ValidationError("bad-shapes", error.message, error.where, hint) from error
    file = ShapeFile(shown, text, stage, number, read_positions(text))
    triples = list(file.positions.triples())
    terms = (t for s in triples for t in (s.predicate, s.object) if isinstance(t, NamedNode))
    if not any(t.value.startswith(_SH) for t in terms):
        raise _unusable(shown, _START, "it holds no SHACL shape")
    if len(triples) != len(engine) or any(isinstance(t.subject, Literal) for t in triples):
        raise _unusable(shown, _START, "it holds triple terms, which SHACL has no use for")
    return file


def _unusable(shown: str, place: Place, message: str) -> ValidationError:
    return ValidationError(
        "bad-shapes",
        f"{message}.",
        f"{shown}:{place.line}:{place.column}",
        "In the folder 'shapes' stand files of SHACL in Turtle and UTF-8; put others elsewhere.",
    )
