"""Checks of terms of the standard vocabularies: are there such terms?"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import NamedNode

from govgraph.names import RDF_TYPE, SKOS, VOCABULARIES, did_you_mean
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule
from govgraph.validate.shapes import load_shapes
from govgraph.validate.vocabulary import vocabulary

FOREIGN = Rule(
    "GG354",
    "A term that a standard vocabulary does not have",
    VIOLATION,
    "Use a class or property of that vocabulary.",
    "A misspelt label or note is one that nobody is ever shown.",
)
RULES = (FOREIGN,)

_PREFIXES = ("dcterms", "foaf", "org", "owl", "prov", "rdf", "rdfs", "skos", "sosa")
# Labels that commands show, and what is for people alone.
_SKOS = (
    *("prefLabel", "altLabel", "hiddenLabel", "notation", "definition", "note", "scopeNote"),
    *("editorialNote", "changeNote", "historyNote", "example"),
)
_RDFS = ("label", "comment", "seeAlso", "isDefinedBy")
_DCTERMS = ("title", "description", "identifier", "creator", "license", "created", "modified")
FOR_PEOPLE = frozenset(
    space + name
    for space, names in (
        (SKOS, _SKOS),
        (VOCABULARIES["rdfs"], _RDFS),
        (VOCABULARIES["dcterms"], _DCTERMS),
    )
    for name in names
)


def check_foreign_terms(facts: Facts) -> Iterator[Breach]:
    """Yield properties and classes in the namespace of a standard vocabulary that it lacks."""
    for quad in facts.statements():
        node, path, value = quad.subject, quad.predicate, quad.object
        if not isinstance(node, NamedNode):
            continue
        if message := fault(path.value):
            yield Breach(FOREIGN, node, path, None, message, at_verb=True)
        if path.value != RDF_TYPE or not isinstance(value, NamedNode):
            continue
        if message := fault(value.value):
            yield Breach(FOREIGN, node, path, value, message)


@cache
def fault(iri: str) -> str:
    """Return what is wrong with a term (an IRI); empty where it is in order, or not of these."""
    prefix = next((p for p in _PREFIXES if iri.startswith(VOCABULARIES[p])), None)
    # What is in use is in order, without a look into rdflib, which takes long to import.
    if prefix is None or iri in _used() or iri in FOR_PEOPLE:
        return ""
    name, terms = iri.removeprefix(VOCABULARIES[prefix]), _terms(prefix)
    if name in terms:
        return ""
    near = did_you_mean(f"{prefix}:{name}", [f"{prefix}:{t}" for t in sorted(terms)])
    return f"There is no {prefix}:{name}. {near or FOREIGN.message}"


@cache
def _used() -> frozenset[str]:
    """Return what the vocabulary and the shapes that ship name."""
    quads = (*vocabulary().store, *load_shapes().store)
    named = (t for q in quads for t in (q.predicate, q.object) if isinstance(t, NamedNode))
    return frozenset(term.value for term in named) | {RDF_TYPE}


@cache
def _terms(prefix: str) -> frozenset[str]:
    from rdflib import namespace

    space = getattr(namespace, prefix.upper())
    return frozenset(str(term).removeprefix(VOCABULARIES[prefix]) for term in dir(space))
