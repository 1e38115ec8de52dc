"""Does the ontology keep to the forms of OWL 2 RL, and of OWL 2 DL, that it promises?"""

from __future__ import annotations

from collections import defaultdict

from rdflib import OWL, RDF, RDFS, XSD, BNode, Graph, URIRef
from rdflib.term import Node

from tests.vocabulary.reading import KINDS, PROPERTY_KINDS, by_name, declared, name

_STANDARD = tuple(str(space) for space in (RDF, RDFS, OWL))
_CLASS_AXIOMS = (RDFS.subClassOf, OWL.disjointWith)
_PROPERTY_AXIOMS = (RDFS.subPropertyOf, OWL.inverseOf)
_SIDES = (RDFS.domain, RDFS.range)
_AXIOMS = (*_CLASS_AXIOMS, *_PROPERTY_AXIOMS, *_SIDES, OWL.propertyChainAxiom)
_NOTES = (RDFS.label, RDFS.comment, RDFS.isDefinedBy, OWL.versionIRI, OWL.versionInfo)
_LISTS = (RDF.first, RDF.rest)
# Datatypes that the records need and that OWL 2 knows: xsd:date is not among those of OWL 2.
_DATATYPES = (XSD.string, XSD.integer, XSD.boolean, XSD.anyURI, XSD.dateTime, XSD.decimal)


def axiom_forms(graph: Graph) -> list[str]:
    """No axiom but the eight forms: no key, sameAs, equivalence, cardinality, restriction."""
    allowed = {RDF.type, *_AXIOMS, *_NOTES, *_LISTS}
    return [
        f"{name(s)}: {name(p)} is none of the forms in use"
        for s, p, _ in sorted(graph)
        if str(p).startswith(_STANDARD) and p not in allowed
    ]


def types(graph: Graph) -> list[str]:
    """Each thing is of one kind, and transitivity is the only characteristic."""
    allowed = {*KINDS, OWL.Ontology, OWL.TransitiveProperty}
    defects = []
    for subject in by_name(graph.subjects(RDF.type, unique=True)):
        found = set(graph.objects(subject, RDF.type))
        own = {t for t in found if (t, RDF.type, OWL.Class) in graph}
        defects += [f"{name(subject)}: the type {name(t)}" for t in by_name(found - own - allowed)]
        if len(found - {OWL.TransitiveProperty}) != 1:
            defects.append(f"{name(subject)}: is of {len(found)} kinds")
        if OWL.TransitiveProperty in found and OWL.ObjectProperty not in found:
            defects.append(f"{name(subject)}: transitive, and no object property")
    return defects


def named_expressions(graph: Graph) -> list[str]:
    """Axioms are between named terms; only a chain is a list."""
    defects = [
        f"{name(s)}: {name(p)} leads to {name(o)}"
        for s, p, o in sorted(graph)
        if isinstance(s, URIRef) and isinstance(o, BNode) and p != OWL.propertyChainAxiom
    ]
    for subject in set(graph.subjects()):
        said = set(graph.predicates(subject))
        if isinstance(subject, BNode) and not said <= {*_LISTS}:
            defects.append(f"a node without a name has {', '.join(sorted(map(name, said)))}")
    return defects


def axiom_ends(graph: Graph) -> list[str]:
    """What an axiom joins is declared, and of the kind that the axiom is about."""
    wanted: dict[Node, tuple[Node, ...]] = dict.fromkeys(_CLASS_AXIOMS, (OWL.Class,))
    defects = []
    for subject, axiom, value in sorted(graph):
        if axiom in _CLASS_AXIOMS and not _is(graph, subject, *wanted[axiom]):
            defects.append(f"{name(subject)}: {name(axiom)} is said of what is no class")
        if axiom in wanted and not _is(graph, value, *wanted[axiom]):
            defects.append(f"{name(subject)}: {name(axiom)} leads to {name(value)}, no class")
        if axiom in _PROPERTY_AXIOMS and _kind(graph, subject) != _kind(graph, value):
            defects.append(f"{name(subject)}: {name(axiom)} leads to another kind, {name(value)}")
        if axiom in _SIDES and not _is(graph, subject, *PROPERTY_KINDS):
            defects.append(f"{name(subject)}: {name(axiom)} is said of what is no property")
        if axiom == RDFS.domain and not _is(graph, value, OWL.Class):
            defects.append(f"{name(subject)}: the domain {name(value)} is no class")
    return defects


