"""How numbered actions stood on a day: the values. :mod:`govgraph.desk.register` fills them.

Nothing is judged here: the status is that of the saved query ``action-status``, and one that no
record gives is ``no-record``.
"""

from __future__ import annotations

from typing import NamedTuple

from govgraph.desk.outside import Commitment, Unnamed
from govgraph.model import Due, Owner, RecordOnFile

NO_RECORD = "no-record"
COMPLETED = "completed"
# A word, an owner's own for the most part, which no record bears out.
SAID_DONE = "said-done"
# The statuses by which a thing is done, and those that say otherwise (``action-status``).
DONE = (COMPLETED, "delivered")
_OTHERWISE = ("not-delivered", "in-progress", "reissued")
_POSSIBLE = "possible"


class Wording(NamedTuple):
    """One wording of an action, as its record prints it.

    Attributes:
        record: the record's name.
        date: the record's day (ISO).
        locator: as the record numbers it, or None.
        text: the words, verbatim.
        lead: the lead as printed, or None.
        lead_heading: the heading of its column, where the record has one.
        organizations: the organizations that the lead names, in order.
        due: the timing as given, or None.
        due_reading: why an editor reads the days of the timing so, where they do not follow.
        restates: whether it words an action of another record again.
        note: an editor's note on it, or None.
    """

    record: str
    date: str
    locator: str | None
    text: str
    lead: str | None
    lead_heading: str | None
    organizations: tuple[str, ...]
    due: Due | None
    due_reading: str | None
    restates: bool
    note: str | None


class Word(NamedTuple):
    """What a record says of an action beside its wordings, with the whole paragraph.

    Attributes:
        record: the record's name.
        date: the record's day (ISO).
        locator: as the record numbers the paragraph, or None.
        kind: ``discussed``, the code of a status, ``reissued`` or ``followed-up``.
        status_label: the words for a status, or None.
        later_action: the action that takes it up (``DATE/NUMBER``), or None.
        said_by: the role or organization whose word it is, or None.
        speaker: the same as in a sentence: ``the Commissioner``.
        basis: ``stated``, or ``editor-inferred`` where that it is about this action is a reading.
        confidence: ``certain``, ``probable``, ``possible`` or None.
        rationale: the editor's reason, or None.
        quote: the sentence, verbatim.
        passage: the whole paragraph, verbatim.
        own: whether it is only said to be done: a word that closes nothing (``completions``).
        owners: the owners whose own word that is; none where another says it.
    """

    record: str
    date: str
    locator: str | None
    kind: str
    status_label: str | None
    later_action: str | None
    said_by: str | None
    speaker: str | None
    basis: str | None
    confidence: str | None
    rationale: str | None
    quote: str
    passage: str
    own: bool = False
    owners: tuple[str, ...] = ()

    @property
    def possible(self) -> bool:
        """Whether that it is said of this action is no more than a possible reading."""
        return self.basis not in (None, "stated") and self.confidence == _POSSIBLE

    @property
    def done(self) -> bool:
        """Whether by this the action is done, in more than a word."""
        return self.kind in DONE and not self.own


class Status(NamedTuple):
    """The status that the latest evidence gives; all but the code are None for ``no-record``."""

    code: str
    basis: str | None = None
    confidence: str | None = None
    date: str | None = None
    record: str | None = None
    locator: str | None = None
    quote: str | None = None


class Difference(NamedTuple):
    """Where a wording differs from the one that it repeats (``record-differences``)."""

    aspect: str
    earlier_record: str
    earlier_value: str
    later_record: str
    later_value: str


