"""The classes of the ontology, and which of them are subclasses of another."""

from __future__ import annotations

import re
from functools import cache

from pyoxigraph import NamedNode, RdfFormat, parse

from govgraph.load import ontology_path
from govgraph.names import RDF_TYPE, VOCABULARIES
from govgraph.rdfio import read_bytes

_CLASS = VOCABULARIES["owl"] + "Class"
_SUBCLASS = VOCABULARIES["rdfs"] + "subClassOf"


def subclasses(iri: str) -> frozenset[str]:
    """Return a class and all that are subclasses of it, at any remove."""
    narrower = _hierarchy()
    found, waiting = set(), [iri]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(narrower.get(one, ()))
    return frozenset(found)


def classes() -> frozenset[str]:
    """Return the classes that the ontology declares, and those that it puts them under."""
    return frozenset(_hierarchy())


def spoken(iri: str) -> str:
    """Return the last word of a class's IRI as people say it, such as ``status event``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", re.split(r"[/#]", iri)[-1]).lower()


@cache
def _hierarchy() -> dict[str, set[str]]:
    """Return each class with those right below it."""
    narrower: dict[str, set[str]] = {}
    for quad in parse(input=read_bytes(ontology_path()), format=RdfFormat.TURTLE):
        if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode)):
            continue
        if quad.predicate.value == _SUBCLASS:
            narrower.setdefault(quad.subject.value, set())
            narrower.setdefault(quad.object.value, set()).add(quad.subject.value)
        elif quad.predicate.value == RDF_TYPE and quad.object.value == _CLASS:
            narrower.setdefault(quad.subject.value, set())
    return narrower
