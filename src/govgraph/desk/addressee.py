"""To whom a letter goes: who is on record in the post that heads the owner, or why nobody is."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Store

from govgraph.names import GOV, SKOS
from govgraph.queries import get_query, run
from govgraph.trace_rows import Row


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


class Vacant(NamedTuple):
    """Why a letter is addressed to nobody, and who could be.

    Attributes:
        post: the post that is entered as the owner's head, or None where none is.
        several: who is on record in it on one day, where they are several; else empty.
        listed_on: the last day on which a record shows somebody in a post there, or None.
        listed: who holds which post there by that record: name and post.
    """

    post: str | None
    several: tuple[str, ...]
    listed_on: str | None
    listed: tuple[tuple[str, str], ...]


def addressee_of(known: Store, owner: NamedNode, holdings: list[Row]) -> Addressee | Vacant:
    """Return who is on record as head nearest before the day, as that record prints it.

    Args:
        known: the data as known on the day.
        owner: the organization.
        holdings: the rows of ``role-holders``.
    """
    rows = run(get_query("organization-heads"), known, {"__organization_iri": owner}).records()
    last = max((str(r["attested_on"]) for r in rows), default="")
    nearest = [r for r in rows if r["attested_on"] == last]
    # Several on one day: a letter goes to nobody whom no record singles out.
    if len({r["person"] for r in nearest}) != 1:
        several = tuple(dict.fromkeys(str(r["printed"]) for r in nearest))
        return _vacant(known, owner, holdings)._replace(several=several)
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


def label_of(known: Store, node: NamedNode, name: str = "prefLabel") -> str | None:
    """Return what a thing is called by a property of SKOS, or None where none is on file."""
    quads = known.quads_for_pattern(node, NamedNode(SKOS + name), None)
    return min((q.object.value for q in quads if isinstance(q.object, Literal)), default=None)


def _vacant(known: Store, owner: NamedNode, holdings: list[Row]) -> Vacant:
    posts = known.quads_for_pattern(owner, NamedNode(GOV + "headRole"), None)
    labels = [label_of(known, q.object) for q in posts if isinstance(q.object, NamedNode)]
    name = label_of(known, owner)
    held = [r for r in holdings if r["organization"] == name]
    last = max((str(r["attested_on"]) for r in held), default=None)
    listed = (
        (str(r["person"]), _held(str(r["role"]), str(r["mode"])))
        for r in held
        if r["attested_on"] == last
    )
    return Vacant(min(filter(None, labels), default=None), (), last, tuple(dict.fromkeys(listed)))


def _held(role: str, mode: str) -> str:
    # Who stands in for somebody is not to be called the holder.
    return role if mode == "substantive" else f"{mode} {role}"
