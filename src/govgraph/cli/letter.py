"""``govgraph letter``: what the records say of one owner's actions, as a letter that asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click
from click.shell_completion import CompletionItem

from govgraph.cli import suggest
from govgraph.cli.common import NearestChoice, Settings, day, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text

if TYPE_CHECKING:
    from govgraph.desk.letter import Letter
    from govgraph.render.letters.parts import Sheet

STYLES = ("letter", "annex")


def _complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
    from govgraph.queries import get_query, run

    store = (ctx.find_object(Settings) or Settings()).store()[1]
    owners = run(get_query("owners"), store, {}).records()
    return suggest.beginning({str(r["owner"]): f"{r['actions']} actions" for r in owners}, typed)


@click.command(
    short_help="Draft the letter that asks an owner how its actions stand.",
    epilog=examples(
        "govgraph letter --owner MPS -o letter.docx",
        "govgraph letter --owner MOPAC --as-of 2023-02-10",
        "govgraph letter --owner MPS --since 2022-10-01 --format html -o letter.html",
        "govgraph letter --style annex --as-of 2022-06-24 -o annex.csv",
    ),
)
@click.option(
    "--owner",
    metavar="ORG",
    shell_complete=_complete,
    help="The organization that is asked: its short or full name, or its IRI.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    callback=day,
    shell_complete=suggest.days,
    help="Use nothing dated after DATE (default: the day of the latest record).",
)
@click.option(
    "--since",
    metavar="DATE",
    callback=day,
    shell_complete=suggest.days,
    help="Leave out actions raised before DATE.",
)
@click.option(
    "--style",
    type=NearestChoice(STYLES),
    default=STYLES[0],
    help="letter, or annex: number, text, timing and lead alone, of the last meeting's actions.",
)
@formats(("md", "html", "docx", "csv"))
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    owner: str | None,
    as_of: str | None,
    since: str | None,
    style: str,
    format_name: str,
    output: str | None,
) -> None:
    """Draft the letter that asks an owner how its numbered actions stand.

    It sets out what the records on file say of each action, with every timing as given and the
    whole paragraph of later records, and leaves a column free for the owner's position. It asks;
    it does not say what was or was not done. Nothing dated after the day asked of is used.

    The addressee is who is on record in the post that heads the owner. The sender is left free,
    unless 'sender' is set in govgraph.toml. What only the signatory needs to know stands on a last
    page of its own. docx needs the extra govgraph[office].
    """
    if not (owner or "").strip() and (owner is not None or style == "letter"):
        raise click.UsageError("name whom the letter asks with --owner, such as --owner MPS.")
    from govgraph.desk.asof import as_of_day, known_on
    from govgraph.desk.letter import Source, letter, name_of
    from govgraph.desk.register import desk_on
    from govgraph.names import GOV
    from govgraph.parameters import find_term
    from govgraph.render.letters.annex import as_sheet

    workspace, store = settings.store()
    day = as_of_day(store, as_of)
    known = known_on(store, day)
    source = Source(known, desk_on(known, day), workspace.name, workspace.sender)
    # Who was not known of on the day is an owner without actions, not an unknown name.
    node = find_term(store, workspace.base, owner, f"{GOV}Organization") if owner else None
    name = None if node is None else name_of(store, node)
    if style == "letter" and node is not None and name is not None:
        _write_letter(letter(source, node, name, since), format_name, output)
    else:
        _write_annex(as_sheet(source.board, source.desk, name, since), day, format_name, output)


def _write_letter(told: Letter, format_name: str, output: str | None) -> None:
    from govgraph.render.letters.page import as_page

    page = as_page(told)
    if format_name == "docx":
        from govgraph.render.letters.word import as_docx

        write(as_docx(page, told.desk.as_of), output)
    elif format_name == "html":
        from govgraph.render.letters.html import as_html

        write_text(as_html(page), output)
    elif format_name == "csv":
        from govgraph.render.letters.spreadsheet import letter_as_csv

        write(letter_as_csv(page), output)
        if not page.blocks:
            click.echo(page.opening[0], err=True)
    else:
        from govgraph.render.letters.markdown import as_markdown

        write_text(as_markdown(page), output)


def _write_annex(sheet: Sheet, day: str, format_name: str, output: str | None) -> None:
    if format_name == "docx":
        from govgraph.render.letters.word import sheet_as_docx

        write(sheet_as_docx(sheet, day), output)
    elif format_name == "html":
        from govgraph.render.letters.html import sheet_as_html

        write_text(sheet_as_html(sheet), output)
    elif format_name == "csv":
        from govgraph.render.letters.spreadsheet import sheet_as_csv

        write(sheet_as_csv(sheet), output)
    else:
        from govgraph.render.letters.markdown import sheet_as_markdown

        write_text(sheet_as_markdown(sheet), output)
