"""Stories of a board with many records: what they need is looked up, the rest is counted."""

from __future__ import annotations

import pytest
from pyoxigraph import Literal, NamedNode, Quad, Store

from benchmarks.generate import BASE, write
from govgraph.errors import GovgraphError
from govgraph.load import open_store
from govgraph.names import GOV, RDF_TYPE, XSD
from govgraph.prose import MOST_LISTED
from govgraph.render.ending import closing
from govgraph.render.story import entries
from govgraph.render.story_json import as_object
from govgraph.render.story_text import as_text
from govgraph.render.summary import in_short
from govgraph.trace import trace
from govgraph.workspace import find_workspace

FIRST = "2001-01-08/1"
DATE = NamedNode(XSD + "date")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """An invented board of more records than a story lists."""
    folder = tmp_path_factory.mktemp("many")
    write(folder, 80)
    return open_store(find_workspace(folder))


@pytest.fixture(scope="module")
def replied(many: Store) -> Store:
    """That board with a reply on file each month, and one after its last record."""
    store = Store()
    store.bulk_extend(many)
    months = [f"200{1 + n // 12}-{1 + n % 12:02}-15" for n in range(18)]
    for day in (*months, "2002-07-20"):
        store.update(
            f"""PREFIX gov: <{GOV}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            INSERT DATA {{ GRAPH <{BASE}record/{day}-reply> {{
              <{BASE}record/{day}-reply> a gov:Letter ; gov:recordDate "{day}"^^{DATE} ;
                skos:prefLabel "Reply of {day}"@en }} }}"""
        )
    return store


def actions(store: Store) -> list[str]:
    found = store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(GOV + "Action"))
    return sorted(str(q.subject)[1:-1] for q in found)


@pytest.mark.parametrize("board", ["many", "replied"])
def test_a_story_of_many_records_says_what_one_of_all_says(
    board: str, request: pytest.FixtureRequest
) -> None:
    """The JSON is the same, whether all records were listed or only those of the story."""
    store = request.getfixturevalue(board)
    for action in actions(store)[::50]:
        told, whole = (trace(store, BASE, action, all_records=a) for a in (False, True))
        assert not told.whole
        assert as_object(told) == as_object(whole)
        assert in_short(told) == in_short(whole)
        assert told.silent_until == whole.silent_until


def test_replies_are_silent_on_nothing_on_a_large_board_too(many: Store, replied: Store) -> None:
    """A reply is on file, and neither in the number of silent records nor the last of them."""
    plain, told = (trace(store, BASE, FIRST) for store in (many, replied))
    assert told.on_file == plain.on_file + 19
    assert told.silent == plain.silent
    assert told.after == plain.after + 7
    assert f"the {plain.after} records of meetings on file after" in " ".join(in_short(told))
    assert entries(told) == entries(plain)
    number = " ".join(closing(plain)).split(" of the ", 1)[0]
    assert closing(told)[0].startswith(f"{number} of the {told.on_file} records on file. ")
    # One of the letters words an action, and another follows a meeting.
    more = Store()
    more.bulk_extend(replied)
    one, other = (NamedNode(f"{BASE}record/2002-0{month}-15-reply") for month in (5, 6))
    more.add(Quad(NamedNode(f"{one.value}#1"), NamedNode(GOV + "statedIn"), one))
    (held,) = more.quads_for_pattern(
        None, NamedNode(GOV + "heldOn"), Literal(FIRST[:10], datatype=DATE)
    )
    more.add(Quad(other, NamedNode(GOV + "follows"), held.subject))
    assert trace(more, BASE, FIRST).silent_after == plain.silent_after + 2


def test_what_is_said_of_the_actions_of_a_missing_meeting_is_looked_up(many: Store) -> None:
    """Words on actions of a meeting that is not on file are told where the meeting is."""
    store = Store()
    store.bulk_extend(many)
    missing = trace(many, BASE, FIRST).missing[-1].date
    store.update(
        f"""PREFIX gov: <{GOV}> INSERT {{ GRAPH ?g {{ ?event gov:statusOfSome ?meeting }} }}
        WHERE {{ GRAPH ?g {{ ?event gov:statusOfSome ?other ; gov:reportedIn ?record }}
          GRAPH ?h {{ ?meeting gov:heldOn "{missing}"^^{DATE} }}
          GRAPH ?i {{ ?record gov:recordDate ?day }} FILTER (?day > "{missing}"^^{DATE}) }}"""
    )
    told, whole = (trace(store, BASE, FIRST, all_records=a).unnamed for a in (False, True))
    assert told == whole
    assert len(told) > len(trace(many, BASE, FIRST).unnamed)


def test_what_comes_after_a_story_is_counted(many: Store) -> None:
    """Many records after the last word are one line with their number; --all-records has each."""
    told, whole = (trace(many, BASE, FIRST, all_records=a) for a in (False, True))
    assert told.silent_after == whole.after > MOST_LISTED
    assert max(r.date for r in told.records) == told.last
    assert all(h.date <= told.last for h in told.heads)
    assert entries(told)[-1].where == f"the last of {whole.after} records"
    assert entries(told)[-1].record.date == whole.latest
    short, long = as_text(told), as_text(whole)
    assert "--all-records" in short
    assert "--all-records" not in long
    silent = [line for line in long.splitlines() if line.endswith(" no mention")]
    assert f"No mention in {len(silent)} of the {told.on_file} records on file." in short


def test_a_few_records_after_a_story_are_named(replied: Store) -> None:
    """After a late action each record is named, with the heads and meetings that are missing."""
    name = "2002-02-14/2"
    latest, whole = (trace(replied, BASE, name, all_records=a) for a in (False, True))
    assert latest.silent_after <= MOST_LISTED < latest.after
    assert (latest.records, latest.heads, latest.missing) == (
        whole.records,
        whole.heads,
        whole.missing,
    )


@pytest.mark.parametrize(
    ("what", "day", "taken", "given", "word"),
    [
        ("recordDate", "2002-01-05", True, None, "a record on file"),
        ("recordDate", "2002-01-05", False, "2002-01-06", "a record on file"),
        ("recordDate", "2002-01-05", True, "2002-01-32", "2002-01-32"),
        ("heldOn", "2001-02-06", True, "2001-02-30", "2001-02-30"),
    ],
)
def test_no_story_of_a_large_board_is_told_from_unsound_dates(
    what: str, day: str, taken: bool, given: str | None, word: str, many: Store
) -> None:
    """A record without a day, or with two, and a day that is none stop the trace here too."""
    store = Store()
    store.bulk_extend(many)
    predicate = NamedNode(GOV + what)
    (old,) = store.quads_for_pattern(None, predicate, Literal(day, datatype=DATE))
    if taken:
        store.remove(old)
    if given:
        store.add(Quad(old.subject, predicate, Literal(given, datatype=DATE), old.graph_name))
    with pytest.raises(GovgraphError, match="no true story can be told") as caught:
        trace(store, BASE, FIRST)
    assert word in str(caught.value)
