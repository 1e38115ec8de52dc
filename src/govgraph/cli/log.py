"""``govgraph log``: the rolling log of actions, and a log that was filled in beside it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli import suggest
from govgraph.cli.common import Settings, day, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text

if TYPE_CHECKING:
    from govgraph.render.log import Log

_OF_CHECK = ("text", "json")


@click.command(
    short_help="Write the log of all actions, or check one that was filled in.",
    epilog=examples(
        "govgraph log",
        "govgraph log --as-of 2023-02-10 -o log.xlsx",
        "govgraph log -o log.docx",
        "govgraph log --check log.xlsx",
        "govgraph log --check log.xlsx --format json",
    ),
)
@click.option(
    "--as-of",
    metavar="DATE",
    callback=day,
    shell_complete=suggest.days,
    help="The day of which it is asked (default: that of the latest record on file).",
)
@click.option(
    "--check",
    "filled",
    metavar="FILE",
    type=click.Path(),
    help="Compare a log in .xlsx that somebody filled in; '-' is stdin.",
)
@formats(("text", "md", "html", "docx", "xlsx", "csv", "json"))
@with_settings
@click.pass_obj
def command(
    settings: Settings, as_of: str | None, filled: str | None, format_name: str, output: str | None
) -> int:
    """Write the log of all numbered actions, closed ones too: a row an action.

    Each row has the words of the minutes, the owner, every timing as given and by which record,
    how the action stands with the sentence that says so, when it was last heard of, and notes.
    What is an editor's reading is marked; what no record says is left at that. Nothing dated
    after --as-of is used.

    --check reads a log that somebody filled in and lists where it differs from what is on file:
    a status said otherwise, a text edited, an owner or a timing changed, an action left out or
    not on file; and every note that was typed, also in rows that do not differ. It reports as text
    or JSON and writes nothing else. With --as-of the day that the log gives as its own, like is
    compared with like.

    Exit code: 0 written, or nothing to tell; 1 differences or notes; 2 could not run.
    """
    if filled == "":
        raise click.UsageError("--check names no file.")
    if filled is not None and format_name not in _OF_CHECK:
        raise click.UsageError(
            f"--check reports as text or json, and --format or -o says {format_name}."
        )
    if filled is None and format_name == "json":
        raise click.UsageError("json is a format of --check; the log itself has csv for programs.")
    if filled and output and Path(filled).resolve() == Path(output).resolve():
        raise click.UsageError(f"{output} is the log to be compared; -o is for the report.")
    log = _log(settings, as_of)
    if filled is not None:
        return _check(log, settings, filled, format_name, output)
    _write(log, format_name, output)
    return 0


def _log(settings: Settings, as_of: str | None) -> Log:
    # What a desk needs is imported when it is asked for.
    from govgraph.desk.asof import as_of_day, known_on
    from govgraph.desk.register import desk_on
    from govgraph.render.log import log_of
    from govgraph.trace_rows import Asked, missing_of

    workspace, store = settings.store()
    day = as_of_day(store, as_of)
    known = known_on(store, day)
    asked = Asked(known)
    short = ((str(r["abbreviation"]), str(r["meaning"])) for r in asked("trace-abbreviations"))
    missing = missing_of(asked("missing-records"))
    return log_of(desk_on(known, day), workspace.name, missing, tuple(short))


def _write(log: Log, format_name: str, output: str | None) -> None:
    if format_name == "xlsx":
        from govgraph.render.log_xlsx import as_xlsx

        write(as_xlsx(log), output)
    elif format_name == "docx":
        from govgraph.render.log_docx import as_docx

        write(as_docx(log), output)
    elif format_name == "csv":
        from govgraph.render.log_csv import as_csv

        write(as_csv(log), output)
    elif format_name == "html":
        from govgraph.render.log_html import as_html

        write_text(as_html(log), output)
    elif format_name == "md":
        from govgraph.render.log_md import as_markdown

        write_text(as_markdown(log), output)
    else:
        from govgraph.render.log_text import as_text

        write_text(as_text(log), output)


def _check(log: Log, settings: Settings, name: str, format_name: str, output: str | None) -> int:
    from govgraph.rdfio import read_bytes, read_stdin, refuse_pipe
    from govgraph.render.log_check import as_json, as_text, check

    largest = settings.workspace().largest
    shown = "stdin" if name == "-" else name
    if name == "-":
        raw = read_stdin(shown, largest)
    else:
        refuse_pipe(Path(name), shown)
        raw = read_bytes(Path(name), shown, largest)
    checked = check(log, raw, shown, lambda day: _log(settings, day))
    if format_name == "json":
        write(as_json(checked), output)
    else:
        write_text(as_text(checked), output)
    return 1 if checked.differences or checked.notes else 0
