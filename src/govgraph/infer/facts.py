"""Statements by number, and the fixpoint of rules over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pyoxigraph import Store

from govgraph.infer.rules import TYPE, Fact, Rule, Terms

Pair = tuple[int, int]
_T = TypeVar("_T")


class Facts:
    """A set of statements.

    Attributes:
        pairs: property → subjects with their objects; types are not among them.
        members: class → its members.
    """

    def __init__(self, facts: Iterable[Fact] = ()) -> None:
        self.pairs: defaultdict[int, set[Pair]] = defaultdict(set)
        self.members: defaultdict[int, set[int]] = defaultdict(set)
        for fact in facts:
            self.add(fact)

    def add(self, fact: Fact) -> None:
        """Put a statement in."""
        subject, predicate, value = fact
        if predicate == TYPE:
            self.members[value].add(subject)
        else:
            self.pairs[predicate].add((subject, value))

    def __contains__(self, fact: Fact) -> bool:
        subject, predicate, value = fact
        if predicate == TYPE:
            return subject in self.members.get(value, ())
        return (subject, value) in self.pairs.get(predicate, ())

    def __iter__(self) -> Iterator[Fact]:
        for predicate, pairs in self.pairs.items():
            for subject, value in pairs:
                yield subject, predicate, value
        for cls, members in self.members.items():
            for subject in members:
                yield subject, TYPE, cls


def read_facts(terms: Terms, *stores: Store) -> Facts:
    """Return the statements of stores by number, whatever their graphs."""
    number = terms.number
    facts = Facts()
    pairs, members = facts.pairs, facts.members
    for store in stores:
        for subject, predicate, value, _ in store:
            node, name, end = number(subject), number(predicate), number(value)
            if name == TYPE:
                members[end].add(node)
            else:
                pairs[name].add((node, end))
    return facts


class Joins:
    """The pairs of the properties that rules join, by subject and by object.

    A transitive property is extended by one direct pair at a time: what is made of two pairs is
    never joined with another such, so that a long thread takes the square of its length.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self.chains: defaultdict[int, list[tuple[int, tuple[int, ...], int]]] = defaultdict(list)
        self.transitive: set[int] = set()
        for rule in rules:
            if rule.name == "prp-trp":
                self.transitive.add(rule.head.predicate)
            elif len(rule.body) > 1:
                chain = tuple(atom.predicate for atom in rule.body)
                for place, predicate in enumerate(chain):
                    self.chains[predicate].append((place, chain, rule.head.predicate))
        self._by_subject = _Index()
        self._by_object = _Index()
        self._direct_by_object = _Index()

    def add(self, predicate: int, pairs: set[Pair], direct: bool) -> None:
        """Take in new pairs of a property; ``direct``: not made of two by transitivity."""
        if predicate not in self.chains and predicate not in self.transitive:
            return
        by_subject, by_object = self._by_subject[predicate], self._by_object[predicate]
        for subject, value in pairs:
            by_subject[subject].append(value)
            by_object[value].append(subject)
        if direct and predicate in self.transitive:
            for subject, value in pairs:
                self._direct_by_object[predicate][value].append(subject)

    def through(self, pairs: set[Pair], place: int, chain: tuple[int, ...]) -> Iterator[Pair]:
        """Yield the ends of the chains whose link at a place is one of the pairs."""
        before = [self._by_object[p] for p in reversed(chain[:place])]
        after = [self._by_subject[p] for p in chain[place + 1 :]]
        for pair in pairs:
            starts, ends = {pair[0]}, {pair[1]}
            for index in before:
                starts = {x for y in starts for x in index.get(y, ())}
            if starts:
                for index in after:
                    ends = {x for y in ends for x in index.get(y, ())}
                for start in starts:
                    for end in ends:
                        yield start, end

    def along(self, predicate: int, pairs: set[Pair], direct: bool) -> Iterator[Pair]:
        """Yield what new pairs of a transitive property make with one direct pair each."""
        before, after = self._direct_by_object[predicate], self._by_subject[predicate]
        for subject, value in pairs:
            for start in before.get(subject, ()):
                yield start, value
            if direct:
                for end in after.get(value, ()):
                    yield subject, end


class _Index(defaultdict[int, defaultdict[int, list[int]]]):
    """Property → node → the nodes at the other end."""

    def __init__(self) -> None:
        super().__init__(lambda: defaultdict(list))


def close(given: Facts, rules: Iterable[Rule]) -> Facts:
    """Return the least set of facts that holds the given ones and that no rule adds to.

    Semi-naive: what is new is taken property by property and class by class, and joined with what
    is known by then, so that no pair of premises meets twice. It ends, since rules make no terms.
    What nothing follows for is not copied: the sets of the given facts are those of the result,
    and neither is to be changed.
    """
    rules = tuple(rules)
    joins, single = Joins(rules), _single(rules)
    known, waiting, made = Facts(), Facts(), Facts()
    pairs_given, members_given = list(given.pairs.items()), list(given.members.items())
    while pairs_given or waiting.pairs or made.pairs or members_given or waiting.members:
        while pairs_given or waiting.pairs or made.pairs:
            direct = bool(pairs_given or waiting.pairs)
            waits = (waiting if direct else made).pairs
            predicate, found = pairs_given.pop() if pairs_given else waits.popitem()
            pairs = _take(known.pairs, given.pairs, predicate, found)
            if pairs:
                joins.add(predicate, pairs, direct)
                _follow(predicate, pairs, single, joins, waiting)
                if predicate in joins.transitive:
                    made.pairs[predicate].update(joins.along(predicate, pairs, direct))
        while members_given or waiting.members:
            cls, nodes = members_given.pop() if members_given else waiting.members.popitem()
            members = _take(known.members, given.members, cls, nodes)
            for rule in single[TYPE, cls] if members else ():
                waiting.members[rule.head.object] |= members
    return known


def _take(
    known: dict[int, set[_T]], given: dict[int, set[_T]], key: int, found: set[_T]
) -> set[_T]:
    """Put what is found to what is known, and return what of it is new; change no given set."""
    before = known.get(key)
    if not before:
        known[key] = found
        return found
    new = found - before
    if new and before is given.get(key):
        known[key] = before | new
    else:
        before |= new
    return new


def _single(rules: tuple[Rule, ...]) -> defaultdict[Pair, list[Rule]]:
    """Index the rules of one premise by its property and, of a type, its class."""
    single: defaultdict[Pair, list[Rule]] = defaultdict(list)
    for rule in rules:
        if len(rule.body) == 1:
            atom = rule.body[0]
            single[atom.predicate, atom.object if atom.predicate == TYPE else TYPE].append(rule)
    return single


def _follow(
    predicate: int,
    pairs: set[Pair],
    single: defaultdict[Pair, list[Rule]],
    joins: Joins,
    waiting: Facts,
) -> None:
    """Add what follows from new pairs of a property."""
    for rule in single[predicate, TYPE]:
        head, subject = rule.head, rule.body[0].subject
        if head.predicate == TYPE:
            place = 0 if head.subject == subject else 1
            waiting.members[head.object].update([pair[place] for pair in pairs])
        elif head.subject == subject:
            waiting.pairs[head.predicate] |= pairs
        else:
            waiting.pairs[head.predicate].update([(value, node) for node, value in pairs])
    for place, chain, head_predicate in joins.chains.get(predicate, ()):
        waiting.pairs[head_predicate].update(joins.through(pairs, place, chain))
