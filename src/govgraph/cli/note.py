"""``govgraph note``: put on record what a reply or record says of an action."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.cli import suggest
from govgraph.cli.common import Settings, day, examples, with_settings
from govgraph.cli.output import write_text
from govgraph.prose import count, visible

if TYPE_CHECKING:
    from govgraph.cli.journal import Journal, Undone
    from govgraph.note import Noted, Request
    from govgraph.workspace import Workspace


@click.command(
    short_help="Note what a reply or record says of an action.",
    epilog=examples(
        "govgraph note 2022-06-24/13 --status delivered --quote 'The data were sent in May.'"
        " --source reply.txt --on 2023-09-05 --said-by MPS",
        "govgraph note 2022-06-24/2 --status in-progress --quote 'The note is under way.'"
        " --source sources/2022-10-14-minutes.txt",
        "govgraph note --undo",
    ),
)
@click.argument("action", metavar="[ACTION]", required=False, shell_complete=suggest.actions)
@click.option(
    "--status", metavar="STATUS", shell_complete=suggest.statuses, help="What the words say."
)
@click.option("--quote", metavar="TEXT", help="The words, as they stand in the source.")
@click.option(
    "--source", metavar="FILE", type=click.Path(), help="The text file that the words stand in."
)
@click.option("--on", metavar="DATE", callback=day, help="The day of the reply or record.")
@click.option("--said-by", metavar="WHO", help="Who says it: an organization, a role or a person.")
@click.option("--because", metavar="TEXT", default="", help="Why the words are read so.")
@click.option("--undo", is_flag=True, help="Take the last note back; again, the one before.")
@with_settings
@click.pass_obj
@click.pass_context
def command(
    ctx: click.Context,
    settings: Settings,
    action: str | None,
    status: str | None,
    quote: str | None,
    source: str | None,
    on: str | None,
    said_by: str | None,
    because: str,
    undo: bool,
) -> None:
    """Note how an action stands, with the words that say so and the file that they stand in.

    The words have to stand in FILE, letter by letter; white space is free. A FILE that is on file
    gives its record one statement more. Any other FILE becomes a record of that DATE: it is copied
    into the workspace with its SHA-256, and its paragraphs become passages. Where the words do not
    themselves cite the action, the note says that this is read. Quote whole sentences: a
    part of one that is turned or weakened ("untrue", "if", "only in part") needs --because.

    The note is checked by every rule before anything is written; nothing on file is overwritten.
    STATUS: completed, delivered, not-delivered, in-progress, undertaken or updated.
    """
    from govgraph.cli.journal import Journal

    given = {"ACTION": action, "--status": status, "--quote": quote, "--source": source}
    if undo:
        _refuse_more({**given, "--on": on, "--said-by": said_by, "--because": because or None})
    elif missing := [name for name, value in given.items() if value is None]:
        raise click.UsageError(f"a note needs {', '.join(missing)}.", ctx)
    elif not source:
        # An empty path would be the folder that one stands in.
        raise click.UsageError("--source is empty: give the file that the words stand in.", ctx)
    workspace = settings.workspace()
    _refuse_shipped(workspace)
    journal = Journal(workspace.root)
    if undo:
        _take_back(journal)
        return
    # The engine behind a note is needed only when there is one.
    from govgraph.note import Request

    said = (str(action), str(status), str(quote))
    asked = Request(*said, Path(str(source)), on, said_by, because)
    _put_on_record(workspace, journal, asked, settings.folder)


def _take_back(journal: Journal) -> None:
    with journal.locked():
        if not _mended(journal):
            write_text(_undone(journal.undo()), None)


def _put_on_record(
    workspace: Workspace, journal: Journal, asked: Request, folder: Path | None
) -> None:
    # As above.
    from govgraph.note import prepare

    with journal.locked():
        _mended(journal)
        noted = prepare(workspace, asked)
        # What cannot be told is not written.
        told = _told(noted) + _beside(noted, asked, folder)
        told.encode()
        journal.put(noted.changes, _title(noted))
    write_text(told, None)
    remarks = [f"{found.severity} {found.code}: {found.message}" for found in noted.findings]
    if noted.sentence:
        remarks.insert(0, f'the words are part of a sentence, which reads: "{noted.sentence}"')
    for line in remarks:
        click.echo(visible(f"govgraph: {line}"), err=True)


def _mended(journal: Journal) -> bool:
    """Take back a note that was cut off, say so, and return whether there was one."""
    is_mended = journal.mend()
    if is_mended:
        click.echo("govgraph: a note that was cut off has been taken back.", err=True)
    return is_mended


def _refuse_more(given: dict[str, str | None]) -> None:
    more = [name for name, value in given.items() if value is not None]
    if more:
        raise click.UsageError(
            f"--undo takes the last note back, and {more[0]} does not go with it."
        )


def _refuse_shipped(workspace: Workspace) -> None:
    from govgraph.errors import WorkspaceError
    from govgraph.workspace import resources

    root = resources().resolve()
    if workspace.root.resolve() == root:
        parts = " ".join(str(root / name) for name in ("data", "sources", "govgraph.toml"))
        hint = (
            "Make a workspace of your own, for one by 'mkdir board' and"
            f" 'cp -r {parts} board', and name it with -C board."
        )
        raise WorkspaceError("read-only", "the board that ships is not written to.", "", hint)


def _beside(noted: Noted, asked: Request, folder: Path | None) -> str:
    """Return which actions are linked with the one that was noted, with the commands for them."""
    # A shell's quoting is needed for these only.
    from shlex import quote

    board = f" -C {quote(str(folder))}" if folder is not None else ""
    said_by = f" --said-by {quote(asked.said_by)}" if asked.said_by else ""
    lines = []
    for linked in noted.linked:
        if linked.is_same_request:
            lines += [
                f"{linked.told(noted.action)}. Where the words hold for it too, note it there:",
                f"  govgraph{board} note {linked.action.id} --status {asked.status} --quote"
                f" {quote(noted.quote)} --source {quote(str(asked.source))}{said_by}",
            ]
        else:
            lines.append(f"{linked.told(noted.action)}. See if the words speak of that one too.")
    return "".join(f"{line}\n" for line in lines)


def _undone(undone: Undone) -> str:
    lines = [f"Taken back: {undone.title} ({', '.join(undone.paths)})"]
    if undone.left:
        again = "'govgraph note --undo' takes back the one before it"
        lines.append(f"{count(undone.left, 'earlier note')} on file; {again}.")
    return "\n".join(lines) + "\n"


def _title(noted: Noted) -> str:
    """Return what is noted, in a line; an owner's own word is told as the papers tell it."""
    # The words of the papers are needed only when there is something to tell.
    from govgraph.render.wording import said_by

    return f"{noted.action}: {said_by(noted.status, noted.speaker if noted.own else None)}"


def _told(noted: Noted) -> str:
    # The wrapping, and what it stands with, is needed only when there is something to tell.
    from govgraph.render.story_text import wrapped

    by = f", said by {noted.speaker}" if noted.speaker and not noted.own else ""
    lines = wrapped(f"{_title(noted)} ({noted.record}{by})")
    lines += wrapped(f'"{noted.quote}"', "  ", "  ")
    if noted.rationale:
        lines += wrapped(f"[reading, {noted.confidence}] {noted.rationale}", "  ", "  ")
    lines += [f"Written: {change.path}" for change in noted.changes]
    return "\n".join([*lines, "To take it back: govgraph note --undo"]) + "\n"
