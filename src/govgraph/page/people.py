"""Posts with their holders, and people with the meetings that list them."""

from __future__ import annotations

from typing import Any

from govgraph.graph import STATED, Edge, View
from govgraph.page.interned import Interned
from govgraph.prose import visible


def posts(view: View, interned: Interned) -> list[dict[str, Any]]:
    """Return each post of the view of roles, by organization, with who is on record in it."""
    names = {n.id: visible(n.label) for n in view.nodes}
    held: dict[str, dict[tuple[str, str], list[Edge]]] = {}
    for edge in view.edges:
        if edge.kind == "holds":
            holder = held.setdefault(edge.target, {})
            holder.setdefault((edge.source, edge.label), []).append(edge)
    found = [
        {
            "organization": names[edge.target],
            "role": names[edge.source],
            "holders": [
                {
                    "person": names[person],
                    "mode": visible(mode),
                    "days": [_day(e, interned) for e in edges if e.date],
                }
                for (person, mode), edges in held.get(edge.source, {}).items()
            ],
        }
        for edge in view.edges
        if edge.kind == "post in"
    ]
    return sorted(found, key=lambda p: (p["organization"], p["role"]))


def attendance(view: View, interned: Interned) -> dict[str, Any]:
    """Return the meetings of the view of people, and for each person how they are listed."""
    meetings = sorted((n for n in view.nodes if n.kind == "meeting"), key=lambda n: n.date or "")
    column = {n.id: at for at, n in enumerate(meetings)}
    people: dict[str, list[Edge]] = {}
    for edge in view.edges:
        if edge.kind in ("present", "apologies"):
            people.setdefault(edge.source, []).append(edge)
    return {
        "meetings": [{"date": n.date or "", "name": visible(n.label)} for n in meetings],
        "people": [
            {
                "person": visible(n.label),
                "listed": [
                    {
                        **_day(edge, interned),
                        "meeting": column[edge.target],
                        "present": edge.kind == "present",
                    }
                    for edge in people.get(n.id, ())
                ],
            }
            for n in view.nodes
            if n.kind == "person" and n.id in people
        ],
    }


def _day(edge: Edge, interned: Interned) -> dict[str, Any]:
    day: dict[str, Any] = {"date": edge.date}
    if edge.quotes:
        day["quote"] = interned.quote(edge.quotes[0])
    if edge.basis != STATED:
        day["confidence"] = edge.confidence or "confidence not given"
        day["why"] = visible(edge.rationale)
    return day
