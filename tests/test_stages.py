"""The two stages of validation: what is asserted, and after it what follows."""

from __future__ import annotations

from pathlib import Path

import pytest

from govgraph.render.report import context_of
from govgraph.render.reports.text import TEXT
from govgraph.validate import Check, check, rules
from govgraph.validate.rules import INTEGRITY, STRUCTURE
from govgraph.validate.shapes import load_shapes
from tests.conftest import BOARDS
from tests.mistakes import Board, Spoil, add, append, change, codes, made, read

LIBRARY = read(BOARDS / "library")
FIRST = "2031-04-10-minutes"
SECRETARY = "role:friends-of-the-library-secretary"
CONTRADICTION = add("roles", SECRETARY, "a gov:Organization")
WRONG_ORGANIZATION = change(
    "roles",
    SECRETARY,
    "organization:friends-of-the-library",
    "<https://example.org/library/person/zoe-marchetti>",
)


def checked(folder: Path, *spoils: Spoil) -> Check:
    """Check a spoilt copy of the library."""
    board: Board = dict(LIBRARY)
    for spoil in spoils:
        spoil(board)
    return check(made(folder, board))


def said(checked: Check, folder: Path) -> str:
    """Return the report of a check as text."""
    context = context_of(made(folder, LIBRARY), checked, ["violation"])
    return str(TEXT.write(checked.findings, context))


def test_a_shape_is_of_the_stage_of_its_folder() -> None:
    """Each rule says in which stage it is checked, and both stages have rules."""
    stages = {rule.code: rule.stage for rule in rules()}
    assert stages["GG071"] == STRUCTURE
    assert stages["GG400"] == INTEGRITY
    shapes = load_shapes()
    parts = [shapes.of_stage(stage) for stage in (STRUCTURE, INTEGRITY)]
    assert sum(len(part) for part in parts) == len(shapes.store)


def test_a_contradiction_is_told_with_its_statements(tmp_path: Path) -> None:
    """What cannot all be so is named, with the axiom that it is held against."""
    (finding,) = checked(tmp_path, CONTRADICTION).findings
    assert finding.node == SECRETARY
    assert f"{SECRETARY} a gov:Role" in finding.message
    assert f"{SECRETARY} a gov:Organization" in finding.message
    assert "owl:disjointWith" in finding.message
    text = (tmp_path / "data" / "roles.ttl").read_text(encoding="utf-8").split("\n")
    assert finding.line is not None
    assert "a gov:" in text[finding.line - 1]


def test_what_a_violation_of_structure_causes_is_held_back(tmp_path: Path) -> None:
    """A wrong class is told once, and the summary says that more may follow from it."""
    found = checked(tmp_path, WRONG_ORGANIZATION)
    assert codes(found.findings) == {"GG095"}
    assert codes(found.held) == {"GG400"}
    assert "1 further finding may come from them" in said(found, tmp_path)


def test_what_has_another_cause_is_told(tmp_path: Path) -> None:
    """A violation of structure elsewhere does not hide what integrity finds."""
    found = checked(
        tmp_path, CONTRADICTION, add("topics", "topic:visitors", 'skos:prefLabel "Guests"@en')
    )
    assert "GG400" in codes(found.findings)
    assert found.held == []


def test_nothing_is_inferred_from_half_of_a_board(tmp_path: Path) -> None:
    """Where a file does not parse integrity is left out, and the summary says so."""
    found = checked(tmp_path, CONTRADICTION, append("forums", "forum:x a"))
    assert codes(found.findings) == {"GG000"}
    assert {r.code for r in rules() if r.stage == INTEGRITY} <= found.unchecked
    assert "nothing was inferred" in said(found, tmp_path)


def test_a_sound_board_says_nothing_of_stages(tmp_path: Path) -> None:
    """Where all was checked there is nothing to add."""
    found = checked(tmp_path)
    assert (found.findings, found.held, found.unchecked) == ([], [], frozenset())
    assert said(found, tmp_path).count("\n") == 1


@pytest.mark.parametrize(
    "axiom",
    [
        "person:anais-lovgren <OWLsameAs> person:zoe-marchetti .",
        "gov:holder a <OWLFunctionalProperty> .",
    ],
)
def test_axioms_among_data_are_not_reasoned_with(axiom: str, tmp_path: Path) -> None:
    """One thing is never made of two, and no slow engine is called for, by a slip in data."""
    text = axiom.replace("OWL", "http://www.w3.org/2002/07/owl#")
    found = checked(tmp_path, CONTRADICTION, append("people", text))
    assert codes(found.findings) == {"GG400", "GG401"}
