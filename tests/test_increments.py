"""What follows, kept in step with a change, is what follows from scratch."""

from __future__ import annotations

from random import Random

import pytest
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from benchmarks.generate import small_board
from govgraph.infer import infer, with_closure
from govgraph.infer.increments import Increments
from govgraph.load import INFERRED, load_code_lists, open_ontology
from govgraph.names import DEFAULT_BASE
from govgraph.store.closing import replace_and_follow
from tests.ontologies import EX, PREFIXES, how_many, random_data, random_ontology, read

GRAPHS = [NamedNode(f"https://example.org/graph/{n}") for n in range(3)]


def quads(text: str, graph: NamedNode) -> list[Quad]:
    found = parse(text.encode(), RdfFormat.TURTLE)
    return [Quad(q.subject, q.predicate, q.object, graph) for q in found]


def closed(store: Store, ontology: Store) -> Store:
    """Return a store with what follows from scratch, asserted statements alone taken."""
    given = Store()
    given.extend(q for q in store if q.graph_name != INFERRED)
    return with_closure(given, infer(given, ontology))


def in_step(store: Store, graphs: list[NamedNode], arriving: list[Quad], ontology: Store) -> bool:
    """Change graphs of a closed store, hold it against one from scratch; say if it could be."""
    before = set(store)
    followed = replace_and_follow(store, graphs, arriving, ontology) is not None
    if followed:
        assert set(store) == set(closed(store, ontology))
    else:
        assert set(store) == before
    return followed


def test_random_edits_under_random_ontologies() -> None:
    """After each edit, deletions included, the closure is the one from scratch."""
    rng = Random(7)
    followed = edits = 0
    for _ in range(how_many(40, 3000)):
        ontology = read(random_ontology(rng))
        given = Store()
        for graph in GRAPHS:
            given.extend(quads(random_data(rng), graph))
        closure = infer(given, ontology)
        if not Increments(ontology).fits(closure):
            continue
        store = with_closure(given, closure)
        for _ in range(4):
            graphs = rng.sample(GRAPHS, rng.randint(1, 2))
            arriving = []
            for graph in graphs:
                kept = list(store.quads_for_pattern(None, None, None, graph))
                arriving += rng.sample(kept, rng.randint(0, len(kept)))
                if rng.random() < 0.6:
                    arriving += quads(random_data(rng), graph)
            followed += in_step(store, graphs, arriving, ontology)
            edits += 1
    assert followed > edits * 0.9 > how_many(40, 3000)


def test_random_edits_of_invented_boards() -> None:
    """The same of boards under the ontology that ships."""
    ontology = open_ontology()
    rng = Random(3)
    edits = 0
    for seed in range(how_many(8, 200)):
        given = Store()
        load_code_lists(given)
        written = quads(small_board(seed), GRAPHS[0])
        for number, quad in enumerate(written):
            graph = GRAPHS[number % 3 if rng.random() < 0.2 else number * 3 // len(written)]
            given.add(Quad(quad.subject, quad.predicate, quad.object, graph))
        closure = infer(given, ontology)
        if not closure.is_consistent or not Increments(ontology).fits(closure):
            continue
        store = with_closure(given, closure)
        for _ in range(3):
            graph = rng.choice(GRAPHS)
            kept = list(store.quads_for_pattern(None, None, None, graph))
            arriving = rng.sample(kept, int(len(kept) * rng.choice([0, 0.5, 0.9])))
            arriving += rng.sample(quads(small_board(seed + 1), graph), rng.randint(0, 20))
            edits += in_step(store, [graph], arriving, ontology)
    assert edits > how_many(8, 200)


def test_the_board_that_ships_can_be_kept_in_step(store: Store) -> None:
    """Its data brings no axioms, and taking a file away and back gives the same closure."""
    ontology = open_ontology()
    closure = infer(store, ontology)
    assert Increments(ontology).fits(closure)
    both = with_closure(store, closure)
    whole = set(both)
    for name in ("record/2022-07-20-letter", "register/topics", "register/holdings"):
        graph = NamedNode(DEFAULT_BASE + name)
        kept = list(both.quads_for_pattern(None, None, None, graph))
        assert kept
        assert in_step(both, [graph], [], ontology)
        assert replace_and_follow(both, {graph}, kept, ontology)
        assert set(both) == whole


@pytest.mark.parametrize(
    ("ontology", "data", "more"),
    [
        (":p rdfs:domain :A .", ":x :p :y .", ":A rdfs:subClassOf :B ."),
        (":p rdfs:domain :A .", ":x :p :y .", ":q a owl:TransitiveProperty ."),
        (":p rdfs:range :A .", ":x :p :y .", ':x :p "a literal" .'),
        (":p owl:inverseOf :q .", ":x :p :y .", ':x :p "a literal" .'),
        (":A owl:disjointWith :B .", ":x a :A .", ":x a :B ."),
        (":p rdfs:range xsd:date .", ":x :p :y .", ':x :p "no date" .'),
        (":A a owl:Class . :p rdfs:domain :B .", ":x :p :y .", ":A :p :y ."),
        (":x :q :y . :p rdfs:domain :B .", ":x :p :y .", ":x :q :y ."),
    ],
)
def test_what_is_no_plain_statement_is_left_to_a_run_from_scratch(
    ontology: str, data: str, more: str
) -> None:
    """Axioms, contradictions and facts about literals are not followed, nor kept in step after."""
    axioms, both = read(PREFIXES + ontology), read(PREFIXES + data)
    store = with_closure(both, infer(both, axioms))
    assert not in_step(store, [GRAPHS[1]], quads(PREFIXES + more, GRAPHS[1]), axioms)


def test_only_what_holds_no_axiom_fits() -> None:
    """Data that brings axioms, or of which literals follow, is not kept in step."""
    ontology = read(PREFIXES + ":p rdfs:domain :A ; rdfs:range :A . :A a owl:Class .")
    for text, fits in (
        (":x :p :y .", True),
        (':x :p :y ; rdfs:label "x" .', True),
        (":x :p :y . :A rdfs:subClassOf :B .", False),
        (':x :p "a literal" .', False),
        (":A :p :y .", False),
    ):
        closure = infer(read(PREFIXES + text), ontology)
        assert Increments(ontology).fits(closure) is fits, text


def test_a_statement_that_two_files_make_stays_while_one_does() -> None:
    """A fact is lost with the last file that has it, and becomes inferred where it follows."""
    ontology = read(PREFIXES + ":p rdfs:subPropertyOf :q .")
    given = read(PREFIXES + ":x :p :y ; :q :y .", PREFIXES + ":x :q :y .")
    store = with_closure(given, infer(given, ontology))
    fact = (NamedNode(EX + "x"), NamedNode(EX + "q"), NamedNode(EX + "y"))
    assert in_step(store, [GRAPHS[0]], quads(PREFIXES + ":x :p :y .", GRAPHS[0]), ontology)
    assert Quad(*fact, INFERRED) not in store
    assert in_step(store, [GRAPHS[1]], [], ontology)
    assert Quad(*fact, INFERRED) in store
    assert in_step(store, [GRAPHS[0]], [], ontology)
    assert not list(store)
