"""Matches with other vocabularies: each with a reason, and none that a tool would act on."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pytest
from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef, namespace
from rdflib.term import Node

from govgraph.load import concepts_path, ontology_path
from tests.conftest import ROOT
from tests.vocabulary.reading import declared, read, turtle, vocabulary

FILE = ROOT / "ontology" / "alignments.ttl"
MATCHES = (SKOS.closeMatch, SKOS.broadMatch, SKOS.narrowMatch, SKOS.relatedMatch)
NOT_OURS = (
    *("http://data.europa.eu/eli/eli-draft-legislation-ontology#", "http://data.vlaanderen.be/ns/"),
    *("http://parliament.uk/ontologies/", "http://www.w3.org/ns/opengov#"),
    *("http://www.w3.org/ns/person#", "https://schema.org/"),
)
SPY = """
import sys
seen = []
sys.addaudithook(lambda event, given: event == "open" and seen.append(str(given[0])))
from govgraph.cli import run
run(sys.argv[1:])
sys.stderr.write("".join(f"\\nopened {path}" for path in seen))
"""


def unknown_terms(graph: Graph) -> list[str]:
    known = set(declared(vocabulary()))
    subjects = {s for match in MATCHES for s in graph.subjects(match)}
    return [f"{s} is no term of ours" for s in subjects - known]


def strange_targets(graph: Graph) -> list[str]:
    defects = []
    for match in MATCHES:
        for target in graph.objects(None, match):
            if not str(target).startswith(NOT_OURS):
                defects.append(f"{target} is of no vocabulary that we match")
            if str(target).startswith("https://schema.org/") and not in_schema_org(target):
                defects.append(f"{target} is unknown to schema.org")
    return defects


def in_schema_org(term: Node) -> bool:
    return isinstance(term, URIRef) and term in namespace.SDO


def without_reason(graph: Graph) -> list[str]:
    said = {(s, m, o) for m in MATCHES for s, o in graph.subject_objects(m)}
    reasons: dict[tuple[object, ...], list[str]] = {}
    for node in graph.subjects(RDF.type, OWL.Axiom):
        parts = (OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget)
        match = tuple(graph.value(node, part) for part in parts)
        reasons.setdefault(match, []).extend(str(c) for c in graph.objects(node, RDFS.comment))
    defects = [f"{match} has no reason of its own" for match in said if match not in reasons]
    defects += [f"{m}: {len(r)} reasons" for m, r in reasons.items() if len(r) != 1]
    defects += [f"{match} has a reason and is not said" for match in reasons.keys() - said]
    texts = [text for found in reasons.values() for text in found]
    return defects + [f"'{text}' is the reason of two" for text in texts if texts.count(text) > 1]


def two_matches(graph: Graph) -> list[str]:
    pairs = [pair for match in MATCHES for pair in graph.subject_objects(match)]
    return [f"{pair} is matched twice" for pair in set(pairs) if pairs.count(pair) > 1]


def axioms(graph: Graph) -> list[str]:
    allowed = {*MATCHES, RDF.type, RDFS.comment}
    allowed |= {OWL.annotatedSource, OWL.annotatedProperty, OWL.annotatedTarget}
    predicates = {
        p for p in graph.predicates() if not str(p).startswith("http://purl.org/dc/terms")
    }
    kinds = set(graph.objects(None, RDF.type)) - {OWL.Axiom, OWL.Ontology}
    return [f"{x} says more than a match" for x in (predicates - allowed) | kinds]


Check = Callable[[Graph], list[str]]
FOREIGN = "@prefix schema: <https://schema.org/> . "
REASON = """[] a owl:Axiom ; owl:annotatedSource gov:Role ; owl:annotatedTarget schema:Role ;
    owl:annotatedProperty skos:closeMatch"""
SEEDS: list[tuple[Check, str]] = [
    (unknown_terms, "gov:Rôle skos:closeMatch schema:Role ."),
    (unknown_terms, "schema:Role skos:closeMatch gov:Role ."),
    (strange_targets, "gov:Role skos:closeMatch schema:Roll ."),
    (strange_targets, "gov:Role skos:closeMatch <http://schema.org/Role> ."),
    (strange_targets, "gov:Role skos:closeMatch gov:Person ."),
    (without_reason, "gov:Role skos:closeMatch schema:Role ."),
    (without_reason, f"gov:Role skos:closeMatch schema:Role . {REASON} ."),
    (without_reason, f'{REASON} ; rdfs:comment "Nearly."@en .'),
    (
        without_reason,
        f'gov:Role skos:closeMatch schema:Role . {REASON} ; rdfs:comment "A.", "B." .',
    ),
    (two_matches, "gov:Meeting skos:closeMatch schema:Event ."),
    (axioms, "gov:Role owl:equivalentClass schema:Role ."),
    (axioms, "gov:Role rdfs:subClassOf schema:Role ."),
    (axioms, "gov:acting owl:sameAs schema:acting ."),
    (axioms, "gov:Role skos:exactMatch schema:Role ."),
    (axioms, "gov:Role a owl:Class ."),
]


@pytest.mark.parametrize(
    "check", [unknown_terms, strange_targets, without_reason, two_matches, axioms]
)
def test_the_matches_are_in_order(check: Check) -> None:
    """Each match is between a term of ours and one elsewhere, once, with a reason of its own."""
    assert check(read(FILE.read_bytes())) == []


@pytest.mark.parametrize(("check", "more"), SEEDS)
def test_a_bad_match_is_found(check: Check, more: str) -> None:
    """Each defect, put among the matches alone, is found."""
    assert check(read(FILE.read_bytes()) + turtle(FOREIGN + more)) != []


def test_there_are_matches_with_every_vocabulary() -> None:
    """Each vocabulary that is named has a match, and the ontology itself speaks of none of them."""
    graph = read(FILE.read_bytes())
    targets = {str(o) for match in MATCHES for o in graph.objects(None, match)}
    for space in NOT_OURS:
        assert any(t.startswith(space) for t in targets), space
    for path in (ontology_path(), concepts_path()):
        both = read(path.read_bytes())
        assert not [m for m in (*MATCHES, SKOS.exactMatch) if (None, m, None) in both]
        assert not any(
            str(n).startswith(NOT_OURS) for t in both for n in t if isinstance(n, URIRef)
        )


@pytest.mark.parametrize(
    "command", ["validate", "infer", "trace handcuffing", "query records", "coverage"]
)
def test_nothing_loads_the_matches(command: str) -> None:
    """No command opens the file, so that nothing is ever inferred from a match."""
    done = subprocess.run(
        [sys.executable, "-c", SPY, *command.split()],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    opened = [line for line in done.stderr.splitlines() if line.startswith("opened ")]
    assert any(line.endswith(".ttl") for line in opened), "the files that are opened are seen"
    assert not [line for line in opened if "alignments" in line]
