"""Store and ontology → closure: what is asserted, what follows, and by which engine."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from pyoxigraph import BlankNode, NamedNode, Quad, Store, Triple

from govgraph.errors import InferenceError
from govgraph.infer.axioms import OWL, Axioms, is_built_in, read_axioms
from govgraph.infer.clashes import Clash, find_clashes
from govgraph.infer.facts import Facts, close, read_facts
from govgraph.infer.merges import find_merges
from govgraph.infer.rules import TYPE, Fact, Terms, shown
from govgraph.load import INFERRED
from govgraph.model import Term

ENGINES = ("own", "owlrl")
_MOST_NAMED = 5
# What rules derive of literals and of triples is followed and not written: RDF cannot say it.
_SUBJECTS = (NamedNode, BlankNode)


class Closure:
    """Statements, and all that follows from them.

    Attributes:
        terms: the numbers of the terms.
        axioms: the rules that were run, and what they do not cover.
        asserted: what was given, the ontology among it.
        facts: what was given and what follows.
        ontology: the statements of the ontology, as a store.
        engine: the engine that ran: ``own`` or ``owlrl``.
        messages: what owlrl says of contradictions.
    """

    def __init__(
        self, terms: Terms, axioms: Axioms, asserted: Facts, facts: Facts, ontology: Store
    ) -> None:
        self.terms = terms
        self.ontology = ontology
        self.axioms = axioms
        self.asserted = asserted
        self.facts = facts
        self.engine = ENGINES[0]
        self.messages: tuple[str, ...] = ()

    def inferred(
        self, predicates: Collection[str] | None = None, classes: Collection[str] | None = None
    ) -> Iterator[Fact]:
        """Yield the facts about the data that follow and are not asserted.

        Args:
            predicates: the IRIs of the properties that are asked for; None for all.
            classes: the IRIs of the classes, likewise.

        Not among them are statements about the terms of the ontology, those whose property or
        class is one of RDF, RDF Schema or OWL (that everything is a thing, that all is the same
        as itself), and statements about literals.
        """
        names, asserted = self.terms.list, self.asserted
        silent = self.axioms.vocabulary
        for predicate, pairs in self.facts.pairs.items():
            if is_built_in(names[predicate]) or not _is_among(names[predicate], predicates):
                continue
            for subject, value in pairs - asserted.pairs.get(predicate, set()):
                if subject not in silent and isinstance(names[subject], _SUBJECTS):
                    yield subject, predicate, value
        for cls, members in self.facts.members.items():
            if is_built_in(names[cls]) or not _is_among(names[cls], classes):
                continue
            for subject in members - asserted.members.get(cls, set()):
                if subject not in silent and isinstance(names[subject], _SUBJECTS):
                    yield subject, TYPE, cls

    def triples(self) -> list[Triple]:
        """Return the inferred facts as triples, in no order."""
        return [self.triple(fact) for fact in self.inferred()]

    def quads(
        self, predicates: Collection[str] | None = None, classes: Collection[str] | None = None
    ) -> Iterator[Quad]:
        """Yield the inferred facts (:meth:`inferred`) as statements of their graph, in no order.

        They are made as they are asked for: together they take more room than all that is known.
        """
        for fact in self.inferred(predicates, classes):
            said = self.triple(fact)
            yield Quad(said.subject, said.predicate, said.object, INFERRED)

    def triple(self, fact: Fact) -> Triple:
        """Return a fact that RDF can say as a triple: its subject is no literal."""
        names = self.terms.list
        return Triple(names[fact[0]], names[fact[1]], names[fact[2]])  # type: ignore[arg-type]

    def said(self, fact: Fact) -> tuple[Term, Term, Term]:
        """Return the terms of a fact; its subject may be a literal, which no triple has."""
        names = self.terms.list
        return names[fact[0]], names[fact[1]], names[fact[2]]

    def objects(self, predicate: Term) -> set[Term]:
        """Return what a property leads to, asserted and inferred."""
        pairs = self.facts.pairs.get(self.terms.find(predicate) or -1, set())
        return {self.terms.list[value] for _, value in pairs}

    def fact(self, subject: Term, predicate: Term, value: Term) -> Fact | None:
        """Return the fact of three terms if it holds, else None."""
        numbers = [self.terms.find(term) for term in (subject, predicate, value)]
        s, p, o = (-1 if number is None else number for number in numbers)
        return (s, p, o) if (s, p, o) in self.facts else None

    def ends(self, predicate: Term) -> tuple[set[Term] | None, set[Term] | None]:
        """Return what can be the subjects and the objects of a property: its domain and range.

        None where the ontology does not say, or where one class of two is enough.
        """
        found: list[set[Term] | None] = []
        for name in ("prp-dom", "prp-rng"):
            classes = self.classes(predicate, name)
            members = self.facts.members.get(classes[0], set()) if len(classes) == 1 else None
            found.append(None if members is None else {self.terms.list[n] for n in members})
        return found[0], found[1]

    def classes(self, predicate: Term, name: str) -> list[int]:
        """Return the classes of the domain (``prp-dom``) or range (``prp-rng``) of a property."""
        number = self.terms.find(predicate)
        rules = (r for r in self.axioms.rules if r.name == name)
        return [r.head.object for r in rules if r.body[0].predicate == number]

    @property
    def is_consistent(self) -> bool:
        """Whether nothing contradicts anything, by the rules and by owlrl where it ran."""
        return not (self.messages or self.clashes())

    def clashes(self) -> list[Clash]:
        """Return what cannot all be true."""
        found = list(find_clashes(self.terms, self.axioms, self.facts))
        # From one contradiction owlrl derives many.
        return found[:_MOST_NAMED] if self.engine != ENGINES[0] else found


def _is_among(term: Term, names: Collection[str] | None) -> bool:
    return names is None or (isinstance(term, NamedNode) and term.value in names)


def infer(store: Store, ontology: Store, engine: str = ENGINES[0]) -> Closure:
    """Return the OWL 2 RL closure of a store and an ontology.

    Args:
        store: the data; nothing is written into it.
        ontology: the ontology.
        engine: ``own`` (owlrl takes its place where an axiom has a form that it does not know) or
            ``owlrl``.

    Raises:
        InferenceError: an axiom makes one thing of two, or an import would have to be fetched.
    """
    terms = Terms()
    asserted = read_facts(terms, ontology, store)
    axioms = read_axioms(terms, asserted)
    closure = Closure(terms, axioms, asserted, close(asserted, axioms.rules), ontology)
    if axioms.unsupported:
        _refuse_imports(terms, axioms)
        merge = next(find_merges(terms, axioms, closure.facts), None)
        if merge is not None:
            two = (shown(terms.list[merge.one]), shown(terms.list[merge.other]))
            raise _merging(terms, two, [merge.axiom])
    if engine == ENGINES[1] or axioms.unsupported:
        _run_owlrl(closure, store)
    return closure


def _run_owlrl(closure: Closure, store: Store) -> None:
    """Put what owlrl derives in place of what the rules gave."""
    # It brings rdflib.
    from govgraph.infer.owl import owlrl_closure

    union = Store()
    for source in (closure.ontology, store):
        union.extend(Quad(q.subject, q.predicate, q.object, INFERRED) for q in source)
    try:
        derived = owlrl_closure(union)
    except TypeError as error:
        message = f"owlrl does not take the data: {error}."
        raise InferenceError("not-taken", message, hint="Take it out.") from error
    number = closure.terms.number
    facts = [(number(t.subject), number(t.predicate), number(t.object)) for t in derived.triples]
    closure.facts = Facts([*closure.asserted, *facts])
    closure.engine, closure.messages = ENGINES[1], tuple(derived.messages)
    if derived.merged is not None:
        raise _merging(closure.terms, derived.merged, closure.axioms.unsupported)


def _refuse_imports(terms: Terms, axioms: Axioms) -> None:
    for _, predicate, value in axioms.unsupported:
        if terms.list[predicate] == NamedNode(OWL + "imports"):
            raise InferenceError(
                "imports",
                f"owl:imports {terms.list[value]} is not followed: nothing is fetched.",
                hint="Take it out, and give the file itself with --ontology.",
            )


def _merging(terms: Terms, two: tuple[str, str], axioms: Sequence[Fact]) -> InferenceError:
    one, other = two
    said = [" ".join(shown(terms.list[n]) for n in axiom) for axiom in axioms]
    which = f"the axiom '{said[0]}'" if len(said) == 1 else f"one of {said[:_MOST_NAMED]}"
    return InferenceError(
        "merge",
        f"{which} would make one thing of {one} and {other}.",
        hint="Take it out: that two names mean one thing is for an editor to decide.",
    )


def with_closure(store: Store, closure: Closure) -> Store:
    """Return a new store with the graphs of another and, in a graph of their own, what follows."""
    result = Store()
    result.extend(store)
    # It tells the graph from none also where nothing follows.
    result.add_graph(INFERRED)
    result.extend(closure.quads())
    return result
