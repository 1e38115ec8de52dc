"""The vocabulary: its style, its profile, and that it is used as declared."""

from __future__ import annotations

import re

import pytest
from pyoxigraph import NamedNode, Store
from rdflib import OWL, RDF, RDFS, SKOS, Graph, Namespace, URIRef

from tests.conftest import ROOT

GOV = Namespace("https://w3id.org/govgraph/ns#")
KINDS = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty)


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return Graph().parse(ROOT / "ontology" / "govgraph.ttl")


@pytest.fixture(scope="module")
def concepts() -> Graph:
    return Graph().parse(ROOT / "ontology" / "concepts.ttl")


def terms(graph: Graph) -> set[URIRef]:
    return {s for s in graph.subjects(RDFS.isDefinedBy) if isinstance(s, URIRef) and s in GOV}


def test_every_term_is_documented(ontology: Graph, concepts: Graph) -> None:
    """Each term has one lower-case English label, a definition, an example and its ontology."""
    for graph in (ontology, concepts):
        for term in terms(graph):
            for predicate in (SKOS.prefLabel, SKOS.definition, SKOS.example):
                values = list(graph.objects(term, predicate))
                assert len(values) == 1, f"{term} {predicate}"
                assert getattr(values[0], "language", None) == "en"
            label = str(graph.value(term, SKOS.prefLabel))
            assert label.replace("SHA", "") == label.lower() or label == "SHA-256"
    for term in terms(ontology):
        assert ontology.value(term, RDFS.label) == ontology.value(term, SKOS.prefLabel)
    for term in terms(concepts):
        assert re.fullmatch(r"[a-z-]+", str(concepts.value(term, SKOS.notation)))


def test_the_header_says_what_it_is(ontology: Graph) -> None:
    """The ontology names its title, creator, licence, version and prefix."""
    node = URIRef("https://w3id.org/govgraph/ns")
    said = {str(p).rpartition("/")[2].rpartition("#")[2] for p in ontology.predicates(node)}
    assert {
        "title",
        "description",
        "creator",
        "license",
        "versionIRI",
        "preferredNamespacePrefix",
    } <= said


def test_it_stays_in_the_profile(ontology: Graph) -> None:
    """No axiom is used that could merge two people or that a rule engine would pass over."""
    allowed = {
        RDF.type,
        RDFS.subClassOf,
        RDFS.subPropertyOf,
        RDFS.domain,
        RDFS.range,
        OWL.disjointWith,
        OWL.inverseOf,
        OWL.propertyChainAxiom,
    }
    for term in terms(ontology):
        logical = {
            p
            for p in ontology.predicates(term)
            if str(p).startswith(str(OWL))
            or p in (RDF.type, *(RDFS[n] for n in ("subClassOf", "domain", "range")))
        }
        assert logical <= allowed, term
        types = set(ontology.objects(term, RDF.type))
        assert types <= {*KINDS, OWL.TransitiveProperty}, term
        assert len(types & set(KINDS)) == 1, term
        assert URIRef("http://www.w3.org/2001/XMLSchema#date") not in set(
            ontology.objects(term, RDFS.range)
        )
        assert all(isinstance(o, URIRef) for o in ontology.objects(term, RDFS.range))


def test_chains_carry_no_other_characteristic(ontology: Graph) -> None:
    """A property defined by a chain is not declared transitive, and its parts are declared."""
    for prop, chain in ontology.subject_objects(OWL.propertyChainAxiom):
        assert (prop, RDF.type, OWL.TransitiveProperty) not in ontology
        parts = list(ontology.items(chain))
        assert len(parts) > 1
        assert all((p, RDF.type, OWL.ObjectProperty) in ontology for p in parts)


def test_everything_that_is_said_is_declared(
    store: Store, ontology: Graph, concepts: Graph
) -> None:
    """Data and queries use no gov: term that the ontology does not declare."""
    declared = {str(t) for t in terms(ontology) | terms(concepts)}
    used = {
        node.value
        for quad in store
        for node in (quad.subject, quad.predicate, quad.object)
        if isinstance(node, NamedNode) and node.value.startswith(str(GOV))
    }
    assert used <= declared
    for path in (ROOT / "queries").glob("*.rq"):
        text = re.sub(r"#.*", "", path.read_text(encoding="utf-8"))
        named = {str(GOV[n]) for n in re.findall(r"\bgov:(\w+)", text)}
        assert named <= declared, path.name


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
