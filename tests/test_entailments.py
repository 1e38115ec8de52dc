"""What the ontology's axioms give on the real records, by the owlrl reasoner."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, Graph, Namespace, URIRef

from tests.conftest import ROOT

GOV = Namespace("https://w3id.org/govgraph/ns#")
ID = "https://w3id.org/govgraph/id/"
JUNE, AUGUST = (f"record/{d}-minutes#action-" for d in ("2022-06-24", "2023-08-31"))


@pytest.fixture(scope="module")
def closure() -> Iterator[Graph]:
    graph = Graph()
    for folder in ("data", "ontology"):
        for path in sorted((ROOT / folder).glob("*.ttl")):
            graph.parse(path)
    log = logging.getLogger("rdflib.term")
    was, log.disabled = log.disabled, True
    DeductiveClosure(OWLRL_Semantics).expand(graph)
    yield graph
    log.disabled = was


def objects(graph: Graph, subject: str, name: str) -> set[str]:
    return {str(o).removeprefix(ID) for o in graph.objects(URIRef(ID + subject), GOV[name])}


def test_presence_entails_attendance_and_apology_does_not(closure: Graph) -> None:
    """Owens attended on 14 October 2022; Rowley, who sent apologies, did not."""
    there = objects(closure, "meeting/2022-10-14-performance-and-risk", "attendedBy")
    assert "person/lynne-owens" in there
    assert "person/mark-rowley" not in there
    assert len(there) == 10
    assert len(objects(closure, "person/mark-rowley", "attended")) == 2


def test_an_acting_holder_represents_the_organization(closure: Graph) -> None:
    """House represents the MPS as Acting Commissioner; a rank alone represents nobody."""
    record = "record/2022-06-24-minutes#"
    assert objects(closure, record + "present-stephen-house", "represents") == {"organization/mps"}
    assert objects(closure, record + "present-jane-connors", "represents") == set()
    waxman = "record/2022-10-14-minutes#present-claire-waxman"
    assert objects(closure, waxman, "represents") == {"organization/victims-commissioners-office"}
    assert objects(closure, waxman, "listedUnder") == {"organization/mopac"}


def test_an_action_knows_its_meeting_records_and_answerable_organization(closure: Graph) -> None:
    """Where it was raised, which records word it, and who answers where a role owns it."""
    assert objects(closure, JUNE + "13", "raisedAt") == {"meeting/2022-06-24-performance-and-risk"}
    assert objects(closure, JUNE + "13", "recordedIn") == {
        "record/2022-06-24-minutes",
        "record/2022-07-20-letter",
    }
    assert objects(closure, JUNE + "10", "responsibleOrganization") == {"organization/mopac"}
    assert objects(closure, JUNE + "13", "responsibleOrganization") == {"organization/mps"}
    assert objects(closure, JUNE + "15", "responsibleOrganization") == set()


def test_a_reissue_follows_up_and_stays_in_the_thread(closure: Graph) -> None:
    """Reissues entails follows up entails continues, and carries the thread along."""
    for name in ("reissues", "followsUp", "continues", "continuesTransitively"):
        assert objects(closure, AUGUST + "1", name) == {JUNE + "13"}
    assert objects(closure, AUGUST + "1", "inThread") == {"thread/handcuffing-and-stop-and-search"}
    assert objects(closure, AUGUST + "2", "inThread") == set(), "talk of a topic continues nothing"


def test_meetings_hear_the_threads_that_they_raise(closure: Graph) -> None:
    """The meetings of June 2022 and August 2023 hear the thread; those between do not."""
    heard = closure.subjects(GOV.hearsThread, URIRef(ID + "thread/handcuffing-and-stop-and-search"))
    assert {str(m).rpartition("/")[2][:10] for m in heard} == {"2022-06-24", "2023-08-31"}


def test_topics_have_their_broader_ones(closure: Graph) -> None:
    """An action about handcuffs is about police powers at one remove."""
    assert "topic/police-powers" in objects(closure, JUNE + "13", "topicOrBroader")
    assert "topic/police-powers" not in objects(closure, JUNE + "13", "topic")


def test_nobody_is_merged(closure: Graph) -> None:
    """No two things are inferred to be one, and no clash is reported."""
    assert [(s, o) for s, o in closure.subject_objects(OWL.sameAs) if s != o] == []
    errors = URIRef("http://www.daml.org/2002/03/agents/agent-ont#error")
    assert list(closure.objects(None, errors)) == []
