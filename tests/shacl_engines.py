"""One shapes graph and one store, by the compiled engine and by pySHACL."""

from __future__ import annotations

from collections import Counter

from pyoxigraph import Store
from rdflib import RDF, BNode, Graph, Literal, Namespace
from rdflib.term import Node

from govgraph.rdflib_bridge import to_rdflib
from govgraph.shacl import compile_shapes, run
from tests.shacl_suite import quiet, term

_SH = Namespace("http://www.w3.org/ns/shacl#")
# Focus node, path, value, component, source shape, severity and messages.
Row = tuple[str, str, str, str, str, str, tuple[str, ...]]
Rows = Counter[Row]


def by_us(store: Store, shapes: Store) -> Rows:
    """Return the results of the compiled engine."""
    with quiet():
        graph = to_rdflib(shapes)
    return Counter(
        (
            _shown(term(r.focus)),
            _path(graph, None if r.path is None else term(r.path)),
            _shown(None if r.value is None else term(r.value)),
            r.component,
            _shown(term(r.shape)),
            r.severity,
            tuple(sorted(_shown(term(m)) for m in r.messages)),
        )
        for r in run(compile_shapes(shapes), store).results
    )


def by_pyshacl(store: Store, shapes: Store) -> Rows:
    """Return the results of pySHACL, without messages of its own making."""
    import pyshacl

    with quiet():
        graph = to_rdflib(shapes)
        report = pyshacl.validate(to_rdflib(store), shacl_graph=graph, inference="none")[1]
    assert isinstance(report, Graph), report
    top = report.value(None, RDF.type, _SH.ValidationReport)
    return Counter(_row(report, graph, result) for result in report.objects(top, _SH.result))


def _row(report: Graph, shapes: Graph, result: Node) -> Row:
    def one(name: str) -> Node | None:
        return report.value(result, _SH[name])

    shape = one("sourceShape")
    constraint = one("sourceConstraint")
    told = any((node, _SH.message, None) in shapes for node in (shape, constraint) if node)
    messages = report.objects(result, _SH.resultMessage) if told else ()
    return (
        _shown(one("focusNode")),
        _path(report, one("resultPath")),
        _shown(one("value")),
        str(one("sourceConstraintComponent")),
        _shown(shape),
        str(one("resultSeverity")),
        tuple(sorted(map(_shown, messages))),
    )


def _shown(node: Node | None) -> str:
    if isinstance(node, BNode):
        return "_:"
    if isinstance(node, Literal):
        kind = f"@{node.language.lower()}" if node.language else f"^^{node.datatype or 'string'}"
        return f'"{node}"{kind.replace("http://www.w3.org/2001/XMLSchema#string", "string")}'
    return str(node)


def _path(graph: Graph, node: Node | None) -> str:
    if not isinstance(node, BNode):
        return str(node)
    if (node, RDF.first, None) in graph:
        return f"({' '.join(_path(graph, m) for m in graph.items(node))})"
    parts = sorted((str(p), _path(graph, o)) for p, o in graph.predicate_objects(node))
    return str(parts)
