"""The actions of an invented meeting, and how they continue earlier ones."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from benchmarks.invented.cast import BODIES, SEATS
from benchmarks.invented.matters import mention
from benchmarks.invented.paper import (
    LINKS,
    STATED,
    TEXT,
    Stretch,
    day_literal,
    label,
    literal,
    prose,
    reading,
)
from benchmarks.invented.sitting import Sitting
from benchmarks.invented.state import Raised
from benchmarks.invented.words import FORUMS, MONTHS


class Due(NamedTuple):
    """A timing: how a sentence ends, the words that say when, and what is said of them."""

    ending: str
    words: str
    lines: tuple[str, ...]


class Owner(NamedTuple):
    """Who is to do something: the words, what is said of the action and of its statement."""

    words: str
    action: str
    body: str | None


def raise_action(sitting: Sitting) -> None:
    """Print an action, new or in continuation of earlier ones, and say all that follows."""
    memory, rng, paper = sitting.memory, sitting.rng, sitting.paper
    earlier = _continued(sitting)
    subject = earlier[0].subject if earlier else sitting.about
    product = earlier[0].product if earlier else rng.choice(subject.products)
    count, memory.actions = memory.actions, memory.actions + 1
    number = str(len(sitting.raised) + 1)
    due, owner = _due(sitting, count), _owner(sitting, count)
    recipient, received = _recipient(sitting, count, owner)
    raised_first = _asked(sitting, product, count)
    words = f"{owner.words} to send {recipient} {product}" if owner else f"To be sent: {product}"
    issued = rng.random() < 0.5 and bool(earlier)
    text = f"{words}{due.ending}{_again(earlier, count) if issued else ''}."
    line = paper.passage(
        f"p-action-{number}",
        f"Action {number}",
        f"Action {number}: {text}",
        f"gov:inItem :item-{sitting.item}",
    )
    thread = _thread(sitting, earlier, product, number)
    links = [f"gov:hasLink :link-{number}-{n}" for n in range(len(earlier))]
    paper.node(
        TEXT,
        f":action-{number}",
        "a gov:Action",
        label(product[0].upper() + product[1:]),
        f"gov:arisesFrom :item-{sitting.item}",
        *([owner.action] if owner else []),
        *([received] if owner else []),
        f"gov:topic topic:{subject.topic}",
        *thread,
        *links,
    )
    lead = owner.words if owner else ""
    _state(sitting, number, text, lead, owner.body if owner else None, due)
    for n, action in enumerate(earlier):
        _link(sitting, f"link-{number}-{n}", action, line, issued, count % 2 == 1)
    if raised_first is not None:
        mention(sitting, f"action-{number}", f":action-{number}", raised_first, raised_first)
    sitting.memory.topics.add(subject.topic)
    # Only the list of who was there tells the body of a person's name.
    body = None if owner is None or "ownerPerson" in owner.action else owner.body
    sitting.raised.append(
        Raised(
            *(paper.stem, number, sitting.day, subject, product, f"{words}.", lead),
            *(body, due.words, due.lines),
            max((a.depth + 1 for a in earlier), default=0),
        )
    )


def _again(earlier: list[Raised], count: int) -> str:
    """Return the words that cite the actions which an action continues."""
    cited = " and ".join(f"{a.cited} of {prose(a.day)}" for a in earlier)
    return f" ({cited}{', issued again' if count % 2 else ''})"


def _continued(sitting: Sitting) -> list[Raised]:
    """Choose which earlier actions are continued: mostly none, sometimes one, rarely two."""
    rng, earlier = sitting.rng, sitting.series.open
    if not earlier or rng.random() < 0.5:
        return []
    first = rng.choice(earlier)
    others = [a for a in earlier if a.subject == first.subject and a != first]
    return [first, rng.choice(others)] if others and rng.random() < 0.2 else [first]


def _thread(sitting: Sitting, earlier: list[Raised], product: str, number: str) -> list[str]:
    if earlier or sitting.rng.random() < 0.4:
        return []
    name = f"{product.replace(' ', '-')}-{sitting.day}-{number}"
    sitting.memory.threads[name] = f"{product[0].upper()}{product[1:]}, from {prose(sitting.day)}"
    return [f"gov:inThread thread:{name}"]


def _asked(sitting: Sitting, product: str, count: int) -> Stretch | None:
    """Print who asked for it, now and then."""
    if count % 4:
        return None
    return sitting.paragraph(f"The {sitting.speaker().label} asked for {product}.")


def _owner(sitting: Sitting, count: int) -> Owner | None:
    """Choose who is to do it: an organization, a role, a person without an office, nobody."""
    seat, guest = sitting.rng.choice(SEATS), sitting.guest
    if count % 7 == 5:
        return None
    if count % 5 < 2:
        return Owner(seat.label, f"gov:ownerRole role:{seat.name}", seat.body)
    if count % 5 == 3 and guest is not None:
        name = sitting.memory.cast.people[guest.person]
        return Owner(f"{guest.rank} {name}", f"gov:ownerPerson person:{guest.person}", guest.body)
    words = BODIES[seat.body].short
    return Owner(words, f"gov:ownerOrganization organization:{seat.body}", seat.body)


def _recipient(sitting: Sitting, count: int, owner: Owner | None) -> tuple[str, str]:
    """Choose who is to have it: an organization or a role, but not of the owner's own."""
    body = owner.body if owner else None
    seat = sitting.rng.choice([seat for seat in SEATS if seat.body != body])
    if count % 3 == 1:
        return f"the {seat.label}", f"gov:recipientRole role:{seat.name}"
    return BODIES[seat.body].short, f"gov:recipientOrganization organization:{seat.body}"


