"""The vocabulary: its classes, what is a kind of what, and what leads from one to another."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.graph import Edge, Node, edge_id
from govgraph.load import open_ontology
from govgraph.names import GOV, RDF_TYPE, SKOS, VOCABULARIES
from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader

_CLASS = VOCABULARIES["owl"] + "Class"
_RDFS = VOCABULARIES["rdfs"]


def _build(reader: Reader, focus: Focus) -> Parts:
    terms = Reader(reader.source._replace(data=open_ontology()))
    classes = [c for c in terms.subjects(RDF_TYPE).get(_CLASS, ()) if c.startswith(GOV)]
    return Parts(
        edges=_edges(terms, set(classes)),
        nodes=[_node(terms, c) for c in sorted(classes)],
        note=(
            "The classes of the vocabulary, and the properties with which data lead from one "
            "to another; those that only follow are left out."
        ),
        source=terms.source,
    )


def _node(terms: Reader, iri: str) -> Node:
    return Node(
        id=terms.compact(iri),
        iri=iri,
        kind="class",
        label=terms.first(SKOS + "prefLabel", iri) or terms.first(_RDFS + "label", iri) or iri,
        title=terms.first(SKOS + "definition", iri) or "",
    )


def _edges(terms: Reader, classes: set[str]) -> Iterator[Edge]:
    for narrower, wider in terms.pairs(_RDFS + "subClassOf"):
        if narrower in classes and wider in classes:
            yield _edge(terms, narrower, wider, "a kind of", _RDFS + "subClassOf", "a kind of")
    ranges, derived = terms.values(_RDFS + "range"), _derived(terms)
    for name, domain in terms.pairs(_RDFS + "domain"):
        for value in ranges.get(name, ()):
            if domain in classes and value in classes and name not in derived:
                yield _edge(terms, domain, value, "property", name, name.removeprefix(GOV))


def _derived(terms: Reader) -> set[str]:
    """Return the properties that follow from others, which no data states."""
    owl = VOCABULARIES["owl"]
    chained = {s for s, _ in terms.pairs(owl + "inverseOf")} | terms.with_list(
        owl + "propertyChainAxiom"
    )
    general = set(terms.subjects(_RDFS + "subPropertyOf"))
    return chained | general | set(terms.subjects(RDF_TYPE).get(owl + "TransitiveProperty", ()))


def _edge(terms: Reader, source: str, target: str, kind: str, name: str, label: str) -> Edge:
    shown = terms.compact(name)
    return Edge(
        id=edge_id(terms.compact(source), shown, terms.compact(target)),
        source=source,
        target=target,
        kind=kind,
        label=label,
        title=terms.first(SKOS + "definition", name) or "",
        property=shown,
        iri=name,
    )


VIEW = ViewKind(
    name="ontology",
    title="The classes of the vocabulary",
    help="the classes of the vocabulary and what leads from one to another",
    build=_build,
)
