"""The second stage: rules on what is asserted together with what follows from it.

A wrong statement of the first stage has consequences that are wrong too. What rests on a thing
with a violation there is held back until that is mended, so that one cause is told once.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice

from pyoxigraph import NamedNode, Store, Triple

from govgraph.infer import Closure, infer
from govgraph.infer.axioms import is_axiom
from govgraph.infer.proofs import Prover
from govgraph.infer.rules import Fact, shown
from govgraph.load import INFERRED
from govgraph.model import Term
from govgraph.names import RDF_TYPE
from govgraph.shacl import Asked
from govgraph.validate.conformance import Focus, check_shapes, validator
from govgraph.validate.facts import Classes, Facts
from govgraph.validate.own import check_own
from govgraph.validate.own_shapes import OwnShapes
from govgraph.validate.rules import INTEGRITY, VIOLATION, Breach, Rule

CONTRADICTION = Rule(
    "GG400",
    "Statements that contradict each other",
    VIOLATION,
    "Put right or take away one of the statements.",
    "From a contradiction nothing can be concluded: inference stops at it.",
    stage=INTEGRITY,
)
RULES = (CONTRADICTION,)

# Of more statements what follows is let go, and worked out anew where something has to be proved.
_MOST_KEPT = 500_000
_BATCH = 20_000


def check_integrity(
    facts: Facts, own: OwnShapes, engine: str, focus: Focus = None
) -> Iterator[Breach]:
    """Yield what breaks the rules of the stage, contradictions among it.

    Args:
        facts: what is asserted.
        own: the workspace's shapes.
        engine: what checks the shapes.
        focus: of the targets of the shapes that ship, those to be checked; None for all.

    Raises:
        ValidationError: a shape cannot be used.
    """
    given = _without_axioms(facts.store)
    closure = infer(given, facts.terms.store)
    yield from _contradictions(closure, facts.base)
    # Its facts in numbers take half as much room as the data.
    kept = closure if len(facts.store) <= _MOST_KEPT else None
    # Axioms among the data, and shapes of one's own, may ask for anything.
    is_known = given is facts.store and not own.graphs(INTEGRITY)
    asked = validator(INTEGRITY, engine).asked() if is_known else None
    del given
    with _closed(facts, closure, asked) as closed:
        del closure
        shipped = list(check_shapes(INTEGRITY, closed, engine, focus))
        found = [*shipped, *check_own(own, INTEGRITY, closed, engine)]
        follow = [_only_follows(closed.store, breach) for breach in found]
    if any(follow):
        kept = kept or infer(_without_axioms(facts.store), facts.terms.store)
        prover = Prover(kept)
        pairs = zip(found, follow, strict=True)
        found = [_placed(breach, kept, prover) if but else breach for breach, but in pairs]
    yield from found


def check_kept(closed: Facts, engine: str, focus: Focus) -> Iterator[Breach]:
    """Yield what breaks the rules of the stage in data that is kept in step with what follows.

    Nothing contradicts anything in such data. Where a breach follows it is not told.
    """
    yield from check_shapes(INTEGRITY, closed, engine, focus)


def placed(breaches: Iterable[Breach], asserted: Facts, closed: Facts) -> list[Breach] | None:
    """Return breaches in kept data, with the asserted statements that they rest on.

    Args:
        breaches: what was found.
        asserted: what is asserted, and which part of it is looked at.
        closed: the same with what follows.

    Returns:
        None where what is looked at does not bear a breach out.
    """
    found, follows = [], []
    for breach in breaches:
        if _holds(closed.store, breach) and not _holds(asserted.store, breach):
            follows.append(breach)
        else:
            found.append(breach)
    if not follows:
        return found
    part = Store()
    part.extend(asserted.statements())
    closure = infer(part, asserted.terms.store)
    prover = Prover(closure)
    proved = [_placed(breach, closure, prover) for breach in follows]
    return [*found, *proved] if all(breach.at is not None for breach in proved) else None


def _holds(store: Store, breach: Breach) -> bool:
    """Return whether a store has the statement that a breach is about."""
    node, path, value = breach.node, breach.path, breach.value
    if node is None or value is None or not isinstance(path, NamedNode):
        return False
    return any(True for _ in store.quads_for_pattern(node, path, value))


def _only_follows(store: Store, breach: Breach) -> bool:
    """Return whether a breach is about a statement that follows, and that no file holds."""
    node, path, value = breach.node, breach.path, breach.value
    if node is None or value is None or not isinstance(path, NamedNode):
        return False
    graphs = {quad.graph_name for quad in store.quads_for_pattern(node, path, value)}
    return graphs == {INFERRED}


@contextmanager
def _closed(facts: Facts, closure: Closure, asked: Asked | None) -> Iterator[Facts]:
    """Put what follows among the data, of which a copy would be as large again.

    Of large boards it takes a third as much as they do: so only what is asked for is put there.
    """
    following = closure.quads() if asked is None else closure.quads(*asked)
    # The engine holds what it is given in one call.
    while batch := list(islice(following, _BATCH)):
        facts.store.extend(batch)
    # It is not kept for the time of the checks.
    del closure, following
    try:
        # Few are asked for their classes; those of all would take as much again.
        classes = Classes(facts.store, facts.terms)
        yield Facts(facts.store, facts.terms, facts.base, classes=classes)
    finally:
        facts.store.remove_graph(INFERRED)


def told(breaches: Iterable[Breach]) -> set[Term]:
    """Return the things with a violation: whatever rests on one of them may have its cause."""
    found: set[Term] = set()
    for breach in breaches:
        if breach.rule.severity == VIOLATION:
            found |= {term for term in (breach.node, breach.value) if isinstance(term, NamedNode)}
    return found


def rests_on(breach: Breach, things: set[Term]) -> bool:
    """Return whether a breach is about one of some things."""
    return not things.isdisjoint({breach.node, breach.value, *breach.others})


def _without_axioms(store: Store) -> Store:
    """Return a store without the axioms among its data, which are findings of their own."""
    axioms = [quad for quad in store if is_axiom(quad.predicate, quad.object)]
    if not axioms:
        return store
    rest = Store()
    rest.extend(store)
    for quad in axioms:
        rest.remove(quad)
    return rest


def _contradictions(closure: Closure, base: str) -> Iterator[Breach]:
    prover = Prover(closure)
    for clash in closure.clashes():
        leaves = [leaf for fact in clash.facts for leaf in _leaves(prover, fact)]
        node = closure.said(clash.facts[0])[0]
        if not leaves or not isinstance(node, NamedNode):
            continue  # What is said of a node without a name is a finding of its own.
        triples = [closure.triple(leaf) for leaf in dict.fromkeys(leaves)]
        said = "; ".join(_shown(triple, base) for triple in triples)
        axiom = " ".join(shown(term, base) for term in closure.said(clash.axiom))
        message = f"These cannot all be so: {said}; for {axiom}. {CONTRADICTION.message}"
        others = tuple(term for t in triples for term in (t.subject, t.object))
        # A class that is asserted is seldom wrong; what leads to the thing more often is.
        at = next((t for t in triples if t.predicate.value != RDF_TYPE), triples[-1])
        yield Breach(CONTRADICTION, node, None, None, message, others=others, at=at)


def _placed(breach: Breach, closure: Closure, prover: Prover) -> Breach:
    """Return a breach whose statement follows with an asserted statement that it rests on."""
    node, path, value = breach.node, breach.path, breach.value
    if node is None or value is None or not isinstance(path, NamedNode):
        return breach
    fact = closure.fact(node, path, value)
    if fact is None or fact in closure.asserted:
        return breach
    # Of several, that which names the value: it is what most likely has to be mended.
    leaves = [closure.triple(leaf) for leaf in _leaves(prover, fact)]
    at = next((t for t in leaves if t.object == value), leaves[0] if leaves else None)
    return replace(breach, at=at)


def _leaves(prover: Prover, fact: Fact) -> list[Fact]:
    proof = prover.prove(fact)
    return [] if proof is None else list(proof.leaves())


def _shown(triple: Triple, base: str) -> str:
    return " ".join(shown(term, base) for term in triple).replace(" rdf:type ", " a ")
