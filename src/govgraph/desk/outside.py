"""What records say that counts for no numbered action: of actions not named, or without number."""

from __future__ import annotations

from typing import NamedTuple


class Unnamed(NamedTuple):
    """What a record says of actions of a meeting without naming any; it counts for none."""

    record: str
    locator: str | None
    meeting: str
    status: str
    basis: str
    confidence: str
    rationale: str | None
    quote: str


class TakenUp(NamedTuple):
    """What a later record takes up of a commitment; it does not say that this is settled.

    Attributes:
        record: the later record's name.
        date: its day (ISO).
        locator: as it numbers the paragraph, or None.
        basis: ``stated``, or ``editor-inferred`` where that it takes it up is a reading.
        confidence: ``certain``, ``probable`` or ``possible``.
        rationale: the editor's reason, or None.
        quote: the sentence, verbatim.
        passage: the whole paragraph, verbatim.
    """

    record: str
    date: str
    locator: str | None
    basis: str
    confidence: str
    rationale: str | None
    quote: str
    passage: str


class Commitment(NamedTuple):
    """An agreement, undertaking, request or invitation without an action number.

    Attributes:
        record: the record's name.
        date: the record's day (ISO).
        locator: as the record numbers the paragraph, or None.
        kind: ``agreement``, ``undertaking``, ``request`` or ``invitation``.
        speaker: who is on record as saying it, as in a sentence, or None.
        addressee: to whom, as in a sentence, or None.
        said_for: the organizations that answer for who says it.
        said_to: the organizations that answer for whom it is said to.
        basis: ``stated``, or ``editor-inferred`` where that it is one is a reading.
        confidence: ``certain``, ``probable`` or ``possible``.
        rationale: the editor's reason, or None.
        quote: the sentence, verbatim.
        passage: the whole paragraph, verbatim.
        taken_up: what later records take up of the sentence, or of the paragraph.
    """

    record: str
    date: str
    locator: str | None
    kind: str
    speaker: str | None
    addressee: str | None
    said_for: tuple[str, ...]
    said_to: tuple[str, ...]
    basis: str
    confidence: str
    rationale: str | None
    quote: str
    passage: str
    taken_up: tuple[TakenUp, ...] = ()
