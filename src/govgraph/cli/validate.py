"""``govgraph validate``: check data against the shapes and the sources."""

from __future__ import annotations

import sys

import click

from govgraph.cli.common import NearestChoice, Settings, examples, formats, with_settings
from govgraph.cli.output import write, write_text

FORMATS = ("text", "json")
SUFFIXES = {".txt": "text", ".json": "json"}
LEVELS = ("violation", "warning", "info", "never")


@click.command(
    short_help="Check data against shapes and sources.",
    epilog=examples(
        "govgraph validate",
        "govgraph validate data/2023-08-31-minutes.ttl",
        "govgraph validate - < new-meeting.ttl",
    ),
)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@click.option("--all", "show_all", is_flag=True, help="Report old findings too.")
@click.option(
    "--fail-on",
    type=NearestChoice(LEVELS),
    default="violation",
    show_default=True,
    help="The least severity that makes the exit code 1.",
)
@formats(FORMATS, SUFFIXES)
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[str, ...],
    show_all: bool,
    fail_on: str,
    format_name: str,
    output: str | None,
) -> int:
    """Check data against the shapes, and every quotation against its source.

    Without PATH everything on file is checked. With PATH (a Turtle file, a folder of them, or
    '-' for stdin) the new data takes the place of what is on file under its name, and only what
    it breaks is reported, in itself and in older records.

    Exit code: 0 nothing found at or above --fail-on, 1 something found, 2 could not check.
    """
    from govgraph.validate import validate

    workspace = settings.workspace()
    stdin = sys.stdin.buffer.read() if "-" in paths else None
    if sys.stderr.isatty():
        click.echo("Checking …", err=True)
    findings = validate(workspace, paths, stdin=stdin, show_all=show_all)
    if format_name == "json":
        from govgraph.render.findings import as_json

        write(as_json(findings), output)
    else:
        from govgraph.prose import count
        from govgraph.render.findings import as_text

        files = count(len(paths), "path") if paths else count(len(workspace.data_files()), "file")
        write_text(as_text(findings, f"{workspace.name}, {files} checked"), output)
    counted = () if fail_on == "never" else LEVELS[: LEVELS.index(fail_on) + 1]
    return 1 if any(f.severity in counted for f in findings) else 0
