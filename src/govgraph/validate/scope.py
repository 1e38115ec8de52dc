"""What a rule looks at, as its shape says it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, Store

from govgraph.names import DEFAULT_BASE, VOCABULARIES, compact
from govgraph.prose import join
from govgraph.validate.paths import Path, Step
from govgraph.validate.rules import Rule
from govgraph.validate.shapes import Shapes, load_shapes

_SH = VOCABULARIES["sh"]
_TARGETS = ("targetClass", "targetSubjectsOf", "targetObjectsOf")
_NAMED = re.compile(r"\b(?:gov|skos):\w+")


def scope(rule: Rule) -> str:
    """Return what a rule looks at, such as ``gov:ownerRole of each gov:Action``.

    Raises:
        ValidationError: the shapes cannot be used.
    """
    if rule.shape is None:
        named = sorted(set(_NAMED.findall(rule.message)))
        return join(named) or "the file as a whole"
    shapes = load_shapes()
    path, targets = shapes.paths.get(rule.shape), _words(shapes, rule.shape)
    if path is None:
        return targets
    ways = path.ways if isinstance(path, Path) else ((Step(path),),)
    along = [_short(step.predicate.value) for way in ways for step in way]
    inverse = any(step.inverse for way in ways for step in way)
    return f"{join(along, 'or')} {'to' if inverse else 'of'} {targets}"


def targets(store: Store, shape: NamedNode) -> Iterator[tuple[str, str]]:
    """Yield the kinds of target that a shape has itself, with the class or property of each."""
    for kind in _TARGETS:
        for quad in store.quads_for_pattern(shape, NamedNode(_SH + kind), None):
            if isinstance(quad.object, NamedNode):
                yield kind, quad.object.value


def holders(store: Store, shape: NamedNode) -> list[NamedNode]:
    """Return the node shapes that hold a property shape; it is looked at from their targets."""
    quads = store.quads_for_pattern(None, NamedNode(_SH + "property"), shape)
    return [quad.subject for quad in quads if isinstance(quad.subject, NamedNode)]


def _words(shapes: Shapes, shape: str) -> str:
    node = NamedNode(shape)
    found = {t for s in (node, *holders(shapes.store, node)) for t in targets(shapes.store, s)}
    classes = sorted(_short(iri) for kind, iri in found if kind == "targetClass")
    subjects = sorted(_short(iri) for kind, iri in found if kind == "targetSubjectsOf")
    objects = sorted(_short(iri) for kind, iri in found if kind == "targetObjectsOf")
    parts = [f"each {join(classes, 'and')}"] if classes else []
    parts += [f"whatever has {join(subjects, 'or')}"] if subjects else []
    parts += [f"whatever {join(objects, 'or')} leads to"] if objects else []
    return join(parts)


def _short(iri: str) -> str:
    return compact(iri, DEFAULT_BASE)
