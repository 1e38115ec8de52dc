"""What a change of the data does to what follows: from the change itself, not from all of it.

Delete and rederive: what may have rested on a lost statement is taken away, what is given by what
is left comes back, and what is new is followed up. A premise is looked up where it stands, so
that a change costs what it touches.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import NamedTuple

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from govgraph.infer.axioms import may_be_axiom, read_axioms
from govgraph.infer.clashes import is_value
from govgraph.infer.closure import Closure
from govgraph.infer.facts import close, read_facts
from govgraph.infer.rules import TYPE, Rule, Terms
from govgraph.model import Term
from govgraph.names import RDF_TYPE, VOCABULARIES

# A statement: subject, predicate, object.
Said = tuple[Term, Term, Term]

_A = NamedNode(RDF_TYPE)
_NOTHING = NamedNode(VOCABULARIES["owl"] + "Nothing")


class OutOfStepError(Exception):
    """A change has to be worked out from scratch: what it brings is no plain statement."""


class Effect(NamedTuple):
    """What a change does to the inferred facts: those that go, and those that come."""

    lost: set[Said]
    gained: set[Said]


class View:
    """The facts that hold: those of stores, without some and with others."""

    def __init__(self, *stores: Store) -> None:
        self._stores = stores
        self.gone: set[Said] = set()
        self.added: set[Said] = set()
        self._objects: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)
        self._subjects: defaultdict[tuple[Term, Term], list[Term]] = defaultdict(list)

    def add(self, fact: Said) -> None:
        """Put a fact in."""
        subject, predicate, value = fact
        self.added.add(fact)
        self._objects[subject, predicate].append(value)
        self._subjects[predicate, value].append(subject)

    def holds(self, fact: Said) -> bool:
        """Whether a fact holds."""
        return fact in self.added or (fact not in self.gone and any(self._quads(*fact)))

    def objects(self, subject: Term, predicate: Term) -> Iterator[Term]:
        """Yield what a property of a thing leads to; a thing may come twice."""
        yield from self._objects.get((subject, predicate), ())
        for quad in self._quads(subject, predicate, None):
            if (subject, predicate, quad.object) not in self.gone:
                yield quad.object

    def subjects(self, predicate: Term, value: Term) -> Iterator[Term]:
        """Yield what has a value for a property; a thing may come twice."""
        yield from self._subjects.get((predicate, value), ())
        for quad in self._quads(None, predicate, value):
            if (quad.subject, predicate, value) not in self.gone:
                yield quad.subject

    def has(self, subject: Term | None, predicate: Term, value: Term | None) -> bool:
        """Whether a thing has a property, or is the value of one."""
        if subject is not None:
            return any(True for _ in self.objects(subject, predicate))
        return value is not None and any(True for _ in self.subjects(predicate, value))

    def _quads(self, subject: Term | None, predicate: Term, value: Term | None) -> Iterator[Quad]:
        if isinstance(subject, Literal | Triple) or not isinstance(predicate, NamedNode):
            return
        for store in self._stores:
            yield from store.quads_for_pattern(subject, predicate, value, None)


class Increments:
    """The rules of an ontology, by what they start from and by what they give.

    Args:
        ontology: the ontology.
    """

    def __init__(self, ontology: Store) -> None:
        terms = Terms()
        asserted = read_facts(terms, ontology)
        self.axioms = read_axioms(terms, asserted)
        names = terms.list
        self.vocabulary = {names[n] for n in self.axioms.vocabulary}
        self.ontology = Store()
        for subject, predicate, value in close(asserted, self.axioms.rules):
            node, name = names[subject], names[predicate]
            if isinstance(node, NamedNode | BlankNode) and isinstance(name, NamedNode):
                self.ontology.add(Quad(node, name, names[value]))
        self._disjoint: defaultdict[Term, set[Term]] = defaultdict(set)
        for one, other in self.axioms.disjoint:
            self._disjoint[names[one]].add(names[other])
            self._disjoint[names[other]].add(names[one])
        self._datatypes: defaultdict[Term, set[str]] = defaultdict(set)
        for number, datatype in self.axioms.datatypes:
            self._datatypes[names[number]].add(datatype)
        self._wider: defaultdict[Term, list[Term]] = defaultdict(list)
        self._narrower: defaultdict[Term, list[Term]] = defaultdict(list)
        # Property → class of its subjects (0) or objects (1), and back.
        self._classes: defaultdict[Term, list[tuple[int, Term]]] = defaultdict(list)
        self._members: defaultdict[Term, list[tuple[int, Term]]] = defaultdict(list)
        # Property → property, and whether it runs the other way.
        self._implied: defaultdict[Term, list[tuple[Term, bool]]] = defaultdict(list)
        self._implying: defaultdict[Term, list[tuple[Term, bool]]] = defaultdict(list)
        self._links: defaultdict[Term, list[tuple[int, tuple[Term, ...], Term]]]
        self._links = defaultdict(list)
        self._chains: defaultdict[Term, list[tuple[Term, ...]]] = defaultdict(list)
        for rule in self.axioms.rules:
            self._index(rule, names)

    def _index(self, rule: Rule, names: list[Term]) -> None:
        head, first = rule.head, rule.body[0]
        if len(rule.body) > 1:
            chain = tuple(names[atom.predicate] for atom in rule.body)
            self._chains[names[head.predicate]].append(chain)
            for place, predicate in enumerate(chain):
                self._links[predicate].append((place, chain, names[head.predicate]))
        elif first.predicate == TYPE:
            self._wider[names[first.object]].append(names[head.object])
            self._narrower[names[head.object]].append(names[first.object])
        elif head.predicate == TYPE:
            place = 0 if head.subject == first.subject else 1
            self._classes[names[first.predicate]].append((place, names[head.object]))
            self._members[names[head.object]].append((place, names[first.predicate]))
        else:
            turned = head.subject != first.subject
            self._implied[names[first.predicate]].append((names[head.predicate], turned))
            self._implying[names[head.predicate]].append((names[first.predicate], turned))

    def fits(self, closure: Closure) -> bool:
        """Whether a closure can be kept in step: the data brings no axioms and nothing odd."""
        axioms, own = closure.axioms, self.axioms
        same = (
            not axioms.unsupported
            and len(axioms.vocabulary) == len(own.vocabulary)
            and len(axioms.rules) == len(own.rules)
            and len(axioms.disjoint) == len(own.disjoint)
            and len(axioms.datatypes) == len(own.datatypes)
        )
        if not same:
            return False
        odd = {
            number
            for number, term in enumerate(closure.terms.list)
            if isinstance(term, Literal | Triple) or number in axioms.vocabulary
        }
        facts = closure.facts
        return all(odd.isdisjoint(s for s, _ in pairs) for pairs in self._of_data(closure)) and all(
            members.isdisjoint(odd)
            for cls, members in facts.members.items()
            if not may_be_axiom(_A, closure.terms.list[cls])
        )

    def _of_data(self, closure: Closure) -> Iterator[Collection[tuple[int, int]]]:
        """Yield the pairs of each property of the data, without those of the ontology itself."""
        names = closure.terms.list
        for number, pairs in closure.facts.pairs.items():
            name = names[number]
            if isinstance(name, NamedNode) and not may_be_axiom(name, None):
                own = {
                    (closure.terms.find(q.subject), closure.terms.find(q.object))
                    for q in self.ontology.quads_for_pattern(None, name, None)
                }
                yield pairs - own if own else pairs

    def effect(
        self,
        store: Store,
        removed: Iterable[Said],
        added: Iterable[Said],
        asserted: Callable[[Said], bool],
    ) -> Effect:
        """Return what a change does to the inferred facts.

        Args:
            store: the data before the change, and all that follows from it.
            removed: what is asserted no more.
            added: what is asserted now and was not.
            asserted: whether a fact is asserted after the change.

        Raises:
            OutOfStepError: it has to be worked out from scratch.
        """
        removed, added = set(removed), set(added)
        if any(may_be_axiom(p, o) for _, p, o in (*removed, *added)):
            raise OutOfStepError("the change holds an axiom")
        if any(self._of_ontology(fact) for fact in (*removed, *added)):
            raise OutOfStepError("the change is about what the ontology says too")
        view = View(store, self.ontology)
        waiting, doomed = list(removed), set(removed)
        while waiting:
            for fact in self._consequences(view, waiting.pop()):
                if fact not in doomed and not asserted(fact) and not self._of_ontology(fact):
                    doomed.add(fact)
                    waiting.append(fact)
        view.gone = doomed
        waiting = [*(f for f in doomed if self._follows(view, f)), *added]
        while waiting:
            fact = waiting.pop()
            if not view.holds(fact):
                view.add(fact)
                waiting += [f for f in self._consequences(view, fact) if not view.holds(f)]
        if any(self._clashes(view, fact) for fact in (*view.added, *added)):
            raise OutOfStepError("the change contradicts the ontology")
        gained = {fact for fact in view.added if not asserted(fact)}
        lost = (doomed - removed - gained) | (added - view.added)
        return Effect(lost, gained - doomed | (gained & removed))

    def _of_ontology(self, fact: Said) -> bool:
        subject, predicate, value = fact
        if not isinstance(subject, NamedNode) or not isinstance(predicate, NamedNode):
            return False
        return any(self.ontology.quads_for_pattern(subject, predicate, value))

    def _consequences(self, view: View, fact: Said) -> Iterator[Said]:
        """Yield what a fact gives by one rule, with what else holds; one may come twice."""
        for subject, predicate, value in self._given(view, fact):
            if isinstance(subject, Literal | Triple) or subject in self.vocabulary:
                raise OutOfStepError("something follows that no statement can say")
            yield subject, predicate, value

    def _given(self, view: View, fact: Said) -> Iterator[Said]:
        subject, predicate, value = fact
        if predicate == _A:
            for cls in self._wider.get(value, ()):
                yield subject, _A, cls
            return
        for place, cls in self._classes.get(predicate, ()):
            yield (value if place else subject), _A, cls
        for name, turned in self._implied.get(predicate, ()):
            yield (value, name, subject) if turned else (subject, name, value)
        for place, chain, head in self._links.get(predicate, ()):
            starts, ends = {subject}, {value}
            for name in reversed(chain[:place]):
                starts = {s for node in starts for s in view.subjects(name, node)}
            if starts:
                for name in chain[place + 1 :]:
                    ends = {o for node in ends for o in view.objects(node, name)}
                for start in starts:
                    for end in ends:
                        yield start, head, end

    def _follows(self, view: View, fact: Said) -> bool:
        """Whether one rule gives a fact from what holds."""
        subject, predicate, value = fact
        if predicate == _A:
            return any(view.holds((subject, _A, c)) for c in self._narrower.get(value, ())) or any(
                view.has(None, name, subject) if place else view.has(subject, name, None)
                for place, name in self._members.get(value, ())
            )
        for name, turned in self._implying.get(predicate, ()):
            if view.holds((value, name, subject) if turned else (subject, name, value)):
                return True
        for chain in self._chains.get(predicate, ()):
            nodes = {subject}
            for name in chain:
                nodes = {o for node in nodes for o in view.objects(node, name)}
            if value in nodes:
                return True
        return False

    def _clashes(self, view: View, fact: Said) -> bool:
        subject, predicate, value = fact
        if predicate == _A:
            return value == _NOTHING or any(
                view.holds((subject, _A, other)) for other in self._disjoint.get(value, ())
            )
        return any(not is_value(value, d) for d in self._datatypes.get(predicate, ()))
