"""The sh:sparql constraints of the shapes, by the engine that ships and by pySHACL."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from pyoxigraph import NamedNode, Store

from govgraph.infer import infer, with_closure
from govgraph.load import load_code_lists
from govgraph.model import text_of
from govgraph.names import VOCABULARIES
from govgraph.rdfio import load_turtle, to_rdflib
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INTEGRITY, STRUCTURE
from govgraph.validate.selects import check_queries
from govgraph.validate.shapes import load_shapes
from govgraph.validate.vocabulary import vocabulary
from tests.mistakes import Board, Mistake

# Shape, node, path and value.
Found = set[tuple[str | None, str, str, str | None]]


def opened(board: Board, base: str) -> Store:
    """Return the store of a board."""
    store = Store()
    for name, text in board.items():
        if name.endswith(".ttl"):
            load_turtle(store, text.encode(), f"{base}record/{Path(name).stem}", name)
    load_code_lists(store)
    return store


def together(board: Board, mistakes: list[Mistake]) -> Board:
    """Return a board with all mistakes in it that go together."""
    kept = dict(board)
    for _, spoils in mistakes:
        for spoil in spoils:
            # Another mistake may have taken the words away that this one changes.
            with suppress(AssertionError, ValueError):
                spoil(kept)
    return kept


def by_both_engines(store: Store, base: str) -> tuple[Found, Found]:
    """Return what the engine that ships finds in both stages, and what pySHACL finds.

    In the second, pySHACL is given the closure.
    """
    ours, theirs = _in_stage(store, base, STRUCTURE)
    closure = with_closure(store, infer(store, vocabulary().store))
    our_further, their_further = _in_stage(closure, base, INTEGRITY)
    return ours | our_further, theirs | their_further


def _in_stage(store: Store, base: str, stage: str) -> tuple[Found, Found]:
    import pyshacl
    from rdflib import Graph, URIRef

    facts, shapes = Facts(store, vocabulary(), base), load_shapes()
    ours: Found = set()
    for b in check_queries(shapes, facts, stage):
        assert isinstance(b.node, NamedNode)
        on = b.path.value if isinstance(b.path, NamedNode) else "None"
        value = None if b.value is None or b.value == b.node else text_of(b.value)
        ours.add((b.rule.shape, b.node.value, on, value))
    sh = VOCABULARIES["sh"]
    report = pyshacl.validate(
        to_rdflib(facts.store),
        shacl_graph=to_rdflib(shapes.of_stage(stage)),
        ont_graph=to_rdflib(facts.terms.store),
    )[1]
    assert isinstance(report, Graph)
    theirs: Found = set()
    for result in report.objects(None, URIRef(sh + "result")):
        component = report.value(result, URIRef(sh + "sourceConstraintComponent"))
        if component == URIRef(sh + "SPARQLConstraintComponent"):
            names = ("sourceShape", "focusNode", "resultPath", "value")
            shape, node, path, at = (report.value(result, URIRef(sh + n)) for n in names)
            theirs.add((str(shape), str(node), str(path), None if at == node else str(at)))
    return ours, theirs
