"""Tokens → a tree of grammar rules, or the token at which no rule goes on.

A recogniser of parsing expressions that remembers how far it came, and what it would have taken
there: the token that stands in the way is the first that no reading of the text explains.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, wraps
from typing import NamedTuple, ParamSpec, TypeVar

from govgraph.sparql.grammar import ARGUMENTS, GRAMMAR
from govgraph.sparql.tokens import SparqlText, Token

_P = ParamSpec("_P")
_T = TypeVar("_T")
# Frames; two hundred brackets, as deep as a query may be, take about five thousand.
_ROOM = 20_000
_SYMBOL = re.compile(r"'[^']*'|\w+|[()|*+?]")


class Node(NamedTuple):
    """A rule and the tokens that it covers, from ``start`` up to, not including, ``end``."""

    rule: str
    start: int
    end: int
    children: tuple[Node, ...]

    def walk(self, *rules: str, outside: tuple[str, ...] = ()) -> Iterator[Node]:
        """Yield the nodes of some rules below this one, not going into those of ``outside``."""
        waiting = list(reversed(self.children))
        while waiting:
            node = waiting.pop()
            if node.rule in rules:
                yield node
            if node.rule not in outside:
                waiting.extend(reversed(node.children))

    def child(self, rule: str) -> Node | None:
        """Return the first child of a rule, or None."""
        return next((c for c in self.children if c.rule == rule), None)


class Stop(NamedTuple):
    """The token that stands in the way, and what would have done there."""

    token: int
    expected: tuple[str, ...]


class _State:
    """One reading: the tokens, the farthest place where something was missing, and what."""

    def __init__(self, tokens: tuple[Token, ...]) -> None:
        self.tokens = tokens
        self.keys = [t.key for t in tokens]
        self.farthest = 0
        self.expected: dict[str, None] = {}
        # Where a rule with a label begins, its label alone is noted.
        self.labelled = -1

    def missed(self, at: int, what: str) -> None:
        if at > self.farthest:
            self.farthest, self.expected = at, {}
        if at == self.farthest and at != self.labelled:
            self.expected[what] = None


# A reader takes a state, a place, and the list that collects nodes; it returns where it ends.
_Reader = Callable[[_State, int, list[Node]], int | None]


def deeply(function: Callable[_P, _T]) -> Callable[_P, _T]:
    """Give a function that goes down a tree the room that the deepest query takes."""

    @wraps(function)
    def roomy(*args: _P.args, **kwargs: _P.kwargs) -> _T:
        before = sys.getrecursionlimit()
        sys.setrecursionlimit(max(before, _ROOM))
        try:
            return function(*args, **kwargs)
        finally:
            sys.setrecursionlimit(before)

    return roomy


# One query is asked for its tree by several.
@lru_cache(maxsize=2)
@deeply
def parse(source: SparqlText) -> Node | Stop:
    """Return the tree of a query, or what stands in the way."""
    state, nodes = _State(source.tokens), list[Node]()
    end = _rules()["Query"](state, 0, nodes)
    return nodes[0] if end is not None else Stop(state.farthest, tuple(state.expected))


@cache
def keywords() -> tuple[str, ...]:
    """Return every keyword of the grammar."""
    words = re.findall(r"'([A-Z_]{2,})'", GRAMMAR)
    return tuple(sorted({*words, *ARGUMENTS}))


@cache
def _rules() -> dict[str, _Reader]:
    rules: dict[str, _Reader] = {}
    for line in re.sub(r"\n  ", " ", GRAMMAR).strip().splitlines():
        name, label, body = re.fullmatch(r'(\w+)(?: "(.*?)")? = (.*)', line).groups()  # type: ignore[union-attr]
        symbols = _SYMBOL.findall(body)[::-1]
        rules[name] = _rule(name, label, _alternatives(symbols, rules))
    return rules


def _rule(name: str, label: str | None, body: _Reader) -> _Reader:
    def read(state: _State, at: int, nodes: list[Node]) -> int | None:
        before = state.labelled
        if label is not None:
            state.missed(at, label)
            state.labelled = at
        children: list[Node] = []
        end = body(state, at, children)
        state.labelled = before
        if end is not None:
            nodes.append(Node(name, at, end, tuple(children)))
        return end

    return read


def _alternatives(symbols: list[str], rules: dict[str, _Reader]) -> _Reader:
    choices = [_sequence(symbols, rules)]
    while symbols and symbols[-1] == "|":
        symbols.pop()
        choices.append(_sequence(symbols, rules))
    if len(choices) == 1:
        return choices[0]

    def read(state: _State, at: int, nodes: list[Node]) -> int | None:
        for choice in choices:
            end = choice(state, at, nodes)
            if end is not None:
                return end
        return None

    return read


def _sequence(symbols: list[str], rules: dict[str, _Reader]) -> _Reader:
    parts = []
    while symbols and symbols[-1] not in ("|", ")"):
        parts.append(_repeated(symbols, rules))
    if len(parts) == 1:
        return parts[0]

    def read(state: _State, at: int, nodes: list[Node]) -> int | None:
        count, end = len(nodes), at
        for part in parts:
            reached = part(state, end, nodes)
            if reached is None:
                del nodes[count:]
                return None
            end = reached
        return end

    return read


def _repeated(symbols: list[str], rules: dict[str, _Reader]) -> _Reader:
    part = _symbol(symbols, rules)
    sign = symbols.pop() if symbols and symbols[-1] in ("*", "+", "?") else ""
    if not sign:
        return part
    least, most = sign == "+", sign == "?"

    def read(state: _State, at: int, nodes: list[Node]) -> int | None:
        count, end = 0, at
        while not (most and count):
            reached = part(state, end, nodes)
            if reached is None or reached == end:
                break
            count, end = count + 1, reached
        return None if least and not count else end

    return read


def _symbol(symbols: list[str], rules: dict[str, _Reader]) -> _Reader:
    symbol = symbols.pop()
    if symbol == "(":
        inner = _alternatives(symbols, rules)
        symbols.pop()
        return inner
    if symbol[0].isupper():
        return lambda state, at, nodes: rules[symbol](state, at, nodes)
    wanted = symbol.strip("'")
    if wanted == "builtin":
        return _terminal(lambda key: key in ARGUMENTS, "a function")
    if symbol == wanted:
        return _terminal(lambda key: key == wanted, _CLASSES.get(wanted, wanted))
    return _terminal(lambda key: key == wanted, wanted if wanted.isupper() else symbol)


_CLASSES = {
    "blank": "a blank node",
    "end": "the end of the query",
    "integer": "a whole number",
    "iri": "an IRI",
    "language": "a language tag",
    "name": "a prefixed name",
    "number": "a number",
    "prefix": "a prefix",
    "string": "a string",
    "var": "a variable",
}


def _terminal(fits: Callable[[str], bool], what: str) -> _Reader:
    def read(state: _State, at: int, nodes: list[Node]) -> int | None:
        if fits(state.keys[at]):
            return at + 1
        state.missed(at, what)
        return None

    return read
