"""A run of compiled shapes over a store, all focus nodes of a shape together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from pyoxigraph import Store

from govgraph.model import Term
from govgraph.shacl.data import Data
from govgraph.shacl.dependence import Affected
from govgraph.shacl.keys import Key, key_of, term_of
from govgraph.shacl.model import SH, Hit, Report, Result, Shape, Values
from govgraph.shacl.paths import follow
from govgraph.shacl.points import Points
from govgraph.shacl.reading import Shapes
from govgraph.shacl.selects import filled

# As many focus nodes as are looked up one by one in less time than columns are read.
_FEW = 2_000


def run(shapes: Shapes, store: Store, focus: Collection[Term] | Affected | None = None) -> Report:
    """Check the union of the graphs of a store.

    Args:
        shapes: the shapes.
        store: the data graph, with the classes that it is of.
        focus: of the targets of the shapes, those to be checked, for each shape the same or its
            own; None for all.

    Returns:
        The results, and how many nodes each shape was checked on.

    Raises:
        UnsupportedShapeError: a query cannot be asked about the nodes that the data has.
    """
    checker = _Run(store)
    jobs = _jobs(shapes)
    if isinstance(focus, Affected):
        wanted = focus.nodes
    else:
        same = None if focus is None else {key_of(term) for term in focus}
        wanted = {job.at: same for job in jobs}
    found = [one for job in jobs for one in checker.job(job, wanted[job.at])]
    counts = {shape.node: checker.counts[shape] for shape in shapes.all}
    ordered = sorted(found, key=lambda one: (*_order(one[1]), one[0]))
    return Report(tuple(_result(*one) for one in ordered), counts)


# The variables of a query that fields of a result are made of.
_OF_RESULTS = {"this", "path", "value", "message"}


class _Found(NamedTuple):
    """A hit with the shape and the component that it is one of."""

    shape: Shape
    component: str
    hit: Hit


class _Job(NamedTuple):
    """A shape to be checked on the targets of one: of itself, or of one whose property it is."""

    shape: Shape
    at: Shape


def _jobs(shapes: Shapes) -> list[_Job]:
    """Return what is to be done, so that what goes over one predicate comes together."""
    jobs = [_Job(shape, shape) for shape in shapes.targeted]
    jobs += [
        _Job(p, shape) for shape in shapes.targeted if not shape.path for p in shape.properties
    ]
    return sorted(
        jobs, key=lambda job: min(job.shape.path.predicates, default="") if job.shape.path else ""
    )


class _Itself(dict[Key, Sequence[Key]]):
    """Each node with itself for its value node."""

    def get(self, node: Key, default: object = None) -> Sequence[Key]:
        return (node,)


class _Run:
    """One run over a store."""

    def __init__(self, store: Store) -> None:
        self.data: Data
        self._whole, self._points = Data(store), Points(store)
        self.counts: Counter[Shape] = Counter()
        self._targets: dict[Shape, Collection[Key]] = {}
        self._tested: dict[Shape, tuple[set[Key], set[Key]]] = {}

    def job(self, job: _Job, wanted: Collection[Key] | None) -> Iterator[tuple[Key, _Found]]:
        """Yield what is found at the targets of a shape, or at those that are wanted; with each."""
        few = wanted is not None and len(wanted) <= _FEW
        self.data = self._points if few else self._whole
        if job.at not in self._targets:
            targets, data = job.at.targets, self.data
            found = targets.found(data) if wanted is None else targets.among(data, wanted)
            self._targets[job.at] = found
        focus = self._targets[job.at]
        alone = job.shape is job.at and not job.shape.path
        return self._own(job.shape, focus) if alone else self.check(job.shape, focus)

    def failing(self, shape: Shape, nodes: Collection[Key]) -> set[Key]:
        """Return the nodes that do not conform to a shape."""
        tested, wrong = self._tested.setdefault(shape, (set(), set()))
        new = set(nodes) - tested
        wrong.update({origin for origin, _ in self.check(shape, new)})
        tested |= new
        return wrong.intersection(nodes)

    def check(self, shape: Shape, focus: Collection[Key]) -> Iterator[tuple[Key, _Found]]:
        """Yield what is found at nodes; each with the node that was checked."""
        yield from self._own(shape, focus)
        if shape.deactivated or not shape.properties:
            return
        if shape.path is None:
            for inner in shape.properties:
                yield from self.check(inner, focus)
            return
        values = self._values(shape, focus)
        for inner in shape.properties:
            at: defaultdict[Key, list[_Found]] = defaultdict(list)
            for value, found in self.check(inner, values.distinct):
                at[value].append(found)
            if at:
                for node, value in values.pairs:
                    yield from ((node, found) for found in at.get(value, ()))

    def _own(self, shape: Shape, focus: Collection[Key]) -> Iterator[tuple[Key, _Found]]:
        """Yield what breaks the constraints of a shape itself."""
        if shape.deactivated or not focus:
            return
        self.counts[shape] += len(focus)
        values = self._values(shape, focus)
        for constraint in shape.constraints:
            for hit in constraint.hits(self, values):
                yield hit.focus, _Found(shape, constraint.component, hit)

    def _values(self, shape: Shape, focus: Collection[Key]) -> Values:
        if shape.path is None:
            return Values(focus, _Itself())
        if shape.path.kind == "predicate":
            return Values(focus, self.data.forward(shape.path.predicate))
        if shape.path.kind == "against":
            return Values(focus, self.data.backward(shape.path.predicate))
        step = follow(self.data, shape.path)
        return Values(focus, {node: step(node) for node in focus})


def _order(found: _Found) -> tuple[str, ...]:
    shape, component, hit = found
    told = " ".join(map(str, hit.messages))
    return str(shape.node), hit.focus, hit.path or "", component, hit.value or "", told


def _result(at: Key, found: _Found) -> Result:
    shape, component, hit = found
    messages = shape.messages or hit.messages
    others: tuple[Term, ...] = ()
    if hit.solution is not None:
        messages = tuple(filled(message, hit.solution) for message in messages)
        further = sorted(hit.solution.keys() - _OF_RESULTS)
        others = tuple(_term(hit.solution[name]) for name in further)
    return Result(
        _term(hit.focus),
        shape.path_node if hit.path is None else _term(hit.path),
        None if hit.value is None else _term(hit.value),
        SH + component,
        shape.node,
        shape.severity,
        messages,
        hit.constraint,
        others,
        _term(at),
    )


_term = lru_cache(maxsize=65536)(term_of)
