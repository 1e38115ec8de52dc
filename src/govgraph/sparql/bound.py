"""A query of one thing: where the value of a parameter goes, and what is looked up row by row.

The engine guesses how many rows there will be before an OPTIONAL from the form of the patterns
alone. Steps back along links make it guess millions, and it works the OPTIONAL out for the whole
board. Of one thing there are few rows, so that each is better looked up by itself: for that the
engine has the word LATERAL (SPARQL proposal SEP-0006), which no saved query need hold.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from govgraph.model import Term
from govgraph.sparql.tokens import SparqlText

# In a group with one of these a value from outside may mean something else.
_UNSAFE = frozenset(
    {"SELECT", "BIND", "VALUES", "MINUS", "UNION", "GRAPH", "EXISTS", "SERVICE", "LATERAL"}
)


def bind_text(source: SparqlText, arguments: Mapping[str, Term], *, by_rows: bool = False) -> str:
    """Return the text of a query that has an outer WHERE with values for variables.

    Args:
        source: the query.
        arguments: variable (without its question mark) → value.
        by_rows: whether OPTIONALs are to be looked up row by row, on this engine alone.
    """
    if not arguments:
        return source.text
    parts = [
        (place, f"\n  {values_row({name: arguments[name] for name in names})}")
        for place, names in value_places(source, arguments)
    ]
    return _with(source.text, parts + (_by_rows(source) if by_rows else []))


def narrow_text(
    source: SparqlText, variables: Sequence[str], values: Iterable[Sequence[Term]]
) -> str:
    """Return the text with only the rows in which variables have one of some rows of values."""
    names = " ".join(f"?{v}" for v in variables)
    rows = " ".join(f"({' '.join(map(str, row))})" for row in values)
    listed = f"\n  VALUES ({names}) {{ {rows} }}"
    places = [at for at, found in value_places(source, variables) if len(found) == len(variables)]
    return _with(source.text, [*((at, listed) for at in places), *_by_rows(source)])


def values_row(arguments: Mapping[str, Term]) -> str:
    """Return the ``VALUES`` row that binds parameters."""
    names = " ".join(f"?{v}" for v in arguments)
    terms = " ".join(str(t) for t in arguments.values())
    return f"VALUES ( {names} ) {{ ( {terms} ) }}"


def _by_rows(source: SparqlText) -> list[tuple[int, str]]:
    return [p for a, b in lookups(source) for p in ((a, "LATERAL { "), (b, " }"))]


def _with(text: str, parts: Iterable[tuple[int, str]]) -> str:
    """Return a text with further parts put in at their places."""
    pieces, done = [], 0
    for place, part in sorted(parts):
        pieces += [text[done:place], part]
        done = place
    return "".join([*pieces, text[done:]])


class SubSelect(NamedTuple):
    """A sub-SELECT by its tokens: from ``first``, the head of its WHERE, to before ``end``.

    ``reached`` are the variables whose value outside is that inside, without question marks.
    """

    first: int
    head: int
    end: int
    reached: frozenset[str]


def sub_selects(source: SparqlText, names: Collection[str]) -> Iterator[SubSelect]:
    """Yield the sub-SELECTs of a query, an outer one before those in it.

    A variable that a sub-SELECT projects is the one outside. Where it counts off its rows a value
    from outside would change which they are.

    Args:
        source: the query.
        names: the variables that are asked for, without their question marks.
    """
    tokens, ends = source.tokens, _ends(source)
    around = [(len(tokens), frozenset(names))]
    for first in range(source.head or len(tokens), len(tokens)):
        while first > around[-1][0]:
            around.pop()
        if tokens[first].key != "SELECT":
            continue
        end = ends.get(first - 1, first)
        head = next((i for i in range(first, end) if tokens[i].key == "{"), first)
        counted = {"LIMIT", "OFFSET"} & {t.key for t in tokens[ends.get(head, end) : end]}
        reached = frozenset() if counted else around[-1][1] & _projected(source, first, head)
        around.append((end, reached))
        yield SubSelect(first, head, end, reached)


def value_places(source: SparqlText, names: Collection[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield the offsets at which values are to be bound, with the variables for each.

    The head of the outer WHERE comes first. A sub-SELECT that projects a variable joins with its
    value all the same; bound in there too, it is not worked out for the whole board.

    Args:
        source: the query.
        names: the variables, without their question marks.
    """
    if source.head is not None:
        yield source.tokens[source.head].end, list(names)
        for inner in sub_selects(source, names):
            if inner.reached:
                yield source.tokens[inner.head].end, [n for n in names if n in inner.reached]


def lookups(source: SparqlText) -> Iterator[tuple[int, int]]:
    """Yield the OPTIONALs that give the same rows row by row: where each starts and ends.

    They are those of the outer WHERE that hold triples, conditions on them, and OPTIONALs that
    share with the outside only what their own OPTIONAL has.
    """
    tokens, at = source.tokens, source.head
    if at is None:
        return
    ends = _ends(source)
    last = ends[at]
    while (at := at + 1) < last:
        if tokens[at].key == "OPTIONAL":
            end = ends[at + 1]
            if _is_plain(source, ends, at + 1, end):
                yield tokens[at].start, tokens[end].end
            at = end
        elif tokens[at].key == "{":
            at = ends[at]


def _is_plain(source: SparqlText, ends: dict[int, int], first: int, last: int) -> bool:
    """Whether the values of a row, put into an OPTIONAL's group, change nothing in it."""
    tokens = source.tokens
    own, nested = set(), set()
    at = first
    while (at := at + 1) < last:
        key = tokens[at].key
        if key in _UNSAFE or key == "{":
            return False
        if key == "OPTIONAL":
            end = ends[at + 1]
            if any(t.key in _UNSAFE or t.key == "{" for t in tokens[at + 2 : end]):
                return False
            nested |= _variables(source, at, end)
            at = end
        elif tokens[at].kind == "var":
            own.add(tokens[at].text)
    return nested.isdisjoint(_variables(source, source.head or 0, first) - own)


def _projected(source: SparqlText, first: int, head: int) -> set[str]:
    """Return the variables that a SELECT names as they are."""
    depth, found = 0, set()
    for token in source.tokens[first:head]:
        depth += (token.key == "(") - (token.key == ")")
        if token.kind == "var" and not depth:
            found.add(token.text[1:])
    return found


def _variables(source: SparqlText, start: int, end: int) -> set[str]:
    return {t.text for t in source.tokens[start:end] if t.kind == "var"}


def _ends(source: SparqlText) -> dict[int, int]:
    """Return the index of the closing brace of each that opens."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(source.tokens):
        if token.key == "{":
            opened.append(at)
        elif token.key == "}" and opened:
            ends[opened.pop()] = at
    return ends
