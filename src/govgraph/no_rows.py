"""Why a query has no row: the first part of its WHERE with which nothing matches any more.

The parts of the outer group are put to the store one after the other, each with those before
it, so that what is said is what the engine found. A FILTER holds for its whole group and comes
last. Where the text is beyond the grammar nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import Store

from govgraph.model import Query, Term
from govgraph.names import XSD
from govgraph.prose import count, join
from govgraph.queries import source_of
from govgraph.sparql.bound import values_row
from govgraph.sparql.engine import solve
from govgraph.sparql.parser import Node, parse
from govgraph.sparql.tokens import SparqlText

# Parts that never take a row away.
_HARMLESS = ("Bind", "Optional")
_COMPARISONS = ("=", "<", ">", "<=", ">=")
_NUMBERS = {"integer", "number"}
_MODIFIERS = {"Having": "HAVING", "Limit": "LIMIT", "Offset": "OFFSET"}
_MOST_NAMED = 5


class _Part(NamedTuple):
    """A part of a group: what it is, its offset, its text, and how people are shown it."""

    rule: str
    start: int
    text: str
    shown: str
    node: Node | None = None


def why_no_rows(query: Query, store: Store, arguments: Mapping[str, Term]) -> list[str]:
    """Return why a query that has no row has none, a line each; at least ``no rows.``."""
    source = source_of(query.text, str(query.path))
    tree = parse(source)
    if not isinstance(tree, Node):
        return ["no rows."]
    asking = _Asking(source, store, arguments)
    body = _outer_body(tree)
    if body is None:
        return ["no rows.", *_alone(asking, tree)]
    parts = list(_parts(source, body))
    filters = [p for p in parts if p.rule == "Filter"]
    before: list[_Part] = []
    for part in [p for p in parts if p.rule != "Filter"] + filters:
        taken = [*before, part]
        if part.rule not in _HARMLESS and not asking.holds(taken):
            return list(_named(asking, part, before))
        before = taken
    return [_after_the_where(tree)]


def _outer_body(tree: Node) -> Node | None:
    """Return the parts of the outer WHERE; None where it is a sub-SELECT alone."""
    where = next(tree.walk("Where"), None)
    if where is None:
        # CONSTRUCT WHERE { … } has a template for both.
        return next(tree.walk("Template"), None)
    return where.children[0].child("Body")


class _Asking:
    """Puts parts of a query to the store, under the query's own prologue."""

    def __init__(self, source: SparqlText, store: Store, arguments: Mapping[str, Term]) -> None:
        self.source = source
        self._store = store
        self._head = source.text[: source.tokens[source.first].start] + "ASK {\n"
        self._row = f"{values_row(arguments)}\n" if arguments else ""

    def holds(self, parts: list[_Part]) -> bool:
        """Whether the parts together match anything; so does what the engine cannot say."""
        text = self._head + self._row + "\n".join(p.text for p in parts) + "\n}"
        try:
            return bool(solve(self._store, text))
        except (SyntaxError, RuntimeError, OSError):
            return True


def _parts(source: SparqlText, body: Node) -> Iterator[_Part]:
    for child in body.children:
        if child.rule == "Triples":
            for statement in child.children:
                yield from _triples(source, statement)
        else:
            rule = child.children[0].rule
            text = _text(source, child.start, child.end)
            yield _Part(rule, source.tokens[child.start].start, text, _short(text), child)


def _triples(source: SparqlText, statement: Node) -> Iterator[_Part]:
    """Yield the triple patterns of a statement; one with nodes in brackets stays whole."""
    subject = statement.children[0]
    nested = next(statement.walk("Collection", "Blank"), None) is not None
    if nested or subject.rule != "Term":
        text = _text(source, statement.start, statement.end)
        yield _Part("Triples", source.tokens[statement.start].start, f"{text} .", _short(text))
        return
    named = _text(source, subject.start, subject.end)
    first = True
    for pair in statement.children[1].children:
        verb, objects = pair.children[0], pair.children[1:]
        for thing in objects:
            said = f"{_text(source, verb.start, verb.end)} {_text(source, thing.start, thing.end)}"
            whole = f"{named} {said}"
            at = subject if first else verb if thing is objects[0] else thing
            place = source.tokens[at.start].start
            yield _Part("Triples", place, f"{whole} .", _short(whole if first else said))
            first = False


def _text(source: SparqlText, start: int, end: int) -> str:
    return source.text[source.tokens[start].start : source.tokens[end - 1].end]


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"


def _named(asking: _Asking, part: _Part, before: list[_Part]) -> Iterator[str]:
    place = asking.source.place(part.start)
    if part.rule == "Filter":
        message = f"'{part.shown}' lets nothing through.{_text_for_number(asking, part, before)}"
    elif not before:
        message = f"'{part.shown}' matches nothing."
    else:
        kind = "pattern" if all(p.rule == "Triples" for p in before) else "part"
        number = count(len(before), kind)
        verb = "matches" if len(before) == 1 else "match"
        message = f"with '{part.shown}' nothing matches any more ({number} before it {verb})."
        if part.rule == "Triples" and not asking.holds([part]):
            message += " It matches nothing by itself either."
    yield f"{place}: no rows: {message}"
    if part.node is not None and part.rule in ("Union", "Graph"):
        yield from _alone(asking, part.node)


def _text_for_number(asking: _Asking, part: _Part, before: list[_Part]) -> str:
    """Say that a FILTER compares a number with values that are text, where it does."""
    inside = asking.source.tokens[part.node.start : part.node.end] if part.node else ()
    tokens = [t for t in inside if t.key not in ("+", "-")]
    for one, sign, two in zip(tokens, tokens[1:], tokens[2:], strict=False):
        name = one if one.kind == "var" else two
        kinds = {one.kind, two.kind}
        if sign.key not in _COMPARISONS or "var" not in kinds or not kinds & _NUMBERS:
            continue
        text = f"FILTER(DATATYPE({name.text}) = <{XSD}string>)"
        if asking.holds([*before, _Part("Filter", part.start, text, "")]):
            return (
                f" {name.text} is text: write xsd:decimal({name.text}) to compare it as a number."
            )
    return ""


def _alone(asking: _Asking, node: Node) -> list[str]:
    """Name the single triple patterns in a part that match nothing by themselves."""
    lines = []
    for triples in node.walk("Triples", outside=("Filter", "Minus", "Optional", "Template")):
        for statement in triples.children:
            for part in _triples(asking.source, statement):
                if not asking.holds([part]):
                    place = asking.source.place(part.start)
                    lines.append(f"{place}: '{part.shown}' matches nothing by itself.")
    return lines[:_MOST_NAMED]


def _after_the_where(tree: Node) -> str:
    """Name what stands after a WHERE that has matches."""
    form = next(tree.walk("Select", "Construct", "Describe"), None)
    found = [] if form is None else [m.rule for m in form.walk(*_MODIFIERS, outside=("Where",))]
    names = [_MODIFIERS[rule] for rule in found]
    if tree.child("Values") is not None:
        names.append("the VALUES at the end")
    if not names:
        return "no rows."
    verb = "leaves" if len(names) == 1 else "leave"
    return f"no rows: the WHERE has matches, of which {join(names)} {verb} none."
