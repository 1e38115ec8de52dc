"""Boards by the engine that ships and by pySHACL."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.infer import infer, with_closure
from govgraph.load import load_code_lists
from govgraph.rdfio import load_turtle
from govgraph.validate.conformance import with_terms
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INTEGRITY, STRUCTURE
from govgraph.validate.shapes import load_shapes
from govgraph.validate.vocabulary import vocabulary
from tests.mistakes import Board, Mistake
from tests.shacl_engines import Rows, by_pyshacl, by_us

# pySHACL takes several seconds a board.
many = pytest.mark.skipif(
    not os.environ.get("GOVGRAPH_MANY"), reason="a long run: GOVGRAPH_MANY is not set"
)


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


def by_both_engines(store: Store, base: str) -> tuple[Rows, Rows]:
    """Return the results of the engine that ships in both stages, and those of pySHACL.

    In the second, both are given the closure.
    """
    ours, theirs = _in_stage(store, base, STRUCTURE)
    closure = with_closure(store, infer(store, vocabulary().store))
    our_further, their_further = _in_stage(closure, base, INTEGRITY)
    return ours + our_further, theirs + their_further


def _in_stage(store: Store, base: str, stage: str) -> tuple[Rows, Rows]:
    with with_terms(Facts(store, vocabulary(), base)):
        shapes = load_shapes().of_stage(stage)
        return by_us(store, shapes), by_pyshacl(store, shapes)


def codes_of(rows: Rows) -> set[str]:
    """Return the codes of the rules that results break."""
    rules = load_shapes().rules
    return {rules[shape].code for _, _, _, _, shape, _, _ in rows}


def assert_engines_agree(board: Board, mistakes: list[Mistake], base: str) -> None:
    """Assert that both engines find the mistakes that queries are to find, and nothing apart."""
    shapes = load_shapes()
    queried = {shapes.rules[shape].code for shape in shapes.selects}
    tried = [mistake for mistake in mistakes if mistake[0] in queried]
    while tried:
        ours, theirs = by_both_engines(opened(together(board, tried), base), base)
        assert ours == theirs
        # What another mistake hides is made again without those that were found.
        hidden = [mistake for mistake in tried if mistake[0] not in codes_of(ours)]
        assert len(hidden) < len(tried), [code for code, _ in hidden]
        tried = hidden
