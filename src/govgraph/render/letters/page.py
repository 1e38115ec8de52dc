"""A letter in words: it asks, quotes and counts, and asserts nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.desk.addressee import Addressee
from govgraph.desk.letter import Letter
from govgraph.desk.outside import Unnamed
from govgraph.desk.state import COMPLETED, ActionState, Desk
from govgraph.prose import capitalised, count, join, long_date
from govgraph.render.ending import NO_EVIDENCE, spelt_out
from govgraph.render.letters.commitments import commitment_entry
from govgraph.render.letters.entries import Teller
from govgraph.render.letters.headings import ASKS, CONFIRM, TITLES
from govgraph.render.letters.parts import Block, Marked, Notes, Page, Said
from govgraph.render.letters.signatory import for_signatory
from govgraph.render.naming import Naming
from govgraph.render.wording import no_record

# Spaces that no page folds into one.
BLANK = f"[{chr(0xA0) * 6}]"
SIGNATORY = "[signatory]"


def as_page(letter: Letter) -> Page:
    """Return a letter in words, with its notes numbered in the order of the page."""
    notes = Notes()
    naming = Naming(letter.desk)
    owner = naming.party(letter.owner)
    asks = bool(letter.sections or letter.commitments)
    head = _head(letter) if asks else ()
    quoted = tuple(_unnamed(letter, naming))
    blocks = tuple(_blocks(letter, naming, notes))
    page = Page(
        draft=f"DRAFT, not sent. From {on_file(letter.desk)}.",
        head=head,
        subject=f"{letter.board}: numbered actions for {owner}",
        salutation=f"Dear {BLANK}" if asks else "",
        opening=_opening(letter, owner, bool(quoted)),
        quoted=quoted,
        body=(CONFIRM,) if letter.sections else (),
        counts=tuple(f"{b.title}: {_how_many(b)}" for b in blocks),
        ending=("Yours sincerely", letter.sender or SIGNATORY) if asks else (),
        annex=f"Annex: what the records on file say, up to {long_date(letter.desk.as_of)}",
        blocks=blocks,
        position=f"Position ({letter.owner})",
        notes=notes.texts,
        closing=(),
    )
    page = page._replace(signatory=tuple(for_signatory(letter, naming, blocks)) if asks else ())
    return page._replace(closing=tuple(_closing(letter, page)))


def on_file(desk: Desk) -> str:
    """Return how many records a page is written from, and up to which day."""
    many = count(len(desk.records), "record")
    last = max(r.date for r in desk.records)
    of = f" (the last is of {long_date(last)})" if last < desk.as_of else ""
    return f"the {many} on file up to {long_date(desk.as_of)}{of}"


def _head(letter: Letter) -> tuple[tuple[str, tuple[Marked, ...]], ...]:
    to = letter.addressee.printed if isinstance(letter.addressee, Addressee) else BLANK
    return (
        ("To", (Marked(to), Marked(letter.long_name or letter.owner))),
        ("From", (Marked(letter.sender or SIGNATORY),)),
        ("Our ref", (Marked(BLANK),)),
        ("Date", (Marked(BLANK),)),
    )


def _unnamed(letter: Letter, naming: Naming) -> Iterator[Said]:
    """Yield what records say of actions that they do not name, each sentence once."""
    told: dict[tuple[str, str], list[Unnamed]] = {}
    raised = {a.date for a in letter.desk.actions}
    for said in letter.unnamed:
        told.setdefault((naming.place(said.record, said.locator), said.quote), []).append(said)
    for (where, quote), same in told.items():
        read: dict[str, list[str]] = {}
        for said in same:
            sure = "" if said.basis == "stated" else f"reading, {said.confidence}: "
            none = "" if said.meeting in raised else ", none of which is on file"
            read.setdefault(sure, []).append(f"{long_date(said.meeting)}{none}")
        how = "; ".join(f"{sure}said of actions of {join(days)}" for sure, days in read.items())
        yield Said(capitalised(where), Marked(how), quote)


def _opening(letter: Letter, owner: str, unnamed: bool) -> tuple[str, ...]:
    """Return what the annex lists, and that records speak of actions without naming them."""
    since = f" raised on or after {long_date(letter.since)}" if letter.since else ""
    left = count(letter.left_out, "action") if letter.left_out else ""
    left = f" Raised before that day and not listed: {left}." if left else ""
    sent = len(letter.sections.get("sent", ()))
    own = len(letter.sections) > bool(sent)
    given = (
        f"The annex lists the numbered actions{since} that the records on file give to {owner},"
        f" alone or with others, or for which they name it as lead.{left}"
        if own
        else f"The records on file give {owner} no numbered action{since} and name it as lead for"
        f" none.{left}"
    )
    if sent:
        also = "It also lists" if own else "The annex lists"
        others = f"{count(sent, 'action')} given to others, with {owner} as a recipient"
        given += f" {also} {others}, that an owner says to have done or sent."
    if not letter.sections:
        return (given,)
    listed = (
        f"{given} It sets out what the records say; it does not say what was or was not done.",
    )
    if not unnamed:
        return listed
    return (
        *listed,
        "The records also speak of actions without naming them, and some of those listed may be"
        " meant:",
    )


def _blocks(letter: Letter, naming: Naming, notes: Notes) -> list[Block]:
    teller = Teller(letter, naming, notes)
    owner = naming.party(letter.owner)
    found = [
        (section, tuple(teller.entry(a, section) for a in actions))
        for section, actions in letter.sections.items()
    ]
    nothing = no_record(letter.sections.get("passed", ()))
    if letter.commitments:
        told = tuple(commitment_entry(c, letter.desk, naming, notes) for c in letter.commitments)
        found.append(("commitments", told))
    blocks = []
    for number, (section, entries) in enumerate(found):
        actions = letter.sections.get(section, ())
        done, what = _said_done(actions)
        named = TITLES[section].format(sayers=_sayers(actions, naming), owner=owner, done=done)
        title = f"{chr(ord('A') + number)}. {named}"
        if section == "new" and letter.desk.last_meeting:
            title += f", {long_date(letter.desk.last_meeting)}"
        ask = ASKS[section].format(owner=owner, no_record=nothing, what=what, done=done)
        blocks.append(Block(title, ask, entries))
    return blocks


def _sayers(actions: tuple[ActionState, ...], naming: Naming) -> str:
    """Return who says of actions that they are done; of joint owners, that it is one of them."""
    told = {}
    for action in actions:
        joint = {o.organization for o in action.owners} if len(action.owners) > 1 else set()
        for word in action.sayings:
            who = naming.named(word.speaker) if word.speaker else "the writer of a letter"
            told[f"{who}, one of the owners," if joint.intersection(word.owners) else who] = True
    return join(list(told))


def _said_done(actions: tuple[ActionState, ...]) -> tuple[str, str]:
    """Return what actions are only said to have been, and what may be open of that."""
    kinds = {word.kind for action in actions for word in action.sayings}
    if kinds == {"delivered"}:
        return (
            "sent or delivered",
            "what was sent, to whom or when, so that its receipt can be confirmed",
        )
    if kinds == {COMPLETED}:
        return "done", "what was done or when, so that its completion can be confirmed"
    return (
        "done, sent or delivered",
        "what was done or sent, to whom or when, so that it can be confirmed",
    )


def _how_many(block: Block) -> str:
    kind = "action" if any(e.name for e in block.entries) else "commitment"
    return count(len(block.entries), kind)


def _closing(letter: Letter, page: Page) -> list[str]:
    records = join([f"{r.kind} of {long_date(r.date)}" for r in letter.desk.records])
    lines = [f"Records on file up to {long_date(letter.desk.as_of)}: {records}."]
    if letter.missing:
        known = "; ".join(f"{m.forum}, {long_date(m.date)}" for m in letter.missing)
        lines.append(f"Known of, not on file: {known}.")
    lines.append(NO_EVIDENCE)
    short = spelt_out(letter.abbreviations, "\n".join(_words(page)))
    return [*lines, short] if short else lines


def _words(page: Page) -> list[str]:
    """Return all words of a page in which a short form may stand."""
    words = [page.subject, *page.opening, *page.body, *page.notes]
    words += [part for said in page.quoted for part in (said.how.text, said.paragraph)]
    words += [line for aside in page.signatory for line in aside.lines]
    words += [line.text for _, lines in page.head for line in lines]
    for block in page.blocks:
        for shown in block.entries:
            words += [shown.text, shown.given.text, *(t.text for t in shown.timings)]
            words += [r.text for r in shown.remarks]
            words += [part for s in shown.said for part in (s.place, s.how.text, s.paragraph)]
    return words
