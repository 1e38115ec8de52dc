"""The words of a data file, and what comes and goes of all words where files do."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

TABLES = """
CREATE TABLE about (said TEXT);
CREATE TABLE file (
  name TEXT PRIMARY KEY, number INTEGER UNIQUE, digest TEXT, apart INT, tally BLOB
);
CREATE TABLE source (name TEXT PRIMARY KEY, uses INT, stamp TEXT, words BLOB);
CREATE TABLE word (
  word TEXT PRIMARY KEY, written INT, named INT, printed INT, home INT
) WITHOUT ROWID;
CREATE INDEX alone ON word (word) WHERE written + named = 1 AND printed = 0;
CREATE TABLE property (iri TEXT PRIMARY KEY, tagged INT, plain INT);
CREATE TABLE node (number INTEGER PRIMARY KEY, iri TEXT UNIQUE, uses INT);
CREATE TABLE stated (node INT, file INT, day TEXT, PRIMARY KEY (node, file)) WITHOUT ROWID;
CREATE TABLE telling (
  kind INT, word TEXT, node INT, file INT, PRIMARY KEY (kind, word, node, file)
) WITHOUT ROWID;
"""
_ADD = """
INSERT INTO word VALUES (?, ?, ?, ?, ?) ON CONFLICT (word) DO UPDATE SET
  written = written + excluded.written, named = named + excluded.named,
  printed = printed + excluded.printed, home = home + excluded.home
"""
SAID, HEARD = 0, 1
_ADD_SPOKEN = """
INSERT INTO property VALUES (?, ?, ?) ON CONFLICT (iri) DO UPDATE SET
  tagged = tagged + excluded.tagged, plain = plain + excluded.plain
"""
_COUNT_NODE = """
INSERT INTO node (iri, uses) VALUES (?, ?) ON CONFLICT (iri) DO UPDATE SET
  uses = uses + excluded.uses
"""


class Tally(NamedTuple):
    """The words of a data file.

    Attributes:
        written: those of an editor's texts, each once a text.
        named: those of the identifiers of its things, each once a thing.
        sources: the names of the source files of its records.
        said: the actions that it states; the day of its record, or none; the words.
        heard: the changes of a status that it reports, and the words that they rest on.
        apart: whether what belongs to either may stand in another file too.
        spoken: of each property, how many texts have a language, and how many have none.
    """

    written: Sequence[str]
    named: Sequence[str]
    sources: Sequence[str]
    said: Sequence[tuple[str, str, Sequence[str]]]
    heard: Sequence[tuple[str, Sequence[str]]]
    apart: bool
    spoken: Sequence[tuple[str, int, int]]


NOTHING = Tally((), (), (), (), (), False, ())


class Count(NamedTuple):
    """In how many places a word stands: in editors' texts, in identifiers, in sources."""

    written: int
    named: int
    printed: int


class Change:
    """What comes and goes of the words.

    Attributes:
        uses: name of a source → how many more data files name it.
        printed: word → in how many more sources it stands; one counts for each file that names it.
    """

    def __init__(self) -> None:
        self.uses, self.printed = Counter[str](), Counter[str]()
        self._written, self._named, self._home = Counter[str](), Counter[str](), Counter[str]()
        self._nodes = Counter[str]()
        self._spoken: list[tuple[str, int, int]] = []
        self._stated: dict[int, list[tuple[str, int, str]]] = {-1: [], 1: []}
        self._telling: dict[int, list[tuple[int, str, str, int]]] = {-1: [], 1: []}

    def add(self, number: int, tally: Tally, times: int) -> None:
        """Add a data file, or take it away.

        Args:
            number: its number.
            tally: its words.
            times: 1 to add it, -1 to take it away.
        """
        for words, counts in ((tally.written, self._written), (tally.named, self._named)):
            for word in words:
                counts[word] += times
                self._home[word] += times * number
        for name in tally.sources:
            self.uses[name] += times
        for iri, day, _ in tally.said:
            self._stated[times].append((iri, number, day))
        self._spoken += [(iri, times * with_, times * none) for iri, with_, none in tally.spoken]
        told = [
            *((SAID, iri, words) for iri, _, words in tally.said),
            *((HEARD, iri, words) for iri, words in tally.heard),
        ]
        for kind, iri, words in told:
            self._nodes[iri] += times
            self._telling[times] += [(kind, word, iri, number) for word in words]

    def apply(self, table: sqlite3.Connection) -> None:
        """Write down what came and went."""
        words = self._written.keys() | self._named.keys() | self.printed.keys()
        parts = (self._written, self._named, self.printed, self._home)
        rows = ((word, *(part[word] for part in parts)) for word in sorted(words))
        table.executemany(_ADD, (row for row in rows if any(row[1:])))
        table.execute("DELETE FROM word WHERE written + named + printed = 0")
        table.executemany(_ADD_SPOKEN, self._spoken)
        one = "(SELECT number FROM node WHERE iri = ?)"
        table.executemany(
            f"DELETE FROM telling WHERE kind = ? AND word = ? AND node = {one} AND file = ?",
            self._telling[-1],
        )
        gone = ((iri, number) for iri, number, _ in self._stated[-1])
        table.executemany(f"DELETE FROM stated WHERE node = {one} AND file = ?", gone)
        table.executemany(_COUNT_NODE, self._nodes.items())
        table.execute("DELETE FROM node WHERE uses = 0")
        table.executemany(f"INSERT INTO stated VALUES ({one}, ?, ?)", self._stated[1])
        table.executemany(f"INSERT INTO telling VALUES (?, ?, {one}, ?)", self._telling[1])


def packed(value: object) -> bytes:
    """Return words in few bytes."""
    return zlib.compress(json.dumps(value, separators=(",", ":")).encode(), 1)


def unpacked(raw: bytes) -> Tally:
    """Return the words of a file."""
    return Tally(*json.loads(zlib.decompress(raw)))
