"""The desk: what was known on a day, and how each action stood then."""

from __future__ import annotations

from functools import lru_cache
from typing import TypeGuard

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from govgraph.desk.asof import as_of_day, known_on
from govgraph.desk.register import desk_on
from govgraph.desk.state import ActionState, Desk
from govgraph.errors import GovgraphError
from govgraph.load import CODE_LISTS, open_store
from govgraph.model import Term
from govgraph.names import GOV, XSD
from govgraph.parameters import record_dates
from govgraph.prose import long_date
from govgraph.queries import get_query, run
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS as FOLDERS
from tests.conftest import ROOT

BOARDS = ("shipped", "harbour", "library")


@lru_cache
def store(board: str) -> Store:
    folder = ROOT if board == "shipped" else FOLDERS / board
    return open_store(find_workspace(folder))


@lru_cache
def desk(board: str, day: str) -> Desk:
    return desk_on(known_on(store(board), day), day)


def days() -> list[tuple[str, str]]:
    return [(board, day) for board in BOARDS for day in record_dates(store(board))]


def action(name: str, day: str, board: str = "shipped") -> ActionState:
    return next(a for a in desk(board, day).actions if a.id == name)


def rows(query: str, on: Store, as_of: str) -> list[dict[str, str | None]]:
    day: Term = Literal(as_of, datatype=NamedNode(XSD + "date"))
    return run(get_query(query), on, {"__as_of_date": day}).records()


@pytest.mark.parametrize(("board", "day"), days())
def test_the_state_agrees_with_the_saved_queries(board: str, day: str) -> None:
    """Status and passed timings are those that the saved queries give of all that is on file."""
    asked = rows("action-status", store(board), day)
    assert [
        (a.id, a.status.code, a.status.basis, a.status.confidence, a.status.date, a.status.quote)
        for a in desk(board, day).actions
    ] == [
        tuple(r[k] for k in ("action", "status", "basis", "confidence", "evidence_date", "quote"))
        for r in asked
    ]
    passed = {r["action"]: r for r in rows("timing-passed", store(board), day)}
    for state in desk(board, day).actions:
        if state.id in passed:
            assert str(state.days_since) == passed[state.id]["days_since"]
            assert state.standing is not None
            assert state.standing.text == passed[state.id]["latest_due_text"]
        elif state.status.code != "completed":
            assert state.days_since is None or state.days_since <= 0


@pytest.mark.parametrize(("board", "day"), days())
def test_nothing_on_file_is_later_than_the_day(board: str, day: str) -> None:
    """No graph, thing or word of a later record is in what was known on a day."""
    known = known_on(store(board), day)
    later = [d for d in record_dates(store(board)) if d > day]
    records = [q.subject for q in store(board).quads_for_pattern(None, _gov("recordDate"), None)]
    late = [r.value for r in records if isinstance(r, NamedNode) and _day(r) > day]
    names = [*later, *map(long_date, later)]
    for quad in known:
        if getattr(quad.graph_name, "value", "") != CODE_LISTS:  # Its examples are the package's.
            nodes = [t for t in (quad.subject, quad.object, quad.graph_name) if _is_node(t)]
            assert not [n for n in nodes for iri in late if n.value.partition("#")[0] == iri]
            words = quad.object.value if isinstance(quad.object, Literal) else ""
            assert not [name for name in names if name in words]


def _is_node(term: object) -> TypeGuard[NamedNode]:
    return isinstance(term, NamedNode)


def _gov(name: str) -> NamedNode:
    return NamedNode(GOV + name)


def _day(record: NamedNode) -> str:
    return record.value.rpartition("/")[2][:10]


def test_the_last_day_needs_no_second_store() -> None:
    """As of the latest record, or later, it is the very store that was given."""
    assert known_on(store("shipped"), "2023-08-31") is store("shipped")
    assert known_on(store("shipped"), "2030-01-01") is store("shipped")


def _labels(day: str) -> set[str]:
    return {
        q.object.value for q in known_on(store("shipped"), day) if isinstance(q.object, Literal)
    }


def test_registers_tell_nothing_later() -> None:
    """A person, meeting, document or thread of a register is known once a record speaks of it."""
    assert "Mark Rowley" not in _labels("2022-07-20")
    assert "Mark Rowley" in _labels("2022-10-14")
    assert "Oversight Board, 19 July 2022" not in _labels("2022-07-19")
    assert "Oversight Board, 19 July 2022" in _labels("2022-07-20")
    assert "Stop and Search Charter" not in _labels("2023-02-10")
    assert "Stop and Search Charter" in _labels("2023-08-31")


