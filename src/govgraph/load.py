"""Workspace → store: each file in its own named graph of an in-memory Oxigraph store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from pyoxigraph import NamedNode, Quad, Store

from govgraph.errors import WorkspaceError
from govgraph.names import GOV
from govgraph.rdfio import load_turtle, read_bytes, read_plain
from govgraph.workspace import Workspace, resources

CODE_LISTS = f"{GOV[:-1]}/concepts"
# The graph of what follows; nothing that is asserted is ever in it.
INFERRED = NamedNode(f"{GOV[:-1]}/inferred")


def open_store(workspace: Workspace) -> Store:
    """Return a store with the workspace's data and the code lists.

    Queries see the union of the graphs as their default graph.

    Raises:
        TurtleError: a file is not Turtle.
        WorkspaceError: a file cannot be read.
    """
    store = Store()
    for path in workspace.data_files():
        shown = workspace.shown(path)
        raw = read_bytes(path, shown, workspace.largest)
        load_turtle(store, raw, workspace.graph_iri(path), shown)
    load_code_lists(store)
    return store


def read_statements(workspace: Workspace, take: Callable[[Iterable[Quad]], object]) -> None:
    """Hand on the statements that :func:`open_store` puts into a store, without one.

    They are of no graph; one that stands in two files, or twice in one, comes twice.

    Args:
        workspace: where they are.
        take: what goes through the statements of a file; called once for each file.

    Raises:
        TurtleError: a file is not Turtle.
        WorkspaceError: a file cannot be read.
    """
    folder = Path(workspace.shown(workspace.data))
    for path in workspace.data_files():
        shown = str(folder / path.name)
        read_plain(read_bytes(path, shown, workspace.largest), shown, take)
    read_plain(read_bytes(concepts_path()), str(concepts_path()), take)


def load_code_lists(store: Store) -> None:
    """Put the code lists (modes, bases, statuses …) into a store."""
    path = concepts_path()
    load_turtle(store, read_bytes(path), CODE_LISTS, str(path))


def concepts_path() -> Path:
    """Return the file of the code lists."""
    return resources() / "ontology" / "concepts.ttl"


def ontology_path() -> Path:
    """Return the file of the vocabulary."""
    return resources() / "ontology" / "govgraph.ttl"


def open_ontology(*paths: Path) -> Store:
    """Return a store with the vocabulary, and with further ontologies in Turtle.

    Raises:
        TurtleError: a file is not Turtle.
        WorkspaceError: a file cannot be read.
    """
    store = Store()
    for path in (ontology_path(), *paths):
        # It is read again where a proof names a line of it.
        if path.exists() and not path.is_file() and not path.is_dir():
            raise WorkspaceError("no-file", "it is no regular file.", str(path))
        load_turtle(store, read_bytes(path), path.absolute().as_uri(), str(path))
    return store


def shape_paths() -> list[Path]:
    """Return the files of the shapes: those of structure, then those of integrity, by name."""
    folder = resources() / "ontology" / "shapes"
    return [
        path
        for stage in ("structure", "integrity")
        for path in sorted((folder / stage).glob("*.ttl"), key=lambda p: p.name)
    ]


def content_hash(workspace: Workspace) -> str:
    """Return the SHA-256 over names and bytes of the data files, in hexadecimal."""
    from hashlib import sha256

    total = sha256()
    for path in workspace.data_files():
        total.update(path.name.encode() + b"\0")
        total.update(sha256(read_bytes(path)).digest())
    return total.hexdigest()
