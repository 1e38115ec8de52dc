"""A generation that is whole, opened; and what one is made with."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
from pyoxigraph import Store

from govgraph.errors import GovgraphError
from govgraph.load import concepts_path, ontology_path
from govgraph.rdfio import read_bytes
from govgraph.store.folder import engine_path, held_by
from govgraph.store.held import Held
from govgraph.store.seal import verify
from govgraph.workspace import Workspace


class StoreError(GovgraphError):
    """A store on disk cannot be written or read; the records themselves are unharmed."""


class Kept(NamedTuple):
    """A store on disk that is in step.

    Attributes:
        store: the store, open for reading; it stays as it is while others load.
        held: what is in it.
        loaded: how many files were loaded anew.
        removed: how many went away.
    """

    store: Store
    held: Held
    loaded: int = 0
    removed: int = 0


def open_kept(generation: Path, held: Held, loaded: int = 0, removed: int = 0) -> Kept:
    """Open a generation for reading.

    Raises:
        OSError: a file of it is gone.
        RuntimeError: the engine finds it damaged.
    """
    return Kept(Store.read_only(engine_path(generation)), held, loaded, removed)


def is_whole(generation: Path) -> bool:
    """Whether all its bytes are those that were written: what went wrong was not its fault."""
    held = held_by(generation)
    try:
        if held is not None:
            verify(engine_path(generation), held.files, hashed=True)
            Store.read_only(engine_path(generation))
    except (OSError, RuntimeError):
        return False
    return held is not None


def maker(workspace: Workspace, kind: str) -> str:
    """Return what a store is made with: with another engine, base or vocabulary it is another."""
    paths = [concepts_path()] if kind == "plain" else [concepts_path(), ontology_path()]
    digests = [sha256(read_bytes(path)).hexdigest() for path in paths]
    return " ".join(["pyoxigraph", pyoxigraph.__version__, workspace.base, *digests])


def store_error(error: Exception, folder: Path) -> StoreError:
    """Return what the engine or the system says of a folder as an error of ours."""
    reason = " ".join((getattr(error, "strerror", None) or str(error)).split()).rstrip(".")
    return StoreError("store", f"no store can be kept there: {reason}.", str(folder))
