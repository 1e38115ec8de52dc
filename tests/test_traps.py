"""Known mistakes: each, made in a copy of the board that ships, is found by the check it names."""

from __future__ import annotations

import csv
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.coverage import coverage
from govgraph.load import open_store
from govgraph.parameters import bind
from govgraph.queries import get_query, read_query, run
from govgraph.trace import trace
from govgraph.validate import validate
from govgraph.workspace import Workspace
from tests import (
    traps_actions,
    traps_figures,
    traps_people,
    traps_roles,
    traps_status,
    traps_text,
    traps_timing,
)
from tests.conftest import ROOT
from tests.known_mistakes import AUGUST, BOARD, JUNE, LETTER, Known, passage, without
from tests.mistakes import Spoil, made
from tests.ontologies import how_many
from tests.test_readings import PROOF, READINGS, reading, result

TABLES = (
    *(traps_roles, traps_people, traps_actions, traps_timing),
    *(traps_status, traps_text, traps_figures),
)
KNOWN: list[Known] = [known for table in TABLES for known in table.KNOWN]
# Each takes half a second: a sixth of them in short, all where the whole check runs.
TRIED = KNOWN[:: how_many(6, 1)]
READ = {path.name.removesuffix(".reading.csv") for path in READINGS}
HANDCUFFS = "2022-06-24/13"
Rows = Counter[tuple[str, ...]]


def spoilt(folder: Path, spoils: list[Spoil]) -> Workspace:
    """Write a copy of the board with mistakes in it."""
    board = dict(BOARD)
    for spoil in spoils:
        spoil(board)
    assert board != BOARD
    return made(folder, board)


def is_rule(check: str) -> bool:
    return check.startswith("GG")


def findings(workspace: Workspace) -> set[tuple[str, str]]:
    """Return codes and nodes of what is found."""
    return {(f.code, f.node or "") for f in validate(workspace)}


def breaks(check: str, found: set[tuple[str, str]]) -> bool:
    """Whether the rule of a check is broken at its node."""
    code, _, name = check.partition(" ")
    ending = f"#{name[1:]}" if name.startswith(":") else name.replace(":", "/")
    return any(c == code and n.strip("<>").replace(":", "/").endswith(ending) for c, n in found)


@cache
def written(name: str) -> Rows:
    """Return the rows that a reader wrote down, or else those that ship beside the query."""
    if name in READ:
        columns, rows = reading(name)
        return Counter(tuple(r[c] for c in columns if c not in PROOF) for r in rows)
    with (ROOT / "queries" / f"{name}.expected.csv").open(encoding="utf-8", newline="") as file:
        return Counter(tuple(row.values()) for row in csv.DictReader(file))


def differs(check: str, store: Store, workspace: Workspace) -> bool:
    """Whether the query of a check gives or lacks a row with its words."""
    name, _, words = check.partition(" ")
    found: Rows = Counter(tuple(row.values()) for row in result(name, store, workspace))
    rows = (found - written(name)) + (written(name) - found)
    return any(words in " ".join(row) for row in rows)


@pytest.fixture(scope="module")
def sound(shipped: Workspace) -> set[tuple[str, str]]:
    """What is found on the board as it ships."""
    return {(f.code, f.node or "") for f in validate(shipped)}


@pytest.mark.parametrize(
    ("spoils", "checks"), [k[2:] for k in TRIED], ids=[f"{k[0]}-{k[1]}" for k in TRIED]
)
def test_a_known_mistake_is_found(
    spoils: list[Spoil],
    checks: list[str],
    tmp_path: Path,
    sound: set[tuple[str, str]],
    store: Store,
    shipped: Workspace,
) -> None:
    """Every check that a mistake names is silent on the board that ships, and finds the mistake."""
    workspace = spoilt(tmp_path, spoils)
    copy = open_store(workspace)
    rules = [check for check in checks if is_rule(check)]
    found = findings(workspace) if rules else set()
    assert checks
    for check in checks:
        if is_rule(check):
            assert not breaks(check, sound), check
            assert breaks(check, found), (check, found - sound)
        else:
            assert not differs(check, store, shipped), check
            assert differs(check, copy, workspace), check


