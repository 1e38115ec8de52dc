"""One commitment from record to record: on the shipped board and on two invented ones."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import Store

from govgraph.errors import GovgraphError, LookupFailedError
from govgraph.load import open_store
from govgraph.model import Trace
from govgraph.prose import days_between
from govgraph.render.story_json import as_object
from govgraph.render.story_md import as_markdown
from govgraph.render.story_text import as_text
from govgraph.trace import trace, traces
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import BOARDS, ROOT, edit
from tests.ontologies import how_many

EXPECTED = sorted(BOARDS.glob("*/expected/*.json"))
KEYS = {
    "": "action steps summary",
    "action": "id iri text owners recipients due",
    "due": "record kind text from by",
    "step": "date record locator kind said_by basis confidence rationale quote passage url days"
    " action",
    "summary": "first last days days_since_due records_silent records_missing delivered"
    " heads_on_record unsaid holdings",
    "head": "date organization role person mode status",
}


def story(folder: Path, name: str) -> dict[str, Any]:
    workspace = find_workspace(folder)
    return as_object(trace(open_store(workspace), workspace.base, name))


@pytest.fixture(scope="module")
def handcuffing(store: Store, shipped: Workspace) -> dict[str, Any]:
    return as_object(trace(store, shipped.base, "handcuffing"))


@pytest.fixture(scope="module")
def together(store: Store) -> list[Trace]:
    """The traces of all actions of the shipped board."""
    return list(traces(store))


@pytest.mark.parametrize("path", EXPECTED, ids=lambda p: f"{p.parts[-3]} {p.stem}")
def test_invented_boards_give_the_hand_written_traces(path: Path) -> None:
    """The trace of each invented action equals the one that was written by hand."""
    expected = json.loads(path.read_text(encoding="utf-8"))
    assert story(path.parents[1], path.stem.replace("_", "/")) == expected


def test_the_boards_hold_what_they_are_for() -> None:
    """The invented boards have a fork, a stated link, a reopening and lone actions."""
    assert len(EXPECTED) == 8
    texts = {p.name: json.loads(p.read_text(encoding="utf-8")) for p in EXPECTED}
    fork = texts["2031-03-04_2.json"]["steps"]
    assert {s["action"] for s in fork} - {None} == {"2031-03-04/2", "2031-05-20/1", "2031-12-02/1"}
    reopened = [s["kind"] for s in texts["2031-04-10_1.json"]["steps"]]
    assert reopened.index("completed") < reopened.index("reissued")


@pytest.mark.parametrize(
    "name",
    [
        "2022-06-24/13",
        "2023-08-31/1",
        "https://w3id.org/govgraph/id/record/2023-08-31-minutes#action-1",
        "record:2022-06-24-minutes#action-13",
        "Handcuffs",
        "stop search",
    ],
)
def test_the_trace_is_the_same_whichever_action_is_named(
    name: str, store: Store, shipped: Workspace, handcuffing: dict[str, Any]
) -> None:
    """Either action, its IRI, its CURIE or words give the same bytes."""
    assert as_object(trace(store, shipped.base, name)) == handcuffing


def test_json_has_exactly_the_keys_of_the_contract(handcuffing: dict[str, Any]) -> None:
    """No key is missing, none is added, and they stand in the order of the contract."""
    assert list(handcuffing) == KEYS[""].split()
    assert list(handcuffing["action"]) == KEYS["action"].split()
    assert list(handcuffing["summary"]) == KEYS["summary"].split()
    assert all(list(d) == KEYS["due"].split() for d in handcuffing["action"]["due"])
    assert all(list(s) == KEYS["step"].split() for s in handcuffing["steps"])
    heads = handcuffing["summary"]["heads_on_record"]
    assert all(list(h) == KEYS["head"].split() for h in heads)


def test_every_trace_is_valid_against_the_schema(
    store: Store, shipped: Workspace, together: list[Trace]
) -> None:
    """The JSON of the story of each action, invented ones too, fits the shipped schema."""
    schema = json.loads((ROOT / "schemas" / "trace.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    june, october, february, august = 15, 7, 8, 3
    names = [f"2022-06-24/{n}" for n in range(1, june + 1)]
    names += [f"2022-10-14/{n}" for n in range(1, october + 1)]
    names += [f"2023-02-10/{n}" for n in range(1, february + 1)]
    names += [f"2023-08-31/{n}" for n in range(1, august + 1)]
    assert {t.id for t in together} <= set(names)
    alone = (trace(store, shipped.base, name) for name in names[:: how_many(4, 1)])
    for one in (*together, *alone):
        validator.validate(as_object(one))
    for path in EXPECTED:
        validator.validate(json.loads(path.read_text(encoding="utf-8")))
    broken = as_object(together[0])
    broken["steps"][0]["kind"] = "promised"
    assert list(validator.iter_errors(broken))


def test_the_handcuffing_data_has_not_arrived(handcuffing: dict[str, Any]) -> None:
    """The main finding, as the five records have it."""
    steps, summary = handcuffing["steps"], handcuffing["summary"]
    assert [(s["date"], s["kind"], s["locator"], s["basis"], s["days"]) for s in steps] == [
        ("2022-06-24", "raised", None, "stated", 0),
        ("2022-06-24", "stated", "Action 13", "stated", 0),
        ("2022-07-20", "restated", "Annex A, 13", "stated", 26),
        ("2023-08-31", "not-delivered", "4.3", "editor-inferred", 433),
        ("2023-08-31", "undertaken", "4.3", "editor-inferred", 433),
        ("2023-08-31", "reissued", "Action 1", "editor-inferred", 433),
    ]
    assert [s["said_by"] for s in steps][3:5] == ["Deputy Mayor for Policing and Crime", "MPS"]
    assert summary["records_silent"] == [
        {"date": "2022-10-14", "record": "2022-10-14-minutes"},
        {"date": "2023-02-10", "record": "2023-02-10-minutes"},
    ]
    assert [m["date"] for m in summary["records_missing"]] == ["2022-07-19", "2023-04-28"]
    assert (summary["days_since_due"], summary["delivered"]) == (365, "not-recorded")
    assert [(h["person"], h["mode"], h["status"]) for h in summary["heads_on_record"]] == [
        ("Stephen House", "acting", "present"),
        ("Stephen House", "acting", "addressee"),
        ("Mark Rowley", "substantive", "apologies"),
        ("Mark Rowley", "substantive", "present"),
        ("Mark Rowley", "substantive", "present"),
    ]


def test_a_cell_that_says_completed_is_a_delivery_on_record(
    store: Store, shipped: Workspace
) -> None:
    """Row 14 of the annex says Completed: a status event, and no timing."""
    told = as_object(trace(store, shipped.base, "2022-06-24/14"))
    assert told["summary"]["delivered"] == "recorded"
    assert told["summary"]["unsaid"] == []
    assert [(s["kind"], s["quote"]) for s in told["steps"]][-1] == ("completed", "Completed")
    assert {d["text"] for d in told["action"]["due"]} == {"by 27 June"}


def test_every_quote_stands_in_its_source(handcuffing: dict[str, Any]) -> None:
    """Each quote of the trace, and each paragraph around it, is in the file of its record."""
    for step in handcuffing["steps"]:
        raw = (ROOT / "sources" / f"{step['record']}.txt").read_text(encoding="utf-8")
        source = " ".join(raw.split())
        assert step["quote"] in source
        assert step["passage"] in source
        assert step["quote"] in step["passage"]


def without_link(board: Path) -> None:
    path = board / "data" / "2023-08-31-minutes.ttl"
    edit(path, " ;\n    gov:hasLink :link-action-1 .", " .")


def test_deleting_the_link_splits_the_thread(board: Path) -> None:
    """Without the editor's link the two actions are two commitments."""
    without_link(board)
    june = story(board, "2022-06-24/13")
    august = story(board, "2023-08-31/1")
    assert {s["action"] for s in june["steps"]} - {None} == {"2022-06-24/13"}
    assert {s["record"] for s in august["steps"]} == {"2023-08-31-minutes"}
    assert august["action"]["id"] == "2023-08-31/1"
    assert [s["kind"] for s in august["steps"]] == ["undertaken", "stated"]
    assert {s["basis"] for s in august["steps"]} == {"stated"}
    with pytest.raises(LookupFailedError) as caught:
        story(board, "handcuffs")
    assert [c.split()[0] for c in caught.value.candidates] == ["2022-06-24/13", "2023-08-31/1"]


