"""Each commitment as a story over time: in words, with its paragraphs and what changed in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govgraph.model import Statement, Step, Trace
from govgraph.page.interned import Interned
from govgraph.prose import visible
from govgraph.render.ending import closing, heads
from govgraph.render.story import STATEMENTS, Entry, entries, parties, timing
from govgraph.render.summary import in_short, in_short_title
from govgraph.render.wording import stretches

_MARKS = {"equal": 0, "insert": 1, "delete": 2}


def story(trace: Trace, interned: Interned) -> dict[str, Any]:
    """Return what a page shows of a commitment."""
    told = entries(trace)
    return {
        "first": trace.first,
        "id": trace.id,
        "title": visible(trace.title),
        "members": list(dict.fromkeys(s.action for s in trace.statements)),
        "parties": visible(f"{parties(trace)} {timing(trace)}"),
        "heading": in_short_title(trace),
        "short": [visible(s) for s in in_short(trace)],
        "entries": [_entry(trace, e, interned) for e in told if e.lines],
        "silent": [interned.records[e.record.record] for e in told if not e.lines],
        "missing": [{"date": m.date, "forum": visible(m.forum)} for m in trace.missing],
        "heads": [[visible(t), [visible(line) for line in lines]] for t, lines in heads(trace)],
        "closing": [visible(line) for line in closing(trace, brief=True)],
    }


def _entry(trace: Trace, entry: Entry, interned: Interned) -> dict[str, Any]:
    steps = [s for s in trace.steps if s.record == entry.record.record]
    return {
        "date": entry.record.date,
        "record": interned.records[entry.record.record],
        "days": entry.days,
        "where": visible(entry.where),
        "tag": entry.tag,
        "reading": any(s.basis != "stated" for s in steps),
        "blocks": list(_blocks(trace, entry, steps, interned)),
    }


def _blocks(
    trace: Trace, entry: Entry, steps: list[Step], interned: Interned
) -> Iterator[dict[str, Any]]:
    """Yield paragraphs and what is said of them, in the order of the story.

    A line of the story that quotes gives way to the whole paragraph; a paragraph that the story
    passes over, since it repeats another word for word, is shown before what is said of it.
    """
    left = list(steps)
    shown: dict[str, Any] = {}
    for line in entry.lines:
        here = [s for s in left if line.quoted and line.text in (s.passage, s.quote)]
        if not here and line.label == "Restated":
            here = [s for s in left if s.kind == "restated"][:1]
        if here:
            here = [s for s in left if s.passage == here[0].passage]
            left = [s for s in left if s not in here]
            label = line.label if line.quoted else here[0].locator or line.label
            shown = _paragraph(trace, label, here, interned)
            yield shown
        # What changed against another action is told word by word at its paragraph.
        if not line.quoted and not ("changes" in shown and line.text.startswith("against ")):
            yield {"label": line.label, "text": visible(line.text)}
    while left:
        here = [s for s in left if s.passage == left[0].passage]
        left = [s for s in left if s not in here]
        yield _paragraph(trace, here[0].locator or "Passage", here, interned)


def _paragraph(trace: Trace, label: str, steps: list[Step], interned: Interned) -> dict[str, Any]:
    found: dict[str, Any] = {
        "label": visible(label),
        "quotes": list(dict.fromkeys(interned.step(s) for s in steps)),
    }
    if any(s.basis != "stated" for s in steps):
        found["reading"] = True
    for step in steps:
        pair = _earlier(trace, step) if step.kind in STATEMENTS else None
        if pair is not None and pair[0].text != pair[1].text:
            earlier, later = pair
            changed = [list(c) for c in _changes(earlier.text, later.text)]
            if changed:
                against = interned.records.get(earlier.record)
                found["changes"] = {"against": against, "id": earlier.action, "parts": changed}
    return found


def _earlier(trace: Trace, step: Step) -> tuple[Statement, Statement] | None:
    """Return the wording that one is to be held against, and that one."""
    for later in trace.statements:
        if later.record == step.record and later.text == step.quote:
            linked = {k.earlier for k in trace.links if k.later == later.action}
            wanted = {later.action} if later.restates else linked
            for earlier in trace.statements:
                if earlier.action in wanted and not earlier.restates and earlier is not later:
                    return earlier, later
    return None


def _changes(earlier: str, later: str) -> Iterator[tuple[int, str]]:
    """Yield stretches of words: 0 kept, 1 new, 2 gone."""
    for name, old, new in stretches(earlier, later):
        if name == "replace":
            yield _MARKS["delete"], visible(" ".join(old))
            yield _MARKS["insert"], visible(" ".join(new))
        else:
            yield _MARKS[name], visible(" ".join(old if name == "delete" else new))
