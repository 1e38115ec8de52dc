"""The people: who was listed at which meeting, and how often two of them at the same."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from govgraph.graph import Edge, edge_id
from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import attendances

_TOGETHER = "both present"


def _build(reader: Reader, focus: Focus) -> Parts:
    listed = list(attendances(reader))
    present = [edge for edge in listed if edge.kind == "present" and focus.holds(edge.date)]
    return Parts(
        edges=[*listed, *_together(reader, present)],
        note=(
            "Who is listed at which meeting, and at how many meetings two people are both "
            "listed as present. That they spoke with one another is not on record."
        ),
    )


def _together(reader: Reader, present: list[Edge]) -> Iterator[Edge]:
    """Yield each pair once, with the number of meetings at which both are present."""
    by_meeting: dict[str, dict[str, Edge]] = {}
    for edge in present:
        by_meeting.setdefault(edge.target, {})[edge.source] = edge
    shared: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for meeting, entries in by_meeting.items():
        for pair in combinations(sorted(entries), 2):
            shared.setdefault(pair, []).append((reader.date(meeting) or "", meeting))
    for (one, other), meetings in sorted(shared.items()):
        days = sorted(meetings)
        entries = by_meeting[days[0][1]]
        read = next((e for _, m in days for e in _entries(by_meeting[m], one, other)), None)
        yield Edge(
            id=edge_id(reader.id(one), _TOGETHER, reader.id(other)),
            source=one,
            target=other,
            kind=_TOGETHER,
            label=str(len(days)),
            title=f"meetings at which both are listed as present: {len(days)}",
            property="gov:hasPresence",
            iri=entries[one].iri,
            date=days[0][0] or None,
            until=days[-1][0] or None,
            weight=len(days),
            basis=read.basis if read else "stated",
            confidence=read.confidence if read else "",
            rationale=read.rationale if read else "",
            directed=False,
            quotes=entries[one].quotes[:1] + entries[other].quotes[:1],
        )


def _entries(entries: dict[str, Edge], one: str, other: str) -> list[Edge]:
    """Return those of two entries that are readings."""
    return [e for e in (entries[one], entries[other]) if e.basis != "stated"]


VIEW = ViewKind(
    name="people",
    title="Who was listed at which meeting",
    help="people and the meetings that list them; how often two are both present",
    build=_build,
    columns=(("person",), ("meeting",)),
    undrawn=(_TOGETHER,),
)
