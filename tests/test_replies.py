"""What a reply changes in the papers, and what it does not: an owner's word is told as that."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from govgraph.desk.agenda import agenda_for
from govgraph.desk.linked import linked_words
from govgraph.desk.recorded import between
from govgraph.desk.register import desk_on
from govgraph.desk.state import Desk
from govgraph.model import RecordOnFile
from govgraph.names import GOV
from govgraph.queries import get_query, run
from govgraph.render.log import log_of
from govgraph.render.story import entries
from govgraph.render.summary import in_short
from govgraph.render.wording import Silence
from govgraph.trace import trace
from tests.test_desk import desk, store
from tests.test_letter import told as letter_to

BASE = "https://w3id.org/govgraph/id/"
# Action 13 of June 2022, given to the MPS, to MOPAC; Action 14 is completed by the letter of July.
HANDCUFFS, REPORT, AGAIN = "2022-06-24/13", "2022-06-24/14", "2023-08-31/1"


def with_reply(
    *told: tuple[str, str, str, str], label: str = "Reply", confidence: str = "certain"
) -> Store:
    """The board that ships with replies: day, who sends it, action, status."""
    basis = "stated" if confidence == "certain" else "editorInferred"
    on = Store()
    on.extend(store("shipped"))
    for number, (day, sender, action, status) in enumerate(told):
        record = f"{BASE}record/{day}-reply-{number}"
        about = action.replace("/", "-minutes#action-")
        on.update(
            f"""PREFIX gov: <{GOV}> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
            PREFIX xsd: <http://www.w3.org/2001/XMLSchema#> PREFIX : <{record}#>
            INSERT DATA {{ GRAPH <{record}> {{
              <{record}> a gov:Letter ; gov:recordDate "{day}"^^xsd:date ;
                skos:prefLabel "{label} of {day}"@en ; gov:attributedTo <{BASE}{sender}> .
              :p1 a gov:Passage ; gov:quotedFrom <{record}> ; gov:text "It is so." ;
                gov:exact "It is so." ; gov:start 0 ; gov:end 9 .
              :event a gov:StatusEvent ; gov:statusOf <{BASE}record/{about}> ;
                gov:toStatus gov:{status} ; gov:reportedIn <{record}> ;
                gov:attributedTo <{BASE}{sender}> ; gov:basis gov:{basis} ;
                gov:confidence gov:{confidence} ; gov:evidence :p1 .
            }} }}"""
        )
    return on


MPS, MOPAC, COMMISSIONER = "organization/mps", "organization/mopac", "role/mps-commissioner"
PANEL = "organization/london-policing-ethics-panel"
# Given to the MPS and MOPAC.
GROUP = "2023-02-10/7"


@pytest.mark.parametrize(
    ("told", "action", "status"),
    [
        # By the owner, by who heads it, and by the recipient.
        ([("2023-09-05", MPS, HANDCUFFS, "delivered")], HANDCUFFS, "said-done"),
        ([("2023-09-05", COMMISSIONER, HANDCUFFS, "completed")], HANDCUFFS, "said-done"),
        ([("2023-09-05", MOPAC, HANDCUFFS, "delivered")], HANDCUFFS, "completed"),
        # By somebody to whom the action was not to be answered.
        ([("2023-09-05", PANEL, HANDCUFFS, "delivered")], HANDCUFFS, "said-done"),
        # A word does not undo what another has on record, nor does what came before undo it.
        ([("2023-09-05", MPS, REPORT, "delivered")], REPORT, "completed"),
        (
            [
                ("2023-09-05", MPS, HANDCUFFS, "delivered"),
                ("2023-09-20", MOPAC, HANDCUFFS, "notDelivered"),
            ],
            HANDCUFFS,
            "not-delivered",
        ),
        (
            [
                ("2023-09-05", MPS, HANDCUFFS, "delivered"),
                ("2023-09-20", MOPAC, HANDCUFFS, "delivered"),
                ("2023-09-25", MPS, HANDCUFFS, "delivered"),
            ],
            HANDCUFFS,
            "completed",
        ),
    ],
)
def test_only_somebody_who_can_tell_completes_an_action(
    told: list[tuple[str, str, str, str]], action: str, status: str
) -> None:
    """A letter of an owner, or of anybody, says that it is done; a recipient's completes it."""
    on = with_reply(*told)
    stands = {r["action"]: r["status"] for r in run(get_query("action-status"), on, {}).records()}
    assert stands[action] == status
    passed = {r["action"]: r["status"] for r in run(get_query("timing-passed"), on, {}).records()}
    assert passed.get(action) == (None if status == "completed" else status)


def test_a_trace_names_who_says_so_as_the_records_do() -> None:
    """An organization has an article where the records give it one, a role always."""
    replies = [("2023-09-05", MOPAC), ("2023-09-06", MPS), ("2023-09-07", COMMISSIONER)]
    on = with_reply(*((day, sender, HANDCUFFS, "inProgress") for day, sender in replies))
    told = trace(on, BASE, HANDCUFFS)
    lines = [line.text for entry in entries(told) for line in entry.lines]
    assert [line.partition(", said by ")[2] for line in lines[-6:] if ", said by " in line] == [
        "MOPAC.",
        "the MPS.",
        "the Commissioner.",
    ]


