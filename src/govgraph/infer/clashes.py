"""What cannot all be true."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode

from govgraph.infer.axioms import OWL, XSD, Axioms
from govgraph.infer.facts import Facts
from govgraph.infer.rules import TYPE, Fact, Terms
from govgraph.model import Term
from govgraph.names import VOCABULARIES

_STRINGS = frozenset(
    XSD + n
    for n in ("string", "normalizedString", "token", "language", "Name", "NCName", "NMTOKEN")
)
_NUMBERS = frozenset(
    {XSD + n for n in ("decimal", "integer", "int", "long", "short", "byte")}
    | {XSD + n for n in ("nonNegativeInteger", "positiveInteger", "unsignedInt", "unsignedLong")}
    | {XSD + n for n in ("nonPositiveInteger", "negativeInteger", "unsignedShort", "unsignedByte")}
)
# That the calendar has the day is for validation to find.
_DAY = re.compile(r"\s*-?\d{4,}-\d\d-\d\d.*", re.ASCII | re.DOTALL)
# Which datatypes share values with one that properties may have, and how such a value is written.
_SPACES = {
    XSD + "string": (_STRINGS, re.compile(r".*", re.DOTALL)),
    XSD + "decimal": (_NUMBERS, re.compile(r"\s*[+-]?(?:\d+(?:\.\d*)?|\.\d+)\s*", re.ASCII)),
    XSD + "integer": (_NUMBERS, re.compile(r"\s*[+-]?(?:\d+(?:\.0*)?|\.0+)\s*", re.ASCII)),
    XSD + "nonNegativeInteger": (
        _NUMBERS,
        re.compile(r"\s*(?:\+?(?:\d+(?:\.0*)?|\.0+)|-0+(?:\.0*)?)\s*", re.ASCII),
    ),
    XSD + "positiveInteger": (
        _NUMBERS,
        re.compile(r"\s*\+?0*[1-9]\d*(?:\.0*)?\s*", re.ASCII),
    ),
    XSD + "date": (frozenset({XSD + "date"}), _DAY),
    XSD + "dateTime": (frozenset({XSD + n for n in ("dateTime", "dateTimeStamp")}), _DAY),
    XSD + "boolean": (frozenset({XSD + "boolean"}), re.compile(r"\s*(?:true|false|[01])\s*")),
    XSD + "anyURI": (frozenset({XSD + "anyURI"}), re.compile(r".*", re.DOTALL)),
}


class Clash(NamedTuple):
    """Facts that cannot all be true.

    Attributes:
        rule: the rule of the OWL 2 RL profile: ``cax-dw``, ``cls-nothing2`` or ``dt-not-type``.
        facts: the facts.
        axiom: what they contradict: the statement of the ontology.
    """

    rule: str
    facts: tuple[Fact, ...]
    axiom: Fact


def find_clashes(terms: Terms, axioms: Axioms, facts: Facts) -> Iterator[Clash]:
    """Yield the clashes among facts, each node under each pair of classes once."""
    disjoint = terms.number(NamedNode(OWL + "disjointWith"))
    for one, other in axioms.disjoint:
        both = facts.members.get(one, set()) & facts.members.get(other, set())
        for node in sorted(both, key=lambda n: str(terms.list[n])):
            clashing = ((node, TYPE, one), (node, TYPE, other))
            yield Clash("cax-dw", clashing, (one, disjoint, other))
    nothing = terms.number(NamedNode(OWL + "Nothing"))
    for node in sorted(facts.members.get(nothing, ()), key=lambda n: str(terms.list[n])):
        yield Clash("cls-nothing2", ((node, TYPE, nothing),), (nothing, TYPE, nothing))
    ranged = terms.number(NamedNode(VOCABULARIES["rdfs"] + "range"))
    for predicate, datatype in axioms.datatypes:
        axiom = (predicate, ranged, terms.number(NamedNode(datatype)))
        wrong = [
            (subject, predicate, value)
            for subject, value in facts.pairs.get(predicate, ())
            if not is_value(terms.list[value], datatype)
        ]
        for fact in sorted(wrong, key=lambda f: [str(terms.list[n]) for n in f]):
            yield Clash("dt-not-type", (fact,), axiom)


def is_value(term: Term, datatype: str) -> bool:
    """Whether a term may stand for a value of a datatype (IRI)."""
    if not isinstance(term, Literal):
        return True  # What has no datatype may yet stand for a value.
    kinds, spelling = _SPACES[datatype]
    return (
        term.language is None
        and term.datatype.value in kinds
        and spelling.fullmatch(term.value) is not None
    )
