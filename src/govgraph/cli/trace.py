"""``govgraph trace``: one commitment as a story over time."""

from __future__ import annotations

import click

from govgraph.cli import suggest
from govgraph.cli.common import Settings, examples, with_settings
from govgraph.cli.forms import formats
from govgraph.cli.output import write, write_text, write_with


@click.command(
    short_help="Follow one commitment from record to record.",
    epilog=examples(
        "govgraph trace handcuffing",
        "govgraph trace 2022-06-24/13 --format json",
        "govgraph trace stop and search -o story.md",
        "govgraph trace 2022-06-24/13 -o story.html",
    ),
)
@click.argument(
    "words", metavar="ACTION|WORDS", nargs=-1, required=True, shell_complete=suggest.actions
)
@click.option(
    "--all-records",
    is_flag=True,
    help="Name each record that is silent, however many there are.",
)
@formats(("text", "md", "json", "html", "mermaid"))
@with_settings
@click.pass_obj
def command(
    settings: Settings,
    words: tuple[str, ...],
    all_records: bool,
    format_name: str,
    output: str | None,
) -> None:
    """Follow one commitment from record to record, with the sentences that show it.

    Name an action as DATE/NUMBER, by IRI or by label, or give words: each has to begin a word
    of its title, its wording or its topics. The trace is the same whichever action of a thread
    is named; where words fit several commitments they are listed. On a board of more than 24
    records, many silent ones in a row are counted and not named.
    """
    from govgraph.trace import trace

    name = " ".join(words)
    source = settings.source()
    if format_name == "mermaid":
        from govgraph.board import Board
        from govgraph.exports.mermaid import FORMAT

        view = Board(source).view("thread", focus=name)
        write_with(lambda out: FORMAT.write(view, out), output)
        return
    story = trace(
        source.store,
        source.base,
        name,
        source.content_hash,
        all_records=all_records,
        with_holdings=format_name == "json",
    )
    if format_name == "json":
        from govgraph.render.story_json import as_json

        write(as_json(story), output)
    elif format_name == "html":
        from govgraph.render.story_html import as_html

        write_text(as_html(story), output)
    elif format_name == "md":
        from govgraph.render.story_md import as_markdown

        write_text(as_markdown(story), output)
    else:
        from govgraph.render.story_text import as_text

        write_text(as_text(story), output)
