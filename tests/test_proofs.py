"""Why a fact holds: proofs are small, each step is sound, and they end in the record."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from jsonschema import Draft202012Validator
from pyoxigraph import NamedNode, Quad, Store

from govgraph.infer import Closure, infer
from govgraph.infer.proofs import Prover
from govgraph.infer.rules import Fact, apply
from govgraph.load import ontology_path, open_ontology
from govgraph.lookup import action_names
from govgraph.names import GOV
from govgraph.why import Explainer, Reason
from govgraph.workspace import Workspace
from tests.conftest import ROOT, Result, edit
from tests.ontologies import (
    EX,
    PREFIXES,
    all_steps,
    how_many,
    inferred,
    random_data,
    random_ontology,
    read,
    size,
)
from tests.test_cli import RULED_OUT

Call = Callable[..., Result]
HANDCUFFS = ("2023-08-31/1", "in thread", "thread:handcuffing-and-stop-and-search")
REPRESENTS = ("record:2022-06-24-minutes#present-stephen-house", "represents", "MPS")


@pytest.fixture(scope="module")
def closure(store: Store) -> Closure:
    return infer(store, open_ontology())


@pytest.fixture(scope="module")
def explainer(shipped: Workspace, store: Store, closure: Closure) -> Explainer:
    return Explainer(shipped, store, closure, (ontology_path(),), action_names(store))


# --- proofs


def test_each_step_holds_by_its_rule_alone(closure: Closure) -> None:
    """Every inferred fact of the board that ships has a proof, and each step is the rule's."""
    prover = Prover(closure)
    facts = list(closure.inferred())
    assert len(facts) > 1000
    for fact in facts:
        proof = prover.prove(fact)
        assert proof is not None
        assert proof.fact == fact
        for step in all_steps([proof]):
            assert step.rule in closure.axioms.rules
            assert apply(step.rule, tuple(p.fact for p in step.premises)) == step.fact
        assert all(leaf in closure.asserted for leaf in proof.leaves())


def test_a_step_that_does_not_hold_is_seen(closure: Closure) -> None:
    """Checking a step notices a premise that is exchanged, left out or turned round."""
    prover = Prover(closure)
    facts = sorted(closure.inferred())[::97]
    for fact in facts:
        proof = prover.prove(fact)
        assert proof is not None
        assert proof.rule is not None
        premises = tuple(p.fact for p in proof.premises)
        strange = closure.terms.number(NamedNode("urn:nobody"))
        assert apply(proof.rule, premises[1:]) is None
        for place, (s, p, o) in enumerate(premises):
            for other in ((s, strange, o), (strange, p, o)):
                changed = (*premises[:place], other, *premises[place + 1 :])
                assert apply(proof.rule, changed) != fact


def uses(closure: Closure) -> list[tuple[Fact, tuple[Fact, ...]]]:
    """Return every conclusion that any rule draws from any facts, by trying them all."""
    facts = list(closure.facts)
    found = []
    for rule in closure.axioms.rules:
        tuples: list[tuple[Fact, ...]] = [()]
        for atom in rule.body:
            fitting = [f for f in facts if f[1] == atom.predicate]
            tuples = [(*t, f) for t in tuples for f in fitting if not t or t[-1][2] == f[0]]
        for premises in tuples:
            conclusion = apply(rule, premises)
            if conclusion is not None:
                found.append((conclusion, premises))
    return found


def smallest(closure: Closure) -> dict[Fact, int]:
    """Return the sizes of the smallest proofs, by trying until nothing gets smaller."""
    best = dict.fromkeys(closure.asserted, 1)
    steps = uses(closure)
    changed = True
    while changed:
        changed = False
        for fact, premises in steps:
            if all(p in best for p in premises):
                total = 1 + sum(best[p] for p in premises)
                if total < best.get(fact, total + 1):
                    best[fact], changed = total, True
    return best


