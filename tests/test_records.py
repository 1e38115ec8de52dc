"""What the five records hold, checked against the sources and against what is easy to get wrong."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from pyoxigraph import Store

from govgraph.queries import get_query, run
from tests.conftest import ROOT

PREFIXES = """
PREFIX gov: <https://w3id.org/govgraph/ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
NUMBERED = {
    "2022-06-24-minutes": 15,
    "2022-10-14-minutes": 7,
    "2023-02-10-minutes": 8,
    "2023-08-31-minutes": 3,
}
Row = tuple[str | None, ...]


def ask(store: Store, text: str) -> list[Row]:
    result = store.query(PREFIXES + text, use_default_graph_as_union=True)
    return [tuple(None if t is None else t.value for t in row) for row in result]  # type: ignore[union-attr]


def rows(store: Store, name: str) -> list[dict[str, str | None]]:
    return run(get_query(name), store, {}).records()


def numbered_in(record: str) -> dict[str, str]:
    """The numbered actions of minutes, read from the source by a rule of this test's own."""
    text = (ROOT / "sources" / f"{record}.txt").read_text(encoding="utf-8")
    found = {}
    for match in re.finditer(r"^[ \-]*\**Action (\d+)\**:?\**:? +(.+?)[ ]*$", text, re.MULTILINE):
        assert match[1] not in found
        found[match[1]] = match[2]
    return found


def statements(store: Store, record: str) -> list[Row]:
    return ask(
        store,
        f"""SELECT ?number ?text ?action WHERE {{
          GRAPH <https://w3id.org/govgraph/id/record/{record}> {{
            ?s a gov:ActionStatement ; gov:number ?number ; gov:text ?text ; gov:states ?action ;
              gov:statedIn <https://w3id.org/govgraph/id/record/{record}> }} }}""",
    )


@pytest.mark.parametrize("record", NUMBERED)
def test_numbered_actions_are_held_to_the_letter(record: str, store: Store) -> None:
    """Every line that begins with Action and a number is a statement with that text, once."""
    source = numbered_in(record)
    held = statements(store, record)
    assert len(source) == NUMBERED[record]
    assert len(held) == len(source)
    assert {n: t for n, t, _ in held} == source


def test_annex_rows_are_held_to_the_letter(store: Store) -> None:
    """Every row of the annex is a statement of June's action of its number, with its cells."""
    text = (ROOT / "sources" / "2022-07-20-letter.txt").read_text(encoding="utf-8")
    cells = [line.split("\t") for line in text.split("\n") if re.match(r"\d+\t", line)]
    held = ask(
        store,
        """SELECT ?number ?text ?heading ?due ?lead ?action WHERE {
          GRAPH <https://w3id.org/govgraph/id/record/2022-07-20-letter> {
            ?s a gov:ActionStatement ; gov:number ?number ; gov:text ?text ; gov:leadText ?lead ;
              gov:states ?action ; gov:restates ?earlier .
            OPTIONAL { ?s gov:dueText ?due } OPTIONAL { ?s gov:dueHeading ?heading } } }""",
    )
    june = "https://w3id.org/govgraph/id/record/2022-06-24-minutes#action-"
    assert len(cells) == len(held) == 15
    by_number = {row[0]: row for row in held}
    for number, wording, timing, lead in cells:
        _, held_text, heading, due, held_lead, action = by_number[number]
        assert (held_text, held_lead, action) == (wording, lead, june + number)
        if timing == "Completed" or not timing:
            assert heading is None, "a cell that is no timing is not kept as one"
        else:
            assert (heading, due) == ("Timing", timing)


def test_nothing_is_counted_twice(store: Store) -> None:
    """There are 33 actions and 48 wordings of them; each action is raised by one meeting."""
    actions = ask(store, "SELECT ?a WHERE { ?a a gov:Action }")
    worded = ask(store, "SELECT ?s ?a WHERE { ?s gov:states ?a }")
    raised = ask(store, "SELECT ?a ?m WHERE { ?a gov:arisesFrom/^gov:hasItem ?m }")
    assert len(actions) == len(set(actions)) == 33
    assert len(worded) == 48
    assert Counter(Counter(a for _, a in worded).values()) == {2: 15, 1: 18}
    assert len(raised) == 33
    assert len({r["action"] for r in rows(store, "actions")}) == 33


def test_an_apology_is_no_attendance(store: Store) -> None:
    """Rowley sent apologies for 14 October 2022 and is present in 2023 only."""
    rowley = [
        (r["meeting"], r["status"])
        for r in rows(store, "attendance")
        if r["person"] == "Mark Rowley"
    ]
    assert rowley == [
        ("2022-10-14", "apologies"),
        ("2023-02-10", "present"),
        ("2023-08-31", "present"),
    ]


def test_modes_are_as_printed(store: Store) -> None:
    """Acting and interim are modes of holding a role, and all others are substantive."""
    others = [r for r in rows(store, "role-holders") if r["mode"] != "substantive"]
    assert [(r["person"], r["role"], r["mode"], r["attested_on"]) for r in others] == [
        ("Lisa Kitto", "Chief Financial Officer", "interim", "2023-08-31"),
        ("Stephen House", "Commissioner", "acting", "2022-06-24"),
        ("Stephen House", "Commissioner", "acting", "2022-07-20"),
        ("Helen Ball", "Deputy Commissioner", "acting", "2022-06-24"),
    ]


