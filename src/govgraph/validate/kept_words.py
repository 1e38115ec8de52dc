"""The words of a board, counted: of all its files, or of those on file with some exchanged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, Protocol

if TYPE_CHECKING:
    from govgraph.store import Tallies, Tally

# From so many places on it makes no difference in how many more a word stands.
MANY_PLACES = 3


class Count(NamedTuple):
    """In how many places a word stands: in editors' texts, in identifiers, in sources."""

    written: int
    named: int
    printed: int


class Words(Protocol):
    """The words of a board."""

    def count(self, word: str) -> Count:
        """Return in how many places a word stands."""

    @property
    def is_sourced(self) -> bool:
        """Whether any source can be read."""

    def graphs(self) -> Collection[str]:
        """Return the graphs in which a word that stands nowhere else may count."""


class AllWords:
    """The words of all files of a board, each of them read.

    Args:
        files: the name of a graph → the words of editors' texts and those of identifiers.
        printed: the words of each source that can be read, once for each file that names it.
    """

    def __init__(
        self,
        files: Mapping[str, tuple[Collection[str], Collection[str]]],
        printed: Collection[Collection[str]],
    ) -> None:
        self._files, self.is_sourced = files, bool(printed)
        self._written = Counter(word for written, _ in files.values() for word in written)
        self._named = Counter(word for _, named in files.values() for word in named)
        self._printed = Counter(word for words in printed for word in words)

    def count(self, word: str) -> Count:
        """Return in how many places a word stands."""
        return Count(self._written[word], self._named[word], self._printed[word])

    def graphs(self) -> list[str]:
        """Return the graphs with a word that stands nowhere else."""
        once = (self._written + self._named).items()
        alone = {word for word, many in once if many == 1} - self._printed.keys()
        return sorted(g for g, parts in self._files.items() if not alone.isdisjoint(chain(*parts)))


