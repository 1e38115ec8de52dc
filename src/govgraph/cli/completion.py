"""``govgraph completion``: a script for tab completion."""

from __future__ import annotations

import click

from govgraph.cli.common import NearestChoice, with_settings
from govgraph.cli.output import write

SHELLS = ("bash", "fish", "zsh")


@click.command(
    short_help="Print a script for tab completion.",
    epilog='Example, in ~/.bashrc: eval "$(govgraph completion bash)"',
)
@click.argument("shell", type=NearestChoice(SHELLS))
@with_settings
@click.pass_context
def command(ctx: click.Context, shell: str) -> None:
    """Print a script that makes SHELL (bash, fish or zsh) complete commands and names."""
    from govgraph.cli.shells import script

    write(script(shell, ctx.find_root().command), None)
