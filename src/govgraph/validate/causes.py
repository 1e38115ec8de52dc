"""Findings that are the consequence of another: told once it is mended, and not beside it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import NamedNode

from govgraph.model import Finding
from govgraph.validate.facts import Node
from govgraph.validate.places import Places
from govgraph.validate.rules import VIOLATION, Breach, Rule, finding_at
from govgraph.validate.terms import UNKNOWN

TWICE = Rule(
    "GG013",
    "Two descriptions under one name",
    VIOLATION,
    "Give the second thing a name of its own; or, if both are the same thing, say it once.",
    "Of two things under one name every statement is made of both.",
)
RULES = (TWICE,)


def of_two(breaches: Sequence[Breach], places: Places) -> tuple[list[Finding], set[NamedNode]]:
    """Return a finding for each description too many, and the things that have several.

    Only things of which too much is said are looked at: two descriptions that agree do no harm.

    Args:
        breaches: what is found.
        places: where things stand.
    """
    found: list[Finding] = []
    several: set[NamedNode] = set()
    crowded = {b.node for b in breaches if b.most is not None and isinstance(b.node, NamedNode)}
    for node in sorted(crowded, key=lambda n: n.value):
        written = places.descriptions(node)
        for file, place in written[1:]:
            several.add(node)
            there = written[0][0] if written[0][0] != file else "this file"
            message = f"{TWICE.message} The first stands at line {written[0][1].line} of {there}."
            found.append(finding_at(TWICE, file, place, message, places.shown(node)))
    return found, several


def misspelt(breaches: Iterable[Breach]) -> set[tuple[Node, NamedNode]]:
    """Return each thing with a property that it was most likely to have under another spelling."""
    return {
        (breach.node, meant)
        for breach in breaches
        if breach.rule is UNKNOWN and breach.at_verb and breach.node is not None
        for meant in breach.others
        if isinstance(meant, NamedNode)
    }


def is_consequence(
    breach: Breach, several: set[NamedNode], meant: set[tuple[Node, NamedNode]]
) -> bool:
    """Return whether a breach comes from another one.

    Args:
        breach: the breach.
        several: the things that are described several times, which :func:`of_two` finds.
        meant: what :func:`misspelt` finds.
    """
    node, path = breach.node, breach.path
    if node is None or breach.rule is UNKNOWN:
        return False
    lacking = isinstance(path, NamedNode) and breach.value is None
    return node in several or (lacking and (node, path) in meant)
