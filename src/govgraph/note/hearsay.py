"""What a letter says that somebody else said: "according to the MPS", "we were told that"."""

from __future__ import annotations

import re

from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError
from govgraph.names import SKOS
from govgraph.note.doubts import Doubt, doubt_in, says_elsewhere
from govgraph.note.entry import Entry
from govgraph.note.named import DONE, Action
from govgraph.note.repeated import without_repeated, wordings_of
from govgraph.note.sources import Held
from govgraph.validate.facts import Facts
from govgraph.validate.speakers import holders_in, named, names_of, standing_for, writers

_SAID = (
    r"(?:says?|said|tells?|told|reports?|reported|advises?|advised|informs?|informed|states?"
    r"|stated|confirms?|confirmed|assures?|assured|indicates?|indicated)"
)
_REPORTED = re.compile(
    rf"\baccording to (?P<source>[^,;.]+)"
    rf"|(?P<subject>[^,;.:]*?)\b{_SAID}\s+(?:(?:to\s+)?[\w']+(?:\s[\w']+){{0,3}}?\s+)?that\b",
    re.IGNORECASE,
)
_HEARD = re.compile(
    rf"\b(?:was|were|am|are|been)\s+(?:\w+ly\s+)?{_SAID}\s+(?:by\s[^,;.]{{1,60}}?)?that\b",
    re.IGNORECASE,
)
_OWN = re.compile(r"\b(?:I|we)\b", re.IGNORECASE)


def doubt_of(facts: Facts, action: Action, status: str, held: Held, entry: Entry) -> Doubt | None:
    """Return what makes words doubtful: what they are, or that a letter's writer only heard it.

    Minutes are there to record what people say.

    Args:
        facts: the data.
        action: what the note is of; rows of its own words doubt nothing.
        status: the code of the status.
        held: the source.
        entry: the words, with whoever says them.
    """
    words = without_repeated(entry.sentence, wordings_of(facts, action))
    doubt = doubt_in(status, f"{entry.lead} {entry.sentence}")
    if doubt and doubt_in(status, f"{entry.lead} {words}"):
        return doubt
    if status not in DONE or not held.is_letter(facts):
        return None
    heard = _HEARD.search(entry.sentence)
    found = heard or _REPORTED.search(entry.sentence)
    if found is None:
        return None
    teller = "" if heard else found["source"] or found["subject"]
    if teller and (_OWN.search(teller) or _speaks(facts, held, entry, teller)):
        return None
    return Doubt(found[0].strip(), "the words may be what somebody else said or asked")


def refuse_doubt(status: str, entry: Entry, doubt: Doubt) -> None:
    """Refuse doubtful words: what is feared is told, and what a reader's reason makes of them.

    Raises:
        GovgraphError: always.
    """
    message = f'they are not taken to say {status}: with "{doubt.words}" {doubt.meaning};'
    hint = "If they do say so, say with --because why."
    if not says_elsewhere(status, entry.lead, entry.sentence, doubt):
        closes = ", which closes nothing" if status in DONE else ""
        hint += f" It will then be a possible reading{closes}."
    whole = f'the whole sentence reads: "{entry.sentence}"'
    raise GovgraphError("doubtful", f"{message} {whole}", hint=hint)


def _speaks(facts: Facts, held: Held, entry: Entry, teller: str) -> bool:
    if entry.speaker is None:
        return False
    own = standing_for(facts, holders_in(facts, held.record), entry.speaker, {held.record})
    return not set(named(teller, names_of(facts))).isdisjoint(own)


def of_speaker(facts: Facts, held: Held, entry: Entry) -> list[str]:
    """Return why it is read who says it: nothing where the passage names the speaker."""
    # A new record is from whoever is named: its words need not say it again.
    speaker = None if held.is_new else entry.speaker
    if speaker is None or _names(facts, speaker, entry.passage_words, held.record):
        return []
    label = facts.text(speaker, f"{SKOS}prefLabel") or speaker.value
    return [f"That it is said by {label} is read: the passage does not name the speaker."]


def _names(facts: Facts, speaker: NamedNode, words: str, record: NamedNode) -> bool:
    told = {*writers(facts, record), *named(words, names_of(facts))}
    return not told.isdisjoint(standing_for(facts, holders_in(facts, record), speaker, {record}))
