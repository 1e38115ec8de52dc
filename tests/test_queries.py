"""Saved queries: headers, golden results, parameters, and the same rows on another engine."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store
from rdflib import Graph

from govgraph.errors import GovgraphError, LookupFailedError, QueryError
from govgraph.infer import infer, with_closure
from govgraph.load import open_ontology, open_store
from govgraph.model import Query
from govgraph.parameters import bind
from govgraph.queries import (
    bound_text,
    get_query,
    query_names,
    read_query,
    run,
    run_serialized,
)
from govgraph.rdflib_bridge import to_rdflib
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT
from tests.ontologies import how_many

CONTRACT = {
    "action-trace": "date record locator kind said_by basis confidence quote days",
    "actions": "action text owner due_kind due_text due_from due_by",
    "attendance": "meeting person organization title rank status",
    "role-holders": "role organization person mode attested_on record",
    "meeting-intervals": "earlier later days",
    "missing-records": "date forum mentioned_in quote",
    "forum-commitments": "forum action due_text held_on_record",
    "action-status": "action status basis confidence evidence_date record locator quote",
    "timing-passed": "action due_kind first_due_text first_due_by latest_due_text latest_due_by"
    " days_since status basis",
    "record-differences": "action aspect earlier_record earlier_value later_record later_value",
    "deadlines-moved": "action direction earlier_due_text later_due_text earlier_due_by"
    " later_due_by",
    "actions-without-owner": "action text",
    "actions-without-deadline": "action text",
    "actions-open-ended": "action due_text",
    "never-mentioned-again": "action text later_minutes topic_heard",
    "always-present": "person",
    "who-held": "person mode attested_on record",
    "rank-changes": "person earlier_rank earlier_date later_rank later_date",
    "roles-without-holder": "role mentioned_in",
    "minutes-approval": "meeting approved_at outcome quote",
    "commitments-without-number": "record locator kind quote",
    "figures": "record locator measure value comparator unit target as_of quote",
    "documents-cited": "document kind record locator quote",
    "topic-history": "date record locator kind text",
    "topics-by-meeting": "topic meeting passages actions",
    "owners": "owner actions",
    "threads": "thread first last steps days records",
}
# Of the board that ships rdflib needs up to a quarter of a minute for each of these; a board for
# tests of which they have rows does as well.
SLOW = {
    "record-differences": "library",
    **dict.fromkeys(("trace-parties", "trace-steps", "action-trace"), "harbour"),
    **dict.fromkeys(("action-words", "action-wordings", "timing-passed"), "harbour"),
}
HANDCUFFS = "https://w3id.org/govgraph/id/record/2022-06-24-minutes#action-13"


@pytest.fixture(scope="module")
def graph(store: Store) -> Graph:
    return to_rdflib(store)


@pytest.fixture(scope="module")
def whole(store: Store) -> Graph:
    """The data, and what follows from it."""
    return to_rdflib(with_closure(store, infer(store, open_ontology())))


def example(query: Query, store: Store, workspace: Workspace) -> dict[str, str]:
    arguments = bind(query, store, workspace.base, query.example)
    return {name: str(term) for name, term in arguments.items()}


def values(
    store: Store, name: str, workspace: Workspace, **given: str
) -> list[dict[str, str | None]]:
    query = get_query(name)
    return run(query, store, bind(query, store, workspace.base, given)).records()


@pytest.mark.parametrize("name", query_names())
def test_result_equals_its_golden_rows(name: str, store: Store, shipped: Workspace) -> None:
    """A query's result on the shipped board is the one that stands beside it."""
    query = get_query(name)
    arguments = bind(query, store, shipped.base, query.example)
    result = run_serialized(query, store, arguments, "csv").decode("utf-8")
    golden = (query.path.parent / f"{name}.expected.csv").read_text(encoding="utf-8")
    assert result.replace("\r\n", "\n") == golden
    assert golden.count("\n") > 1


@pytest.mark.parametrize("name", query_names())
def test_rdflib_gives_the_same_rows(
    name: str, store: Store, shipped: Workspace, graph: Graph, whole: Graph
) -> None:
    """The text of a query is plain SPARQL 1.1: another engine gives the same rows in order."""
    query = get_query(name)
    graph = whole if query.closure else graph
    given, base = query.example, shipped.base
    if name in SLOW and not how_many(0, 1):
        workspace = find_workspace(BOARDS / SLOW[name])
        store, base = open_store(workspace), workspace.base
        graph = to_rdflib(store)
        given = {"action": "2031-03-04/2"} if given else {}
    arguments = bind(query, store, base, given)
    ours = run(query, store, arguments)
    assert ours.rows
    theirs = graph.query(bound_text(query, arguments))
    rows = [tuple(None if t is None else str(t) for t in row) for row in theirs]  # type: ignore[union-attr]
    assert rows == [tuple(None if t is None else t.value for t in row) for row in ours.rows]  # type: ignore[union-attr]