def test_every_line_comes_from_the_graph(board: Path) -> None:
    """Renaming what the registers and the record say renames it in the trace."""
    edit(board / "data" / "threads.ttl", "Data connecting the use of handcuffing", "Old title, new")
    edit(board / "data" / "organizations.ttl", 'skos:prefLabel "MPS"', 'skos:prefLabel "Force"')
    edit(
        board / "data" / "2022-07-20-letter.ttl",
        'gov:statedIn record:2022-07-20-letter ;\n    gov:number "13"',
        'gov:statedIn record:2022-10-14-minutes ;\n    gov:number "13"',
    )
    workspace = find_workspace(board)
    text = as_text(trace(open_store(workspace), workspace.base, "2022-06-24/13", "0" * 64))
    assert "2022-06-24/13  Old title, new with stop and search\n" in text
    assert "Head of the Force on record" in text
    assert "20 Jul 2022   day 26    letter  " in text
    assert text.rstrip().endswith("data 000000")


def test_a_removed_event_changes_the_story(board: Path) -> None:
    """Without the status event nothing says that the data has not come."""
    path = board / "data" / "2023-08-31-minutes.ttl"
    edit(path, "gov:statusOf m2206:action-13", "gov:statusOf :action-2")
    kinds = [s["kind"] for s in story(board, "2022-06-24/13")["steps"]]
    assert "not-delivered" not in kinds
    assert "not-delivered" in [s["kind"] for s in story(board, "2023-08-31/2")["steps"]]


