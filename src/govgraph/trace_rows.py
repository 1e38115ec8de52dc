"""Rows of saved queries → the values that a story is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pyoxigraph import NamedNode, Store

from govgraph.model import Due, Head, Link, Missing, Query, RecordOnFile, Statement, Step, Term
from govgraph.queries import get_query, narrowed, run

Row = dict[str, str | None]

# A word for what a sentence says became of a thing, the first that it has; "you sent" is another's.
_VERBS = (
    ("delivered", r"delivered|handed over"),
    ("sent", r"sent|forwarded|e-?mailed|posted|circulated|submitted|attach(?:ed)?|enclosed?"),
    ("shared", r"shared"),
    ("provided", r"provided|supplied|given"),
)
_RECEIPT = re.compile(r"\b(?:receiv\w+|receipt|reach\w*|arriv\w+|await\w*|came|come)\b", re.I)
NOT_RECEIVED = "noted as not yet received"
NOT_DONE = "said not to have been done"


class Asked:
    """Asks saved queries, and asks once only what is the same for every commitment.

    Args:
        store: the data.
        several: whether many commitments are told: then each query is asked of the whole board
            once, and not of each of them.
    """

    def __init__(self, store: Store, *, several: bool = False) -> None:
        self.store = store
        self.several = several
        self._rows: dict[str, list[Row]] = {}
        self._queries: dict[str, Query] = {}
        self._heads: dict[tuple[str, ...], list[Row]] = {}

    def __call__(self, query: str, action: NamedNode | None = None) -> list[Row]:
        """Return the rows of a saved query, of an action where one is given."""
        if action is not None:
            return self._ask(query, {"_action_iri": action})
        if query not in self._rows:
            self._rows[query] = self._ask(query, {})
        return self._rows[query]

    def about(self, query: str, variable: str, values: Iterable[Term]) -> list[Row]:
        """Return at least the rows of a saved query in which a variable has one of some values."""
        if self.several:
            return self(query)
        rows = [(value,) for value in sorted(values, key=str)]
        asked = narrowed(get_query(query), (variable,), rows)
        return run(asked, self.store, {}).records()

    def heads(
        self,
        action: NamedNode,
        owners: tuple[str, ...],
        holdings: Iterable[tuple[NamedNode, NamedNode]] | None = None,
    ) -> list[Row]:
        """Return who headed the owners of an action: the same for all actions that they own.

        Args:
            action: the action.
            owners: its owners.
            holdings: of which holdings rows are wanted, each with its post; None is all.
        """
        if holdings is not None:
            query = narrowed(get_query("heads-on-record"), ("holding", "post"), holdings)
            return run(query, self.store, {"_action_iri": action}).records()
        if owners not in self._heads:
            self._heads[owners] = self("heads-on-record", action)
        return self._heads[owners]

    def _ask(self, name: str, arguments: dict[str, Term]) -> list[Row]:
        if name not in self._queries:
            self._queries[name] = get_query(name)
        return run(self._queries[name], self.store, arguments).records()


def steps_of(rows: list[Row]) -> tuple[Step, ...]:
    """Return the steps of ``trace-steps``."""
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
            speaker=r["speaker_kind"],
        )
        for r in rows
    )


def only_said(kind: str, owners: Iterable[str], quote: str = "") -> str:
    """Return the words for a status that is only said: ``delivered`` or ``completed``.

    Args:
        kind: the status.
        owners: the owners whose own word it is; none where another says it.
        quote: the sentence, whose word for a delivery is taken over: what was sent may not have
            come.
    """
    by = "by the owner " if any(owners) else ""
    if kind == "delivered":
        found = (v for v, verb in _VERBS if re.search(rf"(?<!\byou )\b(?:{verb})\b", quote, re.I))
        kind = next(found, kind)
    return f"said {by}to have been {kind}"


def not_delivered(quote: str, speaker: str | None, owners: Iterable[str], received: bool) -> str:
    """Return the words for ``not-delivered``.

    Who speaks of receipt is told as that, but where the owner speaks, or nobody was to receive
    anything.

    Args:
        quote: the sentence.
        speaker: the label of whose word it is, or None.
        owners: the labels of the owners, and of the posts and people by which they are named.
        received: whether somebody was to receive something.
    """
    of_receipt = received and speaker not in {o.removeprefix("the ") for o in owners}
    return NOT_RECEIVED if of_receipt and _RECEIPT.search(quote) else NOT_DONE


def sayings(rows: list[Row]) -> dict[tuple[str | None, ...], tuple[str, ...]]:
    """Return what ``completions`` has as only said, with the owners whose own word it is.

    The keys are record, status and quotation.
    """
    found: dict[tuple[str | None, ...], tuple[str, ...]] = {}
    for row in rows:
        if row["closes"] == "false":
            key = (row["record"], row["kind"], row["quote"])
            found[key] = (*found.get(key, ()), *([row["owner"]] if row["owner"] else []))
    return found


def claimed(
    steps: tuple[Step, ...], rows: list[Row], parties: list[Row] | None = None
) -> tuple[Step, ...]:
    """Return steps with the words for how they say that it stands, and those only said marked.

    Args:
        steps: the steps.
        rows: those of ``completions``.
        parties: those of ``trace-parties``.
    """
    own = sayings(rows)
    named = [p for p in parties or () if p["part"] == "owner"]
    owners = [str(p[name]) for p in named for name in ("label", "named")]
    received = len(parties or ()) > len(named)

    def told(step: Step) -> Step:
        key = (step.record, step.kind, step.quote)
        if key in own:
            label = only_said(step.kind, own[key], step.quote)
            return step._replace(own=True, status_label=label)
        if step.kind == "not-delivered":
            label = not_delivered(step.quote, step.said_by, owners, received)
            return step._replace(status_label=label)
        return step

    return tuple(map(told, steps))


def statements_of(rows: list[Row]) -> tuple[Statement, ...]:
    """Return the wordings of ``trace-statements``."""
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
            due=due_of(r),
            restates=r["restates"] == "true",
        )
        for r in rows
    )


def due_of(row: Row) -> Due | None:
    """Return the timing of a wording, of a row of ``trace-statements`` or ``action-wordings``."""
    if row["due_text"] is None:
        return None
    return Due(
        record=str(row["record"]),
        kind=row["due_kind"],
        text=row["due_text"],
        heading=row["due_heading"],
        due_from=row["due_from"],
        due_by=row["due_by"],
    )


def records_of(rows: list[Row]) -> tuple[RecordOnFile, ...]:
    """Return what is on file, from ``records``."""
    return tuple(
        RecordOnFile(
            str(r["date"]), str(r["record"]), str(r["kind"]), r["url"], r["of_meeting"] != "false"
        )
        for r in rows
    )


def missing_of(rows: list[Row]) -> tuple[Missing, ...]:
    """Return the meetings of ``missing-records``, each once."""
    pairs = dict.fromkeys((str(r["date"]), str(r["forum"])) for r in rows)
    return tuple(Missing(date, forum) for date, forum in pairs)


def heads_of(rows: list[Row]) -> Iterable[Head]:
    """Yield the heads of ``heads-on-record``."""
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


def links_of(rows: list[Row], members: dict[str, str]) -> tuple[Link, ...]:
    """Return the rows of ``action-links`` between members (IRI → ``DATE/NUMBER``)."""
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
