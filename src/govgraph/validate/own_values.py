"""What a workspace's own shapes name: other shapes, and terms, where SHACL wants either.

Both engines take a name of which nothing is said for a shape that asks nothing, and pySHACL a
literal too: a slip in the name of a shape would switch the rule off without a word.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store

from govgraph.errors import ValidationError
from govgraph.model import Term
from govgraph.names import DEFAULT_BASE, VOCABULARIES, compact
from govgraph.positions import Place
from govgraph.validate.own_shapes import OwnShapes, at
from govgraph.validate.rules import INTEGRITY, STRUCTURE

_SH = VOCABULARIES["sh"]
_RDF = VOCABULARIES["rdf"]
# The values are shapes, or lists of them. What sh:property names is looked up by the engines.
_SHAPES = ("node", "not", "qualifiedValueShape")
_LISTS = ("and", "or", "xone")
# The values are IRIs.
_TERMS = (
    *("class", "datatype", "nodeKind", "equals", "disjoint", "lessThan", "lessThanOrEquals"),
    *("targetClass", "targetSubjectsOf", "targetObjectsOf"),
)


def refuse_values(own: OwnShapes) -> None:
    """Refuse a literal in the place of a shape or an IRI, and the name of a shape that is none.

    Raises:
        ValidationError: with the place in the file of shapes.
    """
    for stage in (STRUCTURE, INTEGRITY):
        # A shape sees those of its own stage.
        subjects = {quad.subject for quad in own.of_stage(stage)}
        for graph in own.graphs(stage):
            for place, quad in _looked_at(own, graph):
                _refuse(own, at(own.files[graph], place), quad, subjects)


def _refuse(own: OwnShapes, where: str, quad: Quad, subjects: Collection[Term]) -> None:
    name = quad.predicate.value.removeprefix(_SH)
    if name in _TERMS and isinstance(quad.object, Literal):
        message = f"sh:{name} has a value that is no IRI."
        raise ValidationError("bad-shapes", message, where, "Name it by its IRI.")
    values = [quad.object] if name in _SHAPES else ()
    for value in _members(own.store, quad.object) if name in _LISTS else values:
        if isinstance(value, Literal):
            message = f"sh:{name} has a value that is no shape."
            raise ValidationError("bad-shapes", message, where, "Name a shape, or write one.")
        if isinstance(value, NamedNode) and value not in subjects:
            called = compact(value.value, DEFAULT_BASE)
            message = f"sh:{name} names {called}, of which no file of the folder says anything."
            hint = "Put the name right, or write the shape."
            raise ValidationError("bad-shapes", message, where, hint)


def _looked_at(own: OwnShapes, graph: str) -> list[tuple[Place, Quad]]:
    """Return the statements of a file whose values are looked at, in its order."""
    names = [NamedNode(_SH + name) for name in (*_SHAPES, *_LISTS, *_TERMS)]
    of_file = NamedNode(graph)
    quads = [q for n in names for q in own.store.quads_for_pattern(None, n, None, of_file)]
    placed = ((own.files[graph].place(*quad.triple), quad) for quad in quads)
    return sorted(placed, key=lambda pair: (pair[0], str(pair[1])))


def _members(store: Store, head: Term) -> Iterator[Term]:
    """Yield the members of a list as far as it is one; the engines say what is wrong with it."""
    seen: set[Term] = set()
    while isinstance(head, BlankNode) and head not in seen:
        seen.add(head)
        steps = {q.predicate.value: q.object for q in store.quads_for_pattern(head, None, None)}
        if _RDF + "first" in steps:
            yield steps[_RDF + "first"]
        head = steps.get(_RDF + "rest", head)
