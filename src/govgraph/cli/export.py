"""``govgraph export``: pictures and files for other tools."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

import click

from govgraph import exports
from govgraph.board import VIEWS, Board
from govgraph.cli.common import (
    NearestChoice,
    Settings,
    day,
    examples,
    uncollected,
    with_settings,
)
from govgraph.cli.forms import output_name
from govgraph.cli.output import write_all, write_with
from govgraph.exports import Format
from govgraph.plugins import discover

FORMATS = {found.name: found for found in discover(exports, Format)}
CONSUMERS = {
    "gephi": "gexf",
    "cytoscape": "cyjs",
    "yed": "yed",
    "d3": "d3",
    "notebook": "graphml",
}
SUFFIXES = {found.suffix: name for name, found in FORMATS.items() if found.suffix}
SUFFIXES |= {".zip": "csv", ".gv": "dot"}


@click.command(
    short_help="Write pictures and files for other tools.",
    epilog=examples(
        "govgraph export --focus 2022-06-24/13 -o story.svg",
        "govgraph export --view people --for gephi -o people.gexf",
        "govgraph export --view actions --from 2023-01-01 -o actions.csv",
        "govgraph export -o board.trig",
        "govgraph export -o board.html",
    )
    + "\n\n\b\nViews:\n"
    + "\n".join(f"  {name:<9} {kind.help}" for name, kind in VIEWS.items())
    + "\n\n\b\nFormats:\n"
    + "\n".join(f"  {name:<8} {found.help}" for name, found in FORMATS.items()),
)
@click.option(
    "--view",
    "view_name",
    type=NearestChoice(list(VIEWS)),
    help="What to show (default: actions; with --focus thread; for statements all).",
)
@click.option(
    "-f", "--format", "format_name", type=NearestChoice(list(FORMATS)), help="Form of the result."
)
@click.option(
    "--for",
    "consumer",
    type=NearestChoice(list(CONSUMERS)),
    help="The tool that is to open it; chooses the format.",
)
@click.option(
    "--focus", metavar="ACTION", help="An action, or words for one: only what is near it."
)
@click.option(
    "--depth",
    type=click.IntRange(min=0),
    default=2,
    show_default=True,
    help="How many lines away from the focus.",
)
@click.option("--from", "first", metavar="DATE", callback=day, help="The first day that counts.")
@click.option("--to", "last", metavar="DATE", callback=day, help="The last day that counts.")
@click.option("--redact-people", is_flag=True, help="Show roles in place of people's names.")
@click.option(
    "--legend/--no-legend",
    default=None,
    help="Explain colours and lines, in svg, png, dot and mermaid (default: in svg and png).",
)
@click.option(
    "-o",
    "--output",
    metavar="FILE",
    type=click.Path(),
    callback=output_name,
    help="Write to FILE, whole or not at all; '-' is stdout.",
)
@with_settings
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    settings: Settings,
    view_name: str | None,
    format_name: str | None,
    consumer: str | None,
    focus: str | None,
    depth: int,
    first: str | None,
    last: str | None,
    redact_people: bool,
    legend: bool | None,
    output: str | None,
) -> None:
    """Write the data as nodes and edges, as a picture, or as statements, for other tools.

    Every node and every edge carries its identifier and the words that it rests on, with the
    record and the place in it. What an editor read into the records is dashed in pictures and
    says how sure it is. Only what is asserted is shown, nothing that merely follows.

    Without --format the suffix of FILE says it; without a suffix it is graphml.
    """
    # A large view lives to the end.
    ctx.with_resource(uncollected())
    chosen = FORMATS[_format(format_name, consumer, output)]
    if chosen.whole:
        _refuse_choices(chosen.name, ctx)
    name = view_name or ("thread" if focus else "all" if chosen.statements else "actions")
    if legend and not chosen.legend:
        has = ", ".join(sorted(name for name, found in FORMATS.items() if found.legend))
        raise click.UsageError(f"{chosen.name} has no legend; these have one: {has}.")
    if first is not None and last is not None and first > last:
        raise click.UsageError(f"--from {first} is after --to {last}.")
    view = Board(settings.source(hashed=chosen.statements or chosen.whole)).view(
        name,
        focus=focus,
        depth=depth,
        first=first,
        last=last,
        redact_people=redact_people,
        legend=chosen.name in ("svg", "png") if legend is None else legend,
    )
    if not view.nodes:
        click.echo(f"govgraph: nothing on file is in this view: {view.note}", err=True)
    if chosen.tables is not None and output not in (None, "-") and not _zipped(output):
        write_all(_named(chosen.tables(view), str(output)))
    else:
        write_with(lambda out: chosen.write(view, out), output)


def _format(name: str | None, consumer: str | None, output: str | None) -> str:
    wanted = CONSUMERS.get(consumer or "")
    if name and wanted and name != wanted:
        raise click.UsageError(f"--for {consumer} wants {wanted}, and --format says {name}.")
    suffix = PurePath(output or "").suffix
    if not (name or wanted) and suffix and suffix.lower() not in SUFFIXES:
        known = ", ".join(sorted(SUFFIXES))
        raise click.UsageError(
            f"no format has the suffix '{suffix}'; these have one: {known}. Or give --format."
        )
    by_suffix = SUFFIXES.get(suffix.lower())
    # Some formats are written under the suffix of another, and have none of their own.
    if wanted and not name and by_suffix not in (None, wanted) and FORMATS[wanted].suffix:
        raise click.UsageError(
            f"--for {consumer} wants {wanted}, and by its suffix {output} is {by_suffix}."
            " To write it so all the same, give --format."
        )
    return name or wanted or by_suffix or "graphml"


def _refuse_choices(form: str, ctx: click.Context) -> None:
    """Refuse the options that choose, for a format that shows the whole board."""
    chooses = (
        "view_name",
        "consumer",
        "focus",
        "depth",
        "first",
        "last",
        "redact_people",
        "legend",
    )
    given = click.core.ParameterSource.COMMANDLINE
    for option in ctx.command.params:
        if option.name in chooses and ctx.get_parameter_source(option.name) is given:
            raise click.UsageError(
                f"{form} shows the whole board, and {option.opts[0]} does not go with it."
            )


def _zipped(output: str | None) -> bool:
    return PurePath(output or "").suffix.lower() == ".zip"


def _named(tables: Mapping[str, bytes], output: str) -> dict[str, bytes]:
    """Return the tables by the names of their files: NAME-nodes.csv, NAME-edges.csv."""
    path = PurePath(output)
    suffix = path.suffix or ".csv"
    return {str(path.with_name(f"{path.stem}{part}{suffix}")): t for part, t in tables.items()}
