"""The terms that the ontology declares, as the checks need them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from pyoxigraph import NamedNode, Quad, Store

from govgraph.load import ontology_path
from govgraph.names import GOV, RDF_TYPE, VOCABULARIES
from govgraph.rdfio import load_turtle, read_bytes

_OWL, _RDFS = VOCABULARIES["owl"], VOCABULARIES["rdfs"]
# The graph of the ontology, in its own store and for a while among data.
GRAPH = NamedNode("urn:govgraph:ontology")


@dataclass(frozen=True)
class Vocabulary:
    """Classes and properties by IRI.

    Attributes:
        store: the ontology itself.
        statements: its statements, which each check puts among the data: made once.
        classes: the declared classes.
        properties: the declared properties.
        domains: property → the classes of its ``rdfs:domain``.
        above: class → itself and all classes above it.
    """

    store: Store
    statements: tuple[Quad, ...]
    classes: frozenset[str]
    properties: frozenset[str]
    domains: Mapping[str, frozenset[str]]
    above: Mapping[str, frozenset[str]]

    def lifted(self, classes: Iterable[str]) -> frozenset[str]:
        """Return classes and all classes above them."""
        return frozenset().union(*(self.above.get(c, frozenset({c})) for c in classes))

    def below(self, cls: str) -> list[str]:
        """Return a class and all classes below it, in order."""
        return sorted({cls, *(name for name, above in self.above.items() if cls in above)})

    def is_unknown_class(self, iri: str) -> bool:
        """Return whether an IRI is of the vocabulary's namespace but none of its classes."""
        return iri.startswith(GOV) and iri not in self.classes


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary that comes with the package.

    Raises:
        TurtleError: its file is not Turtle.
        WorkspaceError: its file cannot be read.
    """
    store, path = Store(), ontology_path()
    load_turtle(store, read_bytes(path), GRAPH.value, str(path))
    classes = _typed(store, "Class")
    properties = _typed(store, "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    domains = _pairs(store, _RDFS + "domain")
    parents = _pairs(store, _RDFS + "subClassOf")
    above = {c: _closure(c, parents) for c in classes}
    return Vocabulary(store, tuple(store), classes, properties, domains, above)


def _typed(store: Store, *kinds: str) -> frozenset[str]:
    return frozenset(
        q.subject.value
        for kind in kinds
        for q in store.quads_for_pattern(None, NamedNode(RDF_TYPE), NamedNode(_OWL + kind))
        if isinstance(q.subject, NamedNode)
    )


def _pairs(store: Store, predicate: str) -> dict[str, frozenset[str]]:
    pairs: dict[str, set[str]] = {}
    for q in store.quads_for_pattern(None, NamedNode(predicate), None):
        if isinstance(q.subject, NamedNode) and isinstance(q.object, NamedNode):
            pairs.setdefault(q.subject.value, set()).add(q.object.value)
    return {subject: frozenset(objects) for subject, objects in pairs.items()}


def _closure(cls: str, parents: Mapping[str, frozenset[str]]) -> frozenset[str]:
    found, todo = {cls}, [cls]
    while todo:
        new = parents.get(todo.pop(), frozenset()) - found
        found |= new
        todo.extend(new)
    return frozenset(found)
