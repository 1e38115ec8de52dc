"""Can what the axioms say be true? And do they keep apart what is never one thing?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, VANN
from rdflib.term import Node

from tests.vocabulary.reading import GOV, ONTOLOGY, by_name, declared, name

# Nothing is ever two of these.
MAIN_KINDS = (
    *("Action", "ActionStatement", "Meeting", "Organization", "Person"),
    *("Quotation", "Record", "Role", "Topic"),
)
# A class beside the one that it is most easily taken for.
NEIGHBOURS = (
    *(("Presence", "Apology"), ("Minutes", "Letter"), ("Action", "ActionLink")),
    *(("Action", "Thread"), ("Action", "Decision"), ("Meeting", "Forum")),
    *(("Meeting", "AgendaItem"), ("Meeting", "StatusEvent"), ("Meeting", "MinutesApproval")),
    *(("Person", "Attendance"), ("Person", "RoleHolding"), ("Role", "RoleHolding")),
    *(("Figure", "Target"), ("Quotation", "Mention")),
)


def disjointness(graph: Graph) -> list[str]:
    """The main kinds of things, and neighbours that are easily mixed up, are disjoint."""
    said = _disjoint(graph)
    return [
        f"gov:{one} and gov:{other} are not kept apart"
        for one, other in (*combinations(MAIN_KINDS, 2), *NEIGHBOURS)
        if frozenset((GOV[one], GOV[other])) not in said
    ]


def clashes(graph: Graph) -> list[str]:
    """Each class can have a member, and each property and chain can join two things."""
    defects = [
        f"{name(c)}: can have no member" for c in declared(graph, OWL.Class) if _clash(graph, {c})
    ]
    defects += [
        f"{name(term)}: its {name(side)} can have no member"
        for term in declared(graph, OWL.ObjectProperty, OWL.DatatypeProperty)
        for side in (RDFS.domain, RDFS.range)
        if _clash(graph, _side(graph, term, side))
    ]
    for term, head in sorted(graph.subject_objects(OWL.propertyChainAxiom)):
        parts = list(graph.items(head))
        joints = [(term, parts[0], RDFS.domain, RDFS.domain)]
        joints += [(term, parts[-1], RDFS.range, RDFS.range)]
        joints += [(one, other, RDFS.range, RDFS.domain) for one, other in pairwise(parts)]
        for one, other, mine, its in joints:
            if _clash(graph, _side(graph, one, mine) | _side(graph, other, its)):
                defects.append(f"{name(term)}: its chain cannot pass {name(other)}")
    return defects


def kinds_are_kept(graph: Graph) -> list[str]:
    """No axiom that yields a statement makes one of its ends a thing of another kind.

    A chain over whatever stands in a passage, on a property of mentions, would turn each
    quotation into a mention.
    """
    defects = []
    for more, source, mine, its in _yields(graph):
        own = set(graph.objects(source, its))
        had = {x for c in own for x in graph.transitive_objects(c, RDFS.subClassOf)}
        defects += [
            f"{name(more)}: what has {name(source)} becomes {name(gained)}"
            for gained in by_name(set(graph.objects(more, mine)) - had)
            if str(gained).startswith(str(GOV))
        ]
    return defects


def _yields(graph: Graph) -> Iterator[tuple[Node, Node, URIRef, URIRef]]:
    """Yield a property, one that it follows from, and which ends of the two are the same."""
    for low, high in sorted(graph.subject_objects(RDFS.subPropertyOf)):
        yield from ((high, low, side, side) for side in (RDFS.domain, RDFS.range))
    for one, other in sorted(graph.subject_objects(OWL.inverseOf)):
        for more, source in ((one, other), (other, one)):
            yield more, source, RDFS.domain, RDFS.range
            yield more, source, RDFS.range, RDFS.domain
    for term, head in sorted(graph.subject_objects(OWL.propertyChainAxiom)):
        parts = list(graph.items(head))
        yield term, parts[0], RDFS.domain, RDFS.domain
        yield term, parts[-1], RDFS.range, RDFS.range


def header(graph: Graph) -> list[str]:
    """The ontology says what it is, whose, since when, on what terms and in which version."""
    defects = []
    wanted = (
        *(DCTERMS.title, DCTERMS.description, DCTERMS.creator, DCTERMS.license, DCTERMS.created),
        *(OWL.versionIRI, OWL.versionInfo),
        *(VANN.preferredNamespacePrefix, VANN.preferredNamespaceUri),
    )
    if list(graph.subjects(RDF.type, OWL.Ontology)) != [ONTOLOGY]:
        defects.append("there is not one ontology of its name")
    for said in wanted:
        if len(list(graph.objects(ONTOLOGY, said))) != 1:
            defects.append(f"the header has not one {name(said)}")
    version = graph.value(ONTOLOGY, OWL.versionInfo)
    if graph.value(ONTOLOGY, OWL.versionIRI) != URIRef(f"{ONTOLOGY}/{version}"):
        defects.append("the version's IRI is not the ontology's with the version")
    if graph.value(ONTOLOGY, VANN.preferredNamespaceUri) != Literal(str(GOV)):
        defects.append("the namespace is another than that of the terms")
    if graph.value(ONTOLOGY, VANN.preferredNamespacePrefix) != Literal("gov"):
        defects.append("the prefix is another than that of the terms")
    return defects


def _disjoint(graph: Graph) -> set[frozenset[Node]]:
    return {frozenset(pair) for pair in graph.subject_objects(OWL.disjointWith)}


def _clash(graph: Graph, classes: set[Node]) -> bool:
    """Tell whether two of some classes, or of what they are kinds of, are disjoint."""
    upward = {x for c in classes for x in graph.transitive_objects(c, RDFS.subClassOf)}
    return any(pair <= upward for pair in _disjoint(graph))


def _side(graph: Graph, term: Node, side: URIRef) -> set[Node]:
    """Return the classes that a property gives to one end, also through other properties."""
    other = RDFS.range if side == RDFS.domain else RDFS.domain
    upward = set(graph.transitive_objects(term, RDFS.subPropertyOf))
    found = {c for p in upward for c in graph.objects(p, side)}
    for one, two in graph.subject_objects(OWL.inverseOf):
        for p, inverse in ((one, two), (two, one)):
            found |= set(graph.objects(inverse, other)) if p in upward else set()
    return found
