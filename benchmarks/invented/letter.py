"""The letter that now and then follows an invented meeting and words its actions again."""

from __future__ import annotations

from datetime import timedelta

from benchmarks.invented.cast import SEAT, SEATS, Seat
from benchmarks.invented.paper import (
    LINKS,
    RECORD,
    TEXT,
    Paper,
    day_literal,
    label,
    literal,
    prose,
    reading,
)
from benchmarks.invented.sitting import Sitting
from benchmarks.invented.state import Raised, holding
from benchmarks.invented.words import FORUMS, MONTHS


def letter(sitting: Sitting, base: str) -> tuple[str, str, str]:
    """Write to an officer about the actions of a meeting.

    Args:
        sitting: the meeting.
        base: the IRI under which the board's things are named.

    Returns:
        The name of the letter, its Turtle and its text.
    """
    day = sitting.day + timedelta(days=3)
    paper = Paper(base, f"{day}-letter")
    reference = f"EMC/{sitting.day.year}/{sitting.index}"
    to = sitting.rng.choice([seat for seat in SEATS if seat.body != "emc"])
    paper.write("EASTMOOR COUNCIL")
    paper.line(RECORD, "title", f"Letter of {prose(day)}")
    paper.line(RECORD, "reference", f"Our reference: {reference}")
    sender = _party(sitting, paper, SEAT["Chair"], "From ")
    addressee = _party(sitting, paper, to, "To ")
    lines = [
        "a gov:Letter",
        label(f"Letter of {prose(day)}"),
        f"gov:recordDate {day_literal(day)}",
        f"gov:follows meeting:{sitting.meeting}",
        f"gov:sender :{sender}",
        f"gov:addressee :{addressee}",
        f"dcterms:identifier {literal(reference)}",
        'gov:originNote "The board is invented; there is no original."',
        "gov:evidence :q-title",
        "gov:evidence :q-reference",
    ]
    forum = FORUMS[sitting.series.forum]
    paper.write("")
    words = f"I write after the meeting of the {forum} on {prose(sitting.day)}. We are grateful for"
    paper.passage(
        "p1", "", f"{words} your help.", 'gov:nothingElse "It opens the letter and says no more."'
    )
    _differ(sitting, paper)
    paper.write("\nAnnex A")
    paper.write("No.\tAction\tLead\tTiming")
    for action in sitting.raised:
        _restate(paper, action)
    sitting.series.records.append(paper.stem)
    return paper.stem, *paper.finish(f"Letter of {prose(day)} on the {forum}.", lines)


def _party(sitting: Sitting, paper: Paper, seat: Seat, ahead: str) -> str:
    """Print who sends a letter or is to have it, and return the holding."""
    cast = sitting.memory.cast
    person, mode = cast.holders[seat.name]
    held = holding(person, seat)
    sitting.memory.people.add(person)
    paper.line(RECORD, held, f"{cast.people[person]}, {cast.title(seat)}", ahead)
    paper.node(
        RECORD,
        f":{held}",
        "a gov:RoleHolding",
        f"gov:holder person:{person}",
        f"gov:heldRole role:{seat.name}",
        f"gov:holdingMode gov:{mode}",
        f"gov:attestedOn {day_literal(sitting.day + timedelta(days=3))}",
        f"gov:evidence :q-{held}",
    )
    return held


def _differ(sitting: Sitting, paper: Paper) -> None:
    """Print a timing that the minutes do not have."""
    action = sitting.raised[0]
    day = sitting.day + timedelta(days=200)
    later = f"{MONTHS[day.month - 1]} {day.year}"
    told = paper.passage("p2", "", f"We look forward to {action.product} in {later}.")
    earlier = [f"gov:earlierValue {literal(action.timing)}"] if action.timing else []
    paper.node(
        LINKS,
        ":difference",
        "a gov:Discrepancy",
        "gov:aspect gov:aspectTiming",
        f"gov:concerns {paper.cite(action.stem, f'action-{action.number}')}",
        f"gov:between {paper.cite(action.stem, f'p-action-{action.number}')}",
        f"gov:between :{told.name}",
        *earlier,
        f"gov:laterValue {literal(later)}",
        *reading("The letter names the product of the action and another time."),
        f"gov:evidence {paper.cite(action.stem, f'p-action-{action.number}')}",
        f"gov:evidence :{told.name}",
    )
    paper.node(
        LINKS,
        ":mention",
        "a gov:Mention",
        f"gov:mentions {paper.cite(action.stem, f'action-{action.number}')}",
        f"gov:inPassage :{told.name}",
        *reading("The meeting asked for the product in this action."),
        f"gov:evidence :{told.name}",
    )


def _restate(paper: Paper, action: Raised) -> None:
    """Print a row of the annex."""
    number, lead = action.number, action.lead
    row = "\t".join((number, action.text, lead or "–", action.timing or "–"))
    paper.passage(f"row-{number}", f"Annex A, {number}", row)
    leads = [f"gov:leadText {literal(lead)}", 'gov:leadHeading "Lead"'] if lead else []
    body = [f"gov:lead organization:{action.owner}"] if action.owner else []
    timing = [f"gov:dueText {literal(action.timing)}", 'gov:dueHeading "Timing"', *action.due]
    # The row does not say where a matter is to be discussed.
    timing = [line for line in timing if not line.startswith(("gov:forum", "gov:forDiscussionAt"))]
    paper.node(
        TEXT,
        f":statement-{number}",
        "a gov:ActionStatement",
        f"gov:states {paper.cite(action.stem, f'action-{number}')}",
        f"gov:statedIn record:{paper.stem}",
        f'gov:number "{number}"',
        f"gov:text {literal(action.text)}",
        *leads,
        *body,
        *(timing if action.timing else []),
        f"gov:restates {paper.cite(action.stem, f'statement-{number}')}",
        f"gov:evidence :row-{number}",
    )
