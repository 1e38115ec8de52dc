"""Invented boards: sound, the same each time, of a known size, and using the whole vocabulary."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store, Triple, parse

from benchmarks.generate import board, small_board, write
from govgraph.names import GOV, RDF_TYPE, VOCABULARIES
from tests.conftest import ROOT, Result

OWL, RDFS = VOCABULARIES["owl"], VOCABULARIES["rdfs"]
RDF = RDF_TYPE.removesuffix("type")


@cache
def files(meetings: int, seed: int = 1) -> dict[str, str]:
    return dict(board(meetings, seed))


def triples(text: str) -> set[Triple]:
    return {quad.triple for quad in parse(text, RdfFormat.TURTLE)}


def value(node: object) -> str:
    """Return the IRI or the words of a term."""
    assert isinstance(node, NamedNode | Literal | BlankNode)
    return node.value


def data(meetings: int, seed: int = 1) -> set[Triple]:
    return {
        t
        for name, text in files(meetings, seed).items()
        if name[:4] == "data"
        for t in triples(text)
    }


def is_record(name: str) -> bool:
    return name.endswith(("-minutes.ttl", "-letter.ttl", ".txt"))


def pairs(facts: set[Triple], name: str) -> list[tuple[str, str]]:
    """Return subjects and objects of a property of the vocabulary."""
    return [(value(t.subject), value(t.object)) for t in facts if t.predicate.value == GOV + name]


# The same each time


def test_a_board_is_the_same_in_every_process(tmp_path: Path) -> None:
    """The files of a number of meetings and a seed do not depend on the order of hashes."""
    for n in ("1", "2"):
        script = ROOT / "benchmarks" / "generate.py"
        command = [sys.executable, str(script), "9", str(tmp_path / n)]
        done = subprocess.run(
            [*command, "--seed", "3"],
            env=os.environ | {"PYTHONHASHSEED": n},
            capture_output=True,
            check=True,
        )
        assert done.stderr.endswith(b"9 of 9 meetings\n")
        found = {
            p.relative_to(tmp_path / n).as_posix(): p.read_bytes().decode("utf-8")
            for p in (tmp_path / n).rglob("*.*")
        }
        assert found == files(9, 3)


def test_seeds_give_different_boards() -> None:
    """Another seed says other things."""
    assert files(5, 1)["data/2001-01-08-minutes.ttl"] != files(5, 2)["data/2001-01-08-minutes.ttl"]


def test_a_board_begins_as_a_shorter_one_does() -> None:
    """One more meeting leaves every record as it was, and no register loses anything."""
    for n in range(1, 16):
        shorter, longer = files(n), files(n + 1)
        records = [name for name in shorter if is_record(name)]
        assert {name: longer[name] for name in records} == {name: shorter[name] for name in records}
        assert list(longer)[: len(records)] == records
        assert sum(is_record(name) for name in longer) in (len(records) + 2, len(records) + 4)
        for name in set(shorter) - set(records) - {"govgraph.toml"}:
            assert triples(shorter[name]) <= triples(longer[name]), name


# Of a known size


@pytest.mark.parametrize(("meetings", "seed"), [(20, 1), (33, 2), (60, 3)])
def test_a_meeting_comes_to_four_hundred_triples(meetings: int, seed: int) -> None:
    """With the letters and the registers, and nearly so without the registers."""
    assert 380 <= len(data(meetings, seed)) / meetings <= 420
    records = sum(
        len(triples(text))
        for name, text in files(meetings, seed).items()
        if is_record(name) and name.startswith("data/")
    )
    assert 380 <= records / meetings <= 420


def test_threads_stay_short() -> None:
    """However long a board goes on, what follows from its links grows only as it does."""
    links = defaultdict(set)
    facts = data(120)
    target = dict(pairs(facts, "followUpTarget") + pairs(facts, "reissueTarget"))
    for action, link in pairs(facts, "hasLink"):
        links[action].add(target[link])

    def depth(action: str) -> int:
        return max((1 + depth(earlier) for earlier in links[action]), default=0)

    depths = [depth(action) for action in list(links)]
    assert max(depths) == 5
    assert any(len(earlier) == 2 for earlier in links.values()), "no action continues two"
    told = [earlier for found in links.values() for earlier in found]
    assert len(told) > len(set(told)), "no thread forks"


# Sound


def test_a_board_breaks_no_rule(tmp_path: Path, govgraph: Callable[..., Result]) -> None:
    """The records of five meetings and a letter hold to all shapes and checks."""
    write(tmp_path, 5)
    result = govgraph("validate", "-C", tmp_path)
    assert result.code == 0, result.out
    assert "0 violations, 0 warnings" in result.out


def test_quotations_stand_where_they_say() -> None:
    """Offsets count code points of the source, whose SHA-256 is on record."""
    found = files(30)
    folded = beyond = 0
    for name, text in found.items():
        if not (is_record(name) and name.startswith("data/")):
            continue
        source = found[name.replace("data/", "sources/").replace(".ttl", ".txt")]
        facts = triples(text)
        assert dict(pairs(facts, "sha256")).popitem()[1] == sha256(source.encode()).hexdigest()
        start, end, words = (dict(pairs(facts, p)) for p in ("start", "end", "text"))
        for quotation, exact in pairs(facts, "exact"):
            assert source[int(start[quotation]) : int(end[quotation])] == exact
            assert words[quotation] == " ".join(exact.split())
            folded += words[quotation] != exact
        beyond += not source.isascii()
    assert folded > 20
    assert beyond > 20


def test_nothing_is_without_a_name() -> None:
    """There are no blank nodes, and each file declares the prefixes that it uses and no others."""
    for name, text in files(20).items():
        if name.endswith(".ttl"):
            head, _, body = text.partition("\n\n")
            for prefix in (line.split()[1] for line in head.splitlines()):
                assert f" {prefix}" in body or f"\n{prefix}" in body or f"^{prefix}" in body, name
            assert not any(isinstance(t.subject, BlankNode) for t in triples(text))


# The whole vocabulary


class Reasoned:
    """The links of a board closed under the axioms on properties, by going round until no more."""

    def __init__(self, facts: set[Triple]) -> None:
        self.ontology = Store()
        self.ontology.load(path=ROOT / "ontology" / "govgraph.ttl", format=RdfFormat.TURTLE)
        self.links: defaultdict[str, set[tuple[str, str]]] = defaultdict(set)
        self.literals: set[str] = set()
        self.classes: defaultdict[str, set[str]] = defaultdict(set)
        for t in facts:
            name = t.predicate.value
            if isinstance(t.object, Literal):
                self.literals.add(name)
            elif name == RDF_TYPE:
                self.classes[value(t.object)].add(value(t.subject))
            else:
                self.links[name].add((value(t.subject), value(t.object)))
        size = -1
        while size != (size := sum(map(len, self.links.values()))):
            for name, _, added in self.consequences():
                self.links[name] |= added
        for name in ("domain", "range"):
            for term, cls in self.axioms(RDFS + name):
                self.classes[cls] |= {p[name == "range"] for p in self.links[term]}
        for _ in range(5):
            for term, cls in self.axioms(RDFS + "subClassOf"):
                self.classes[cls] |= self.classes[term]

    def axioms(self, name: str) -> Iterator[tuple[str, str]]:
        for quad in self.ontology.quads_for_pattern(None, NamedNode(name), None):
            yield value(quad.subject), value(quad.object)

    def chain(self, node: str) -> list[str]:
        values = {name: dict(self.axioms(RDF + name)) for name in ("first", "rest")}
        parts = []
        while node != RDF + "nil":
            parts.append(values["first"][node])
            node = values["rest"][node]
        return parts

    def consequences(self) -> Iterator[tuple[str, str, set[tuple[str, str]]]]:
        """Yield each axiom on properties: its property, what it says, and what it adds."""
        links = self.links
        for term, above in self.axioms(RDFS + "subPropertyOf"):
            yield above, f"{term} subPropertyOf", set(links[term])
        for term, other in self.axioms(OWL + "inverseOf"):
            yield term, f"inverseOf {other}", {(o, s) for s, o in links[other]}
            yield other, f"inverse is {term}", {(o, s) for s, o in links[term]}
        for term, node in self.axioms(OWL + "propertyChainAxiom"):
            first, *rest = self.chain(node)
            found = links[first]
            for part in rest:
                found = joined(found, links[part])
            yield term, f"chain from {first}", found
        for term, kind in self.axioms(RDF_TYPE):
            if kind == OWL + "TransitiveProperty":
                yield term, "transitive", joined(links[term], links[term])


def joined(one: set[tuple[str, str]], other: set[tuple[str, str]]) -> set[tuple[str, str]]:
    ends = defaultdict(list)
    for s, o in other:
        ends[s].append(o)
    return {(s, end) for s, o in one for end in ends[o]}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_every_term_and_axiom_is_exercised(seed: int) -> None:
    """Each class has a member, each property a use, and each axiom something to follow from."""
    concepts = (ROOT / "ontology" / "concepts.ttl").read_text(encoding="utf-8")
    told = Reasoned(data(20, seed) | triples(concepts))
    idle = [f"{name} {axiom}" for name, axiom, added in told.consequences() if not added]
    for name in ("domain", "range"):
        for term, cls in told.axioms(RDFS + name):
            if not told.links[term] and term not in told.literals:
                idle.append(f"{term} {name} {cls}")
    for name in (RDFS + "subClassOf", OWL + "disjointWith"):
        for term, cls in told.axioms(name):
            if not told.classes[term] or not told.classes[cls]:
                idle.append(f"{term} {name} {cls}")
    for term, kind in told.axioms(RDF_TYPE):
        if kind == OWL + "Class" and not told.classes[term]:
            idle.append(term)
        is_property = kind in (OWL + "ObjectProperty", OWL + "DatatypeProperty")
        if is_property and not told.links[term] and term not in told.literals:
            idle.append(term)
    assert idle == []


def test_every_code_that_a_board_can_use_is_used() -> None:
    """A board of fifty meetings tells every status, timing, mode and comparator."""
    used = {value(t.object) for t in data(50)}
    for cls in ("Status", "DueKind", "HoldingMode", "Comparator", "DecisionKind", "RegisterStatus"):
        codes = Store()
        codes.load(path=ROOT / "ontology" / "concepts.ttl", format=RdfFormat.TURTLE)
        kind = NamedNode(GOV + cls)
        for quad in codes.quads_for_pattern(None, NamedNode(RDF_TYPE), kind):
            assert value(quad.subject) in used


# Tiny boards


def test_tiny_boards_are_small_and_odd() -> None:
    """Each is the same each time and has names only; among them are all sorts of oddities."""
    shapes, sizes, untyped = set(), [], 0
    used: set[str] = set()
    for seed in range(150):
        text = small_board(seed)
        assert text == small_board(seed)
        facts = triples(text)
        assert not any(isinstance(n, BlankNode) for t in facts for n in (t.subject, t.object))
        sizes.append(len(facts))
        untyped += sum(t.predicate.value == RDF_TYPE for t in facts) < 5
        shapes |= {s for s in ("itself", "circle", "chain", "fork", "diamond") if f":{s}-0" in text}
        used |= {t.predicate.value for t in facts}
        meetings = {n for t in facts for n in (str(t.subject), str(t.object)) if "meeting-" in n}
        assert 1 <= len(meetings) <= 3
    assert shapes == {"itself", "circle", "chain", "fork", "diamond"}
    assert min(sizes) >= 80
    assert max(sizes) <= 260
    assert untyped > 3
    ontology = (ROOT / "ontology" / "govgraph.ttl").read_text(encoding="utf-8")
    declared = {value(t.subject) for t in triples(ontology)}
    assert used - declared == {RDF_TYPE, GOV + "unheardOf"}
