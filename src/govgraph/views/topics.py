"""The topics: at which meetings passages and actions are about them."""

from __future__ import annotations

from itertools import chain

from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import broader, topic_meetings


def _build(reader: Reader, focus: Focus) -> Parts:
    return Parts(
        edges=chain(topic_meetings(reader), broader(reader)),
        note=(
            "How many passages and actions of each meeting's minutes are about a topic, by the "
            "editor's index. It does not say how long it was discussed. "
            "Which topic is narrower than which stands in the data, not in the picture."
        ),
    )


VIEW = ViewKind(
    name="topics",
    title="Topics and the meetings that heard them",
    help="topics, narrower and broader, and the meetings whose minutes are about them",
    build=_build,
    columns=(("topic",), ("meeting",)),
    undrawn=("narrower than",),
)
