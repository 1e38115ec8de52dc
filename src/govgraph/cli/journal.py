"""Notes on disk: written as a whole, by one process at a time, and taken back to the byte.

Beside ``govgraph.toml`` stands what the last note changed. While a note is being written it bears
another name: whoever finds that knows that a note was cut off, and takes it back first.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from govgraph.cli.output import write
from govgraph.errors import GovgraphError
from govgraph.rdfio import read_bytes

try:
    import fcntl
except ImportError:  # Windows has no lock that frees itself when a process ends.
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from govgraph.note import Change

LAST = ".govgraph-note.json"
BEGUN = ".govgraph-note.begun.json"
_FOLDERS = ("data", "sources")
# Temporary files of notes have names of their own: another command may be writing here as well.
_PREFIX = ".govgraph-note-"
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]{{8}}")
# How many signs of two lines that differ are shown.
_SHOWN = 60


class Journal:
    """What the last note of a workspace changed.

    Args:
        root: the folder with ``govgraph.toml``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._last = root / LAST
        self._begun = root / BEGUN

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other notes out.

        Raises:
            GovgraphError: another one is at work.
        """
        if fcntl is None:
            yield
            return
        folder = os.open(self._root, os.O_RDONLY)
        try:
            fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
            self._sweep()
            yield
        except BlockingIOError as error:
            message = "another note is being written here."
            raise GovgraphError("locked", message, str(self._root), "Try again.") from error
        finally:
            os.close(folder)

    def _sweep(self) -> None:
        """Remove the temporary files of notes that were cut off: nobody else writes one now."""
        for folder in (self._root, *(self._root / name for name in _FOLDERS)):
            with suppress(OSError):
                for path in sorted(folder.iterdir()):
                    if _TEMPORARY.fullmatch(path.name) and not path.is_dir():
                        path.unlink()

    def mend(self) -> bool:
        """Take back a note that was cut off; return whether there was one.

        Raises:
            GovgraphError: a file of it was edited since.
        """
        if not self._begun.exists():
            return False
        self._restore(self._begun)
        return True

    def put(self, changes: Sequence[Change]) -> None:
        """Write the files of a note, all of them or none.

        Raises:
            GovgraphError: one of them cannot be written, or has changed since it was read.
        """
        for change in changes:
            if self._now(change.path) != change.before:
                where = str(self._root / change.path)
                message = "it was changed while the note was checked."
                raise GovgraphError("changed", message, where, "Run the command again.")
        write(_as_json(changes), str(self._begun), _PREFIX)
        try:
            for change in changes:
                target = self._root / change.path
                target.parent.mkdir(exist_ok=True)
                write(change.after, str(target), _PREFIX)
            self._begun.replace(self._last)
        except BaseException:
            # What was there is put back, whatever stopped this; the next note tries again.
            with suppress(OSError, GovgraphError):
                self._restore(self._begun)
            raise

    def undo(self) -> list[str]:
        """Take the last note back; return the files that were restored or removed.

        Raises:
            GovgraphError: there is none, or a file of it was edited since.
        """
        if not self._last.exists():
            message = "there is no note to take back."
            raise GovgraphError("no-note", message, str(self._root))
        return self._restore(self._last)

    def _restore(self, journal: Path) -> list[str]:
        changes = self._read(journal)
        for path, before, after in changes:
            if (now := self._now(path)) not in (before, after):
                message = f"it was edited since the note: {_difference(after, now)}"
                hint = "Take the edit back first, or take the note out by hand."
                if journal == self._begun:
                    hint = (
                        "The note was cut off, and no other is written before it is taken back."
                        " Take the edit back first; or, once the files of the note are as you want"
                        f" them, remove '{journal}'."
                    )
                raise GovgraphError("edited", message, str(self._root / path), hint)
        self._refuse_closed(path for path, *_ in changes)
        done: list[str] = []
        try:
            # The record goes before its source: none ever stands without one.
            for path, before, _ in reversed(changes):
                self._put_back(path, before)
                done.append(path)
            journal.unlink()
        except (OSError, GovgraphError) as error:
            if not done:
                raise
            message = f"{error} Taken back already: {', '.join(done)}."
            hint = "Run 'govgraph note --undo' again once the rest can be written."
            raise GovgraphError("half-undone", message, hint=hint) from error
        return [path for path, *_ in changes]

    def _refuse_closed(self, paths: Iterable[str]) -> None:
        """Refuse to begin where the end can be seen not to come about."""
        folders = {self._root, *((self._root / path).parent for path in paths)}
        for folder in sorted(folders):
            if folder.is_dir() and not os.access(folder, os.W_OK | os.X_OK):
                message = "nothing may be written there; nothing has been taken back."
                raise GovgraphError("unwritable", message, str(folder), "Change its permissions.")

    def _put_back(self, path: str, before: bytes | None) -> None:
        target = self._root / path
        if before is None:
            target.unlink(missing_ok=True)
            _remove_if_empty(target.parent)
        elif self._now(path) != before:
            write(before, str(target), _PREFIX)

    def _read(self, journal: Path) -> list[tuple[str, bytes | None, bytes]]:
        """Return path, old and new bytes of each file of a note."""
        try:
            listed = json.loads(read_bytes(journal, largest=200_000_000))["files"]
            found = [
                (f["path"].encode().decode(), _bytes(f["before"]), f["after"].encode())
                for f in listed
            ]
            if not found:
                raise ValueError
        except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
            hint = "Remove it; then the last note can only be taken out by hand."
            message = "it does not say what the last note changed."
            raise GovgraphError("no-journal", message, str(journal), hint) from error
        for path, _, _ in found:
            folder, _, name = path.partition("/")
            if folder not in _FOLDERS or not name.strip(".") or {"/", "\\", "\0"} & set(name):
                message = f"it names a file that is no file of a note: '{path}'."
                raise GovgraphError("no-journal", message, str(journal), "Remove it.")
        return found

    def _now(self, path: str) -> bytes | None:
        target = self._root / path
        return read_bytes(target, largest=200_000_000) if target.exists() else None


def _as_json(changes: Sequence[Change]) -> str:
    files = [
        {
            "path": c.path,
            "before": None if c.before is None else c.before.decode(),
            "after": c.after.decode(),
        }
        for c in changes
    ]
    return json.dumps({"files": files}, ensure_ascii=False, indent=1) + "\n"


def _bytes(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


def _remove_if_empty(folder: Path) -> None:
    # The folder of sources may have come with the note; that of data never goes.
    if folder.name == "sources":
        with suppress(OSError):
            folder.rmdir()


def _difference(after: bytes, now: bytes | None) -> str:
    """Return the first line in which a file differs from what the note wrote."""
    if now is None:
        return "it is gone."
    written, found = after.decode().splitlines(), now.decode(errors="replace").splitlines()
    for place, (old, new) in enumerate(zip(written, found, strict=False), 1):
        if old != new:
            return f"line {place} was '{_short(old)}' and is '{_short(new)}'."
    if len(written) != len(found):
        return f"it had {len(written)} lines and has {len(found)}."
    return "its line ends differ."


def _short(line: str) -> str:
    line = line.strip()
    return line if len(line) <= _SHOWN else f"{line[:_SHOWN]} …"
