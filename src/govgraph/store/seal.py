"""What the files of a generation were when it was done, and whether they are that now.

The engine writes a file of data once, so that a file with another size, time of writing or place
on the disk was changed by somebody else, or copied; then its bytes tell. To hash gigabytes for
every command would cost more than the command. A byte that went wrong on the disk itself leaves no
trace in the times: the engine finds it by its own checksums when it reads the block.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from hashlib import file_digest
from pathlib import Path

from govgraph.store.held import Entry

# What the engine writes when it opens a store, and never reads.
_UNREAD = ("LOG", "LOCK")


def seal(engine: str, known: Iterable[Entry]) -> dict[str, Entry]:
    """Return the files of a store by name.

    Args:
        engine: the folder that the engine opens; it has let go of it.
        known: files of the same disk whose bytes need not be hashed again.

    Raises:
        OSError: a file cannot be read.
    """
    digests = {entry.stamp: entry.digest for entry in known}
    found = {}
    for name, stamp in _stamps(engine):
        found[name] = Entry(stamp, digests.get(stamp) or _digest(engine, name))
    return found


def is_sealed(engine: str, files: dict[str, Entry]) -> bool:
    """Whether the files are by their stamps those that were sealed."""
    try:
        return dict(_stamps(engine)) == {name: entry.stamp for name, entry in files.items()}
    except OSError:
        return False


def verify(engine: str, files: dict[str, Entry], hashed: bool = False) -> dict[str, Entry]:
    """Return the files of a store with the stamps that they have now.

    Args:
        engine: the folder that the engine opens.
        files: what was sealed.
        hashed: hash all files, not only those with another stamp.

    Raises:
        OSError: a file is gone, cannot be read, or holds other bytes.
    """
    now = seal(engine, () if hashed else files.values())
    for name in sorted(files.keys() | now.keys()):
        if name not in now:
            raise OSError(f"{name} is gone")
        if name not in files or files[name].digest != now[name].digest:
            raise OSError(f"{name} is not what was written")
    return now


def _stamps(engine: str) -> Iterator[tuple[str, str]]:
    # The time of change is not asked: a link to the file, from a newer generation, sets it too.
    with os.scandir(engine) as entries:
        for entry in entries:
            if not entry.name.startswith(_UNREAD):
                status = entry.stat()
                yield entry.name, f"{status.st_size} {status.st_mtime_ns} {status.st_ino}"


def _digest(engine: str, name: str) -> str:
    with Path(engine, name).open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