@pytest.fixture(scope="module")
def replied() -> Desk:
    """The board's desk with the owner's word on one action, five days after the minutes."""
    return desk_on(with_reply(("2023-09-05", MPS, HANDCUFFS, "delivered")), "2023-09-05")


def test_an_owners_word_closes_nothing_in_the_papers(replied: Desk) -> None:
    """It stays in matters arising with what others say, and what changed is what was said."""
    agenda = agenda_for(with_reply(("2023-09-05", MPS, HANDCUFFS, "delivered")), "2023-10-20")
    assert HANDCUFFS in {a.id for a in agenda.passed}
    changed = between(desk("shipped", "2023-08-31"), replied)
    (change,) = (c for c in changed.changes if c.action == HANDCUFFS)
    assert change.kind == "said"
    assert change.status_label == "said by the owner to have been delivered"


def test_the_story_keeps_what_others_say_beside_an_owners_word() -> None:
    """That MOPAC had not received the data stands in the summary, before the MPS's word."""
    told = trace(with_reply(("2023-09-05", MPS, HANDCUFFS, "delivered")), BASE, HANDCUFFS)
    assert told.delivered == "not-recorded"
    short = " ".join(in_short(told))
    assert short.index("had not yet received") < short.index("said by the MPS to have been")
    # What one reply says of two actions of the thread is told once.
    assert " ".join(in_short(told._replace(steps=(*told.steps, told.steps[-1])))) == short


def test_a_reply_is_silent_on_nothing(replied: Desk) -> None:
    """Only minutes, and letters that follow a meeting or word actions, are silent on an action."""
    assert [r.record for r in replied.records if not r.of_meeting] == ["2023-09-05-reply-0"]
    assert replied.records[-1].kind == "reply"
    on = with_reply(("2023-02-11", MPS, HANDCUFFS, "inProgress"))
    assert {s.record for s in trace(on, BASE, "2022-10-14/5").silent} == set()
    assert desk_on(on, "2023-08-31").records[4].of_meeting is False


@pytest.mark.parametrize(
    ("sender", "kind"),
    [(MPS, "reply"), (COMMISSIONER, "reply"), (MOPAC, "letter"), (PANEL, "letter")],
)
def test_only_an_owner_replies(sender: str, kind: str) -> None:
    """A letter of the recipient, or of anybody, is called one, whatever name it is filed under."""
    on = with_reply(("2023-09-05", sender, HANDCUFFS, "delivered"))
    assert run(get_query("records"), on, {}).records()[-1]["kind"] == kind


def test_what_is_said_of_an_action_stands_under_those_that_ask_again(replied: Desk) -> None:
    """The action of August 2023 has the reply that was noted for the one that it asks again for."""
    (linked,) = linked_words(replied)[AGAIN]
    assert (linked.other, linked.relation) == (HANDCUFFS, "which it asks again for")
    assert [w.record for w in linked.words] == ["2023-09-05-reply-0"]
    row = next(r for r in log_of(replied, "Board").rows if r.action == AGAIN)
    assert "Of 2022-06-24/13, which it asks again for [reading, probable]: said by the" in row.note
    # The minutes' own word stands on the day of the link, and no later.
    assert HANDCUFFS not in linked_words(desk("shipped", "2023-08-31"))


def test_an_owners_word_takes_no_link_away(replied: Desk) -> None:
    """Beside it the log has that it was asked for again, and in the note what others say."""
    row = next(r for r in log_of(replied, "Board").rows if r.action == HANDCUFFS)
    assert row.status.splitlines() == [
        "said by the MPS to have been delivered",
        "asked for again as 2023-08-31/1 [reading, probable]",
    ]
    assert "Noted as not yet received [reading, probable]: minutes of 31 August 2023" in row.note


def test_a_link_is_told_from_both_ends() -> None:
    """What is said later of the action that asks again stands under the first one too."""
    on = with_reply(("2023-09-05", MPS, AGAIN, "inProgress"))
    (linked,) = linked_words(desk_on(on, "2023-09-05"))[HANDCUFFS]
    assert (linked.other, linked.relation) == (AGAIN, "which asks again for it")


def test_words_of_actions_of_a_meeting_not_on_file_are_told() -> None:
    """Which actions the updates of August 2023 were on no record says; letter and story have it."""
    said = "Updates were provided on a number of the actions."
    for owner in ("MPS", "MOPAC"):
        assert said in {u.quote for u in letter_to("shipped", owner, "2023-08-31").unnamed}
    for action in (HANDCUFFS, "2022-10-14/5"):
        assert said in {quote for _, quote, _ in trace(store("shipped"), BASE, action).unnamed}
    # What was raised after that meeting is not meant.
    late = letter_to("shipped", "MPS", "2023-08-31", "2023-08-31").unnamed
    assert said not in {u.quote for u in late}


def test_a_reply_is_told_apart_where_silence_is_counted() -> None:
    """Of the records since, only those of meetings are silent, and they are called that."""
    records = desk("shipped", "2023-08-31").records
    assert Silence(records).since("2022-07-20") == "the 3 records on file"
    assert Silence(records).since("2023-08-31") == ""
    reply = RecordOnFile("2023-09-05", "2023-09-05-reply", "reply", None, of_meeting=False)
    assert Silence((*records, reply)).since("2023-02-10") == "the record of a meeting on file"
    assert Silence((*records, reply)).since("2023-08-31") == ""
