"""What a reader wrote down from the sources alone, and the queries that are to find the same.

Each ``queries/NAME.reading.csv`` has the columns of the query and, for every row, a line of a
source and words that stand there.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.parameters import bind
from govgraph.queries import get_query, run_serialized
from govgraph.workspace import Workspace
from tests.conftest import ROOT
from tests.test_queries import CONTRACT

PROOF = ("source", "line", "words")
READINGS = sorted((ROOT / "queries").glob("*.reading.csv"), key=lambda p: p.name)


def reading(name: str) -> tuple[list[str], list[dict[str, str]]]:
    path = ROOT / "queries" / f"{name}.reading.csv"
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        return list(rows.fieldnames or ()), list(rows)


def result(name: str, store: Store, workspace: Workspace) -> list[dict[str, str]]:
    query = get_query(name)
    arguments = bind(query, store, workspace.base, query.example)
    text = run_serialized(query, store, arguments, "csv").decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_every_query_of_the_contract_was_read_first() -> None:
    """Each query that other people's programs rely on has a reading of the sources."""
    assert {p.name.removesuffix(".reading.csv") for p in READINGS} >= set(CONTRACT)


@pytest.mark.parametrize("path", READINGS, ids=lambda p: p.name)
def test_each_row_stands_in_a_source(path: Path) -> None:
    """The words of every row stand in the line of the source that the row names."""
    columns, rows = reading(path.name.removesuffix(".reading.csv"))
    assert tuple(columns[-3:]) == PROOF
    assert rows
    for row in rows:
        source = ROOT / "sources" / row["source"]
        line = source.read_text(encoding="utf-8").splitlines()[int(row["line"]) - 1]
        assert len(row["words"]) > 3, row
        assert row["words"] in line, row


@pytest.mark.parametrize("path", READINGS, ids=lambda p: p.name)
def test_the_query_finds_what_was_read(path: Path, store: Store, shipped: Workspace) -> None:
    """A query gives the rows that a reader found in the sources, all of them and no other."""
    name = path.name.removesuffix(".reading.csv")
    columns, rows = reading(name)
    found = result(name, store, shipped)
    assert list(found[0]) == [c for c in columns if c not in PROOF]
    assert Counter(tuple(r.values()) for r in found) == Counter(
        tuple(v for c, v in r.items() if c not in PROOF) for r in rows
    )


def test_every_action_is_dated_open_or_without_timing(store: Store, shipped: Workspace) -> None:
    """No action is in two of the three, and none is in neither."""
    every = {r["action"] for r in result("actions", store, shipped)}
    without = {r["action"] for r in result("actions-without-deadline", store, shipped)}
    open_ended = {r["action"] for r in result("actions-open-ended", store, shipped)}
    dated = {r["action"] for r in result("timing-passed", store, shipped)}
    completed = {
        r["action"] for r in result("action-status", store, shipped) if r["status"] == "completed"
    }
    assert len(every) == 33
    assert not without & open_ended
    assert not (without | open_ended) & dated
    assert every == without | open_ended | dated | completed
