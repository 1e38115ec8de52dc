"""Views: what each shows of the boards, whose word it is, and what is left out on request."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

import pytest
from pyoxigraph import Store

from govgraph.board import VIEWS, Board
from govgraph.cli.common import Settings
from govgraph.errors import GovgraphError, LookupFailedError
from govgraph.graph import Edge, Node, Source, View
from govgraph.load import open_store
from govgraph.names import compact
from govgraph.queries import get_query, run
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT
from tests.view_goldens import FOLDER, goldens

NAMES = sorted(VIEWS)
FOCUS = {"thread": "2022-06-24/13"}


@pytest.fixture(scope="module")
def opened(store: Store, shipped: Workspace) -> Board:
    return Board(Source(store, shipped.base, shipped.name, "0" * 64))


@pytest.fixture(scope="module")
def harbour() -> Board:
    workspace = find_workspace(BOARDS / "harbour")
    return Board(Source(open_store(workspace), workspace.base, workspace.name))


def kinds(view: View) -> Counter[str]:
    return Counter(node.kind for node in view.nodes)


def edges(view: View, kind: str) -> set[tuple[str, str]]:
    return {(e.source, e.target) for e in view.edges if e.kind == kind}


def rows(store: Store, query: str) -> list[dict[str, str | None]]:
    return run(get_query(query), store, {}).records()


@pytest.mark.parametrize("name", NAMES)
def test_both_ends_of_each_edge_are_nodes_and_names_are_single(name: str, opened: Board) -> None:
    """No two nodes and no two edges of a view have one id, and no edge hangs in the air."""
    view = opened.view(name, focus=FOCUS.get(name))
    ids = [n.id for n in view.nodes]
    assert view.nodes
    assert len(set(ids)) == len(ids)
    assert len({e.id for e in view.edges}) == len(view.edges)
    assert {end for e in view.edges for end in (e.source, e.target)} <= set(ids)


@pytest.mark.parametrize("name", [n for n in NAMES if n != "ontology"])
def test_nodes_and_edges_carry_iri_and_quote(name: str, opened: Board, store: Store) -> None:
    """Each node and edge goes by an IRI on file, and rests on words that a record holds."""
    texts = {q.object.value for q in store if q.predicate.value.endswith("#text")}
    view = opened.view(name, focus=FOCUS.get(name))
    known = {q.subject.value for q in store if hasattr(q.subject, "value")}
    items: list[Node | Edge] = [*view.nodes, *view.edges]
    for item in items:
        assert item.iri in known, item
        # What is on file is a register's fact, which rests on the files themselves.
        if "register:holdings" not in item.id:
            assert item.quotes, item
        assert all(q.text in texts and q.record for q in item.quotes)


@pytest.mark.parametrize("name", NAMES)
def test_the_same_data_give_the_same_view(name: str, opened: Board) -> None:
    """Nodes and edges come in one order, however often one asks."""
    one, other = (opened.view(name, focus=FOCUS.get(name)) for _ in range(2))
    assert (one.nodes, one.edges) == (other.nodes, other.edges)


def test_actions_are_those_of_the_query(opened: Board, store: Store) -> None:
    """Each numbered action is one node, named DATE/NUMBER, with the owners that are printed."""
    view = opened.view("actions")
    found = {n.id for n in view.nodes if n.kind == "action"}
    assert found == {str(r["action"]) for r in rows(store, "actions")}
    assert ("2022-06-24/13", "organization:mps") in edges(view, "owner")
    assert ("2022-06-24/13", "organization:mopac") in edges(view, "recipient")
    assert ("2022-06-24/13", "topic:handcuffing") in edges(view, "about")


def test_links_are_readings_with_confidence_and_reason(opened: Board, store: Store) -> None:
    """A link is what action-links says of it, an editor's reading never certain."""
    view = opened.view("actions")
    found = [e for e in view.edges if e.kind in ("follows up", "reissues")]
    wanted = rows(store, "action-links")
    assert len(found) == len(wanted) == 2
    assert {(e.basis, e.confidence, e.rationale) for e in found} == {
        (r["basis"], r["confidence"], r["rationale"]) for r in wanted
    }


def test_people_are_those_of_the_attendance_query(opened: Board, store: Store) -> None:
    """Who is listed at which meeting is what the attendance query says."""
    view = opened.view("people")
    label = {n.id: n.label for n in view.nodes}
    date = {n.id: n.date for n in view.nodes}
    listed = [e for e in view.edges if e.kind in ("present", "apologies")]
    found = sorted((str(date[e.target]), label[e.source], e.kind) for e in listed)
    wanted = [
        (str(r["meeting"]), str(r["person"]), str(r["status"])) for r in rows(store, "attendance")
    ]
    assert found == sorted(wanted)