class KeptWords:
    """The words of a board on one side of a change, from what is kept of the files.

    Args:
        tallies: the words of all files on file.
        graph: gives the name of the graph of a file by the name of the file.
        gone: the names of the files on file that change.
        here: the name of a graph that changes → its words on this side.
        there: the same on the other side.
        source: gives the words of a source; None where it cannot be read.
    """

    def __init__(
        self,
        tallies: Tallies,
        graph: Callable[[str], str],
        gone: Collection[str],
        here: Mapping[str, Tally],
        there: Mapping[str, Tally],
        source: Callable[[str], Collection[str] | None],
    ) -> None:
        self._tallies, self._graph, self._source = tallies, graph, source
        self._here, self._there = here, there
        # The number of a file that changes → its words on file.
        self._gone = {tallies.number(name): tallies.tally(name) for name in sorted(gone)}
        self._read: dict[str, Collection[str] | None] = {}
        self._known: dict[str, Count] = {}

    def count(self, word: str) -> Count:
        """Return in how many places a word stands."""
        if word not in self._known:
            kept, _ = self._tallies.count(word)
            more = (part[word] for part in self._more)
            self._known[word] = Count(*(a + b for a, b in zip(kept, more, strict=True)))
        return self._known[word]

    @cached_property
    def is_sourced(self) -> bool:
        """Whether any source can be read."""
        uses = self._uses(self._here)
        is_kept = any(many + uses[name] > 0 for name, many in self._tallies.readable())
        return is_kept or any(many > 0 and self._words(name) for name, many in uses.items())

    def graphs(self) -> set[str]:
        """Return the graphs where a lone word may count otherwise by the change.

        A word does that comes or goes itself, or is nearly one that does.
        """
        changing, slips = set[str](), set[str]()
        other = self._counts(self._there)
        for word in set().union(*self._more, *other):
            now = self.count(word)
            then = [n - a[word] + b[word] for n, a, b in zip(now, self._more, other, strict=True)]
            if [*now] != then:
                changing.add(word)
            if min(sum(now), MANY_PLACES) != min(sum(then), MANY_PLACES):
                slips |= _shortened(word)
        near = {w for w in self._tallies.alone() if not slips.isdisjoint(_shortened(w))}
        homes = {self._home(word) for word in changing | near}
        return {*self._here, *(graph for graph in homes if graph is not None)}

    def spoken(self, path: str) -> tuple[int, int]:
        """Return how many texts of a property have a language; and how many none, names apart."""
        tagged, plain = self._tallies.spoken(path)
        for tallies, times in ((self._here.values(), 1), (self._gone.values(), -1)):
            for iri, one, other in (row for tally in tallies for row in tally.spoken):
                if iri == path:
                    tagged, plain = tagged + times * one, plain + times * other
        return tagged, plain

    def can_tell(self, many: int) -> bool:
        """Return whether what words tell of actions is known: of many actions, file by file."""
        told = (*self._here.values(), *self._there.values())
        if any(tally.apart for tally in told) or self._tallies.any_apart(self._gone):
            return False
        return self._tallies.has_actions(many, self._gone)

    def differing(self) -> tuple[set[str], set[str]]:
        """Return the actions whose wordings come or go, and the words of those."""
        here, there = (
            {(iri, day, tuple(words)) for tally in side.values() for iri, day, words in tally.said}
            for side in (self._here, self._there)
        )
        differing = here ^ there
        return {iri for iri, _, _ in differing}, {w for _, _, words in differing for w in words}

    def staying(self, stem: str) -> Iterator[tuple[str, str]]:
        """Yield words that begin so, each with an action that a file states that stays."""
        yield from self._tallies.saying(stem, self._gone)

    def saying(self, stem: str) -> Iterator[tuple[str, str]]:
        """Yield words that begin so, each with an action that is stated with it."""
        for tally in self._here.values():
            for iri, _, words in tally.said:
                yield from ((word, iri) for word in words if word.startswith(stem))
        yield from self.staying(stem)

    def hearing(self, stem: str) -> Iterator[tuple[str, str]]:
        """Yield words that begin so, each with a change of a status that rests on it, likewise."""
        yield from self._tallies.hearing(stem, self._gone)

    def day(self, action: str) -> str | None:
        """Return the first day of a record that states an action."""
        said = (one for tally in self._here.values() for one in tally.said)
        here = [day for iri, day, _ in said if iri == action and day]
        return min([*here, *self._tallies.days(action, self._gone)], default=None)

    @cached_property
    def _more(self) -> tuple[Counter[str], ...]:
        return self._counts(self._here)

    def _counts(self, side: Mapping[str, Tally]) -> tuple[Counter[str], ...]:
        """Return what is added to the words on file: by texts, identifiers and sources."""
        written, named, printed = Counter[str](), Counter[str](), Counter[str]()
        for tallies, times in ((side.values(), 1), (self._gone.values(), -1)):
            for tally in tallies:
                for words, counts in ((tally.written, written), (tally.named, named)):
                    for word in words:
                        counts[word] += times
        for name, many in self._uses(side).items():
            for word in (self._words(name) or ()) if many else ():
                printed[word] += many
        return written, named, printed

    def _uses(self, side: Mapping[str, Tally]) -> Counter[str]:
        uses = Counter(name for tally in side.values() for name in tally.sources)
        uses.subtract(name for tally in self._gone.values() for name in tally.sources)
        return uses

    def _words(self, name: str) -> Collection[str] | None:
        if name not in self._read:
            is_kept = self._tallies.uses(name)
            self._read[name] = self._tallies.source(name) if is_kept else self._source(name)
        return self._read[name]

    def _home(self, word: str) -> str | None:
        """Return the graph in which a word stands that stands once, in a file that stays."""
        (written, named, _), number = self._tallies.count(word)
        times = written + named
        for gone, tally in self._gone.items():
            here = [*tally.written, *tally.named].count(word)
            times, number = times - here, number - here * (gone or 0)
        return self._graph(self._tallies.named(number)) if times == 1 else None


def _shortened(word: str) -> set[str]:
    """Return a word and what is left of it without a letter: two near words have one in common."""
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