def test_no_code_names_the_commitment() -> None:
    """The program knows nothing of handcuffs; only examples in help texts may say the word."""
    for folder, suffix in (("src", "*.py"), ("queries", "*.rq"), ("ontology/shapes", "*.ttl")):
        for path in (ROOT / folder).rglob(suffix):
            for line in path.read_text(encoding="utf-8").splitlines():
                if "handcuff" in line.lower():
                    assert "govgraph trace handcuffing" in line, f"{path.name}: {line}"


@pytest.mark.parametrize("words", ["", "  ", "xyzzy", "safer xyzzy", "andcuffing", "…"])
def test_words_that_fit_nothing_are_refused(words: str, store: Store, shipped: Workspace) -> None:
    """Words that no action is about give an error and a hint, not an empty story."""
    with pytest.raises(LookupFailedError) as caught:
        trace(store, shipped.base, words)
    assert caught.value.code == "no-thread"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("file", "old", "new", "word"),
    [
        ("2022-06-24-minutes", 'recordDate "2022-06-24"', 'recordDate "24 June"', "24 June"),
        ("2022-06-24-minutes", 'recordDate "2022-06-24"', 'recordDate "2022-13-24"', "2022-13"),
        ("2022-10-14-minutes", '    gov:recordDate "2022-10-14"^^xsd:date ;\n', "", "a record"),
        ("meetings", 'heldOn "2023-04-28"', 'heldOn "2023-04-31"', "2023-04-31"),
    ],
)
def test_no_story_is_told_from_unsound_dates(
    file: str, old: str, new: str, word: str, board: Path
) -> None:
    """A date that is no day, or a record without one, stops the trace with a way to find it."""
    edit(board / "data" / f"{file}.ttl", old, new)
    with pytest.raises(GovgraphError, match="no true story can be told") as caught:
        story(board, "handcuffing")
    assert word in str(caught.value)
    assert "govgraph validate" in caught.value.hint


def test_no_story_is_told_without_its_passage(board: Path) -> None:
    """An action whose words are quoted in no passage is refused, not told as nothing."""
    path = board / "data" / "2023-08-31-minutes.ttl"
    edit(path, ":p-action-2\n    a gov:Passage", ":p-action-2\n    a gov:Quotation")
    with pytest.raises(GovgraphError, match="not complete"):
        story(board, "2023-08-31/2")


def test_a_reading_marks_all_that_follows_it(board: Path) -> None:
    """A link on record behind a reading is a reading in the thread, with its own reason first."""
    path = board / "data" / "2023-08-31-minutes.ttl"
    topic = "organization:mopac ;\n    gov:topic topic:taser"
    edit(path, f"{topic} .", f"{topic} ;\n    gov:hasLink :own .")
    text = path.read_text(encoding="utf-8")
    link = (
        "\n:own\n    a gov:ActionLink ;\n    gov:followUpTarget <https://w3id.org/govgraph/id/"
        "record/2023-02-10-minutes#action-4> ;\n    gov:basis gov:{} ;\n"
        "    gov:confidence gov:{} ;\n    gov:rationale {} .\n"
    )
    path.write_text(text + link.format("editorInferred", "possible", '"zzz"'), encoding="utf-8")
    last = story(board, "2023-08-31/2")["steps"][-1]
    assert (last["basis"], last["confidence"], last["rationale"]) == (
        "editor-inferred",
        "possible",
        "zzz",
    )
    on_record = link.replace(" ;\n    gov:rationale {}", "").format("stated", "certain")
    path.write_text(text + on_record, encoding="utf-8")
    last = story(board, "2022-10-14/5")["steps"][-1]
    assert (last["action"], last["basis"]) == ("2023-08-31/2", "editor-inferred")
    assert last["rationale"].startswith('"the high harm survey" is read as')


