"""Constraints that refer to other shapes (SHACL, sections 4.6 and 4.7)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from govgraph.shacl.keys import Key
from govgraph.shacl.model import Checker, Hit, Shape, Values
from govgraph.shacl.value_tests import ValueTest


@dataclass(frozen=True)
class Conforming(ValueTest):
    """``sh:node``: each value node conforms to the shape."""

    component = "NodeConstraintComponent"
    shape: Shape

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        return run.failing(self.shape, values)


@dataclass(frozen=True)
class Not(ValueTest):
    """``sh:not``: no value node conforms to the shape."""

    component = "NotConstraintComponent"
    shape: Shape

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        return set(values) - run.failing(self.shape, values)


@dataclass(frozen=True)
class And(ValueTest):
    """``sh:and``: each value node conforms to all of the shapes."""

    component = "AndConstraintComponent"
    shapes: tuple[Shape, ...]

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        found: set[Key] = set()
        for shape in self.shapes:
            found |= run.failing(shape, set(values) - found)
        return found


@dataclass(frozen=True)
class Or(ValueTest):
    """``sh:or``: each value node conforms to one of the shapes or more."""

    component = "OrConstraintComponent"
    shapes: tuple[Shape, ...]

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        found = set(values)
        for shape in self.shapes:
            if found:
                found = run.failing(shape, found)
        return found


@dataclass(frozen=True)
class Xone(ValueTest):
    """``sh:xone``: each value node conforms to exactly one of the shapes."""

    component = "XoneConstraintComponent"
    shapes: tuple[Shape, ...]

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        counts = dict.fromkeys(values, 0)
        for shape in self.shapes:
            for value in set(values) - run.failing(shape, values):
                counts[value] += 1
        return {value for value, count in counts.items() if count != 1}


@dataclass(frozen=True)
class Qualified:
    """``sh:qualifiedValueShape`` with a least or a most number of value nodes that conform."""

    component: str
    shape: Shape
    siblings: tuple[Shape, ...]
    least: int
    most: int | None

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        right = values.distinct - run.failing(self.shape, values.distinct)
        for sibling in self.siblings:
            right &= run.failing(sibling, right)
        for node in values.focus:
            count = sum(value in right for value in values.of.get(node, ()))
            if count < self.least or (self.most is not None and count > self.most):
                yield Hit(node, None)
