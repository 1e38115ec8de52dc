"""What hostile or odd input does to the reasoner: bounded work, nothing false, nothing silent."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from govgraph.errors import InferenceError
from govgraph.infer import infer
from govgraph.infer.proofs import Prover
from govgraph.infer.summary import summarize
from tests.conftest import Result
from tests.ontologies import EX, PREFIXES, inferred, read, size

Call = Callable[..., Result]
Write = Callable[[str, str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes a workspace and an ontology beside it, and returns the workspace."""

    def written(data: str, ontology: str) -> Path:
        root = tmp_path / "board"
        (root / "data").mkdir(parents=True)
        (root / "govgraph.toml").write_text("", encoding="utf-8")
        head = PREFIXES + "@prefix gov: <https://w3id.org/govgraph/ns#> .\n"
        head += "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        (root / "data" / "x.ttl").write_text(head + data, encoding="utf-8")
        (root / "o.ttl").write_text(head + ontology, encoding="utf-8")
        return root

    return written


@pytest.mark.parametrize(
    ("data", "axiom"),
    [
        (':x :p "a" , "b" . :y :r "a" .', ":p a owl:FunctionalProperty ."),
        (':x :p :a , "lit" . :y :r :a .', ":p a owl:FunctionalProperty ."),
        (
            ':x a :A ; :p "a" , "b" .',
            ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality"
            ' "1"^^xsd:nonNegativeInteger ] .',
        ),
    ],
)
def test_values_are_not_merged_either(data: str, axiom: str) -> None:
    """Two words do not become one because a property is to have one value."""
    with pytest.raises(InferenceError, match="would make one thing of"):
        infer(read(PREFIXES + data), read(PREFIXES + axiom))


@pytest.mark.parametrize(
    ("value", "datatype", "fits"),
    [
        ('"foo"', "xsd:date", False),
        ('"2022-06-24"^^xsd:date', "xsd:date", True),
        ("-5", "xsd:nonNegativeInteger", False),
        ("0", "xsd:nonNegativeInteger", True),
        ("0", "xsd:positiveInteger", False),
        ("7", "xsd:positiveInteger", True),
        ("1.5", "xsd:integer", False),
        ("1.5", "xsd:decimal", True),
        ('"x"@en', "xsd:string", False),
        ('"yes"^^xsd:boolean', "xsd:boolean", False),
    ],
)
def test_values_are_held_to_their_datatypes(value: str, datatype: str, fits: bool) -> None:
    """A value outside the datatype of its property is a contradiction, of each kind here."""
    closure = infer(
        read(PREFIXES + f":x :p {value} ."), read(f"{PREFIXES}:p rdfs:range {datatype} .")
    )
    assert (closure.engine, bool(closure.clashes())) == ("own", not fits)


def test_what_is_in_no_class_is_one_contradiction(write: Write, govgraph: Call) -> None:
    """A member of owl:Nothing, also by a subclass, is reported once and in words."""
    root = write(":x a :A .", ":A rdfs:subClassOf owl:Nothing .")
    result = govgraph("-C", root, "infer", "--ontology", root / "o.ttl")
    assert result.code == 1
    assert "1 contradiction" in result.err
    assert "Nothing is of that class. (cls-nothing2)" in " ".join(result.err.split())


def test_a_pair_of_classes_counts_once() -> None:
    """That two classes are disjoint may be said from both ends."""
    ontology = ":A owl:disjointWith :B . :B owl:disjointWith :A ."
    closure = infer(read(PREFIXES + ":x a :A , :B ."), read(PREFIXES + ontology))
    assert len(closure.clashes()) == 1


def test_literals_stand_in_proofs_and_contradictions(write: Write, govgraph: Call) -> None:
    """What follows through a literal has a proof; a literal of two classes is a contradiction."""
    chain = ":p owl:inverseOf :q . :r owl:propertyChainAxiom ( :p :q ) ."
    root = write(':x :p "lit" . :y :p "lit" .', chain)
    result = govgraph("-C", root, "why", f"{EX}x", f"{EX}r", f"{EX}y", "--ontology", root / "o.ttl")
    assert (result.code, '"lit"' in result.out) == (0, True)
    both = ":p rdfs:range :A , :B . :A owl:disjointWith :B ."
    (root / "o.ttl").write_text(PREFIXES + both, encoding="utf-8")
    result = govgraph("-C", root, "infer", "--ontology", root / "o.ttl")
    assert result.code == 1
    assert "nothing can be both" in " ".join(result.err.split())


@pytest.mark.parametrize("data", [":x :p <<( :a :b :c )>> .", ":x :p :y {| :src :d |} ."])
def test_statements_about_statements_are_followed_and_not_written(data: str) -> None:
    """A triple as a term makes no triple with a triple for its subject, and no owlrl run."""
    closure = infer(read(PREFIXES + data), read(PREFIXES + ":p owl:inverseOf :q ."))
    assert closure.engine == "own"
    assert closure.quads() is not None
    with pytest.raises(InferenceError, match="owlrl does not take the data"):
        infer(read(PREFIXES + data), read(PREFIXES), "owlrl")


