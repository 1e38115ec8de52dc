"""Statements of pyoxigraph for rdflib, which pySHACL and owlrl work on, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from govgraph.model import Term
from govgraph.names import XSD

if TYPE_CHECKING:
    from rdflib import Graph


def to_rdflib(store: Store, graphs: list[str] | None = None) -> Graph:
    """Return the union of graphs of a store (all, unless named) as an rdflib graph.

    Literals keep their lexical form, also where it is none of their datatype.
    """
    # rdflib takes a tenth of a second to import; queries do without it.
    from rdflib import BNode, Graph, URIRef
    from rdflib import Literal as RdflibLiteral

    def term(node: Term) -> BNode | URIRef | RdflibLiteral:
        if isinstance(node, NamedNode):
            return URIRef(node.value)
        if isinstance(node, BlankNode):
            return BNode(node.value)
        if not isinstance(node, Literal):
            raise TypeError(f"rdflib has no term for {node}")
        plain = node.language or node.datatype.value == XSD + "string"
        return RdflibLiteral(
            node.value,
            lang=node.language,
            datatype=None if plain else node.datatype.value,
            # rdflib would rewrite "2022-06-24Z" as 2022-06-24, and no shape would see it.
            normalize=False,
        )

    result = Graph()
    for name in [None] if graphs is None else map(NamedNode, graphs):
        for quad in store.quads_for_pattern(None, None, None, name):
            result.add((term(quad.subject), term(quad.predicate), term(quad.object)))
    return result


def from_rdflib(graph: Graph) -> Iterator[Triple]:
    """Yield the triples of an rdflib graph, without those that RDF does not have.

    Reasoners work with more: literals as subjects, blank nodes as predicates.
    """
    # rdflib takes a tenth of a second to import; who has a graph of it has paid.
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    def term(node: object) -> NamedNode | BlankNode | Literal:
        if isinstance(node, URIRef):
            return NamedNode(str(node))
        if isinstance(node, BNode):
            return BlankNode(str(node))
        if not isinstance(node, RdflibLiteral):
            raise TypeError(f"there is no RDF term for {node!r}")
        if node.language:
            return Literal(str(node), language=node.language)
        return Literal(str(node), datatype=NamedNode(str(node.datatype or XSD + "string")))

    for subject, predicate, value in graph:
        if isinstance(subject, URIRef | BNode) and isinstance(predicate, URIRef):
            node = term(subject)
            if not isinstance(node, Literal):
                yield Triple(node, NamedNode(str(predicate)), term(value))
