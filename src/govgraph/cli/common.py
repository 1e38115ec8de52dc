"""What the commands share: settings, choices that suggest, and the store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from pyoxigraph import Quad, Store

    from govgraph.graph import Source
    from govgraph.store import Keeper, Kept
    from govgraph.workspace import Workspace

# With more records the store is kept on disk: up to there it is quicker to read them all.
MOST_IN_MEMORY = 12

F = TypeVar("F", bound=Callable[..., Any])


def examples(*commands: str) -> str:
    """Return example command lines as the end of a help page, a line each."""
    return "\b\nExamples:\n" + "\n".join(f"  {c}" for c in commands)


class Unopened:
    """The data of the workspace that is worked on; see :class:`govgraph.graph.Unopened`."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @cached_property
    def store(self) -> Store:
        """The data in a store."""
        return self._settings.store()[1]

    def hand_on(self, take: Callable[[Iterable[Quad]], object]) -> None:
        """Call a function with the statements of each file."""
        from govgraph.load import read_statements

        read_statements(self._settings.workspace(), take)


class Settings:
    """What holds for every command: filled from options before or after its name."""

    def __init__(self) -> None:
        self.folder: Path | None = None
        self.debug = False
        self.holdings: Kept | None = None
        self._keeping: Keeper | None = None

    def workspace(self) -> Workspace:
        """Return the workspace to work on."""
        from govgraph.workspace import find_workspace

        return find_workspace(self.folder)

    def store(self) -> tuple[Workspace, Store]:
        """Return the workspace and a store with its data: on disk where there is much of it."""
        workspace = self.workspace()
        kept = self._kept(workspace, closed=False)
        if kept is not None:
            return workspace, kept.store
        from govgraph.load import open_store

        return workspace, open_store(workspace)

    def source(self, *, hashed: bool = True) -> Source:
        """Return the data with the board's name and base, and with their hash if so asked.

        Without a hash the data is opened when it is first needed.
        """
        from govgraph.graph import Source

        if not hashed:
            workspace = self.workspace()
            return Source(Unopened(self), workspace.base, workspace.name)
        workspace, store = self.store()
        return Source(store, workspace.base, workspace.name, self.content_hash(workspace))

    def closed_store(self, workspace: Workspace, store: Store) -> Store:
        """Return a store of what follows from the data too.

        Args:
            workspace: the workspace.
            store: the store with its data.

        Raises:
            InconsistencyError: the data contradicts the ontology.
        """
        kept = self._kept(workspace, closed=True) if self.holdings is not None else None
        if kept is not None:
            return kept.store
        # Few queries reason.
        from govgraph.queries import with_what_follows

        return with_what_follows(store)

    def content_hash(self, workspace: Workspace) -> str:
        """Return the hash of the data that :meth:`store` gave."""
        if self.holdings is not None:
            return self.holdings.held.content
        from govgraph.load import content_hash

        return content_hash(workspace)

    def discard_damaged(self, error: Exception) -> bool:
        """Take a store on disk away whose files are damaged.

        Args:
            error: what stopped the command; all files are read where it may come of damage.

        Returns:
            Whether there was such a store: the command can be run again.
        """
        # The engine has no exception of its own for it.
        if self._keeping is None or not ("Corruption" in str(error) or "IO error" in str(error)):
            return False
        self.holdings = None
        return self._keeping.discard_damaged(error)

    def _kept(self, workspace: Workspace, closed: bool) -> Kept | None:
        """Return a store on disk, or None where the data is few or the disk is not to be had."""
        keeping = self.keeper(workspace)
        if keeping is None:
            return None
        # Small boards do without.
        from govgraph.store import StoreError

        try:
            self.holdings = keeping.closed() if closed else keeping.records()
        except StoreError as error:
            keeping.watcher.say(f"{error} The records are loaded into memory.")
            self.holdings = None
        return self.holdings

    def keeper(self, workspace: Workspace) -> Keeper | None:
        """Return what keeps stores of a workspace on disk; None where its data is few."""
        is_large = workspace.has_more_records(MOST_IN_MEMORY)
        if not is_large and not workspace.cache.is_dir():
            return None
        # Small boards do without.
        from govgraph.cli.keeping import keeper

        keeping = keeper(workspace)
        if not is_large and not keeping.is_there():
            return None
        self._keeping = keeping
        return keeping


def _set_folder(ctx: click.Context, _: click.Parameter, value: str | None) -> None:
    if value is not None:
        ctx.ensure_object(Settings).folder = Path(value)


def _set_debug(ctx: click.Context, _: click.Parameter, value: bool) -> None:
    if value:
        ctx.ensure_object(Settings).debug = True


@contextmanager
def uncollected() -> Iterator[None]:
    """Do not look for garbage: among what lives to the end that takes a third of the time.

    It is frozen in the end, so that nobody looks through it before the process ends either.
    """
    import gc

    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def with_settings(function: F) -> F:
    """Add the options that every command takes."""
    folder = click.option(
        "-C",
        "folder",
        metavar="DIR",
        callback=_set_folder,
        expose_value=False,
        type=click.Path(),
        help="Work on the workspace in DIR (default: found upwards, else the board that ships).",
    )
    debug = click.option(
        "--debug",
        is_flag=True,
        callback=_set_debug,
        expose_value=False,
        help="Show the traceback of an error.",
    )
    return folder(debug(function))


class NearestChoice(click.Choice[str]):
    """A choice that names the nearest value when given another."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the value if it is one of the choices."""
        if value not in self.choices:
            from govgraph.names import did_you_mean

            hint = did_you_mean(str(value), self.choices)
            self.fail(f"'{value}' is not one of {', '.join(self.choices)}. {hint}", param, ctx)
        return str(value)


def day(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
    """Return the value of an option that takes a day; refuse what is none, naming the option."""
    from govgraph.prose import is_day

    if value is not None and not is_day(value):
        raise click.BadParameter(f"'{value}' is no day. Write YYYY-MM-DD.", ctx, param)
    return value
