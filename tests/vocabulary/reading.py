"""Reads the vocabulary as written, and which of its terms are used elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from pyoxigraph import Store
from rdflib import OWL, RDF, BNode, Graph, Namespace, URIRef
from rdflib.term import Node

from govgraph.load import concepts_path, ontology_path, shape_paths
from govgraph.names import DEFAULT_BASE, compact
from govgraph.rdfio import load_turtle
from govgraph.rdflib_bridge import to_rdflib
from tests.conftest import BOARDS, ROOT

GOV = Namespace("https://w3id.org/govgraph/ns#")
SH = Namespace("http://www.w3.org/ns/shacl#")
ONTOLOGY = URIRef("https://w3id.org/govgraph/ns")
PROPERTY_KINDS = (OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)
KINDS = (OWL.Class, *PROPERTY_KINDS)

PREFIXES = """
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix vann: <http://purl.org/vocab/vann/> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def read(*texts: bytes) -> Graph:
    """Return Turtle as one graph whose literals keep their lexical form."""
    store = Store()
    for number, text in enumerate(texts):
        load_turtle(store, text, f"urn:file:{number}", f"text {number}")
    return to_rdflib(store)


@cache
def vocabulary() -> Graph:
    """Return the ontology with its code lists: one graph for all, to be left as it was."""
    return read(ontology_path().read_bytes(), concepts_path().read_bytes())


def turtle(more: str) -> Graph:
    """Return Turtle that is written with our prefixes."""
    return read((PREFIXES + more).encode())


def name(node: Node | None) -> str:
    """Return how a defect calls a node."""
    return "a node without a name" if isinstance(node, BNode) else compact(str(node), DEFAULT_BASE)


def declared(graph: Graph, *kinds: Node) -> list[URIRef]:
    """Return the gov: terms of some kinds (of all, unless named), by name."""
    of_kind = {s for k in kinds for s in graph.subjects(RDF.type, k)} if kinds else graph.subjects()
    return sorted({s for s in of_kind if isinstance(s, URIRef) and s in GOV})


@cache
def used() -> frozenset[URIRef]:
    """Return the gov: terms of the boards' data, the saved queries and the shapes."""
    data = [p for b in (ROOT, *BOARDS.iterdir()) if b.is_dir() for p in (b / "data").glob("*.ttl")]
    found = set()
    for path in data:
        found |= named(read(path.read_bytes()))
    for path in shape_paths():
        found |= named_in_shapes(read(path.read_bytes()))
    for path in sorted((ROOT / "queries").glob("*.rq")):
        found |= named_in_query(path.read_text(encoding="utf-8"))
    return frozenset(found)


def named(graph: Graph) -> set[URIRef]:
    """Return the gov: terms of a graph; what its literals say does not count."""
    return {n for triple in graph for n in triple if isinstance(n, URIRef) and n in GOV}


def by_name(nodes: Iterable[Node]) -> list[Node]:
    """Return nodes in the order of their text."""
    return sorted(nodes, key=str)


def named_in_shapes(graph: Graph) -> set[URIRef]:
    """Return the gov: terms of shapes, also of the queries in them."""
    queries = [q for p in (SH.select, SH.ask) for q in graph.objects(None, p)]
    return named(graph).union(*(named_in_query(str(q)) for q in queries))


def named_in_query(text: str) -> set[URIRef]:
    """Return the gov: terms of a query; its comments do not count."""
    return {GOV[n] for n in re.findall(r"\bgov:(\w+)", re.sub(r"#.*", "", text))}
