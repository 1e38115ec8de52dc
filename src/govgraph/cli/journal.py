"""Notes on disk: written as a whole, by one process at a time, and taken back to the byte.

Beside ``govgraph.toml`` stands a folder with what each note changed, numbered in order. While a
note is being written, or taken back, what it changes bears another name: whoever finds that knows
that a note was cut off, and takes it back first.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from govgraph.cli.journal_files import FOLDERS, LARGEST, Kept, as_json, difference, read
from govgraph.cli.output import write
from govgraph.errors import GovgraphError
from govgraph.rdfio import read_bytes

try:
    import fcntl
except ImportError:  # Windows has no lock that frees itself when a process ends.
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from govgraph.note import Change

NOTES = ".govgraph-notes"
BEGUN = ".govgraph-note.begun.json"
# Temporary files of notes have names of their own: another command may be writing here as well.
_PREFIX = ".govgraph-note-"
_NUMBERED = re.compile(r"\d{4,9}\.json")
_TEMPORARY = re.compile(rf"{re.escape(_PREFIX)}[a-z0-9_]{{8}}")


class Undone(NamedTuple):
    """A note taken back: what it said, the files restored or removed, how many others there are."""

    title: str
    paths: tuple[str, ...]
    left: int


class Journal:
    """What the notes of a workspace changed.

    Args:
        root: the folder with ``govgraph.toml``.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._notes = root / NOTES
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
        for folder in (self._root, *(self._root / name for name in FOLDERS)):
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
        self._restore(self._checked(self._begun))
        return True

    def put(self, changes: Sequence[Change], title: str) -> None:
        """Write the files of a note, all of them or none.

        Args:
            changes: the files, in the order in which they are to be written.
            title: what the note says, in a line.

        Raises:
            GovgraphError: one of them cannot be written, or has changed since it was read.
        """
        kept = self._kept()
        number = int(kept[-1].stem) + 1 if kept else 1
        targets = [self._root / change.path for change in changes]
        for path in (self._begun, *targets):
            _refuse_dangling(path)
        for folder in sorted({self._notes, *(target.parent for target in targets)}):
            if os.path.lexists(folder) and not folder.is_dir():
                hint = "Remove or rename what has its name."
                raise GovgraphError("no-folder", "it is no folder.", str(folder), hint)
        for change in changes:
            if self._now(change.path) != change.before:
                where = str(self._root / change.path)
                message = "it was changed while the note was checked."
                raise GovgraphError("changed", message, where, "Run the command again.")
        write(as_json(changes, title), str(self._begun), _PREFIX)
        try:
            for change in changes:
                target = self._root / change.path
                target.parent.mkdir(exist_ok=True)
                write(change.after, str(target), _PREFIX)
            self._notes.mkdir(exist_ok=True)
            self._begun.replace(self._notes / f"{number:04}.json")
        except BaseException:
            # What was there is put back, whatever stopped this; the next note tries again.
            with suppress(OSError, GovgraphError):
                self.mend()
            raise

    def undo(self) -> Undone:
        """Take the last note back that is there.

        Raises:
            GovgraphError: there is none, or a file of it was edited since.
        """
        kept = self._kept()
        if not kept:
            message = "there is no note to take back."
            raise GovgraphError("no-note", message, str(self._root))
        note = self._checked(kept[-1])
        self._refuse_closed(path for path, *_ in note.files)
        # From here on whoever comes next can tell that it was not ended.
        kept[-1].replace(self._begun)
        try:
            self._restore(note)
        except (OSError, GovgraphError) as error:
            if getattr(error, "code", "") != "half-undone":
                self._begun.replace(kept[-1])
            raise
        return Undone(note.title, tuple(path for path, *_ in note.files), len(kept) - 1)

    def _kept(self) -> list[Path]:
        """Return the files that say what each note changed, the first note first."""
        if not self._notes.is_dir():
            return []
        found = [path for path in self._notes.iterdir() if _NUMBERED.fullmatch(path.name)]
        return sorted(found, key=lambda path: (int(path.stem), path.name))

    def _checked(self, journal: Path) -> Kept:
        """Return what a note changed; refuse where a file of it was edited since."""
        note = read(journal)
        for path, before, after in note.files:
            if (now := self._now(path)) not in (before, after):
                message = f"it was edited since the note: {difference(after, now)}"
                hint = (
                    "Take the edit back first, or take the note out by hand; to take back earlier"
                    f" notes all the same, remove '{journal}'."
                )
                if journal == self._begun:
                    hint = (
                        "The note was cut off, and no other is written before it is taken back."
                        " Take the edit back first; or, once the files of the note are as you want"
                        f" them, remove '{journal}'."
                    )
                raise GovgraphError("edited", message, str(self._root / path), hint)
        return note

    def _restore(self, note: Kept) -> None:
        """Put back what was there before the note that has begun."""
        self._refuse_closed(path for path, *_ in note.files)
        done: list[str] = []
        try:
            # The record goes before its source: none ever stands without one.
            for path, before, _ in reversed(note.files):
                self._put_back(path, before)
                done.append(path)
            self._begun.unlink()
        except (OSError, GovgraphError) as error:
            if not done:
                raise
            message = f"{error} Taken back already: {', '.join(done)}."
            hint = "Run 'govgraph note --undo' again once the rest can be written."
            raise GovgraphError("half-undone", message, hint=hint) from error
        with suppress(OSError):
            self._notes.rmdir()

    def _refuse_closed(self, paths: Iterable[str]) -> None:
        """Refuse to begin where the end can be seen not to come about."""
        folders = {self._root, self._notes, *((self._root / path).parent for path in paths)}
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

    def _now(self, path: str) -> bytes | None:
        target = self._root / path
        return read_bytes(target, largest=LARGEST) if target.exists() else None


def _refuse_dangling(path: Path) -> None:
    # What is written through such a link would stand where no one looks for it.
    if path.is_symlink() and not path.exists():
        hint = "Remove the link, or put the file there."
        raise GovgraphError("dangling", "it is a link to nothing.", str(path), hint)


def _remove_if_empty(folder: Path) -> None:
    # The folder of sources may have come with the note; that of data never goes.
    if folder.name == "sources":
        with suppress(OSError):
            folder.rmdir()
