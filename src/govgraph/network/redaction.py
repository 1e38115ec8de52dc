"""Roles in place of people's names: for pictures that are shown where names do not belong."""

from __future__ import annotations

import re
from collections.abc import Callable

from govgraph.graph import Edge, Node, Quote, View, edge_id
from govgraph.names import SKOS
from govgraph.network.reader import Reader

_WITHHELD = "[name withheld]"


def without_names(view: View, reader: Reader) -> View:
    """Return a view that names nobody.

    A person goes by the first role in which a record shows them, and by a number where several
    would be called the same. Names are taken out of quotations too, with a mark in their place;
    identifiers that hold a name are left out or numbered.
    """
    people = reader.instances("Person")
    names, slugs = _patterns(reader, people)
    ids = _new_ids(view, reader, people, slugs)
    roles = _roles(reader, people)

    def hide(text: str) -> str:
        return names.sub(_WITHHELD, text)

    def node_without(node: Node) -> Node:
        cleaned = node._replace(
            id=ids.get(node.id, node.id),
            iri="" if slugs.search(node.iri) else node.iri,
            label=hide(node.label),
            title=hide(node.title),
            rationale=hide(node.rationale),
            quotes=_quotes(node.quotes, hide),
        )
        if node.kind != "person":
            return cleaned
        return cleaned._replace(label=roles[node.iri], title=roles[node.iri])

    def edge_without(edge: Edge) -> Edge:
        source, target = ids.get(edge.source, edge.source), ids.get(edge.target, edge.target)
        return edge._replace(
            id=edge_id(source, edge.kind, target),
            source=source,
            target=target,
            iri="" if slugs.search(edge.iri) else edge.iri,
            label=hide(edge.label),
            title=hide(edge.title),
            rationale=hide(edge.rationale),
            quotes=_quotes(edge.quotes, hide),
        )

    # The order of names must not show either.
    nodes = sorted(map(node_without, view.nodes), key=_order)
    edges = sorted(map(edge_without, view.edges), key=lambda e: (e.date or "", e.id, e.title))
    return view._replace(
        nodes=tuple(nodes),
        edges=tuple(e._replace(id=f"{e.id}~{n}") for n, e in enumerate(edges, 1)),
        note=f"{view.note} Names of people are withheld.",
        redacted=True,
    )


def _new_ids(
    view: View, reader: Reader, people: list[str], slugs: re.Pattern[str]
) -> dict[str, str]:
    """Return what people, and other nodes whose id holds a name, are called instead."""
    ids = {reader.id(iri): f"person-{n}" for n, iri in enumerate(_by_record(reader, people), 1)}
    for node in view.nodes:
        if node.id not in ids and slugs.search(node.id):
            ids[node.id] = f"{node.kind}-{len(ids) + 1}"
    return ids


def _order(node: Node) -> tuple[str, int, str]:
    number = node.id.rpartition("-")[2]
    return node.kind, int(number) if number.isdigit() else 0, node.id


def _quotes(quotes: tuple[Quote, ...], hide: Callable[[str], str]) -> tuple[Quote, ...]:
    return tuple(q._replace(text=hide(q.text), passage=hide(q.passage)) for q in quotes)


def _patterns(reader: Reader, people: list[str]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds names in text, and what finds them in identifiers."""
    words: set[str] = set()
    for iri in people:
        for name in reader.values(SKOS + "prefLabel").get(iri, ()):
            words.add(name)
            # A salutation or a sentence may use one part of a name alone.
            words.update(part for part in name.split() if len(part) > 1)
    locals_ = {iri.rpartition("/")[2] for iri in people}
    return _any_of(words, r"(?<!\w)", r"(?!\w)"), _any_of(locals_, "", "")


def _any_of(texts: set[str], before: str, after: str) -> re.Pattern[str]:
    # The longest first, so that a whole name is taken before its parts.
    ordered = sorted(texts, key=lambda t: (-len(t), t))
    inner = "|".join(re.escape(t) for t in ordered) or r"(?!)"
    return re.compile(f"{before}(?:{inner}){after}")


def _by_record(reader: Reader, people: list[str]) -> list[str]:
    """Return people in the order in which records show them, which is not that of names."""

    def place(iri: str) -> tuple[str, int]:
        entries = reader.subjects("attendee").get(iri, ()) or reader.subjects("holder").get(iri, ())
        return min((reader.place(e) for e in entries), default=("9999", 0))

    return sorted(people, key=place)


def _roles(reader: Reader, people: list[str]) -> dict[str, str]:
    """Return what each person goes by instead of a name."""
    found = {iri: _role(reader, iri) for iri in people}
    several = list(found.values())
    counts: dict[str, int] = {}
    result = {}
    for iri in _by_record(reader, people):
        name = found[iri]
        counts[name] = counts.get(name, 0) + 1
        result[iri] = f"{name} ({counts[name]})" if several.count(name) > 1 else name
    return result


def _role(reader: Reader, person: str) -> str:
    held = sorted(
        (reader.date(h) or "", role)
        for h in reader.subjects("holder").get(person, ())
        for role in reader.values("heldRole").get(h, ())
    )
    if held:
        role = held[0][1]
        organization = reader.first("roleIn", role)
        return ", ".join(reader.label(i) for i in (role, organization) if i)
    for entry in reader.subjects("attendee").get(person, ()):
        printed = reader.first("rankAsPrinted", entry) or reader.first("titleAsPrinted", entry)
        if printed:
            return printed
    return "Person"