def test_a_cycle_of_links_ends(board: Path) -> None:
    """Actions that follow each other in a circle are one thread, and the trace comes to an end."""
    path = board / "data" / "2022-06-24-minutes.ttl"
    edit(path, "gov:inThread thread:handcuffing-and-stop-and-search .", "gov:hasLink :round .")
    text = path.read_text(encoding="utf-8") + (
        "\n:round\n    a gov:ActionLink ;\n    gov:followUpTarget <https://w3id.org/govgraph/id/"
        "record/2023-08-31-minutes#action-1> ;\n    gov:basis gov:stated ;\n"
        "    gov:confidence gov:certain .\n"
    )
    path.write_text(text, encoding="utf-8")
    assert len(story(board, "2023-08-31/1")["steps"]) == 6


def test_markdown_has_the_same_sentences(store: Store, shipped: Workspace) -> None:
    """Every quote of the text form stands in the Markdown form as well."""
    told = trace(store, shipped.base, "handcuffing", "0" * 64)
    markdown = as_markdown(told)
    for step in told.steps:
        if step.kind != "restated":
            assert step.quote in markdown
    assert "\\[reading, probable\\] 2023-08-31/1 asks again for 2022-06-24/13." in markdown
    assert "\n[reading, probable] 2023-08-31/1 asks again" in as_text(told).replace("\n  ", "\n")
    assert "No mention is not evidence that nothing was done." in markdown


def told(store: Store, shipped: Workspace, name: str) -> str:
    """Return a trace as plain text, white space folded."""
    return " ".join(as_text(trace(store, shipped.base, name)).split())


def test_a_timing_that_ended_after_the_last_word_is_told(store: Store, shipped: Workspace) -> None:
    """That a timing ended before the latest record is told where no later step tells the days."""
    ended = "is before the latest record on file (31 August 2023); no record on file"
    text = told(store, shipped, "2022-10-14/4")
    assert f'"before the end of the year" (for discussion), 31 December 2022, {ended} says' in text
    assert text.count("says how it stands") == 1
    # The letter says how that one stood before its timing ended.
    text = told(store, shipped, "2022-06-24/1")
    assert f'"autumn" (for discussion), 30 November 2022, {ended} of a later day says' in text
    # Days are counted already; recorded as completed; without a timing.
    for name in ("2022-06-24/13", "2022-06-24/14", "2022-10-14/1"):
        assert "is before the latest record" not in told(store, shipped, name)


def test_the_end_of_a_timing_in_a_thread_names_its_action(board: Path) -> None:
    """Where a thread has several actions, the one whose timing ended is named."""
    path = board / "data" / "2023-08-31-minutes.ttl"
    text = path.read_text(encoding="utf-8")
    due = '    gov:dueText "as soon as possible" ;\n'
    assert due in text
    stated = text.index("\n:statement-1\n")
    dated = text[stated:].replace(due, f'{due}    gov:dueBy "2024-01-31"^^xsd:date ;\n', 1)
    path.write_text(text[:stated] + dated, encoding="utf-8")
    edit(
        board / "data" / "2022-10-14-minutes.ttl",
        'gov:recordDate "2022-10-14"',
        'gov:recordDate "2024-02-01"',
    )
    workspace = find_workspace(board)
    text = " ".join(as_text(trace(open_store(workspace), workspace.base, "handcuffing")).split())
    assert "of 2023-08-31/1, 31 January 2024, is before the latest record on file" in text


def test_whom_an_action_is_given_to_is_told_of_all(store: Store, shipped: Workspace) -> None:
    """An action of offices is given to these, each with its body, and not to the body's head."""
    given = (
        "Head of the MPS on record; the action is given to the Deputy Mayor for Policing and Crime"
        " (MOPAC), the Deputy Commissioner (MPS) and the Victims' Commissioner for London"
        " (Victims' Commissioner's office), not to that head"
    )
    text = told(store, shipped, "2022-10-14/4")
    assert given in text
    assert "The Deputy Mayor for Policing and Crime (MOPAC), the Deputy Commissioner" in text
    people = told(store, shipped, "2023-02-10/1")
    assert "the action is given to Will Balakrishnan (MOPAC) and Kevin Southworth (MPS)" in people
    whole = told(store, shipped, "2022-06-24/13")
    assert "Head of the MPS on record (the action is given to the MPS, not to a person)" in whole


