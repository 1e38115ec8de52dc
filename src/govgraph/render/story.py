"""The parts of a trace in words, shared by all its forms.

What a record says, what an editor reads and what no record mentions are told apart here, and
nothing is judged: days are counted, sentences quoted, readings labelled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from itertools import groupby
from typing import NamedTuple

from govgraph.model import Due, Owner, RecordOnFile, Statement, Step, Trace
from govgraph.prose import MOST_LISTED, capitalised, days_between, join, with_article
from govgraph.render.wording import changes, said_by

KIND_WORDS = {"delivery": "for delivery", "discussion": "for discussion", "recurring": "recurring"}
STATEMENTS = ("stated", "restated", "reissued")


class Line(NamedTuple):
    """A labelled line under a record: ``quoted`` lines are the record's own words."""

    label: str
    text: str
    quoted: bool = False


class Entry(NamedTuple):
    """What one record on file says: no lines where it is silent."""

    record: RecordOnFile
    days: int
    where: str
    tag: str
    lines: tuple[Line, ...]


def double(text: str) -> str:
    """Return text in double quotation marks."""
    return f'"{text}"'


def parties(trace: Trace) -> str:
    """Return who is to do it and who is to receive it."""
    owners = owners_named(trace.owners)
    return f"{owners}, to {join(trace.recipients)}." if trace.recipients else f"{owners}."


def owners_named(owners: tuple[Owner, ...]) -> str:
    """Return owners as the record names them, each with the organization that answers."""
    named = [
        o.named if o.named == o.organization else f"{o.named} ({o.organization})" for o in owners
    ]
    return capitalised(join(named) or "no owner named in the minutes")


def timing(trace: Trace) -> str:
    """Return every timing of the first action as worded, and by which record."""
    kinds = {r.record: r.kind for r in trace.records}
    grouped: dict[str, list[str]] = {}
    for due in trace.due:
        grouped.setdefault(due.text, []).append(f"{kinds[due.record]}: {due_words(due)}")
    if not grouped:
        return "Timing: none given."
    worded = [f"{text} ({'; '.join(by)})" for text, by in grouped.items()]
    return f"Timing: {'; '.join(worded)}."


def due_words(due: Due) -> str:
    """Return what a timing is for, or the column that it stands in."""
    if due.heading:
        return f"{due.heading} column"
    return KIND_WORDS.get(due.kind or "", "kind not said")


def with_speakers(trace: Trace) -> Trace:
    """Return a trace whose steps name as in a sentence whoever says them."""
    texts = [*(s.passage for s in trace.steps), *(s.text for s in trace.statements)]
    told = " ".join(dict.fromkeys(texts))

    @cache
    def named(name: str | None, kind: str | None) -> str | None:
        if name is None or kind == "person":
            return name
        if kind == "role":
            return f"the {name}"
        # A name of several words has an article where the story does not say it: the Pilots' Guild.
        return with_article(name, told, otherwise=" " in name)

    steps = (step._replace(said_by=named(step.said_by, step.speaker)) for step in trace.steps)
    return trace._replace(steps=tuple(steps))


def reading_tag(step: Step, before: str = " ") -> str:
    """Return the mark of what an editor read into a record; nothing for what is stated."""
    return f"{before}[link: reading, {step.confidence}]" if step.basis != "stated" else ""


def is_cut(trace: Trace) -> bool:
    """Whether what is on file after the last step is counted only."""
    return not trace.whole and trace.silent_after > MOST_LISTED


def entries(trace: Trace, quote: Callable[[str], str] = double) -> list[Entry]:
    """Return an entry for each record on file from the first step on, silent ones too.

    A reply that does not speak of the commitment is not silent on it, and has no entry. Where the
    trace is not of all records, many silent ones in a row have one entry, of the last.
    """
    result: list[Entry] = []
    for silent, run in groupby(
        _each(with_speakers(trace), quote), key=lambda entry: not entry.lines
    ):
        listed = list(run)
        if silent and not trace.whole and len(listed) > MOST_LISTED:
            listed = [_last_of(len(listed), listed[-1].record, listed[-1].days)]
        result += listed
    if is_cut(trace):
        latest = RecordOnFile(trace.silent_until, "", "", None)
        days = days_between(trace.first, trace.silent_until)
        result.append(_last_of(trace.silent_after, latest, days))
    return result


