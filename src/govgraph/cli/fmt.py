"""``govgraph fmt``: Turtle in the style of the house."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from govgraph.cli.common import Settings, examples, with_settings
from govgraph.cli.output import write, write_text
from govgraph.errors import GovgraphError, TurtleError, WorkspaceError
from govgraph.prose import visible

# Beyond this many lines, comparing them takes longer than formatting ever does.
_MOST_COMPARED = 20_000
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@click.command(
    short_help="Put Turtle into the house style.",
    epilog=examples(
        "govgraph fmt",
        "govgraph fmt --check",
        "govgraph fmt --diff data/2023-08-31-minutes.ttl",
        "govgraph fmt - < new-meeting.ttl",
    ),
)
@click.argument("paths", metavar="[PATH|-]...", nargs=-1)
@click.option("--check", is_flag=True, help="Write nothing; name the files that would change.")
@click.option("--diff", is_flag=True, help="Write nothing; show what would change.")
@with_settings
@click.pass_obj
def command(settings: Settings, paths: tuple[str, ...], check: bool, diff: bool) -> int:
    """Put Turtle files into the house style: one statement a line, prefixes first.

    Statements, their order, comments and the spelling of values stay; only the layout changes.
    Without PATH the data of the workspace is formatted. PATH is a file, a folder (its .ttl files,
    at any depth; hidden folders are left out) or '-': stdin is formatted to stdout.

    Exit code: 0 done, 1 with --check or --diff something would change, or a file is not Turtle,
    2 something could not be formatted.
    """
    worst = 0
    largest = settings.workspace().largest
    for path in _unique(settings, paths):
        try:
            if isinstance(path, GovgraphError):
                raise path
            worst = max(worst, _format(path, check, diff, largest))
        except GovgraphError as error:
            if settings.debug:
                raise
            click.echo(f"govgraph: {visible(str(error))}", err=True)
            worst = max(worst, 1 if isinstance(error, TurtleError) else 2)
        except OSError as error:
            if settings.debug or isinstance(error, BrokenPipeError):
                raise
            click.echo(f"govgraph: {visible(str(path))}: {error.strerror or error}.", err=True)
            worst = 2
    return worst


def _format(path: Path | None, check: bool, diff: bool, largest: int) -> int:
    """Format a file, or stdin; return the exit code for it."""
    # The reader, and the engine behind it, are needed only when there is a file.
    from govgraph.rdfio import read_data, read_stdin
    from govgraph.turtle_format import formatted

    shown = "stdin" if path is None else str(path)
    raw = read_stdin(shown, largest) if path is None else read_data(path, shown, largest)
    result = formatted(raw, shown)
    if check or diff:
        if result == raw:
            return 0
        if check:
            write_text(f"{shown}\n", None)
        if diff:
            _show(raw.decode("utf-8"), result.decode("utf-8"), shown)
        return 1
    if path is None:
        write(result, None)
    elif result != raw:
        write(result, str(path))
        click.echo(f"{visible(shown)}: formatted", err=True)
    return 0


def _unique(settings: Settings, paths: tuple[str, ...]) -> Iterator[Path | GovgraphError | None]:
    """Yield each file once, None for stdin, and an error for what is no file."""
    known: set[str | None] = set()
    for path in _named(settings, paths):
        if isinstance(path, GovgraphError):
            yield path
            continue
        # Unlike Path.resolve, this does not mind a link that leads to itself.
        full = None if path is None else os.path.realpath(path)
        if full not in known:
            known.add(full)
            yield path


def _named(settings: Settings, paths: tuple[str, ...]) -> Iterator[Path | GovgraphError | None]:
    if not paths:
        workspace = settings.workspace()
        yield from (Path(workspace.shown(path)) for path in workspace.data_files())
    for name in paths:
        path = Path(name)
        try:
            if name == "-":
                yield None
            elif path.is_dir():
                yield from _inside(path)
            else:
                yield path
        except OSError as error:
            yield WorkspaceError("unreadable", f"{error.strerror or error}.", name[:80])
        except ValueError:
            yield WorkspaceError("no-path", "no file can have this name.", name[:80])


def _inside(folder: Path) -> Iterator[Path | GovgraphError]:
    found = False
    for path in _walk(folder):
        found = True
        yield path
    if not found:
        hint = "Name a folder of .ttl files."
        yield WorkspaceError("no-turtle", "the folder holds no Turtle file.", str(folder), hint)


def _walk(folder: Path) -> Iterator[Path | GovgraphError]:
    known: set[Path] = set()
    waiting = [folder]
    while waiting:
        here = waiting.pop()
        # A link may lead back to where it came from.
        if (full := here.resolve()) in known:
            continue
        known.add(full)
        try:
            entries = sorted(here.iterdir())
            folders = {entry for entry in entries if entry.is_dir()}
        except OSError as error:
            yield WorkspaceError("unreadable", f"{error.strerror or error}.", str(here))
            continue
        waiting += [e for e in reversed(entries) if e in folders and not e.name.startswith(".")]
        yield from (e for e in entries if e.suffix == ".ttl" and e not in folders)


def _show(old: str, new: str, shown: str) -> None:
    # Only a difference that is shown needs difflib.
    from difflib import unified_diff

    before, after = _LINE.findall(old), _LINE.findall(new)
    if len(before) + len(after) > _MOST_COMPARED:
        limit = f"{_MOST_COMPARED:,} lines, old and new"
        click.echo(f"{visible(shown)}: too long to compare (limit: {limit}).", err=True)
        return
    lines = unified_diff(before, after, f"{shown}", f"{shown} (formatted)")
    ended = (e if e.endswith("\n") else f"{e}\n\\ No newline at end of file\n" for e in lines)
    text = "".join(ended)
    # A file may hold what makes a terminal lie; what goes to a file or a tool stays as it is.
    write(visible(text) if sys.stdout.isatty() else text, None)
