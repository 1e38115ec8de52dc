"""The actions: who answers for them, whom they are for, what they are about, what links them."""

from __future__ import annotations

from itertools import chain

from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import action_topics, discussed_at, links, owners, recipients


def _build(reader: Reader, focus: Focus) -> Parts:
    families = (owners, recipients, action_topics, discussed_at, links)
    return Parts(
        edges=chain.from_iterable(family(reader) for family in families),
        nodes=reader.instances("Action"),
        note=(
            "Each numbered action once, however many records word it. It does not say how an "
            "action stands; no mention is not evidence that nothing was done."
        ),
    )


VIEW = ViewKind(
    name="actions",
    title="Actions, who answers for them and what they are about",
    help="actions with owners, recipients, forums, topics and links",
    build=_build,
    columns=(
        ("organization", "role", "person"),
        ("action",),
        ("topic", "forum", "meeting"),
    ),
)
