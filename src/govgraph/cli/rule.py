"""``govgraph rule``: what a rule of ``validate`` wants, with an example."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from govgraph.cli import suggest
from govgraph.cli.common import NearestChoice, examples, with_settings
from govgraph.cli.forms import formats, suffixes_of
from govgraph.cli.output import write, write_text

if TYPE_CHECKING:
    from govgraph.render.rules import Explained
    from govgraph.validate.rules import Rule

FORMATS = ("text", "md", "json")
# The file of --file is printed as it is.
SUFFIXES = {**suffixes_of(FORMATS), ".ttl": "text"}
_MOST = 5


@click.command(
    short_help="Explain a rule of validate, with an example.",
    epilog=examples(
        "govgraph rule GG131",
        "govgraph rule gg131 --file passing > new.ttl",
        "govgraph rule --list",
        "govgraph rule --list --format json",
    ),
)
@click.argument("code", required=False, shell_complete=suggest.rule_codes)
@click.option("--list", "listed", is_flag=True, help="List the rules.")
@click.option(
    "--file",
    "which",
    type=NearestChoice(("failing", "passing")),
    help="Print this example of the rule whole, and nothing else.",
)
@formats(FORMATS, SUFFIXES)
@with_settings
@click.pass_context
def command(
    ctx: click.Context,
    code: str | None,
    listed: bool,
    which: str | None,
    format_name: str,
    output: str | None,
) -> None:
    """Explain the rule with this CODE, as findings of 'govgraph validate' give it.

    It says what to do and why, what the rule looks at, and shows the smallest data that breaks
    it, with the place marked, beside what mends it. Lines that only declare prefixes are left
    out; --file prints the whole file. Data of examples is checked in the context of an invented
    board.
    """
    if (code is None) != listed:
        raise click.UsageError("Give the code of one rule, or --list.", ctx)
    if listed and which is not None:
        raise click.UsageError("--file takes the code of one rule.", ctx)
    # Validation takes long to import, and `rule --help` does without it.
    from govgraph.validate import rules

    held = rules()
    if code is None:
        write_text(_list(held, format_name), output)
        return
    rule = _named(held, code)
    if which is not None:
        write(_file(rule, which), output)
        return
    write_text(_shown(_explained(rule), format_name), output)


def _named(held: list[Rule], code: str) -> Rule:
    found = {rule.code: rule for rule in held}
    if code.upper() in found:
        return found[code.upper()]
    # These are needed only when something went wrong.
    from govgraph.errors import LookupFailedError
    from govgraph.names import nearest

    begun = [c for c in found if c.startswith(code.upper())]
    near = begun[:_MOST] or nearest(code, found, _MOST)
    hint = "The nearest are:" if near else "'govgraph rule --list' lists the codes."
    listed = tuple(f"{c}  {found[c].name}" for c in near)
    raise LookupFailedError("unknown-rule", f"there is no rule '{code}'.", hint, listed)


def _explained(rule: Rule) -> Explained:
    from govgraph.names import DEFAULT_BASE, compact
    from govgraph.render.rules import Explained
    from govgraph.rule_examples import examples_of
    from govgraph.validate.scope import scope

    shape = None if rule.shape is None else compact(rule.shape, DEFAULT_BASE)
    return Explained(rule, scope(rule), shape, examples_of(rule.code))


def _file(rule: Rule, which: str) -> str:
    from govgraph.errors import LookupFailedError
    from govgraph.rule_examples import examples_of

    shown = examples_of(rule.code)
    if shown is None:
        raise LookupFailedError("no-example", f"{rule.code} has no example.")
    return shown.failing.text if which == "failing" else shown.passing.text


def _shown(explained: Explained, format_name: str) -> str:
    from govgraph.render import rules as render

    if format_name == "json":
        return render.as_json([explained])
    return render.as_markdown(explained) if format_name == "md" else render.as_text(explained)


def _list(held: list[Rule], format_name: str) -> str:
    from govgraph.render import rules as render

    if format_name == "json":
        return render.as_json([_explained(rule) for rule in held])
    return render.as_markdown_list(held) if format_name == "md" else render.as_list(held)
