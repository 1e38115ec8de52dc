"""The story of one commitment, put together from saved queries alone."""

from __future__ import annotations

from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from govgraph.errors import GovgraphError
from govgraph.model import (
    Due,
    Head,
    Link,
    Missing,
    Owner,
    RecordOnFile,
    Statement,
    Step,
    Trace,
)
from govgraph.names import GOV, RDF_TYPE
from govgraph.parameters import ACTION_ID
from govgraph.prose import count, days_between, is_day, join, long_date
from govgraph.queries import get_query, run
from govgraph.search import find_action

Row = dict[str, str | None]


def trace(store: Store, base: str, name: str, content_hash: str = "") -> Trace:
    """Follow a commitment from record to record.

    Args:
        store: the data.
        base: the workspace's base IRI, for CURIEs.
        name: an action (``DATE/NUMBER``, IRI, CURIE or label) or words to search threads for.
        content_hash: the hash of the data, for people to quote.

    Returns:
        The trace of the whole thread, the same whichever of its actions is named.

    Raises:
        LookupFailedError: nothing is on file of that name, or several threads are.
        GovgraphError: the data has no sound dates, wording or evidence for it.
    """
    action = find_action(store, base, name)
    statements = _statements(_rows(store, "trace-statements", action))
    steps = _steps(_rows(store, "trace-steps", action))
    records = _records(_rows(store, "records"))
    missing = _missing(_rows(store, "missing-records"))
    days = [s.date for s in steps] + [r.date for r in records] + [m.date for m in missing]
    # A wording whose evidence is no passage gives no step.
    told = {(s.record, s.action, s.quote) for s in steps if s.action}
    whole = told == {(s.record, s.action, s.text) for s in statements}
    opening = _opening(store, statements if whole else (), days, len(records))
    first_action = NamedNode(opening.iri)
    parties = _rows(store, "trace-parties", first_action)
    members = {s.iri: s.action for s in statements}
    first, last = steps[0].date, steps[-1].date
    heard = {s.record for s in steps}
    last_due = max(
        (s.due for s in statements if s.due and s.due.due_by),
        key=lambda d: d.due_by or "",
        default=None,
    )
    delivered = _delivered(steps)
    return Trace(
        id=opening.action,
        iri=opening.iri,
        title=opening.title,
        text=opening.text,
        owners=tuple(
            Owner(str(p["label"]), str(p["named"])) for p in parties if p["part"] == "owner"
        ),
        recipients=tuple(str(p["label"]) for p in parties if p["part"] == "recipient"),
        due=tuple(s.due for s in statements if s.iri == opening.iri and s.due),
        steps=steps,
        statements=statements,
        links=_links(_rows(store, "action-links"), members),
        first=first,
        last=last,
        days=steps[-1].days,
        days_since_due=days_between(last_due.due_by, last)
        if last_due and last_due.due_by
        else None,
        last_due=last_due,
        records=records,
        silent=tuple(r for r in records if first < r.date < last and r.record not in heard),
        missing=tuple(m for m in missing if first <= m.date),
        delivered=delivered,
        heads=tuple(
            h for h in _heads(_rows(store, "heads-on-record", first_action)) if first <= h.date
        ),
        unsaid=_unsaid(_rows(store, "forum-commitments"), members, steps, delivered, last),
        unnamed=_unnamed(_rows(store, "unnamed-actions"), members, records),
        holdings=_holdings(records, missing),
        abbreviations=tuple(
            (str(r["abbreviation"]), str(r["meaning"])) for r in _rows(store, "trace-abbreviations")
        ),
        content_hash=content_hash,
    )


def _opening(
    store: Store, statements: tuple[Statement, ...], days: list[str], dated_records: int
) -> Statement:
    """Return the first wording; refuse data from which no true story could be told."""
    due = [d for s in statements if s.due for d in (s.due.due_from, s.due.due_by) if d is not None]
    unsound = [d for d in days + due if not is_day(d)]
    kinds = (NamedNode(f"{GOV}{kind}") for kind in ("Minutes", "Letter"))
    filed = {
        quad.subject
        for kind in kinds
        for quad in store.quads_for_pattern(None, NamedNode(RDF_TYPE), kind)
    }
    opening = next((s for s in statements if not s.restates), None)
    if unsound:
        what = f"'{unsound[0]}' is no day"
    elif len(filed) != dated_records:
        what = "a record on file has no date, or several"
    elif opening is None or not all(ACTION_ID.fullmatch(s.action) for s in statements):
        what = "its wording, number or evidence is not complete"
    else:
        return opening
    hint = "Run 'govgraph validate' to see where."
    raise GovgraphError("unsound-data", f"no true story can be told: {what}.", hint=hint)


def _rows(store: Store, query: str, action: NamedNode | None = None) -> list[Row]:
    arguments = {"_action_iri": action} if action is not None else {}
    return run(get_query(query), store, arguments).records()


