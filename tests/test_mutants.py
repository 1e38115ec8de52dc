"""A few mutants of the shipped records, and what is kept of the run over all of them."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random

import pytest

from govgraph.validate import documents, foreign_terms
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS
from tests.mutants import report
from tests.mutants.bench import Bench
from tests.mutants.kinds import Data, Kind
from tests.mutants.mutators import NODE, STATEMENT, Change, Mutant, mutants
from tests.ontologies import how_many

# Of so many mutators one is tried, on so many kinds.
ONE_OF, SAMPLE = how_many(3, 1), how_many(1, 4)


@pytest.fixture(scope="module")
def bench(shipped: Workspace) -> Bench:
    return Bench(shipped)


@pytest.fixture(scope="module")
def made(bench: Bench) -> list[Mutant]:
    return list(mutants(bench.data, 1))


def few(made: list[Mutant]) -> Iterator[Mutant]:
    """Yield a sample of mutators, the same each time."""
    for name in (*STATEMENT, *NODE)[::ONE_OF]:
        own = [mutant for mutant in made if mutant.mutator == name]
        yield from Random(name).sample(own, min(SAMPLE, len(own)))


def test_the_rules_notice_what_they_noticed(bench: Bench, made: list[Mutant]) -> None:
    """A few mutants fare as they did in the run over all, of which the score is kept."""
    survived = report.read_score()["survivors"]
    for mutant in few(made):
        known = str(mutant.kind) in survived.get(mutant.mutator, {})
        assert bool(bench.noticed(mutant.change)) is not known, mutant


def test_each_survivor_has_its_reason() -> None:
    """What no rule notices is named with a reason, and no reason is kept longer than needed."""
    without, unneeded = report.wanting(report.read_score()["survivors"], report.read_reasons())
    assert (without, unneeded) == ([], [])


def test_the_score_is_high_enough() -> None:
    """The score does not fall; the page says how far it is from what it is to be."""
    assert report.percent(report.overall(report.read_score()["mutators"])) >= report.LEAST


def test_every_kind_of_the_data_was_tried(made: list[Mutant]) -> None:
    """The kept score counts the mutants that the records of today give."""
    counted = report.read_score()["mutators"]
    for name in (*STATEMENT, *NODE):
        assert sum(mutant.mutator == name for mutant in made) == counted[name]["made"], name


def test_the_page_tells_the_score() -> None:
    """The figures and the reasons on the page are those that are kept."""
    page = report.PAGE.read_text(encoding="utf-8")
    assert report.BEGIN + report.told(report.read_score()) + report.END in page


def test_in_memory_a_mutant_is_noticed_as_in_a_file(bench: Bench, made: list[Mutant]) -> None:
    """What is found in memory is what ``govgraph validate`` finds in the changed file."""
    for mutant in Random(1).sample(made, how_many(1, 3)):
        assert bench.noticed(mutant.change) == bench.whole(mutant.change), mutant


def test_a_board_is_as_it_was_after_a_mutant(bench: Bench, made: list[Mutant]) -> None:
    """Slips are taken back: one mutant is never seen by the next."""
    bench.noticed(made[0].change)
    assert bench.noticed(Change(frozenset(), frozenset())) == {}


def test_without_its_rule_a_mutant_is_not_noticed(
    bench: Bench, made: list[Mutant], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The score falls when rules are switched off: a misspelt property is then nobody's."""
    kind = Kind("Document", "skos:editorialNote", "@en")
    (mutant,) = (m for m in made if m.mutator == "property misspelt" and m.kind == kind)
    assert bench.noticed(mutant.change) == {"GG354": "violation"}
    monkeypatch.setattr(foreign_terms, "check_foreign_terms", lambda facts: iter(()))
    assert bench.noticed(mutant.change) == {}


def test_mutants_are_the_same_each_time(shipped: Workspace) -> None:
    """The same data gives the same mutants, and the first of a kind whatever their number."""
    tried = shipped if how_many(0, 1) else find_workspace(BOARDS / "harbour")
    board, _ = documents.assemble(documents.on_file(tried))
    data = Data(board.store, board.documents)
    made = list(mutants(data, 1))
    assert len(made) > 500
    assert list(mutants(data, 1)) == made
    firsts = {(m.mutator, m.kind): m for m in reversed(list(mutants(data, 2)))}
    assert firsts == {(m.mutator, m.kind): m for m in made}


def test_each_mutator_changes_one_file(made: list[Mutant]) -> None:
    """A slip is made in one file, and changes it."""
    for mutant in made:
        change = mutant.change
        assert change.removed != change.added
        assert len({quad.graph_name for quad in change.removed | change.added}) == 1
