"""Files → the graphs of a store, in place of what the graphs held."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from pyoxigraph import NamedNode, Quad, Store

from govgraph.errors import GovgraphError
from govgraph.rdfio import read_quads
from govgraph.store.files import Read
from govgraph.workspace import Workspace

# From here on new files of the engine cost less than its journal.
_MANY = 20


def take(
    workspace: Workspace, batch: Iterable[Read], stop: GovgraphError | None
) -> tuple[dict[str, list[Quad]], GovgraphError | None]:
    """Return the statements of files by name, and what stopped the reading of them."""
    taken: dict[str, list[Quad]] = {}
    for file in batch:
        path = workspace.data / file.name
        try:
            graph = workspace.graph_iri(path)
            taken[file.name] = read_quads(file.raw, graph, workspace.shown(path))
        except GovgraphError as error:
            return taken, error
    return taken, stop


def put(
    store: Store, workspace: Workspace, files: dict[str, list[Quad]], held: Collection[str]
) -> None:
    """Put the statements of files into a store.

    Args:
        store: the store.
        workspace: where the files are.
        files: name of a file → its statements.
        held: the names of the files that the store holds.
    """
    if len(files) < _MANY:
        for name, quads in files.items():
            replace(store, workspace, name, quads)
        return
    for name in files:
        if name in held:
            store.remove_graph(graph_of(workspace, name))
    store.bulk_extend(quad for quads in files.values() for quad in quads)
    for name, quads in files.items():
        if not quads:
            store.add_graph(graph_of(workspace, name))


def replace(store: Store, workspace: Workspace, name: str, quads: list[Quad]) -> None:
    """Put statements in place of those of a file."""
    store.remove_graph(graph_of(workspace, name))
    store.extend(quads)


def graph_of(workspace: Workspace, name: str) -> NamedNode:
    """Return the graph that a file goes into."""
    return NamedNode(workspace.graph_iri(workspace.data / name))
