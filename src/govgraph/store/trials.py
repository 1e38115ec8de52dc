"""Copies of the stores of a workspace, in which something is tried that is not on file."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

from pyoxigraph import Store

from govgraph.store.folder import engine_path
from govgraph.store.held import Held
from govgraph.store.keeping import Keeper
from govgraph.store.kept import StoreError, store_error
from govgraph.store.tallies import Tallies


class Trial(NamedTuple):
    """Copies of stores, to be changed and thrown away.

    Attributes:
        held: what is in them.
        plain: the records.
        closed: the records with what follows from them.
        tallies: the words of the files, as they were when they were last asked for.
    """

    held: Held
    plain: Store
    closed: Store
    tallies: Tallies


@contextmanager
def trial(keeper: Keeper) -> Iterator[Trial | None]:
    """Give copies of both stores of a workspace, in step with its files.

    Whoever loads the workspace meanwhile waits. Files of data are linked; those that the engine
    changes in place are copied.

    Yields:
        The copies; None where what follows cannot be kept in step with a change.

    Raises:
        StoreError: the stores cannot be kept on disk.
        TurtleError: a file is not Turtle.
        WorkspaceError: a file cannot be read.
        InconsistencyError: the data contradicts the ontology.
    """
    keeper.closed()
    folder = keeper.folder
    with folder.writing(keeper.watcher) as now:
        plain, closed = keeper.newest("plain"), keeper.newest("closed")
        if plain is None or closed is None or plain[1].content != closed[1].content:
            raise StoreError("store", "the store changes while it is used.", str(folder.root))
        if not closed[1].plain:
            yield None
            return
        with folder.trial([plain[0], closed[0]]) as copies:
            try:
                stores = [Store(engine_path(copy)) for copy in copies]
            except (OSError, RuntimeError) as error:
                raise store_error(error, folder.root) from error
            tallies = Tallies(folder.root, keeper.workspace.sources, plain[1].maker, now)
            try:
                yield Trial(plain[1], stores[0], stores[1], tallies)
            finally:
                tallies.close()
