"""Properties that a query asks for, that no statement on file has, and that follow from others."""

from __future__ import annotations

from pyoxigraph import NamedNode, Store

from govgraph.load import open_ontology
from govgraph.model import Query
from govgraph.names import VOCABULARIES, compact
from govgraph.queries import source_of

_GIVEN_BY = tuple(
    NamedNode(VOCABULARIES["owl"] + name) for name in ("propertyChainAxiom", "inverseOf")
)
_WIDER_THAN = NamedNode(VOCABULARIES["rdfs"] + "subPropertyOf")
_NAMES = ("iri", "name")


def inferable(query: Query, store: Store) -> list[str]:
    """Return the properties of a query (as CURIEs) with which the data states nothing.

    Only those of which the ontology says that they follow from other statements; none where the
    query asks for what follows anyway.
    """
    if query.closure:
        return []
    source, ontology = source_of(query.text, str(query.path)), open_ontology()
    named = {source.iri(token) for token in source.tokens if token.kind in _NAMES}
    found = []
    for iri in sorted(iri for iri in named if iri):
        term = NamedNode(iri)
        follows = any(any(ontology.quads_for_pattern(term, p, None)) for p in _GIVEN_BY) or any(
            ontology.quads_for_pattern(None, _WIDER_THAN, term)
        )
        if follows and not any(store.quads_for_pattern(None, term, None)):
            found.append(compact(iri, ""))
    return found
