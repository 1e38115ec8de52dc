"""Which mutants are noticed, and by which rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from pyoxigraph import NamedNode, Quad, Store

from govgraph.names import prefixes
from govgraph.rdfio import to_rdflib, to_turtle
from govgraph.validate import breaches, check, documents
from govgraph.validate.baseline import key
from govgraph.validate.core import check_graph
from govgraph.validate.facts import Facts
from govgraph.validate.rules import Breach
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
        self._graph = to_rdflib(self._store)
        self.data = Data(self._store, self._board.documents)
        self._known = {_key(b) for b in self._breaches(())}
        self._reported = {key(f) for f in check(workspace).findings}

    def noticed(self, change: Change) -> Noticed:
        """Return rules that find something new once a change is made.

        What the near look does not find is checked once more as ``govgraph validate`` does it.
        """
        return self.near(change) or self.whole(change)

    def near(self, change: Change) -> Noticed:
        """Return the first rule that finds something, where pySHACL is asked of a few nodes only.

        Those are the nodes around the change. A node that is not looked at can only hide a
        finding: what is found here, the whole check finds too.
        """
        with self._made(change):
            found = self._breaches(self._around(change))
            new = next((b for b in found if _key(b) not in self._known), None)
        return {} if new is None else {new.rule.code: new.rule.severity}

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

    def _breaches(self, nodes: tuple[str, ...]) -> Iterator[Breach]:
        facts = Facts(self._store, vocabulary(), self._workspace.base)
        core = partial(check_graph, graph=self._graph, nodes=nodes)
        return breaches(facts, self._files, self._board.documents, core)

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
        # What two files state stays stated when one of them drops it.
        gone = [q for q in removed if not self._states(q)]
        for triple in to_rdflib(_store(gone)):
            self._graph.remove(triple)
        for triple in to_rdflib(_store(added)):
            self._graph.add(triple)

    def _states(self, quad: Quad) -> bool:
        pattern = quad.subject, quad.predicate, quad.object
        return any(self._store.quads_for_pattern(*pattern, None))

    def _around(self, change: Change) -> tuple[str, ...]:
        """Return the nodes whose shapes may see a change: those named in it, and who names them."""
        quads = change.removed | change.added
        subjects = {q.subject for q in quads}
        named = {q.object for q in quads} | subjects
        for node in subjects:
            named |= {q.subject for q in self._store.quads_for_pattern(None, None, node)}
        return tuple(sorted(n.value for n in named if isinstance(n, NamedNode)))


def _store(quads: Iterable[Quad]) -> Store:
    store = Store()
    store.extend(quads)
    return store


def _key(breach: Breach) -> tuple[str, str, str, str]:
    return breach.rule.code, str(breach.node), str(breach.path), str(breach.value)
