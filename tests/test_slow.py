"""The trap of FILTER NOT EXISTS is found, and the rewrite gives the same rows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.queries import get_query, query_names
from govgraph.sparql.slow import slow
from govgraph.sparql.tokens import SparqlText
from tests.conftest import Result

Call = Callable[..., Result]
Own = Callable[..., Result]

PREFIX = "PREFIX gov: <https://w3id.org/govgraph/ns#>\n"
TWO = "?later gov:states ?action . ?later gov:dueText ?due"
MINUS = "MINUS { … }"


def found(where: str) -> list[str]:
    return slow(SparqlText(f"{PREFIX}SELECT * WHERE {{ {where} }}", "x.rq"))


@pytest.mark.parametrize("name", query_names())
def test_no_saved_query_has_the_trap(name: str) -> None:
    """What ships is fit for large boards."""
    query = get_query(name)
    assert slow(SparqlText(query.text, name)) == []


@pytest.mark.parametrize(
    ("where", "rewrite"),
    [
        (f"?action a gov:Action . FILTER NOT EXISTS {{ {TWO} }}", MINUS),
        ("?action a gov:Action FILTER NOT EXISTS { ?s gov:states ?action ; gov:text ?t }", MINUS),
        ("?a a gov:Action FILTER NOT EXISTS { ?a ^gov:states/gov:statedIn ?r }", MINUS),
        ("?a a gov:Action FILTER NOT EXISTS { ?s gov:states ?a , ?b }", MINUS),
        (f"?action a gov:Action . FILTER (NOT EXISTS {{ {TWO} }})", "!BOUND(?due)"),
        (f"?action a gov:Action . FILTER (!EXISTS {{ {TWO} }})", "!BOUND(?due)"),
        (
            f"?action gov:heldOn ?day FILTER NOT EXISTS {{ {TWO} FILTER (?due > ?day) }}",
            "!BOUND(?due)",
        ),
        ("OPTIONAL { ?s gov:states ?action } FILTER NOT EXISTS { " + TWO + " }", "!BOUND(?due)"),
        (
            "?a gov:p ?b FILTER (true && NOT EXISTS { ?a gov:q ?b . ?b gov:q ?a })",
            "BIND (true AS ?found)",
        ),
        (f"{{ ?action a gov:Action . FILTER NOT EXISTS {{ {TWO} }} }}", MINUS),
    ],
)
def test_the_trap_is_found_with_its_rewrite(where: str, rewrite: str) -> None:
    """Several patterns, steps of a path among them, are one line with the place."""
    (line,) = found(where)
    assert line.startswith("x.rq:2:")
    assert rewrite in line


@pytest.mark.parametrize(
    "where",
    [
        "?a a gov:Action FILTER NOT EXISTS { ?s gov:states ?a }",
        "?a a gov:Action FILTER EXISTS { ?s gov:states ?a ; gov:text ?t }",
        "?a a gov:Action MINUS { ?s gov:states ?a ; gov:text ?t }",
        "?a gov:text 'FILTER NOT EXISTS { ?s gov:states ?a ; gov:text ?t }'",
    ],
)
def test_what_is_quick_is_left_alone(where: str) -> None:
    """One pattern, EXISTS and MINUS are no trap."""
    assert found(where) == []


def test_both_rewrites_give_the_same_rows(store: Store) -> None:
    """On the board that ships, each of the three forms gives one and the same rows."""
    head = f"{PREFIX}SELECT DISTINCT ?action {{ ?first gov:states ?action ; gov:text ?text . "
    forms = (
        f"FILTER NOT EXISTS {{ {TWO} }} }}",
        f"MINUS {{ {TWO} }} }}",
        f"OPTIONAL {{ {TWO} }} FILTER (!BOUND(?due)) }}",
    )
    rows = [
        {str(row[0]) for row in store.query(head + form, use_default_graph_as_union=True)}  # type: ignore[union-attr]
        for form in forms
    ]
    assert rows[0] == rows[1] == rows[2]
    assert rows[0]


def test_a_query_can_be_checked_without_running_it(govgraph: Call, tmp_path: Path) -> None:
    """--check prints what is slow and exits with 1, or prints nothing and exits with 0."""
    path = tmp_path / "x.rq"
    path.write_text(
        f"{PREFIX}SELECT ?action {{ ?action a gov:Action FILTER NOT EXISTS {{ {TWO} }} }}",
        encoding="utf-8",
    )
    told = govgraph("query", path, "--check")
    assert (told.code, told.err) == (1, "")
    assert "FILTER NOT EXISTS over 2 patterns takes long on a large board." in told.out
    assert govgraph("query", "actions", "--check") == Result(0, "", "")


def test_a_slow_query_is_told_of_where_it_matters(
    govgraph: Call, own: Own, board: Path, tmp_path: Path
) -> None:
    """Where a store is kept on disk the trap has a line on stderr; on a small board it has none."""
    text = f"{PREFIX}SELECT ?action {{ ?action a gov:Action FILTER NOT EXISTS {{ {TWO} }} }}"
    small = own(text)
    assert (small.code, small.err) == (0, "")
    govgraph("load", "-C", board)
    large = govgraph("query", tmp_path / "x.rq", "-C", board)
    assert sorted(large.out.split("\n")) == sorted(small.out.split("\n"))
    assert "Write MINUS { … }" in large.err
