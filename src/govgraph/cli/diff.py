"""``govgraph diff``: what changed between two days, or between two revisions of the data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govgraph.cli import suggest
from govgraph.cli.common import Settings, day, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text
from govgraph.errors import GovgraphError

if TYPE_CHECKING:
    from govgraph.desk.changes import Changes
    from govgraph.render.diff import Version

    Versions = tuple[Version, Version] | None


@click.command(
    short_help="Show what changed between two days, or two revisions.",
    epilog=examples(
        "govgraph diff --from 2022-06-24 --to 2022-07-20",
        "govgraph diff --from 2023-02-10 -o changed.html",
        "govgraph diff --rev HEAD~1..HEAD",
    ),
)
@click.option(
    "--from",
    "first",
    metavar="DATE",
    callback=day,
    shell_complete=suggest.days,
    help="The day of the earlier state.",
)
@click.option(
    "--to",
    "last",
    metavar="DATE",
    callback=day,
    shell_complete=suggest.days,
    help="The day of the later state (default: that of the latest record on file).",
)
@click.option(
    "--rev",
    "revisions",
    metavar="A..B",
    help="Compare two git revisions of the workspace instead; one left out is HEAD.",
)
@formats(("text", "md", "html", "docx", "json"))
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    first: str | None,
    last: str | None,
    revisions: str | None,
    format_name: str,
    output: str | None,
) -> None:
    """Show what the records after one day, up to another, change about the actions.

    Opened, closed, said of how they stand, worded otherwise (word by word), owner or lead and
    timing given otherwise, no longer mentioned: each with its record and its words. It is what
    the records say; none says by itself that anybody decided to change a thing.

    --rev reads the data of the workspace at two git revisions. What differs in a record that both
    have is shown as an edit of the data, since no record tells of it. docx needs the extra
    govgraph[office].
    """
    if revisions is not None and (first is not None or last is not None):
        raise click.UsageError("--rev takes the place of --from and --to.")
    if revisions is None and first is None:
        raise click.UsageError("give --from DATE, or --rev A..B.")
    board = settings.workspace().name
    if revisions is not None:
        found, versions = _of_revisions(settings, revisions)
    else:
        found, versions = _of_days(settings, str(first), last), None
    _write(found, board, versions, format_name, output)


def _of_days(settings: Settings, first: str, last: str | None) -> Changes:
    from govgraph.desk.asof import as_of_day, known_on
    from govgraph.desk.recorded import between
    from govgraph.desk.register import desk_on

    _, store = settings.store()
    days = as_of_day(store, first), as_of_day(store, last)
    if days[0] > days[1]:
        raise click.UsageError(f"--from {days[0]} is after --to {days[1]}.")
    return between(*(desk_on(known_on(store, day), day) for day in days))


def _of_revisions(settings: Settings, text: str) -> tuple[Changes, Versions]:
    from govgraph.cli.revisions import ends_of, open_revision, read_revision
    from govgraph.desk.asof import as_of_day
    from govgraph.desk.edits import between_versions
    from govgraph.desk.register import desk_on
    from govgraph.render.diff import Version

    workspace = settings.workspace()
    read = [read_revision(workspace, name) for name in ends_of(text)]
    desks = []
    for revision in read:
        store = open_revision(workspace, revision)
        try:
            desks.append(desk_on(store, as_of_day(store, None)))
        except GovgraphError as error:
            # What is checked is what lies in the folder now, which may well be sound.
            hint = f"To check it, check out {revision.name} and run 'govgraph validate'."
            where = f"revision {revision.name}"
            raise GovgraphError(error.code, error.message, where, hint) from error
    before, after = desks
    earlier, later = (Version(revision.name, revision.commit) for revision in read)
    return between_versions(before, after), (earlier, later)


def _write(
    found: Changes, board: str, versions: Versions, format_name: str, output: str | None
) -> None:
    from govgraph.render.diff import diff_of

    if format_name == "json":
        from govgraph.render.diff_json import as_json

        write(as_json(found, versions), output)
    elif format_name == "docx":
        from govgraph.render.diff_docx import as_docx

        write(as_docx(diff_of(found, board, versions), found.after.as_of), output)
    elif format_name == "html":
        from govgraph.render.diff_html import as_html

        write_text(as_html(diff_of(found, board, versions)), output)
    elif format_name == "md":
        from govgraph.render.diff_md import as_markdown

        write_text(as_markdown(diff_of(found, board, versions)), output)
    else:
        from govgraph.render.diff_text import as_text

        write_text(as_text(diff_of(found, board, versions)), output)