@pytest.mark.parametrize("name", query_names())
def test_header_says_what_the_query_does(name: str) -> None:
    """Every query has a summary, a description, tags, and an example for what must be given."""
    query = get_query(name)
    assert query.summary
    assert not query.summary.endswith(".")
    assert query.description.endswith(".")
    assert query.tags
    assert {p.name for p in query.parameters if not p.optional} == set(query.example)
    assert all(f"?{p.variable}" in query.text.split("WHERE", 1)[1] for p in query.parameters)
    assert all(p.description for p in query.parameters)


@pytest.mark.parametrize(("name", "columns"), CONTRACT.items())
def test_columns_are_those_of_the_contract(name: str, columns: str, store: Store) -> None:
    """The columns that other people's programs rely on do not change."""
    golden = ROOT / "queries" / f"{name}.expected.csv"
    with golden.open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == columns.split()


def test_optional_parameters_narrow_the_rows(store: Store, shipped: Workspace) -> None:
    """A parameter keeps the rows it fits, and leaves all of them when it is not given."""
    every = values(store, "actions", shipped)
    august = values(store, "actions", shipped, meeting="2023-08-31")
    mopac = values(store, "actions", shipped, owner="MOPAC")
    powers = values(store, "actions", shipped, topic="Use of police powers")
    both = values(store, "actions", shipped, owner="MPS", topic="Use of handcuffs")
    assert august == [r for r in every if str(r["action"]).startswith("2023-08-31/")]
    assert len(august) == 3
    assert mopac == [r for r in every if r["owner"] == "MOPAC"]
    assert len(mopac) == 8
    assert [r["action"] for r in powers] == [
        "2022-06-24/13",
        "2023-08-31/1",
        "2023-08-31/2",
        "2023-08-31/3",
    ], "narrower topics are included"
    assert [r["action"] for r in both] == ["2022-06-24/13", "2023-08-31/1"]


def test_a_parameter_without_a_match_gives_no_row(store: Store, shipped: Workspace) -> None:
    """A right value that nothing fits is no error."""
    assert values(store, "actions", shipped, meeting="1999-01-01") == []
    assert values(store, "actions", shipped, owner="London Policing Ethics Panel") == []
    assert values(store, "role-holders", shipped, role="Chief of Corporate Services") == []


def test_role_holders_of_one_role(store: Store, shipped: Workspace) -> None:
    """A role parameter keeps the holders of that role alone."""
    rows = values(store, "role-holders", shipped, role="Deputy Commissioner")
    assert [r["person"] for r in rows] == [
        "Helen Ball",
        "Lynne Owens",
        "Lynne Owens",
        "Lynne Owens",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2022-06-24/13",
        HANDCUFFS,
        f"<{HANDCUFFS}>",
        "record:2022-06-24-minutes#action-13",
        "data connecting the use of handcuffing with stop and search",
    ],
)
def test_an_action_goes_by_many_names(text: str, store: Store, shipped: Workspace) -> None:
    """DATE/NUMBER, IRI, CURIE and label all name the same action."""
    query = get_query("action-trace")
    assert bind(query, store, shipped.base, {"action": text}) == {
        "_action_iri": NamedNode(HANDCUFFS)
    }


@pytest.mark.parametrize("name", ["DMPC", "dmpc", "Deputy Mayor", "role:mopac-deputy-mayor"])
def test_a_label_is_looked_up_in_its_class(name: str, store: Store, shipped: Workspace) -> None:
    """Preferred and other labels and abbreviations count, whatever their case."""
    rows = values(store, "role-holders", shipped, role=name)
    assert {r["person"] for r in rows} == {"Sophie Linden"}


@pytest.mark.parametrize(
    ("query", "given", "code"),
    [
        ("actions", {"ownr": "MPS"}, "unknown-parameter"),
        ("records", {"owner": "MPS"}, "unknown-parameter"),
        ("actions", {"owner": "MSP"}, "unknown-name"),
        ("actions", {"owner": "person:sophie-linden"}, "unknown-name"),
        ("actions", {"meeting": "24 June 2022"}, "bad-value"),
        ("actions", {"meeting": "2022-13-45"}, "bad-value"),
        ("actions", {"meeting": "20220624"}, "bad-value"),
        ("action-trace", {}, "missing-parameter"),
        ("action-trace", {"action": "2022-06-24/99"}, "unknown-name"),
        ("action-trace", {"action": "https://example.org/a b> } DROP ALL"}, "unknown-name"),
    ],
)
def test_wrong_parameters_are_refused(
    query: str, given: dict[str, str], code: str, store: Store, shipped: Workspace
) -> None:
    """A parameter of another name, type or class is an error that says which."""
    with pytest.raises(GovgraphError) as caught:
        values(store, query, shipped, **given)
    assert caught.value.code == code
    assert "\n" not in str(caught.value)