def test_a_proof_is_a_smallest_one() -> None:
    """On random ontologies no proof is larger than the smallest that a blunt search finds."""
    rng = Random(9)
    sizes = set()
    for _ in range(how_many(30, 600)):
        closure = infer(read(random_data(rng)), read(random_ontology(rng)))
        best, prover = smallest(closure), Prover(closure)
        for fact in closure.inferred():
            proof = prover.prove(fact)
            assert proof is not None
            assert size(proof) == best[fact]
            sizes.add(best[fact])
    assert max(sizes) > 6


def without(store: Store, closure: Closure, leaf: Fact) -> Store:
    result = Store()
    result.extend(q for q in store if q.triple != closure.triple(leaf))
    return result


def test_the_leaves_of_a_proof_are_enough(closure: Closure) -> None:
    """A fact follows from the leaves of its proof and the ontology alone."""
    ontology, prover = open_ontology(), Prover(closure)
    facts = sorted(closure.inferred(), key=lambda f: str(closure.triple(f)))
    for fact in Random(1).sample(facts, how_many(20, len(facts))):
        proof = prover.prove(fact)
        assert proof is not None
        few = Store()
        few.extend(Quad(*closure.triple(leaf)) for leaf in proof.leaves())
        assert closure.triple(fact) in inferred(infer(few, ontology))


def sole_proofs(closure: Closure) -> dict[Fact, list[Fact]]:
    """Return the leaves of sole proofs, each with the facts that have no other proof."""
    prover, needed = Prover(closure), defaultdict[Fact, list[Fact]](list)
    for fact in closure.inferred():
        support = prover.support(fact)
        otherwise = (f for f in support if f in closure.asserted and any(prover.steps(f)))
        if any(len(steps) > 1 for steps in support.values()) or any(True for _ in otherwise):
            continue
        proof = prover.prove(fact)
        assert proof is not None
        for leaf in proof.leaves():
            needed[leaf].append(fact)
    return needed


def test_each_leaf_of_a_sole_proof_is_needed(store: Store, closure: Closure) -> None:
    """Without any leaf of its only proof a fact does not follow, with all else that is on file."""
    ontology = open_ontology()
    needed = sole_proofs(closure)
    leaves = sorted(needed, key=lambda f: str(closure.triple(f)))
    assert len(leaves) > 300
    for leaf in Random(2).sample(leaves, how_many(10, len(leaves))):
        others = infer(without(store, closure, leaf), ontology)
        for fact in needed[leaf]:
            assert others.fact(*closure.triple(fact)) is None


def test_a_long_chain_has_a_proof(govgraph: Call, tmp_path: Path) -> None:
    """A proof over a hundred links deep is found, said and drawn."""
    data = tmp_path / "data"
    data.mkdir()
    (tmp_path / "govgraph.toml").write_text("", encoding="utf-8")
    links = "".join(f"<urn:a:{n}> gov:continues <urn:a:{n + 1}> .\n" for n in range(120))
    head = f"@prefix gov: <{GOV}> .\n"
    (data / "x.ttl").write_text(head + links, encoding="utf-8")
    asked = ("urn:a:0", "continuesTransitively", "urn:a:120")
    for form in ("text", "md", "json", "mermaid"):
        result = govgraph("-C", tmp_path, "why", *asked, "-f", form)
        assert result.code == 0
        assert result.out.count("prp-trp") >= 119


# --- what proofs rest on


def grounds(reason: Reason) -> list[Reason]:
    found, waiting = [], [reason]
    while waiting:
        part = waiting.pop()
        waiting.extend(part.premises)
        if part.ground is not None:
            found.append(part)
    return found