def test_every_known_mistake_is_tried() -> None:
    """There are thirty known mistakes, each made in at least one way, and no way twice."""
    assert {number for number, *_ in KNOWN} == set(range(1, 31))
    names = [(number, name) for number, name, *_ in KNOWN]
    assert len(names) == len(set(names))


def standing(store: Store, workspace: Workspace, as_of: str) -> dict[str, str | None]:
    """Return the status of each action as of a day."""
    query = get_query("action-status")
    table = run(query, store, bind(query, store, workspace.base, {"as_of": as_of}))
    return {str(row["action"]): row["status"] for row in table.records()}


def test_a_register_uses_what_was_known_by_its_day(
    store: Store, shipped: Workspace, tmp_path: Path
) -> None:
    """Evidence of August 2023 is in no register as of January 2023, unless its day is forged."""
    known = {"2022-06-24/1": "in-progress", "2022-06-24/14": "completed"}
    january = standing(store, shipped, "2023-01-31")
    assert {a: s for a, s in january.items() if s != "no-record"} == known
    assert standing(store, shipped, "2023-08-31")[HANDCUFFS] == "reissued"
    forged = next(k[2] for k in KNOWN if k[1] == "later evidence filed under an earlier record")
    workspace = spoilt(tmp_path, forged)
    assert standing(open_store(workspace), workspace, "2023-01-31")[HANDCUFFS] == "not-delivered"


def test_a_query_that_forgets_its_day_is_found(
    store: Store, shipped: Workspace, tmp_path: Path
) -> None:
    """Without its own filter on the day of the evidence the register would look ahead."""
    text = get_query("action-status").text
    filters = [line for line in text.split("\n") if "FILTER (?date <= ?as_of" in line]
    assert len(filters) == 1
    later = "?later_date <= ?as_of && "
    assert text.count(later) == 1
    path = tmp_path / "action-status.rq"
    path.write_text(text.replace(filters[0], "").replace(later, ""), encoding="utf-8")
    query = read_query(path)
    arguments = bind(query, store, shipped.base, {"as_of": "2023-01-31"})
    rows = {r["action"]: r["status"] for r in run(query, store, arguments).records()}
    assert rows[HANDCUFFS] == "reissued"
    assert standing(store, shipped, "2023-01-31")[HANDCUFFS] == "no-record"


def test_what_the_records_do_not_say_is_said(
    store: Store, shipped: Workspace, tmp_path: Path
) -> None:
    """A trace says that no record tells of a planned meeting, until one is made up as held."""
    unsaid = (
        "The records do not say whether the DMPC-AC Frontline Policing meeting (August 2022) was"
        " held."
    )
    assert unsaid in trace(store, shipped.base, HANDCUFFS).unsaid
    invented = next(k[2] for k in KNOWN if k[1] == "a planned meeting recorded as held")
    workspace = spoilt(tmp_path, invented)
    assert unsaid not in trace(open_store(workspace), workspace.base, HANDCUFFS).unsaid


def test_noise_kept_as_a_passage_is_counted(
    store: Store, shipped: Workspace, tmp_path: Path
) -> None:
    """A garbled signature or a page number, quoted as a paragraph, holds nothing and says so."""
    assert not [r for r in coverage(store, shipped) if any(s.reason is None for s in r.silent)]
    workspace = spoilt(
        tmp_path,
        [passage(LETTER, ":p12", "Spile hurden", 27), passage(AUGUST, ":p5.2", "\n3", 21)],
    )
    counted = coverage(open_store(workspace), workspace, [LETTER, AUGUST])
    silent = [s.words.text for r in counted for s in r.silent if s.reason is None]
    assert silent == ["Spile hurden", "3"]


def test_a_numbered_action_left_out_is_counted(
    store: Store, shipped: Workspace, tmp_path: Path
) -> None:
    """A line that begins with Action and a number, and that no statement rests on, is counted."""
    assert not [r for r in coverage(store, shipped) if r.actions_missing]
    workspace = spoilt(tmp_path, [without(JUNE, ":statement-12")])
    missing = [
        w.label for r in coverage(open_store(workspace), workspace) for w in r.actions_missing
    ]
    assert missing == ["Action 12"]
