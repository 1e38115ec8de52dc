"""Rules: what follows from which statements, in the forms that the ontology's axioms give."""

from __future__ import annotations

from typing import NamedTuple

from pyoxigraph import BlankNode, NamedNode

from govgraph.model import Term
from govgraph.names import RDF_TYPE, compact

# A statement: the numbers of its subject, predicate and object.
Fact = tuple[int, int, int]

TYPE = 0


class Atom(NamedTuple):
    """A pattern of statements.

    Attributes:
        predicate: the number of the property.
        subject: a variable, counted from 0.
        object: a variable; where the property is the type, the number of a class.
    """

    predicate: int
    subject: int
    object: int


class Rule(NamedTuple):
    """One axiom as a rule.

    Attributes:
        name: the rule of the OWL 2 RL profile (section 4.3), such as ``prp-dom``.
        body: what has to hold; each atom begins where the one before it ends.
        head: what holds then.
    """

    name: str
    body: tuple[Atom, ...]
    head: Atom


class Terms:
    """Numbers for terms, so that joins compare integers."""

    def __init__(self) -> None:
        self.list: list[Term] = [NamedNode(RDF_TYPE)]
        self._numbers: dict[Term, int] = {self.list[TYPE]: TYPE}

    def number(self, term: Term) -> int:
        """Return the number of a term; a new one where it has none."""
        number = self._numbers.setdefault(term, len(self.list))
        if number == len(self.list):
            self.list.append(term)
        return number

    def find(self, term: Term) -> int | None:
        """Return the number of a term, or None where it has none."""
        return self._numbers.get(term)


def apply(rule: Rule, premises: tuple[Fact, ...]) -> Fact | None:
    """Return what a rule gives for premises, one for each atom of its body, or None.

    It looks at nothing else, so that each step of a proof can be checked by itself.
    """
    if len(premises) != len(rule.body):
        return None
    bound: dict[int, int] = {}
    for atom, (subject, predicate, value) in zip(rule.body, premises, strict=True):
        if predicate != atom.predicate or bound.setdefault(atom.subject, subject) != subject:
            return None
        wanted = atom.object if predicate == TYPE else bound.setdefault(atom.object, value)
        if wanted != value:
            return None
    head = rule.head
    value = head.object if head.predicate == TYPE else bound[head.object]
    return bound[head.subject], head.predicate, value


def shown(term: Term, base: str = "") -> str:
    """Return a term as people are shown it: a CURIE where there is one under a base IRI."""
    if isinstance(term, BlankNode):
        return "[]"  # The engine names it by chance.
    return compact(term.value, base) if isinstance(term, NamedNode) else str(term)
