"""The topics: at which meetings passages and actions are about them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govgraph.graph import Edge, Quote, edge_id
from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import broader


def _build(reader: Reader, focus: Focus) -> Parts:
    return Parts(
        edges=chain(_heard_at(reader), broader(reader)),
        note=(
            "How many passages and actions of each meeting's minutes are about a topic, by the "
            "editor's index. It does not say how long it was discussed. "
            "Which topic is narrower than which stands in the data, not in the picture."
        ),
    )


def _heard_at(reader: Reader) -> Iterator[Edge]:
    """Yield how many passages and actions of a meeting are about a topic."""
    weights: dict[tuple[str, str], list[str]] = {}
    record_of = reader.values("recordOf")
    for subject, topic in reader.pairs("topic"):
        meeting = reader.raised_at.get(subject)
        if meeting is None:
            record = reader.first("quotedFrom", subject)
            meeting = record_of.get(record, [None])[0] if record else None
        if meeting is not None:
            weights.setdefault((topic, meeting), []).append(subject)
    for (topic, meeting), subjects in sorted(weights.items()):
        quotes = _first_quotes(reader, subjects)
        yield Edge(
            id=edge_id(reader.compact(topic), "heard at", reader.compact(meeting)),
            source=topic,
            target=meeting,
            kind="heard at",
            label=str(len(subjects)) if len(subjects) > 1 else "",
            title=f"passages and actions about it: {len(subjects)}",
            property="gov:topic",
            iri=subjects[0],
            date=reader.date(meeting),
            weight=len(subjects),
            quotes=quotes,
        )


def _first_quotes(reader: Reader, subjects: list[str]) -> tuple[Quote, ...]:
    found = (reader.quotes(s) for s in subjects)
    return next((q[:1] for q in found if q), ())


VIEW = ViewKind(
    name="topics",
    title="Topics and the meetings that heard them",
    help="topics, narrower and broader, and the meetings whose minutes are about them",
    build=_build,
    columns=(("topic",), ("meeting",)),
    undrawn=("narrower than",),
)
