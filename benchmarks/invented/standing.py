"""What the minutes of an invented meeting say of how earlier actions stand."""

from __future__ import annotations

from datetime import date, timedelta

from benchmarks.invented.matters import mention
from benchmarks.invented.paper import (
    SAID,
    STATED,
    block,
    day_literal,
    label,
    literal,
    prose,
    reading,
)
from benchmarks.invented.sitting import Sitting
from benchmarks.invented.state import Raised
from benchmarks.invented.words import FORUMS, MONTHS, REASONS

_STATUSES = {
    "delivered": "said that {product}{cited} had come",
    "notDelivered": "said that {product}{cited} had not come",
    "inProgress": "said that work on {product}{cited} was under way",
    "completed": "said that work on {product}{cited} was completed",
    "undertaken": "undertook to see to {product}{cited}",
    "updated": "gave an update on {product}{cited}",
}


def standing(sitting: Sitting, last: date) -> None:
    """Print how earlier actions stand, and what else is said of earlier meetings."""
    earlier = sitting.series.open
    for number in range(min(len(earlier), 1 + sitting.index % 2)):
        _event(sitting, number, sitting.rng.choice(earlier))
    if sitting.index % 6 == 4:
        words = f"Some actions of {prose(last)} were said to be outstanding."
        told = sitting.paragraph(words)
        sitting.paper.node(
            SAID,
            ":event-some",
            "a gov:StatusEvent",
            f"gov:statusOfSome meeting:{last}-{sitting.series.forum}",
            "gov:toStatus gov:outstanding",
            f"gov:reportedIn record:{sitting.paper.stem}",
            *STATED,
            f"gov:evidence :{told.name}",
        )
    if sitting.index % 10 == 4:
        _extra_meeting(sitting)


def _event(sitting: Sitting, number: int, action: Raised) -> None:
    memory, rng, seat = sitting.memory, sitting.rng, sitting.speaker()
    status = tuple(_STATUSES)[memory.events % len(_STATUSES)]
    memory.events += 1
    is_cited = rng.random() < 0.6
    cited = f" ({action.cited} of {prose(action.day)})" if is_cited else ""
    said = _STATUSES[status].format(product=action.product, cited=cited)
    more, when = [], ""
    if status == "notDelivered" and rng.random() < 0.7:
        reason = rng.choice(REASONS)
        more.append(f"gov:reasonText {literal(reason)}")
        when = f", {reason}"
    elif status in ("delivered", "completed") and rng.random() < 0.7:
        month = sitting.day.month
        when = f" in {MONTHS[month - 1]} {sitting.day.year}"
        more.append(f'gov:asOf "{sitting.day.year}-{month:02}"^^xsd:gYearMonth')
    told = sitting.paragraph(f"The {seat.label} {said}{when}.")
    how = STATED if is_cited else reading("The same product, and no other action asks for it.")
    thing = sitting.paper.cite(action.stem, f"action-{action.number}")
    sitting.paper.node(
        SAID,
        f":event-{number}",
        "a gov:StatusEvent",
        f"gov:statusOf {thing}",
        f"gov:toStatus gov:{status}",
        f"gov:reportedIn record:{sitting.paper.stem}",
        f"gov:attributedTo role:{seat.name}",
        *more,
        *how,
        f"gov:evidence :{told.name}",
    )
    if rng.random() < 0.4:
        mention(sitting, f"earlier-{number}", thing, told, told, *how)


def _extra_meeting(sitting: Sitting) -> None:
    """Print that there was a meeting of which no record is on file."""
    forum, day = sitting.series.forum, sitting.day - timedelta(days=2)
    told = sitting.paragraph(f"The minutes of the extra meeting of {prose(day)} were not ready.")
    words = sitting.paper.part("extra", told, f"the extra meeting of {prose(day)}")
    name = f"meeting:{day}-{forum}-extra"
    mention(sitting, "extra", name, told, words)
    evidence = sitting.paper.cite(sitting.paper.stem, words.name)
    sitting.paper.cited.discard(sitting.paper.stem)
    lines = (
        "a gov:Meeting",
        label(f"{FORUMS[forum]}, extra meeting of {prose(day)}"),
        f"gov:forum forum:{forum}",
        f"gov:heldOn {day_literal(day)}",
        "gov:knownByMention true",
        f"gov:evidence {evidence}",
    )
    sitting.memory.meetings.append(block(name, lines))
