"""``govgraph query``: saved SPARQL queries with typed parameters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from govgraph.cli.common import Settings, examples, formats, with_settings
from govgraph.cli.output import write, write_text

if TYPE_CHECKING:
    from govgraph.model import Query

FORMATS = ("table", "csv", "tsv", "json", "xml", "md")
SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".md": "md",
    ".srj": "json",
    ".srx": "xml",
    ".tsv": "tsv",
    ".xml": "xml",
}


def _complete_name(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from govgraph.queries import get_query, query_names

    names = [n for n in query_names() if n.startswith(incomplete)]
    return [CompletionItem(n, help=get_query(n).summary) for n in names]


def _complete_parameter(
    ctx: click.Context, _: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    from govgraph.queries import get_query, query_names

    # While an option waits for its value click has not read the name of the query yet.
    name = ctx.params.get("name")
    queries = [get_query(n) for n in ([name] if name else query_names())]
    parameters = {p.name: p.description for q in queries for p in q.parameters}
    return [
        CompletionItem(f"{n}=", help=d) for n, d in parameters.items() if n.startswith(incomplete)
    ]


@click.command(
    short_help="Run a saved query over all records.",
    epilog=examples(
        "govgraph query --list",
        "govgraph query actions -p owner=MOPAC",
        "govgraph query action-trace -p action=2022-06-24/13 --format csv",
    ),
)
@click.argument("name", metavar="[NAME]", required=False, shell_complete=_complete_name)
@click.option("--list", "listed", is_flag=True, help="List the saved queries and their parameters.")
@click.option(
    "-p",
    "--param",
    "parameters",
    metavar="NAME=VALUE",
    multiple=True,
    shell_complete=_complete_parameter,
    help="Give a parameter; may be repeated.",
)
@formats(FORMATS, SUFFIXES)
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    name: str | None,
    listed: bool,
    parameters: tuple[str, ...],
    format_name: str,
    output: str | None,
) -> None:
    """Run a saved query over all records on file.

    A date is written YYYY-MM-DD; an organization, role or topic goes by its label, an action
    by DATE/NUMBER, and each by its IRI as well. The forms json, csv, tsv and xml are the W3C
    formats for SPARQL results.
    """
    from govgraph.parameters import bind
    from govgraph.queries import RESULT_FORMATS, get_query, run, run_serialized

    if listed:
        write(_listing(), output)
        return
    if name is None:
        raise click.UsageError("name a saved query, or list them with --list.")
    query = get_query(name)
    given = _given(parameters)
    workspace, store = settings.store()
    arguments = bind(query, store, workspace.base, given)
    if format_name in RESULT_FORMATS:
        write(run_serialized(query, store, arguments, format_name), output)
        return
    from govgraph.render.tables import as_markdown, as_text

    table = run(query, store, arguments)
    write_text(as_markdown(table) if format_name == "md" else as_text(table), output)


def _given(parameters: tuple[str, ...]) -> dict[str, str]:
    given: dict[str, str] = {}
    for text in parameters:
        name, equals, value = text.partition("=")
        if not equals:
            raise click.UsageError(f"'-p {text}' is to be written -p NAME=VALUE.")
        if name in given:
            raise click.UsageError(f"the parameter '{name}' is given twice.")
        given[name] = value
    return given


def _listing() -> str:
    from govgraph.queries import get_query, query_names

    queries = [get_query(n) for n in query_names()]
    width = max(len(q.name) for q in queries)
    return "".join(f"{q.name:<{width}}  {q.summary}{_signature(q)}\n" for q in queries)


def _signature(query: Query) -> str:
    names = [p.name + ("?" if p.optional else "") for p in query.parameters]
    return f" ({', '.join(names)})" if names else ""
