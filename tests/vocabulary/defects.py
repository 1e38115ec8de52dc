"""Every check of the vocabulary, with the defects that it is to find.

Many of the defects stand, or stood, in published vocabularies of parliaments and councils.
"""

from __future__ import annotations

from tests.vocabulary import meaning, profile
from tests.vocabulary.defects_words import WORDS
from tests.vocabulary.seeds import Check, Defect

_ONTOLOGY = "<https://w3id.org/govgraph/ns>"

PROFILE: dict[Check, list[Defect]] = {
    profile.axiom_forms: [
        Defect("gov:Person: owl:hasKey", "gov:Person owl:hasKey () ."),
        Defect("sameAs", "gov:acting owl:sameAs gov:interim ."),
        Defect("equivalentClass", "gov:Person owl:equivalentClass prov:Person ."),
        Defect("maxCardinality", "gov:Role rdfs:subClassOf [ owl:maxCardinality 1 ] ."),
        Defect("propertyDisjointWith", "gov:owner owl:propertyDisjointWith gov:recipient ."),
        Defect("owl:members", "[] a owl:AllDifferent ; owl:members ( gov:acting ) ."),
        Defect("rdf:isDefinedBy is none", f"gov:Role rdf:isDefinedBy {_ONTOLOGY} ."),
    ],
    profile.types: [
        Defect("FunctionalProperty", "gov:holder a owl:FunctionalProperty ."),
        Defect("InverseFunctionalProperty", "gov:holder a owl:InverseFunctionalProperty ."),
        Defect("SymmetricProperty", "gov:between a owl:SymmetricProperty ."),
        Defect("gov:number: is of 2 kinds", "gov:number a owl:ObjectProperty ."),
        Defect("gov:Role: is of 2 kinds", "gov:Role a owl:ObjectProperty ."),
        Defect("gov:number: transitive", "gov:number a owl:TransitiveProperty ."),
    ],
    profile.named_expressions: [
        Defect(
            "gov:attendee: rdfs:range leads to a node",
            "gov:attendee rdfs:range [ owl:unionOf ( gov:Person gov:Role ) ] .",
        ),
        Defect(
            "gov:Role: rdfs:subClassOf leads to a node",
            "gov:Role rdfs:subClassOf [ a owl:Restriction ] .",
        ),
        Defect("a node without a name has", "[] owl:allValuesFrom gov:Person ."),
    ],
    profile.axiom_ends: [
        Defect("subClassOf leads to gov:roleIn", "gov:Role rdfs:subClassOf gov:roleIn ."),
        Defect("disjointWith leads to gov:Rule", "gov:Role owl:disjointWith gov:Rule ."),
        Defect("said of what is no class", "gov:roleIn rdfs:subClassOf gov:Role ."),
        Defect("leads to another kind, gov:text", "gov:holder rdfs:subPropertyOf gov:text ."),
        Defect("inverseOf leads to another kind", "gov:holder owl:inverseOf gov:number ."),
        Defect("said of what is no property", "gov:Role rdfs:domain gov:Person ."),
        Defect("the domain gov:Postion is no class", "gov:roleIn rdfs:domain gov:Postion ."),
    ],
    profile.ranges: [
        Defect("gov:heldOn: the range xsd:date", "gov:heldOn rdfs:range xsd:date ."),
        Defect("gov:owner: the range gov:Postion", "gov:owner rdfs:range gov:Postion ."),
        Defect("gov:owner: the range", "gov:owner rdfs:range xsd:string ."),
        Defect("gov:value: the range gov:Figure", "gov:value rdfs:range gov:Figure ."),
    ],
    profile.one_of_each_side: [
        Defect("gov:holder: two of rdfs:range", "gov:holder rdfs:range gov:Organization ."),
        Defect("gov:holder: two of rdfs:domain", "gov:holder rdfs:domain gov:Role ."),
        Defect("gov:number: two of", "gov:number rdfs:range xsd:integer ."),
    ],
    profile.chains: [
        Defect("gov:holder: a chain of 1", "gov:holder owl:propertyChainAxiom ( gov:attendee ) ."),
        Defect("gov:holder: a chain of 0", "gov:holder owl:propertyChainAxiom () ."),
        Defect(
            "gov:number in its chain is no object property",
            "gov:holder owl:propertyChainAxiom ( gov:heldRole gov:number ) .",
        ),
        Defect(
            "gov:heldRoel in its chain is no object property",
            "gov:holder owl:propertyChainAxiom ( gov:heldRoel gov:roleIn ) .",
        ),
        Defect("gov:raisedAt: a chain, and transitive", "gov:raisedAt a owl:TransitiveProperty ."),
        Defect(
            "gov:holder: its chain is no list",
            "gov:holder owl:propertyChainAxiom [ rdf:first gov:heldRole ] .",
        ),
        Defect(
            "gov:holder: its chain has no end",
            "gov:holder owl:propertyChainAxiom _:x . _:x rdf:first gov:heldRole ; rdf:rest _:x .",
        ),
    ],
    profile.regularity: [
        Defect(
            "gov:raisedAt: is needed for gov:arisesFrom",
            "gov:arisesFrom owl:propertyChainAxiom ( gov:raisedAt gov:hasItem ) .",
        ),
        Defect(
            "gov:holder: is needed for gov:holder",
            "gov:holder owl:propertyChainAxiom ( gov:heldRole gov:holder gov:attended ) .",
        ),
        Defect(
            "gov:holder: is needed for gov:holder",
            "gov:holder owl:propertyChainAxiom ( gov:holder gov:heldRole gov:holder ) .",
        ),
        Defect(
            "gov:raisedAt: is needed for gov:raisedAction",
            "gov:raisedAt owl:propertyChainAxiom ( gov:raisedAction gov:raisedAction ) .",
        ),
        Defect(
            "gov:followsUp: is needed for gov:hasLink",
            "gov:continues rdfs:subPropertyOf gov:hasLink .",
        ),
    ],
}