def test_an_action_of_the_head_is_not_said_to_be_no_action_of_the_head(board: Path) -> None:
    """Where the head of the owner is named as the owner, nothing else is said."""
    path = board / "data" / "2022-06-24-minutes.ttl"
    was = "    gov:ownerOrganization organization:mps ;\n    gov:recipientOrganization"
    text = path.read_text(encoding="utf-8")
    action = text.index("\n:action-13\n")
    now = was.replace("ownerOrganization organization:mps", "ownerRole role:mps-commissioner")
    path.write_text(text[:action] + text[action:].replace(was, now, 1), encoding="utf-8")
    workspace = find_workspace(board)
    text = " ".join(as_text(trace(open_store(workspace), workspace.base, "2022-06-24/13")).split())
    assert "the action is given to the Commissioner (MPS) Sir Stephen House" in text


def test_a_meeting_with_two_timings_is_asked_for_once(store: Store, shipped: Workspace) -> None:
    """Two wordings of when a meeting is to be are one question."""
    first = as_object(trace(store, shipped.base, "2022-06-24/1"))
    assert first["summary"]["unsaid"][:-1] == [
        "The records do not say whether the DMPC-AC Professionalism meeting"
        " (October 2022 or autumn) was held."
    ]
    second = as_object(trace(store, shipped.base, "2022-06-24/10"))
    assert second["summary"]["unsaid"][:-1] == [
        "The records do not say whether the DMPC-AC Frontline Policing meeting"
        " (August 2022) was held."
    ]


def test_words_of_unnamed_actions_stand_in_every_trace_they_may_mean(
    store: Store, shipped: Workspace
) -> None:
    """All current outstanding actions may be those of any earlier meeting, and of no later one."""
    words = "MOPAC would consolidate all current outstanding actions into a letter"
    earlier = [f"2022-06-24/{n}" for n in range(1, 16)] + [f"2022-10-14/{n}" for n in range(1, 8)]
    for name in earlier:
        said = [quote for _, quote, basis in trace(store, shipped.base, name).unnamed if basis]
        assert sum(words in quote for quote in said) == 1, name
    # Of April 2023 there are no minutes on file: what they carried on nobody can tell.
    (updates,) = trace(store, shipped.base, "2023-02-10/1").unnamed
    assert updates[1] == "Updates were provided on a number of the actions."
    assert trace(store, shipped.base, "2023-08-31/2").unnamed == ()


@pytest.mark.parametrize(
    ("words", "topic", "unnumbered"),
    [
        ("antisocial", "Antisocial behaviour", False),
        ("breaches orders", "Breaches of protective orders", False),
        ("breaches", "Breaches of protective orders", True),
        ("xyzzy", None, False),
    ],
)
def test_words_of_no_action_lead_to_where_they_are(
    words: str, topic: str | None, unnumbered: bool, store: Store, shipped: Workspace
) -> None:
    """Whoever asks for what no action is about is shown the queries that have it."""
    with pytest.raises(LookupFailedError) as caught:
        trace(store, shipped.base, words)
    hint = caught.value.hint
    assert (f'topic-history -p topic="{topic}"' in hint) is (topic is not None)
    assert ("commitments-without-number" in hint) is unnumbered


def test_days_are_whole_days_over_leap_years() -> None:
    """The day count agrees with the calendar, century years included."""
    assert days_between("2024-02-28", "2024-03-01") == 2
    assert days_between("2100-02-28", "2100-03-01") == 1


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("1899-12-31", "1900-03-01"),
        ("1999-12-31", "2000-03-01"),
        ("2024-02-28", "2024-03-01"),
        ("2099-01-31", "2100-03-01"),
    ],
)
def test_queries_count_days_like_the_calendar(first: str, second: str, board: Path) -> None:
    """The day numbers worked out in the queries are right over leap days and century years."""
    path = board / "data" / "meetings.ttl"
    edit(path, 'gov:heldOn "2022-06-24"', f'gov:heldOn "{first}"')
    text = path.read_text(encoding="utf-8")
    for later in ("2022-10-14", "2023-02-10", "2023-08-31"):
        text = text.replace(f'gov:heldOn "{later}"', f'gov:heldOn "{second}"')
    path.write_text(text, encoding="utf-8")
    from govgraph.queries import get_query, run

    rows = run(get_query("meeting-intervals"), open_store(find_workspace(board)), {}).records()
    assert rows == [{"earlier": first, "later": second, "days": str(days_between(first, second))}]


def test_one_story_is_the_same_as_among_all(
    store: Store, shipped: Workspace, together: list[Trace]
) -> None:
    """A trace that asks of its own thread alone tells what one that asks of the board does."""
    assert len(together) > 20
    tried = together[:: how_many(3, 1)]
    assert [trace(store, shipped.base, t.id) for t in tried] == tried
