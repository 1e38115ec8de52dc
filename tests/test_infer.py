"""What follows from data: the rules, the two engines, and what is written down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from benchmarks.generate import small_board, write
from govgraph.infer import infer, with_closure
from govgraph.infer.axioms import OWL, is_built_in, read_axioms
from govgraph.infer.facts import close, read_facts
from govgraph.infer.owl import owlrl_closure
from govgraph.infer.rules import Terms
from govgraph.load import INFERRED, load_code_lists, open_ontology, open_store
from govgraph.names import GOV, RDF_TYPE
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT, Result
from tests.ontologies import EX, PREFIXES, how_many, inferred, random_data, random_ontology, read

Call = Callable[..., Result]


def ex(*names: str) -> Triple:
    subject, predicate, value = (
        NamedNode(RDF_TYPE if name == "a" else EX + name) for name in names
    )
    return Triple(subject, predicate, value)


def closed(ontology: str, data: str) -> set[Triple]:
    return inferred(infer(read(PREFIXES + data), read(PREFIXES + ontology)))


# --- the forms of axioms


@pytest.mark.parametrize(
    ("ontology", "data", "follows"),
    [
        (":A rdfs:subClassOf :B . :B rdfs:subClassOf :C .", ":x a :A .", ["x a B", "x a C"]),
        (":p rdfs:subPropertyOf :q .", ":x :p :y .", ["x q y"]),
        (":p rdfs:domain :A .", ":x :p :y .", ["x a A"]),
        (":p rdfs:range :A .", ":x :p :y .", ["y a A"]),
        (":p owl:inverseOf :q .", ":x :p :y . :v :q :w .", ["y q x", "w p v"]),
        (":p owl:inverseOf :p .", ":x :p :y .", ["y p x"]),
        (":p a owl:TransitiveProperty .", ":x :p :y . :y :p :z .", ["x p z"]),
        (":r owl:propertyChainAxiom ( :p :q ) .", ":x :p :y . :y :q :z .", ["x r z"]),
        (
            ":r owl:propertyChainAxiom ( :p :q :p ) , ( :q :q ) .",
            ":x :p :y . :y :q :z . :z :p :w . :z :q :v .",
            ["x r w", "y r v"],
        ),
        (":r owl:propertyChainAxiom ( :p :r ) .", ":x :p :y . :y :r :z .", ["x r z"]),
        (":p rdfs:subPropertyOf :q . :q rdfs:subPropertyOf :p .", ":x :p :y .", ["x q y"]),
        (":A rdfs:subClassOf owl:Thing .", ":x a :A .", []),
        (":p rdfs:range xsd:string .", ':x :p "y" .', []),
        (":p rdfs:range :A .", ':x :p "a literal" .', []),
        (":p owl:inverseOf :q .", ':x :p "a literal" .', []),
        (":A owl:disjointWith :B .", ":x a :A . :y a :B .", []),
    ],
)
def test_each_form_of_axiom_gives_what_it_means(
    ontology: str, data: str, follows: list[str]
) -> None:
    """An axiom gives exactly its facts, and none that is asserted."""
    assert closed(ontology, data) == {ex(*fact.split()) for fact in follows}


def test_circles_end() -> None:
    """A chain through itself over a circle, and a transitive one, come to a stop."""
    ring = " ".join(f":n{n} :p :n{(n + 1) % 30} ." for n in range(30))
    assert len(closed(":p a owl:TransitiveProperty .", ring)) == 30 * 30 - 30
    assert len(closed(":p owl:propertyChainAxiom ( :p :p :p ) .", ring)) > 30
    itself = closed(":p owl:propertyChainAxiom ( :p :p ) . :p owl:inverseOf :q .", ":x :p :x .")
    assert itself == {ex("x", "q", "x")}


# --- two engines, one answer


def agree(store: Store, ontology: Store) -> bool:
    own, owlrl = infer(store, ontology), infer(store, ontology, "owlrl")
    assert (own.engine, owlrl.engine) == ("own", "owlrl")
    assert inferred(own) == inferred(owlrl)
    assert bool(own.clashes()) == bool(owlrl.messages)
    return bool(own.triples())


def test_what_is_given_stays_as_it_was() -> None:
    """A closure may share sets with what was given, and changes none of them."""
    rng = Random(9)
    for _ in range(20):
        terms = Terms()
        given = read_facts(terms, read(random_ontology(rng)), read(random_data(rng)))
        before = set(given)
        known = close(given, read_axioms(terms, given).rules)
        assert set(given) == before
        assert before <= set(known)


def test_owlrl_gives_the_same_of_random_ontologies() -> None:
    """Both engines give the same facts about the data, whatever the ontology of these forms."""
    rng = Random(4)
    cases = how_many(20, 400)
    said = [agree(read(random_data(rng)), read(random_ontology(rng))) for _ in range(cases)]
    assert sum(said) > cases / 3


def test_owlrl_gives_the_same_of_invented_boards() -> None:
    """Both engines give the same facts, and see a contradiction in the same boards."""
    ontology = open_ontology()
    used: set[str] = set()
    for seed in range(how_many(1, 200)):
        store = read(small_board(seed))
        load_code_lists(store)
        agree(store, ontology)
        used |= {f"{q.predicate}" for q in store}
    assert used


def test_owlrl_gives_the_same_of_the_boards_that_are_kept(store: Store) -> None:
    """Both engines give the same facts of the board that ships and of those for tests."""
    kept = (open_store(find_workspace(BOARDS / name)) for name in ("parish", "harbour", "library"))
    # owlrl needs a dozen seconds for the board that ships.
    for board in [*kept, store][: how_many(1, 4)]:
        assert agree(board, open_ontology())


def test_what_is_left_out_against_owlrl_is_listed() -> None:
    """What owlrl derives and is not written down is of these four kinds, and each occurs."""
    ontology = read(PREFIXES + ":p a owl:ObjectProperty ; rdfs:domain :A . :A a owl:Class .")
    store = read(PREFIXES + ':x :p :y ; rdfs:label "x" .')
    both = Store()
    both.extend((*ontology, *store))
    theirs = set(owlrl_closure(both).triples) - {q.triple for q in both}
    left_out = theirs - inferred(infer(store, ontology))
    declared = {q.subject for q in ontology}
    kinds: Counter[str] = Counter()
    for triple in left_out:
        subject, predicate, value = triple
        if predicate.value == OWL + "sameAs" and subject == value:
            kinds["the same as itself"] += 1
        elif is_built_in(subject):
            kinds["about a term of RDF, RDF Schema, OWL or XML Schema"] += 1
        elif subject in declared:
            kinds["about a term of the ontology"] += 1
        elif predicate.value == RDF_TYPE and is_built_in(value):
            kinds["of a class that everything is in"] += 1
        else:
            kinds[f"else: {triple}"] += 1
    assert sorted(kinds) == sorted(
        [
            "the same as itself",
            "about a term of RDF, RDF Schema, OWL or XML Schema",
            "about a term of the ontology",
            "of a class that everything is in",
        ]
    )


def test_a_statement_about_a_literal_is_followed_and_not_written() -> None:
    """Two things that share a literal are joined through it; the literal is no subject."""
    ontology = ":p owl:inverseOf :q . :r owl:propertyChainAxiom ( :p :q ) ."
    assert closed(ontology, ':x :p "v" . :y :p "v" .') == {
        ex(*f.split()) for f in ("x r y", "y r x", "x r x", "y r y")
    }


def renamed(store: Store) -> Store:
    """Give every class and property of the vocabulary another name."""

    def other(term: object) -> object:
        if isinstance(term, NamedNode) and term.value.startswith(GOV):
            return NamedNode("urn:z:" + term.value.removeprefix(GOV)[::-1])
        return term

    result = Store()
    result.extend(Quad(*(other(t) for t in q)) for q in store)  # type: ignore[arg-type]
    return result


def test_names_mean_nothing(store: Store) -> None:
    """With every term of the vocabulary renamed the same facts follow, under the new names."""
    plain = infer(store, open_ontology())
    strange = infer(renamed(store), renamed(open_ontology()))
    pool = Store()
    pool.extend(Quad(*triple) for triple in plain.triples())
    assert {q.triple for q in renamed(pool)} == inferred(strange)
    assert len(plain.triples()) > 1000


def test_every_rule_fires_in_an_invented_board(tmp_path: Path) -> None:
    """Each axiom of the ontology gives a fact on a board of twenty-five meetings, or says nothing.

    The facts are counted with what is asserted taken for unknown: a class that every file states
    is inferred too.
    """
    write(tmp_path, 25)
    store = open_store(find_workspace(tmp_path))
    closure = infer(store, open_ontology())
    silent = [
        rule
        for rule in closure.axioms.rules
        if not any(
            closure.facts.members.get(atom.object)
            if atom.predicate == 0
            else closure.facts.pairs.get(atom.predicate)
            for atom in rule.body[:1]
        )
    ]
    names = closure.terms.list
    assert [(r.name, str(names[r.head.predicate])) for r in silent] == []


# --- what is written down


def test_nothing_is_inferred_that_is_asserted_or_that_says_nothing(store: Store) -> None:
    """No asserted fact, no fact of a literal, nothing about the ontology, no builtin class."""
    ontology = open_ontology()
    asserted = {q.triple for q in (*store, *ontology)}
    declared = {q.subject for q in ontology}
    triples = infer(store, ontology).triples()
    assert triples
    for triple in triples:
        assert triple not in asserted
        assert not isinstance(triple.subject, Literal)
        assert triple.subject not in declared
        kind = triple.object if triple.predicate.value == RDF_TYPE else triple.predicate
        assert not is_built_in(kind)


def test_a_store_with_what_follows_keeps_the_rest_apart(store: Store) -> None:
    """The asserted graphs are untouched, and what follows is in a graph of its own."""
    closure = infer(store, open_ontology())
    both = with_closure(store, closure)
    own = list(both.quads_for_pattern(None, None, None, INFERRED))
    assert {q.triple for q in own} == inferred(closure)
    assert not any(store.quads_for_pattern(None, None, None, INFERRED))
    assert {q for q in both if q.graph_name != INFERRED} == set(store)


@pytest.mark.parametrize("name", ["nq", "trig", "ttl"])
def test_the_command_writes_each_format(name: str, govgraph: Call, tmp_path: Path) -> None:
    """Each format holds what follows, by --format and by the suffix, the same bytes twice."""
    path = tmp_path / f"all.{name}"
    first = govgraph("infer", "--only-inferred", "--format", name)
    again = govgraph("infer", "--only-inferred", "-o", path)
    assert (first.code, first.err, again.code) == (0, "", 0)
    assert path.read_text(encoding="utf-8") == first.out
    form = {"nq": RdfFormat.N_QUADS, "trig": RdfFormat.TRIG, "ttl": RdfFormat.TURTLE}[name]
    quads = list(parse(first.out.encode(), format=form))
    graphs = {str(q.graph_name) for q in quads}
    assert graphs == ({"DEFAULT"} if name == "ttl" else {str(INFERRED)})
    store = open_store(find_workspace(ROOT))
    assert {q.triple for q in quads} == inferred(infer(store, open_ontology()))


def test_the_whole_dataset_keeps_its_graphs(govgraph: Call, store: Store) -> None:
    """Without --only-inferred the asserted statements stand in their own graphs."""
    quads = set(parse(govgraph("infer", "-f", "nq").out.encode(), format=RdfFormat.N_QUADS))
    assert {q for q in quads if q.graph_name != INFERRED} == set(store)
    union = set(parse(govgraph("infer").out.encode(), format=RdfFormat.TURTLE))
    assert {q.triple for q in union} == {q.triple for q in quads}


def test_the_summary_counts_by_rule(govgraph: Call, store: Store) -> None:
    """Every rule of the ontology is listed with its axioms and facts, and the sum is right."""
    out = govgraph("infer", "--summary").out
    closure = infer(store, open_ontology())
    first = out.split("\n", 1)[0]
    assert (
        first == f"{len(store)} statements asserted, {len(closure.triples())} facts inferred (own)."
    )
    rules = dict(re.findall(r"^((?:prp|cax)-\w+) .*?(\d+)$", out, re.MULTILINE))
    assert set(rules) == {rule.name for rule in closure.axioms.rules}
    chains = {
        closure.terms.list[r.head.predicate] for r in closure.axioms.rules if r.name == "prp-spo2"
    }
    by_chain = [t for t in closure.triples() if t.predicate in chains]
    assert 0 < int(rules["prp-spo2"]) <= len(by_chain)
    kinds = re.findall(r"^(?:a )?\w+:\w+ +(\d+)$", out, re.MULTILINE)
    assert sum(map(int, kinds)) == len(closure.triples())


def test_a_query_asks_for_what_follows_by_its_header(govgraph: Call, tmp_path: Path) -> None:
    """A query of one's own sees what follows only where its header says so."""
    text = f"PREFIX gov: <{GOV}> SELECT (COUNT(*) AS ?n) {{ ?m gov:attendedBy ?p }}"
    plain, closing = tmp_path / "plain.rq", tmp_path / "closing.rq"
    plain.write_text(text, encoding="utf-8")
    closing.write_text(f"#+ summary: s\n#+ closure: yes\n{text}", encoding="utf-8")
    assert govgraph("query", plain, "-f", "csv").out.split() == ["n", "0"]
    plain.write_text(text.replace("(COUNT(*) AS ?n)", "?m"), encoding="utf-8")
    hint = "gov:attendedBy is never stated, it follows: add a line '#+ closure: yes'."
    assert hint in govgraph("query", plain).err
    assert int(govgraph("query", closing, "-f", "csv").out.split()[1]) > 40
    closing.write_text(f"#+ summary: s\n#+ closure: maybe\n{text}", encoding="utf-8")
    refused = govgraph("query", closing)
    assert refused.code == 2
    assert "closing.rq:2: 'closure' is to be 'yes', not 'maybe'." in refused.err