MEANING: dict[Check, list[Defect]] = {
    meaning.disjointness: [
        Defect("gov:Person and gov:Role are not", drop=("gov:Person owl:disjointWith",)),
        Defect("gov:Presence and gov:Apology", drop=("gov:Presence owl:disjointWith",)),
    ],
    meaning.clashes: [
        Defect("gov:Minutes: can have no", "gov:Minutes rdfs:subClassOf gov:Letter ."),
        Defect("gov:Passage: can have no", "gov:Passage rdfs:subClassOf gov:Record ."),
        Defect(
            "gov:holder: its rdfs:range",
            "gov:holder rdfs:subPropertyOf gov:heldRole .",
        ),
        Defect(
            "gov:attended: its rdfs:domain",
            "gov:attended rdfs:domain gov:Organization .",
            ("gov:attended rdfs:domain",),
        ),
        Defect(
            "gov:heldIn: its chain cannot pass gov:roleIn",
            "gov:heldIn owl:propertyChainAxiom ( gov:holder gov:roleIn ) .",
        ),
        Defect(
            "gov:heldIn: its chain cannot pass gov:attendee",
            "gov:heldIn owl:propertyChainAxiom ( gov:heldRole gov:attendee ) .",
        ),
    ],
    meaning.kinds_are_kept: [
        Defect(
            "gov:itemOf: what has gov:inPassage becomes gov:AgendaItem",
            "gov:itemOf owl:propertyChainAxiom ( gov:inPassage gov:recordOf ) .",
        ),
        Defect(
            "gov:owner: what has gov:evidence becomes gov:Action",
            "gov:evidence rdfs:subPropertyOf gov:owner .",
        ),
        Defect(
            "gov:hasItem: what has gov:itemOf becomes gov:Meeting", drop=("gov:itemOf rdfs:range",)
        ),
    ],
    meaning.header: [
        *(
            Defect(f"the header has not one {found}", drop=(f"{_ONTOLOGY} {said}",))
            for said, found in (
                ("dcterms:title", "dcterms:title"),
                ("dcterms:description", "dcterms:description"),
                ("dcterms:creator", "dcterms:creator"),
                ("dcterms:license", "dcterms:license"),
                ("dcterms:created", "dcterms:created"),
                ("owl:versionIRI", "owl:versionIRI"),
                ("owl:versionInfo", "owl:versionInfo"),
            )
        ),
        Defect(
            "the version's IRI is not",
            f"{_ONTOLOGY} owl:versionIRI {_ONTOLOGY} .",
            (f"{_ONTOLOGY} owl:versionIRI",),
        ),
        Defect(
            "the version's IRI is not",
            f'{_ONTOLOGY} owl:versionInfo "0.2.0" .',
            (f"{_ONTOLOGY} owl:versionInfo",),
        ),
        Defect("the header has not one", f'{_ONTOLOGY} dcterms:title "Another"@en .'),
        Defect("there is not one ontology", "<https://w3id.org/govgraph> a owl:Ontology ."),
        Defect(
            "the namespace is another",
            f'{_ONTOLOGY} vann:preferredNamespaceUri "https://w3id.org/govgraph/ns" .',
            (f"{_ONTOLOGY} vann:preferredNamespaceUri",),
        ),
        Defect(
            "the prefix is another",
            f'{_ONTOLOGY} vann:preferredNamespacePrefix "gg" .',
            (f"{_ONTOLOGY} vann:preferredNamespacePrefix",),
        ),
    ],
}

CHECKS: dict[Check, list[Defect]] = PROFILE | WORDS | MEANING
