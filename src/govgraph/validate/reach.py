"""What no rule looks at: nodes of other classes, and properties of other vocabularies."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from pyoxigraph import NamedNode

from govgraph.infer.axioms import is_axiom
from govgraph.load import CODE_LISTS
from govgraph.names import GOV, RDF_TYPE, VOCABULARIES
from govgraph.sparql.tokens import SparqlText
from govgraph.validate.facts import Facts
from govgraph.validate.foreign_terms import FOR_PEOPLE, fault
from govgraph.validate.own_queries import own_queries
from govgraph.validate.own_shapes import OwnShapes
from govgraph.validate.rules import INFO, WARNING, Breach, Rule
from govgraph.validate.shapes import load_shapes
from govgraph.validate.targets import Targets

NODE = Rule(
    "GG464",
    "A node that no rule looks at",
    WARNING,
    "Give it a class of the vocabulary too, or add a shape of your own for its class.",
    "Whatever is said of it passes, right or wrong, since nothing asks.",
)
PROPERTY = Rule(
    "GG465",
    "A property that no rule looks at",
    INFO,
    "Use a property of the vocabulary if one says the same, or add a shape of your own for this"
    " one; if it is only to be kept, leave it.",
    "No rule and no saved query looks at it, so that a mistake in it passes.",
)
RULES = (NODE, PROPERTY)

_SH = VOCABULARIES["sh"]


def check_reach(facts: Facts, own: OwnShapes) -> Iterator[Breach]:
    """Yield nodes and properties that neither the shapes that ship nor the workspace's look at."""
    yield from _check_nodes(facts, own)
    yield from _check_properties(facts, own)


def _check_nodes(facts: Facts, own: OwnShapes) -> Iterator[Breach]:
    targets, known = Targets(own.store, facts), _classes()
    recordless = _Recordless(facts)
    for node in facts.classes if facts.near is None else facts.near.nodes:
        classes = facts.classes.get(node, frozenset())
        if not isinstance(node, NamedNode) or not classes or not known.isdisjoint(classes):
            continue
        if facts.is_misclassed(node) or any(targets.looks_at(s, node) for s in own.rules):
            continue
        if (
            all(map(recordless.__contains__, facts.homes(node)))
            or node.value.startswith(GOV)
            or any(map(fault, classes))
        ):
            continue  # Each is a finding of its own.
        yield Breach(NODE, node, NamedNode(RDF_TYPE), None, NODE.message, at_verb=True)


class _Recordless:
    """The files that are named for a record and hold none."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._known: dict[str, bool] = {}

    def __contains__(self, graph: str) -> bool:
        if graph not in self._known:
            facts, name = self._facts, NamedNode(graph)
            typed = facts.store.quads_for_pattern(None, NamedNode(RDF_TYPE), None, name)
            nodes = (q.subject for q in typed if isinstance(q.subject, NamedNode))
            has_record = any(GOV + "Record" in facts.classes.get(node, ()) for node in nodes)
            self._known[graph] = graph.startswith(f"{facts.base}record/") and not has_record
        return self._known[graph]


def _check_properties(facts: Facts, own: OwnShapes) -> Iterator[Breach]:
    known = _properties() | {n.value for n in _named(own)}
    first: dict[NamedNode, NamedNode] = {}
    changed = None if facts.near is None else {*facts.near.gained, *facts.near.lost}
    paths = {None} if changed is None else {t.predicate for t in changed} - {*map(NamedNode, known)}
    for quad in (q for p in paths for q in facts.store.quads_for_pattern(None, p, None)):
        node, path = quad.subject, quad.predicate
        if path.value in known or path.value.startswith(GOV) or not isinstance(node, NamedNode):
            continue
        if is_axiom(path, quad.object) or fault(path.value):
            continue  # Either is a finding of its own.
        if quad.graph_name != NamedNode(CODE_LISTS):
            first[path] = min(first.get(path, node), node, key=lambda n: n.value)
    for path, node in first.items():
        yield Breach(PROPERTY, node, path, None, PROPERTY.message, at_verb=True)


@cache
def _classes() -> frozenset[str]:
    """Return the classes that the shapes that ship look at: targets, values, in a query."""
    looking = {_SH + "targetClass", _SH + "class"}
    quads = (q for q in load_shapes().store if q.predicate.value in looking)
    return frozenset(q.object.value for q in quads if isinstance(q.object, NamedNode)) | _queried()


@cache
def _properties() -> frozenset[str]:
    """Return the properties that the shapes that ship name, in a path or in a query."""
    shapes = load_shapes()
    named = {q.object.value for q in shapes.store if isinstance(q.object, NamedNode)}
    return frozenset(named) | _queried() | FOR_PEOPLE | {RDF_TYPE}


@cache
def _queried() -> frozenset[str]:
    """Return the terms that the queries of the shapes that ship name."""
    texts = (SparqlText(select, "") for select in load_shapes().selects.values())
    queried = {source.iri(t) for source in texts for t in source.tokens if t.kind == "name"}
    return frozenset(name for name in queried if name is not None)


def _named(own: OwnShapes) -> Iterator[NamedNode]:
    """Yield what a workspace's own shapes name."""
    for quad in own.store:
        if isinstance(quad.object, NamedNode):
            yield quad.object
    for _, text in own_queries(own):
        source = SparqlText(text, "")
        names = (source.iri(t) for t in source.tokens if t.kind in ("name", "iri"))
        yield from (NamedNode(name) for name in names if name)
