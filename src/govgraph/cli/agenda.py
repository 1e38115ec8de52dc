"""``govgraph agenda``: matters arising for the next meeting."""

from __future__ import annotations

import click

from govgraph.cli.common import Settings, day, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text


@click.command(
    short_help="List matters arising for the next meeting.",
    epilog=examples(
        "govgraph agenda --next 2023-10-20",
        "govgraph agenda --next 2023-10-20 -o matters.html",
        "govgraph agenda --next 2023-10-20 -o matters.docx",
    ),
)
@click.option(
    "--next",
    "meeting",
    metavar="DATE",
    required=True,
    callback=day,
    help="The day of the next meeting.",
)
@formats(("text", "md", "html", "docx", "json"))
@with_settings
@click.pass_obj
def command(settings: Settings, meeting: str, format_name: str, output: str | None) -> None:
    """List what arises for a meeting from the records on file before its day.

    The actions that no record gives as completed, with every timing as given, the days to the
    meeting, and what was last said of each; commitments without an action number; what records say
    of actions without naming them; and records that are known of and not on file. Nothing dated on
    the day of the meeting or later is used. docx needs the extra govgraph[office].
    """
    # What a desk needs is imported when it is asked for.
    from govgraph.desk.agenda import agenda_for

    workspace, store = settings.store()
    agenda = agenda_for(store, meeting)
    if format_name == "json":
        from govgraph.render.agenda_json import as_json

        write(as_json(agenda, workspace.name), output)
        return
    from govgraph.render.agenda import paper_of

    paper = paper_of(agenda, workspace.name)
    if format_name == "docx":
        from govgraph.render.agenda_docx import as_docx

        write(as_docx(paper, agenda.abbreviations, meeting), output)
    elif format_name == "html":
        from govgraph.render.agenda_html import as_html

        write_text(as_html(paper, agenda.abbreviations), output)
    elif format_name == "md":
        from govgraph.render.agenda_md import as_markdown

        write_text(as_markdown(paper, agenda.abbreviations), output)
    else:
        from govgraph.render.agenda_text import as_text

        write_text(as_text(paper, agenda.abbreviations), output)
