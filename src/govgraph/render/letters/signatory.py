"""What whoever signs a letter is to know, and whom it is addressed to need not read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from govgraph.desk.addressee import Vacant
from govgraph.desk.letter import Letter, LetterNamed
from govgraph.prose import capitalised, count, join, long_date
from govgraph.render.letters.entries import editors_reading, spelt
from govgraph.render.letters.parts import Aside, Block
from govgraph.render.naming import Naming, quoted

TITLE = "For the signatory: notes on this draft, not part of the letter"


def for_signatory(letter: Letter, naming: Naming, blocks: Iterable[Block]) -> Iterator[Aside]:
    """Yield the notes for whoever signs, kind by kind, as far as there are any."""
    reasons = [*_unnamed(letter, naming), *(a for b in blocks for e in b.entries for a in e.aside)]
    kinds = (
        ("To whom it goes", list(_to(letter, naming))),
        (
            "Letters that the records speak of; they may have been sent, and answered",
            [_letter(named, naming) for named in letter.letters],
        ),
        ("In no letter", list(_in_none(letter, naming))),
        ("Readings, and why they are held", list(dict.fromkeys(reasons))),
    )
    yield from (Aside(title, tuple(lines)) for title, lines in kinds if lines)


def _to(letter: Letter, naming: Naming) -> Iterator[str]:
    owner, head = naming.party(letter.owner), letter.addressee
    if isinstance(head, Vacant):
        yield from _vacant(letter, head, owner)
        return
    # Who stands in for somebody is not to be called the holder.
    post = head.role if head.mode == "substantive" else f"{head.mode} {head.role}"
    note = f"{head.printed}: on record as {post} on {long_date(head.attested_on)}"
    note += f" ({naming.place(head.record)})."
    if head.confidence is not None:
        reading = editors_reading(head.confidence, head.rationale)
        note += f" That the post heads {owner} is {reading}"
    yield note


def _vacant(letter: Letter, head: Vacant, owner: str) -> Iterator[str]:
    day = long_date(letter.desk.as_of)
    if head.post is None:
        yield f"No post is entered as the head of {owner}, so the addressee is left free."
    elif head.several:
        yield (
            f"Several are on record in the post that is entered as the head of {owner},"
            f" {head.post}, on one day: {'; '.join(head.several)}. The addressee is left free."
        )
    else:
        yield (
            f"Nobody is on record up to {day} in the post that is entered as the head of {owner},"
            f" {head.post}, so the addressee is left free."
        )
    if head.listed_on is not None:
        listed = "; ".join(f"{person}, {post}" for person, post in head.listed)
        on = long_date(head.listed_on)
        yield f"On record in a post at {owner} on {on}, the last day with any: {listed}."


def _letter(named: LetterNamed, naming: Naming) -> str:
    said = f"{capitalised(naming.place(named.record, named.locator))}: {quoted(named.quote)}"
    if named.documents:
        return f"{said} Not on file: {join(list(map(quoted, named.documents)))}."
    if not named.since:
        return f"{said} No letter of a later day is on file."
    since = join([naming.place(record) for record in named.since])
    return f"{said} On file of a later day: {since}; whether it is meant, no entry says."


def _in_none(letter: Letter, naming: Naming) -> Iterator[str]:
    """Yield what records give to nobody, and so is asked of nobody."""
    if letter.unowned:
        named = join([spelt(action) for action in letter.unowned])
        many = len(letter.unowned) > 1
        yield (
            f"{count(len(letter.unowned), 'numbered action')} on file {'name' if many else 'names'}"
            f" no owner and no lead, and so {'stand' if many else 'stands'} in no letter: {named}."
        )
    for told in letter.of_nobody:
        place = naming.place(told.record, told.locator)
        yield (
            f"A commitment without a number that names nobody: {quoted(told.quote)} ({place}). To"
            " whom it is to be put, the records do not tell."
        )


def _unnamed(letter: Letter, naming: Naming) -> Iterator[str]:
    for said in letter.unnamed:
        if said.basis != "stated":
            where = naming.place(said.record, said.locator)
            reading = editors_reading(said.confidence, said.rationale)
            of = f"actions of {long_date(said.meeting)}"
            yield f"That {quoted(said.quote)} ({where}) is said of {of} is {reading}"
