"""Saved queries: header and run.

A saved query is a ``queries/NAME.rq`` with a header of ``#+ key: value`` lines:

``summary``, ``description``, ``tags``
    for people; ``tags`` are separated by commas.
``param``
    ``NAME | ?VARIABLE | CLASS | description``, one line a parameter. The variable's name ends
    in its kind (``_iri``, ``_date``, ``_integer``, ``_string``); two leading underscores make
    it optional. CLASS (of an ``_iri``) is where a label is looked up.
``example``
    ``NAME=VALUE``, for each parameter that must be given.

A parameter is bound by one ``VALUES`` row at the head of the outer ``WHERE``; it is never
pasted into the text.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from pyoxigraph import QueryResultsFormat, QuerySolutions, Store

from govgraph.errors import QueryError
from govgraph.model import Parameter, Query, Table, Term
from govgraph.names import VOCABULARIES, did_you_mean
from govgraph.rdfio import read_text
from govgraph.workspace import resources

RESULT_FORMATS = {
    "csv": QueryResultsFormat.CSV,
    "json": QueryResultsFormat.JSON,
    "tsv": QueryResultsFormat.TSV,
    "xml": QueryResultsFormat.XML,
}
_KINDS = ("iri", "date", "integer", "string")
# What can hide a brace or a WHERE: strings, IRIs and comments come first.
_TOKEN = re.compile(
    r'"""(?:[^"\\]|\\.|"(?!""))*"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\''
    r"|<[^<>\"{}|^`\\\s]*>|#[^\n]*|[{}]|\bWHERE\b",
    re.IGNORECASE | re.DOTALL,
)


def query_names() -> list[str]:
    """Return the names of the saved queries that ship."""
    return sorted(p.stem for p in (resources() / "queries").glob("*.rq"))


def get_query(name: str) -> Query:
    """Return a saved query by name.

    Raises:
        QueryError: there is none of that name, or its header is wrong.
    """
    names = query_names()
    if name not in names:
        hint = did_you_mean(name, names) or "See 'govgraph query --list'."
        raise QueryError("unknown-query", f"there is no saved query '{name}'.", hint=hint)
    return read_query(resources() / "queries" / f"{name}.rq")


def read_query(path: Path) -> Query:
    """Return the saved query in a file.

    Raises:
        QueryError: the header is wrong.
    """
    text = read_text(path)
    fields: dict[str, str] = {}
    parameters: list[Parameter] = []
    example: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.startswith("#+"):
            continue
        key, colon, value = line[2:].partition(":")
        key, value = key.strip(), value.strip()
        if not colon or key not in {"summary", "description", "tags", "param", "example"}:
            raise QueryError("bad-header", f"'{line}' is no header line.", f"{path}:{number}")
        if key == "param":
            parameters.append(_parameter(value, f"{path}:{number}"))
        elif key == "example":
            name, _, given = value.partition("=")
            example[name.strip()] = given.strip()
        else:
            fields[key] = f"{fields[key]} {value}" if key in fields else value
    if "summary" not in fields:
        raise QueryError("bad-header", "the header has no summary.", str(path))
    tags = tuple(t.strip() for t in fields.get("tags", "").split(",") if t.strip())
    return Query(
        path.stem,
        path,
        text,
        fields["summary"],
        fields.get("description", ""),
        tags,
        tuple(parameters),
        example,
    )


def _parameter(value: str, where: str) -> Parameter:
    parts = [p.strip() for p in value.split("|")]
    if len(parts) != 4 or not parts[1].startswith("?_"):
        form = "NAME | ?_VARIABLE | CLASS | description"
        raise QueryError("bad-header", f"a parameter is to be written '{form}'.", where)
    name, variable, cls, description = parts
    kind = variable.rpartition("_")[2]
    if kind not in _KINDS:
        raise QueryError("bad-header", f"'{variable}' ends in no kind of {_KINDS}.", where)
    return Parameter(name, variable[1:], kind, cls and _class_iri(cls, where), description)


def _class_iri(curie: str, where: str) -> str:
    prefix, _, local = curie.partition(":")
    if prefix not in VOCABULARIES:
        raise QueryError("bad-header", f"'{curie}' has an unknown prefix.", where)
    return VOCABULARIES[prefix] + local


def bound_text(query: Query, arguments: Mapping[str, Term]) -> str:
    """Return the SPARQL text with its parameters bound.

    One ``VALUES`` row goes to the head of the outer ``WHERE``: it is right on every engine,
    where an engine's own substitution leaves ``BOUND`` false.

    Raises:
        QueryError: the query has parameters but no outer ``WHERE``.
    """
    if not arguments:
        return query.text
    depth, seen_where = 0, False
    for match in _TOKEN.finditer(query.text):
        token = match.group().upper()
        if token == "WHERE" and depth == 0:
            seen_where = True
        elif token == "{":
            if seen_where and depth == 0:
                names = " ".join(f"?{v}" for v in arguments)
                terms = " ".join(str(t) for t in arguments.values())
                row = f"\n  VALUES ( {names} ) {{ ( {terms} ) }}"
                return query.text[: match.end()] + row + query.text[match.end() :]
            depth += 1
        elif token == "}":
            depth -= 1
    raise QueryError("no-where", "the query has no outer WHERE to bind in.", str(query.path))


def run(query: Query, store: Store, arguments: Mapping[str, Term]) -> Table:
    """Run a saved query over the union of a store's graphs.

    Args:
        query: the saved query, a SELECT.
        store: the data.
        arguments: what :func:`govgraph.parameters.bind` returned.

    Raises:
        QueryError: the text is no query that the engine takes.
    """
    solutions = _solve(query, store, arguments)
    columns = tuple(v.value for v in solutions.variables)
    return Table(columns, tuple(tuple(row) for row in solutions))


def run_serialized(
    query: Query, store: Store, arguments: Mapping[str, Term], result_format: str
) -> bytes:
    """Run a saved query and return its result in a W3C format.

    Args:
        query: the saved query, a SELECT.
        store: the data.
        arguments: what :func:`govgraph.parameters.bind` returned.
        result_format: a key of ``RESULT_FORMATS``.

    Raises:
        QueryError: the text is no query that the engine takes.
    """
    return _solve(query, store, arguments).serialize(format=RESULT_FORMATS[result_format]) or b""


def _solve(query: Query, store: Store, arguments: Mapping[str, Term]) -> QuerySolutions:
    try:
        result = store.query(bound_text(query, arguments), use_default_graph_as_union=True)
    except SyntaxError as error:
        raise QueryError("bad-query", f"{error.msg}.", str(query.path)) from error
    if not isinstance(result, QuerySolutions):
        raise QueryError("not-select", "the query is no SELECT.", str(query.path))
    return result
