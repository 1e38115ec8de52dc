"""The letter to one owner: which actions it asks about, under which heading, and to whom it goes.

It sorts what :mod:`govgraph.desk.register` found; it adds no word of its own about an action.
"""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from govgraph.desk.asof import checked_day
from govgraph.desk.linked import Linked, linked_words, taken_up
from govgraph.desk.outside import Commitment, Unnamed
from govgraph.desk.parties import Parties
from govgraph.desk.state import SAID_DONE, ActionState, Desk, Word
from govgraph.errors import GovgraphError
from govgraph.model import Missing
from govgraph.names import SKOS
from govgraph.prose import long_date
from govgraph.queries import get_query, run
from govgraph.trace_rows import Asked, missing_of

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


class Addressee(NamedTuple):
    """Who is on record in the post that heads the owner, nearest before the day.

    Attributes:
        printed: name and office as the record prints them.
        role: the post.
        mode: ``substantive``, ``acting`` or ``interim``.
        attested_on: the day on which the record shows it (ISO).
        record: the record.
        confidence: how sure the editor is that the post heads the owner; None where not marked.
        rationale: the editor's reason, or None.
    """

    printed: str
    role: str
    mode: str
    attested_on: str
    record: str
    confidence: str | None
    rationale: str | None


class Letter(NamedTuple):
    """A letter that asks one owner how actions stand.

    Attributes:
        board: what the workspace calls itself.
        owner: the owner's short name, as the records use it.
        long_name: its name spelt out, or None.
        addressee: who heads it on record, or None.
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
        abbreviations: short forms and what they stand for.
        desk: how all actions stood.
    """

    board: str
    owner: str
    long_name: str | None
    addressee: Addressee | None
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
        long_name=_label(source.known, owner, "altLabel"),
        addressee=_addressee(source.known, owner),
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
    if action.lead_difference is not None:
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


def _addressee(known: Store, owner: NamedNode) -> Addressee | None:
    """Return who is on record as head nearest before the day, as that record prints it."""
    rows = run(get_query("organization-heads"), known, {"__organization_iri": owner}).records()
    last = max((str(r["attested_on"]) for r in rows), default="")
    nearest = [r for r in rows if r["attested_on"] == last]
    # Several on one day: a letter goes to nobody whom no record singles out.
    if len({r["person"] for r in nearest}) != 1:
        return None
    head = nearest[0]
    return Addressee(
        printed=", ".join(dict.fromkeys(str(r["printed"]) for r in nearest)),
        role=str(head["role"]),
        mode=str(head["mode"]),
        attested_on=last,
        record=str(head["record"]),
        confidence=head["confidence"],
        rationale=head["rationale"],
    )


def name_of(known: Store, organization: NamedNode) -> str:
    """Return an organization's short name, or its IRI where none is on file."""
    return _label(known, organization, "prefLabel") or organization.value


def _label(known: Store, node: NamedNode, name: str) -> str | None:
    quads = known.quads_for_pattern(node, NamedNode(SKOS + name), None)
    return min((q.object.value for q in quads if isinstance(q.object, Literal)), default=None)
