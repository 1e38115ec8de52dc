"""Is each term declared, told in words, used, and spelt as its own vocabulary spells it?"""

from __future__ import annotations

import re
from collections import Counter
from datetime import date

from rdflib import (
    DCTERMS,
    FOAF,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SKOS,
    SOSA,
    VANN,
    XSD,
    Graph,
    Literal,
    URIRef,
)
from rdflib.namespace import DefinedNamespace
from rdflib.term import Node

from tests.vocabulary.reading import (
    GOV,
    KINDS,
    ONTOLOGY,
    by_name,
    declared,
    name,
    named,
    used,
)

VOCABULARIES: tuple[type[DefinedNamespace], ...] = (
    *(DCTERMS, FOAF, ORG, OWL, PROV, RDF, RDFS, SKOS, SOSA, VANN, XSD),
)
_NAMES_OF_ONE_KIND = (
    (OWL.Class,),
    (OWL.ObjectProperty, OWL.DatatypeProperty),
)
_IDLE = "Not in use so far:"
_FORMS = {
    XSD.date: r"-?\d{4,}-\d\d-\d\d(Z|[+-]\d\d:\d\d)?",
    XSD.gYearMonth: r"-?\d{4,}-(0[1-9]|1[0-2])(Z|[+-]\d\d:\d\d)?",
    XSD.integer: r"[+-]?\d+",
    XSD.boolean: r"true|false|1|0",
}
_SMALL_WORDS = frozenset(("a", "an", "the", "of", "for", "in", "to", "that", "is", "or"))


def undeclared(graph: Graph) -> list[str]:
    """Each gov: term that the ontology, the data, the queries or the shapes use is declared."""
    said = named(graph) | used()
    return [
        f"{name(t)}: is used and not declared"
        for t in sorted(said)
        if (t, RDF.type, None) not in graph
    ]


def unused(graph: Graph) -> list[str]:
    """Each term is used, or axioms give it something from terms that are, or a note says why."""
    # What other vocabularies say is not ours to count.
    live: set[Node] = set(used()) | {
        t for t in graph.subjects() if isinstance(t, URIRef) and t not in GOV
    }
    # An annotation is used where the ontology itself says something with it.
    live |= set(graph.predicates()) & set(graph.subjects(RDF.type, OWL.AnnotationProperty))
    size = -1
    while size != len(live):
        size = len(live)
        for step in (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range):
            live |= {o for s, o in graph.subject_objects(step) if s in live}
        for one, other in graph.subject_objects(OWL.inverseOf):
            live |= {one, other} if one in live or other in live else set()
        for term, chain in graph.subject_objects(OWL.propertyChainAxiom):
            live |= {term} if live.issuperset(graph.items(chain)) else set()
    defects = []
    for term in declared(graph):
        excused = any(str(n).startswith(_IDLE) for n in graph.objects(term, SKOS.scopeNote))
        if term not in live and not excused:
            defects.append(f"{name(term)}: nothing uses it")
        if term in live and excused:
            defects.append(f"{name(term)}: is used, and a note says that it is not")
    return defects


def documentation(graph: Graph) -> list[str]:
    """Each term has one label, definition, example and ontology, in English."""
    defects = []
    for term in declared(graph):
        for said in (SKOS.prefLabel, SKOS.definition, SKOS.example):
            values = list(graph.objects(term, said))
            if len(values) != 1:
                defects.append(f"{name(term)}: {len(values)} of {name(said)}")
            if any(getattr(v, "language", None) != "en" for v in values):
                defects.append(f"{name(term)}: {name(said)} is not in English")
        if list(graph.objects(term, RDFS.isDefinedBy)) != [ONTOLOGY]:
            defects.append(f"{name(term)}: is not defined by the ontology")
        defects += _label_defects(graph, term)
        phrases = list(graph.objects(term, GOV.verbPhrase))
        if (term, RDF.type, OWL.ObjectProperty) in graph and len(phrases) != 1:
            defects.append(f"{name(term)}: {len(phrases)} of gov:verbPhrase")
    return defects


def _label_defects(graph: Graph, term: URIRef) -> list[str]:
    defects = []
    label = graph.value(term, SKOS.prefLabel)
    other = set(graph.objects(term, RDFS.label))
    code = not _is_any(graph, term, KINDS)
    if (other or not code) and other != {label}:
        defects.append(f"{name(term)}: rdfs:label is not its skos:prefLabel")
    if str(label) not in (str(label).lower(), "SHA-256"):
        defects.append(f"{name(term)}: the label has capital letters")
    notations = list(graph.objects(term, SKOS.notation))
    if code and not (len(notations) == 1 and re.fullmatch(r"[a-z-]+", str(notations[0]))):
        defects.append(f"{name(term)}: a code has one notation of small letters and hyphens")
    return defects


