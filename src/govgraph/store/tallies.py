"""The words of each file, kept beside the store, so that a board's words are not read each time.

What is kept of a data file goes by the hash of its bytes, and what is kept of a source by its
stamp; a cache that cannot be read, or of which a byte is another, is made again.
"""

from __future__ import annotations

import json
import os
from collections.abc import Collection, Sequence
from hashlib import sha256
from pathlib import Path

from govgraph.store.files import is_settled, stamp_of

_FORMAT = "govgraph words 1"
_NAME = "words"
# Of the hash at the end.
_DIGITS = 64


# The words of a data file, in parts.
Parts = Sequence[Sequence[str]]


class Tallies:
    """The words of the files of a workspace.

    Args:
        folder: where they are kept.
        sources: the folder of the source files.
        maker: what they are made with; those of another maker are of no use.
        now: nanoseconds by the clock of the file system.
    """

    def __init__(self, folder: Path, sources: Path, maker: str, now: int) -> None:
        self._path, self._sources, self._maker = folder / _NAME, sources, maker
        self._now = now
        self._files: dict[str, list[list[int]]] = {}
        self._printed: dict[str, tuple[str, list[int]]] = {}
        self._words: list[str] = []
        self._changed = False
        self._read()
        self._numbers = {word: number for number, word in enumerate(self._words)}

    def of(self, digest: str) -> list[list[str]] | None:
        """Return the words of a data file by the hash of its bytes; None where none are kept."""
        numbers = self._files.get(digest)
        return None if numbers is None else [self._decoded(part) for part in numbers]

    def put(self, digest: str, parts: Parts) -> None:
        """Keep the words of a data file."""
        self._files[digest] = [self._coded(part) for part in parts]
        self._changed = True

    def printed(self, name: str) -> list[str] | None:
        """Return the words of a source file; None where none are kept, or it is another by now."""
        stamp, numbers = self._printed.get(name, ("", []))
        is_same = bool(stamp) and stamp == stamp_of(self._sources / name)
        return self._decoded(numbers) if is_same else None

    def put_printed(self, name: str, words: Collection[str]) -> None:
        """Keep the words of a source file as it is now."""
        stamp = stamp_of(self._sources / name)
        # One that may come twice is worth nothing.
        if is_settled(stamp, self._now):
            self._printed[name] = stamp, self._coded(sorted(words))
            self._changed = True

    def keep(self, digests: Collection[str]) -> None:
        """Write down what is kept, of data files that are there; it is a cache, and may be lost."""
        if not self._changed and len(digests) == len(self._files):
            return
        wanted = set(digests)
        files = {digest: numbers for digest, numbers in self._files.items() if digest in wanted}
        kept = [_FORMAT, self._maker, self._words, files, self._printed]
        temporary = self._path.with_name(f"{_NAME}.{os.getpid()}")
        try:
            raw = json.dumps(kept, separators=(",", ":")).encode()
            temporary.write_bytes(raw + _total(raw))
            temporary.replace(self._path)
        except OSError:
            temporary.unlink(missing_ok=True)

    def _read(self) -> None:
        try:
            whole = self._path.read_bytes()
        except OSError:
            return
        raw = whole[:-_DIGITS]
        if whole[-_DIGITS:] != _total(raw):
            return
        kept = json.loads(raw)
        if kept[:2] == [_FORMAT, self._maker]:
            _, _, self._words, self._files, self._printed = kept

    def _decoded(self, numbers: list[int]) -> list[str]:
        words = self._words
        return [words[number] for number in numbers]

    def _coded(self, words: Collection[str]) -> list[int]:
        for word in words:
            if word not in self._numbers:
                self._numbers[word] = len(self._words)
                self._words.append(word)
        return [self._numbers[word] for word in words]


def _total(raw: bytes) -> bytes:
    return sha256(raw).hexdigest().encode()
