"""The roles: posts, their organizations, and who is on record in them on which day."""

from __future__ import annotations

from itertools import chain

from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader
from govgraph.network.relations import holdings, posts


def _build(reader: Reader, focus: Focus) -> Parts:
    return Parts(
        edges=chain(posts(reader), holdings(reader)),
        nodes=reader.instances("Role"),
        note=(
            "Each line from a person to a post is a day on which a record shows it. When a "
            "holding began or ended is not on record, and a gap stays a gap."
        ),
    )


VIEW = ViewKind(
    name="roles",
    title="Posts and who is on record in them",
    help="posts, their organizations, and who is on record in them on which day",
    build=_build,
    columns=(("organization",), ("role",), ("person",)),
)
