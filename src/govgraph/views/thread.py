"""One commitment over time: the records that word it or tell of it, and those that do not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, pairwise

from govgraph.errors import GovgraphError
from govgraph.graph import Edge, Node, edge_id
from govgraph.model import Trace
from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import links, mentions, owners, recipients, statuses, wordings
from govgraph.prose import days_between
from govgraph.trace import trace


def _build(reader: Reader, focus: Focus) -> Parts:
    if not focus.name:
        hint = "Name an action or words: --focus 2022-06-24/13."
        raise GovgraphError("no-focus", "the view 'thread' shows one commitment.", hint=hint)
    story = trace(reader.source.store, reader.source.base, focus.name)
    members = {s.iri for s in story.statements}
    chain_of = _chain(reader, story)
    told = [
        edge
        for family in (wordings, statuses, mentions)
        for edge in family(reader)
        if edge.target in members
    ]
    parties = (e for e in chain(owners(reader), recipients(reader)) if e.source in members)
    return Parts(
        edges=chain(
            told,
            (e for e in links(reader) if e.source in members and e.target in members),
            parties,
            _next(reader, chain_of),
        ),
        nodes=[*sorted(members), *_shown(reader, chain_of, {edge.source for edge in told})],
        title=story.title,
        note=(
            f"{story.holdings} A record without a line to an action does not mention it; "
            "no mention is not evidence that nothing was done."
        ),
    )


def _chain(reader: Reader, story: Trace) -> list[str]:
    """Return the records from the first to the last step, and meetings that are not on file."""
    days = {
        iri: day
        for cls in ("Minutes", "Letter")
        for iri in reader.instances(cls)
        if (day := reader.date(iri)) and story.first <= day <= story.last
    }
    for meeting in reader.instances("Meeting"):
        day = reader.date(meeting)
        if day and story.first <= day <= story.last and meeting not in reader.meetings_on_file:
            days[meeting] = day
    return sorted(days, key=lambda iri: (days[iri], iri))


def _shown(reader: Reader, records: list[str], telling: set[str]) -> Iterator[Node]:
    """Yield records as nodes; of one on file that has no word of it, the label says so."""
    for iri in records:
        node = reader.node(iri)
        if iri not in telling and node.on_file:
            node = node._replace(label=f"{node.label}: no mention")
        yield node


def _next(reader: Reader, records: list[str]) -> Iterator[Edge]:
    for earlier, later in pairwise(records):
        day, next_day = reader.date(earlier) or "", reader.date(later) or ""
        days = days_between(day, next_day)
        yield Edge(
            id=edge_id(reader.compact(earlier), "next", reader.compact(later)),
            source=earlier,
            target=later,
            kind="next",
            label=f"{days} day" if days == 1 else f"{days} days",
            iri=later,
            date=day,
            until=next_day,
            quotes=reader.quotes(later)[:1],
        )


VIEW = ViewKind(
    name="thread",
    title="One commitment over time",
    help="one commitment over time: what words it, what tells of it, what is silent",
    build=_build,
    columns=(("minutes", "letter", "meeting"), ("action",), ("organization", "role", "person")),
    by_time=True,
    turns_itself=True,
)
