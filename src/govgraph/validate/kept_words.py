"""The words of a board's files, as far as they are known without a look into the files."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple


class Tally(NamedTuple):
    """The words of a data file.

    Attributes:
        written: those of an editor's texts, each once a text.
        named: those of the identifiers of its things, each once a thing.
        sources: the names of the source files of its records.
    """

    written: list[str]
    named: list[str]
    sources: list[str]


class KeptWords(NamedTuple):
    """What is known.

    Attributes:
        tallies: the name of a graph → the words of its file.
        changing: the names of the graphs that have to be read.
        printed: the name of a source → its words; None where they are not known.
        take: is given the words of a source that had to be read.
    """

    tallies: Mapping[str, Tally]
    changing: Collection[str]
    printed: Callable[[str], Collection[str] | None]
    take: Callable[[str, Collection[str]], None]