def test_every_proof_ends_in_sentences_or_in_the_registers(
    closure: Closure, explainer: Explainer
) -> None:
    """Each leaf has its file, line and column; its words stand in the source of their record, or
    it is marked as a register's or a code list's; what a record's file says is never without.
    """
    sources = {
        p.stem: " ".join(p.read_text(encoding="utf-8").split())
        for p in (ROOT / "sources").glob("*.txt")
    }
    seen = set()
    for fact in list(closure.inferred())[:: how_many(3, 1)]:
        reason = explainer.why(*closure.triple(fact))
        assert reason is not None
        assert reason.rule is not None
        for leaf in grounds(reason):
            ground = leaf.ground
            assert ground is not None
            assert ground.file
            assert ground.line
            assert ground.column
            seen.add(ground.kind)
            for quote in ground.quotes:
                assert quote.text in sources[quote.record]
            record = re.match(r"\d{4}-\d\d-\d\d", Path(ground.file).name)
            if ground.kind == "register":
                assert not ground.quotes
                assert not record, f"{leaf.curies} stands in a record and has no sentence"
            elif ground.kind == "vocabulary":
                assert ground.file.endswith("concepts.ttl")
            else:
                assert ground.quotes, leaf.curies
            assert ground.confidence is None or ground.kind == "reading"
    assert seen == {"sentence", "reading", "index", "register", "vocabulary"}


def test_places_are_those_of_the_statements(closure: Closure, explainer: Explainer) -> None:
    """The line of a leaf holds the object of its statement, at the column that is given."""
    tried = 0
    for fact in list(closure.inferred())[::7]:
        reason = explainer.why(*closure.triple(fact))
        assert reason is not None
        for leaf in grounds(reason):
            assert leaf.ground is not None
            assert leaf.ground.file
            assert leaf.ground.line
            lines = (ROOT / leaf.ground.file).read_text(encoding="utf-8").split("\n")
            rest = lines[leaf.ground.line - 1][(leaf.ground.column or 0) - 1 :]
            name = re.split(r"[#/:]", leaf.curies[2])[-1].rstrip(">")
            assert re.split(r"[#/:]", rest.split()[0].rstrip(">"))[-1] == name
            tried += 1
    assert tried > 300


def test_the_editor_s_link_is_shown_as_a_reading(govgraph: Call) -> None:
    """The thread of the handcuffing data rests on a reading, with its confidence and reason."""
    result = govgraph("why", *HANDCUFFS)
    assert (result.code, result.err) == (0, "")
    text = " ".join(re.sub(r"[│├└─]", " ", result.out).split())
    assert "No record says so in these words; it follows from what is on file." in text
    assert "It rests on an editor's reading (probable)." in text
    assert "[reading, probable] Same owner, recipient and subject" in text
    assert '"The DMPC noted that MOPAC had not yet received from the MPS data' in text
    assert "data/2023-08-31-minutes.ttl:1202:" in text
    assert "(prp-spo2, ontology/govgraph.ttl:" in text
    assert not RULED_OUT.search(result.out)
    assert max(map(len, result.out.split("\n"))) <= 100


def test_what_is_asserted_needs_no_proof(govgraph: Call) -> None:
    """A statement of the data is shown with its words, and said to be one."""
    result = govgraph("why", "2022-06-24/13", "owner organization", "MPS")
    assert result.code == 0
    assert "The data says so itself; no rule is needed." in result.out
    assert '"Action 13: MPS to provide' in result.out
    assert "prp-" not in result.out


def test_an_asserted_reading_is_called_one(govgraph: Call) -> None:
    """Days that an editor reads into the words are no statement of the record, with the reason."""
    asked = ("record:2022-06-24-minutes#statement-1", "dueBy", "2022-11-30")
    out = " ".join(govgraph("why", *asked).out.split())
    assert "An editor reads it so (confidence not given); no rule is needed." in out
    assert "[reading, confidence not given] Autumn is taken as September to November" in out


def test_a_leaf_quotes_its_own_record_and_the_editor_s_note(govgraph: Call) -> None:
    """Who owns June's action 10 rests on June's words; that the letter names another is noted."""
    out = " ".join(
        re.sub("[│├└─]", " ", govgraph("why", "2022-06-24/10", "ownerRole", "DMPC").out).split()
    )
    assert "Editor's note: The minutes give the discussion to the DMPC; the annex" in out
    assert "2022-07-20-letter" not in out


