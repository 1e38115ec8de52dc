"""How a trace ends: who headed the owner, what is silent, missing and unsaid, and short forms."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govgraph.model import Head, Trace
from govgraph.prose import MOST_LISTED, count, join, long_date, short_date
from govgraph.render.story import double, is_cut

_MOST_NAMED = 6
_ALL = "'govgraph trace --all-records'"
NO_EVIDENCE = "No mention is not evidence that nothing was done."


def heads(trace: Trace) -> list[tuple[str, list[str]]]:
    """Return, for each owner with a head post, a heading and a line for each holder."""
    result = []
    for owner in dict.fromkeys(h.organization for h in trace.heads):
        until = f" up to {long_date(trace.last)}" if is_cut(trace) else ""
        title = f"Head of the {owner} on record{until}{_given(trace, owner)}"
        runs: list[list[Head]] = []
        for head in (h for h in trace.heads if h.organization == owner):
            key = (head.person, head.role, head.mode)
            if not runs or (runs[-1][0].person, runs[-1][0].role, runs[-1][0].mode) != key:
                runs.append([])
            runs[-1].append(head)
        lines = [_run(run) for run in runs]
        post = runs[0][0]
        if post.post_confidence:
            taken = f"The {post.role} is taken as head of the {owner}."
            lines.append(f"[reading, {post.post_confidence}] {taken}")
        result.append((title, lines))
    return result


def _given(trace: Trace, owner: str) -> str:
    """Return whom the action is given to, since the head of an owner seldom is that."""
    if any(o.named == o.organization == owner for o in trace.owners):
        return f" (the action is given to the {owner}, not to a person)"
    named = [
        f"the {o.named}" if o.named == o.organization else f"{o.named} ({o.organization})"
        for o in trace.owners
    ]
    posts = {f"the {h.role} ({owner})" for h in trace.heads if h.organization == owner}
    other = ", not to that head" if posts.isdisjoint(named) else ""
    return f"; the action is given to {join(named)}{other}"


def _run(run: list[Head]) -> str:
    read = {"editor-inferred": ": reading"}
    dates = ", ".join(f"{short_date(h.date)} ({h.status}{read.get(h.basis, '')})" for h in run)
    mode = "" if run[0].mode == "substantive" else f"{run[0].mode} "
    who = next((h.printed for h in run if h.printed), f"{run[0].person}, {mode}{run[0].role}")
    return f"{who}: {dates}"


def closing(trace: Trace, *, brief: bool = False) -> list[str]:
    """Return what is silent, missing and unsaid, and where the records are published.

    Args:
        trace: the story.
        brief: for who shows each record with its address anyway: no addresses, and of many
            silent records the number only.
    """
    lines = _silent(trace, brief)
    if trace.unnamed:
        said = [
            f"{p}: {double(q)}{'' if b == 'stated' else ' [reading]'}" for p, q, b in trace.unnamed
        ]
        lines.append(
            f"Said of actions that are not named, and counted for none: {'; '.join(said)}."
        )
    if trace.missing:
        until = f" (up to {long_date(trace.last)})" if is_cut(trace) else ""
        known = "; ".join(f"{m.forum}, {long_date(m.date)}" for m in trace.missing)
        lines.append(f"Known of, not on file{until}: {known}.")
    if trace.unsaid:
        opening = "The records do not say "
        unsaid = [s.removeprefix(opening).rstrip(".") for s in trace.unsaid]
        lines.append(f"{opening[:-1]}: {'; '.join(unsaid)}.")
    lines.append(NO_EVIDENCE)
    return lines + _published(trace, brief)


def _silent(trace: Trace, brief: bool) -> list[str]:
    """Return in how many records there is no mention, and in which where these are few."""
    heard = {s.record for s in trace.steps}
    silent = [
        r for r in trace.records if r.date > trace.first and r.of_meeting and r.record not in heard
    ]
    cut = is_cut(trace)
    number = len(silent) + (trace.silent_after if cut else 0)
    if not number:
        return []
    said = f"No mention in {number} of the {count(trace.on_file, 'record')} on file"
    if cut:
        last = long_date(trace.last)
        return [
            f"{said}. Those after {last}, heads on record since, and later meetings that are known"
            f" of and not on file, with what is said of their actions, are named with {_ALL}."
        ]
    if number > (_MOST_NAMED if brief else number if trace.whole else MOST_LISTED):
        return [f"{said}{'' if trace.whole else f'; {_ALL} names them'}."]
    named = "; ".join(f"{r.kind} of {long_date(r.date)}" for r in silent)
    return [f"{said}: {named}."]


def _published(trace: Trace, brief: bool) -> list[str]:
    """Return where the records are published; of many on file, those that mention the action."""
    lines = []
    which = "" if trace.whole else " that mention it"
    addresses = [f"{r.record}: {r.url}" for r in trace.addresses if r.url]
    if addresses and not brief:
        of = "" if trace.whole else f" of records{which}"
        lines.append(f"Published addresses{of}: {'; '.join(addresses)}.")
    if len(addresses) < len(trace.addresses):
        others = "other records" if addresses else "records"
        lines.append(f"The published addresses of the {others}{which} are not known.")
    return lines


def spelt_out(abbreviations: Iterable[tuple[str, str]], text: str) -> str:
    """Return the short forms that a text uses, spelt out."""
    used = [
        f"{short}: {long}."
        for short, long in abbreviations
        if re.search(rf"(?<!\w){re.escape(short)}(?!\w)", text)
    ]
    return " ".join(used)


def data_line(trace: Trace) -> str:
    """Return the first digits of the hash of the data, by which two stories are told apart."""
    return f"data {trace.content_hash[:6]}"
