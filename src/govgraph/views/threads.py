"""The threads: commitments that actions of several meetings continue."""

from __future__ import annotations

from itertools import chain

from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import links, raised, statuses, thread_members


def _build(reader: Reader, focus: Focus) -> Parts:
    members = list(thread_members(reader))
    actions = {edge.source for edge in members}
    return Parts(
        edges=chain(
            members,
            (e for e in links(reader) if e.source in actions),
            (e for e in raised(reader) if e.source in actions),
            (e for e in statuses(reader) if e.target in actions),
        ),
        nodes=reader.instances("Thread"),
        note=(
            "Commitments that actions of several meetings continue. An action that no link "
            "joins to another is in no thread and not shown."
        ),
    )


VIEW = ViewKind(
    name="threads",
    title="Commitments followed from meeting to meeting",
    help="commitments that actions of several meetings continue, with the links between them",
    build=_build,
    by_time=True,
    columns=(("thread",), ("action",), ("meeting", "minutes", "letter")),
)
