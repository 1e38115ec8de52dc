"""``govgraph query``: SPARQL queries, saved or of one's own, with typed parameters."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli import suggest
from govgraph.cli.common import Settings, examples, with_settings
from govgraph.cli.forms import formats, suffixes_of
from govgraph.cli.output import write, write_text

if TYPE_CHECKING:
    from pyoxigraph import Store

    from govgraph.model import Query, Term

FORMATS = ("table", "csv", "tsv", "json", "xml", "md", "ttl")
SUFFIXES = {**suffixes_of(FORMATS[1:]), ".srj": "json", ".srx": "xml"}
# Form of a query → the formats its result has, the default one first.
_FORMATS_OF = {
    "SELECT": ("table", "csv", "tsv", "json", "xml", "md"),
    "ASK": ("table", "json", "xml", "md"),
    "CONSTRUCT": ("ttl",),
    "DESCRIBE": ("ttl",),
}


@click.command(
    short_help="Run a query, saved or your own, over all records.",
    epilog=examples(
        "govgraph query --list",
        "govgraph query actions --describe",
        "govgraph query actions -p owner=MOPAC",
        "govgraph query action-trace -p action=2022-06-24/13 --format csv",
        "govgraph query mine.rq -o rows.json",
        "govgraph query mine.rq --check",
        "govgraph query mine.rq --fail-on-rows",
        "echo 'SELECT ?g { GRAPH ?g { } }' | govgraph query -",
    ),
)
@click.argument(
    "name", metavar="[NAME|FILE.rq|-]", required=False, shell_complete=suggest.query_names
)
@click.option("--list", "listed", is_flag=True, help="List the saved queries and their parameters.")
@click.option("--describe", "described", is_flag=True, help="Say what the query takes and gives.")
@click.option("--check", "checked", is_flag=True, help="Say what is slow on a large board.")
@click.option(
    "-p",
    "--param",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    shell_complete=suggest.parameters,
    help="Give a parameter; may be repeated.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    shell_complete=suggest.days,
    help="Short for -p as_of=DATE (default: the day of the latest record).",
)
@click.option("--fail-on-rows", is_flag=True, help="Exit with 1 if there is a row, or a yes.")
@click.option("--fail-on-empty", is_flag=True, help="Exit with 1 if there is none.")
@formats(FORMATS, SUFFIXES, "table, or ttl for triples")
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    name: str | None,
    listed: bool,
    described: bool,
    checked: bool,
    parameters: tuple[str, ...],
    as_of: str | None,
    fail_on_rows: bool,
    fail_on_empty: bool,
    format_name: str,
    output: str | None,
) -> int:
    """Run a query over all records on file: a saved one by its NAME, or your own.

    Your own is SPARQL in a FILE.rq, or on stdin for '-': a SELECT, an ASK or a CONSTRUCT. It sees
    all records as one graph, and each by its own under GRAPH. It cannot change anything.

    The VALUE of a parameter is a date, YYYY-MM-DD; an action's DATE/NUMBER; a label, such as
    MOPAC; a CURIE, such as topic:stop-and-search; or an IRI.

    The forms json, csv, tsv and xml are the W3C formats for SPARQL results, and ttl is Turtle.
    """
    if listed:
        write_text(_listing(), output)
        return 0
    if name is None:
        raise click.UsageError("name a saved query or a file, or list the saved ones with --list.")
    if fail_on_rows and fail_on_empty:
        raise click.UsageError("--fail-on-rows and --fail-on-empty leave no way to succeed.")
    query, own = _query(settings, name)
    if described:
        from govgraph.render.queries import as_description

        write_text(as_description(query), output)
        return 0
    if checked:
        from govgraph.queries import slow_places

        lines = slow_places(query)
        write_text("".join(f"{line}\n" for line in lines), output)
        return 1 if lines else 0
    chosen = _format(query, format_name)
    given = _given(query, parameters, as_of)
    empty = _answer(settings, query, own, given, chosen, output, fail_on_rows or fail_on_empty)
    return 1 if (fail_on_rows and not empty) or (fail_on_empty and empty) else 0


def _listing() -> str:
    from govgraph.queries import get_query, query_names
    from govgraph.render.queries import as_list

    return as_list([get_query(n) for n in query_names()])


def _query(settings: Settings, name: str) -> tuple[Query, bool]:
    """Return the query that is meant, and whether it is the user's own."""
    from govgraph.errors import WorkspaceError
    from govgraph.names import prefixes
    from govgraph.queries import get_query, is_own, own_query, query_names
    from govgraph.rdfio import decode, read_text

    if not is_own(name):
        return get_query(name), False
    if name == "-":
        if sys.stdin is None:
            raise WorkspaceError("no-stdin", "nothing was given on stdin.", "stdin")
        text = decode(sys.stdin.buffer.read(), "stdin")
    else:
        try:
            text = read_text(Path(name))
        except WorkspaceError as error:
            if Path(name).stem in query_names():
                error.hint = f"The saved query goes by '{Path(name).stem}'."
            raise
    return own_query(name, text, prefixes(settings.workspace().base)), True