def test_two_who_are_both_present_are_counted(opened: Board) -> None:
    """A pair's weight is the number of meetings that list both as present, not with apologies."""
    view = opened.view("people")
    present: dict[str, set[str]] = {}
    for edge in view.edges:
        if edge.kind == "present":
            present.setdefault(edge.source, set()).add(edge.target)
    wanted = {
        frozenset(pair): len(present[pair[0]] & present[pair[1]])
        for pair in combinations(sorted(present), 2)
        if present[pair[0]] & present[pair[1]]
    }
    together = [e for e in view.edges if e.kind == "both present"]
    assert {frozenset((e.source, e.target)): e.weight for e in together} == wanted
    assert not any(e.directed for e in together)
    assert all(e.label == str(e.weight) for e in together)


def test_co_attendance_is_the_projection_that_networkx_makes(opened: Board) -> None:
    """networkx's own projection of people × meetings has the same pairs and weights."""
    import networkx

    view = opened.view("people")
    graph = networkx.Graph((e.source, e.target) for e in view.edges if e.kind == "present")
    people = [n.id for n in view.nodes if n.kind == "person" and n.id in graph]
    projected = networkx.bipartite.weighted_projected_graph(graph, people)
    assert {frozenset((a, b)): d["weight"] for a, b, d in projected.edges(data=True)} == {
        frozenset((e.source, e.target)): e.weight for e in view.edges if e.kind == "both present"
    }


def test_roles_have_a_line_for_each_day_on_record(opened: Board, store: Store) -> None:
    """A holding is one edge for each record that shows it, never an interval."""
    view = opened.view("roles")
    holds = [e for e in view.edges if e.kind == "holds"]
    label = {n.id: n.label for n in view.nodes}
    wanted = sorted(
        (str(r["person"]), str(r["role"]), str(r["attested_on"]))
        for r in rows(store, "role-holders")
    )
    assert sorted((label[e.source], label[e.target], str(e.date)) for e in holds) == wanted
    assert not any(e.until for e in holds)


def test_topics_weigh_what_the_query_counts(opened: Board, store: Store) -> None:
    """A topic's line to a meeting weighs its passages and actions."""
    view = opened.view("topics")
    label = {n.id: n.label for n in view.nodes}
    date = {n.id: n.date for n in view.nodes}
    heard = {
        (label[e.source], date[e.target]): e.weight for e in view.edges if e.kind == "heard at"
    }
    assert heard == {
        (r["topic"], r["meeting"]): int(r["passages"] or 0) + int(r["actions"] or 0)
        for r in rows(store, "topics-by-meeting")
    }


def test_missing_meetings_are_shown_as_missing(opened: Board, store: Store) -> None:
    """A meeting that is known by mention only is a node that says it is not on file."""
    view = opened.view("meetings")
    missing = {n.date for n in view.nodes if not n.on_file}
    assert missing == {r["date"] for r in rows(store, "missing-records")}
    assert kinds(view) == {"meeting": 7, "minutes": 4, "letter": 1}


def test_thread_shows_silence_and_what_is_missing(opened: Board) -> None:
    """The records between first and last word of a commitment stand in it, silent ones too."""
    view = opened.view("thread", focus="handcuffing")
    labels = {n.label for n in view.nodes}
    assert view == opened.view("thread", focus="2023-08-31/1")
    assert "Minutes of 14 October 2022: no mention" in labels
    assert "Minutes of 24 June 2022" in labels
    assert {n.date for n in view.nodes if not n.on_file} == {"2022-07-19", "2023-04-28"}
    told = next(e for e in view.edges if e.label == "noted as not yet received")
    assert (told.target, told.basis, told.confidence) == (
        "2022-06-24/13",
        "editor-inferred",
        "probable",
    )
    assert [e.label for e in view.edges if e.kind == "next"][:2] == ["25 days", "1 day"]


def test_threads_of_another_board(harbour: Board, opened: Board) -> None:
    """Membership is a reading where a link on the way is one, and stated where it is stated."""
    read = {e.source: e.basis for e in opened.view("threads").edges if e.kind == "in thread"}
    assert read["2022-06-24/13"] == "stated"
    assert read["2023-08-31/1"] == "editor-inferred"
    view = harbour.view("threads")
    assert kinds(view)["thread"] == 2
    assert all(e.target.startswith("thread:") for e in view.edges if e.kind == "in thread")


def test_ontology_shows_classes_and_stated_properties(opened: Board) -> None:
    """The class diagram has the classes; properties that only follow are left out."""
    view = opened.view("ontology")
    labels = {e.label for e in view.edges}
    assert ("gov:Minutes", "gov:Record") in edges(view, "a kind of")
    assert {"hasPresence", "quotedFrom"} <= labels
    assert not {"attendedBy", "continuesTransitively", "itemOf"} & labels


def test_all_has_every_thing_once(opened: Board, store: Store) -> None:
    """Every thing on file is a node, or an edge, or the quotation of one."""
    view = opened.view("all")
    shown = {n.iri for n in view.nodes} | {e.iri for e in view.edges}
    typed = {
        (q.subject.value, q.object.value.rpartition("#")[2])
        for q in store
        if q.predicate.value.endswith("#type") and "/id/" in str(q.subject)
    }
    left = {cls for iri, cls in typed if iri not in shown}
    assert left <= {"Quotation", "ConceptScheme", "StatusEvent"}
    events = {iri for iri, cls in typed if cls == "StatusEvent" and iri not in shown}
    # What is said of actions without naming them is never spread over them.
    spread = {q.subject.value for q in store if q.predicate.value.endswith("#statusOfSome")}
    assert events == spread


