"""Checks of terms of the standard vocabularies: are there such terms?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from pyoxigraph import NamedNode

from govgraph.names import RDF_TYPE, VOCABULARIES, did_you_mean
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule

FOREIGN = Rule(
    "GG354",
    "A term that a standard vocabulary does not have",
    VIOLATION,
    "Use a class or property of that vocabulary.",
    "A misspelt label or note is one that nobody is ever shown.",
)
RULES = (FOREIGN,)

_PREFIXES = ("dcterms", "foaf", "org", "owl", "prov", "rdf", "rdfs", "skos", "sosa")


def check_foreign_terms(facts: Facts) -> Iterator[Breach]:
    """Yield properties and classes in the namespace of a standard vocabulary that it lacks."""
    for quad in facts.store:
        node, path, value = quad.subject, quad.predicate, quad.object
        if not isinstance(node, NamedNode):
            continue
        if message := _fault(path.value):
            yield Breach(FOREIGN, node, path, None, message, at_verb=True)
        if path.value != RDF_TYPE or not isinstance(value, NamedNode):
            continue
        if message := _fault(value.value):
            yield Breach(FOREIGN, node, path, value, message)


@cache
def _fault(iri: str) -> str:
    """Return what is wrong with a term; empty where it is in order, or not of these."""
    for prefix, terms in _terms().items():
        space = VOCABULARIES[prefix]
        name = iri.removeprefix(space)
        if iri.startswith(space) and name not in terms:
            near = did_you_mean(f"{prefix}:{name}", [f"{prefix}:{t}" for t in sorted(terms)])
            return f"There is no {prefix}:{name}. {near or FOREIGN.message}"
    return ""


@cache
def _terms() -> Mapping[str, frozenset[str]]:
    # Listing the rules does without rdflib.
    from rdflib import namespace

    spaces = {prefix: getattr(namespace, prefix.upper()) for prefix in _PREFIXES}
    return {
        prefix: frozenset(str(term).removeprefix(VOCABULARIES[prefix]) for term in dir(space))
        for prefix, space in spaces.items()
    }
