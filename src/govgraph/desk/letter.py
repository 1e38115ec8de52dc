"""The letter to one owner: which actions it asks about, under which heading, and to whom it goes.

It sorts what :mod:`govgraph.desk.register` found; it adds no word of its own about an action.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pyoxigraph import NamedNode, Store

from govgraph.desk.addressee import Addressee, Vacant, addressee_of, label_of
from govgraph.desk.asof import checked_day
from govgraph.desk.linked import Linked, linked_words, taken_up
from govgraph.desk.outside import Commitment, Unnamed
from govgraph.desk.parties import Parties
from govgraph.desk.state import SAID_DONE, ActionState, Desk, Word
from govgraph.errors import GovgraphError
from govgraph.model import Missing
from govgraph.prose import long_date
from govgraph.trace_rows import Asked, Row, missing_of

_LETTER = re.compile(r"\bletters?\b", re.IGNORECASE)
# Headings of the annex, in order: the code of each, see :func:`section_of`.
SECTIONS = (
    "passed",
    "to-come",
    "undated",
    "lead",
    "new",
    "said",
    "said-otherwise",
    "sent",
    "reopened",
    "possible",
    "completed",
)


class LetterNamed(NamedTuple):
    """A letter that a record speaks of, or that it has somebody undertake or agree to write.

    Attributes:
        record: the record.
        date: its day (ISO).
        locator: as the record numbers the paragraph, or None.
        quote: the sentence, verbatim.
        documents: what the editor calls those that are entered as documents; none on file.
        since: the letters on file of a later day.
    """

    record: str
    date: str
    locator: str | None
    quote: str
    documents: tuple[str, ...]
    since: tuple[str, ...]


class Letter(NamedTuple):
    """A letter that asks one owner how actions stand.

    Attributes:
        board: what the workspace calls itself.
        owner: the owner's short name, as the records use it.
        long_name: its name spelt out, or None.
        addressee: who heads it on record, or why that is nobody.
        sender: who signs, where the workspace names one.
        since: only actions raised, and commitments worded, on or after this day; None for all.
        unowned: actions for which no record names anybody; they are in no letter.
        left_out: how many actions of the owner were raised before that.
        sections: heading → actions, in the order of ``SECTIONS``; empty ones are left out. Those
            of others that an owner says to be done, and this one was to receive, are ``sent``.
        commitments: those without a number to which the owner is a party.
        of_nobody: those to which nobody is a party that the records name; they are in no letter.
        takes_up: action → the earlier action that it takes up, with the word that says so.
        linked: action → what was said of those that it is linked with.
        unnamed: what records say of actions that they do not name, of the meetings of those listed
            or of later ones that are not on file.
        missing: meetings known only by mention.
        letters: letters that records speak of, and that may have been sent and answered.
        abbreviations: short forms and what they stand for.
        desk: how all actions stood.
    """

    board: str
    owner: str
    long_name: str | None
    addressee: Addressee | Vacant
    sender: str
    since: str | None
    unowned: tuple[str, ...]
    left_out: int
    sections: dict[str, tuple[ActionState, ...]]
    commitments: tuple[Commitment, ...]
    of_nobody: tuple[Commitment, ...]
    takes_up: dict[str, tuple[tuple[str, Word], ...]]
    linked: dict[str, tuple[Linked, ...]]
    unnamed: tuple[Unnamed, ...]
    missing: tuple[Missing, ...]
    letters: tuple[LetterNamed, ...]
    abbreviations: tuple[tuple[str, str], ...]
    desk: Desk

    @property
    def actions(self) -> tuple[ActionState, ...]:
        """The actions of all sections, in the order of meetings and numbers."""
        listed = {a.id for actions in self.sections.values() for a in actions}
        return tuple(a for a in self.desk.actions if a.id in listed)


class Source(NamedTuple):
    """What a letter is written from: the data as known on the day, and the board's names."""

    known: Store
    desk: Desk
    board: str
    sender: str


