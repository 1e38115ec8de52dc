"""Saved queries on what was known on a day → how each numbered action stood then.

The store holds no later word (:func:`govgraph.desk.asof.known_on`), so that no query can bring one
in.
"""

from __future__ import annotations

from pyoxigraph import Store

from govgraph.desk.outside import Commitment, TakenUp, Unnamed
from govgraph.desk.posts import Posts
from govgraph.desk.state import ActionState, Desk, Difference, Status, Word, Wording
from govgraph.model import Owner
from govgraph.prose import days_between, join
from govgraph.trace_rows import Asked, Row, due_of, not_delivered, only_said, records_of, sayings

_BY_ACTION = (
    "action-wordings",
    "action-parties",
    "action-words",
    "record-differences",
    "completions",
)


def desk_on(known: Store, day: str) -> Desk:
    """Return how each action raised by a day stood on it.

    Args:
        known: the data as it was known on the day: see :func:`govgraph.desk.asof.known_on`.
        day: the ISO day.
    """
    asked = Asked(known)
    found = {name: _grouped(asked(name)) for name in _BY_ACTION}
    titles = {str(r["action"]): (str(r["iri"]), str(r["label"])) for r in asked("action-index")}
    posts = Posts(asked("role-holders"))
    found["action-words"] = {
        action: [r | {"speaker": posts.held(r["speaker"], r["said_by"], r["date"])} for r in rows]
        for action, rows in found["action-words"].items()
    }
    actions = []
    for row in asked("action-status"):
        action = str(row["action"])
        rows = {name: groups.get(action, []) for name, groups in found.items()}
        if rows["action-wordings"]:  # Data that validation refuses can lack its evidence.
            actions.append(_state(day, titles[action], row, rows))
    records = records_of(asked("records"))
    return Desk(
        as_of=day,
        records=records,
        actions=tuple(actions),
        unnamed=tuple(_unnamed(r) for r in asked("unnamed-actions")),
        commitments=_commitments(
            _as_held(asked("commitments-said-by"), posts),
            _taken_up(asked("continuations"), {r.record: r.date for r in records}),
        ),
    )


def _grouped(rows: list[Row]) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(str(row["action"]), []).append(row)
    return groups


def _state(
    day: str, title: tuple[str, str], status: Row, rows: dict[str, list[Row]]
) -> ActionState:
    action = str(status["action"])
    wordings = _wordings(rows["action-wordings"], action.partition("/")[0])
    parties = rows["action-parties"]
    worded = [w.due for w in wordings if w.due]
    last_days = [d.due_by for d in worded if d.due_by]
    return ActionState(
        id=action,
        iri=title[0],
        title=title[1],
        date=action.partition("/")[0],
        number=action.partition("/")[2],
        owners=tuple(Owner(str(p["label"]), str(p["named"])) for p in _of("owner", parties)),
        recipients=tuple(str(p["named"]) for p in _of("recipient", parties)),
        receivers=tuple(dict.fromkeys(str(p["label"]) for p in _of("recipient", parties))),
        wordings=wordings,
        words=_words(rows["action-words"], rows["completions"], parties),
        status=_status(status),
        standing=worded[-1] if worded else None,
        days_since=days_between(max(last_days), day) if last_days else None,
        differences=tuple(_difference(r) for r in rows["record-differences"]),
    )


def _of(part: str, parties: list[Row]) -> list[Row]:
    return [p for p in parties if p["part"] == part]


def _wordings(rows: list[Row], raised: str) -> tuple[Wording, ...]:
    """Return the wordings, that of the minutes first; a lead of several organizations is one."""
    merged: dict[tuple[str, str, str | None], list[Row]] = {}
    for row in rows:
        merged.setdefault((str(row["record"]), str(row["text"]), row["locator"]), []).append(row)
    wordings = [_wording(same) for same in merged.values()]
    return tuple(sorted(wordings, key=lambda w: (w.restates, w.date != raised, w.date)))


def _wording(rows: list[Row]) -> Wording:
    row = rows[0]
    is_read = row["due_basis"] not in (None, "stated")
    notes = dict.fromkeys(r["note"] for r in rows if r["note"])
    return Wording(
        record=str(row["record"]),
        date=str(row["date"]),
        locator=row["locator"],
        text=str(row["text"]),
        lead=row["lead"],
        lead_heading=row["lead_heading"],
        organizations=tuple(
            dict.fromkeys(str(r["lead_organization"]) for r in rows if r["lead_organization"])
        ),
        due=due_of(row),
        due_reading=row["due_rationale"] or "" if is_read else None,
        restates=row["restates"] == "true",
        note=" ".join(str(n) for n in notes) or None,
    )