@pytest.mark.parametrize("folder", ["", "harbour", "library"])
def test_all_is_the_same_without_a_store(folder: str) -> None:
    """Read straight from the files, everything is what a store would give."""
    settings = Settings()
    settings.folder = BOARDS / folder if folder else ROOT
    workspace = settings.workspace()
    direct = Board(settings.source(hashed=False)).view("all")
    stored = Board(Source(open_store(workspace), workspace.base, workspace.name)).view("all")
    assert (direct.nodes, direct.edges) == (stored.nodes, stored.edges)
    assert direct.nodes


def test_views_are_what_was_reviewed() -> None:
    """Each view of two boards is what stands in tests/golden, line by line."""
    found = dict(goldens())
    assert {p for p in FOLDER.rglob("*") if p.is_file()} == set(found)
    for path, wanted in found.items():
        held = path.read_text(encoding="utf-8").splitlines()
        assert held == wanted.decode("utf-8").splitlines(), (
            f"{path}: if this is what you want, run 'python -m tests.view_goldens'."
        )


def test_focus_and_depth(opened: Board) -> None:
    """With a focus a view has what is at most so many lines away from it."""
    near = opened.view("actions", focus="2022-06-24/13", depth=1)
    alone = opened.view("actions", focus="2022-06-24/13", depth=0)
    assert [n.id for n in alone.nodes] == ["2022-06-24/13"]
    ends = {e.source for e in near.edges} | {e.target for e in near.edges}
    assert {n.id for n in near.nodes} == ends
    assert "2023-08-31/1" in ends
    assert not near.whole


def test_from_and_to(opened: Board) -> None:
    """Between two days stand what is on record then, and what it leads to."""
    view = opened.view("actions", first="2023-01-01", last="2023-06-30")
    own = {n.id for n in view.nodes if n.kind == "action" and (n.date or "") >= "2023-01-01"}
    assert own == {f"2023-02-10/{n}" for n in range(1, 9)}
    assert {e.date for e in view.edges} == {"2023-02-10"}
    people = opened.view("people", first="2023-01-01")
    assert {e.date for e in people.edges if e.kind == "present"} == {"2023-02-10", "2023-08-31"}
    assert max(e.weight for e in people.edges) == 2


@pytest.mark.parametrize("name", ["people", "roles", "actions", "all", "thread"])
def test_redacted_views_name_nobody(name: str, opened: Board, store: Store) -> None:
    """With --redact-people no name and no part of one is left anywhere in a view."""
    view = opened.view(name, focus=FOCUS.get(name), redact_people=True)
    people = [n for n in opened.view("all").nodes if n.kind == "person"]
    shown = repr((view.nodes, view.edges))
    for person in people:
        assert person.label not in shown
        assert person.id.partition(":")[2] not in shown
        assert not [w for w in person.label.split() if f" {w} " in shown or f"{w}," in shown]
    whole = opened.view(name, focus=FOCUS.get(name))
    assert kinds(view) == kinds(whole)
    assert Counter(e.kind for e in view.edges) == Counter(e.kind for e in whole.edges)
    assert len({n.id for n in view.nodes}) == len(view.nodes)


def test_redacted_people_go_by_their_roles(opened: Board) -> None:
    """In place of a name stands the role in which a record shows the person."""
    labels = {n.label for n in opened.view("people", redact_people=True).nodes}
    assert "Chief Executive, MOPAC" in labels
    assert {"Commissioner, MPS (1)", "Commissioner, MPS (2)"} <= labels


def test_unknown_names_are_refused(opened: Board) -> None:
    """An unknown view, day or focus says what there is."""
    with pytest.raises(GovgraphError, match=r"Did you mean 'actions'\?"):
        opened.view("actoins")
    with pytest.raises(GovgraphError, match="YYYY-MM-DD"):
        opened.view("actions", first="soon")
    with pytest.raises(GovgraphError, match="--focus"):
        opened.view("thread")
    with pytest.raises(LookupFailedError):
        opened.view("actions", focus="nothing of the kind")
    with pytest.raises(GovgraphError, match="not in the view 'people'"):
        opened.view("people", focus="2022-06-24/13")


def test_compact_names_are_those_of_the_prefix_table(opened: Board, store: Store) -> None:
    """A node's id is the CURIE that every other output shows."""
    for node in opened.view("all").nodes:
        if node.kind != "action" and "#" not in node.id:
            assert node.id == compact(node.iri, opened.source.base) or node.id == node.iri


def test_a_board_without_data_has_empty_views() -> None:
    """An empty board gives empty views, not an error."""
    board = Board(Source(Store(), "https://example.org/", "Empty"))
    for name in NAMES:
        if name not in ("thread", "ontology"):
            assert board.view(name).nodes == ()
