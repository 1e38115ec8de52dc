"""Words for what changed between two wordings, and for how an action stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Mapping
from itertools import accumulate

from govgraph.desk.state import ActionState, Word, Wording
from govgraph.model import RecordOnFile
from govgraph.prose import join, long_date

# How many words a replaced stretch may have, and the share of words in common (0 to 1) below
# which a word-by-word comparison tells a reader nothing.
_REWORDING = 4
_ALIKE = 0.4

# Words for what is only said, see govgraph.trace_rows.only_said and not_delivered.
_OWNERS = "said by the owner to "
_SAID = re.compile("said (?P<what>(?:not )?to have been .+)")

# What is printed for the codes of the query action-status; voice.md's words.
STATUS_WORDS = {
    "completed": "recorded as completed",
    "said-done": "said by the owner to be done",
    "reissued": "asked for again",
    "not-delivered": "noted as not yet received",
    "in-progress": "noted as in progress",
    "no-record": "no record on file says",
}


def said_by(label: str, speaker: str | None) -> str:
    """Return a status with who says so: of a mere word who says it is named in it.

    Args:
        label: the words for the status, see :func:`govgraph.trace_rows.only_said`.
        speaker: as in a sentence, or None.
    """
    if speaker is None:
        return label
    if label.startswith(_OWNERS):
        return f"said by {speaker} to {label.removeprefix(_OWNERS)}"
    if said := _SAID.fullmatch(label):
        return f"said by {speaker} {said['what']}"
    return f"{label}, said by {speaker}"


def word_said(word: Word, action: ActionState, named: Callable[[str], str]) -> str:
    """Return what a record says of how an action stands, with who says so.

    Args:
        word: what it says.
        action: the action; where it has several owners, the word of one is told as one's.
        named: an organization, role or person → the same in a sentence.
    """
    speaker = named(word.speaker) if word.speaker else None
    owners = {o.organization for o in action.owners}
    if word.own and len(owners) > 1 and owners.intersection(word.owners):
        who = speaker or join(list(map(named, word.owners)))
        done = (word.status_label or "").rpartition(" to ")[2]
        return f"said by {who}, one of the owners, to {done}"
    return said_by(word.status_label or "mentioned", speaker)


def status_words(word: Word, action: ActionState, named: Callable[[str], str]) -> str:
    """Return the words for what an action stands by, see :mod:`govgraph.desk.latest`.

    Args:
        word: what it stands by; of what is only said, who says it is named.
        action: the action.
        named: an organization, role or person → the same in a sentence.
    """
    if word.later_action:
        return f"{STATUS_WORDS['reissued']} as {word.later_action}"
    label = word.status_label or word.kind
    return word_said(word, action, named) if label.startswith("said ") else label


def marked(text: str, word: Word) -> str:
    """Return text with the mark of a reading behind it, where a word is one."""
    read = word.basis not in (None, "stated")
    return f"{text} {reading_mark(word.confidence)}" if read else text


def lead_words(wording: Wording, quote: Callable[[str], str]) -> str:
    """Return whom a wording names as lead, as printed, and where: in a column or in its words.

    Args:
        wording: the wording.
        quote: how the words of a record are quoted.

    Returns:
        Such as ``"DMPC" (MOPAC; words of the action)``, with the organizations that the lead
        does not name itself.
    """
    if not wording.lead:
        return "nobody named"
    column = f"{wording.lead_heading} column" if wording.lead_heading else "words of the action"
    named = all(o in wording.lead for o in wording.organizations)
    of = "" if named else f"{join(list(wording.organizations))}; "
    return f"{quote(wording.lead)} ({of}{column})"


def no_record(actions: Iterable[ActionState]) -> str:
    """Return what gives none of some actions as completed: a mere word may have said so."""
    said = [word for action in actions for word in action.words if word.own]
    if not said:
        return "no record on file"
    owners = all(word.owners for word in said)
    return f"no record on file but a letter {'of an owner' if owners else 'that closes nothing'}"


def place_words(records: Mapping[str, RecordOnFile], record: str, locator: str | None) -> str:
    """Return a record and the place in it, such as ``letter of 20 July 2022, Annex A, 1``."""
    found = records.get(record)
    named = f"{found.kind} of {long_date(found.date)}" if found else record
    return f"{named}, {locator}" if locator else named


class Silence:
    """How many records come after a day, of which many are asked.

    Args:
        records: all on file.
    """

    def __init__(self, records: Iterable[RecordOnFile]) -> None:
        ordered = sorted(records, key=lambda record: record.date)
        self._days = [record.date for record in ordered]
        # Of the first so many records, how many are of a meeting.
        self._of_meeting = [0, *accumulate(record.of_meeting for record in ordered)]

    def since(self, day: str) -> str:
        """Return how many records after a day have no mention, or an empty string for none."""
        upto = bisect_right(self._days, day)
        silent = self._of_meeting[-1] - self._of_meeting[upto]
        return silent_words(silent, len(self._days) - upto)


def silent_words(silent: int, after: int) -> str:
    """Return a number of silent records in words, or an empty string for none.

    Replies are silent on nothing; where some are among those that came after, the others are told
    apart from these.
    """
    if not silent:
        return ""
    several = f"the {silent} records" if silent > 1 else "the record"
    if silent == after:
        return f"{several} on file"
    return f"{several} of {'meetings' if silent > 1 else 'a meeting'} on file"


def reading_mark(confidence: str | None) -> str:
    """Return how an editor's reading is marked."""
    return f"[reading, {confidence}]" if confidence else "[reading]"


def changes(earlier: str, later: str, quote: Callable[[str], str]) -> str:
    """Return the differences between two wordings as one line of prose.

    Args:
        earlier: the first wording.
        later: the second wording.
        quote: how a stretch of either is quoted.

    Returns:
        Such as ``"of" is now "on"; added: "by May"; gone: "soon".``; "word for word" where the
        two are the same.
    """
    if earlier == later:
        return "word for word"
    found = stretches(earlier, later)
    if not found:
        return "worded anew"
    changed, added, gone = [], [], []
    for operation, old, new in found:
        before, after = " ".join(old).rstrip(".,;"), " ".join(new).rstrip(".,;")
        if operation == "insert":
            added.append(quote(after))
        elif operation == "delete":
            gone.append(quote(before))
        elif operation == "replace" and max(len(old), len(new)) > _REWORDING:
            # Of two long stretches without a word in common, one does not reword the other.
            added.append(quote(after))
            gone.append(quote(before))
        elif operation == "replace":
            changed.append(f"{quote(before)} is now {quote(after)}")
    parts = ["; ".join(changed)] if changed else []
    parts += [f"added: {', '.join(added)}"] if added else []
    parts += [f"gone: {', '.join(gone)}"] if gone else []
    return "; ".join(parts) if parts else "the same words, otherwise punctuated"


def stretches(earlier: str, later: str) -> list[tuple[str, list[str], list[str]]]:
    """Return what became of each stretch of words.

    Returns:
        ``equal``, ``insert``, ``delete`` or ``replace``, with the words before and after; nothing
        where the wordings have so little in common that a comparison tells a reader nothing.
    """
    # difflib is needed only where wordings differ.
    from difflib import SequenceMatcher

    old, new = earlier.split(), later.split()
    matcher = SequenceMatcher(None, [_bare(w) for w in old], [_bare(w) for w in new], False)
    if matcher.ratio() < _ALIKE:
        return []
    return [(name, old[a:b], new[c:d]) for name, a, b, c, d in matcher.get_opcodes()]


def _bare(word: str) -> str:
    return word.strip(".,;:()\"'").casefold() or word