def _words(rows: list[Row], claims: list[Row], parties: list[Row]) -> tuple[Word, ...]:
    only = sayings(claims)
    named = [str(p[name]) for p in _of("owner", parties) for name in ("label", "named")]
    received = bool(_of("recipient", parties))

    def told(row: Row) -> str | None:
        """Return the words for a status."""
        kind, quote = str(row["kind"]), str(row["quote"])
        owners = only.get((row["record"], kind, quote))
        if owners is not None:
            return only_said(kind, owners, quote)
        if kind == "not-delivered":
            return not_delivered(quote, row["said_by"], named, received)
        return row["status_label"]

    return tuple(_word(r, told(r), only.get((r["record"], r["kind"], r["quote"]))) for r in rows)


def _word(row: Row, label: str | None, owners: tuple[str, ...] | None) -> Word:
    return Word(
        record=str(row["record"]),
        date=str(row["date"]),
        locator=row["locator"],
        kind=str(row["kind"]),
        status_label=label,
        later_action=row["later_action"],
        said_by=row["said_by"],
        speaker=row["speaker"],
        basis=row["basis"],
        confidence=row["confidence"],
        rationale=row["rationale"],
        quote=str(row["quote"]),
        passage=str(row["passage"]),
        own=owners is not None,
        owners=owners or (),
    )


def _status(row: Row) -> Status:
    return Status(
        code=str(row["status"]),
        basis=row["basis"],
        confidence=row["confidence"],
        date=row["evidence_date"],
        record=row["record"],
        locator=row["locator"],
        quote=row["quote"],
    )


def _difference(row: Row) -> Difference:
    return Difference(
        aspect=str(row["aspect"]),
        earlier_record=str(row["earlier_record"]),
        earlier_value=str(row["earlier_value"]),
        later_record=str(row["later_record"]),
        later_value=str(row["later_value"]),
    )


def _unnamed(row: Row) -> Unnamed:
    return Unnamed(
        record=str(row["record"]),
        locator=row["locator"],
        meeting=str(row["meeting"]),
        status=str(row["status"]),
        basis=str(row["basis"]),
        confidence=str(row["confidence"]),
        rationale=row["rationale"],
        quote=str(row["quote"]),
    )


def _as_held(rows: list[Row], posts: Posts) -> list[Row]:
    return [
        row
        | {
            "speaker": posts.held(row["speaker"], row["said_by"], row["date"]),
            "addressee": posts.held(row["addressee"], row["addressed_to"], row["date"]),
        }
        for row in rows
    ]


def _taken_up(rows: list[Row], days: dict[str, str]) -> dict[tuple[str, str], tuple[TakenUp, ...]]:
    """Return record and words → what later records take up of them."""
    found: dict[tuple[str, str], tuple[TakenUp, ...]] = {}
    for row in rows:
        words = str(row["earlier_record"]), str(row["earlier_quote"])
        record = str(row["later_record"])
        later = TakenUp(
            record=record,
            date=days.get(record, ""),
            locator=row["later_locator"],
            basis=str(row["basis"]),
            confidence=str(row["confidence"]),
            rationale=row["rationale"],
            quote=str(row["later_quote"]),
            passage=str(row["later_passage"]),
        )
        found[words] = (*found.get(words, ()), later)
    return found


def _commitments(
    rows: list[Row], taken_up: dict[tuple[str, str], tuple[TakenUp, ...]]
) -> tuple[Commitment, ...]:
    """Return each commitment once, also where several say it or are addressed."""
    merged: dict[tuple[str, str, str], list[Row]] = {}
    for row in rows:
        merged.setdefault((str(row["record"]), str(row["kind"]), str(row["quote"])), []).append(row)
    return tuple(_commitment(same, taken_up) for same in merged.values())


def _commitment(
    rows: list[Row], taken_up: dict[tuple[str, str], tuple[TakenUp, ...]]
) -> Commitment:
    row = rows[0]
    record, quote, passage = (str(row[name]) for name in ("record", "quote", "passage"))
    return Commitment(
        record=record,
        date=str(row["date"]),
        locator=row["locator"],
        kind=str(row["kind"]),
        speaker=join(_several(rows, "speaker")) or None,
        addressee=join(_several(rows, "addressee")) or None,
        said_for=_several(rows, "organization"),
        said_to=_several(rows, "addressed_organization"),
        basis=str(row["basis"]),
        confidence=str(row["confidence"]),
        rationale=row["rationale"],
        quote=quote,
        passage=passage,
        taken_up=tuple(
            each
            for text in dict.fromkeys((quote, passage))
            for each in taken_up.get((record, text), ())
        ),
    )


def _several(rows: list[Row], column: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(r[column]) for r in rows if r[column]))