def test_the_place_of_an_axiom_is_its_own(govgraph: Call, tmp_path: Path) -> None:
    """An axiom of a further ontology is placed there, not at what ours says of the same term."""
    extra = tmp_path / "extra.ttl"
    extra.write_text(
        f"@prefix gov: <{GOV}> .\n@prefix x: <urn:x:> .\n"
        "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n"
        "@prefix owl: <http://www.w3.org/2002/07/owl#> .\n"
        "gov:ownerOrganization rdfs:subPropertyOf x:foo .\n"
        "gov:attendedBy\n    owl:propertyChainAxiom ( gov:hasApology gov:attendee ) .\n",
        encoding="utf-8",
    )
    foo = govgraph("why", "2022-06-24/13", "urn:x:foo", "MPS", "--ontology", extra)
    assert f"(prp-spo1, {extra}:5)" in " ".join(foo.out.split())
    asked = ("meeting:2022-10-14-performance-and-risk", "attendedBy", "Mark Rowley")
    chain = " ".join(govgraph("why", *asked, "--ontology", extra).out.split())
    assert f"{extra}:7)" in chain


def test_a_proof_without_readings_is_preferred() -> None:
    """Of two proofs of one size the one that rests on fewer weak statements is taken."""
    closure = infer(
        read(PREFIXES + ":x :p :a , :b . :y :p :c ."), read(PREFIXES + ":p rdfs:domain :A .")
    )
    number = closure.terms.number
    x, p, a, b, cls = (number(NamedNode(EX + n)) for n in ("x", "p", "a", "b", "A"))
    for weak, strong in ((a, b), (b, a)):
        proof = Prover(closure, {(x, p, weak)}.__contains__).prove((x, 0, cls))
        assert proof is not None
        assert list(proof.leaves()) == [(x, p, strong)]


def test_a_thing_of_another_kind_is_pointed_out(govgraph: Call) -> None:
    """Who asks what a person represents learns that entries represent, and exits with 1."""
    result = govgraph("why", "Lynne Owens", "represents", "MPS")
    assert result.code == 1
    assert "'represents' is said of an attendance, and Lynne Owens is none." in result.err


@pytest.mark.parametrize(
    "asked",
    [
        ("Lynne Owens", "attended", "2022-10-14"),
        ("2022-06-24/13", "recordedIn", "2022-07-20-letter"),
        ("record:2022-07-20-letter#event-completed-14", "toStatus", "completed"),
        (
            "2023-08-31",
            "hearsThread",
            "Data connecting the use of handcuffing with stop and search",
        ),
    ],
)
def test_days_records_and_codes_are_names(asked: tuple[str, str, str], govgraph: Call) -> None:
    """A meeting goes by its day, a record by its name, a code by its notation; the property
    decides which of two things of one name is meant.
    """
    assert govgraph("why", *asked).code == 0


def test_silence_is_not_a_denial(govgraph: Call) -> None:
    """What does not follow gets exit code 1 and says what that means; JSON has no proof."""
    asked = ("Mark Rowley", "attended", "meeting:2022-10-14-performance-and-risk")
    result = govgraph("why", *asked)
    assert (result.code, result.out) == (1, "")
    assert "is neither asserted nor inferred. That is silence, not a denial." in result.err
    shown = json.loads(govgraph("why", *asked, "-f", "json").out)
    assert (shown["holds"], shown["inferred"], shown["proof"]) == (False, False, None)


def test_json_keeps_to_its_schema(govgraph: Call) -> None:
    """The JSON of a proof is valid, and its premises lead from the fact to grounds."""
    schema = json.loads((ROOT / "schemas" / "why.schema.json").read_text(encoding="utf-8"))
    for asked in (HANDCUFFS, REPRESENTS, ("acting", "a", "skos:Concept")):
        shown = json.loads(govgraph("why", *asked, "-f", "json").out)
        Draft202012Validator(schema).validate(shown)
        assert shown["inferred"] is True
        assert shown["reading"] == ("probable" if asked is HANDCUFFS else None)
        by_number = {part["number"]: part for part in shown["proof"]}
        assert by_number[1]["subject"] == shown["subject"]
        for part in shown["proof"]:
            assert (part["ground"] is None) == bool(part["rule"]) == bool(part["premises"])
            assert all(p in by_number for p in part["premises"])


