"""``govgraph coverage``: how much of the sources is held."""

from __future__ import annotations

import click
from click.shell_completion import CompletionItem

from govgraph.cli.common import Settings, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text


def _complete(ctx: click.Context, _: click.Parameter, incomplete: str) -> list[CompletionItem]:
    from govgraph.queries import get_query, run

    store = (ctx.find_object(Settings) or Settings()).store()[1]
    names = [str(r["record"]) for r in run(get_query("records"), store, {}).records()]
    return [CompletionItem(name) for name in names if name.startswith(incomplete)]


@click.command(
    short_help="Show how much of the sources is held.",
    epilog=examples(
        "govgraph coverage",
        "govgraph coverage 2022-06-24-minutes",
        "govgraph coverage --format json -o coverage.json",
    ),
)
@click.argument("names", metavar="[RECORD]...", nargs=-1, shell_complete=_complete)
@formats(("text", "md", "json"))
@with_settings
@click.pass_obj
def command(
    settings: Settings, names: tuple[str, ...], format_name: str, output: str | None
) -> int:
    """Show how much of the sources is held, and what is not, record by record.

    RECORD is the name of a record, such as 2022-06-24-minutes, or its IRI; without one, every
    record on file is looked at. Findings are paragraphs with neither a statement nor the
    editor's reason why they hold nothing else, numbered actions of a source without a
    statement, and quoted stretches that overlap in part.

    Exit code: 0 nothing found, 1 something found, 2 could not look.
    """
    from govgraph.coverage import coverage, total

    workspace, store = settings.store()
    records = coverage(store, workspace, names)
    if format_name == "json":
        from govgraph.render.coverage_json import as_json

        write(as_json(records, total(records)), output)
    elif format_name == "md":
        from govgraph.render.coverage_md import as_markdown

        write_text(as_markdown(records, total(records)), output)
    else:
        from govgraph.render.coverage_text import as_text

        write_text(as_text(records, total(records)), output)
    return 1 if any(r.findings for r in records) else 0
