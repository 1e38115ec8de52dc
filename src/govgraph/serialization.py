"""Statements to bytes: the same bytes for the same statements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pyoxigraph import BlankNode, Quad, RdfFormat, Triple, serialize

from govgraph.blank_nodes import named_by_place
from govgraph.names import RDF_TYPE


def to_turtle(triples: Iterable[Triple], prefixes: Mapping[str, str]) -> bytes:
    """Return triples as Turtle, the same bytes for the same graph.

    Args:
        triples: the triples; one that comes twice is written once.
        prefixes: prefix → namespace; those that nothing uses are left out.

    Raises:
        GovgraphError: its blank nodes cannot be told apart.
    """
    distinct = dict.fromkeys(triples)
    quads = _ordered(Quad(t.subject, t.predicate, t.object) for t in distinct)
    used = _used(quads, prefixes)
    return serialize((q.triple for q in quads), format=RdfFormat.TURTLE, prefixes=used) or b""


def to_nquads(quads: Iterable[Quad]) -> bytes:
    """Return statements as N-Quads, a line each, the same bytes for the same dataset."""
    return serialize(_ordered(quads), format=RdfFormat.N_QUADS) or b""


def to_trig(quads: Iterable[Quad], prefixes: Mapping[str, str]) -> bytes:
    """Return statements as TriG, graph by graph, the same bytes for the same dataset.

    Args:
        quads: the statements.
        prefixes: prefix → namespace; those that nothing uses are left out.
    """
    ordered = _ordered(quads)
    return serialize(ordered, format=RdfFormat.TRIG, prefixes=_used(ordered, prefixes)) or b""


def _used(quads: list[Quad], prefixes: Mapping[str, str]) -> dict[str, str]:
    """Return the prefixes that statements use, in order."""
    text = "\n".join(map(str, quads)).replace(f" <{RDF_TYPE}> ", " a ")
    return {p: space for p, space in sorted(prefixes.items()) if f"<{space}" in text}


def _ordered(quads: Iterable[Quad]) -> list[Quad]:
    found = list(quads)
    if any(isinstance(t, BlankNode) for q in found for t in (q.subject, q.object)):
        # The engine names blank nodes by chance.
        found = list(named_by_place(found))
    return sorted(found, key=lambda quad: (str(quad.graph_name), str(quad)))
