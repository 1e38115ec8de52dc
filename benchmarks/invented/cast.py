"""Who sits on an invented board: bodies, seats, and the people who come and go."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import NamedTuple

from benchmarks.invented.words import FIRST, LAST, RANKS


class Body(NamedTuple):
    """An organization: its short name, its long one, its seats, and the seat at its head."""

    short: str
    long: str
    seats: tuple[str, ...]
    head: str


BODIES = {
    "emc": Body("EMC", "Eastmoor Council", ("Chair", "Clerk", "Treasurer"), "Chair"),
    "rda": Body("RDA", "Roads and Drains Agency", ("Surveyor", "Engineer"), "Surveyor"),
    "lbs": Body("LBS", "Library Service", ("Librarian", "Archivist"), "Librarian"),
    "ptf": Body("PTF", "Parks and Trees Fund", ("Warden", "Forester"), "Warden"),
}


class Seat(NamedTuple):
    """A role: its name in identifiers, its label, and its organization."""

    name: str
    label: str
    body: str


SEATS = tuple(
    Seat(f"{body}-{seat.lower()}", seat, body) for body, b in BODIES.items() for seat in b.seats
)
SEAT = {seat.label: seat for seat in SEATS}
MODES = ("substantive", "acting", "interim")


class Guest(NamedTuple):
    """Somebody who is listed by rank alone."""

    person: str
    rank: str
    body: str


@dataclass
class Cast:
    """Who holds what at the moment, and who has ever come.

    Attributes:
        people: identifier → name.
        holders: role → person and mode.
        guests: who comes without an office.
    """

    people: dict[str, str]
    holders: dict[str, tuple[str, str]]
    guests: list[Guest]

    def newcomer(self) -> str:
        """Return a person who has not come before, as long as there are names."""
        k = len(self.people) % (len(FIRST) * len(LAST))
        # Neighbours in the list share no name, and no pair comes twice before all have come.
        names = FIRST[k % len(FIRST)], LAST[(k // len(FIRST) + k) % len(LAST)]
        person = "-".join(names).lower()
        self.people[person] = " ".join(names)
        return person

    def change(self, rng: Random, index: int) -> None:
        """Let one seat change hands now and then, for a while to somebody acting."""
        if index % 4 == 1:
            seat = rng.choice(SEATS).name
            self.holders[seat] = self.newcomer(), MODES[1 + index // 4 % 2]
        elif index % 4 == 3:
            for seat, (person, mode) in self.holders.items():
                if mode != "substantive" and rng.random() < 0.5:
                    self.holders[seat] = person, "substantive"
        if index % 12 == 7:
            body = rng.choice(tuple(BODIES))
            self.guests = [*self.guests[-2:], Guest(self.newcomer(), rng.choice(RANKS), body)]

    def title(self, seat: Seat) -> str:
        """Return the office of a seat's holder as a list prints it."""
        mode = self.holders[seat.name][1]
        return seat.label if mode == "substantive" else f"{mode.capitalize()} {seat.label}"


def opening_cast() -> Cast:
    """Return the cast of a board's first meeting."""
    cast = Cast({}, {}, [])
    for seat in SEATS:
        cast.holders[seat.name] = cast.newcomer(), "substantive"
    for rank, body in (("Captain", "ptf"), ("Doctor", "lbs")):
        cast.guests.append(Guest(cast.newcomer(), rank, body))
    return cast