def _steps(rows: list[Row]) -> tuple[Step, ...]:
    return tuple(
        Step(
            date=str(r["date"]),
            record=str(r["record"]),
            locator=r["locator"],
            kind=str(r["kind"]),
            said_by=r["said_by"],
            basis=str(r["basis"]),
            confidence=str(r["confidence"]),
            rationale=r["rationale"] if r["basis"] != "stated" else None,
            quote=str(r["quote"]),
            passage=str(r["passage"]),
            url=r["url"],
            days=int(r["days"] or 0),
            action=r["action"],
            item=r["item"],
            status_label=r["status_label"],
            reason=r["reason"],
        )
        for r in rows
    )


def _statements(rows: list[Row]) -> tuple[Statement, ...]:
    return tuple(
        Statement(
            action=str(r["action"]),
            iri=str(r["iri"]),
            record=str(r["record"]),
            date=str(r["date"]),
            title=str(r["title"]),
            text=str(r["text"]),
            lead=r["lead"],
            lead_heading=r["lead_heading"],
            due=_due(r) if r["due_text"] is not None else None,
            restates=r["restates"] == "true",
        )
        for r in rows
    )


def _due(row: Row) -> Due:
    return Due(
        record=str(row["record"]),
        kind=row["due_kind"],
        text=str(row["due_text"]),
        heading=row["due_heading"],
        due_from=row["due_from"],
        due_by=row["due_by"],
    )


def _records(rows: list[Row]) -> tuple[RecordOnFile, ...]:
    return tuple(
        RecordOnFile(str(r["date"]), str(r["record"]), str(r["kind"]), r["url"]) for r in rows
    )


def _missing(rows: list[Row]) -> tuple[Missing, ...]:
    pairs = dict.fromkeys((str(r["date"]), str(r["forum"])) for r in rows)
    return tuple(Missing(date, forum) for date, forum in pairs)


def _heads(rows: list[Row]) -> Iterable[Head]:
    for row in rows:
        yield Head(
            date=str(row["date"]),
            organization=str(row["organization"]),
            role=str(row["role"]),
            person=str(row["person"]),
            mode=str(row["mode"]),
            status=str(row["status"]),
            basis=str(row["basis"]),
            post_confidence=row["post_confidence"],
            printed=row["printed"] or "",
        )


def _links(rows: list[Row], members: dict[str, str]) -> tuple[Link, ...]:
    return tuple(
        Link(
            later=members[str(r["later"])],
            earlier=members[str(r["earlier"])],
            kind=str(r["kind"]),
            basis=str(r["basis"]),
            confidence=str(r["confidence"]),
            rationale=r["rationale"],
        )
        for r in rows
        if str(r["later"]) in members and str(r["earlier"]) in members
    )


def _delivered(steps: tuple[Step, ...]) -> str:
    """What the latest word is: a thing asked for again after it was done is not done again."""
    state = "not-recorded"
    for step in steps:
        if step.kind in ("delivered", "completed"):
            state = "recorded"
        elif step.kind in ("reissued", "not-delivered"):
            state = "not-recorded"
    return state


def _unsaid(
    commitments: list[Row],
    members: dict[str, str],
    steps: tuple[Step, ...],
    delivered: str,
    last: str,
) -> tuple[str, ...]:
    forums: dict[tuple[str, str], list[str]] = {}
    for row in commitments:
        if row["action"] in members.values() and row["held_on_record"] == "false":
            timings = forums.setdefault((str(row["action"]), str(row["forum"])), [])
            # "At the next … meeting" says no more than the name of the forum does.
            if row["due_text"] and not row["due_text"].startswith("at "):
                timings.append(row["due_text"])
    sentences = []
    for (_, forum), timings in forums.items():
        when = f" ({join(timings, 'or')})" if timings else ""
        sentences.append(f"The records do not say whether the {forum}{when} was held.")
    if any(s.kind == "not-delivered" and s.reason is None for s in steps):
        sentences.append("The records do not say why it had not been received.")
    if delivered == "not-recorded":
        sentences.append(f"The records do not say what happened after {long_date(last)}.")
    return tuple(dict.fromkeys(sentences))


def _unnamed(
    rows: list[Row], members: dict[str, str], records: tuple[RecordOnFile, ...]
) -> tuple[tuple[str, str, str], ...]:
    """Return what records say of actions of the thread's meetings without naming any."""
    meetings = {action.partition("/")[0] for action in members.values()}
    named = {r.record: f"{r.kind} of {long_date(r.date)}" for r in records}
    said = {}
    for row in rows:
        if str(row["meeting"]) in meetings:
            locator = f", {row['locator']}" if row["locator"] else ""
            place = f"{named[str(row['record'])]}{locator}"
            said[place, str(row["quote"])] = str(row["basis"])
    return tuple((place, quote, basis) for (place, quote), basis in said.items())


def _holdings(records: tuple[RecordOnFile, ...], missing: tuple[Missing, ...]) -> str:
    span = f", from {long_date(records[0].date)} to {long_date(records[-1].date)}"
    known = f"; {count(len(missing), 'meeting')} known only by mention"
    absent = f"{known} {'is' if len(missing) == 1 else 'are'} not on file" if missing else ""
    return f"{count(len(records), 'record')} on file{span}{absent}."
