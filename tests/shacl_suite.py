"""The W3C test suite of SHACL: its cases, and reports compared as graphs.

The suite is no part of this project: ``GOVGRAPH_W3C`` names the folder that holds it.
"""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urlparse

import pyoxigraph as ox
from pyoxigraph import Quad, RdfFormat, Store, parse
from rdflib import RDF, BNode, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic
from rdflib.term import Node

from govgraph.model import Term
from govgraph.names import XSD
from govgraph.shacl import Report, compile_shapes, run
from govgraph.shacl.keys import key_of, term_of

PLACE = os.environ.get("GOVGRAPH_W3C", "")

_MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
_SHT = Namespace("http://www.w3.org/ns/shacl-test#")
_SH = Namespace("http://www.w3.org/ns/shacl#")
_OF_A_RESULT = frozenset(
    _SH[name]
    for name in (
        *("focusNode", "value", "resultPath", "resultSeverity", "sourceShape"),
        *("sourceConstraintComponent", "sourceConstraint", "resultMessage"),
    )
)


class Case(NamedTuple):
    """A case: its name, its data, its shapes, and its report; None where it is to fail."""

    name: str
    data: Path
    shapes: Path
    expected: Graph | None


@contextmanager
def quiet() -> Iterator[None]:
    """Keep rdflib and pySHACL from telling of each literal that is not of its datatype."""
    was = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(was)


def cases(part: str) -> Iterator[Case]:
    """Yield the cases of ``core`` or ``sparql`` in the order of its manifests."""
    root = Path(PLACE) / "shacl-tests"
    yield from _of_manifest(root / part / "manifest.ttl", root)


def _of_manifest(path: Path, root: Path) -> Iterator[Case]:
    graph = _parsed(path)
    for included in graph.objects(None, _MF.include):
        yield from _of_manifest(_file(included), root)
    for head in graph.objects(None, _MF.entries):
        for entry in graph.items(head):
            action, result = graph.value(entry, _MF.action), graph.value(entry, _MF.result)
            data, shapes = (graph.value(action, _SHT[n]) for n in ("dataGraph", "shapesGraph"))
            expected = None if result == _SHT.Failure else _report(graph, result)
            name = path.relative_to(root).with_suffix("").as_posix()
            yield Case(name, _file(data), _file(shapes), expected)


def _file(iri: Node | None) -> Path:
    return Path(unquote(urlparse(str(iri)).path))


def _report(graph: Graph, node: Node | None) -> Graph:
    """Return what counts of a report: its results, with the paths that they have."""
    found = Graph()
    top = BNode()
    conforms = graph.value(node, _SH.conforms)
    found.add((top, _SH.conforms, Literal(str(conforms) == "true")))
    for result in graph.objects(node, _SH.result):
        found.add((top, _SH.result, result))
        for predicate, value in graph.predicate_objects(result):
            if predicate == _SH.resultPath:
                value = _path(graph, value, found)
            if predicate in _OF_A_RESULT:
                found.add((result, predicate, value))
    return found


def _path(graph: Graph, node: Node, into: Graph) -> Node:
    """Copy a path; of one that is a list, nothing but the list counts."""
    if not isinstance(node, BNode):
        return node
    copy = BNode()
    is_list = (node, RDF.first, None) in graph
    for predicate, value in graph.predicate_objects(node):
        if not is_list or predicate in (RDF.first, RDF.rest):
            into.add((copy, predicate, _path(graph, value, into)))
    return copy


def same(found: Graph, expected: Graph) -> bool:
    """Return whether two reports are; messages count where any is expected.

    Numbers and booleans are the same if a store keeps them as one.
    """
    if (None, _SH.resultMessage, None) not in expected:
        found.remove((None, _SH.resultMessage, None))
    return isomorphic(_kept(found), _kept(expected))


def _kept(graph: Graph) -> Graph:
    found = Graph()
    for subject, predicate, value in graph:
        focus = term(term_of(key_of(_ours(value)))) if isinstance(value, Literal) else value
        found.add((subject, predicate, focus))
    return found


def _ours(literal: Literal) -> Term:
    if literal.language:
        return ox.Literal(str(literal), language=literal.language)
    datatype = None if literal.datatype is None else ox.NamedNode(str(literal.datatype))
    return ox.Literal(str(literal), datatype=datatype)


def by_us(case: Case) -> Graph:
    """Return the report of the compiled engine.

    Raises:
        UnsupportedShapeError: the case uses what it does not check.
    """
    shapes = _store(case.shapes)
    data = shapes if case.data == case.shapes else _store(case.data)
    return as_graph(run(compile_shapes(shapes), data), _rdflib(shapes))


def by_pyshacl(case: Case) -> Graph | None:
    """Return the report of pySHACL, or None where it stops with an error."""
    import pyshacl

    shapes = _parsed(case.shapes)
    data = shapes if case.data == case.shapes else _parsed(case.data)
    try:
        with quiet():
            report = pyshacl.validate(data, shacl_graph=shapes, inference="none")[1]
    except Exception:
        # Its errors have no common class.
        return None
    if not isinstance(report, Graph):
        return None
    return _report(report, report.value(None, RDF.type, _SH.ValidationReport))


def _store(path: Path) -> Store:
    store = Store()
    store.extend(_quads(path))
    return store


def _parsed(path: Path) -> Graph:
    return _rdflib(_quads(path))


def _quads(path: Path) -> list[Quad]:
    return list(parse(path.read_bytes(), RdfFormat.TURTLE, base_iri=path.as_uri()))


def _rdflib(quads: Iterable[Quad]) -> Graph:
    """Return statements as a graph of rdflib, whose own parser changes what is ill-formed."""
    graph = Graph()
    for quad in quads:
        graph.add((term(quad.subject), URIRef(quad.predicate.value), term(quad.object)))
    return graph


def term(node: Term) -> Node:
    """Return a term as rdflib's, with the form that it has."""
    if isinstance(node, ox.NamedNode):
        return URIRef(node.value)
    if isinstance(node, ox.Literal):
        plain = node.language or node.datatype.value == XSD + "string"
        datatype = None if plain else node.datatype.value
        return Literal(node.value, lang=node.language, datatype=datatype, normalize=False)
    assert isinstance(node, ox.BlankNode)
    return BNode(node.value)


def as_graph(report: Report, shapes: Graph) -> Graph:
    """Return a report as a graph, with the paths that the shapes graph describes."""
    found = Graph()
    top = BNode()
    found.add((top, _SH.conforms, Literal(report.conforms)))
    for result in report.results:
        node = BNode()
        found.add((top, _SH.result, node))
        found.add((node, _SH.focusNode, term(result.focus)))
        found.add((node, _SH.resultSeverity, URIRef(result.severity)))
        found.add((node, _SH.sourceConstraintComponent, URIRef(result.component)))
        found.add((node, _SH.sourceShape, term(result.shape)))
        if result.value is not None:
            found.add((node, _SH.value, term(result.value)))
        if result.constraint is not None:
            found.add((node, _SH.sourceConstraint, term(result.constraint)))
        if result.path is not None:
            found.add((node, _SH.resultPath, _path(shapes, term(result.path), found)))
        for message in result.messages:
            found.add((node, _SH.resultMessage, term(message)))
    return found
