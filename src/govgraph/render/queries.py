"""What there is to know of queries, for terminals."""

from __future__ import annotations

from collections.abc import Sequence
from shlex import quote

from govgraph.model import Parameter, Query
from govgraph.names import GOV
from govgraph.parameters import ACTION
from govgraph.queries import columns, form_of

_WIDTH = 88
# The kind of a parameter → what is typed.
PARAMETER_KINDS = {"date": "date, YYYY-MM-DD", "integer": "whole number", "string": "text"}


def as_list(queries: Sequence[Query]) -> str:
    """Return a line for each query: its name, its summary and its parameters."""
    width = max(len(q.name) for q in queries)
    return "".join(f"{q.name:<{width}}  {q.summary}{_signature(q)}\n" for q in queries)


def _signature(query: Query) -> str:
    names = [p.name + ("?" if p.optional else "") for p in query.parameters]
    return f" ({', '.join(names)})" if names else ""


def as_description(query: Query) -> str:
    """Return what a query is for, what it takes and what it gives."""
    # textwrap is needed for prose only.
    from textwrap import fill

    parts = [f"{query.name}: {query.summary}" if query.summary else query.name]
    if query.description:
        parts.append(fill(query.description, _WIDTH))
    if query.parameters:
        rows = [
            (p.name, f"{_kind(p)}{', optional' if p.optional else ''}") for p in query.parameters
        ]
        widths = [max(len(row[i]) for row in rows) for i in (0, 1)]
        lines = [
            f"  {name:<{widths[0]}}  {kind:<{widths[1]}}  {p.description}".rstrip()
            for (name, kind), p in zip(rows, query.parameters, strict=True)
        ]
        parts.append("\n".join(["Parameters", *lines]))
    parts.append(_result(query))
    if query.closure:
        parts.append("Asks for what follows from the data too; its rows are no record's own words.")
    if query.tags:
        parts.append(f"Tags\n  {', '.join(query.tags)}")
    if query.example:
        given = " ".join(f"-p {quote(f'{name}={value}')}" for name, value in query.example.items())
        parts.append(f"Example\n  govgraph query {quote(query.name)} {given}")
    return "\n\n".join(parts) + "\n"


def _kind(parameter: Parameter) -> str:
    if parameter.kind != "iri":
        return PARAMETER_KINDS[parameter.kind]
    kind = parameter.cls.removeprefix(GOV).lower()
    return f"{kind}, by {'DATE/NUMBER, ' if parameter.cls == ACTION else ''}label or IRI"


def _result(query: Query) -> str:
    form = form_of(query)
    if form == "SELECT":
        return f"Columns\n  {', '.join(columns(query))}"
    return "Answers\n  yes or no" if form == "ASK" else "Gives\n  triples, as Turtle"
