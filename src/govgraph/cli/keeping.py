"""What the commands share of stores on disk: where they are, and what is told of a load."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from govgraph.store import Keeper, Watcher

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from govgraph.workspace import Workspace

# Fewer files are loaded before a bar could be read.
_FEW = 200


class Terminal(Watcher):
    """Tells people on stderr; a bar is for a terminal only."""

    def __init__(self) -> None:
        self._bar: ProgressBar[int] | None = None

    def advance(self, done: int, total: int) -> None:
        """Draw the bar."""
        if total < _FEW or sys.stderr is None or not sys.stderr.isatty():
            return
        if self._bar is None:
            self._bar = click.progressbar(length=total, label="loading", file=sys.stderr)
        self._bar.update(done - self._bar.pos)
        if done == total:
            self._bar.render_finish()
            self._bar = None

    def say(self, line: str) -> None:
        """Print a line."""
        click.echo(f"govgraph: {line}", err=True)


def keeper(workspace: Workspace) -> Keeper:
    """Return what keeps the stores of a workspace, in its folder or else in the user's cache."""
    return Keeper(workspace, _folder(workspace), Terminal())


def _folder(workspace: Workspace) -> Path:
    if workspace.cache.is_dir() or os.access(workspace.root, os.W_OK):
        return workspace.cache
    # A workspace that others own, or on a medium that cannot be written.
    from hashlib import sha256

    home = os.environ.get("XDG_CACHE_HOME") or str(Path("~/.cache").expanduser())
    root = os.fsencode(workspace.root.resolve())
    return Path(home) / "govgraph" / sha256(root).hexdigest()[:16]
