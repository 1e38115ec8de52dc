"""Which mutants are noticed, and by which rules."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad

from govgraph.model import Finding
from govgraph.names import prefixes
from govgraph.serialization import to_turtle
from govgraph.shacl import COMPILED
from govgraph.validate import check, documents, findings_in
from govgraph.validate.baseline import key
from govgraph.validate.examining import Subject, examine
from govgraph.validate.facts import Facts
from govgraph.validate.own import open_own_shapes
from govgraph.validate.places import Places
from govgraph.validate.sources import Sources
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import Workspace
from tests.mutants.kinds import Data
from tests.mutants.mutators import Change

# Code of a rule → its severity.
Noticed = dict[str, str]


class Bench:
    """A board in memory, in which slips are made and taken back.

    Attributes:
        data: what mutators choose from.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace
        self._board, broken = documents.assemble(documents.on_file(workspace))
        if broken:
            raise ValueError(f"the board does not parse: {broken[0]}")
        self._store, self._files = self._board.store, Sources(workspace)
        self._own = open_own_shapes(workspace)
        self.data = Data(self._store, self._board.documents)
        self._known = {key(f) for f in self._findings()}
        self._reported = {key(f) for f in check(workspace).findings}

    def noticed(self, change: Change) -> Noticed:
        """Return the rules that find something new once a change is made, in memory."""
        with self._made(change):
            found = [f for f in self._findings() if key(f) not in self._known]
        return {f.code: f.severity for f in found}

    def whole(self, change: Change) -> Noticed:
        """Return what ``govgraph validate`` finds with the changed file in place of its own."""
        (graph,) = {q.graph_name for q in change.removed | change.added}
        with self._made(change):
            quads = self._store.quads_for_pattern(None, None, None, graph)
            text = to_turtle((q.triple for q in quads), prefixes(self._workspace.base))
        assert isinstance(graph, NamedNode)
        shown = self._board.documents[graph.value].path
        assert shown is not None
        with TemporaryDirectory() as folder:
            path = Path(folder) / shown.name
            path.write_bytes(text)
            found = check(self._workspace, [path], show_all=True).findings
        return {f.code: f.severity for f in found if key(f) not in self._reported}

    def _findings(self) -> list[Finding]:
        facts = Facts(self._store, vocabulary(), self._workspace.base)
        board = self._board
        subject = Subject(facts, self._files, self._own, board.documents, board.complete, COMPILED)
        found, _ = findings_in(examine(subject), facts, Places(board, facts.base, exact=False))
        return found

    @contextmanager
    def _made(self, change: Change) -> Iterator[None]:
        self._apply(change.removed, change.added)
        try:
            yield
        finally:
            self._apply(change.added, change.removed)

    def _apply(self, removed: frozenset[Quad], added: frozenset[Quad]) -> None:
        for quad in removed:
            self._store.remove(quad)
        self._store.extend(added)
