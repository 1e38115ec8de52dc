"""What is checked with what, and how a board with new data is held against the one without."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from pyoxigraph import NamedNode, Triple

from govgraph.model import Finding
from govgraph.validate import documents
from govgraph.validate.conformance import Changed
from govgraph.validate.documents import Board, Document
from govgraph.validate.own_shapes import OwnShapes
from govgraph.validate.sources import Sources
from govgraph.workspace import Workspace

# What makes two findings the same.
Identity = tuple[str | None, ...]


class Given(NamedTuple):
    """What a check is given.

    Attributes:
        workspace: what is on file.
        new: the new data.
        files: the sources.
        own: the workspace's own shapes.
        engine: what checks the shapes.
        in_context: whether only that is to be told which is not there without the new data.
    """

    workspace: Workspace
    new: Sequence[Document]
    files: Sources
    own: OwnShapes
    engine: str
    in_context: bool


def changed_by(new: Sequence[Document], filed: Sequence[Document], board: Board) -> Changed | None:
    """Return the statements by which a board with new data differs from the one without.

    None where a file does not parse, so that one of the two is not known, or where it is more than
    half of all.
    """
    named, graphs = {d.path for d in new}, {d.graph for d in new}
    before, _ = documents.assemble([d for d in filed if d.graph in graphs and d.path not in named])
    if not (board.complete and before.complete):
        return None
    changed: set[Triple] = set()
    for graph in map(NamedNode, graphs):
        one, other = (
            {quad.triple for quad in side.store.quads_for_pattern(None, None, None, graph)}
            for side in (before, board)
        )
        changed |= one ^ other
    # To look for what so much may concern takes longer than to check everything.
    return None if len(changed) > len(board.store) / 2 else Changed(frozenset(changed))


def identity(finding: Finding) -> Identity:
    """Return what makes two findings the same, wherever in a file they are."""
    named = finding.node or finding.file
    return finding.code, named, finding.path, finding.value, finding.message


def order(finding: Finding) -> tuple[str, int, int, str, str, str, str, str]:
    """Return what puts findings in order: by place."""
    return (
        finding.file or "",
        finding.line or 0,
        finding.column or 0,
        finding.code,
        finding.node or "",
        finding.path or "",
        finding.value or "",
        finding.message,
    )
