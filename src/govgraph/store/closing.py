"""What follows from the records, in a graph of a store on disk: from nothing, or from a change."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from pyoxigraph import NamedNode, Quad, Store

from govgraph.errors import InconsistencyError
from govgraph.load import INFERRED, open_ontology
from govgraph.store.folder import engine_path
from govgraph.store.held import Held
from govgraph.store.replacing import graph_of
from govgraph.store.watcher import Watcher
from govgraph.workspace import Workspace

if TYPE_CHECKING:
    from govgraph.infer.increments import Effect, Said

# Above this many files looking up each premise takes longer than all of it from scratch.
_MOST = 200
_BATCH = 100_000


def close_anew(building: Path, watcher: Watcher) -> bool:
    """Put what follows into a store of records; return whether it can be kept in step.

    Raises:
        InconsistencyError: the data contradicts the ontology.
    """
    # Few queries reason.
    from govgraph.infer import infer
    from govgraph.infer.increments import Increments

    store = Store(engine_path(building))
    watcher.phase("inferring")
    ontology = open_ontology()
    closure = infer(store, ontology)
    if not closure.is_consistent:
        raise InconsistencyError("the data contradicts the ontology: see 'govgraph infer'.", "")
    watcher.phase("inferred")
    store.add_graph(INFERRED)
    following = closure.quads()
    # The engine holds what it is given in one call.
    while batch := list(islice(following, _BATCH)):
        store.bulk_extend(batch)
    store.flush()
    return Increments(ontology).fits(closure)


def close_on(
    building: Path, workspace: Workspace, before: Held, plain: Path, after: Held, watcher: Watcher
) -> bool:
    """Bring a closed store in step with the records; return whether that was possible.

    Args:
        building: the generation to change.
        workspace: where the files are.
        before: what it holds.
        plain: the generation of the records.
        after: what that one holds.
        watcher: is told how it goes.
    """
    old, new = before.entries, after.entries
    names = [n for n in old.keys() | new.keys() if _digest(before, n) != _digest(after, n)]
    if len(names) > _MOST:
        return False
    graphs = {graph_of(workspace, n) for n in names}
    watcher.phase("inferring")
    arriving = _of(Store.read_only(engine_path(plain)), graphs)
    store = Store(engine_path(building))
    effect = replace_and_follow(store, graphs, arriving, open_ontology())
    watcher.phase("inferred")
    store.flush()
    return effect is not None


def replace_and_follow(
    store: Store, graphs: Collection[NamedNode], arriving: Sequence[Quad], ontology: Store
) -> Effect | None:
    """Put statements in place of those of graphs, and keep what follows in step.

    Args:
        store: records, and all that follows from them in a graph of its own.
        graphs: the graphs that change.
        arriving: all their statements after the change.
        ontology: the ontology.

    Returns:
        What came and went of what follows; None where that cannot be told, and the store is as
        before.
    """
    # Few queries reason.
    from govgraph.infer.increments import Increments, OutOfStepError

    present = {(q.subject, q.predicate, q.object) for q in arriving}
    past = {(q.subject, q.predicate, q.object) for q in _of(store, graphs)}

    def elsewhere(fact: Said) -> bool:
        subject, predicate, value = fact
        found = store.quads_for_pattern(subject, predicate, value)  # type: ignore[arg-type]
        return any(q.graph_name not in graphs and q.graph_name != INFERRED for q in found)

    removed = {f for f in past - present if not elsewhere(f)}
    added = {f for f in present - past if not elsewhere(f)}
    try:
        effect = Increments(ontology).effect(
            store, removed, added, lambda fact: fact in present or elsewhere(fact)
        )
    except OutOfStepError:
        return None
    for graph in graphs:
        store.remove_graph(graph)
    store.extend(arriving)
    for fact in effect.lost:
        store.remove(Quad(*fact, INFERRED))  # type: ignore[arg-type]
    store.extend(Quad(*fact, INFERRED) for fact in effect.gained)  # type: ignore[arg-type]
    return effect


def _of(store: Store, graphs: Iterable[NamedNode]) -> list[Quad]:
    return [q for g in graphs for q in store.quads_for_pattern(None, None, None, g)]


def _digest(held: Held, name: str) -> str:
    return held.entries[name].digest if name in held.entries else ""
