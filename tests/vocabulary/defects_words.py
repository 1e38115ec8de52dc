"""The checks of declarations, words and spelling, with the defects that each is to find."""

from __future__ import annotations

from tests.vocabulary import terms
from tests.vocabulary.seeds import Check, Defect

_NEW = """ a owl:ObjectProperty ; rdfs:domain gov:Action ; rdfs:range gov:Action ;
    skos:prefLabel "new"@en ; rdfs:label "new"@en ; skos:definition "A new thing."@en ;
    skos:example "This."@en ; rdfs:isDefinedBy <https://w3id.org/govgraph/ns> ."""
_ONTOLOGY = "<https://w3id.org/govgraph/ns>"

WORDS: dict[Check, list[Defect]] = {
    terms.undeclared: [
        Defect("gov:folowsUp: is used", "gov:reissues rdfs:subPropertyOf gov:folowsUp ."),
        Defect("gov:Holder: is used", "gov:holder rdfs:range gov:Holder ."),
        Defect("gov:hasLink: is used and not declared", drop=("gov:hasLink rdf:type",)),
        Defect("gov:possible: is used and not declared", drop=("gov:possible rdf:type",)),
    ],
    terms.unused: [
        Defect("gov:vote: nothing uses it", f"gov:vote {_NEW}"),
        Defect("gov:about: nothing uses it", drop=("gov:about skos:scopeNote",)),
        Defect(
            "gov:Role: is used, and a note", 'gov:Role skos:scopeNote "Not in use so far: no."@en .'
        ),
    ],
    terms.documentation: [
        Defect("gov:Role: 0 of skos:definition", drop=("gov:Role skos:definition",)),
        Defect("gov:holder: 0 of gov:verbPhrase", drop=("gov:holder gov:verbPhrase",)),
        Defect("gov:Role: 0 of skos:example", drop=("gov:Role skos:example",)),
        Defect("gov:Role: 0 of skos:prefLabel", drop=("gov:Role skos:prefLabel",)),
        Defect("gov:Role: 2 of skos:prefLabel", 'gov:Role skos:prefLabel "seat"@en .'),
        Defect("gov:Role: 2 of skos:definition", 'gov:Role skos:definition "A seat."@en .'),
        Defect(
            "gov:Role: rdfs:label is not",
            'gov:Role rdfs:label "rôle"@en .',
            ("gov:Role rdfs:label",),
        ),
        Defect("gov:Role: rdfs:label is not", drop=("gov:Role rdfs:label",)),
        Defect("is not in English", 'gov:Role skos:example "Cadeira."@pt .'),
        Defect("is not in English", 'gov:Role skos:example "Chair." .', ("gov:Role skos:example",)),
        Defect("gov:Role: is not defined by", drop=("gov:Role rdfs:isDefinedBy",)),
        Defect(
            "gov:Role: is not defined by", "gov:Role rdfs:isDefinedBy <https://w3id.org/govgraph> ."
        ),
        Defect(
            "gov:Role: the label has capital",
            'gov:Role skos:prefLabel "Role"@en ; rdfs:label "Role"@en .',
            ("gov:Role skos:prefLabel", "gov:Role rdfs:label"),
        ),
        Defect("gov:acting: a code has one", drop=("gov:acting skos:notation",)),
        Defect(
            "gov:acting: a code has one",
            'gov:acting skos:notation "Acting!" .',
            ("gov:acting skos:notation",),
        ),
    ],
    terms.unique_labels: [
        Defect(
            "the label 'forum' has 2",
            'gov:Meeting skos:prefLabel "Forum"@en .',
            ("gov:Meeting skos:prefLabel",),
        ),
        Defect(
            "the label 'owner' has 2",
            'gov:lead skos:prefLabel "owner"@en .',
            ("gov:lead skos:prefLabel",),
        ),
        Defect(
            "the label 'acting' has 2",
            'gov:interim skos:prefLabel "acting"@en .',
            ("gov:interim skos:prefLabel",),
        ),
        Defect(
            "the notation 'acting' has 2",
            'gov:interim skos:notation "acting" .',
            ("gov:interim skos:notation",),
        ),
    ],
    terms.telling_definitions: [
        Defect(
            "gov:Forum: the definition 'A forum.'",
            'gov:Forum skos:definition "A forum."@en .',
            ("gov:Forum skos:definition",),
        ),
    ],
    terms.sides_or_reasons: [
        Defect("gov:roleIn: no rdfs:domain", drop=("gov:roleIn rdfs:domain",)),
        Defect("gov:roleIn: no rdfs:range", drop=("gov:roleIn rdfs:range",)),
        Defect("gov:number: no rdfs:range", drop=("gov:number rdfs:range",)),
        Defect("gov:owner: no rdfs:range", drop=("gov:owner skos:scopeNote",)),
        Defect("gov:owner: has rdfs:range", "gov:owner rdfs:range gov:Organization ."),
    ],
    terms.foreign_terms: [
        Defect("dc/termstitle>: it is of no", f'{_ONTOLOGY} <http://purl.org/dc/termstitle> "x" .'),
        Defect(
            "elements/1.1/creator>: it is of no",
            f'{_ONTOLOGY} <http://purl.org/dc/elements/1.1/creator> "x" .',
        ),
        Defect(
            "<https://purl.org/dc/terms/title>: it is of no",
            f'{_ONTOLOGY} <https://purl.org/dc/terms/title> "x" .',
        ),
        Defect("rdf:isDefinedBy: its vocabulary", f"gov:Role rdf:isDefinedBy {_ONTOLOGY} ."),
        Defect("skos:defintion: its vocabulary", 'gov:Role skos:defintion "x"@en .'),
        Defect("rdfs:subclassOf: its vocabulary", "gov:Role rdfs:subclassOf prov:Entity ."),
        Defect("prov:Entiti: its vocabulary", "gov:Role rdfs:subClassOf prov:Entiti ."),
        Defect("owl:class: its vocabulary", "gov:Role a owl:class ."),
        Defect("xsd:Date: its vocabulary", 'gov:Role dcterms:created "2026"^^xsd:Date .'),
        Defect("rdf:LangString: its vocabulary", "gov:owner rdfs:range rdf:LangString ."),
    ],
    terms.foreign_declarations: [
        Defect("dcterms:rights: is used and", f'{_ONTOLOGY} dcterms:rights "x" .'),
        Defect(
            "skos:Concept: is used and not",
            "gov:acting a skos:Concept .",
            ("skos:Concept rdf:type",),
        ),
        Defect("skos:definition: is used and not", drop=("skos:definition rdf:type",)),
    ],
    terms.literals: [
        Defect("'05/10/2016' is no", f'{_ONTOLOGY} dcterms:issued "05/10/2016"^^xsd:date .'),
        Defect("'2016-13-45' is no", f'{_ONTOLOGY} dcterms:issued "2016-13-45"^^xsd:date .'),
        Defect("'20161005' is no", f'{_ONTOLOGY} dcterms:issued "20161005"^^xsd:date .'),
        Defect("'2016-10' is no", f'{_ONTOLOGY} dcterms:issued "2016-10"^^xsd:date .'),
        Defect("'TRUE' is no", 'gov:Role skos:note "TRUE"^^xsd:boolean .'),
        Defect("'4.5' is no", 'gov:Role skos:note "4.5"^^xsd:integer .'),
        Defect("'2016-5' is no", 'gov:Role skos:note "2016-5"^^xsd:gYearMonth .'),
        Defect("'noon' is no", 'gov:Role skos:note "noon"^^xsd:dateTime .'),
    ],
}
