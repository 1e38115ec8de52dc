"""What cannot all be true stops the commands that reason, with places and sentences."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.errors import InferenceError
from govgraph.infer import infer
from tests.conftest import Result
from tests.ontologies import PREFIXES, read

Call = Callable[..., Result]
OCTOBER = "2022-10-14-minutes.ttl"


def append(board: Path, text: str) -> None:
    path = board / "data" / OCTOBER
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def line_of(board: Path, text: str, subject: str = "") -> int:
    """Return the first line with a text after the line of a subject."""
    lines = (board / "data" / OCTOBER).read_text(encoding="utf-8").split("\n")
    start = lines.index(subject) if subject else 0
    return next(n for n, line in enumerate(lines, 1) if n > start and text in line)


def test_a_presence_that_is_an_apology_stops_with_its_sentences(
    board: Path, govgraph: Call
) -> None:
    """The two statements are shown with file, line and the record's words; nothing is written."""
    append(board, "\n:present-lynne-owens a gov:Apology . # Both.\n")
    line = line_of(board, "# Both.")
    for arguments in (["infer"], ["infer", "--summary"], ["why", "2022-10-14/1", "a", "Action"]):
        result = govgraph("-C", board, *arguments)
        assert (result.code, result.out) == (1, "")
        assert "the data contradicts the ontology: 1 contradiction." in result.err
        assert "is both a presence and an apology, and nothing can be both." in " ".join(
            result.err.split()
        )
        assert f"{OCTOBER}:{line}:24" in result.err
        assert (
            f"{OCTOBER}:{line_of(board, 'a gov:Presence', ':present-lynne-owens')}:7" in result.err
        )
        assert '"Dame Lynne Owens, Deputy Commissioner" – 2022-10-14-minutes' in result.err
        assert "ontology/govgraph.ttl:" in result.err


def test_a_contradiction_that_only_follows_shows_how(board: Path, govgraph: Call) -> None:
    """An organization that attends is a person by a chain and a range; the proof is shown."""
    append(board, "\n:present-x a gov:Presence ; gov:attendee organization:mps .\n")
    result = govgraph("-C", board, "infer", "-o", board / "out.ttl")
    assert (result.code, (board / "out.ttl").exists()) == (1, False)
    assert "1. MPS is both a person and an organization, and nothing can be both." in result.err
    assert "'attendee' leads only to a person (prp-rng" in result.err


def test_a_value_outside_its_datatype_is_a_contradiction(board: Path, govgraph: Call) -> None:
    """A word where the ontology has a number."""
    append(board, '\n:p1.1 gov:order "first" .\n')
    result = govgraph("-C", board, "infer")
    assert result.code == 1
    assert 'The value "first" is no xsd:integer. (dt-not-type' in " ".join(result.err.split())


def test_owlrl_stops_as_well(board: Path, govgraph: Call) -> None:
    """With the other engine the same contradiction is reported in the same words."""
    small = board / "data"
    for path in small.glob("*.ttl"):
        path.unlink()
    (small / "x.ttl").write_text(
        "@prefix gov: <https://w3id.org/govgraph/ns#> . <urn:x> a gov:Presence , gov:Apology .",
        encoding="utf-8",
    )
    own, other = govgraph("-C", board, "infer"), govgraph("-C", board, "infer", "--engine", "owlrl")
    assert own.code == other.code == 1
    assert other.err.startswith(own.err.rstrip())
    assert "owlrl: Disjoint classes" in other.err


def test_a_saved_query_that_reasons_stops_too(board: Path, govgraph: Call, tmp_path: Path) -> None:
    """A query over what follows has no answer where everything would follow."""
    append(board, "\n:present-lynne-owens a gov:Apology .\n")
    query = tmp_path / "q.rq"
    query.write_text("#+ summary: s\n#+ closure: yes\nASK { ?s ?p ?o }", encoding="utf-8")
    result = govgraph("-C", board, "query", query)
    assert (result.code, result.out) == (1, "")
    assert "the data contradicts the ontology: see 'govgraph infer'." in result.err


