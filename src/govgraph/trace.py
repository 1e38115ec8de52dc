"""The story of one commitment, put together from saved queries alone."""

from __future__ import annotations

from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Store

from govgraph.errors import GovgraphError
from govgraph.model import Due, Head, Owner, RecordOnFile, Statement, Step, Trace
from govgraph.names import XSD
from govgraph.on_file import Around, OnFile
from govgraph.parameters import ACTION_ID
from govgraph.prose import count, days_between, is_day, join, long_date
from govgraph.search import find_action
from govgraph.trace_rows import (
    NOT_RECEIVED,
    Asked,
    Row,
    claimed,
    heads_of,
    links_of,
    statements_of,
    steps_of,
)

_DATE = NamedNode(XSD + "date")


def trace(
    store: Store,
    base: str,
    name: str,
    content_hash: str = "",
    *,
    all_records: bool = False,
    with_holdings: bool = True,
) -> Trace:
    """Follow a commitment from record to record.

    Args:
        store: the data.
        base: the workspace's base IRI, for CURIEs.
        name: an action (``DATE/NUMBER``, IRI, CURIE or label) or words to search threads for.
        content_hash: the hash of the data, for people to quote.
        all_records: whether each record on file is listed, however many there are.
        with_holdings: whether to count what is known of and not on file, for ``holdings``.

    Returns:
        The trace of the whole thread, the same whichever of its actions is named.

    Raises:
        LookupFailedError: nothing is on file of that name, or several threads are.
        GovgraphError: the data has no sound dates, wording or evidence for it.
    """
    asked = Asked(store)
    on_file = OnFile(asked, whole=all_records)
    story = _story(asked, on_file, find_action(store, base, name), content_hash)
    return _with_holdings(story, on_file) if with_holdings else story


def traces(store: Store, content_hash: str = "") -> Iterator[Trace]:
    """Follow every commitment; each once, in the order of the first action of its thread.

    Args:
        store: the data.
        content_hash: see :func:`trace`.

    Raises:
        GovgraphError: as :func:`trace` does.
    """
    asked = Asked(store, several=True)
    on_file = OnFile(asked, whole=True)
    told: set[str] = set()
    for row in asked("action-index"):
        if str(row["iri"]) not in told:
            story = _story(asked, on_file, NamedNode(str(row["iri"])), content_hash)
            told.update(s.iri for s in story.statements)
            yield _with_holdings(story, on_file)


def _story(asked: Asked, on_file: OnFile, action: NamedNode, content_hash: str) -> Trace:
    thread = _Thread(asked, on_file, action)
    opening, steps, around = thread.opening, thread.steps, thread.around
    delivered, last_due = _delivered(steps), _last_due(thread.statements)
    forums = asked.about("forum-commitments", "node", thread.nodes)
    return Trace(
        id=opening.action,
        iri=opening.iri,
        title=opening.title,
        text=opening.text,
        owners=thread.owners,
        recipients=tuple(str(p["label"]) for p in thread.parties if p["part"] == "recipient"),
        due=tuple(s.due for s in thread.statements if s.iri == opening.iri and s.due),
        steps=steps,
        statements=thread.statements,
        links=links_of(asked.about("action-links", "later", thread.nodes), thread.members),
        first=thread.first,
        last=thread.last,
        days=steps[-1].days,
        days_since_due=days_between(last_due.due_by or "", thread.last) if last_due else None,
        last_due=last_due,
        on_file=around.number,
        earliest=around.earliest,
        latest=around.latest,
        after=around.after,
        silent_after=around.silent_after,
        silent_until=around.silent_until,
        whole=around.whole,
        records=around.records,
        addresses=tuple(r for r in around.addresses if around.whole or r.record in thread.heard),
        silent=thread.silent(),
        missing=thread.missing,
        delivered=delivered,
        heads=thread.heads(),
        unsaid=_unsaid(forums, thread.members, steps, delivered, thread.last),
        unnamed=thread.unnamed(),
        holdings="",
        abbreviations=tuple(
            (str(r["abbreviation"]), str(r["meaning"])) for r in asked("trace-abbreviations")
        ),
        content_hash=content_hash,
    )


