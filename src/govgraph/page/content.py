"""What a page says, as plain values; everything in it comes from queries, traces and views."""

from __future__ import annotations

from typing import Any

from govgraph import board
from govgraph.graph import Source
from govgraph.page.interned import Interned
from govgraph.page.network import network
from govgraph.page.people import attendance, posts
from govgraph.page.register import register
from govgraph.page.stories import story
from govgraph.prose import count, long_date, visible
from govgraph.render.ending import NO_EVIDENCE
from govgraph.render.wording import STATUS_WORDS
from govgraph.trace import traces
from govgraph.trace_rows import Asked, missing_of, records_of

_NETWORKS = ("actions", "threads", "people", "roles", "topics")
# A status of many actions has words that are true of each; the story has the action's own.
_OF_A_KIND = {
    "said-done": "only said to be done",
    "not-delivered": "noted as not yet received or done",
}


def content(source: Source) -> dict[str, Any]:
    """Return everything that a page shows.

    Raises:
        GovgraphError: the data have no sound dates, wording or evidence for a commitment.
    """
    asked = Asked(source.store)
    records = records_of(asked("records"))
    missing = missing_of(asked("missing-records"))
    interned = Interned(records)
    told = list(traces(source.store, source.content_hash))
    stories = [story(trace, interned) for trace in told]
    opened = board.Board(source)
    views = {name: opened.view(name) for name in _NETWORKS}
    at = {action: n for n, one in enumerate(stories) for action in one["members"]}
    as_of = records[-1].date if records else ""
    short_forms = {pair for trace in told for pair in trace.abbreviations}
    return {
        "board": visible(source.board),
        "data": source.content_hash[:6],
        "asOf": as_of,
        "holdings": _holdings(len(records), len(missing), as_of),
        "noEvidence": NO_EVIDENCE,
        "statuses": STATUS_WORDS | _OF_A_KIND,
        "records": [[r.record, r.date, r.kind, r.url] for r in records],
        "missing": [[m.date, visible(m.forum)] for m in missing],
        "abbreviations": [[visible(s), visible(long)] for s, long in sorted(short_forms)],
        "actions": register(asked, views["actions"], at, interned),
        "stories": stories,
        "posts": posts(views["roles"], interned),
        "attendance": attendance(views["people"], interned),
        "networks": [network(view, interned) for view in views.values()],
        "passages": interned.passages(),
        "quotes": interned.quotes(),
    }


def _holdings(records: int, missing: int, as_of: str) -> str:
    if not records:
        return "No record is on file."
    known = f"; {count(missing, 'meeting')} known of, not on file" if missing else ""
    return f"As of {long_date(as_of)}, from {count(records, 'record')} on file{known}."
