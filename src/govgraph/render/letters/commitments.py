"""A commitment without a number as the words of its entry, with what later records take up."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.desk.outside import Commitment, TakenUp
from govgraph.desk.state import Desk
from govgraph.prose import capitalised
from govgraph.render.letters.entries import editors_reading
from govgraph.render.letters.parts import Entry, Marked, Notes, Said
from govgraph.render.naming import Naming, quoted, taken_up_by_none


def commitment_entry(told: Commitment, desk: Desk, naming: Naming, notes: Notes) -> Entry:
    """Return a commitment without a number as its entry shows it."""
    by = f", by {naming.named(told.speaker)}" if told.speaker else ""
    to = f", to {naming.named(told.addressee)}" if told.addressee else ""
    read, place = "", naming.place(told.record, told.locator)
    aside: tuple[str, ...] = ()
    if told.basis != "stated":
        read = f" (reading, {told.confidence})"
        why = editors_reading(told.confidence, told.rationale)
        kind = f"{_article(told.kind)} {told.kind}"
        aside = (f"That {quoted(told.quote)} ({place}) is {kind}{by}{to} is {why}",)
    silence = "" if told.taken_up else taken_up_by_none(desk.records, told.date)
    return Entry(
        section="commitments",
        name="",
        reference=capitalised(place),
        text=told.quote,
        given=Marked(f"{capitalised(told.kind)}{by}{to}{read}"),
        timings=(),
        remarks=(),
        said=(*_whole(told), *_taken_up(told, naming, notes)),
        silence=silence,
        aside=aside,
    )


def _taken_up(told: Commitment, naming: Naming, notes: Notes) -> Iterator[Said]:
    """Yield what later records take up of a commitment, with the whole paragraph."""
    for later in told.taken_up:
        place = naming.place(later.record, later.locator)
        why, sure = None, ""
        if later.basis != "stated":
            of = naming.place(told.record, told.locator)
            reading = editors_reading(later.confidence, later.rationale)
            why = f"That these words of the {place} take up those of the {of} is {reading}"
            sure = f" (reading, {later.confidence})"
        yield Said(
            capitalised(place), Marked(f"takes this up{sure}", notes.number(why)), later.quote
        )
        yield from _whole(later)


def _whole(told: Commitment | TakenUp) -> tuple[Said, ...]:
    """Return the whole paragraph, where a sentence is not all of it."""
    if told.passage == told.quote:
        return ()
    return (Said("The whole paragraph", Marked(""), told.passage),)


def _article(noun: str) -> str:
    return "an" if noun[:1] in "aeiou" else "a"