def letter(source: Source, owner: NamedNode, label: str, since: str | None = None) -> Letter:
    """Return the letter to an owner.

    Args:
        source: what it is written from.
        owner: the organization.
        label: its short name, which may not have been known on the day.
        since: leave out actions raised before this day (ISO).

    Raises:
        GovgraphError: ``since`` is no day, or is after the day asked of.
    """
    desk = source.desk
    if since is not None:
        refuse_after(since, desk.as_of)
    asked = Asked(source.known)
    of_owner = [a for a in desk.actions if label in a.organizations]
    kept = [a for a in of_owner if since is None or a.date >= since]
    missing = missing_of(asked("missing-records"))
    meetings = {a.date for a in kept}
    if kept:
        # Of a meeting that is not on file nobody can tell which actions its own minutes carry on.
        meetings |= {m.date for m in missing if m.date > min(meetings)}
    unnamed = tuple(u for u in desk.unnamed if u.meeting in meetings)
    parties = Parties(source.known, desk)
    # One that speaks of numbered actions without naming them is no less to be answered.
    concerned = [(c, parties.of(c)) for c in desk.commitments]
    return Letter(
        board=source.board,
        owner=label,
        long_name=label_of(source.known, owner, "altLabel"),
        addressee=addressee_of(source.known, owner, asked("role-holders")),
        sender=source.sender,
        since=since,
        unowned=tuple(a.id for a in desk.actions if not a.organizations),
        left_out=len(of_owner) - len(kept),
        sections=_sections(kept, desk, label, since or ""),
        commitments=tuple(c for c, of in concerned if label in of and c.date >= (since or "")),
        of_nobody=tuple(c for c, of in concerned if not of),
        takes_up=taken_up(desk),
        linked=linked_words(desk),
        unnamed=unnamed,
        missing=missing,
        letters=_letters(asked("documents-cited"), desk),
        abbreviations=tuple(
            (str(r["abbreviation"]), str(r["meaning"])) for r in asked("trace-abbreviations")
        ),
        desk=desk,
    )


def refuse_after(since: str, as_of: str) -> None:
    """Refuse a first day that is none, or that is after the last.

    Raises:
        GovgraphError: it is so.
    """
    if checked_day(since) > as_of:
        what = f"the first day, {long_date(since)}, is after the day asked of, {long_date(as_of)}."
        raise GovgraphError("bad-date", what)


def section_of(action: ActionState, desk: Desk) -> str:
    """Return the heading under which an action stands: the first of these that fits it.

    ``completed``: it stands as done. ``reopened`` and ``possible``: a record gives it as done, and
    it does not stand so (:attr:`~govgraph.desk.state.ActionState.claim`). ``said``: only a letter
    says so that closes nothing; in a letter to another owner than the one whose word it is that is
    ``said-otherwise``. ``lead``: a later record names another lead. ``passed``: the last day of its
    timing has passed. ``new``: raised at the last meeting. ``undated``: no calendar date follows
    from any record. ``to-come``: its last day is to come.
    """
    if action.done:
        return "completed"
    if action.claim:
        return action.claim
    if action.status.code == SAID_DONE:
        return "said"
    lead = action.lead_difference
    # Where one of them names nobody, only one gives a lead, and nothing differs.
    if lead is not None and lead.earlier_value and lead.later_value:
        return "lead"
    if (action.days_since or 0) > 0:
        return "passed"
    if action.date == desk.last_meeting:
        return "new"
    return "undated" if action.days_since is None else "to-come"


def _sections(
    actions: list[ActionState], desk: Desk, owner: str, since: str
) -> dict[str, tuple[ActionState, ...]]:
    sorted_out: dict[str, tuple[ActionState, ...]] = dict.fromkeys(SECTIONS, ())
    for action in actions:
        name = section_of(action, desk)
        if name == "said" and not any(owner in w.owners for w in action.sayings):
            name = "said-otherwise"
        sorted_out[name] += (action,)
    # Only who was to receive it can close it: what is theirs already is asked about above.
    sorted_out["sent"] = tuple(
        a
        for a in desk.actions
        if a.status.code == SAID_DONE
        and owner in a.receivers
        and owner not in a.organizations
        and a.date >= since
        and any(w.owners for w in a.sayings)
    )
    return {name: found for name, found in sorted_out.items() if found}


def _letters(cited: list[Row], desk: Desk) -> tuple[LetterNamed, ...]:
    """Return the letters that are cited and not on file, and those that are to be written."""
    days = {r.record: r.date for r in desk.records}
    found: dict[tuple[str, str | None, str], tuple[str, ...]] = {}
    for row in cited:
        if row["kind"] == "letter":
            key = str(row["record"]), row["locator"], str(row["quote"])
            found[key] = (*found.get(key, ()), str(row["document"]))
    for told in desk.commitments:
        if _LETTER.search(told.quote):
            found.setdefault((told.record, told.locator, told.quote), ())
    letters = [r for r in desk.records if r.kind != "minutes"]
    return tuple(
        LetterNamed(
            record=record,
            date=days[record],
            locator=locator,
            quote=quote,
            documents=documents,
            since=tuple(r.record for r in letters if r.date > days[record]),
        )
        for (record, locator, quote), documents in sorted(
            found.items(), key=lambda item: days[item[0][0]]
        )
    )


def name_of(known: Store, organization: NamedNode) -> str:
    """Return an organization's short name, or its IRI where none is on file."""
    return label_of(known, organization) or organization.value
