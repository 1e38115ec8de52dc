"""``govgraph validate``: check data against the shapes and the sources."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli.common import NearestChoice, Settings, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write
from govgraph.plugins import discover
from govgraph.prose import visible
from govgraph.render import reports
from govgraph.render.report import Format, context_of

if TYPE_CHECKING:
    from govgraph.validate import Check
    from govgraph.validate.baseline import Key
    from govgraph.workspace import Workspace

REPORTS = {report.name: report for report in discover(reports, Format)}
FORMATS = ("text", *(name for name in REPORTS if name != "text"))
SUFFIXES = {report.suffix: name for name, report in REPORTS.items() if report.suffix}
# Some hundred thousand findings.
_LARGEST_BASELINE = 200_000_000
# Those of govgraph.shacl, which --help does without.
ENGINES = ("compiled", "pyshacl")
LEVELS = ("violation", "warning", "info", "never")


@click.command(
    short_help="Check data against shapes and sources.",
    epilog=examples(
        "govgraph validate",
        "govgraph validate data/2023-08-31-minutes.ttl",
        "govgraph validate - < new-meeting.ttl",
        "govgraph validate --baseline accepted.json",
        "govgraph validate -o findings.html",
    )
    + "\n\n\b\nFormats:\n"
    + "\n".join(f"  {name:<7} {REPORTS[name].help}" for name in FORMATS),
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
@click.option(
    "--baseline",
    metavar="FILE",
    type=click.Path(),
    help="Leave out what is in FILE, an earlier report in JSON.",
)
@click.option(
    "--engine",
    type=NearestChoice(ENGINES),
    default=ENGINES[0],
    help="compiled: the shapes, compiled (default); pyshacl: pySHACL, slow.",
)
@formats(FORMATS, SUFFIXES)
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    paths: tuple[str, ...],
    show_all: bool,
    fail_on: str,
    baseline: str | None,
    engine: str,
    format_name: str,
    output: str | None,
) -> int:
    """Check data against the shapes, and every quotation against its source.

    Without PATH everything on file is checked. With PATH (a Turtle file, a folder of them, or
    '-' for stdin) the new data takes the place of what is on file under its name, and only what
    it breaks is reported, in itself and in older records.

    Exit code: 0 nothing found at or above --fail-on, 1 something found, 2 could not check.
    """
    from govgraph.validate import check

    workspace = settings.workspace()
    if baseline == "-" and "-" in paths:
        raise click.UsageError("Only one of PATH and --baseline can be stdin.")
    accepted = _accepted(baseline)
    stdin = None
    if "-" in paths:
        # A reader of RDF is needed only when there is something to read.
        from govgraph.rdfio import read_stdin

        stdin = read_stdin(largest=workspace.largest)
    _tell_begun(workspace)
    if sys.stderr.isatty():
        click.echo("Checking …", err=True)
    # What is gone of the accepted findings is known only where everything was checked.
    keeper = settings.keeper(workspace) if paths else None
    checked = check(workspace, paths, stdin, show_all, engine, bool(accepted), keeper=keeper)
    if checked.note:
        click.echo(visible(f"govgraph: {checked.note}"), err=True)
    if accepted:
        checked = _left(checked, accepted, baseline or "")
    counted = () if fail_on == "never" else LEVELS[: LEVELS.index(fail_on) + 1]
    context = context_of(workspace, checked, counted)
    write(REPORTS[format_name].write(checked.findings, context), output)
    if context.note and (output or format_name != "text"):
        click.echo(visible(f"govgraph: {context.note}"), err=True)
    return 1 if any(f.severity in counted for f in checked.findings) else 0


def _tell_begun(workspace: Workspace) -> None:
    """Say on stderr that a note is half written: what is checked is not what was there before."""
    # Notes, and the JSON that they are kept in, are needed here only for a name.
    from govgraph.cli.journal import BEGUN

    if (begun := workspace.root / BEGUN).exists():
        line = (
            f"govgraph: {begun}: a note is half written. Unless it is being written now, take it"
            " back with 'govgraph note --undo'."
        )
        click.echo(visible(line), err=True)


def _accepted(path: str | None) -> list[Key]:
    """Return the findings that an earlier report holds."""
    if path is None:
        return []
    # The two are needed with this option only.
    from govgraph.rdfio import read_bytes, read_stdin
    from govgraph.validate.baseline import read_baseline

    if path == "-":
        return read_baseline(read_stdin(path, _LARGEST_BASELINE), path)
    return read_baseline(read_bytes(Path(path), largest=_LARGEST_BASELINE), path)


def _left(checked: Check, accepted: list[Key], shown: str) -> Check:
    """Return a check without what has been accepted; say on stderr what is gone."""
    from govgraph.validate.baseline import gone, without

    lost = gone(checked.all, accepted)
    if lost:
        click.echo(visible(f"govgraph: {shown}: {lost}"), err=True)
    return replace(checked, findings=without(checked.findings, accepted))
