"""Which files of a workspace changed, seen from their stamps, and their bytes, read in one piece.

A stamp is size, time of writing, time of change and place on the disk: an editor that sets the
time back, or writes the same number of bytes, changes one of them. A file that was written within
the grain of the clock before it was read has no stamp that can be trusted, and is hashed again.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from govgraph.errors import WorkspaceError
from govgraph.rdfio import read_bytes
from govgraph.store.held import Entry
from govgraph.workspace import Workspace

# Clocks of file systems are this coarse, in nanoseconds.
_GRAIN = 2_000_000_000
_MOST_READINGS = 5
_BATCH = 8_000_000


class Read(NamedTuple):
    """A file, read: its name, its bytes, and what is to be remembered of it."""

    name: str
    raw: bytes
    entry: Entry


def stamps(workspace: Workspace) -> dict[str, str]:
    """Return the names of the data files, in order, with their stamps.

    Raises:
        WorkspaceError: the folder cannot be read, or holds a pipe or a device.
    """
    found = {}
    try:
        with os.scandir(workspace.data) as entries:
            for entry in entries:
                if entry.name.endswith(".ttl"):
                    found[entry.name] = stamp_of(entry)
    except OSError as error:
        where = workspace.shown(workspace.data)
        raise WorkspaceError("unreadable", f"{error.strerror or error}.", where) from error
    if not all(found.values()):
        workspace.data_files()  # It refuses what is no regular file.
    return {name: found[name] for name in sorted(found)}


def is_settled(stamp: str, now: int) -> bool:
    """Whether a file can no more change unseen: it was not written just before ``now``.

    Args:
        stamp: its stamp.
        now: nanoseconds by the clock of its file system, before it was read.
    """
    return bool(stamp) and max(map(int, stamp.split()[1:3])) + _GRAIN < now


def read_files(
    workspace: Workspace, names: list[str], now: int
) -> Iterator[tuple[list[Read], WorkspaceError | None]]:
    """Yield files by the batch, so that few are in memory at once.

    Args:
        workspace: where they are.
        names: their names.
        now: nanoseconds by the clock of the file system.

    Yields:
        Files, and what stopped the reading after them.
    """
    batch: list[Read] = []
    size = 0
    for name in names:
        try:
            batch.append(_read(workspace, name, now))
        except WorkspaceError as error:
            yield batch, error
            return
        size += len(batch[-1].raw)
        if size > _BATCH:
            yield batch, None
            batch, size = [], 0
    if batch:
        yield batch, None


def _read(workspace: Workspace, name: str, now: int) -> Read:
    """Return a file as it is from the first byte to the last, not half of it as it was."""
    path = workspace.data / name
    shown = workspace.shown(path)
    for _ in range(_MOST_READINGS):
        before = stamp_of(path)
        raw = read_bytes(path, shown)
        if before and before == stamp_of(path):
            # A stamp that may come twice is kept as one that no file has.
            stamp = before if is_settled(before, now) else ""
            return Read(name, raw, Entry(stamp, sha256(raw).hexdigest()))
    hint = "Run the command again when it is written."
    raise WorkspaceError("changing", "it changes while it is read.", shown, hint)


def stamp_of(file: os.DirEntry[str] | Path) -> str:
    """Return size, times and place on the disk of a file; empty where it is no regular file."""
    try:
        status = file.stat()
    except OSError:
        return ""  # Reading it says why.
    if not S_ISREG(status.st_mode):
        return ""
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
