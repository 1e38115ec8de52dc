"""Property paths (SHACL, section 2.3.1): followed from node to nodes, and written as SPARQL."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from govgraph.shacl.data import Data
from govgraph.shacl.keys import Key

Follow = Callable[[Key], Sequence[Key]]


@dataclass(frozen=True)
class Path:
    """A property path.

    Attributes:
        kind: ``predicate``, ``against`` (a predicate gone against its direction), ``sequence``,
            ``alternative``, ``?``, ``*`` or ``+``.
        predicate: the key of the predicate of the first two kinds.
        parts: the paths that the others are made of.
    """

    kind: str
    predicate: Key = ""
    parts: tuple[Path, ...] = ()

    @property
    def predicates(self) -> Iterator[Key]:
        """The predicates that it goes over."""
        if self.predicate:
            yield self.predicate
        for part in self.parts:
            yield from part.predicates

    @property
    def one_of(self) -> frozenset[Key]:
        """The predicates of which it is gone by one; none where it takes more than that."""
        if self.kind == "predicate":
            return frozenset({self.predicate})
        parts = [part.one_of for part in self.parts] if self.kind == "alternative" else []
        return frozenset().union(*parts) if all(parts) else frozenset()

    @property
    def may_be_empty(self) -> bool:
        """Whether some part of it leads from each node to itself."""
        return self.kind in ("?", "*") or any(part.may_be_empty for part in self.parts)

    def __str__(self) -> str:
        if not self.parts:
            return "^" * (self.kind == "against") + self.predicate
        if self.kind in ("sequence", "alternative"):
            sign = "/" if self.kind == "sequence" else "|"
            return f"({sign.join(map(str, self.parts))})"
        return f"({self.parts[0]}){self.kind}"


def inverse(path: Path) -> Path:
    """Return the path that leads the other way; of it, only single predicates are turned round."""
    if path.predicate:
        return Path("against" if path.kind == "predicate" else "predicate", path.predicate)
    parts = tuple(inverse(part) for part in path.parts)
    return Path(path.kind, parts=parts[::-1] if path.kind == "sequence" else parts)


def joined(first: Path | None, second: Path | None) -> Path | None:
    """Return the path that goes one way and then another; None is the one that stays."""
    if first is None or second is None:
        return first or second
    return Path("sequence", parts=(first, second))


def follow(data: Data, path: Path) -> Follow:
    """Return the function from a node to the nodes that a path leads to, each of them once."""
    if path.kind == "predicate":
        forward = data.forward(path.predicate)
        return lambda node: forward.get(node, ())
    if path.kind == "against":
        backward = data.backward(path.predicate)
        return lambda node: backward.get(node, ())
    steps = [follow(data, part) for part in path.parts]
    if path.kind == "sequence":
        return lambda node: _along(node, steps)
    if path.kind == "alternative":
        return lambda node: _distinct(end for step in steps for end in step(node))
    if path.kind == "?":
        return lambda node: _distinct((node, *steps[0](node)))
    return lambda node: _closure(node, steps[0], path.kind == "*")


def _along(node: Key, steps: Iterable[Follow]) -> Sequence[Key]:
    reached: Sequence[Key] = (node,)
    for step in steps:
        if len(reached) == 1:
            reached = step(reached[0])
        else:
            reached = _distinct(end for start in reached for end in step(start))
    return reached


def _closure(node: Key, step: Follow, with_itself: bool) -> Sequence[Key]:
    found = {node: None} if with_itself else {}
    waiting = [node]
    while waiting:
        for end in step(waiting.pop()):
            if end not in found:
                found[end] = None
                waiting.append(end)
    return tuple(found)


def _distinct(nodes: Iterable[Key]) -> Sequence[Key]:
    return tuple(dict.fromkeys(nodes))
