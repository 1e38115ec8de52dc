"""Checks of passages: do they stand in the order of the paper, and speak of a register?"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS
from govgraph.validate.facts import Facts
from govgraph.validate.naming import names
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule

ORDER = Rule(
    "GG335",
    "Passages out of the order of the paper",
    VIOLATION,
    "Count the passages of the record anew: this one begins before the one that gov:order puts"
    " ahead of it.",
    "Sorted as text or as numbers, 2.10 comes before 2.9; the order is that of the source.",
)
REGISTERED = Rule(
    "GG336",
    "A risk whose passage names no register",
    WARNING,
    "Take the risk away unless the record says here how it stands in the register; if it does,"
    " quote the passage that names the register.",
    "Most talk of risk is ordinary speech, and no register stands behind it.",
)
RULES = (ORDER, REGISTERED)


def check_passages(facts: Facts) -> Iterator[Breach]:
    """Yield passages out of order, and risks in passages that name no register."""
    yield from _check_order(facts)
    yield from _check_risks(facts)


def _check_order(facts: Facts) -> Iterator[Breach]:
    for record in facts.of("Record"):
        places = []
        for passage in facts.values(record, "hasPassage"):
            if isinstance(passage, NamedNode):
                place, start = facts.number(passage, "order"), facts.number(passage, "start")
                if place is not None and start is not None:
                    places.append((place, start, passage))
        ordered = sorted(places, key=lambda p: (p[0], p[1], p[2].value))
        for (before, earlier, _), (place, start, passage) in pairwise(ordered):
            if start < earlier and place != before:
                path, value = NamedNode(GOV + "order"), Literal(str(place))
                yield Breach(ORDER, passage, path, value, ORDER.message)


def _check_risks(facts: Facts) -> Iterator[Breach]:
    for risk in facts.of("Risk"):
        register, passage = facts.node(risk, "inRegister"), facts.node(risk, "inPassage")
        texts = [] if passage is None else facts.texts(passage, "text")
        if register is None or passage is None or not texts:
            continue
        item = facts.node(passage, "inItem")
        texts += [] if item is None else facts.texts(item, SKOS + "prefLabel")
        labels = facts.texts(register, SKOS + "prefLabel")
        if labels and not any(names(text, label) for text in texts for label in labels):
            path = NamedNode(GOV + "inRegister")
            yield Breach(REGISTERED, risk, path, register, REGISTERED.message)
