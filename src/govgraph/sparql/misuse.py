"""What the grammar takes and the standard does not: names used twice, values that do not fit.

Only asked when the engine has refused a query; each check names the first place it finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.prose import count
from govgraph.sparql.grammar import ARGUMENTS
from govgraph.sparql.parser import Node
from govgraph.sparql.tokens import SparqlText

_ESCAPE = re.compile(r"\\[\\tbnrf\"']|\\u[0-9A-Fa-f]{4}|\\U[0-9A-Fa-f]{8}|(\\.?)", re.DOTALL)
AGGREGATES = ("Aggregate", "Count", "Joined")


class Fault(NamedTuple):
    """Why a text is no query: the offset of the place, the reason, and what to do."""

    offset: int
    message: str
    hint: str = ""


def find_misuse(source: SparqlText, tree: Node) -> Fault | None:
    """Return the first fault that a check knows, in the order of the text, or None."""
    checks = (_iris, _escapes, _calls, _binds, _projections, _values, _templates)
    return min((fault for check in checks for fault in check(source, tree)), default=None)


def _iris(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for token in source.tokens:
        if token.kind == "iri":
            iri = source.iri(token) or ""
            if ":" not in iri:
                yield Fault(
                    token.start,
                    f"the IRI {token.text} is relative.",
                    "Write it whole, or declare a BASE.",
                )
            elif not _is_iri(iri):
                yield Fault(token.start, f"{token.text} is no IRI.")


def _is_iri(text: str) -> bool:
    try:
        return bool(NamedNode(text))
    except ValueError:
        return False


def _escapes(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for token in source.tokens:
        if token.kind == "string":
            for match in _ESCAPE.finditer(token.text):
                if match.group(1):
                    yield Fault(
                        token.start + match.start(),
                        f"'{match.group(1)}' is no escape in a string.",
                        f"For a backslash itself write '\\{match.group(1)}'.",
                    )


def _calls(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for call in tree.walk("Builtin"):
        name = source.tokens[call.start]
        (arguments,) = call.children
        given = sum(c.rule == "Expression" for c in arguments.children)
        least, most = ARGUMENTS[name.key]
        if given < least or (most is not None and given > most):
            wanted = f"{least}" if least == most else f"{least} to {most}" if most else "1 or more"
            are = "is" if given == 1 else "are"
            number = count(most or least, "argument").partition(" ")[2]
            message = f"{name.key} takes {wanted} {number}, and {given} {are} given."
            yield Fault(name.start, message)
    for outer in tree.walk("Filter", "Bind"):
        for call in outer.walk(*AGGREGATES):
            name = source.tokens[call.start]
            keyword = source.tokens[outer.start].key
            hint = "It belongs in the SELECT or in HAVING."
            yield Fault(name.start, f"{name.key} cannot stand in a {keyword}.", hint)


def _binds(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for body in tree.walk("Body"):
        known: set[str] = set()
        for part in body.children:
            bind = part.child("Bind")
            if bind is not None:
                variable = source.tokens[bind.end - 2]
                if variable.text[1:] in known:
                    yield Fault(
                        variable.start,
                        f"{variable.text} has a value already where BIND gives it one.",
                        "Use another variable.",
                    )
            known |= in_scope(source, part)


def _projections(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for select in tree.walk("Select", "SubSelect"):
        clause, where, modifiers = select.children[:3]
        inner = in_scope(source, where)
        group = modifiers.child("GroupBy")
        keys = set() if group is None else grouped_by(source, group)
        grouped = group is not None or any(clause.walk(*AGGREGATES))
        named: set[str] = set()
        if group is not None and not clause.children:
            yield Fault(source.tokens[clause.start].start, "SELECT * cannot go with GROUP BY.")
        for column in clause.children:
            variable = source.tokens[column.end - (1 if column.end - column.start == 1 else 2)]
            name = variable.text[1:]
            if name in named:
                yield Fault(variable.start, f"{variable.text} is selected twice.")
            elif column.children and name in inner:
                yield Fault(
                    variable.start,
                    f"{variable.text} has a value in the WHERE already.",
                    "Use another name after AS.",
                )
            elif grouped:
                yield from _ungrouped(source, column, keys)
            named.add(name)


def grouped_by(source: SparqlText, group: Node) -> set[str]:
    """Return the variables, without their question marks, that have a value after grouping."""
    names = set()
    for key in group.children:
        # A variable, one in brackets, or one after AS.
        last = key.end - (1 if key.end - key.start == 1 else 2)
        alone = key.end - key.start in (1, 3) or source.tokens[last - 1].key == "AS"
        if alone and source.tokens[last].kind == "var":
            names.add(source.tokens[last].text[1:])
    return names


def _ungrouped(source: SparqlText, column: Node, keys: set[str]) -> Iterator[Fault]:
    inside = {i for a in column.walk(*AGGREGATES) for i in range(a.start, a.end)}
    end = column.end - 2 if column.children else column.end
    for i in range(column.start, end):
        token = source.tokens[i]
        if token.kind == "var" and i not in inside and token.text[1:] not in keys:
            yield Fault(
                token.start,
                f"{token.text} is neither grouped by nor inside COUNT, MIN or the like.",
                f"Add it to the end: GROUP BY {token.text}.",
            )


def _values(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for values in tree.walk("Values"):
        tokens = source.tokens[values.start : values.end]
        names = [t.text[1:] for t in tokens if t.kind == "var"]
        width = len(names)
        if len(set(names)) < width:
            yield Fault(tokens[0].start, "a variable stands twice in the head of VALUES.")
        for row in values.children:
            if row.rule == "Row" and len(row.children) != width:
                yield Fault(
                    source.tokens[row.start].start,
                    f"the row has {count(len(row.children), 'value')}"
                    f" for {count(width, 'variable')}.",
                    "Write UNDEF where there is none.",
                )


def _templates(source: SparqlText, tree: Node) -> Iterator[Fault]:
    for template in tree.walk("Template"):
        for verb in template.walk("Verb"):
            if verb.end - verb.start > 1:
                start = source.tokens[verb.start].start
                yield Fault(start, "what is constructed takes no property path.")


def in_scope(source: SparqlText, node: Node) -> set[str]:
    """Return the variables, without their question marks, that a pattern may give values to."""
    tokens = source.tokens
    if node.rule in ("Filter", "Minus"):
        return set()
    if node.rule == "Bind":
        return {tokens[node.end - 2].text[1:]}
    if node.rule == "SubSelect" and node.children[0].children:
        clause = node.children[0]
        ends = (c.end - (1 if c.end - c.start == 1 else 2) for c in clause.children)
        return {tokens[i].text[1:] for i in ends}
    if node.rule in ("Triples", "Values"):
        return {t.text[1:] for t in tokens[node.start : node.end] if t.kind == "var"}
    graph = tokens[node.start + 1] if node.rule == "Graph" else None
    names = {graph.text[1:]} if graph is not None and graph.kind == "var" else set()
    return names.union(*(in_scope(source, c) for c in node.children))