def ranges(graph: Graph) -> list[str]:
    """A range is a declared class, or a datatype that OWL 2 knows, as the property's kind asks."""
    defects = []
    for subject, value in sorted(graph.subject_objects(RDFS.range)):
        if _is(graph, subject, OWL.ObjectProperty) and not _is(graph, value, OWL.Class):
            defects.append(f"{name(subject)}: the range {name(value)} is no class")
        if _is(graph, subject, OWL.DatatypeProperty) and value not in _DATATYPES:
            defects.append(f"{name(subject)}: the range {name(value)} is not for a reasoner")
    return defects


def one_of_each_side(graph: Graph) -> list[str]:
    """A property has one domain and one range at most: two would mean both at once."""
    return [
        f"{name(term)}: two of {name(side)}"
        for term in declared(graph, *PROPERTY_KINDS)
        for side in _SIDES
        if len(set(graph.objects(term, side))) > 1
    ]


def chains(graph: Graph) -> list[str]:
    """A chain is a list of two or more object properties, on one that is not transitive too."""
    defects = []
    for term, head in sorted(graph.subject_objects(OWL.propertyChainAxiom)):
        parts, fault = _list(graph, head)
        if fault:
            defects.append(f"{name(term)}: its chain {fault}")
        elif len(parts) < 2:
            defects.append(f"{name(term)}: a chain of {len(parts)}")
        for part in (term, *parts):
            if not _is(graph, part, OWL.ObjectProperty):
                defects.append(f"{name(term)}: {name(part)} in its chain is no object property")
        if _is(graph, term, OWL.TransitiveProperty):
            defects.append(f"{name(term)}: a chain, and transitive")
    return defects


def regularity(graph: Graph) -> list[str]:
    """The chains have a strict order, without which reasoning over them would not end."""
    pairs = _inverses(graph)

    def root(node: Node) -> Node:
        """A property and its inverses stand for one in the order."""
        return by_name(_reached(pairs, node))[0]

    above: dict[Node, set[Node]] = defaultdict(set)
    for low, high in graph.subject_objects(RDFS.subPropertyOf):
        above[root(low)].add(root(high))
    strict: list[tuple[Node, Node]] = []
    defects = []
    for term, head in sorted(graph.subject_objects(OWL.propertyChainAxiom)):
        for part in _before(term, _list(graph, head)[0]):
            above[root(part)].add(root(term))
            strict.append((part, term))
    for part, term in strict:
        if root(part) in _reached(above, root(term)):
            defects.append(f"{name(term)}: is needed for {name(part)}, which its chain needs")
    return defects


def _before(term: Node, parts: list[Node]) -> list[Node]:
    """Return the parts of a chain that are to come before its property in the order.

    The property itself may stand at one end, and twice where it is all of the chain.
    """
    if parts == [term, term]:
        return []
    if parts[:1] == [term]:
        return parts[1:]
    return parts[:-1] if parts[-1:] == [term] else parts


def _is(graph: Graph, node: Node, *kinds: Node) -> bool:
    return any((node, RDF.type, kind) in graph for kind in kinds)


def _kind(graph: Graph, node: Node) -> Node | None:
    return next((k for k in PROPERTY_KINDS if _is(graph, node, k)), None)


def _list(graph: Graph, head: Node) -> tuple[list[Node], str]:
    parts: list[Node] = []
    seen: set[Node] = set()
    while head != RDF.nil:
        first, rest = list(graph.objects(head, RDF.first)), list(graph.objects(head, RDF.rest))
        if len(first) != 1 or len(rest) != 1:
            return parts, "is no list"
        if head in seen:
            return parts, "has no end"
        seen.add(head)
        parts.append(first[0])
        head = rest[0]
    return parts, ""


def _inverses(graph: Graph) -> dict[Node, set[Node]]:
    pairs: dict[Node, set[Node]] = defaultdict(set)
    for one, other in graph.subject_objects(OWL.inverseOf):
        pairs[one].add(other)
        pairs[other].add(one)
    return pairs


def _reached(edges: dict[Node, set[Node]], start: Node) -> set[Node]:
    found: set[Node] = set()
    waiting = [start]
    while waiting:
        new = edges.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    # A strict part of a chain may be the very property; then no step at all leads back.
    return found | {start}
