"""Whether words bear a note: they speak of this action, say so, and no record says otherwise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.errors import GovgraphError
from govgraph.names import SKOS
from govgraph.note.citations import Citation, citations_in, is_heading
from govgraph.note.doubts import Doubt, says_elsewhere
from govgraph.note.entry import Entry
from govgraph.note.hearsay import doubt_of, of_speaker, refuse_doubt
from govgraph.note.linked import Linked
from govgraph.note.matters import refuse_other_matter, thread_of
from govgraph.note.named import DONE, OPEN, Action, statuses
from govgraph.note.own_word import sides
from govgraph.note.raised import refuse_bare_number, refuse_before_raised, refuse_wording
from govgraph.note.signs import UPDATED, contrary_in, gainsaid, has_sign, is_plain
from govgraph.note.sources import Held
from govgraph.note.words import Stretch, has_subject
from govgraph.prose import join, long_date
from govgraph.validate.dates import prints
from govgraph.validate.facts import Facts
from govgraph.validate.matters import Matters

_WHY = "say with --because why"
_FORMS = {
    "completed": "'was completed'",
    "delivered": "'was sent'",
    "in-progress": "'is in hand'",
    "not-delivered": "'has not been sent'",
    "undertaken": "'will send'",
}


class Basis(NamedTuple):
    """Whether a record itself says it, or a reader does, how sure, and with which reason."""

    stated: bool
    rationale: str
    confidence: str


class _Told(NamedTuple):
    """What is on file of how an action stands: the status, the record, its day, and the words."""

    code: str
    record: NamedNode
    date: str
    quote: str
    stretch: Stretch | None
    speaker: NamedNode | None


def refuse_contradiction(
    facts: Facts, action: Action, status: str, held: Held, entry: Entry, because: str
) -> None:
    """Refuse a date before the action, and a status that what is on file gainsays.

    Two records may gainsay each other where a reader says why; the same words may not.

    Raises:
        GovgraphError: one of these is so.
    """
    if held.date < action.held:
        message = f"{held.date} is before {action.id} was raised, on {long_date(action.held)}."
        hint = "Give the date of the record that says so."
        raise GovgraphError("before-action", message, hint=hint)
    for told in _on_file(facts, action):
        label = facts.text(told.record, f"{SKOS}prefLabel") or told.record.value
        contrary = any({status, told.code} & k and {status, told.code} - k for k in (DONE, OPEN))
        contrary = contrary and {status, told.code} <= DONE | OPEN
        if told.record == held.record and told.stretch is not None:
            start, end = entry.stretch
            if start < told.stretch.end and told.stretch.start < end:
                _refuse_same_words(facts, action, status, told, entry, label)
        done, opened = (held.date, told.date) if status in DONE else (told.date, held.date)
        if contrary and done <= opened and not because:
            order = "an earlier" if told.date < held.date else "a later"
            order = "another" if told.date == held.date else order
            message = (
                f"'{status}' of {held.date} stands against {order} record: '{label}' has"
                f' {action.id} as {told.code} ("{told.quote}").'
            )
            raise GovgraphError("contradiction", message, hint=f"If both are so, {_WHY}.")


def _refuse_same_words(
    facts: Facts, action: Action, status: str, told: _Told, entry: Entry, label: str
) -> None:
    """Refuse words that are on file for the action: they say one thing, and say it once.

    The same status may be said in them by two parties; a body and whoever speaks for it are one.
    """
    words = f"'{label}' has {action.id} as {told.code} by the same words"
    words = f'{words} ("{told.quote}")'
    undo = "'govgraph note --undo' takes the last note back."
    if told.code != status:
        message = f"{words}; they cannot say {status} too."
        raise GovgraphError("same-words", message, hint=f"Quote the words that say it; {undo}")
    parties = [set(sides(facts, [speaker])) for speaker in (told.speaker, entry.speaker)]
    # Whoever is not named may be either.
    if not all(parties) or parties[0] & parties[1]:
        raise GovgraphError("twice", f"{words}.", hint=f"There is nothing to add; {undo}")


def basis_of(
    facts: Facts,
    action: Action,
    status: str,
    held: Held,
    entry: Entry,
    linked: Iterable[Linked],
    names: Mapping[str, str],
    because: str,
) -> Basis:
    """Return whether the words themselves cite the action, bear the status and name who says so.

    Args:
        facts: the data.
        action: what the note is of.
        status: the code of the status.
        held: the source.
        entry: the words, and where they stand.
        linked: the actions that the action is linked with.
        names: IRI → DATE/NUMBER of the actions on file.
        because: a reader's reason; it makes the note a reading.

    Raises:
        GovgraphError: the words cite another action, do not speak of this one or do not plainly
            say the status, and no reason is given.
    """
    matters = Matters(facts)
    is_cited, is_told = _is_cited(action, entry), _cites(facts, action, entry)
    is_worded = matters.is_told_of(entry.sentence, thread_of(facts, action, names))
    speaks = is_cited or is_told or is_worded
    doubt = doubt_of(facts, action, status, held, entry)
    reasons = [because] if because else []
    if not because:
        refuse_wording(facts, status, held, entry, names)
        reasons += _of_another(action, entry, linked, names)
        refuse_before_raised(facts, action, status, held, is_cited=is_cited or is_told)
        if not (is_told or is_worded):
            refuse_bare_number(facts, action, held, entry, names)
        if not is_cited:
            refuse_other_matter(facts, action, held, entry, names, matters)
        _refuse_unsaid(status, entry, doubt, is_told)
        if not reasons and not is_told:
            reasons.append(_read_of(action, entry, speaks=speaks))
        if not is_plain(status, entry.quote):  # Of any other status that is refused.
            reasons.append("The words do not call it an update; that they are one is read.")
    reasons += of_speaker(facts, held, entry)
    # A reason makes it a reading, and where the words do not bear it out no likely one.
    is_likely = speaks and _bears_out(status, entry, doubt)
    confidence = "certain" if not reasons else "probable" if is_likely else "possible"
    return Basis(not reasons, " ".join(reasons), confidence)


def _bears_out(status: str, entry: Entry, doubt: Doubt | None) -> bool:
    """Return whether words have a sign of a status, and nothing turns, weakens or gainsays them."""
    if doubt and not says_elsewhere(status, entry.lead, entry.sentence, doubt):
        return False
    return has_sign(status, entry.quote) and not gainsaid(status, entry.sentence)


def _read_of(action: Action, entry: Entry, *, speaks: bool) -> str:
    """Return why it is read that words speak of an action; refuse them where nothing in them does.

    Args:
        action: the action; the passage does not cite it.
        entry: the words.
        speaks: whether something in them speaks of it.
    """
    if speaks:
        what = f"does not cite {action.id} by its day and number"
        return f"The passage {what}; that it speaks of this action is read."
    message = (
        f"the words neither cite {action.id} nor have a word of it that other actions lack:"
        f' "{entry.sentence}"'
    )
    hint = f"Quote the sentence that names it, or {_WHY} they speak of this action."
    raise GovgraphError("no-matter", message, hint=hint)


def is_told_of(facts: Facts, action: Action, record: NamedNode) -> bool:
    """Return whether a record says how an action stands."""
    return any(told.record == record for told in _on_file(facts, action))


def _on_file(facts: Facts, action: Action) -> Iterator[_Told]:
    """Yield what records say of how an action stands, in order of their days."""
    codes = {node: code for code, node in statuses(facts.store).items()}
    found = []
    for event in facts.leading_to(action.node, "statusOf"):
        record, state = facts.node(event, "reportedIn"), facts.node(event, "toStatus")
        date = facts.text(record, "recordDate") if record is not None else None
        if record is None or state not in codes or date is None:
            continue
        words = facts.node(event, "evidence")
        ends = words and (facts.number(words, "start"), facts.number(words, "end"))
        place = Stretch(ends[0], ends[1]) if ends and None not in ends else None  # type: ignore[arg-type]
        quote, speaker = facts.quoted(event) or "", facts.node(event, "attributedTo")
        told = _Told(codes[state], record, date, quote, place, speaker)
        found.append((date, event.value, told))
    yield from (told for *_, told in sorted(found))


def _of_another(
    action: Action, entry: Entry, linked: Iterable[Linked], names: Mapping[str, str]
) -> list[str]:
    """Return why words that cite an action asked for again speak of this one; refuse any other."""
    cited = _cited(entry)
    if not cited or _is_cited(action, entry):
        return []
    for other in linked:
        if other.is_same_request and any(citation.is_of(other.action) for citation in cited):
            return [f"The words cite {other.action.id}; {other.told(action.id)}."]
    meant = [
        name
        for iri, name in names.items()
        if any(c.day and c.is_of(Action.named(NamedNode(iri), name)) for c in cited)
    ]
    message = f'the words cite "{cited[0].shown}", and not {action.id}.'
    hint = f"Note it of {join(sorted(meant), 'or')}" if meant else "Note it of that action"
    raise GovgraphError("other-action", message, hint=f"{hint}, or {_WHY} they speak of this one.")


def _is_cited(action: Action, entry: Entry) -> bool:
    return any(citation.is_of(action) for citation in _cited(entry))


def _cited(entry: Entry) -> list[Citation]:
    """Return what words cite: their sentence or, where that cites nothing, their heading."""
    cited = citations_in(entry.sentence)
    return cited if cited or not is_heading(entry.heading) else citations_in(entry.heading)


def _refuse_unsaid(status: str, entry: Entry, doubt: Doubt | None, is_told: bool) -> None:
    """Refuse words that do not plainly say a status, and say what is feared.

    Args:
        status: the code of the status.
        entry: the words.
        doubt: what turns or weakens them.
        is_told: whether their passage words or cites the action, so that it is their subject.
    """
    if status == UPDATED:
        return
    whole = f'the whole sentence reads: "{entry.sentence}"'
    if contrary := gainsaid(status, entry.quote) or gainsaid(status, entry.sentence):
        message = f'the words read as {join(sorted(contrary), "or")}: "{entry.sentence}"'
        hint = f"Give the status that they say, or {_WHY} they are read as {status}."
        raise GovgraphError("other-status", message, hint=hint)
    if doubt:
        refuse_doubt(status, entry, doubt)
    # What is to come is told among the doubts.
    if contrary := contrary_in(status, entry.sentence) - {"undertaken"}:
        message = f"a part of the sentence reads as {join(sorted(contrary), 'or')}; {whole}"
        hint = f"If they say {status} of this action, {_WHY}."
        raise GovgraphError("mixed", message, hint=hint)
    if not is_plain(status, entry.quote):
        message = f"the words have no plain form of '{status}', such as {_FORMS[status]}; {whole}"
        hint = f"If they do say so, {_WHY}."
        raise GovgraphError("no-sign", message, hint=hint)
    if not entry.is_whole and not is_told and not has_subject(entry.quote):
        message = f"the words do not say of what they speak; {whole}"
        hint = f"Quote the whole sentence, or {_WHY} they speak of this action."
        raise GovgraphError("no-subject", message, hint=hint)


def _cites(facts: Facts, action: Action, entry: Entry) -> bool:
    words = entry.passage_words
    if entry.passage is not None:
        resting = facts.leading_to(entry.passage, "evidence")
        if any(action.node in facts.values(node, "states") for node in resting):
            return True
    if any(c.day and c.is_of(action) for c in citations_in(words)):
        return True
    # A number of an unusual form, or its day elsewhere in the passage.
    own = re.escape(action.number)
    label = rf"(?<![\w/-]){re.escape(action.id)}(?![\w/-])|\baction\s+(?:no\.?\s*)?{own}(?!\w)"
    found = re.search(label, words, re.IGNORECASE)
    if found is None or any(c.numbers == (action.number,) and c.day for c in citations_in(words)):
        return False
    return "/" in found[0] or prints(words, action.held)
