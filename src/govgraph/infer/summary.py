"""How many facts each rule gives."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from govgraph.infer.closure import Closure
from govgraph.infer.proofs import Prover
from govgraph.infer.rules import TYPE, Rule
from govgraph.model import Term


class RuleCount(NamedTuple):
    """A rule of the OWL 2 RL profile.

    Attributes:
        name: its name, such as ``prp-dom``.
        axioms: how many axioms of the ontology have its form.
        used: how many of them give an inferred fact.
        facts: how many inferred facts it gives; one that two rules give counts for both.
    """

    name: str
    axioms: int
    used: int
    facts: int


class Summary(NamedTuple):
    """What follows, counted.

    Attributes:
        engine: the engine that ran.
        asserted: statements of the data.
        inferred: facts that follow and are not asserted.
        rules: a count for each rule, by name.
        kinds: class or property → inferred facts with it, the most frequent first.
        unproved: inferred facts that no rule here gives; owlrl has more rules.
    """

    engine: str
    asserted: int
    inferred: int
    rules: tuple[RuleCount, ...]
    kinds: tuple[tuple[Term, bool, int], ...]
    unproved: int


def summarize(closure: Closure, asserted: int) -> Summary:
    """Count what follows, by rule and by kind.

    Args:
        closure: what follows.
        asserted: the number of the statements of the data.
    """
    prover = Prover(closure)
    given: Counter[str] = Counter()
    used: set[Rule] = set()
    kinds: Counter[tuple[int, bool]] = Counter()
    inferred = unproved = 0
    for fact in closure.inferred():
        inferred += 1
        giving = {step.rule for step in prover.steps(fact)}
        used |= giving
        given.update({rule.name for rule in giving})
        unproved += not giving
        is_type = fact[1] == TYPE
        kinds[fact[2] if is_type else fact[1], is_type] += 1
    axioms = Counter(rule.name for rule in closure.axioms.rules)
    applied = Counter(rule.name for rule in used)
    named = closure.terms.list
    return Summary(
        closure.engine,
        asserted,
        inferred,
        tuple(RuleCount(n, many, applied[n], given[n]) for n, many in sorted(axioms.items())),
        tuple(
            (named[number], is_type, many)
            for (number, is_type), many in sorted(
                kinds.items(), key=lambda k: (-k[1], str(named[k[0][0]]))
            )
        ),
        unproved,
    )
