"""Which focus nodes a change of the data can bring to another result: paths of shapes, reversed.

A result at a focus node rests on statements that the shape's paths, and those of the shapes that
it refers to, lead to from there; so from each of them a path leads back. A statement from which no
way back is known (a class that gets another one above it, a pattern of a query that nothing ties
to ``$this``) may concern any node, and the shape is checked on all of them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Store

from govgraph.shacl import focus_tests, logic, value_tests
from govgraph.shacl.data import SUBCLASS, TYPE
from govgraph.shacl.keys import Key, text_of_key
from govgraph.shacl.model import Constraint, Shape
from govgraph.shacl.paths import Path, follow, inverse, joined
from govgraph.shacl.patterns import Step, atoms
from govgraph.shacl.points import Points, Row
from govgraph.shacl.reading import Shapes
from govgraph.shacl.selects import Select

_ANYWHERE = Step(None, leads=False)
_SUBCLASS = Step(SUBCLASS, leads=False)


class Affected(NamedTuple):
    """The focus nodes whose results a change can have changed.

    Attributes:
        nodes: a shape with targets → the nodes; None for all.
    """

    nodes: Mapping[Shape, Collection[Key] | None]


def affected(shapes: Shapes, store: Store, changed: Collection[Row]) -> Affected:
    """Return the focus nodes whose results a change can have changed.

    Args:
        shapes: the shapes.
        store: the data graph after the change, or before it.
        changed: the statements that came or went, as keys.
    """
    data = Points(store, changed)
    by_predicate: defaultdict[Key, list[Row]] = defaultdict(list)
    for row in changed:
        by_predicate[row[1]].append(row)
    found: dict[Shape, Collection[Key] | None] = {}
    for shape, steps in _steps(shapes).items():
        nodes: set[Key] | None = set()
        for step in steps:
            rows = changed if step.predicate is None else by_predicate.get(step.predicate, ())
            reached = _reached(data, step, rows)
            nodes = None if reached is None or nodes is None else nodes | reached
        found[shape] = nodes
    return Affected(found)


class Asked(NamedTuple):
    """The statements that results can rest on.

    Attributes:
        predicates: the IRIs of their predicates.
        classes: of those that say what class a node is of, the IRIs of the classes; None for all.
    """

    predicates: frozenset[str]
    classes: frozenset[str] | None


def asked(shapes: Shapes) -> Asked | None:
    """Return the statements that the results of shapes can rest on; None for any.

    The data is to hold what follows from it: that a node is of each class above its own.
    """
    predicates = {step.predicate for steps in _steps(shapes).values() for step in steps}
    constraints = [constraint for shape in shapes.all for constraint in shape.constraints]
    # What a query asks of classes, None where it may be any.
    selects = (c for c in constraints if isinstance(c, Select))
    classes = {s.other for select in selects for s in select.steps if s.predicate == TYPE}
    classes |= {name for shape in shapes.all for name in shape.targets.classes}
    if any(isinstance(c, value_tests.OfClass) for c in constraints):
        classes.add(None)
    named = {name for name in classes if name is not None}
    everything = None in predicates
    return (
        None
        if everything
        else Asked(
            frozenset(text_of_key(name) for name in predicates if name is not None),
            None if None in classes else frozenset(map(text_of_key, named)),
        )
    )


def unbounded(shapes: Shapes) -> list[Shape]:
    """Return the shapes with targets that some statements other than classes' concern everywhere.

    A change of which class is below another one concerns all nodes of most shapes.
    """
    return [s for s, steps in _steps(shapes).items() if any(_is_unbounded(step) for step in steps)]


def _is_unbounded(step: Step) -> bool:
    return not step.leads and step != _SUBCLASS


def _reached(data: Points, step: Step, rows: Iterable[Row]) -> set[Key] | None:
    starts = set()
    for subject, _, value in rows:
        start, other = (value, subject) if step.at_object else (subject, value)
        if step.other is None or step.other == other:
            starts.add(start)
    starts = {start for start in starts if _has(data, start, step)}
    if starts and not step.leads:
        return None
    if step.back is None:
        return starts
    go = follow(data, step.back)
    return {node for start in starts for node in go(start)}


def _has(data: Points, node: Key, step: Step) -> bool:
    """Return whether of a node that is said, before or after, without which nothing follows."""
    return all(any(data.forward(name).get(node) for name in names) for names in step.needs)


@lru_cache(maxsize=16)
def _steps(shapes: Shapes) -> dict[Shape, tuple[Step, ...]]:
    """Return for each shape with targets the statements that its results can rest on."""
    return {
        shape: tuple(dict.fromkeys((*_of_targets(shape), *_of_shape(shape, None))))
        for shape in shapes.targeted
    }


def _of_targets(shape: Shape) -> Iterator[Step]:
    targets = shape.targets
    if targets.classes:
        yield from _of_class(None)
    yield from (Step(name) for name in targets.subjects_of)
    yield from (Step(name, at_object=True) for name in targets.objects_of)


def _of_shape(shape: Shape, at: Path | None) -> Iterator[Step]:
    """Yield what the results of a shape rest on at the nodes that a path leads to."""
    if shape.deactivated:
        return
    values = joined(at, shape.path)
    if shape.path is not None:
        for predicate, against, before in atoms(shape.path, at):
            yield Step(predicate, against, None, _back(before))
    for constraint in shape.constraints:
        yield from _of_constraint(constraint, at, values)
    for inner in shape.properties:
        yield from _of_shape(inner, values)


def _of_constraint(constraint: Constraint, at: Path | None, values: Path | None) -> Iterator[Step]:
    match constraint:
        case value_tests.OfClass():
            yield from _of_class(values)
        case focus_tests.Same() | focus_tests.NoneOf() | focus_tests.Before():
            yield Step(constraint.predicate, back=_back(at))
        case focus_tests.NothingBut():
            yield Step(None, back=_back(values))
        case logic.Conforming() | logic.Not():
            yield from _of_shape(constraint.shape, values)
        case logic.And() | logic.Or() | logic.Xone():
            for shape in constraint.shapes:
                yield from _of_shape(shape, values)
        case logic.Qualified():
            for shape in (constraint.shape, *constraint.siblings):
                yield from _of_shape(shape, values)
        case Select():
            for step in constraint.steps:
                yield replace(step, back=joined(step.back, _back(at)))
        case _ if type(constraint) not in _ON_VALUES:
            yield _ANYWHERE


# What asks for the value nodes alone, and for nothing that is said of them.
_ON_VALUES = {
    *(value_tests.OfDatatype, value_tests.OfKind, value_tests.InRange, value_tests.OfLength),
    *(value_tests.LikePattern, value_tests.InLanguage, value_tests.OneOf),
    *(focus_tests.AtLeast, focus_tests.AtMost, focus_tests.OncePerLanguage, focus_tests.Including),
}


def _of_class(at: Path | None) -> Iterator[Step]:
    yield Step(TYPE, back=_back(at))
    yield _SUBCLASS


def _back(path: Path | None) -> Path | None:
    return None if path is None else inverse(path)