class ActionState(NamedTuple):
    """How one action stood on the day.

    Attributes:
        id: ``DATE/NUMBER``.
        iri: the action's IRI.
        title: the editor's short title.
        date: the day of the meeting that raised it.
        number: its number there.
        owners: who is to do it, in order; several are joint owners, none is nobody named.
        recipients: who is to receive it, as in a sentence.
        receivers: the organizations that answer for them, each once.
        wordings: every wording on file, the minutes' first.
        words: what records say of it beside its wordings, in order.
        status: by the records.
        standing: the timing that stands: of the last record that words one, or None.
        days_since: days from the last day of the timing to the day asked of, negative where it is
            to come (the later day where two records give two); None where no calendar date
            follows.
        differences: where its wordings differ.
    """

    id: str
    iri: str
    title: str
    date: str
    number: str
    owners: tuple[Owner, ...]
    recipients: tuple[str, ...]
    receivers: tuple[str, ...]
    wordings: tuple[Wording, ...]
    words: tuple[Word, ...]
    status: Status
    standing: Due | None
    days_since: int | None
    differences: tuple[Difference, ...]

    @property
    def record(self) -> str:
        """The minutes that raised it."""
        return self.wordings[0].record

    @property
    def text(self) -> str:
        """The minutes' words, verbatim."""
        return self.wordings[0].text

    @property
    def timings(self) -> tuple[Due, ...]:
        """Every timing as given; each names its record."""
        return tuple(w.due for w in self.wordings if w.due)

    @property
    def counted(self) -> Wording | None:
        """The wording from whose last day days are counted: where records give two, the later."""
        dated = [w for w in self.wordings if w.due and w.due.due_by]
        return max(dated, key=lambda w: (w.due and w.due.due_by) or "", default=None)

    @property
    def several_last_days(self) -> bool:
        """Whether records give several last days."""
        return len({d.due_by for d in self.timings if d.due_by}) > 1

    @property
    def completions(self) -> tuple[Word, ...]:
        """What gives it as done, in more than a word; possible readings too."""
        return tuple(w for w in self.words if w.done)

    @property
    def sayings(self) -> tuple[Word, ...]:
        """What only says that it is done, and closes nothing."""
        return tuple(w for w in self.words if w.own)

    @property
    def done(self) -> bool:
        """Whether it stands as done: a reading that is only possible closes nothing."""
        if self.status.code != COMPLETED:
            return False
        if self.status.basis == "stated" or self.status.confidence != _POSSIBLE:
            return True
        told = [w for w in self.words if (w.done and not w.possible) or w.kind in _OTHERWISE]
        # Nor does it open what stood as done before; on one day what is done goes before.
        return bool(told) and max(told, key=lambda w: (w.date, w.done)).done

    @property
    def claim(self) -> str | None:
        """How an action that does not stand as done was given as done before, or None.

        ``reopened``: a record gives it as done, and later evidence has it otherwise;
        ``possible``: that a record does is a possible reading, and no more.
        """
        if self.done or not self.completions:
            return None
        return _POSSIBLE if all(w.possible for w in self.completions) else "reopened"

    @property
    def later_words(self) -> tuple[Word, ...]:
        """What records later than its minutes say of it."""
        return tuple(w for w in self.words if w.date > self.date)

    @property
    def told_words(self) -> tuple[Word, ...]:
        """What is said of it beside its wordings: of its own minutes, how it stands at once."""
        return tuple(w for w in self.words if w.date > self.date or w.status_label)

    @property
    def last_heard(self) -> Wording | Word:
        """The last that any record on file says of it: at least its own wording."""
        last: Wording | Word = max(self.wordings, key=lambda w: w.date)
        return max((last, *self.words), key=lambda w: w.date)

    @property
    def lead_difference(self) -> Difference | None:
        """Where a later record names another lead than the minutes, or None."""
        return next((d for d in self.differences if d.aspect == "lead"), None)

    @property
    def organizations(self) -> tuple[str, ...]:
        """The organizations that own it, then those that a record names as lead, each once."""
        leads = (o for w in self.wordings for o in w.organizations)
        return tuple(dict.fromkeys([*(o.organization for o in self.owners), *leads]))


class Desk(NamedTuple):
    """What was on file on a day, and how each action raised by then stood.

    ``records`` are in the order of their days, ``actions`` in that of meetings and numbers.
    """

    as_of: str
    records: tuple[RecordOnFile, ...]
    actions: tuple[ActionState, ...]
    unnamed: tuple[Unnamed, ...]
    commitments: tuple[Commitment, ...]

    @property
    def last_meeting(self) -> str | None:
        """The day of the last meeting with minutes on file, or None."""
        return max((r.date for r in self.records if r.kind == "minutes"), default=None)