def _format(query: Query, chosen: str) -> str:
    from govgraph.errors import QueryError
    from govgraph.prose import join
    from govgraph.queries import form_of

    form = form_of(query)
    possible = _FORMATS_OF[form]
    if chosen and chosen not in possible:
        article = "an" if form == "ASK" else "a"
        message = f"the result of {article} {form} cannot be written as {chosen}."
        hint = f"Use --format {join(possible, 'or')}."
        raise QueryError("no-format", message, str(query.path), hint)
    return chosen or possible[0]


def _given(query: Query, parameters: tuple[str, ...], as_of: str | None) -> dict[str, str]:
    from govgraph.errors import QueryError

    given: dict[str, str] = {}
    texts = [*parameters, *([f"as_of={as_of}"] if as_of is not None else [])]
    for text in texts:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"'-p {text}' is to be written -p NAME=VALUE.")
        if name in given:
            raise click.UsageError(f"the parameter '{name}' is given twice.")
        given[name] = value
    if as_of is not None and not _takes_as_of(query):
        names = ", ".join(p.name for p in query.parameters)
        message = f"query '{query.name}' takes no date: it has no parameter 'as_of'."
        hint = f"It takes: {names}." if names else "It takes none."
        raise QueryError("no-as-of", message, hint=hint)
    return given


def _takes_as_of(query: Query) -> bool:
    return any(p.name == "as_of" for p in query.parameters)


def _answer(
    settings: Settings,
    query: Query,
    own: bool,
    given: Mapping[str, str],
    format_name: str,
    output: str | None,
    is_check: bool,
) -> bool:
    """Run a query, write its result, and tell what it does not show; return whether it is empty."""
    from govgraph.parameters import bind, latest_date
    from govgraph.queries import form_of, slow_places

    workspace, store = settings.store()
    arguments = bind(query, store, workspace.base, given)
    if own:
        _tell_of_mistakes(query, store, is_check)
        if settings.holdings is not None:
            _tell(*slow_places(query))
    day = given.get("as_of") or latest_date(store) if _takes_as_of(query) else None
    if day is not None:
        _tell(f"as of {day}")
    # What people type stands for what is on file, never for what only follows.
    pool = settings.closed_store(workspace, store) if query.closure else store
    result, empty = _result(query, pool, workspace.base, arguments, format_name)
    write(result, output) if isinstance(result, bytes) else write_text(result, output)
    if empty and form_of(query) != "ASK":
        _tell(*_why(query, own, store, arguments, given))
    return empty


def _tell_of_mistakes(query: Query, store: Store, is_check: bool) -> None:
    """Tell of names that mean nothing; where a check would pass for a slip of the pen, refuse."""
    from govgraph.errors import QueryError
    from govgraph.queries import source_of
    from govgraph.sparql.unbound import unbound
    from govgraph.unknown_terms import unknown_terms

    source = source_of(query.text, str(query.path))
    mistakes = unknown_terms(query, store)
    mistakes += unbound(source, {p.variable for p in query.parameters})
    _tell(*mistakes)
    if mistakes and is_check:
        message = "a check cannot tell anything with a name that means nothing."
        raise QueryError("unknown-terms", message, str(query.path))


def _tell(*lines: str) -> None:
    from govgraph.prose import visible

    for line in lines:
        click.echo(visible(line), err=True)


def _result(
    query: Query, store: Store, base: str, arguments: Mapping[str, Term], format_name: str
) -> tuple[str | bytes, bool]:
    """Return the result in a format, as text for people or as bytes, and whether it is empty."""
    from govgraph.queries import (
        RESULT_FORMATS,
        ask,
        construct,
        form_of,
        is_empty,
        run,
        run_serialized,
        source_of,
    )

    if format_name == "ttl":
        from govgraph.names import prefixes
        from govgraph.serialization import to_turtle

        triples = construct(query, store, arguments)
        declared = source_of(query.text, str(query.path)).prefixes
        return to_turtle(triples, prefixes(base) | declared), not triples
    if format_name in RESULT_FORMATS:
        raw = run_serialized(query, store, arguments, format_name)
        return raw, is_empty(raw, format_name)
    if form_of(query) == "ASK":
        yes = ask(query, store, arguments)
        return ("yes\n" if yes else "no\n"), not yes
    from govgraph.render.tables import as_markdown, as_text

    table = run(query, store, arguments)
    return (as_markdown if format_name == "md" else as_text)(table), not table.rows


def _why(
    query: Query, own: bool, store: Store, arguments: Mapping[str, Term], given: Mapping[str, str]
) -> list[str]:
    if own:
        from govgraph.inferable import inferable
        from govgraph.no_rows import why_no_rows

        lines = why_no_rows(query, store, arguments)
        for name in inferable(query, store):
            lines.append(f"{name} is never stated, it follows: add a line '#+ closure: yes'.")
        return lines
    filters = ", ".join(f"{name}={value}" for name, value in given.items())
    return [f"no rows with {filters}." if filters else "no rows."]
