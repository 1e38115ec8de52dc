"""The core constraints of the shapes, on pySHACL.

rdflib and pySHACL are imported inside the functions: together they take a fifth of a second,
which listing the rules does without.
"""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.errors import ValidationError
from govgraph.model import Term
from govgraph.names import VOCABULARIES
from govgraph.rdfio import to_rdflib
from govgraph.validate.facts import Facts
from govgraph.validate.rules import STRUCTURE, Breach
from govgraph.validate.shapes import Shapes, load_shapes

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node as RdflibNode

_SH = VOCABULARIES["sh"]
_CODE = VOCABULARIES["dcterms"] + "identifier"
_COMMENT = VOCABULARIES["rdfs"] + "comment"


def check_core(shapes: Shapes, facts: Facts, stage: str = STRUCTURE) -> Iterator[Breach]:
    """Yield what breaks the core constraints of the shapes of a stage.

    Raises:
        ValidationError: pySHACL stops with an error.
    """
    # Without a shape pySHACL would read all of the data for nothing.
    if shapes.has_core(stage):
        yield from _breaches(shapes, facts, report_of(facts, _core_graph(stage)))


def report_of(facts: Facts, shapes: Graph, advanced: bool = False) -> Graph:
    """Return pySHACL's report on the data. Nothing that a graph imports is fetched.

    Args:
        facts: the data.
        shapes: the shapes.
        advanced: whether they may have what goes beyond the standard (SHACL-AF).

    Raises:
        ValidationError: pySHACL stops with an error.
    """
    # See the head of this module for the import here and below.
    import pyshacl

    with _quiet():
        try:
            report: Graph | Exception | bytes | str = pyshacl.validate(
                to_rdflib(facts.store),
                shacl_graph=shapes,
                ont_graph=to_rdflib(facts.terms.store),
                inference="none",
                inplace=True,
                advanced=advanced,
            )[1]
        except Exception as error:
            # pySHACL's own errors have no common class, and it lets those of rdflib through.
            raise ValidationError("engine", f"pySHACL stopped: {error}.") from error
    if isinstance(report, bytes | str | Exception):
        raise ValidationError("engine", f"pySHACL stopped: {report!r}.")
    return report


@contextmanager
def _quiet() -> Iterator[None]:
    # rdflib logs a traceback for each literal that is not of its datatype, and warns of odd
    # booleans: here both become findings.
    log = logging.getLogger("rdflib.term")
    was = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.disabled = was


@cache
def _core_graph(stage: str) -> Graph:
    from rdflib import URIRef

    graph = to_rdflib(load_shapes().of_stage(stage))
    # pySHACL looks at every statement of a shape for each focus node: what says nothing of the
    # constraints would take a quarter of its time.
    for name in (*(_SH + n for n in ("sparql", "name", "severity", "message")), _CODE, _COMMENT):
        graph.remove((None, URIRef(name), None))
    return graph


def _breaches(shapes: Shapes, facts: Facts, report: Graph) -> Iterator[Breach]:
    from rdflib import URIRef

    def one(node: RdflibNode, name: str) -> Term | None:
        return term_of(report.value(node, URIRef(_SH + name)))

    for result in report.objects(None, URIRef(_SH + "result")):
        shape, focus, value = (one(result, n) for n in ("sourceShape", "focusNode", "value"))
        component = one(result, "sourceConstraintComponent")
        if not isinstance(shape, NamedNode) or shape.value not in shapes.rules:
            raise ValidationError("bad-shapes", f"a shape without a code found something: {shape}.")
        if not isinstance(focus, NamedNode) or not isinstance(component, NamedNode):
            continue  # A blank node is a finding of its own.
        of_a_class = component.value.removeprefix(_SH).startswith(("Class", "Or"))
        if of_a_class and value is not None and _told_elsewhere(facts, value):
            continue
        rule = shapes.rules[shape.value]
        path = shapes.paths.get(shape.value)
        each_language = component.value == _SH + "UniqueLangConstraintComponent"
        too_many = component.value == _SH + "MaxCountConstraintComponent"
        most = 1 if each_language else shapes.most.get(shape.value) if too_many else None
        found = None if value == focus else value
        yield Breach(rule, focus, path, found, rule.message, most=most, each_language=each_language)


def _told_elsewhere(facts: Facts, value: Term) -> bool:
    """Whether a value of the wrong class is one of which its own finding says why."""
    if isinstance(value, NamedNode):
        without_class = facts.is_own(value) and value not in facts.classes
        return without_class or facts.is_misclassed(value)
    return isinstance(value, BlankNode)


def term_of(node: RdflibNode | None) -> Term | None:
    """Return a term of rdflib's as the store has it."""
    from rdflib import BNode, URIRef
    from rdflib import Literal as RdflibLiteral

    if isinstance(node, RdflibLiteral):
        if node.language:
            return Literal(str(node), language=node.language)
        datatype = None if node.datatype is None else NamedNode(str(node.datatype))
        return Literal(str(node), datatype=datatype)
    if isinstance(node, URIRef):
        return NamedNode(str(node))
    return BlankNode(str(node)) if isinstance(node, BNode) else None
