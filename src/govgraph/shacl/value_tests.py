"""Constraints on each value node by itself (SHACL, sections 4.1, 4.3, 4.4 and 4.8)."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field

from govgraph.shacl.data import chunks
from govgraph.shacl.keys import (
    Key,
    is_blank,
    is_iri,
    is_literal,
    rows,
    text_of_key,
    words,
)
from govgraph.shacl.lexical import well_formed
from govgraph.shacl.model import Checker, Hit, Values
from govgraph.sparql.engine import solve

# As many literals as a query takes in good time.
_A_QUERY = 5_000


@dataclass(frozen=True)
class ValueTest:
    """A constraint that tells for each value node, whosever it is, whether it is at fault."""

    component: str = field(init=False)

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:
        """Return those value nodes that are at fault."""
        raise NotImplementedError

    def hits(self, run: Checker, values: Values) -> Iterator[Hit]:
        """Yield each focus node with each of its value nodes that is at fault."""
        wrong = self.wrong(run, values.distinct)
        if wrong:
            yield from (Hit(node, value) for node, value in values.pairs if value in wrong)


@dataclass(frozen=True)
class OfClass(ValueTest):
    """``sh:class``: each value node is an instance of the class."""

    component = "ClassConstraintComponent"
    cls: Key

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        return set(values) - run.data.instances(self.cls, values)


@dataclass(frozen=True)
class OfDatatype(ValueTest):
    """``sh:datatype``: each value node is a literal of the datatype, with a form that it has."""

    component = "DatatypeConstraintComponent"
    datatype: str

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        fits = well_formed(self.datatype)
        return {v for v in values if not self._is_right(v, fits)}

    def _is_right(self, value: Key, fits: Callable[[str], bool] | None) -> bool:
        if not is_literal(value):
            return False
        lexical, _, datatype = words(value)
        return datatype == self.datatype and (fits is None or fits(lexical))


@dataclass(frozen=True)
class OfKind(ValueTest):
    """``sh:nodeKind``: each value node is an IRI, a blank node or a literal."""

    component = "NodeKindConstraintComponent"
    kind: str

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        kinds = (("IRI", is_iri), ("BlankNode", is_blank), ("Literal", is_literal))
        allowed = [is_one for name, is_one in kinds if name in self.kind]
        return {v for v in values if not any(is_one(v) for is_one in allowed)}


@dataclass(frozen=True)
class InRange(ValueTest):
    """``sh:minInclusive`` and its like: SPARQL finds each value node on the right side."""

    component: str
    sign: str
    bound: Key

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        literals = [(v, self.bound) for v in values if is_literal(v)]
        return set(values) - {v for v, _ in compared(run, literals, self.sign)}


@dataclass(frozen=True)
class OfLength(ValueTest):
    """``sh:minLength`` and ``sh:maxLength``: characters of a literal or an IRI."""

    component: str
    least: int
    most: int | None

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        return {v for v in values if not self._is_right(v)}

    def _is_right(self, value: Key) -> bool:
        if is_blank(value):
            return False
        length = len(text_of_key(value))
        return length >= self.least and (self.most is None or length <= self.most)


@dataclass(frozen=True)
class LikePattern(ValueTest):
    """``sh:pattern``: a regular expression is found in a literal or an IRI."""

    component = "PatternConstraintComponent"
    pattern: re.Pattern[str]

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        search = self.pattern.search
        return {v for v in values if is_blank(v) or not search(text_of_key(v))}


@dataclass(frozen=True)
class InLanguage(ValueTest):
    """``sh:languageIn``: the language of each value node is in one of the ranges."""

    component = "LanguageInConstraintComponent"
    ranges: tuple[str, ...]

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        return {v for v in values if not self._is_right(v)}

    def _is_right(self, value: Key) -> bool:
        language = words(value).language.lower() if is_literal(value) else ""
        return bool(language) and any(
            wanted in ("*", language) or language.startswith(f"{wanted}-") for wanted in self.ranges
        )


@dataclass(frozen=True)
class OneOf(ValueTest):
    """``sh:in``: each value node is a member of the list."""

    component = "InConstraintComponent"
    allowed: frozenset[Key]

    def wrong(self, run: Checker, values: Collection[Key]) -> Collection[Key]:  # noqa: D102
        return set(values) - self.allowed


def compared(
    run: Checker, pairs: Iterable[tuple[Key, Key]], sign: str
) -> Iterator[tuple[Key, Key]]:
    """Yield the pairs of literals between which SPARQL finds a comparison true.

    Args:
        run: the run.
        pairs: pairs of literals.
        sign: the operator that stands between the two.
    """
    for chunk in chunks([f"({a} {b})" for a, b in pairs], _A_QUERY):
        table = " ".join(chunk)
        query = f"SELECT ?a ?b {{ VALUES (?a ?b) {{ {table} }} FILTER (?a {sign} ?b) }}"
        yield from ((first, second) for first, second in rows(solve(run.data.store, query)))
