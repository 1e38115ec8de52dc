"""The meetings: the chain of records, with those that are not on file shown as missing."""

from __future__ import annotations

from itertools import chain

from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import approvals, mentions, records_of, sequence


def _build(reader: Reader, focus: Focus) -> Parts:
    meetings = reader.instances("Meeting")
    return Parts(
        edges=chain(
            records_of(reader),
            sequence(reader),
            approvals(reader),
            (e for e in mentions(reader) if reader.cls(e.target) == "Meeting"),
        ),
        nodes=chain(meetings, reader.instances("Minutes"), reader.instances("Letter")),
        note=(
            "What is on file, meeting by meeting. A meeting that is known by mention only is "
            "shown as not on file; others may have been held that no record mentions."
        ),
    )


VIEW = ViewKind(
    name="meetings",
    title="Meetings and what is on file of them",
    help="the chain of meetings and records, with those that are not on file",
    build=_build,
    columns=(("minutes", "letter"), ("meeting",)),
    by_time=True,
)