def _last_of(number: int, record: RecordOnFile, days: int) -> Entry:
    return Entry(record, days, f"the last of {number} records", "no mention in any", ())


def _each(trace: Trace, quote: Callable[[str], str]) -> Iterator[Entry]:
    told: set[str] = set()
    for record in trace.records:
        steps = [s for s in trace.steps if s.record == record.record]
        if steps:
            reading = any(s.basis != "stated" for s in steps)
            tag = "on record; link: reading" if reading else "on record"
            lines = tuple(_lines(trace, steps, told, quote))
            yield Entry(record, steps[0].days, _where(record, steps), tag, lines)
        elif record.date > trace.first and record.of_meeting:
            days = days_between(trace.first, record.date)
            yield Entry(record, days, record.kind, "no mention", ())


def _where(record: RecordOnFile, steps: list[Step]) -> str:
    places = dict.fromkeys(s.locator or (f"item {s.item}" if s.item else "") for s in steps)
    named = [p for p in places if p]
    return f"{record.kind}, {join(named)}" if named else record.kind


def _lines(
    trace: Trace, steps: list[Step], told: set[str], quote: Callable[[str], str]
) -> list[Line]:
    lines: list[Line] = []
    shown: str | None = None
    for step in steps:
        if step.kind in STATEMENTS:
            lines += _statement_lines(trace, step, quote)
        else:
            if step.passage != shown:
                label = {"raised": "Raised", "discussed": "Mentioned"}.get(step.kind)
                lines.append(Line(label or step.locator or "Passage", step.passage, quoted=True))
            lines += _said(step)
        # The whole paragraph stands once above all that is read from it.
        shown = step.passage
        if step.rationale and step.rationale not in told:
            told.add(step.rationale)
            lines.append(Line("Why linked", step.rationale))
    return lines


def _said(step: Step) -> list[Line]:
    words = said_by(step.status_label, step.said_by) if step.status_label else ""
    words, by = capitalised(words), "" if words else step.said_by or ""
    if not words and not by:
        return [] if step.basis == "stated" else [Line("Link", f"reading, {step.confidence}.")]
    # A paragraph may hold several speakers: what is one's own is quoted with the speaker.
    part = f": {double(_excerpt(step.quote))}" if step.quote != step.passage else ""
    because = f". Reason as recorded: {double(step.reason)}" if step.reason else ""
    said = f"{words}{by}{part}{reading_tag(step)}{because}.".strip()
    return [Line("Status" if words else "By", said)]


def _excerpt(quote: str) -> str:
    words = quote.split()
    return quote if len(words) <= 8 else " ".join(words[:8]) + " …"


def _statement_lines(trace: Trace, step: Step, quote: Callable[[str], str]) -> list[Line]:
    statement = next(
        (s for s in trace.statements if s.record == step.record and s.text == step.quote), None
    )
    if statement is None:  # Data that validation refuses can leave a step without its wording.
        return [Line(step.locator or "Stated", step.quote, quoted=True)]
    if statement.restates:
        return _restated(trace, statement, quote)
    lines = [Line(step.locator or "Stated", step.quote, quoted=True)]
    for link in trace.links:
        if link.later == step.action:
            earlier = next(
                s for s in trace.statements if s.action == link.earlier and not s.restates
            )
            words = changes(earlier.text, statement.text, quote)
            lines.append(Line("Wording", f"against {link.earlier}: {words}."))
            if link.basis == "stated":
                verb = "asks again for" if link.kind == "reissues" else "follows up"
                lines.append(Line("Link", f"on record: {link.later} {verb} {link.earlier}."))
    return lines


def _restated(trace: Trace, statement: Statement, quote: Callable[[str], str]) -> list[Line]:
    earlier = next(s for s in trace.statements if s.action == statement.action and not s.restates)
    adds = []
    if statement.due and statement.due.heading:
        adds.append(f"{statement.due.heading} {quote(statement.due.text)}")
    if statement.lead and statement.lead_heading:
        adds.append(f"{statement.lead_heading} {quote(statement.lead)}")
    columns = f"; adds {', '.join(adds)}" if adds else ""
    words = changes(earlier.text, statement.text, quote)
    if earlier.text == statement.text:
        return [Line("Restated", f"{words}{columns}.")]
    return [Line("Restated", statement.text, quoted=True), Line("Wording", f"{words}{columns}.")]
