"""SPARQL-based constraints (SHACL, section 5), a query for all focus nodes together.

The standard has a query run once for each focus node, with ``$this`` bound before. Two ways give
the same solutions at once: where the first patterns of a query bind ``$this`` by themselves it
runs as it stands, and solutions for other nodes are dropped; otherwise the focus nodes are put
before its patterns as a table. Neither is the same where a part of the query is worked out on its
own and asks for ``$this`` there, or counts or cuts off solutions: such a query is not supported.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pyoxigraph import Literal

from govgraph.shacl.data import chunks
from govgraph.shacl.keys import Key, is_blank, is_iri, lines, text_of_key
from govgraph.shacl.model import Checker, Hit, ShapeNode, UnsupportedShapeError, Values
from govgraph.shacl.patterns import Step, steps_of
from govgraph.sparql.engine import check, solve
from govgraph.sparql.misuse import AGGREGATES, grouped_by
from govgraph.sparql.parser import Node, parse
from govgraph.sparql.reach import selected, unreached
from govgraph.sparql.tokens import SparqlText

_A_QUERY = 5_000
_NAMED = re.compile(r"\{[?$](\w+)\}")
# What the standard forbids in such queries, or what depends on more than the data graph.
_REFUSED = ("MINUS", "VALUES", "SERVICE", "GRAPH", "FROM", "LIMIT", "OFFSET")
_RESERVED = ("shapesGraph", "currentShape", "failure")


@dataclass(frozen=True)
class Select:
    """A SPARQL constraint.

    Attributes:
        node: the constraint in the shapes graph.
        text: its SELECT with prefixes and path.
        tables_at: where a table of focus nodes goes: where its patterns begin, and those of groups
            within that ask for ``$this``. There it changes nothing, and the engine, which works
            such a group out by itself, begins with it.
        alone: whether it needs no table of focus nodes there.
        messages: its messages.
        at_focus: whether a solution without ``?value`` is about the focus node.
        steps: the places in its patterns that statements can match.
    """

    node: ShapeNode
    text: str
    tables_at: tuple[int, ...]
    alone: bool
    messages: tuple[Literal, ...]
    at_focus: bool
    steps: tuple[Step, ...]
    component = "SPARQLConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:
        """Yield the solutions at focus nodes, each once."""
        if not values.focus:
            return
        focus = values.focus if isinstance(values.focus, dict | frozenset) else set(values.focus)
        for text in self._queries(values, run.data.is_narrow):
            head, *table = lines(solve(run.data.store, text))
            names = [name[1:] for name in head.split("\t")]
            for line in dict.fromkeys(table):
                cells = zip(names, line.split("\t"), strict=True)
                solution = {name: cell for name, cell in cells if cell}
                node = solution.get("this", "")
                if node in focus:
                    yield self._hit(node, solution)

    def _queries(self, values: Values, narrow: bool) -> Iterator[str]:
        nameless = any(map(is_blank, values.focus))
        # What a table does not make narrow takes as long with each chunk of many.
        if self.alone and (nameless or not narrow or len(values.focus) > _A_QUERY):
            yield self.text
            return
        if nameless:
            message = "no query can name the blank nodes that this one is to be asked about."
            raise UnsupportedShapeError(message, str(self.node), "sh:sparql")
        for chunk in chunks(values.focus, _A_QUERY):
            table = f" VALUES ?this {{ {' '.join(chunk)} }} "
            text = self.text
            for at in reversed(self.tables_at):
                text = text[:at] + table + text[at:]
            yield text

    def _hit(self, node: Key, solution: dict[str, Key]) -> Hit:
        path = solution.get("path")
        value = solution.get("value", node if self.at_focus else None)
        told = solution.get("message")
        messages = (Literal(text_of_key(told)),) if told else self.messages
        at = path if path and is_iri(path) else None
        return Hit(node, value, at, messages, self.node, solution)


def filled(message: Literal, solution: Mapping[str, Key]) -> Literal:
    """Return a message with the values of a solution in the place of ``{?name}``."""

    def value(match: re.Match[str]) -> str:
        key = solution.get(match[1])
        return match[0] if key is None else text_of_key(key)

    text = _NAMED.sub(value, message.value)
    return message if text == message.value else Literal(text, language=message.language)


def read_select(
    node: ShapeNode, text: str, path: str | None, messages: tuple[Literal, ...]
) -> Select:
    """Return a SPARQL constraint, ready to be run.

    Args:
        node: the constraint in the shapes graph.
        text: its SELECT, with its prefixes.
        path: the path of its property shape as SPARQL writes it; None for a node shape.
        messages: its messages.

    Raises:
        UnsupportedShapeError: it cannot be run for all focus nodes together.
    """
    source = SparqlText(text, str(node))
    places = [t for t in source.tokens if t.kind == "var" and t.text[1:] == "PATH"]
    if path is None and places:
        raise _unsupported(node, "its query has $PATH, and its shape no sh:path.")
    if path is not None:
        for token in reversed(places):
            text = text[: token.start] + path + text[token.end :]
        source = SparqlText(text, str(node))
    tree = parse(source)
    try:
        check(text)
    except SyntaxError as error:
        raise _unsupported(node, f"its query is none: {error.msg}.") from error
    if not isinstance(tree, Node):
        raise _unsupported(node, "its query is of a form that is not read.")
    form = tree.child("Select")
    where = None if form is None else form.child("Where")
    body = None if where is None else where.children[0].child("Body")
    if form is None or body is None:
        raise _unsupported(node, "its query is no plain SELECT.")
    _refuse(node, source, tree, form)
    for token in unreached(source, tree, {"this"}):
        place = source.place(token.start)
        raise _unsupported(node, f"a part of its query has no value for $this ({place}).")
    alone = _binds_this(source, body)
    if not alone and any(_may_be_empty(source, verb) for verb in tree.walk("Verb")):
        raise _unsupported(node, "a path of its query leads from each node to itself.")
    tables = tuple(source.tokens[at].start for at in _tables(source, body))
    steps = steps_of(source, tree, body)
    return Select(node, text, tables, alone, messages, path is None, steps)


def _tables(source: SparqlText, body: Node) -> Iterator[int]:
    """Yield the tokens before which a table of focus nodes may go, in order.

    Those are the beginnings of a group, of each group within it that asks for ``$this`` and has to
    hold too, and of an optional one that begins with a pattern of it: not of what a filter asks,
    nor of groups that may give it no value, where a table would.
    """
    yield body.start
    for kind in (clause.children[0] for clause in body.children if clause.rule == "Clause"):
        for group in kind.children if kind.rule in ("Union", "Optional") else ():
            inner = group.child("Body")
            tokens = () if inner is None else source.tokens[inner.start : inner.end]
            if inner is None or not any(t.kind == "var" and t.text[1:] == "this" for t in tokens):
                continue
            if kind.rule == "Union":
                yield from _tables(source, inner)
            elif _binds_this(source, inner):
                yield inner.start


def _refuse(node: ShapeNode, source: SparqlText, tree: Node, form: Node) -> None:
    for token in source.tokens:
        if token.key in _REFUSED:
            raise _unsupported(node, f"its query has {token.key}.")
        if token.kind == "var" and token.text[1:] in _RESERVED:
            raise _unsupported(node, f"its query asks for {token.text}.")
    if next(tree.walk("SubSelect"), None) is not None:
        raise _unsupported(node, "its query has a SELECT within.")
    clause = form.children[0]
    columns = [t.text[1:] for t in selected(source, clause)]
    if columns and "this" not in columns:
        raise _unsupported(node, "its query does not select $this.")
    made = [source.tokens[b.end - 2].text[1:] for b in tree.walk("Bind")]
    made += [source.tokens[c.end - 2].text[1:] for c in clause.children if c.end - c.start > 1]
    if "this" in made:
        raise _unsupported(node, "its query gives $this another value.")
    modifiers = form.child("Modifiers")
    group = None if modifiers is None else modifiers.child("GroupBy")
    counts = next(tree.walk(*AGGREGATES), None) is not None
    if (group is not None or counts) and (group is None or "this" not in grouped_by(source, group)):
        raise _unsupported(node, "its query counts over all focus nodes.")


def _binds_this(source: SparqlText, body: Node) -> bool:
    """Whether the patterns that a query begins with have ``$this`` as an end of one of them."""
    first = body.children[0] if body.children else None
    if first is None or first.rule != "Triples":
        return False
    for statement in first.children:
        subject, *rest = statement.children
        for properties in rest:
            for part in properties.children:
                verb, *objects = part.children
                if _may_be_empty(source, verb):
                    continue
                ends = [subject, *(end for o in objects for end in o.children)]
                if any(_is_this(source, end) for end in ends):
                    return True
    return False


def _is_this(source: SparqlText, node: Node) -> bool:
    token = source.tokens[node.start]
    return node.end - node.start == 1 and token.kind == "var" and token.text[1:] == "this"


def _may_be_empty(source: SparqlText, verb: Node) -> bool:
    return any(t.key in ("*", "?") for t in source.tokens[verb.start : verb.end])


def _unsupported(node: ShapeNode, message: str) -> UnsupportedShapeError:
    return UnsupportedShapeError(message, str(node), "sh:sparql")
