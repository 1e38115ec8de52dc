"""Constraints on the value nodes of a focus node together (SHACL, sections 4.2, 4.5 and 4.8)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from govgraph.names import VOCABULARIES
from govgraph.shacl.data import TYPE
from govgraph.shacl.keys import Key, iri, is_literal, words
from govgraph.shacl.model import Checker, Hit, Values
from govgraph.shacl.value_tests import compared

_RESOURCE = iri(VOCABULARIES["rdfs"] + "Resource")


@dataclass(frozen=True)
class AtLeast:
    """``sh:minCount``."""

    least: int
    component = "MinCountConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        of, least = values.of, self.least
        return (Hit(node, None) for node in values.focus if len(of.get(node, ())) < least)


@dataclass(frozen=True)
class AtMost:
    """``sh:maxCount``."""

    most: int
    component = "MaxCountConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        of, most = values.of, self.most
        return (Hit(node, None) for node in values.focus if len(of.get(node, ())) > most)


@dataclass(frozen=True)
class OncePerLanguage:
    """``sh:uniqueLang``: a result for each language that several value nodes have."""

    component = "UniqueLangConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        for node in values.focus:
            found = values.of.get(node, ())
            if len(found) > 1:
                languages = Counter(words(v).language.lower() for v in found if is_literal(v))
                several = (name for name, count in languages.items() if name and count > 1)
                yield from (Hit(node, None) for _ in several)


@dataclass(frozen=True)
class Same:
    """``sh:equals``: the value nodes are the values of a property."""

    predicate: Key
    component = "EqualsConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        others = run.data.forward(self.predicate)
        for node in values.focus:
            ours, theirs = values.of.get(node, ()), others.get(node, ())
            if ours != theirs:
                yield from (Hit(node, value) for value in set(ours) ^ set(theirs))


@dataclass(frozen=True)
class NoneOf:
    """``sh:disjoint``: no value node is a value of a property."""

    predicate: Key
    component = "DisjointConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        others = run.data.forward(self.predicate)
        for node, value in values.pairs:
            if value in others.get(node, ()):
                yield Hit(node, value)


@dataclass(frozen=True)
class Before:
    """``sh:lessThan`` and ``sh:lessThanOrEquals``: a result for each pair that is not."""

    predicate: Key
    sign: str
    component: str

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        others = run.data.forward(self.predicate)
        pairs = [(n, v, o) for n, v in values.pairs for o in others.get(n, ())]
        literals = dict.fromkeys((v, o) for _, v, o in pairs if is_literal(v) and is_literal(o))
        right = set(compared(run, literals, self.sign))
        return (Hit(node, value) for node, value, other in pairs if (value, other) not in right)


@dataclass(frozen=True)
class Including:
    """``sh:hasValue``: the term is among the value nodes."""

    term: Key
    component = "HasValueConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        of, term = values.of, self.term
        return (Hit(node, None) for node in values.focus if term not in of.get(node, ()))


@dataclass(frozen=True)
class NothingBut:
    """``sh:closed``: the value nodes have no other properties than these."""

    allowed: frozenset[Key]
    component = "ClosedConstraintComponent"

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:  # noqa: D102
        for node, value in values.pairs:
            for predicate, end in run.data.statements(value):
                if predicate not in self.allowed and (predicate, end) != (TYPE, _RESOURCE):
                    yield Hit(node, end, path=predicate)
