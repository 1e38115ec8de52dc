"""The compiled engine finds what pySHACL finds.

pySHACL takes up to a minute for a board: those runs are made where ``GOVGRAPH_MANY`` is set.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import Literal, Triple

from benchmarks.generate import BASE, board
from govgraph.errors import GovgraphError
from govgraph.infer import ENGINES, infer
from govgraph.model import Term
from govgraph.names import DEFAULT_BASE
from govgraph.shacl.lexical import well_formed
from govgraph.validate.shapes import load_shapes
from govgraph.validate.vocabulary import vocabulary
from tests import test_rules_context, test_rules_facts, test_traps, test_validate
from tests.conftest import BOARDS, ROOT
from tests.engines import by_both_engines, many, opened
from tests.known_mistakes import BOARD
from tests.mistakes import Board, Spoil, read
from tests.ontologies import how_many
from tests.shacl_engines import Rows, by_pyshacl, by_us
from tests.shacl_random import Pair, pairs

# As many as leave each other's words alone most of the time.
_TOGETHER = 20

_LISTS = {
    "validate": (test_validate.PARISH, [spoils for _, spoils in test_validate.MISTAKES]),
    "facts": (test_rules_facts.LIBRARY, [spoils for _, spoils in test_rules_facts.MISTAKES]),
    "context": (test_rules_context.LIBRARY, [spoils for _, spoils in test_rules_context.MISTAKES]),
    "traps": (BOARD, [known[2] for known in test_traps.KNOWN]),
}


def batches() -> Iterator[tuple[str, int]]:
    """Yield the parts of the lists of mistakes."""
    for name, (_, mistakes) in _LISTS.items():
        yield from ((name, start) for start in range(0, len(mistakes), _TOGETHER))


def spoilt(start: Board, mistakes: list[list[Spoil]]) -> Board:
    """Return a board with the mistakes in it after which both stages can be run over it.

    Axioms among the data, which stop the reasoner or hand it to owlrl, have tests of their own.
    """
    kept = dict(start)
    for spoils in mistakes:
        tried = dict(kept)
        with suppress(AssertionError, KeyError, ValueError, GovgraphError):
            for spoil in spoils:
                spoil(tried)
            store = opened(tried, BASE)
            is_plain = infer(store, vocabulary().store).engine == ENGINES[0]
            if is_plain and all(_is_known_to_rdflib(quad.object) for quad in store):
                kept = tried
    return kept


def _is_known_to_rdflib(term: Term) -> bool:
    """Whether it is no statement, and no date out of the calendar, which rdflib puts in order."""
    if isinstance(term, Literal):
        fits = well_formed(term.datatype.value)
        return fits is None or fits(term.value)
    return not isinstance(term, Triple)


def without_text_of_blank_nodes(rows: Rows) -> Rows:
    """Leave out "the text of a blank node" of tests/test_shacl_differences.py: it has none."""
    asking = {s for s, select in load_shapes().selects.items() if "STR($this)" in select}
    return Counter({r: n for r, n in rows.items() if r[0] != "_:" or r[4] not in asking})


@settings(
    max_examples=how_many(40, 3000),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(pairs())
def test_random_shapes_on_random_data_have_the_same_results_by_both(pair: Pair) -> None:
    """Whatever a shapes graph says of whatever data, both engines report the same."""
    data, shapes = pair.stores()
    assert by_us(data, shapes) == by_pyshacl(data, shapes)


@many
@pytest.mark.parametrize("folder", [ROOT, BOARDS / "harbour", BOARDS / "library"])
def test_boards_have_the_same_results_by_both(folder: Path) -> None:
    """What ships, and what is invented beside it, is judged alike by both engines."""
    ours, theirs = by_both_engines(opened(read(folder), DEFAULT_BASE), DEFAULT_BASE)
    assert ours == theirs


@many
@pytest.mark.parametrize(("name", "start"), list(batches()))
def test_boards_with_mistakes_have_the_same_results_by_both(name: str, start: int) -> None:
    """Whatever is wrong with a board, both engines find it."""
    sound, mistakes = _LISTS[name]
    kept = spoilt(sound, mistakes[start : start + _TOGETHER])
    assert kept != sound
    ours, theirs = by_both_engines(opened(kept, BASE), BASE)
    assert ours == without_text_of_blank_nodes(theirs)


@many
def test_a_generated_board_has_the_same_results_by_both() -> None:
    """Twenty invented meetings are judged alike by both engines."""
    ours, theirs = by_both_engines(opened(dict(board(20)), BASE), BASE)
    assert ours == theirs