def test_markdown_quotes_and_numbers(govgraph: Call) -> None:
    """The Markdown names each step's premises by number and quotes the records."""
    out = govgraph("why", *REPRESENTS, "-f", "md").out
    assert out.startswith("# The presence present-stephen-house (2022-06-24-minutes) ")
    assert "Follows from 2, 3, 4, since " in out
    assert "\n   > " in out


def test_mermaid_is_taken_by_its_parser(govgraph: Call, tmp_path: Path) -> None:
    """The flow chart has a node a statement, and mermaid-cli draws it where it is installed."""
    out = govgraph("why", *HANDCUFFS, "-f", "mermaid").out
    shown = json.loads(govgraph("why", *HANDCUFFS, "-f", "json").out)
    assert len(re.findall(r"^    n\d+[\[(]", out, re.MULTILINE)) == len(shown["proof"])
    arrows = re.findall(r'^    n(\d+) -->\|"[\w-]+"\| n(\d+)$', out, re.MULTILINE)
    assert {(int(a), int(b)) for a, b in arrows} == {
        (p, part["number"]) for part in shown["proof"] for p in part["premises"]
    }
    assert "class n" in out


# --- what people type


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (("2022-06-24/99", "owner", "MPS"), "there is no thing '2022-06-24/99'."),
        (("2022-06-24/13", "ownr", "MPS"), "there is no property 'ownr'. Did you mean 'owner'?"),
        (("2022-06-24/13", "owner", "MSP"), "Did you mean 'MPS'?"),
        (("record:nothing", "a", "Meeting"), "there is no thing 'record:nothing'."),
        (("2022-06-24/13", "gov:ownr", "MPS"), "there is no property 'gov:ownr'."),
        (("", "a", "Meeting"), "there is no thing ''."),
        (("2022-06-24/13", "a", "Metting"), "Did you mean 'Meeting'?"),
    ],
)
def test_what_names_nothing_gets_what_is_near(
    asked: tuple[str, str, str], said: str, govgraph: Call
) -> None:
    """A name of nothing is refused with the nearest, exit code 2."""
    result = govgraph("why", *asked)
    assert (result.code, result.out) == (2, "")
    assert said in result.err


def test_a_name_of_several_things_lists_them(board: Path, govgraph: Call) -> None:
    """Two people of one name are listed by their CURIEs."""
    edit(
        board / "data" / "people.ttl",
        'skos:prefLabel "Helen Ball"',
        'skos:prefLabel "Lynne Owens"',
    )
    result = govgraph("-C", board, "why", "Lynne Owens", "a", "foaf:Person")
    assert result.code == 2
    assert "'Lynne Owens' names 2 things." in result.err
    assert "person:helen-ball" in result.err


@pytest.mark.parametrize(
    "asked",
    [
        ("2022-06-24/10", "responsibleOrganization", "MOPAC"),
        ("record:2022-06-24-minutes#action-10", "responsible organization", "organization:mopac"),
        (
            "https://w3id.org/govgraph/id/record/2022-06-24-minutes#action-10",
            "gov:responsibleOrganization",
            "<https://w3id.org/govgraph/id/organization/mopac>",
        ),
        ("2022-06-24/10", "<https://w3id.org/govgraph/ns#responsibleOrganization>", "mopac"),
    ],
)
def test_names_may_be_written_in_every_way(asked: tuple[str, str, str], govgraph: Call) -> None:
    """DATE/NUMBER, CURIE, IRI and label lead to the same proof."""
    plain = govgraph("why", "2022-06-24/10", "responsibleOrganization", "MOPAC")
    assert plain.code == 0
    assert govgraph("why", *asked).out == plain.out


def test_the_same_data_has_the_same_proof() -> None:
    """Proofs do not hang on the order of hashes."""
    command = str(Path(sys.executable).parent / "govgraph")
    outs = {
        subprocess.run(
            [command, "why", *HANDCUFFS],
            env={"PYTHONHASHSEED": seed, "PATH": ""},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(outs) == 1
