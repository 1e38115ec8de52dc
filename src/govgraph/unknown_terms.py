"""Terms of a query that are neither in the ontology nor anywhere in the data."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, RdfFormat, Store, parse

from govgraph.load import ontology_path
from govgraph.model import Query
from govgraph.names import RDF_TYPE, VOCABULARIES, nearest
from govgraph.queries import source_of
from govgraph.rdfio import read_bytes
from govgraph.sparql.tokens import SparqlText, Token

_LIKENESS = 0.75
# To look for what is near takes a while, and nobody reads a hundred.
_MOST_NAMED = 20


def unknown_terms(query: Query, store: Store) -> list[str]:
    """Return a line for each IRI of a query that nothing on file has, with its place.

    Datatypes, functions, what a template constructs and what is only turned into text are not
    looked up.
    """
    source = source_of(query.text, str(query.path))
    found: dict[str, Token] = {}
    for at in range(source.first, len(source.tokens)):
        token = source.tokens[at]
        if token.kind in ("iri", "name", "prefix") and _is_looked_up(source, at):
            iri = source.iri(token)
            if iri is not None and not _is_in_data(store, iri):
                found.setdefault(iri, token)
    # The ontology is read only when a term is not in the data, the data only when it is in none.
    known = _ontology_terms() if found else set()
    unknown = {iri: token for iri, token in found.items() if iri not in known}
    known |= _data_terms(store) if unknown else set()
    lines = [
        _line(source, t, _nearest(source, t, iri, known))
        for iri, t in list(unknown.items())[:_MOST_NAMED]
    ]
    more = len(unknown) - len(lines)
    return [*lines, f"and {more} more like these."] if more else lines


def _is_looked_up(source: SparqlText, at: int) -> bool:
    iri = source.iri(source.tokens[at]) or ""
    if iri == RDF_TYPE or iri == VOCABULARIES["rdf"] + "langString":
        return False
    before = [t.key for t in source.tokens[max(0, at - 2) : at]]
    after = source.tokens[at + 1].key
    return not (
        iri.startswith(VOCABULARIES["xsd"])
        or before[-1:] == ["^^"]
        or (before == ["STR", "("] and after == ")")
        or (source.form == "CONSTRUCT" and at < (source.head or 0))
    )


def _is_in_data(store: Store, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    return (
        store.contains_named_graph(node)
        or any(store.quads_for_pattern(node, None, None))
        or any(store.quads_for_pattern(None, node, None))
        or any(store.quads_for_pattern(None, None, node))
    )


def _line(source: SparqlText, token: Token, near: str) -> str:
    hint = f" Did you mean {near}?" if near else ""
    place = source.place(token.start)
    return f"{place}: {token.text} is neither in the ontology nor in the data.{hint}"


def _nearest(source: SparqlText, token: Token, iri: str, terms: Iterable[str]) -> str:
    """Return the most alike term of the same namespace, as the query would write it."""
    prefix = token.text.partition(":")[0]
    space = source.prefixes[prefix] if token.kind != "iri" else re.sub(r"[^/#]*$", "", iri)
    local = iri[len(space) :]
    names = (t[len(space) :] for t in terms if t.startswith(space))
    # Of a class and a property that differ in case alone the later one wins.
    ordered = sorted(names, key=lambda n: (n[:1].isupper() == local[:1].isupper(), n))
    near = nearest(local, ordered, 1, _LIKENESS)
    if not near:
        return ""
    plain = token.kind != "iri" and re.fullmatch(r"[\w:](?:[\w:.-]*[\w:-])?", near[0])
    return f"{prefix}:{near[0]}" if plain else f"<{space}{near[0]}>"


def _ontology_terms() -> set[str]:
    quads = parse(input=read_bytes(ontology_path()), format=RdfFormat.TURTLE)
    return {q.subject.value for q in quads if isinstance(q.subject, NamedNode)}


def _data_terms(store: Store) -> set[str]:
    nodes = (n for q in store for n in (q.subject, q.predicate, q.object, q.graph_name))
    return {n.value for n in nodes if isinstance(n, NamedNode)}
