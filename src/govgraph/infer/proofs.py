"""Why a fact holds: one smallest proof, from facts that are asserted, one rule a step."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from heapq import heappop, heappush
from typing import NamedTuple

from govgraph.infer.closure import Closure
from govgraph.infer.rules import TYPE, Fact, Rule

Premises = tuple[Fact, ...]
# The nodes of a proof's tree, and how many of its leaves are weak.
Size = tuple[int, int]


class Step(NamedTuple):
    """A rule, and the facts that it is applied to."""

    rule: Rule
    premises: Premises


class Proof(NamedTuple):
    """Why a fact holds.

    Attributes:
        fact: what is proved.
        rule: the rule that gives it; None where it is asserted.
        premises: the proofs of what the rule needs, in the order of its body.
    """

    fact: Fact
    rule: Rule | None
    premises: tuple[Proof, ...]

    def leaves(self) -> Iterator[Fact]:
        """Yield the asserted facts that the proof rests on, in order, each once."""
        seen = set()
        waiting = [self]
        while waiting:
            proof = waiting.pop()
            waiting.extend(reversed(proof.premises))
            if proof.rule is None and proof.fact not in seen:
                seen.add(proof.fact)
                yield proof.fact


class Prover:
    """Finds proofs in a closure.

    Args:
        closure: what is asserted and what follows.
        is_weak: of two proofs of one size, the one with fewer asserted facts of which this is
            true is preferred.
    """

    def __init__(
        self, closure: Closure, is_weak: Callable[[Fact], bool] = lambda fact: False
    ) -> None:
        self._closure = closure
        self._is_weak = is_weak
        self._giving: defaultdict[tuple[int, int], list[Rule]] = defaultdict(list)
        for rule in closure.axioms.rules:
            self._giving[_key(rule.head.predicate, rule.head.object)].append(rule)
        self._direct: dict[Fact, bool] = {}
        self._by_subject: dict[int, defaultdict[int, list[int]]] = {}
        self._by_object: dict[int, defaultdict[int, list[int]]] = {}

    def steps(self, fact: Fact) -> Iterator[Step]:
        """Yield the ways in which one rule gives a fact from facts that hold.

        Of the ways along a transitive property those only whose first part is no such way itself:
        every proof can be put so without getting larger, and a long thread has a step for each of
        its links, not for each pair of them.
        """
        for rule in self._giving.get(_key(*fact[1:]), ()):
            for step in self._uses(rule, fact):
                if rule.name != "prp-trp" or self._is_direct(step.premises[0]):
                    yield step

    def _is_direct(self, fact: Fact) -> bool:
        """Whether a fact holds otherwise than along a transitive property."""
        if fact not in self._direct:
            self._direct[fact] = fact in self._closure.asserted or any(
                True
                for rule in self._giving.get(_key(*fact[1:]), ())
                if rule.name != "prp-trp"
                for _ in self._uses(rule, fact)
            )
        return self._direct[fact]

    def _uses(self, rule: Rule, fact: Fact) -> Iterator[Step]:
        """Yield every way in which a rule gives a fact."""
        subject, predicate, value = fact
        first = rule.body[0]
        if first.predicate == TYPE:
            if subject in self._closure.facts.members.get(first.object, ()):
                yield Step(rule, ((subject, TYPE, first.object),))
        elif predicate == TYPE:
            yield from self._typing(rule, subject)
        elif len(rule.body) > 1:
            yield from self._chaining(rule, subject, value)
        else:
            ends = (subject, value) if rule.head.subject == first.subject else (value, subject)
            if ends in self._closure.facts.pairs.get(first.predicate, ()):
                yield Step(rule, ((ends[0], first.predicate, ends[1]),))

    def _typing(self, rule: Rule, node: int) -> Iterator[Step]:
        """Yield the uses of a domain or a range."""
        atom = rule.body[0]
        if rule.head.subject == atom.subject:
            for value in self._from(atom.predicate).get(node, ()):
                yield Step(rule, ((node, atom.predicate, value),))
        else:
            for subject in self._to(atom.predicate).get(node, ()):
                yield Step(rule, ((subject, atom.predicate, node),))

    def _chaining(self, rule: Rule, subject: int, value: int) -> Iterator[Step]:
        """Yield the paths from one node to another along the properties of a chain."""
        last = len(rule.body) - 1
        waiting: list[tuple[int, Premises]] = [(subject, ())]
        while waiting:
            node, path = waiting.pop()
            predicate = rule.body[len(path)].predicate
            if len(path) == last:
                if (node, value) in self._closure.facts.pairs.get(predicate, ()):
                    yield Step(rule, (*path, (node, predicate, value)))
            else:
                for following in self._from(predicate).get(node, ()):
                    waiting.append((following, (*path, (node, predicate, following))))

    def _from(self, predicate: int) -> defaultdict[int, list[int]]:
        if predicate not in self._by_subject:
            index = self._by_subject[predicate] = defaultdict(list)
            for subject, value in self._closure.facts.pairs.get(predicate, ()):
                index[subject].append(value)
        return self._by_subject[predicate]

    def _to(self, predicate: int) -> defaultdict[int, list[int]]:
        if predicate not in self._by_object:
            index = self._by_object[predicate] = defaultdict(list)
            for subject, value in self._closure.facts.pairs.get(predicate, ()):
                index[value].append(subject)
        return self._by_object[predicate]

    def support(self, fact: Fact) -> dict[Fact, list[Step]]:
        """Return every fact that may bear on a fact, with all the steps that give it.

        What is asserted needs no step, and has none.
        """
        steps: dict[Fact, list[Step]] = {}
        waiting = [fact]
        while waiting:
            wanted = waiting.pop()
            if wanted in steps:
                continue
            given = wanted in self._closure.asserted
            steps[wanted] = [] if given else list(self.steps(wanted))
            waiting.extend(p for step in steps[wanted] for p in step.premises)
        return steps

    def prove(self, fact: Fact) -> Proof | None:
        """Return a smallest proof of a fact, or None where no rules give it.

        Smallest: with the fewest nodes in its tree, and of these with the fewest weak leaves. Of
        several the first by the names of its rules and the terms of its premises, so that the
        same data has the same proof.

        The method is Knuth's generalization of Dijkstra's algorithm to grammar problems
        (Information Processing Letters 6, 1977).
        """
        if fact not in self._closure.facts:
            return None
        steps = self.support(fact)
        best = self._sizes(steps)
        return self._tree(fact, steps, best) if fact in best else None

    def _sizes(self, steps: dict[Fact, list[Step]]) -> dict[Fact, Size]:
        """Return the size of the smallest proof of each fact that has one."""
        using: defaultdict[Fact, list[tuple[Fact, Premises]]] = defaultdict(list)
        heap: list[tuple[Size, Fact]] = []
        for fact, ways in steps.items():
            if fact in self._closure.asserted:
                heappush(heap, ((1, int(self._is_weak(fact))), fact))
            for step in ways:
                for premise in set(step.premises):
                    using[premise].append((fact, step.premises))
        best: dict[Fact, Size] = {}
        while heap:
            size, fact = heappop(heap)
            if fact in best:
                continue
            best[fact] = size
            for conclusion, premises in using[fact]:
                if conclusion not in best and all(p in best for p in premises):
                    heappush(heap, (_total(premises, best), conclusion))
        return best

    def _tree(self, fact: Fact, steps: dict[Fact, list[Step]], best: dict[Fact, Size]) -> Proof:
        """Return the smallest proof. Proofs are shallow: each step takes a smaller one."""
        chosen: dict[Fact, Proof] = {}
        waiting = [fact]
        while waiting:
            wanted = waiting[-1]
            if wanted in self._closure.asserted:
                chosen[wanted] = Proof(wanted, None, ())
                waiting.pop()
                continue
            step = min((s for s in steps[wanted] if self._fits(s, wanted, best)), key=self._order)
            missing = [p for p in step.premises if p not in chosen]
            if missing:
                waiting.extend(missing)
            else:
                chosen[wanted] = Proof(wanted, step.rule, tuple(chosen[p] for p in step.premises))
                waiting.pop()
        return chosen[fact]

    def _fits(self, step: Step, fact: Fact, best: dict[Fact, Size]) -> bool:
        return all(p in best for p in step.premises) and _total(step.premises, best) == best[fact]

    def _order(self, step: Step) -> tuple[str, list[list[str]]]:
        names = self._closure.terms.list
        return step.rule.name, [[str(names[n]) for n in fact] for fact in step.premises]


def _total(premises: Premises, best: dict[Fact, Size]) -> Size:
    """Return the size of a proof that one step takes from the smallest ones of its premises."""
    return 1 + sum(best[p][0] for p in premises), sum(best[p][1] for p in premises)


def _key(predicate: int, value: int) -> tuple[int, int]:
    return predicate, value if predicate == TYPE else TYPE


def size(proof: Proof) -> int:
    """Return the number of nodes of a proof's tree."""
    total, waiting = 0, [proof]
    while waiting:
        total += 1
        waiting.extend(waiting.pop().premises)
    return total


def all_steps(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """Yield the steps of proofs that a rule takes, from the top."""
    waiting = list(proofs)
    while waiting:
        proof = waiting.pop()
        waiting.extend(proof.premises)
        if proof.rule is not None:
            yield proof
