"""All: every thing on file, and what the data state of two of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from govgraph.graph import Edge
from govgraph.names import GOV, RDF_TYPE
from govgraph.network import relations
from govgraph.network.parts import Focus, Parts, ViewKind
from govgraph.network.reader import Reader

_FAMILIES = (
    relations.owners,
    relations.recipients,
    relations.links,
    relations.discussed_at,
    relations.thread_members,
    relations.statuses,
    relations.attendances,
    relations.holdings,
    relations.posts,
    relations.broader,
    relations.forums,
    relations.records_of,
    relations.approvals,
    relations.mentions,
)
# What is an edge in a picture, and quotations, which nodes and edges carry.
_NO_NODES = {
    GOV + name
    for name in (
        "ActionLink",
        "Apology",
        "Mention",
        "MinutesApproval",
        "Presence",
        "Quotation",
        "RoleHolding",
        "StatusEvent",
    )
}
_FURTHER = (
    "addressedTo",
    "arisesFrom",
    "attributedTo",
    "between",
    "concerns",
    "continuationOf",
    "continuedBy",
    "hasItem",
    "hasPassage",
    "hasTarget",
    "headRole",
    "holds",
    "inItem",
    "inPassage",
    "inRegister",
    "lead",
    "restates",
    "statedIn",
    "states",
    "topic",
)


def _build(reader: Reader, focus: Focus) -> Parts:
    reader.read_whole()
    things = set(_things(reader))
    return Parts(
        edges=chain(
            chain.from_iterable(family(reader) for family in _FAMILIES),
            _further(reader, things),
        ),
        nodes=sorted(things),
        note=(
            "Everything on file. Links, attendances, holdings, mentions and statuses are lines; "
            "what a node or a line rests on, it carries."
        ),
    )


def _things(reader: Reader) -> Iterator[str]:
    for iri, classes in reader.values(RDF_TYPE).items():
        if (
            _NO_NODES.isdisjoint(classes)
            and not iri.startswith(GOV)
            and any(cls.startswith(GOV) for cls in classes)
        ):
            yield iri


def _further(reader: Reader, things: set[str]) -> Iterator[Edge]:
    for edge in relations.others(reader, _FURTHER):
        if edge[1] in things and edge[2] in things:  # Its ends.
            yield edge


VIEW = ViewKind(
    name="all",
    title="Everything on file",
    help="every thing on file and what leads from one to another",
    build=_build,
    columns=(
        ("organization", "role", "person", "forum"),
        ("meeting", "minutes", "letter", "holdings"),
        ("agenda item", "passage"),
        ("topic", "document", "abbreviation"),
        ("action", "action statement", "thread"),
    ),
)