def _due(sitting: Sitting, count: int) -> Due:
    """Return a timing; the kinds come round in turn."""
    day = sitting.day + timedelta(days=30 + sitting.rng.randint(0, 60))
    month, year = MONTHS[day.month - 1], day.year
    first = day.replace(day=1)
    last = day.replace(day=monthrange(year, day.month)[1])
    delivery, stated = "gov:dueKind gov:forDelivery", "gov:dueBasis gov:stated"
    by, span = f"gov:dueBy {day_literal(day)}", tuple(_span(first, last))
    forum = sitting.rng.choice(tuple(FORUMS))
    at = (f"gov:forDiscussionAt forum:{forum}", f"gov:forumText {literal(FORUMS[forum])}")
    read = (
        "gov:dueBasis gov:editorInferred",
        'gov:dueRationale "No year is printed; it is the next such month after the meeting."',
    )
    in_month, seen = f"{month} {year}", f"{month} {year}, for discussion at the {FORUMS[forum]}"
    kinds = (
        Due("", "", ()),
        Due(f" by {prose(day)}", prose(day), (delivery, by, stated)),
        Due(f" in {in_month}", in_month, (delivery, *span, stated)),
        Due(f" in {month}", month, (delivery, *span, *read)),
        Due(" as soon as possible", "as soon as possible", (delivery,)),
        Due(f" in {seen}", in_month, ("gov:dueKind gov:forDiscussion", *span, stated, *at)),
        Due(" every quarter", "every quarter", ("gov:dueKind gov:recurring",)),
    )
    return kinds[count % len(kinds)]


def _span(first: date, last: date) -> Iterator[str]:
    yield f"gov:dueFrom {day_literal(first)}"
    yield f"gov:dueBy {day_literal(last)}"


def _state(sitting: Sitting, number: str, text: str, lead: str, body: str | None, due: Due) -> None:
    sitting.paper.node(
        TEXT,
        f":statement-{number}",
        "a gov:ActionStatement",
        f"gov:states :action-{number}",
        f"gov:statedIn record:{sitting.paper.stem}",
        f'gov:number "{number}"',
        f"gov:text {literal(text)}",
        *([f"gov:leadText {literal(lead)}"] if lead else []),
        *([f"gov:lead organization:{body}"] if body else []),
        *([f"gov:dueText {literal(due.words)}"] if due.words else []),
        *due.lines,
        f"gov:evidence :p-action-{number}",
    )


def _link(
    sitting: Sitting, name: str, earlier: Raised, line: Stretch, is_stated: bool, is_reissue: bool
) -> None:
    """Link an action to an earlier one: the record does where it cites it, else the editor."""
    cite = sitting.paper.cite
    target = "reissueTarget" if is_reissue else "followUpTarget"
    sitting.paper.node(
        LINKS,
        f":{name}",
        "a gov:ActionLink",
        f"gov:{target} {cite(earlier.stem, f'action-{earlier.number}')}",
        *(STATED if is_stated else reading("The same committee asks for the same product.")),
        f"gov:evidence :{line.name}",
        f"gov:evidence {cite(earlier.stem, f'p-action-{earlier.number}')}",
    )
