"""What would make one thing of two: the record's people are never merged by an axiom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise, product
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.infer.axioms import OWL, Axioms, items
from govgraph.infer.facts import Facts, Pair
from govgraph.infer.rules import TYPE, Fact, Terms


class Merge(NamedTuple):
    """Two things that an axiom makes one.

    Attributes:
        one: a thing.
        other: the other thing.
        axiom: the statement that does it.
    """

    one: int
    other: int
    axiom: Fact


def find_merges(terms: Terms, axioms: Axioms, facts: Facts) -> Iterator[Merge]:
    """Yield things that ``owl:sameAs``, a functional property or a key makes one.

    It looks one step ahead of the rules, which have no equality: what two merged things would
    share in their turn is not followed up.
    """
    for axiom in axioms.unsupported:
        subject, predicate, value = axiom
        form = terms.list[value if predicate == TYPE else predicate]
        name = form.value.removeprefix(OWL) if isinstance(form, NamedNode) else ""
        pairs: Iterable[Pair] = facts.pairs.get(subject, ())
        found: Iterable[Pair] = ()
        if name == "sameAs":
            found = [(subject, value)] if subject != value else []
        elif name == "FunctionalProperty":
            found = _sharing((node, (other,)) for other, node in pairs)
        elif name == "InverseFunctionalProperty":
            found = _sharing((node, (other,)) for node, other in pairs)
        elif name == "hasKey":
            found = _sharing(_keys(facts, subject, items(terms, facts, value)))
        for one, other in found:
            yield Merge(one, other, axiom)


def _sharing(keyed: Iterable[tuple[int, tuple[int, ...]]]) -> Iterator[Pair]:
    """Yield pairs of nodes that share a key, neighbours by number."""
    nodes: defaultdict[tuple[int, ...], set[int]] = defaultdict(set)
    for node, key in keyed:
        nodes[key].add(node)
    for sharing in nodes.values():
        yield from pairwise(sorted(sharing))


def _keys(facts: Facts, cls: int, properties: list[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the members of a class, each with the values that its key properties take."""
    values: list[defaultdict[int, list[int]]] = []
    for number in properties:
        values.append(defaultdict(list))
        for node, value in facts.pairs.get(number, ()):
            values[-1][node].append(value)
    for node in facts.members.get(cls, ()):
        for key in product(*(of.get(node, []) for of in values)) if values else ():
            yield node, key
