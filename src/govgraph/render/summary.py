"""The summary of a trace: how a commitment stands, in a few sentences."""

from __future__ import annotations

from collections.abc import Callable

from govgraph.model import Link, Statement, Step, Trace
from govgraph.prose import count, join, long_date
from govgraph.render.story import double, due_words, reading_tag, with_speakers
from govgraph.render.wording import said_by, silent_words


def in_short_title(trace: Trace) -> str:
    """Return the heading of the summary, with the day and the holdings that it stands on."""
    return (
        f"In short, as of {long_date(trace.latest)},"
        f" from the {count(trace.on_file, 'record')} on file"
    )


def in_short(trace: Trace, quote: Callable[[str], str] = double) -> list[str]:
    """Return the summary, a sentence or a labelled reading an item."""
    trace = with_speakers(trace)
    opening = next(s for s in trace.statements if not s.restates)
    later = [s for s in trace.statements if not s.restates and s.iri != opening.iri]
    told = [s for s in trace.steps if s.status_label]
    sentences = [f"An action of {long_date(opening.date)}."]
    if told:
        sentences += _standing([s for s in told if s.record == told[-1].record], trace, quote)
        if all(s.own for s in told if s.record == told[-1].record):
            # An owner's word does not take the place of what others have on record.
            others = [s for s in told if not s.own]
            before = [s for s in others if s.record == others[-1].record]
            sentences[1:1] = _standing(before, trace, quote) if before else []
    sentences += [_later_action(statement, quote) for statement in later]
    if trace.last_due and (trace.days_since_due or 0) > 0 and trace.delivered == "not-recorded":
        had = "day had" if trace.days_since_due == 1 else "days had"
        of = next(s.action for s in trace.statements if s.due == trace.last_due)
        sentences.append(
            f"By {long_date(trace.last)}, {trace.days_since_due} {had} passed since"
            f" {long_date(trace.last_due.due_by or '')}, the last day of the timing"
            f" {quote(trace.last_due.text)} ({due_words(trace.last_due)}) of {of}."
        )
    ended = _ended(trace, quote)
    if ended:
        sentences.append(ended)
    elif not told and not later:
        sentences.append("No record on file says how it stands.")
    if since := silent_words(trace.silent_after, trace.after):
        sentences.append(f"No mention in {since} after {long_date(trace.last)}.")
    return sentences + [_link(link) for link in trace.links]


def _ended(trace: Trace, quote: Callable[[str], str]) -> str | None:
    """Return that a timing ended after the last word of it, but before the latest record."""
    latest, due = trace.latest, trace.last_due
    ended = due is not None and trace.last <= (due.due_by or "") < latest
    if due is None or not ended or trace.delivered == "recorded":
        return None
    several = len({s.action for s in trace.statements}) > 1
    of = next(f" of {s.action}" if several else "" for s in trace.statements if s.due == due)
    since = " of a later day" if any(s.status_label for s in trace.steps) else ""
    return (
        f"The last day of the timing {quote(due.text)} ({due_words(due)}){of},"
        f" {long_date(due.due_by or '')}, is before the latest record on file"
        f" ({long_date(latest)}); no record on file{since} says how it stands."
    )


def _standing(steps: list[Step], trace: Trace, quote: Callable[[str], str]) -> list[str]:
    """Return what the latest record that says how the action stands has to say."""
    kind = next(r.kind for r in trace.records if r.record == steps[0].record)
    later = f", {count(steps[0].days, 'day')} later," if steps[0].days else ""
    when = f"On {long_date(steps[0].date)}{later} the {kind}"
    said = [f"{quote(s.quote)} ({_status(s)}{reading_tag(s, '; ')})" for s in steps]
    told = join(list(dict.fromkeys(said)))  # What is noted of several actions is told once.
    return [f"{when} say{'' if kind == 'minutes' else 's'}: {told}."]


def _status(step: Step) -> str:
    """Return the words for a status; of an owner's own word, with its name."""
    return said_by(step.status_label or "", step.said_by if step.own else None)


def _link(link: Link) -> str:
    verb = "asks again for" if link.kind == "reissues" else "follows up"
    if link.basis == "stated":
        return f"[on record] {link.later} {verb} {link.earlier}."
    return f"[reading, {link.confidence}] {link.later} {verb} {link.earlier}."


def _later_action(statement: Statement, quote: Callable[[str], str]) -> str:
    recorded = f"Action {statement.action} was recorded on {long_date(statement.date)}"
    if statement.due is None:
        return f"{recorded} without a timing."
    undated = "" if statement.due.due_by else ", from which no calendar date follows"
    return f"{recorded} with the timing {quote(statement.due.text)}{undated}."
