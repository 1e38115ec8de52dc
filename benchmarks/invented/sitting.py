"""One invented meeting while it is being minuted."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from benchmarks.invented.cast import BODIES, Guest, Seat
from benchmarks.invented.paper import MEETING, Paper, Stretch, label
from benchmarks.invented.state import Memory, Raised, Series
from benchmarks.invented.words import SUBJECTS, Subject


@dataclass
class Sitting:
    """A meeting.

    Attributes:
        memory: what the board remembers.
        series: the meetings of the forum.
        paper: the minutes.
        rng: what decides.
        index: how many meetings of the board came before.
        day: when it is held.
        present: the seats whose holders are there.
        guest: who is there by rank alone.
        listed: what is said of the meeting.
        raised: the actions raised so far.
        item: how many items were opened.
        paragraphs: how many paragraphs of the item were printed.
        heading: the heading of the item.
        source: the text of the minutes, once they are finished.
    """

    memory: Memory
    series: Series
    paper: Paper
    rng: Random
    index: int
    day: date
    present: list[Seat] = field(default_factory=list)
    guest: Guest | None = None
    listed: list[str] = field(default_factory=list)
    raised: list[Raised] = field(default_factory=list)
    item: int = 0
    paragraphs: int = 0
    heading: str = ""
    source: str = ""

    @property
    def meeting(self) -> str:
        """The name of the meeting in identifiers."""
        return f"{self.day}-{self.series.forum}"

    @property
    def about(self) -> Subject:
        """The subject of the item."""
        return next(s for s in SUBJECTS if s.heading == self.heading)

    def speaker(self) -> Seat:
        """Return somebody who is there."""
        return self.rng.choice(self.present)

    def open_item(self, heading: str) -> None:
        """Print the heading of an item."""
        self.item += 1
        self.paragraphs = 0
        self.heading = heading
        name = f"item-{self.item}"
        self.paper.write("")
        self.paper.line(MEETING, name, f"{self.item}. {heading}")
        self.listed.append(f"gov:hasItem :{name}")
        self.paper.node(
            MEETING,
            f":{name}",
            "a gov:AgendaItem",
            label(heading),
            f'gov:itemNumber "{self.item}"',
            f"gov:evidence :q-{name}",
        )

    def paragraph(self, words: str, *more: str) -> Stretch:
        """Print a numbered paragraph of the item."""
        self.paragraphs += 1
        number = f"{self.item}.{self.paragraphs}"
        place = f"gov:inItem :item-{self.item}"
        return self.paper.passage(f"p{number}", number, words, place, *more, ahead=f"{number} ")

    def body_of(self, seat: Seat) -> str:
        """Return the short name of a seat's organization."""
        return BODIES[seat.body].short
