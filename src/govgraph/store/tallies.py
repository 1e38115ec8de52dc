"""The words of all files, counted, and kept beside the store.

A check of one file asks how often a word stands on file, and which actions it tells of; to read the
words of all files for that takes longer than the check. So they are kept in a table: of each
file what it adds, and the sums. A file that comes, goes or changes is added or taken away. What is
kept of a data file goes by the hash of its bytes, and what is kept of a source by its stamp.

The table is never changed in place: another is written beside it and named for the hash of its
bytes. One that was cut off or changed has not the bytes of its name, and is made again.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from hashlib import file_digest
from pathlib import Path
from typing import Any

from govgraph.store.files import is_settled, stamp_of
from govgraph.store.tally import (
    HEARD,
    NOTHING,
    SAID,
    TABLES,
    Change,
    Count,
    Tally,
    packed,
    unpacked,
)

_FORMAT = "govgraph words 2"
_NAME = "words"
_AFTER_ALL = "\U0010ffff"


class Tallies:
    """The words of the files of a workspace.

    Args:
        folder: where they are kept; nobody else writes there meanwhile.
        sources: the folder of the source files.
        maker: what they are made with; those of another maker are of no use.
        now: nanoseconds by the clock of the file system.

    Raises:
        OSError: they cannot be kept there.
    """

    def __init__(self, folder: Path, sources: Path, maker: str, now: int) -> None:
        self._folder, self._sources, self._now = folder, sources, now
        self._about = f"{_FORMAT} {maker}"
        self._path = self._whole()
        self._table: sqlite3.Connection | None = None
        for path in folder.glob(f"{_NAME}*"):
            if path != self._path:
                path.unlink(missing_ok=True)
        if self._path is not None:
            self._table = _opened(self._path)

    def close(self) -> None:
        """Let go of the table."""
        if self._table is not None:
            self._table.close()
            self._table = None

    def update(
        self,
        files: Mapping[str, str],
        tally: Callable[[str], Tally],
        read: Callable[[str], Collection[str] | None],
    ) -> None:
        """Bring what is kept in step with the files.

        Args:
            files: the name of each data file → the hash of its bytes.
            tally: gives the words of a data file.
            read: gives the words of a source; None where it cannot be read.

        Raises:
            OSError: nothing can be written.
        """
        known = dict(self._rows("SELECT name, digest FROM file"))
        gone = [name for name in known if files.get(name) != known[name]]
        new = [name for name in files if known.get(name) != files[name]]
        change = Change()
        for name in gone:
            ((number, raw),) = self._rows("SELECT number, tally FROM file WHERE name = ?", name)
            change.add(number, unpacked(raw), -1)
        ((last,),) = self._rows("SELECT max(number) FROM file") or [(0,)]
        coming = []
        for number, name in enumerate(new, (last or 0) + 1):
            one = tally(name)
            change.add(number, one, 1)
            coming.append((name, number, files[name], one.apart, packed(one)))
        sources = self._changed_sources(change, read)
        if gone or new or sources or self._table is None:
            self._write(gone, coming, sources, change)

    def _changed_sources(
        self, change: Change, read: Callable[[str], Collection[str] | None]
    ) -> list[tuple[str, int, str, bytes | None]]:
        """Return the rows of the sources that are others now, and count their words."""
        found = []
        stamps = self._stamps()
        kept = {name: row for name, *row in self._rows("SELECT name, uses, stamp FROM source")}
        for name in sorted(kept.keys() | change.uses.keys()):
            uses, known = kept.get(name, (0, ""))
            now, stamp = uses + change.uses[name], stamps.get(name, "")
            is_same = bool(stamp) and stamp == known
            if now == uses and is_same:
                continue
            before = self.source(name)
            after = before if is_same or not now else read(name)
            settled = stamp if is_settled(stamp, self._now) else ""
            if (now, settled, _sorted(after)) != (uses, known, _sorted(before)):
                for word in before or ():
                    change.printed[word] -= uses
                for word in after or ():
                    change.printed[word] += now
                words = None if after is None else packed(_sorted(after))
                found.append((name, now, settled, words))
        return found

    def _stamps(self) -> dict[str, str]:
        try:
            with os.scandir(self._sources) as entries:
                return {entry.name: stamp_of(entry) for entry in entries}
        except OSError:
            return {}

    def _write(
        self,
        gone: Sequence[str],
        coming: Sequence[tuple[str, int, str, bool, bytes]],
        sources: Sequence[tuple[str, int, str, bytes | None]],
        change: Change,
    ) -> None:
        self.close()
        temporary = self._folder / f"{_NAME}-new-{os.getpid()}"
        if self._path is not None:
            shutil.copyfile(self._path, temporary)
        table = sqlite3.connect(temporary, isolation_level=None)
        try:
            # What is written here counts when it has its name, and not before.
            table.execute("PRAGMA journal_mode = OFF")
            table.execute("PRAGMA synchronous = OFF")
            if self._path is None:
                table.executescript(TABLES)
                table.execute("INSERT INTO about VALUES (?)", (self._about,))
            table.execute("BEGIN")
            table.executemany("DELETE FROM file WHERE name = ?", ((name,) for name in gone))
            table.executemany("INSERT INTO file VALUES (?, ?, ?, ?, ?)", coming)
            table.executemany("INSERT OR REPLACE INTO source VALUES (?, ?, ?, ?)", sources)
            table.execute("DELETE FROM source WHERE uses = 0")
            change.apply(table)
            table.execute("COMMIT")
        except sqlite3.Error as error:
            raise OSError(f"the words cannot be written: {error}") from error
        finally:
            table.close()
        path = self._folder / f"{_NAME}-{_digest(temporary)}"
        temporary.replace(path)
        if self._path is not None and self._path != path:
            self._path.unlink(missing_ok=True)
        self._path, self._table = path, _opened(path)

    def number(self, name: str) -> int | None:
        """Return the number of a data file; None for one that is not on file."""
        rows = self._rows("SELECT number FROM file WHERE name = ?", name)
        return rows[0][0] if rows else None

    def tally(self, name: str) -> Tally:
        """Return the words of a data file."""
        rows = self._rows("SELECT tally FROM file WHERE name = ?", name)
        return unpacked(rows[0][0]) if rows else NOTHING

    def source(self, name: str) -> list[str] | None:
        """Return the words of a source file; None where none are known."""
        rows = self._rows("SELECT words FROM source WHERE name = ?", name)
        return json.loads(zlib.decompress(rows[0][0])) if rows and rows[0][0] else None

    def uses(self, name: str) -> int:
        """Return how many data files name a source."""
        rows = self._rows("SELECT uses FROM source WHERE name = ?", name)
        return int(rows[0][0]) if rows else 0

    def readable(self) -> Iterator[tuple[str, int]]:
        """Yield the sources that could be read, each with how many data files name it."""
        yield from self._each("SELECT name, uses FROM source WHERE words IS NOT NULL")

    def count(self, word: str) -> tuple[tuple[int, int, int], int]:
        """Return in how many places a word stands, and the sum of the numbers of their files.

        Sources do not count for the sum: of a word that stands once it is the number of its file.
        """
        rows = self._rows("SELECT written, named, printed, home FROM word WHERE word = ?", word)
        return (Count(*rows[0][:3]), rows[0][3]) if rows else (Count(0, 0, 0), 0)

    def spoken(self, iri: str) -> tuple[int, int]:
        """Return how many texts of a property have a language, and how many have none."""
        rows = self._rows("SELECT tagged, plain FROM property WHERE iri = ?", iri)
        return (rows[0][0], rows[0][1]) if rows else (0, 0)

    def alone(self) -> list[str]:
        """Return the words that stand in one place, which is in no source."""
        asked = "SELECT word FROM word WHERE written + named = 1 AND printed = 0 ORDER BY word"
        return [word for (word,) in self._rows(asked)]

    def named(self, number: int) -> str:
        """Return the name of a data file by its number."""
        ((name,),) = self._rows("SELECT name FROM file WHERE number = ?", number)
        return str(name)

    def any_apart(self, without: Collection[int | None]) -> bool:
        """Return whether what belongs together may stand in several files, but for some files."""
        rows = self._rows("SELECT number FROM file WHERE apart")
        return any(number not in without for (number,) in rows)

    def saying(self, stem: str, without: Collection[int | None]) -> Iterator[tuple[str, str]]:
        """Yield words that begin so, each with an action that a file states with it."""
        return self._telling(SAID, stem, without)

    def hearing(self, stem: str, without: Collection[int | None]) -> Iterator[tuple[str, str]]:
        """Yield words that begin so, each with a change of a status that rests on it."""
        return self._telling(HEARD, stem, without)

    def days(self, iri: str, without: Collection[int | None]) -> list[str]:
        """Return the days of the records that state an action."""
        rows = self._rows(
            "SELECT day, file FROM stated JOIN node ON number = node WHERE iri = ? AND day <> ''",
            iri,
        )
        return [day for day, file in rows if file not in without]

    def has_actions(self, many: int, without: Collection[int | None]) -> bool:
        """Return whether more than so many actions are stated, but for some files."""
        found = set()
        for node, file in self._each("SELECT node, file FROM stated"):
            if file not in without:
                found.add(node)
            if len(found) > many:
                return True
        return False

    def _telling(
        self, kind: int, stem: str, without: Collection[int | None]
    ) -> Iterator[tuple[str, str]]:
        rows = self._each(
            "SELECT word, iri, file FROM telling CROSS JOIN node ON number = node"
            " WHERE kind = ? AND word >= ? AND word < ?",
            kind,
            stem,
            stem + _AFTER_ALL,
        )
        return ((word, iri) for word, iri, file in rows if file not in without)

    def _rows(self, asked: str, *values: object) -> list[tuple[Any, ...]]:
        return list(self._each(asked, *values))

    def _each(self, asked: str, *values: object) -> Iterator[tuple[Any, ...]]:
        return iter(()) if self._table is None else self._table.execute(asked, values)

    def _whole(self) -> Path | None:
        """Return the table, if it is what was written, by this maker."""
        for path in sorted(self._folder.glob(f"{_NAME}-*")):
            try:
                if path.name != f"{_NAME}-{_digest(path)}":
                    continue
                table = _opened(path)
                said = table.execute("SELECT said FROM about").fetchone()[0]
                table.close()
            except (OSError, sqlite3.Error):
                continue
            if said == self._about:
                return path
        return None


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def _sorted(words: Collection[str] | None) -> list[str] | None:
    return None if words is None else sorted(words)
