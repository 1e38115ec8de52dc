"""Property paths of shapes: how they are shown, and the statements that they go over."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, NamedNode, Quad, Store

from govgraph.errors import ValidationError
from govgraph.model import Term
from govgraph.names import DEFAULT_BASE, VOCABULARIES, compact

_SH = VOCABULARIES["sh"]
_RDF = VOCABULARIES["rdf"]


@dataclass(frozen=True)
class Step:
    """One property of a path, gone along or against its direction."""

    predicate: NamedNode
    inverse: bool = False


@dataclass(frozen=True)
class Path:
    """A path that is more than a property: one of several ways, each of one step or more.

    Attributes:
        ways: the ways, each a sequence of steps.
        shown: the path as SPARQL writes it.
    """

    ways: tuple[tuple[Step, ...], ...]
    shown: str

    def statements(self, store: Store, node: Term) -> list[tuple[Quad, Term]]:
        """Return the statements of the last steps from a node, each with what it leads to."""
        found = []
        for way in self.ways:
            reached = [node]
            for step in way[:-1]:
                reached = list({end for n in reached for _, end in _gone(store, n, step)})
            found += [pair for n in reached for pair in _gone(store, n, way[-1])]
        return found


def _gone(store: Store, node: Term, step: Step) -> Iterator[tuple[Quad, Term]]:
    if step.inverse:
        for quad in store.quads_for_pattern(None, step.predicate, node):
            yield quad, quad.subject
    elif isinstance(node, NamedNode | BlankNode):
        for quad in store.quads_for_pattern(node, step.predicate, None):
            yield quad, quad.object


def read_path(store: Store, node: Term) -> NamedNode | Path:
    """Return the path that a value of ``sh:path`` describes.

    Raises:
        ValidationError: it is of a kind that is not used here.
    """
    if isinstance(node, NamedNode):
        return node
    ways = tuple(_ways(store, node))
    return Path(ways, "|".join("/".join(_shown(step) for step in way) for way in ways))


def _shown(step: Step) -> str:
    return "^" * step.inverse + compact(step.predicate.value, DEFAULT_BASE)


def _ways(store: Store, node: Term) -> Iterator[tuple[Step, ...]]:
    if isinstance(node, NamedNode):
        yield (Step(node),)
        return
    if isinstance(node, BlankNode):
        for quad in store.quads_for_pattern(node, None, None):
            match quad.predicate.value, quad.object:
                case p, NamedNode() as against if p == _SH + "inversePath":
                    yield (Step(against, inverse=True),)
                    return
                case p, head if p == _SH + "alternativePath":
                    for member in members(store, head):
                        yield from _ways(store, member)
                    return
                case p, _ if p == _RDF + "first":
                    yield _sequence(store, node)
                    return
    raise _unused()


def _sequence(store: Store, head: BlankNode) -> tuple[Step, ...]:
    steps: list[Step] = []
    for member in members(store, head):
        ways = list(_ways(store, member))
        if len(ways) != 1:
            raise _unused()
        steps += ways[0]
    return tuple(steps)


def members(store: Store, head: Term) -> Iterator[Term]:
    """Yield the members of a list.

    Raises:
        ValidationError: it is a ring.
        KeyError: it has no end.
    """
    seen: set[Term] = set()
    while isinstance(head, BlankNode):
        if head in seen:
            raise _unused()
        seen.add(head)
        steps = {q.predicate.value: q.object for q in store.quads_for_pattern(head, None, None)}
        yield steps[_RDF + "first"]
        head = steps[_RDF + "rest"]


def _unused() -> ValidationError:
    return ValidationError("bad-shapes", "a sh:path is of a kind that is not used here.")