def test_a_long_thread_takes_no_cube() -> None:
    """Seven hundred links of a transitive property: a quarter of a million pairs, and an end."""
    links = " ".join(f":n{n} :t :n{n + 1} ." for n in range(700))
    closure = infer(read(PREFIXES + links), read(PREFIXES + ":t a owl:TransitiveProperty ."))
    assert len(closure.facts.pairs[closure.terms.find(read_term("t")) or 0]) == 700 * 701 // 2


def read_term(name: str) -> NamedNode:
    return NamedNode(EX + name)


def test_many_paths_are_not_listed_one_by_one() -> None:
    """A ladder with a million paths through a chain of twenty has one smallest proof."""
    rungs = " ".join(
        f":{a}{n} :p :{b}{n + 1} ." for n in range(20) for a in ("a", "b") for b in ("a", "b")
    )
    chain = " ".join([":p"] * 20)
    closure = infer(
        read(PREFIXES + rungs), read(PREFIXES + f":r owl:propertyChainAxiom ( {chain} ) .")
    )
    facts = [f for f in closure.inferred() if closure.said(f)[1] == read_term("r")]
    assert len(facts) == 4
    proof = Prover(closure).prove(facts[0])
    assert proof is not None
    assert (size(proof), len(proof.premises)) == (21, 20)
    assert summarize(closure, 80).inferred == len(list(closure.inferred()))


def test_a_confidence_that_is_none_is_not_given(write: Write, govgraph: Call) -> None:
    """A reading with a confidence that no list has is still shown, as without one."""
    root = write(
        """:s a gov:Attendance ; gov:basis gov:editorInferred ; gov:confidence gov:likely ;
        gov:evidence :q ; :p :y . :q gov:exact "foo" ; gov:text "foo" .""",
        ":p rdfs:subPropertyOf :q2 .",
    )
    for form in ("text", "md", "json", "mermaid"):
        asked = ("why", f"{EX}s", f"{EX}q2", f"{EX}y", "--ontology", root / "o.ttl")
        result = govgraph("-C", root, *asked, "-f", form)
        assert result.code == 0
        assert "confidence not given" in result.out


def test_nodes_without_a_name_have_the_same_bytes(write: Write, govgraph: Call) -> None:
    """What the engine names by chance is named in no output, and is told apart in a proof."""
    root = write(
        ":x :p [ :q :y ] , [ :q :z ] . :y :s :w . :z :s :w .",
        ":r owl:propertyChainAxiom ( :p :q ) . :t owl:propertyChainAxiom ( :r :s ) .",
    )
    for form in ("text", "json"):
        asked = ("why", f"{EX}x", f"{EX}t", f"{EX}w", "--ontology", root / "o.ttl", "-f", form)
        outs = {govgraph("-C", root, *asked).out for _ in range(3)}
        assert len(outs) == 1
        assert "_:" not in outs.pop()


def test_every_written_fact_can_be_asked_about(write: Write, govgraph: Call) -> None:
    """A property that only axioms name, axioms in the data, and a literal value are found."""
    root = write(
        ':x :p :y . :x :v "val" . :v rdfs:subPropertyOf :w .', ":p rdfs:subPropertyOf :q ."
    )
    extra = ("--ontology", root / "o.ttl")
    assert govgraph("-C", root, "why", f"{EX}x", f"{EX}q", f"{EX}y", *extra).code == 0
    assert govgraph("-C", root, "why", f"{EX}x", f"{EX}w", "val", *extra).code == 0
    held = govgraph("why", "gov:Letter", "rdfs:subClassOf", "gov:Record")
    assert (held.code, "from the vocabulary" in held.out) == (0, True)


def test_a_label_keeps_to_its_line(write: Write, govgraph: Call) -> None:
    """A label with line ends and mark-up breaks no heading and no list."""
    root = write(':x a :A ; skos:prefLabel "a\\n\\n- b\\n# c" .', ":A rdfs:subClassOf :B .")
    asked = ("why", f"{EX}x", "a", f"{EX}B", "--ontology", root / "o.ttl")
    out = govgraph("-C", root, *asked, "-f", "md").out
    assert out.splitlines()[0].startswith("# A - b")
    assert "\n- b" not in out


def test_an_ontology_from_a_pipe_is_refused(govgraph: Call, tmp_path: Path) -> None:
    """A pipe cannot be read again for the place of an axiom, and might never end."""
    os.mkfifo(tmp_path / "pipe")
    result = govgraph("infer", "--ontology", tmp_path / "pipe")
    assert (result.code, "no regular file" in result.err) == (2, True)


def test_nothing_follows_from_nothing() -> None:
    """An empty pool has an empty closure."""
    assert inferred(infer(read(PREFIXES), read(PREFIXES))) == set()
