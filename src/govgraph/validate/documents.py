"""The Turtle files to check: what is on file, and what is given in its place."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Store, Triple

from govgraph.errors import TurtleError, ValidationError
from govgraph.load import CODE_LISTS, load_code_lists
from govgraph.model import Finding
from govgraph.names import GOV, RDF_TYPE
from govgraph.positions import place_of
from govgraph.rdfio import decode, load_turtle, read_data
from govgraph.turtle_slips import UNKNOWN
from govgraph.turtle_tokens import tokens
from govgraph.validate.rules import VIOLATION, Rule
from govgraph.workspace import Workspace, turtle_files

SYNTAX = Rule(
    "GG000",
    "Not Turtle",
    VIOLATION,
    "Put the Turtle right at this place or just before it.",
    "What does not parse is not data.",
)
TRIPLE_TERM = Rule(
    "GG008",
    "A statement about a statement",
    VIOLATION,
    "Take << >>, {| |} and ~ away; say what is to be said of a statement on a node of its own, as"
    " gov:Mention and gov:StatusEvent do.",
    "No shape and no query looks into a triple term of RDF 1.2.",
)
RULES = (SYNTAX, TRIPLE_TERM)

_ASKED = re.compile(rf"@prefix (\S*): <{UNKNOWN}> \.")
_TRIPLE_MARKS = ("<<", "{|", "~")


@dataclass(frozen=True)
class Document:
    """One Turtle file.

    Attributes:
        graph: the IRI of the graph that it goes into.
        shown: what it is called in findings.
        packed: what stands in it; see :func:`packed`. Texts of ten thousand files take a tenth.
        path: the file, resolved; None for what came by stdin.
    """

    graph: str
    shown: str
    packed: bytes
    path: Path | None

    @property
    def text(self) -> str:
        """What stands in it."""
        return zlib.decompress(self.packed).decode()


def packed(text: str) -> bytes:
    """Return a text as a document holds it."""
    return zlib.compress(text.encode(), level=1)


class Texts(Mapping[str, str]):
    """The texts of documents, by what they are called in findings.

    Args:
        documents: the documents; of several of one name the last counts.
        others: further texts, which come before those of documents.
    """

    def __init__(self, documents: Sequence[Document], others: Mapping[str, str]) -> None:
        self._documents = {document.shown: document for document in documents}
        self._others = others

    def __getitem__(self, shown: str) -> str:
        if shown in self._others:
            return self._others[shown]
        return self._documents[shown].text

    def __iter__(self) -> Iterator[str]:
        return iter({**self._documents, **self._others})

    def __len__(self) -> int:
        return len({**self._documents, **self._others})


@dataclass(frozen=True)
class Board:
    """Documents, parsed.

    Attributes:
        store: their graphs, and the code lists.
        documents: name of a graph → the document in it.
        complete: whether no graph is missing because its document does not parse.
    """

    store: Store
    documents: Mapping[str, Document]
    complete: bool


def on_file(workspace: Workspace) -> list[Document]:
    """Return the documents of a workspace.

    Raises:
        WorkspaceError: a file cannot be read, or is not UTF-8.
    """
    return [read_document(workspace, path) for path in workspace.data_files()]


def given(workspace: Workspace, paths: Sequence[str | Path], stdin: bytes | None) -> list[Document]:
    """Return the documents that paths name; ``-`` stands for stdin.

    Raises:
        ValidationError: a folder holds no Turtle file, there is no stdin, or two documents
            would go into one graph.
        WorkspaceError: a file does not exist, cannot be read, or is not UTF-8.
    """
    found: dict[str, Document] = {}
    for path in paths:
        for document in _named(workspace, path, stdin):
            other = found.setdefault(document.graph, document)
            if other.path != document.path:
                raise ValidationError(
                    "same-graph",
                    f"it has the name of {other.shown}, and one would replace the other.",
                    document.shown,
                    "Check them one at a time.",
                )
    return list(found.values())


def _named(workspace: Workspace, path: str | Path, stdin: bytes | None) -> list[Document]:
    if str(path) == "-":
        if stdin is None:
            raise ValidationError("no-stdin", "nothing was given on stdin.", "-")
        return [_from_stdin(workspace, stdin)]
    path = Path(path)
    try:
        is_folder = path.is_dir()
    except OSError as error:
        message = f"{error.strerror or error}."
        raise ValidationError("unreadable", message, str(path)[:80]) from error
    except ValueError as error:
        raise ValidationError("no-path", "no file can have this name.", str(path)[:80]) from error
    if not is_folder:
        return [read_document(workspace, path)]
    files = turtle_files(path)
    if not files:
        raise ValidationError(
            "no-turtle",
            "the folder holds no Turtle file.",
            str(path),
            "Name a folder of .ttl files.",
        )
    return [read_document(workspace, file) for file in files]


def read_document(workspace: Workspace, path: Path) -> Document:
    """Return the document in a file.

    Raises:
        WorkspaceError: it cannot be read, or is not UTF-8.
    """
    shown = workspace.shown(path)
    text = decode(read_data(path, shown, workspace.largest), shown)
    return Document(workspace.graph_iri(path), shown, packed(text), path.absolute())


def _from_stdin(workspace: Workspace, raw: bytes) -> Document:
    """Name the graph after the one record that the text declares."""
    text = decode(raw, "-")
    store, graph = Store(), f"{workspace.base}register/stdin"
    try:
        load_turtle(store, raw, graph, "-")
    except TurtleError:
        return Document(
            graph, "-", packed(text), None
        )  # It is reported when all documents are parsed.
    records = {
        quad.subject.value
        for kind in ("Minutes", "Letter")
        for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(GOV + kind))
        if isinstance(quad.subject, NamedNode)
        and quad.subject.value.startswith(f"{workspace.base}record/")
    }
    return Document(records.pop() if len(records) == 1 else graph, "-", packed(text), None)


def assemble(
    filed: Sequence[Document], new: Sequence[Document] = ()
) -> tuple[Board, list[Finding]]:
    """Parse documents into one store, new ones in place of filed ones of the same graph.

    Where a new document does not parse, the filed one stays, so that what refers to it is not
    reported too.

    Returns:
        The board, and a finding for each document that does not parse, or has triple terms,
        which are left out.
    """
    store, documents, findings = Store(), dict[str, Document](), []
    load_code_lists(store)
    for document in (*new, *filed):
        if document.graph in documents or document.graph == CODE_LISTS:
            continue
        text = document.text
        try:
            load_turtle(store, text.encode(), document.graph, document.shown)
        except TurtleError as error:
            findings.append(_syntax(error, (*new, *filed)))
        else:
            documents[document.graph] = document
            findings += _leave_triple_terms_out(store, document, text)
    missing = {d.graph for d in filed} - documents.keys()
    return Board(store, documents, not missing), findings


def _leave_triple_terms_out(store: Store, document: Document, text: str) -> list[Finding]:
    """Take triple terms, and nameless nodes for them, out of a document's graph; say where."""
    if not any(mark in text for mark in _TRIPLE_MARKS):
        return []
    graph = NamedNode(document.graph)
    held = list(store.quads_for_pattern(None, None, None, graph))
    found = [quad for quad in held if isinstance(quad.object, Triple)]
    if not found:
        return []
    nameless = {quad.subject for quad in found if isinstance(quad.subject, BlankNode)}
    for quad in held:
        if isinstance(quad.object, Triple) or quad.subject in nameless:
            store.remove(quad)
    marks = (t for t in tokens(text) if (t["mark"] or "").startswith(_TRIPLE_MARKS))
    first = next(marks, None)
    place = None if first is None else place_of(text, first.start("mark"))
    line, column = place or (None, None)
    rule = TRIPLE_TERM
    return [Finding(rule.code, rule.severity, rule.message, document.shown, line, column)]


def _syntax(error: TurtleError, documents: Sequence[Document]) -> Finding:
    asked = _ASKED.search(error.message)
    message = error.message
    if asked:
        # What another file declares under the prefix is what most likely is meant.
        line = re.compile(rf"^@prefix {re.escape(asked[1])}: <[^>]*> \.", re.MULTILINE)
        found = (line.search(d.text) for d in documents if d.shown != error.path)
        declared = next((match[0] for match in found if match), asked[0])
        message = message.replace(asked[0], declared)
    return Finding(
        SYNTAX.code,
        SYNTAX.severity,
        message,
        file=error.path,
        line=error.line,
        column=error.column,
    )
