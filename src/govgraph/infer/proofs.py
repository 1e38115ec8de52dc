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
        self._rests: dict[int, tuple[Rule, int]] = {}
        self._rest_numbers: dict[tuple[Rule, int], int] = {}
        self._reached: dict[tuple[Rule, int, int], frozenset[int]] = {}
        self._by_subject: dict[int, defaultdict[int, list[int]]] = {}
        self._by_object: dict[int, defaultdict[int, list[int]]] = {}

    def steps(self, fact: Fact) -> Iterator[Step]:
        """Yield the ways in which one rule gives a fact from facts that hold.

        Of the ways along a transitive property those only whose first part is no such way itself:
        every proof can be put so without getting larger, and a long thread has a step for each of
        its links, not for each pair of them. A chain is taken link by link: its step has a first
        link and, under a number below zero, the rest of the chain, which is a fact of its own
        here, so that many paths through the same nodes are not listed one by one.
        """
        if fact[1] < 0:
            yield from self._rest_of_chain(fact)
            return
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
            yield from self._links(rule, 0, subject, value)
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

    def _rest_of_chain(self, fact: Fact) -> Iterator[Step]:
        rule, place = self._rests[fact[1]]
        yield from self._links(rule, place, fact[0], fact[2])

    def _links(self, rule: Rule, place: int, node: int, value: int) -> Iterator[Step]:
        """Yield the links at a place of a chain from which the rest of it leads to a node."""
        predicate = rule.body[place].predicate
        if place == len(rule.body) - 1:
            if (node, value) in self._closure.facts.pairs.get(predicate, ()):
                yield Step(rule, ((node, predicate, value),))
            return
        is_last = place + 1 == len(rule.body) - 1
        rest = rule.body[-1].predicate if is_last else self._rest(rule, place + 1)
        for following in self._from(predicate).get(node, ()):
            if value in self._ends(rule, place + 1, following):
                yield Step(rule, ((node, predicate, following), (following, rest, value)))

    def _rest(self, rule: Rule, place: int) -> int:
        """Return the number, below zero, of what is left of a chain from a place on."""
        number = self._rest_numbers.setdefault((rule, place), -1 - len(self._rest_numbers))
        self._rests[number] = (rule, place)
        return number

    def _ends(self, rule: Rule, place: int, node: int) -> frozenset[int]:
        """Return where a chain leads from a node, taken from a place on."""
        key = (rule, place, node)
        if key not in self._reached:
            following = self._from(rule.body[place].predicate).get(node, ())
            last = place == len(rule.body) - 1
            self._reached[key] = (
                frozenset(following)
                if last
                else frozenset().union(*(self._ends(rule, place + 1, other) for other in following))
            )
        return self._reached[key]

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
                    heappush(heap, (_total(conclusion, premises, best), conclusion))
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
                chosen[wanted] = Proof(wanted, step.rule, _flat(chosen[p] for p in step.premises))
                waiting.pop()
        return chosen[fact]

    def _fits(self, step: Step, fact: Fact, best: dict[Fact, Size]) -> bool:
        return (
            all(p in best for p in step.premises)
            and _total(fact, step.premises, best) == best[fact]
        )

    def _order(self, step: Step) -> tuple[str, list[list[str]]]:
        names = self._closure.terms.list
        return step.rule.name, [
            ["" if number < 0 else str(names[number]) for number in fact] for fact in step.premises
        ]


def _flat(premises: Iterable[Proof]) -> tuple[Proof, ...]:
    """Return premises with the links of a chain in place of its rest."""
    found: list[Proof] = []
    for premise in premises:
        found.extend(premise.premises if premise.fact[1] < 0 else [premise])
    return tuple(found)


def _total(conclusion: Fact, premises: Premises, best: dict[Fact, Size]) -> Size:
    """Return the size of a proof that one step takes from the smallest ones of its premises."""
    own = int(conclusion[1] >= 0)  # The rest of a chain is no statement of the proof.
    return own + sum(best[p][0] for p in premises), sum(best[p][1] for p in premises)


def _key(predicate: int, value: int) -> tuple[int, int]:
    return predicate, value if predicate == TYPE else TYPE
