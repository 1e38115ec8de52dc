"""What the ontology's axioms give on the real records, each with what they do not give."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, Store

from govgraph.infer import Closure, infer
from govgraph.infer.axioms import OWL
from govgraph.load import open_ontology
from govgraph.model import text_of
from govgraph.names import GOV
from tests.ontologies import read

ID = "https://w3id.org/govgraph/id/"
JUNE, AUGUST = (f"record/{d}-minutes#action-" for d in ("2022-06-24", "2023-08-31"))
HANDCUFFS = "thread/handcuffing-and-stop-and-search"


@pytest.fixture(scope="module")
def closure(store: Store) -> Closure:
    return infer(store, open_ontology())


def objects(closure: Closure, subject: str, name: str) -> set[str]:
    return {
        text_of(t.object).removeprefix(ID)
        for t in map(closure.triple, closure.facts)
        if t.subject == NamedNode(ID + subject) and t.predicate == NamedNode(GOV + name)
    }


def subjects(closure: Closure, name: str, value: str) -> set[str]:
    return {
        text_of(t.subject).removeprefix(ID)
        for t in map(closure.triple, closure.facts)
        if t.object == NamedNode(ID + value) and t.predicate == NamedNode(GOV + name)
    }


def test_presence_entails_attendance_and_apology_does_not(closure: Closure) -> None:
    """Owens attended on 14 October 2022; Rowley, who sent apologies, did not."""
    there = objects(closure, "meeting/2022-10-14-performance-and-risk", "attendedBy")
    assert "person/lynne-owens" in there
    assert "person/mark-rowley" not in there
    assert len(there) == 10
    assert len(objects(closure, "person/mark-rowley", "attended")) == 2


def test_an_acting_holder_represents_the_organization(closure: Closure) -> None:
    """House represents the MPS as Acting Commissioner; a rank alone represents nobody."""
    record = "record/2022-06-24-minutes#"
    assert objects(closure, record + "present-stephen-house", "represents") == {"organization/mps"}
    assert objects(closure, record + "present-jane-connors", "represents") == set()
    waxman = "record/2022-10-14-minutes#present-claire-waxman"
    assert objects(closure, waxman, "represents") == {"organization/victims-commissioners-office"}
    assert objects(closure, waxman, "listedUnder") == {"organization/mopac"}


def test_an_action_knows_its_meeting_records_and_answerable_organization(closure: Closure) -> None:
    """Where it was raised, which records word it, and who answers where a role owns it."""
    assert objects(closure, JUNE + "13", "raisedAt") == {"meeting/2022-06-24-performance-and-risk"}
    assert objects(closure, JUNE + "13", "recordedIn") == {
        "record/2022-06-24-minutes",
        "record/2022-07-20-letter",
    }
    assert objects(closure, JUNE + "10", "responsibleOrganization") == {"organization/mopac"}
    assert objects(closure, JUNE + "13", "responsibleOrganization") == {"organization/mps"}
    assert objects(closure, JUNE + "15", "responsibleOrganization") == set()


def test_a_reissue_follows_up_and_stays_in_the_thread(closure: Closure) -> None:
    """Reissues entails follows up entails continues, and carries the thread along."""
    for name in ("reissues", "followsUp", "continues", "continuesTransitively"):
        assert objects(closure, AUGUST + "1", name) == {JUNE + "13"}
    assert objects(closure, AUGUST + "1", "inThread") == {"thread/handcuffing-and-stop-and-search"}
    assert objects(closure, AUGUST + "2", "inThread") == set(), "talk of a topic continues nothing"


def test_meetings_hear_the_threads_that_they_raise(closure: Closure) -> None:
    """The meetings of June 2022 and August 2023 hear the thread; those between do not."""
    heard = subjects(closure, "hearsThread", HANDCUFFS)
    assert {m.rpartition("/")[2][:10] for m in heard} == {"2022-06-24", "2023-08-31"}


def test_a_meeting_hears_a_thread_that_its_minutes_only_mention() -> None:
    """Minutes that mention an action or tell its status hear its thread; a topic does not."""
    said = f"""@prefix gov: <{GOV}> . @prefix : <{ID}> .
    :a gov:inThread :thread ; gov:topic :bins .
    :later gov:continues :a .
    :one gov:recordOf :first ; gov:hasPassage :p1 .
    :mention gov:mentions :later ; gov:inPassage :p1 .
    :two gov:recordOf :second ; gov:hasPassage :p2 .
    :p2 gov:topic :bins .
    :three gov:recordOf :third .
    :event gov:reportedIn :three ; gov:statusOf :later .
    """
    closure = infer(read(said), open_ontology())
    assert objects(closure, "first", "hearsThread") == {"thread"}
    assert objects(closure, "second", "hearsThread") == set()
    assert objects(closure, "third", "hearsThread") == {"thread"}


def test_topics_have_their_broader_ones(closure: Closure) -> None:
    """An action about handcuffs is about police powers at one remove, and not the reverse."""
    assert "topic/police-powers" in objects(closure, JUNE + "13", "topicOrBroader")
    assert "topic/police-powers" not in objects(closure, JUNE + "13", "topic")
    assert "topic/handcuffing" in objects(closure, JUNE + "13", "topicOrBroader")
    broad = subjects(closure, "topic", "topic/police-powers")
    narrow = subjects(closure, "topicOrBroader", "topic/handcuffing")
    assert broad
    assert not (broad & narrow) - subjects(closure, "topic", "topic/handcuffing")


def test_a_status_event_and_a_recipient_are_found_from_the_action(closure: Closure) -> None:
    """An action leads to its status events and recipients; a restatement is no event."""
    assert objects(closure, JUNE + "13", "recipient") == {"organization/mopac"}
    events = objects(closure, JUNE + "13", "hasStatusEvent")
    assert {e.partition("#")[0] for e in events} == {"record/2023-08-31-minutes"}
    assert objects(closure, JUNE + "2", "hasStatusEvent") == set()


def test_no_thing_becomes_two_and_no_two_become_one(closure: Closure) -> None:
    """Two people of one surname stay two, and nothing contradicts the ontology."""
    same = closure.terms.find(NamedNode(OWL + "sameAs"))
    assert same is None or same not in closure.facts.pairs
    assert closure.clashes() == []
    balls = {"person/helen-ball", "person/elliott-ball"}
    met = [objects(closure, p, "attended") for p in sorted(balls)]
    assert all(met)
    shared = subjects(closure, "attendee", "person/helen-ball") & subjects(
        closure, "attendee", "person/elliott-ball"
    )
    assert shared == set()


def test_who_held_a_post_is_not_who_holds_it(closure: Closure) -> None:
    """A holding is in an organization by its role; the person is in none by the ontology."""
    record = "record/2022-06-24-minutes#"
    holding = record + "holding-stephen-house-mps-commissioner"
    assert objects(closure, holding, "heldIn") == {"organization/mps"}
    assert objects(closure, "person/stephen-house", "heldIn") == set()
