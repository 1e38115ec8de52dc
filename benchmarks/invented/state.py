"""What an invented board remembers from one meeting to the next."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from benchmarks.invented.cast import Cast, Seat, opening_cast
from benchmarks.invented.words import Subject

# Threads end after so many actions, or a board of ten thousand meetings would be one thread.
DEEPEST = 5
_OPEN = 8


@dataclass(frozen=True)
class Raised:
    """An action that a meeting has raised."""

    stem: str
    number: str
    day: date
    subject: Subject
    product: str
    text: str
    lead: str
    owner: str | None
    timing: str
    due: tuple[str, ...]
    depth: int

    @property
    def cited(self) -> str:
        """The number that people cite it by."""
        return f"Action {self.number}"


@dataclass(frozen=True)
class Decided:
    """A decision that a meeting has taken."""

    stem: str
    name: str
    subject: Subject
    quotation: str


@dataclass
class Series:
    """The meetings of one forum.

    Attributes:
        forum: its name in identifiers.
        open: the latest actions that may still be continued.
        last: the day of the last meeting, or None before the first.
        decided: the last decision on record.
        records: the records on file.
    """

    forum: str
    open: list[Raised] = field(default_factory=list)
    last: date | None = None
    decided: Decided | None = None
    records: list[str] = field(default_factory=list)

    def keep(self, actions: list[Raised]) -> None:
        """Remember actions that a later meeting may continue."""
        self.open = [a for a in (*self.open, *actions) if a.depth < DEEPEST][-_OPEN:]


@dataclass
class Memory:
    """All that registers hold and papers refer back to.

    Attributes:
        cast: the people.
        series: forum → its meetings.
        meetings: nodes of the register of meetings.
        threads: thread → label.
        people: who was named by a record.
        people: people whom a record names.
    topics: topics that something is about.
        documents: documents that something mentions.
        actions: how many actions were raised.
        events: how many events were told.
    """

    cast: Cast = field(default_factory=opening_cast)
    series: dict[str, Series] = field(default_factory=dict)
    meetings: list[str] = field(default_factory=list)
    threads: dict[str, str] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    topics: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    actions: int = 0
    events: int = 0


def holding(person: str, seat: Seat) -> str:
    """Return the local name of a role holding."""
    return f"holding-{person}-{seat.name}"