class _Thread:
    """An action and those that it is linked with: what is on record of them and around them."""

    def __init__(self, asked: Asked, on_file: OnFile, action: NamedNode) -> None:
        """Ask for what is on record.

        Raises:
            GovgraphError: no true story could be told of it.
        """
        self._asked, self._on_file = asked, on_file
        self.statements = statements_of(asked("trace-statements", action))
        steps = steps_of(asked("trace-steps", action))
        self.first, self.last = (steps[0].date, steps[-1].date) if steps else ("", "")
        self.around = on_file.around(self.first, self.last)
        self.opening = _opening(self.statements, steps, self.around)
        self._first_action = NamedNode(self.opening.iri)
        self.parties = asked("trace-parties", self._first_action)
        self.owners = tuple(
            Owner(str(p["label"]), str(p["named"])) for p in self.parties if p["part"] == "owner"
        )
        self.members = {s.iri: s.action for s in self.statements}
        self.nodes = [NamedNode(iri) for iri in self.members]
        self.steps = claimed(steps, asked.about("completions", "node", self.nodes), self.parties)
        self.heard = {s.record for s in steps}
        self._until = self.around.until(self.last)
        self.missing = tuple(m for m in self.around.missing if self.first <= m.date <= self._until)

    def silent(self) -> tuple[RecordOnFile, ...]:
        """Return the records between the first word and the last that say nothing."""
        between = (r for r in self.around.records if self.first < r.date < self.last)
        return tuple(r for r in between if r.of_meeting and r.record not in self.heard)

    def heads(self) -> tuple[Head, ...]:
        """Return who headed the owners."""
        owners = tuple(o.organization for o in self.owners)
        rows = self._asked.heads(self._first_action, owners, self.around.holdings)
        return tuple(h for h in heads_of(rows) if self.first <= h.date <= self._until)

    def unnamed(self) -> tuple[tuple[str, str, str], ...]:
        """Return what records say of actions of its meetings without naming any."""
        meetings = {a.partition("/")[0] for a in self.members.values()}
        # Of a meeting that is not on file nobody can tell which actions its minutes carry on.
        meetings |= {m.date for m in self.missing if m.date > self.first}
        held = {Literal(day, datatype=_DATE) for day in meetings}
        rows = self._asked.about("unnamed-actions", "meeting", held)
        known = self.around.whole or not rows
        records = self.around.addresses if known else self._on_file.telling(held)
        named = {r.record: f"{r.kind} of {long_date(r.date)}" for r in records}
        said = {}
        for row in rows:
            if str(row["meeting"]) in meetings:
                locator = f", {row['locator']}" if row["locator"] else ""
                place = f"{named[str(row['record'])]}{locator}"
                said[place, str(row["quote"])] = str(row["basis"])
        return tuple((place, quote, basis) for (place, quote), basis in said.items())


def _last_due(statements: tuple[Statement, ...]) -> Due | None:
    """Return the timing whose last day is the latest."""
    due = [s.due for s in statements if s.due and s.due.due_by]
    return max(due, key=lambda d: d.due_by or "", default=None)


def _opening(
    statements: tuple[Statement, ...], steps: tuple[Step, ...], around: Around
) -> Statement:
    """Return the first wording; refuse data from which no true story could be told."""
    told = {(s.record, s.action, s.quote) for s in steps if s.action}
    if told != {(s.record, s.action, s.text) for s in statements}:
        # A wording whose evidence is no passage gives no step.
        statements = ()
    due = [d for s in statements if s.due for d in (s.due.due_from, s.due.due_by) if d is not None]
    unsound = [d for d in [*(s.date for s in steps), *around.days, *due] if not is_day(d)]
    opening = next((s for s in statements if not s.restates), None)
    if unsound:
        what = f"'{unsound[0]}' is no day"
    elif not around.all_dated:
        what = "a record on file has no date, or several"
    elif opening is None or not all(ACTION_ID.fullmatch(s.action) for s in statements):
        what = "its wording, number or evidence is not complete"
    else:
        return opening
    hint = "Run 'govgraph validate' to see where."
    raise GovgraphError("unsound-data", f"no true story can be told: {what}.", hint=hint)


def _delivered(steps: tuple[Step, ...]) -> str:
    """What the latest word is: a thing asked for again after it was done is not done again."""
    state = "not-recorded"
    for step in steps:
        if step.kind in ("delivered", "completed"):
            # What only the owner says is no record of it, nor does it undo one.
            state = state if step.own else "recorded"
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
    # Why it was not done and why it was not received are two questions.
    for step in steps:
        if step.kind == "not-delivered" and step.reason is None:
            why = "received" if step.status_label == NOT_RECEIVED else "done"
            sentences.append(f"The records do not say why it had not been {why}.")
    if delivered == "not-recorded":
        sentences.append(f"The records do not say what happened after {long_date(last)}.")
    return tuple(dict.fromkeys(sentences))


def _with_holdings(story: Trace, on_file: OnFile) -> Trace:
    span = (story.earliest, story.latest)
    return story._replace(holdings=holdings(story.on_file, span, on_file.missing))


def holdings(records: int, span: tuple[str, str], missing: int) -> str:
    """Return what is on file, and what is known of that is not, in a sentence.

    Args:
        records: how many records are on file.
        span: the days of the first of them and of the last.
        missing: how many meetings are known of and not on file.
    """
    known = f"; {count(missing, 'meeting')} known only by mention"
    absent = f"{known} {'is' if missing == 1 else 'are'} not on file" if missing else ""
    first, last = map(long_date, span)
    return f"{count(records, 'record')} on file, from {first} to {last}{absent}."
