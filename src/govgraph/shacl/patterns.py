"""The triple patterns of a query, each with the way that leads from it to ``$this``.

A statement can change the solutions for a node only where it matches a pattern, and where the
patterns that hold together with that one lead from it to the node. Those are the patterns of the
same group and of the groups around it, and what each branch of a UNION there leads to. Of a group
around an OPTIONAL only what stands before it counts: what stands behind is joined with rows in
which the OPTIONAL found nothing, too. What an OPTIONAL within binds, and what BIND and filters make
equal, leads nowhere: it may be unbound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import count

from govgraph.names import RDF_TYPE
from govgraph.shacl.keys import Key, iri
from govgraph.shacl.paths import Path, inverse, joined
from govgraph.sparql.parser import Node
from govgraph.sparql.tokens import SparqlText, Token

THIS = "this"


@dataclass(frozen=True)
class Step:
    """A place in a pattern that a statement can match.

    Attributes:
        predicate: the predicate of the statement; None where any will do.
        at_object: whether the way starts at its object; else at its subject.
        other: what the other end has to be; None where anything will do.
        back: the way to ``$this``; None where the start is that node itself.
        leads: whether there is a way at all: without one the statement may concern any node.
        needs: predicates of which the start is to have one at least, for each of some patterns.
    """

    predicate: Key | None
    at_object: bool = False
    other: Key | None = None
    back: Path | None = None
    leads: bool = True
    needs: tuple[frozenset[Key], ...] = ()


@dataclass(frozen=True)
class _Pattern:
    """A triple pattern; ends are names of variables, or keys of terms."""

    subject: str
    path: Path | None
    object: str


def steps_of(source: SparqlText, tree: Node, body: Node) -> tuple[Step, ...]:
    """Return the places in the patterns of a query that statements can match.

    Args:
        source: the query.
        tree: its tree.
        body: the body of its outermost group.
    """
    reader = _Reader(source)
    found = dict.fromkeys(step for pair in reader.groups(body, ()) for step in _steps(*pair))
    within = sum(1 for _ in body.walk("Triples"))
    # A pattern beyond the groups that are known here, as in HAVING, may concern any node.
    if within != reader.read or within != sum(1 for _ in tree.walk("Triples")):
        found[Step(None, leads=False)] = None
    return tuple(found)


def atoms(path: Path, before: Path | None = None) -> Iterator[tuple[Key, bool, Path | None]]:
    """Yield the predicates in a path, each with whether it is gone against its direction.

    The third is the path from the start to where the predicate begins; None for no step.
    """
    if path.predicate:
        yield path.predicate, path.kind == "against", before
    elif path.kind == "sequence":
        for part in path.parts:
            yield from atoms(part, before)
            before = joined(before, part)
    elif path.kind in ("*", "+"):
        again = joined(before, Path("*", parts=path.parts))
        yield from atoms(path.parts[0], again)
    else:
        for part in path.parts:
            yield from atoms(part, before)


def _steps(pattern: _Pattern, beside: Sequence[_Pattern]) -> Iterator[Step]:
    ways = _ways(beside)
    if pattern.path is None:
        yield _any(pattern, ways)
        return
    start, path, end = pattern.subject, pattern.path, pattern.object
    if _is_empty(path) and not any(_is_bound(e, pattern, beside) for e in (start, end)):
        # A path of no step leads from every node that any statement names to itself.
        yield Step(None, leads=False)
    if start not in ways and (end in ways or not _is_variable(start)):
        start, path, end = end, inverse(path), start
    leads = start in ways
    for predicate, against, before in atoms(path):
        alone = path.predicate and not _is_variable(end)
        back = joined(None if before is None else inverse(before), ways.get(start))
        needs = _needs(start, pattern, beside) if before is None else ()
        yield Step(
            predicate, against, end if alone else None, back if leads else None, leads, needs
        )


def _needs(start: str, pattern: _Pattern, beside: Sequence[_Pattern]) -> tuple[frozenset[Key], ...]:
    """Return what else has to be said of a start, for any solution: of which predicates one."""
    others = (p for p in beside if p is not pattern and p.subject == start and p.path is not None)
    found = (p.path.one_of for p in others if p.path is not None)
    return tuple(dict.fromkeys(names for names in found if names))


def _is_empty(path: Path) -> bool:
    """Whether a path as a whole may have no step."""
    if path.kind == "sequence":
        return all(map(_is_empty, path.parts))
    return path.kind in ("?", "*") or any(map(_is_empty, path.parts))


def _is_bound(end: str, pattern: _Pattern, beside: Sequence[_Pattern]) -> bool:
    """Whether another pattern, or the query as a whole, gives an end its value."""
    if end == THIS or not _is_variable(end):
        return True
    return any(
        end in (other.subject, other.object)
        for other in beside
        if other is not pattern and (other.path is None or not _is_empty(other.path))
    )


def _any(pattern: _Pattern, ways: dict[str, Path | None]) -> Step:
    """Return the step of a pattern whose predicate is a variable, or none of some."""
    if pattern.subject in ways:
        other = None if _is_variable(pattern.object) else pattern.object
        return Step(None, False, other, ways[pattern.subject])
    if pattern.object in ways:
        return Step(None, True, None, ways[pattern.object])
    return Step(None, leads=False)


def _ways(patterns: Sequence[_Pattern]) -> dict[str, Path | None]:
    """Return the shortest way to ``$this`` from each variable that has one."""
    ways: dict[str, Path | None] = {THIS: None}
    waiting = [THIS]
    for name in waiting:
        for pattern in patterns:
            if pattern.path is None:
                continue
            for here, there, path in (
                (pattern.subject, pattern.object, inverse(pattern.path)),
                (pattern.object, pattern.subject, pattern.path),
            ):
                if here == name and there not in ways and _is_variable(there):
                    ways[there] = joined(path, ways[name])
                    waiting.append(there)
    return ways


def _is_variable(end: str) -> bool:
    return not end.startswith("<")


class _Reader:
    def __init__(self, source: SparqlText) -> None:
        self._source = source
        self._numbers = count()
        self.read = 0

    def groups(
        self, body: Node, above: tuple[_Pattern, ...]
    ) -> Iterator[tuple[_Pattern, tuple[_Pattern, ...]]]:
        """Yield each pattern of a group with all that hold together with it."""
        parts = [list(self._patterns(c)) if c.rule == "Triples" else [] for c in body.children]
        said = [list(part) for part in parts]
        for place, clause in enumerate(body.children):
            if clause.rule == "Clause" and clause.children[0].rule == "Union":
                said[place] = list(self._common(clause.children[0], above))
        own = (*above, *(p for part in said for p in part))
        for part in parts:
            yield from ((pattern, own) for pattern in part)
        for place, clause in enumerate(body.children):
            if clause.rule != "Clause":
                continue
            kind = clause.children[0]
            before = (*above, *(p for earlier in said[:place] for p in earlier))
            around = before if kind.rule in ("Optional", "Bind") else own
            for group in _outermost(kind):
                inner = group.child("Body")
                if inner is not None:
                    yield from self.groups(inner, around)

    def _common(self, union: Node, above: tuple[_Pattern, ...]) -> Iterator[_Pattern]:
        """Yield the ways to what each branch of a UNION leads to, as patterns."""
        branches = [self._branch(group.child("Body"), above) for group in union.children]
        for name in sorted(set.intersection(*map(set, branches)) - {THIS}):
            ways = [branch[name] for branch in branches]
            steps = tuple(dict.fromkeys(way for way in ways if way is not None))
            if steps:
                path = steps[0] if len(steps) == 1 else Path("alternative", parts=steps)
                yield _Pattern(name, Path("?", parts=(path,)) if None in ways else path, THIS)

    def _branch(self, body: Node | None, above: tuple[_Pattern, ...]) -> Mapping[str, Path | None]:
        """Return the ways from what the patterns of a branch bind, or a BIND calls anew."""
        read, parts = self.read, () if body is None else body.children
        said: list[_Pattern] = []
        named: list[tuple[str, str]] = []
        for part in parts:
            if part.rule == "Triples":
                said += self._patterns(part)
            # BIND ( ?name AS ?other ), where a pattern before it has given ?name a value.
            tokens = self._source.tokens[part.start : part.end]
            if part.children[0].rule == "Bind" and len(tokens) in (6, 7):
                name, other = tokens[2].text[1:], tokens[4].text[1:]
                if any(name in (p.subject, p.object) for p in said):
                    named.append((name, other))
        self.read = read
        ways = _ways((*above, *said))
        return ways | {other: ways[name] for name, other in named if name in ways}

    def _patterns(self, triples: Node) -> Iterator[_Pattern]:
        self.read += 1
        for statement in triples.children:
            subject, *rest = statement.children
            yield from self._about(self._end(subject), rest)
            if subject.rule != "Term":
                yield from self._within(subject)

    def _about(self, subject: str, rest: Sequence[Node]) -> Iterator[_Pattern]:
        for properties in rest:
            for part in properties.children:
                verb, *objects = part.children
                path = self._verb(verb)
                for end in (e for o in objects for e in o.children):
                    yield _Pattern(subject, path, self._end(end))
                    if end.rule != "Term":
                        yield from self._within(end)

    def _within(self, node: Node) -> Iterator[_Pattern]:
        """Yield what a list or a node in brackets says: whose end is not followed to its node."""
        yield _Pattern(self._anything(), None, self._anything())

    def _anything(self) -> str:
        return f"?{next(self._numbers)}"

    def _end(self, node: Node) -> str:
        tokens = self._source.tokens[node.start : node.end]
        if len(tokens) == 1 and tokens[0].kind == "var":
            return tokens[0].text[1:]
        if node.rule == "Term" and node.children and node.children[0].rule == "Iri":
            return self._iri(tokens[0])
        # What a literal is in the store is for the store to say, and a blank node is a variable.
        return self._anything()

    def _iri(self, token: Token) -> Key:
        return iri(self._source.iri(token) or "")

    def _verb(self, verb: Node) -> Path | None:
        """Return a verb as a path; None for a variable, and where not all predicates are known."""
        if not verb.children or next(verb.walk("Negated"), None) is not None:
            return None
        return self._path(verb.children[0])

    def _path(self, node: Node) -> Path:
        if node.rule in ("Path", "Sequence"):
            parts = tuple(self._path(child) for child in node.children)
            kind = "alternative" if node.rule == "Path" else "sequence"
            return parts[0] if len(parts) == 1 else Path(kind, parts=parts)
        first, last = self._source.tokens[node.start], self._source.tokens[node.end - 1]
        if node.children and node.children[0].rule == "Path":
            path = self._path(node.children[0])
        elif node.children:
            path = Path("predicate", self._iri(self._source.tokens[node.children[0].start]))
        else:
            path = Path("predicate", iri(RDF_TYPE))
        path = Path(last.key, parts=(path,)) if last.key in ("?", "*", "+") else path
        return inverse(path) if first.key == "^" else path


def _outermost(part: Node) -> Iterator[Node]:
    """Yield the groups of a clause that stand in no other one."""
    waiting = list(reversed(part.children))
    while waiting:
        node = waiting.pop()
        if node.rule == "Group":
            yield node
        else:
            waiting.extend(reversed(node.children))
