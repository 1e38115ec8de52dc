"""What a store on disk holds: which files, as they were when they were read."""

from __future__ import annotations

from functools import lru_cache
from hashlib import sha256
from typing import NamedTuple

FORMAT = "govgraph store 2"
# Parts before the first file, and digits of the hash at the end.
_HEAD, _DIGITS = 4, 64


class Entry(NamedTuple):
    """A file as it was read.

    Attributes:
        stamp: size, times and place on the disk; empty where it cannot be trusted.
        digest: the SHA-256 of its bytes, in hexadecimal.
    """

    stamp: str
    digest: str


class Held(NamedTuple):
    """What a store holds.

    Attributes:
        maker: what it was made with; a store of another maker is built anew.
        plain: whether its inferred facts can be kept in step with a change.
        entries: name of a file → the file as it was read.
        files: name of a file of the engine → the file as it was written.
    """

    maker: str
    plain: bool
    entries: dict[str, Entry]
    files: dict[str, Entry]

    @property
    def content(self) -> str:
        """The hash of the data, as :func:`govgraph.load.content_hash` works it out."""
        total = sha256()
        for name in sorted(self.entries):
            total.update(name.encode(errors="surrogateescape") + b"\0")
            total.update(bytes.fromhex(self.entries[name].digest))
        return total.hexdigest()


def to_bytes(held: Held) -> bytes:
    """Return what a store holds as the bytes of a file, the last of which vouch for the others."""
    parts = [FORMAT, held.maker, str(int(held.plain)), str(len(held.entries))]
    for name, entry in (*sorted(held.entries.items()), *sorted(held.files.items())):
        parts += [name, *entry]
    # No name of a file has a NUL in it.
    raw = "\0".join(parts).encode(errors="surrogateescape")
    return raw + sha256(raw).hexdigest().encode()


@lru_cache(maxsize=2)
def from_bytes(raw: bytes) -> Held | None:
    """Return what a store holds, or None where the bytes are none of this format, or changed.

    The last two are kept: a command reads the same ones again when it holds the lock.
    """
    raw, total = raw[:-_DIGITS], raw[-_DIGITS:]
    parts = raw.decode(errors="surrogateescape").split("\0")
    if parts[0] != FORMAT or sha256(raw).hexdigest().encode() != total:
        return None
    names, stamps, digests = (parts[_HEAD + i :: 3] for i in range(3))
    entries = list(zip(names, map(Entry, stamps, digests), strict=True))
    many = int(parts[_HEAD - 1])
    return Held(parts[1], parts[2] == "1", dict(entries[:many]), dict(entries[many:]))


def differing(held: Held, stamps: dict[str, str]) -> tuple[list[str], list[str]]:
    """Return the names of files whose stamps are others, in order, and of those that went away."""
    entries = held.entries
    changed = [n for n, stamp in stamps.items() if n not in entries or entries[n].stamp != stamp]
    return changed, sorted(entries.keys() - stamps.keys())
