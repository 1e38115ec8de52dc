"""The command line: one command a file in this package, each thin.

Modules here import click and little else at the top, so that ``govgraph --help`` and tab
completion answer at once; what a command needs is imported when it runs.
"""

from __future__ import annotations

import os
import re
import sys
from functools import cache
from importlib import import_module
from pathlib import Path

import click

from govgraph import __version__
from govgraph.cli.common import Settings, with_settings
from govgraph.errors import GovgraphError, InconsistencyError, LookupFailedError, SparqlError
from govgraph.prose import visible

_LINE = re.compile(r'short_help="([^"]+)"')


class Commands(click.Group):
    """The commands, one for each module of this package that defines ``command``."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of the commands."""
        return list(_commands())

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by name, or None."""
        if cmd_name not in self.list_commands(ctx):
            return None
        command = import_module(f"govgraph.cli.{cmd_name}").command
        return command if isinstance(command, click.Command) else None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, each with the line that it says of itself."""
        # To import them all takes longer than anything else that help does.
        said = {name: click.Command(name, short_help=line) for name, line in _commands().items()}
        click.Group(commands=said).format_commands(ctx, formatter)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is named first; a misspelt one gets the nearest name."""
        if args and args[0] not in self.list_commands(ctx) and not args[0].startswith("-"):
            # Names are compared only when something went wrong.
            from govgraph.names import did_you_mean

            hint = did_you_mean(args[0], self.list_commands(ctx)) or "See 'govgraph --help'."
            raise click.UsageError(f"there is no command '{args[0]}'. {hint}", ctx)
        return super().resolve_command(ctx, args)


@cache
def _commands() -> dict[str, str]:
    """Return the names of the commands, in order, each with the line that it says of itself."""
    # Read and not imported: help, completion and a misspelt name want no more.
    found = {}
    for path in sorted(Path(__file__).parent.glob("*.py")):
        head, is_command, _ = path.read_text(encoding="utf-8").partition("\ndef command(")
        if is_command:
            line = _LINE.search(head)
            found[path.stem] = line[1] if line else ""
    return found


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Without a workspace the board that ships is used: govgraph trace handcuffing",
)
@click.version_option(__version__, "-V", "--version", message="govgraph %(version)s")
@with_settings
def cli() -> None:
    """Turn board minutes into checked linked data, and follow a promise through them."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 nothing wrong, 1 findings, 2 could not run."""
    given = sys.argv[1:] if arguments is None else arguments
    sys.exit(run(given or ["--help"]))


def run(arguments: list[str]) -> int:
    """Run the command line and return its exit code; errors go to stderr, in one line."""
    settings = Settings()
    if "_GOVGRAPH_COMPLETE" in os.environ:
        # Shells are needed only when one asks.
        from govgraph.cli.shells import complete

        return complete(cli, settings)
    try:
        result = _run(settings, arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except click.Abort:
        return 130
    except BrokenPipeError:
        # Whoever read the output has had enough; a second write at exit would complain.
        sys.stdout = None
        return 0
    except click.ClickException as error:
        return _say(settings, error, _usage(error))
    except LookupFailedError as error:
        listed = "".join(f"\n  {c}" for c in error.candidates)
        return _say(settings, error, f"{error}{listed}")
    except InconsistencyError as error:
        _say(settings, error, f"{error}\n\n{error.report}".rstrip())
        return 1
    except SparqlError as error:
        return _say(settings, error, f"{error}\n{error.excerpt}")
    except GovgraphError as error:
        return _say(settings, error, str(error))
    except OSError as error:
        where = error.filename or "stdout"
        return _say(settings, error, f"{where}: {error.strerror or error}.")
    except (UnicodeEncodeError, UnicodeDecodeError) as error:
        return _say(settings, error, f"a name is not UTF-8 text: {error.reason}.")
    except RecursionError as error:
        return _say(settings, error, "the data is nested too deeply. Give its nodes names.")
    except MemoryError as error:
        return _say(settings, error, "there is not enough memory for this.")
    except Exception as error:
        text = f"internal error: {type(error).__name__}: {error}. Run again with --debug."
        return _say(settings, error, text)
    return result if isinstance(result, int) else 0


def _run(settings: Settings, arguments: list[str]) -> object:
    """Run a command; again, on a store that is loaded anew, where damage of the store stops it."""

    def main() -> object:
        return cli.main(arguments, prog_name="govgraph", standalone_mode=False, obj=settings)

    try:
        return main()
    except Exception as error:
        # No command has written anything before it has read everything.
        if not settings.discard_damaged(error):
            raise
    return main()


def _usage(error: click.ClickException) -> str:
    # click's own form is three lines, and the last of them is what matters.
    text = " ".join(error.format_message().split())
    context = getattr(error, "ctx", None)
    if context is not None and " --help" not in text and "Did you mean" not in text:
        text += f" See '{context.command_path} --help'."
    return text


def _say(settings: Settings, error: Exception, text: str) -> int:
    if settings.debug:
        raise error
    click.echo(f"govgraph: {visible(text)}", err=True)
    return 2
