"""The same results by pySHACL, which is slower and checks more kinds of shapes.

Whoever imports this imports rdflib and pySHACL with it.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Collection, Iterator
from contextlib import contextmanager

import pyshacl
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib import BNode, Graph, Namespace, URIRef
from rdflib import Literal as RdflibLiteral
from rdflib.term import Node

from govgraph.errors import ValidationError
from govgraph.model import Term
from govgraph.rdflib_bridge import to_rdflib
from govgraph.shacl.model import SH, Report, Result

_SH = Namespace(SH)


def check(shapes: Store, data: Store, focus: Collection[Term] | None = None) -> Report:
    """Check the union of the graphs of a store; what a graph imports is not fetched.

    Args:
        shapes: the shapes, which may have what goes beyond the standard (SHACL-AF).
        data: the data graph, with the classes that it is of.
        focus: of the targets of the shapes, those to be checked; None for all.

    Raises:
        ValidationError: pySHACL stops with an error.
    """
    with _quiet():
        graph = to_rdflib(shapes)
        try:
            found: object = pyshacl.validate(
                to_rdflib(data),
                shacl_graph=graph,
                inference="none",
                inplace=True,
                advanced=True,
            )[1]
        except Exception as error:
            # pySHACL's own errors have no common class, and it lets those of rdflib through.
            said = str(error).strip() or type(error).__name__
            raise ValidationError("engine", f"pySHACL stopped: {said}.") from error
    if not isinstance(found, Graph):
        raise ValidationError("engine", f"pySHACL stopped: {found!r}.")
    results = (_result(found, graph, node) for node in found.objects(None, _SH.result))
    wanted = [r for r in results if focus is None or r.focus in focus]
    return Report(tuple(sorted(wanted, key=str)), None)


@contextmanager
def _quiet() -> Iterator[None]:
    # rdflib logs a traceback for each literal that is not of its datatype, and warns of odd
    # booleans: here both become results. pySHACL logs each error that it raises, through a new
    # handler at the root each time.
    root, disabled = logging.getLogger(), logging.root.manager.disable
    handlers, level = root.handlers[:], root.level
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(disabled)
        root.handlers[:] = handlers
        root.setLevel(level)


def _result(report: Graph, shapes: Graph, node: Node) -> Result:
    def one(name: str) -> Term | None:
        return _term(report.value(node, _SH[name]))

    focus, component, shape, severity, constraint = (
        one(name)
        for name in (
            *("focusNode", "sourceConstraintComponent", "sourceShape"),
            *("resultSeverity", "sourceConstraint"),
        )
    )
    if focus is None or not isinstance(component, NamedNode):
        raise ValidationError("engine", "a result of pySHACL has no focus node or component.")
    if not isinstance(shape, NamedNode | BlankNode) or not isinstance(severity, NamedNode):
        raise ValidationError("engine", "a result of pySHACL has no shape or severity.")
    # It makes up messages for shapes that have none.
    told = [report.value(node, _SH[name]) for name in ("sourceShape", "sourceConstraint")]
    has_message = any((of, _SH.message, None) in shapes for of in told if of is not None)
    messages = report.objects(node, _SH.resultMessage) if has_message else ()
    return Result(
        focus,
        one("resultPath"),
        one("value"),
        component.value,
        shape,
        severity.value,
        tuple(sorted((m for m in map(_term, messages) if isinstance(m, Literal)), key=str)),
        constraint if isinstance(constraint, NamedNode | BlankNode) else None,
    )


def _term(node: Node | None) -> Term | None:
    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        datatype = None if node.datatype is None else NamedNode(str(node.datatype))
        return Literal(str(node), datatype=datatype)
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    return BlankNode(str(node)) if isinstance(node, BNode) else None
