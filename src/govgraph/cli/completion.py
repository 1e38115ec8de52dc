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
    from click.shell_completion import get_completion_class

    script = get_completion_class(shell)
    if script is None:
        raise click.UsageError(f"no completion is known for '{shell}'.", ctx)
    write(script(ctx.find_root().command, {}, "govgraph", "_GOVGRAPH_COMPLETE").source(), None)