def test_run_on_lists_are_parted_rightly(store: Store) -> None:
    """In lists that run on, each title stays with the name before it, each rank with its own."""
    listed = {
        (r["meeting"], r["person"]): (r["organization"], r["title"], r["rank"])
        for r in rows(store, "attendance")
    }
    commissioner, deputy = "Commissioner", "Deputy Commissioner"
    expected = {
        ("2022-10-14", "Lynne Owens"): ("MPS", deputy, None),
        ("2022-10-14", "Jane Connors"): ("MPS", None, "DAC"),
        ("2022-10-14", "Nick Johns"): ("MPS", None, "Commander"),
        ("2023-02-10", "Diana Luchford"): ("MOPAC", "Chief Executive", None),
        ("2023-02-10", "Kenny Bowie"): ("MOPAC", "Director of Strategy and MPS Oversight", None),
        ("2023-02-10", "Amana Humayun"): ("MOPAC", "Chief Financial Officer", None),
        ("2023-02-10", "Mark Rowley"): ("MPS", commissioner, None),
        ("2023-02-10", "Lynne Owens"): ("MPS", deputy, None),
        ("2023-02-10", "Kevin Southworth"): ("MPS", None, "Commander"),
        ("2023-08-31", "Alexis Boon"): ("MPS", None, "Deputy Assistant Commissioner"),
        ("2023-08-31", "Martin Tunstall"): ("MPS", "Chief of Staff", None),
        ("2022-06-24", "Jane Connors"): ("MPS", None, "Commander"),
        ("2022-06-24", "Alexis Boon"): ("MPS", None, "Commander"),
        ("2022-10-14", "Claire Waxman"): ("MOPAC", "Victims' Commissioner for London", None),
    }
    assert {key: listed[key] for key in expected} == expected
    assert Counter(meeting for meeting, _ in listed) == {
        "2022-06-24": 12,
        "2022-10-14": 11,
        "2023-02-10": 10,
        "2023-08-31": 10,
    }


def test_a_list_without_a_heading_is_a_reading(store: Store) -> None:
    """Presence on 31 August 2023, whose record prints no such heading, is marked as read."""
    bases = ask(
        store,
        """SELECT DISTINCT ?date ?basis WHERE {
          ?m gov:heldOn ?date ; gov:hasPresence/gov:basis/skos:notation ?basis } ORDER BY ?date""",
    )
    assert bases == [
        ("2022-06-24", "stated"),
        ("2022-10-14", "stated"),
        ("2023-02-10", "stated"),
        ("2023-08-31", "editor-inferred"),
    ]


def test_people_are_not_merged(store: Store) -> None:
    """The two Balls and the two Helens are different people, without ranks in their names."""
    people = {
        label for (label,) in ask(store, "SELECT ?l WHERE { ?p a gov:Person ; skos:prefLabel ?l }")
    }
    assert len(people) == 22
    assert {"Elliott Ball", "Helen Ball", "Helen Harper"} <= people
    assert not [p for p in people if p and re.match(r"(Sir|Dame|Dr|DAC|Commander)\b", p)]


def test_dates_follow_from_words_or_are_marked(store: Store) -> None:
    """A range that needs a convention or a year that is not printed is an editor's reading."""
    dated = ask(
        store,
        """SELECT DISTINCT ?text ?from ?by ?basis WHERE {
          ?s gov:dueText ?text ; gov:dueBy ?by ; gov:dueBasis/skos:notation ?basis .
          OPTIONAL { ?s gov:dueFrom ?from } } ORDER BY ?by ?from ?text""",
    )
    read = "editor-inferred"
    assert dated == [
        ("by 27 June", None, "2022-06-27", read),
        ("July 2022", "2022-07-01", "2022-07-31", "stated"),
        ("August 2022", "2022-08-01", "2022-08-31", "stated"),
        ("August/Sept 2022", "2022-08-01", "2022-09-30", "stated"),
        ("October 2022", "2022-10-01", "2022-10-31", "stated"),
        ("autumn", "2022-09-01", "2022-11-30", read),
        ("November 2022", "2022-11-01", "2022-11-30", "stated"),
        ("before the end of the year", None, "2022-12-31", read),
        ("December 2022", "2022-12-01", "2022-12-31", "stated"),
    ]


def test_every_fact_has_its_sentence(store: Store) -> None:
    """Whatever a record is said to hold points to a quotation; readings have their reason."""
    classes = [
        "ActionStatement",
        "Presence",
        "Apology",
        "RoleHolding",
        "StatusEvent",
        "ActionLink",
        "Mention",
        "AgendaItem",
        "Meeting",
        "Minutes",
        "Letter",
    ]
    for name in classes:
        bare = ask(
            store,
            f"SELECT ?n WHERE {{ ?n a gov:{name} . MINUS {{ ?n gov:evidence/gov:exact ?e }} }}",
        )
        assert bare == [], name
    readings = ask(
        store,
        """SELECT ?n WHERE { ?n gov:basis gov:editorInferred .
          MINUS { ?n gov:rationale ?why ; gov:confidence ?c . FILTER (?c != gov:certain) } }""",
    )
    assert readings == []


def test_no_contact_data(store: Store) -> None:
    """No literal of the data is an e-mail address."""
    held = ask(store, 'SELECT ?o WHERE { ?s ?p ?o . FILTER (isLiteral(?o) && CONTAINS(?o, "@")) }')
    assert held == []
