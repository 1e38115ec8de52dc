"""The minutes of one invented meeting."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from benchmarks.invented.actions import raise_action
from benchmarks.invented.cast import BODIES, SEATS, Seat
from benchmarks.invented.matters import figure, measured, paper_noted, risk, taken
from benchmarks.invented.paper import (
    MEETING,
    RECORD,
    SAID,
    STATED,
    Paper,
    block,
    day_literal,
    label,
    literal,
    prose,
)
from benchmarks.invented.sitting import Sitting
from benchmarks.invented.standing import standing
from benchmarks.invented.state import Memory, holding
from benchmarks.invented.words import FORUMS, SUBJECTS


def minutes(memory: Memory, base: str, index: int, day: date, rng: Random) -> tuple[Sitting, str]:
    """Hold a meeting.

    Args:
        memory: what is known of earlier meetings; it learns of this one.
        base: the IRI under which the board's things are named.
        index: how many meetings were held before.
        day: the day of the meeting.
        rng: what decides.

    Returns:
        The meeting, and the Turtle of its minutes.
    """
    forum = tuple(FORUMS)[index % len(FORUMS)]
    stem = f"{day}-minutes"
    sitting = Sitting(memory, memory.series[forum], Paper(base, stem), rng, index, day)
    record = _head(sitting)
    _people(sitting)
    _opening(sitting)
    subjects = rng.sample(SUBJECTS, 2 + (index % 5 == 0))
    for place, subject in enumerate(subjects):
        sitting.open_item(subject.heading)
        _heard(sitting, place, len(subjects))
    sitting.paper.node(MEETING, f"meeting:{sitting.meeting}", *sitting.listed)
    turtle, sitting.source = sitting.paper.finish(f"{FORUMS[forum]}, {prose(day)}.", record)
    sitting.series.last = day
    sitting.series.records.append(stem)
    sitting.series.keep(sitting.raised)
    return sitting, turtle


def _head(sitting: Sitting) -> list[str]:
    """Print the title, and return what is said of the record."""
    paper, day, index = sitting.paper, sitting.day, sitting.index
    name, forum = FORUMS[sitting.series.forum], f"forum:{sitting.series.forum}"
    paper.write("EASTMOOR COUNCIL")
    paper.line(RECORD, "title", f"{name} – minutes of the meeting of {prose(day)}")
    lines = [
        "a gov:Minutes",
        label(f"Minutes of {prose(day)}"),
        f"gov:recordDate {day_literal(day)}",
        f"gov:recordOf meeting:{sitting.meeting}",
        "gov:evidence :q-title",
    ]
    if index % 3 == 0:
        published = day + timedelta(days=4)
        paper.line(RECORD, "published", f"Published: {prose(published)}")
        lines += [f"gov:publishedOn {day_literal(published)}", "gov:evidence :q-published"]
    if index % 4 == 1:
        address = f"https://minutes.example/{day}"
        lines += [
            f'gov:publishedAt "{address}"^^xsd:anyURI',
            f"gov:retrievedOn {day_literal(day + timedelta(days=30))}",
        ]
    else:
        lines.append('gov:originNote "The board is invented; there is no original."')
    evidence = paper.cite(paper.stem, "q-title")
    given = (
        "a gov:Meeting",
        label(f"{name}, {prose(day)}"),
        f"gov:forum {forum}",
        f"gov:heldOn {day_literal(day)}",
    )
    paper.cited.discard(paper.stem)
    sitting.memory.meetings.append(
        block(f"meeting:{sitting.meeting}", (*given, f"gov:evidence {evidence}"))
    )
    return lines


def _people(sitting: Sitting) -> None:
    """Print who is present and who is not."""
    memory, rng, paper = sitting.memory, sitting.rng, sitting.paper
    memory.cast.change(rng, sitting.index)
    seats = rng.sample(SEATS[1:], 3 + (sitting.index % 3 == 0))
    away = seats.pop()
    sitting.present = [seat for seat in SEATS if seat == SEATS[0] or seat in seats]
    guest = rng.choice(memory.cast.guests) if sitting.index % 2 else None
    paper.write("\nPresent")
    for body, about in BODIES.items():
        there = [seat for seat in sitting.present if seat.body == body]
        theirs = guest if guest is not None and guest.body == body else None
        if not there and theirs is None:
            continue
        if rng.random() < 0.15:
            _spell_out(sitting, body)
        else:
            paper.write(about.short)
        for seat in there:
            _entry(sitting, seat, "present")
        if theirs is not None:
            name = f"{theirs.rank} {memory.cast.people[theirs.person]}"
            paper.line(MEETING, f"present-{theirs.person}", name)
            rank = f"gov:rankAsPrinted {literal(theirs.rank)}"
            _attendance(sitting, theirs.person, body, "present", rank)
            sitting.guest = theirs
    paper.write("\nApologies")
    _entry(sitting, away, "apology")


def _spell_out(sitting: Sitting, body: str) -> None:
    """Print the heading of an organization with its abbreviation."""
    about = BODIES[body]
    sitting.paper.line(MEETING, f"heading-{body}", f"{about.long} ({about.short})")
    sitting.paper.node(
        SAID,
        f":abbreviation-{body}",
        "a gov:Abbreviation",
        f"gov:shortForm {literal(about.short)}",
        f"gov:longForm {literal(about.long)}",
        f"gov:evidence :q-heading-{body}",
    )


def _entry(sitting: Sitting, seat: Seat, kind: str) -> None:
    """Print the entry of somebody who holds an office."""
    cast, paper = sitting.memory.cast, sitting.paper
    person, mode = cast.holders[seat.name]
    title = cast.title(seat)
    paper.line(MEETING, f"{kind}-{person}", f"{cast.people[person]}, {title}")
    held = holding(person, seat)
    day = day_literal(sitting.day)
    # Whoever stands in does so for that day, which the title prints.
    for_the_day = f"gov:validFrom {day}", f"gov:validUntil {day}", "gov:evidence :q-title"
    stands_in = () if mode == "substantive" else for_the_day
    paper.node(
        MEETING,
        f":{held}",
        "a gov:RoleHolding",
        f"gov:holder person:{person}",
        f"gov:heldRole role:{seat.name}",
        f"gov:holdingMode gov:{mode}",
        f"gov:attestedOn {day}",
        *stands_in,
        f"gov:evidence :q-{kind}-{person}",
    )
    printed = f"gov:titleAsPrinted {literal(title)}"
    _attendance(sitting, person, seat.body, kind, f"gov:inCapacityOf :{held}", printed)


def _attendance(sitting: Sitting, person: str, body: str, kind: str, *more: str) -> None:
    sitting.memory.people.add(person)
    cls = "Presence" if kind == "present" else "Apology"
    sitting.listed.append(f"gov:has{cls} :{kind}-{person}")
    sitting.paper.node(
        MEETING,
        f":{kind}-{person}",
        f"a gov:{cls}",
        f"gov:attendee person:{person}",
        # Apologies are printed under no body.
        *([f"gov:listedUnder organization:{body}"] if kind == "present" else []),
        *more,
        *STATED,
        f"gov:evidence :q-{kind}-{person}",
    )


def _opening(sitting: Sitting) -> None:
    """Print what is said of the minutes of the meeting before and of earlier actions."""
    sitting.open_item("Minutes")
    last = sitting.series.last
    if last is None:
        words = "This was the first meeting of the committee, so there were no minutes to agree."
        sitting.paragraph(words, 'gov:nothingElse "It tells only that there was nothing to do."')
        return
    outcome = "discussed" if sitting.index % 5 == 4 else "agreed"
    told = sitting.paragraph(f"The minutes of {prose(last)} were {outcome}.")
    sitting.paper.node(
        SAID,
        ":approval",
        "a gov:MinutesApproval",
        f"gov:approves meeting:{last}-{sitting.series.forum}",
        f"gov:approvedAt meeting:{sitting.meeting}",
        f"gov:outcome gov:{outcome}",
        f"gov:evidence :{told.name}",
    )
    standing(sitting, last)


def _heard(sitting: Sitting, place: int, items: int) -> None:
    """Print what an item comes to: what was heard, measured, decided and asked for."""
    index, heading = sitting.index, sitting.heading
    sitting.memory.topics.add(sitting.about.topic)
    sitting.paragraph(
        sitting.rng.choice(
            (
                f"The committee heard about {heading.lower()}.",
                f"There was much to say about {heading.lower()}, and little that was new.",
                f"A short film about {heading.lower()} was shown, and the committee thanked those "
                "who had made it.",
            )
        ),
        f"gov:topic topic:{sitting.about.topic}",
    )
    if place == 0:
        (measured if index % 2 == 0 else paper_noted)(sitting)
        taken(sitting)
    elif place == 1:
        if index % 3 == 1:
            figure(sitting)
        if index % 5 == 2:
            risk(sitting)
    more = index % (4 - place) == 1 and items == 2
    for _ in range(1 + more):
        raise_action(sitting)
