"""The form and the file of a result: ``--format``, ``-o``, and suffixes that choose a format."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import click

from govgraph.cli.common import F, NearestChoice

# Format → the suffixes of its files; of others the name is the suffix.
_SUFFIXES = {"text": (".txt",), "html": (".html", ".htm"), "mermaid": (".mmd",)}

# The folders of a workspace with what is read, and never written by a command that reads.
_INPUTS = frozenset({"data", "sources"})


def output_name(ctx: click.Context, _: click.Parameter, value: str | None) -> str | None:
    """Return the file of ``-o``; refuse one of which a board is made."""
    if value == "":
        raise click.UsageError("-o names no file.", ctx)
    if value is not None and _is_input(Path(value)):
        raise click.UsageError(f"{value} is part of a board; -o is for results.", ctx)
    return value


def _is_input(path: Path) -> bool:
    """Return whether a file is there and is one of those that a board is made of."""
    if not path.is_file():
        return False
    # The name alone; workspaces are opened by the commands.
    from govgraph.workspace import MARKER

    whole = path.resolve()
    in_folder = whole.parent.name in _INPUTS and (whole.parent.parent / MARKER).is_file()
    return whole.name == MARKER or in_folder


def suffixes_of(names: Sequence[str]) -> dict[str, str]:
    """Return suffix → format, of some formats."""
    return {suffix: name for name in names for suffix in _SUFFIXES.get(name, (f".{name}",))}


def formats(
    names: Sequence[str], suffixes: Mapping[str, str] | None = None, otherwise: str = ""
) -> Callable[[F], F]:
    """Add ``--format`` and ``-o``; without the first, the format follows the file's suffix.

    Args:
        names: the formats, the default one first.
        suffixes: file suffix → format, where they are others than :func:`suffixes_of` gives.
        otherwise: what help says of the default where the command itself finds it; the command
            is then given an empty string.
    """
    default = "" if otherwise else names[0]
    known = suffixes_of(names) if suffixes is None else suffixes

    def choose(ctx: click.Context, _: click.Parameter, value: str | None) -> str:
        output = ctx.params.get("output")
        suffix = Path(output).suffix if output and output != "-" else ""
        # Under a name such as letter.pdf nobody looks for Markdown.
        if value is None and suffix.lower() not in ("", ".txt", *known):
            raise click.UsageError(
                f"no format of {ctx.info_name} has the suffix '{suffix}'; these have one:"
                f" {', '.join(sorted(known))}. Or give --format.",
                ctx,
            )
        return value or known.get(suffix.lower()) or default

    def decorate(function: F) -> F:
        output = click.option(
            "-o",
            "--output",
            metavar="FILE",
            is_eager=True,
            type=click.Path(),
            callback=output_name,
            help="Write to FILE, whole or not at all; '-' is stdout.",
        )
        chosen = click.option(
            "-f",
            "--format",
            "format_name",
            type=NearestChoice(names),
            callback=choose,
            help=f"Form of the result (default: {otherwise or default}, or by the suffix of FILE).",
        )
        return chosen(output(function))

    return decorate