def unique_labels(graph: Graph) -> list[str]:
    """No two classes, no two properties and no two codes of a list have one label."""
    groups = [declared(graph, *kinds) for kinds in _NAMES_OF_ONE_KIND]
    groups += [declared(graph, code_list) for code_list in declared(graph, OWL.Class)]
    defects = []
    for group in groups:
        labels = Counter(str(graph.value(t, SKOS.prefLabel)).lower() for t in group)
        defects += [f"the label '{x}' has {n} terms" for x, n in labels.items() if n > 1]
        codes = Counter(str(n) for t in group for n in graph.objects(t, SKOS.notation))
        defects += [f"the notation '{x}' has {n} terms" for x, n in codes.items() if n > 1]
    return defects


def telling_definitions(graph: Graph) -> list[str]:
    """A definition says more than the label."""
    return [
        f"{name(term)}: the definition '{value}' only repeats the label"
        for term in declared(graph)
        for value in graph.objects(term, SKOS.definition)
        if _words(str(value)) <= _words(str(graph.value(term, SKOS.prefLabel)))
    ]


def sides_or_reasons(graph: Graph) -> list[str]:
    """A property has a domain and a range, or a note that says why it has none."""
    defects = []
    for term in declared(graph, OWL.ObjectProperty, OWL.DatatypeProperty):
        note = " ".join(str(n) for n in graph.objects(term, SKOS.scopeNote))
        dated = re.search(r"\(xsd:\w+\)", str(graph.value(term, SKOS.definition)))
        for side, word in ((RDFS.domain, "No domain:"), (RDFS.range, "No range:")):
            has = (term, side, None) in graph
            # The header says why dates have no range.
            excused = word in note or (side == RDFS.range and dated)
            if not has and not excused:
                defects.append(f"{name(term)}: no {name(side)}, and no word on why")
            if has and word in note:
                defects.append(f"{name(term)}: has {name(side)}, and a note says that it has not")
    return defects


def foreign_terms(graph: Graph) -> list[str]:
    """Each term of another vocabulary is in one that we name, and is known there."""
    said: set[Node] = set(graph.predicates())
    said |= {o for p in (RDF.type, *_AXIOMS) for o in graph.objects(None, p)}
    said |= {s for s in graph.subjects(RDF.type) if not str(s).startswith(str(ONTOLOGY))}
    said |= {o.datatype for o in graph.objects() if isinstance(o, Literal) and o.datatype}
    said |= set(graph.objects(None, RDF.first))
    return [f"{name(term)}: {fault}" for term in by_name(said) if (fault := _stranger(term))]


def foreign_declarations(graph: Graph) -> list[str]:
    """Each term of another vocabulary that is used for statements is declared."""
    standard = tuple(str(space) for space in (RDF, RDFS, OWL, GOV))
    said = {*graph.predicates(), *graph.objects(None, RDF.type)}
    return [
        f"{name(term)}: is used and not declared"
        for term in by_name(said)
        if not str(term).startswith(standard) and (term, RDF.type, None) not in graph
    ]


def literals(graph: Graph) -> list[str]:
    """Each literal has a form that its datatype allows."""
    return [
        f"{name(s)}: '{value}' is no {name(value.datatype)}"
        for s, _, value in sorted(graph)
        if isinstance(value, Literal) and value.datatype and not _well_typed(value)
    ]


_AXIOMS = (RDFS.subClassOf, RDFS.subPropertyOf, RDFS.domain, RDFS.range, OWL.inverseOf)


def _stranger(term: Node) -> str:
    if not isinstance(term, URIRef) or term in GOV:
        return ""
    for vocabulary in VOCABULARIES:
        if str(term).startswith(str(vocabulary)):
            return "" if term in vocabulary else "its vocabulary does not know it"
    return "it is of no vocabulary that we use"


def _well_typed(value: Literal) -> bool:
    if value.datatype == XSD.date:
        try:
            date.fromisoformat(str(value)[:10])
        except ValueError:
            return False
    form = _FORMS.get(value.datatype) if value.datatype else None
    return not value.ill_typed and (form is None or bool(re.fullmatch(form, str(value))))


def _is_any(graph: Graph, node: Node, kinds: tuple[Node, ...]) -> bool:
    return any((node, RDF.type, kind) in graph for kind in kinds)


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text.lower())) - _SMALL_WORDS
