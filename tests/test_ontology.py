"""The vocabulary: its checks, each tried on a defect, and that the data use it as declared."""

from __future__ import annotations

import inspect
import re

import pytest
from pyoxigraph import NamedNode, Store
from rdflib import OWL, RDF, RDFS, Graph, URIRef

from tests.conftest import ROOT
from tests.vocabulary import meaning, profile, terms
from tests.vocabulary.defects import CHECKS
from tests.vocabulary.reading import GOV, named_in_query, named_in_shapes, read, vocabulary
from tests.vocabulary.seeds import Check, Defect


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "govgraph.ttl")


@pytest.mark.parametrize("check", CHECKS, ids=lambda c: c.__name__)
def test_the_vocabulary_passes(check: Check) -> None:
    """The ontology with its code lists has none of the defects that are looked for."""
    assert check(vocabulary()) == []


@pytest.mark.parametrize(
    ("check", "defect"),
    [
        pytest.param(check, defect, id=f"{check.__name__}-{number}")
        for check, defects in CHECKS.items()
        for number, defect in enumerate(defects, 1)
    ],
)
def test_a_seeded_defect_is_found(check: Check, defect: Defect) -> None:
    """Each defect, put into the vocabulary alone, is named by the check that looks for it."""
    with defect.seeded() as spoilt:
        found = check(spoilt)
    assert any(defect.found in message for message in found), found


def test_a_defect_is_taken_back() -> None:
    """After a defect the vocabulary is as it was: what is put in, or taken away and put in anew."""
    before = set(vocabulary())
    term, other = "gov:Action rdfs:label", "gov:Action a owl:Thing ; rdfs:label 'Action'@en ."
    with Defect("", other, (term,)).seeded() as spoilt:
        assert set(spoilt) != before
    assert set(vocabulary()) == before


def test_no_check_is_idle() -> None:
    """Every check of the modules is run, on the vocabulary and on a defect of its own."""
    written = {
        check
        for module in (profile, terms, meaning)
        for name, check in inspect.getmembers(module, inspect.isfunction)
        if check.__module__ == module.__name__ and not name.startswith("_")
    }
    assert written == set(CHECKS)
    assert all(CHECKS.values())


def test_comments_and_messages_use_no_term() -> None:
    """A term in a comment of a query, or in the words of a shape, does not count as used."""
    assert named_in_query("# gov:vote\nSELECT * { ?s gov:owner ?o }") == {GOV.owner}
    shape = b"""
        @prefix sh: <http://www.w3.org/ns/shacl#> . @prefix gov: <https://w3id.org/govgraph/ns#> .
        gov:shape sh:path gov:owner ; sh:message "Use gov:vote." ;
            sh:sparql [ sh:select "SELECT $this { $this gov:topic ?t }" ] ."""
    assert named_in_shapes(read(shape)) == {GOV.shape, GOV.owner, GOV.topic}


def test_data_fits_domains_and_ranges(store: Store, ontology: Graph) -> None:
    """What a property is said of, and what it points to, has the class that it declares."""
    supers = {
        str(c): {str(x) for x in ontology.transitive_objects(c, RDFS.subClassOf)}
        for c in ontology.subjects(RDF.type, OWL.Class)
    }
    rdf_type = NamedNode(str(RDF.type))

    def kinds(node: NamedNode) -> set[str]:
        asserted = [q.object for q in store.quads_for_pattern(node, rdf_type, None)]
        return {
            s for a in asserted if isinstance(a, NamedNode) for s in supers.get(a.value, {a.value})
        }

    checked = 0
    for quad in store:
        assert isinstance(quad.subject, NamedNode)
        term = URIRef(quad.predicate.value)
        for side, node in ((RDFS.domain, quad.subject), (RDFS.range, quad.object)):
            wanted = ontology.value(term, side)
            if wanted is not None and isinstance(node, NamedNode):
                assert str(wanted) in kinds(node), f"{quad}"
                checked += 1
    assert checked > 1000


def test_the_diagram_shows_every_class(ontology: Graph) -> None:
    """The picture on the model's page has each class of the ontology and no other."""
    page = (ROOT / "docs" / "explanation" / "model.md").read_text(encoding="utf-8")
    drawing = page.split("```mermaid\n", 1)[1].split("```", 1)[0]
    shown = set()
    for line in drawing.splitlines():
        words = line.strip()
        if words and not words.startswith(("flowchart", "subgraph", "end")):
            shown |= set(re.split(r"\s+(?:-- .*? -->|-\. .*? \.->)\s+", words))
    classes = {
        str(c).removeprefix(str(GOV))
        for c in ontology.subjects(RDF.type, OWL.Class)
        if isinstance(c, URIRef) and c in GOV
    }
    assert shown == classes
    for label in re.findall(r"--\s\"?([\w, ]+?)\"?\s-->", drawing):
        for name in label.split(", "):
            assert any(ontology.triples((GOV[name], RDF.type, OWL.ObjectProperty))), name


def test_data_names_are_speaking_and_stable(store: Store) -> None:
    """There are no blank nodes, and no person's identifier holds a rank or an office."""
    for quad in store:
        assert isinstance(quad.subject, NamedNode)
        assert type(quad.object).__name__ != "BlankNode"
        if "/id/person/" in quad.subject.value:
            name = quad.subject.value.rpartition("/")[2]
            assert re.fullmatch(r"[a-z]+-[a-z]+", name)
            assert not re.search(r"(sir|dame|commander|commissioner|mayor|dr)\b", name)