@pytest.mark.parametrize(
    ("axiom", "data", "named"),
    [
        (":p a owl:FunctionalProperty .", ":x :p :y , :z .", ":p rdf:type owl:FunctionalProperty"),
        (
            ":p a owl:InverseFunctionalProperty .",
            ":x :p :z . :y :p :z .",
            ":p rdf:type owl:InverseFunctionalProperty",
        ),
        (":A owl:hasKey ( :p :q ) .", ":x a :A ; :p 1 ; :q 2 . :y a :A ; :q 2 ; :p 1 .", "hasKey"),
        ("", ":x owl:sameAs :y .", "owl:sameAs"),
        (
            ":p a owl:FunctionalProperty . :q rdfs:subPropertyOf :p .",
            ":x :q :y ; :p :z .",
            "FunctionalProperty",
        ),
        (
            ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality"
            ' "1"^^xsd:nonNegativeInteger ] .',
            ":x a :A ; :p :y , :z .",
            "rdfs:subClassOf []",
        ),
    ],
)
def test_nobody_is_merged(axiom: str, data: str, named: str) -> None:
    """An axiom that would make one thing of two is refused by name, whatever its form."""
    ontology = PREFIXES + axiom
    with pytest.raises(InferenceError, match="would make one thing of") as refused:
        infer(read(PREFIXES + data), read(ontology))
    assert named.replace(":p", "<https://example.org/any#p>", named.startswith(":p")) in str(
        refused.value
    )


@pytest.mark.parametrize(
    ("axiom", "data"),
    [
        (":p a owl:FunctionalProperty .", ":x :p :y . :v :p :y ."),
        (":p a owl:InverseFunctionalProperty .", ":x :p :y , :z ."),
        (":A owl:hasKey ( :p ) .", ":x a :A ; :p 1 . :y :p 1 ."),
    ],
)
def test_an_axiom_that_merges_nobody_goes_to_owlrl(axiom: str, data: str) -> None:
    """It has no rule here, so the whole run is owlrl's, and what it does is not refused."""
    closure = infer(read(PREFIXES + data), read(PREFIXES + axiom))
    assert closure.engine == "owlrl"
    assert closure.axioms.unsupported


def test_an_axiom_of_another_form_is_handed_over_aloud(govgraph: Call, tmp_path: Path) -> None:
    """The axiom is named, and owlrl gives what it means."""
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        PREFIXES + ":p a owl:SymmetricProperty . :A owl:equivalentClass :B .", encoding="utf-8"
    )
    root = tmp_path / "board"
    (root / "data").mkdir(parents=True)
    (root / "govgraph.toml").write_text("", encoding="utf-8")
    data = PREFIXES + ":x :p :y ; a :A ."
    (root / "data" / "x.ttl").write_text(data, encoding="utf-8")
    result = govgraph("-C", root, "infer", "--only-inferred", "-f", "nq", "--ontology", extra)
    assert result.code == 0
    assert "the whole run was handed to owlrl" in result.err
    assert "and 1 more" in result.err
    assert "any#y> <https://example.org/any#p> <https://example.org/any#x>" in result.out
    assert (
        "any#x> <http://www.w3.org/1999/02/22-rdf-syntax-ns#type> <https://example.org/any#B>"
        in (result.out)
    )
    arguments = ("why", "https://example.org/any#y", "https://example.org/any#p")
    why = govgraph("-C", root, *arguments, "https://example.org/any#x", "--ontology", extra)
    assert why.code == 0
    assert "It follows by owlrl, by axioms for which there are no proofs here." in why.out


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("not Turtle at all", "extra.ttl:1:1: not Turtle"),
        ("<urn:x> <http://www.w3.org/2002/07/owl#imports> <http://x/y> .", "nothing is fetched"),
        (PREFIXES + ":p owl:propertyChainAxiom ( :q ) .", "handed to owlrl"),
        (PREFIXES + "rdfs:label rdfs:subPropertyOf :p .", "handed to owlrl"),
    ],
)
def test_an_ontology_that_cannot_be_used(
    text: str, said: str, govgraph: Call, tmp_path: Path
) -> None:
    """It does not parse, asks for the network, or has a form that no rule knows: it is said."""
    path = tmp_path / "extra.ttl"
    path.write_text(text, encoding="utf-8")
    root = tmp_path / "board"
    (root / "data").mkdir(parents=True)
    (root / "govgraph.toml").write_text("", encoding="utf-8")
    result = govgraph("-C", root, "infer", "--ontology", path, "-o", tmp_path / "out.ttl")
    assert said in result.err
    assert result.code == (0 if "owlrl" in said else 2)
    assert (tmp_path / "out.ttl").exists() == (result.code == 0)


def test_an_ontology_that_is_not_there(govgraph: Call, tmp_path: Path) -> None:
    """A missing file and a folder are named."""
    for path in (tmp_path / "none.ttl", tmp_path):
        result = govgraph("infer", "--ontology", path)
        assert (result.code, result.out) == (2, "")
        assert str(path) in result.err