@pytest.mark.parametrize("named", ["31/8/2023", "Aug 2023", "August 31, 2023", "31st August 2023"])
def test_an_editors_words_of_a_later_record_are_not_known(named: str) -> None:
    """However they name its day or month; words that name another day are known."""
    record = NamedNode("https://w3id.org/govgraph/id/record/2022-10-14-minutes")
    on = Store()
    on.extend(store("shipped"))
    for words in (f"See the minutes of {named}.", "See the end of 2023-12-31."):
        on.add(Quad(record, NamedNode(f"{GOV}originNote"), Literal(words, language="en"), record))
    notes = known_on(on, "2022-10-14").quads_for_pattern(
        record, NamedNode(f"{GOV}originNote"), None
    )
    told = [q.object.value for q in notes if isinstance(q.object, Literal)]
    assert [said for said in told if said.startswith("See ")] == [words]


def test_a_thread_is_known_once_a_later_action_takes_it_up() -> None:
    """That an action begins a thread is no knowledge of the day on which it was raised."""
    survey = "Response to the Victim Voice High Harm Survey"
    assert survey not in _labels("2022-10-14")
    assert survey in _labels("2023-02-10")


def test_a_reading_that_names_a_later_record_is_out() -> None:
    """A reading whose reason names a later day was made with later knowledge."""
    mention = NamedNode(
        "https://w3id.org/govgraph/id/record/2022-07-20-letter#mention-2022-10-14-performance-and-risk"
    )
    assert any(store("shipped").quads_for_pattern(mention, None, None))
    assert not any(known_on(store("shipped"), "2022-07-20").quads_for_pattern(mention, None, None))
    assert any(known_on(store("shipped"), "2022-10-14").quads_for_pattern(mention, None, None))


@pytest.mark.parametrize("day", ["2023-13-01", "soon", "10 February 2023", ""])
def test_what_is_no_day_is_refused(day: str) -> None:
    """A day is an ISO day that the calendar has."""
    with pytest.raises(GovgraphError, match="is no day"):
        as_of_day(store("shipped"), day)


def test_a_day_before_all_records_is_refused() -> None:
    """Before the first record nothing is on file, which is said with the day of the first."""
    with pytest.raises(GovgraphError, match="The first is of 24 June 2022"):
        as_of_day(store("shipped"), "2022-06-23")
    assert as_of_day(store("shipped"), None) == "2023-08-31"
    assert as_of_day(store("shipped"), "2022-08-15") == "2022-08-15"


def test_a_state_has_every_wording_and_the_timing_that_stands() -> None:
    """Timings stand side by side as given, and that of the last record stands."""
    state = action("2022-06-24/1", "2023-02-10")
    assert [(d.record, d.text) for d in state.timings] == [
        ("2022-06-24-minutes", "autumn"),
        ("2022-07-20-letter", "October 2022"),
    ]
    assert state.standing == state.timings[1]
    # The later of both last days: autumn is taken to end with November.
    assert state.days_since == 72
    assert [w.record for w in state.wordings if w.due_reading] == ["2022-06-24-minutes"]
    assert [w.kind for w in state.later_words] == ["in-progress"]
    assert state.later_words[0].quote in state.later_words[0].passage
    assert state.last_heard.date == "2022-07-20"


def test_a_state_knows_no_later_word() -> None:
    """As of February 2023 the action of June 2022 was last heard of in the letter of July."""
    early = action("2022-06-24/13", "2023-02-10")
    assert (early.status.code, early.later_words) == ("no-record", ())
    assert early.last_heard.record == "2022-07-20-letter"
    late = action("2022-06-24/13", "2023-08-31")
    assert late.status.code == "reissued"
    assert [(w.kind, w.later_action) for w in late.later_words] == [
        ("not-delivered", None),
        ("reissued", "2023-08-31/1"),
    ]


def test_a_state_names_joint_owners_and_a_lead_that_differs() -> None:
    """Owners are those of the minutes; whom a later record names as lead is told beside them."""
    joint = action("2022-10-14/4", "2022-10-14")
    assert [o.named for o in joint.owners] == [
        "the Deputy Mayor for Policing and Crime",
        "the Deputy Commissioner",
        "the Victims' Commissioner for London",
    ]
    moved = action("2022-06-24/10", "2022-07-20")
    assert [o.organization for o in moved.owners] == ["MOPAC"]
    assert moved.organizations == ("MOPAC", "MPS")
    assert moved.lead_difference is not None
    assert (moved.lead_difference.earlier_value, moved.lead_difference.later_value) == (
        "MOPAC",
        "MPS",
    )
    assert action("2022-06-24/10", "2022-06-24").lead_difference is None


def test_commitments_without_a_number_stand_with_their_speaker() -> None:
    """Who said it, or to whom it is said, brings the organizations that answer."""
    told = desk("shipped", "2022-10-14").commitments
    assert [(c.record, c.kind, c.said_for, c.said_to) for c in told if c.locator] == [
        ("2022-10-14-minutes", "agreement", (), ()),
        ("2022-10-14-minutes", "undertaking", ("MPS",), ()),
        ("2022-10-14-minutes", "undertaking", ("MPS",), ()),
        ("2022-10-14-minutes", "undertaking", ("MOPAC",), ("MPS",)),
    ]
    assert desk("shipped", "2022-06-24").commitments == ()