def test_an_unknown_query_gets_the_nearest_name() -> None:
    """A misspelt query is refused with the name that was probably meant."""
    with pytest.raises(QueryError, match="Did you mean 'actions'"):
        get_query("actoins")


def test_an_ambiguous_label_lists_what_it_may_mean(store: Store, shipped: Workspace) -> None:
    """A label of two things is refused, and both are named."""
    copy = Store()
    copy.extend(store)
    text = """
        INSERT DATA { GRAPH <x:g> { <https://example.org/other>
          a <https://w3id.org/govgraph/ns#Role> ;
          <http://www.w3.org/2004/02/skos/core#prefLabel> "Commissioner" } }"""
    copy.update(text)
    with pytest.raises(LookupFailedError) as caught:
        values(copy, "role-holders", shipped, role="Commissioner")
    assert len(caught.value.candidates) == 2


def header(tmp_path: Path, lines: str) -> Query:
    path = tmp_path / "x.rq"
    path.write_text(f"{lines}\nSELECT ?s WHERE {{ ?s ?p ?o }}", encoding="utf-8")
    return read_query(path)


@pytest.mark.parametrize(
    "lines",
    [
        "#+ description: no summary",
        "#+ summary: s\n#+ colour: red",
        "#+ summary: s\n#+ no colon",
        "#+ summary: s\n#+ param: name | ?_x_colour | | d",
        "#+ summary: s\n#+ param: name | ?x_iri | | d",
        "#+ summary: s\n#+ param: name | ?_x_iri | nowhere:Thing | d",
        "#+ summary: s\n#+ param: name ?_x_iri",
    ],
)
def test_a_wrong_header_is_refused(lines: str, tmp_path: Path) -> None:
    """A header line that means nothing is an error with its line, never passed over."""
    with pytest.raises(QueryError) as caught:
        header(tmp_path, lines)
    assert caught.value.code == "bad-header"
    assert "x.rq" in caught.value.where


def test_parameters_are_bound_and_not_pasted(tmp_path: Path, store: Store) -> None:
    """A value goes into one VALUES row of the outer WHERE, whatever braces come before it."""
    path = tmp_path / "x.rq"
    path.write_text(
        "#+ summary: s\n#+ param: name | ?_name_string | | d\n"
        "# WHERE { in a comment }\nPREFIX x: <http://example.org/where>\n"
        'SELECT ("WHERE {" AS ?odd) (STR(?_name_string) AS ?name)'
        ' (EXISTS { SELECT ?s WHERE { ?s ?p ?o } } AS ?any) WHERE { FILTER (?_name_string != "") }',
        encoding="utf-8",
    )
    query = read_query(path)
    nasty = '" } } DROP ALL # \\ \n {'
    rows = run(query, store, {"_name_string": Literal(nasty)}).records()
    assert rows == [{"odd": "WHERE {", "name": nasty, "any": "true"}]


def test_a_query_that_the_engine_refuses_says_where(tmp_path: Path, store: Store) -> None:
    """A syntax error of SPARQL is reported with the file and the place in it."""
    path = tmp_path / "x.rq"
    path.write_text("#+ summary: s\nSELECT ?s WHERE { ?s ?p }", encoding="utf-8")
    with pytest.raises(QueryError, match="expected an object; found '}'") as caught:
        run(read_query(path), store, {})
    assert caught.value.where.endswith("x.rq:2:25")


def test_action_trace_is_trace_steps_with_fewer_columns(store: Store, shipped: Workspace) -> None:
    """The query for people and the one behind the trace never drift apart."""
    index = {str(r["action"]) for r in values(store, "action-index", shipped)}
    assert len(index) == 33
    for action in sorted(index)[:: how_many(3, 1)]:
        short = values(store, "action-trace", shipped, action=action)
        whole = values(store, "trace-steps", shipped, action=action)
        assert short == [{key: row[key] for key in short[0]} for row in whole]


def test_csv_is_the_w3c_format(store: Store) -> None:
    """CSV has the header, CRLF line ends and plain lexical forms of the W3C format."""
    raw = run_serialized(get_query("meeting-intervals"), store, {}, "csv").decode("utf-8")
    assert raw.startswith("earlier,later,days\r\n2022-06-24,2022-10-14,112\r\n")
    assert list(csv.reader(io.StringIO(raw)))[1:] == [
        ["2022-06-24", "2022-10-14", "112"],
        ["2022-10-14", "2023-02-10", "119"],
        ["2023-02-10", "2023-08-31", "202"],
    ]
