"""Ontologies and data of any kind, for holding one reasoner against another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from random import Random

from pyoxigraph import NamedNode, RdfFormat, Store, Triple

from govgraph.infer import Closure
from govgraph.infer.proofs import Proof

EX = "https://example.org/any#"
PREFIXES = """@prefix : <https://example.org/any#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def how_many(few: int, many: int) -> int:
    """Return how many cases to try: ``many`` where the whole check runs, which sets a variable."""
    return many if os.environ.get("GOVGRAPH_MANY") else few


def read(*texts: str) -> Store:
    """Return a store with Turtle."""
    store = Store()
    for number, text in enumerate(texts):
        graph = NamedNode(f"https://example.org/graph/{number}")
        store.load(text.encode(), format=RdfFormat.TURTLE, to_graph=graph)
    return store


def inferred(closure: Closure) -> set[Triple]:
    return set(closure.triples())


def random_ontology(rng: Random) -> str:
    """Return axioms of the supported forms over a few classes and properties, cycles included."""
    classes = [f":C{n}" for n in range(rng.randint(2, 6))]
    properties = [f":p{n}" for n in range(rng.randint(2, 7))]
    lines = [f"{c} a owl:Class ." for c in classes]
    lines += [f"{p} a owl:ObjectProperty ." for p in properties]
    lines.append(":text a owl:DatatypeProperty .")
    for _ in range(rng.randint(1, 10)):
        one, other = rng.choice(classes), rng.choice(classes)
        p, q = rng.choice(properties), rng.choice(properties)
        chain = " ".join(rng.choice(properties) for _ in range(rng.randint(2, 4)))
        lines.append(
            rng.choice(
                [
                    f"{one} rdfs:subClassOf {other} .",
                    f"{p} rdfs:subPropertyOf {q} .",
                    f"{p} rdfs:domain {one} .",
                    f"{p} rdfs:range {one} .",
                    f"{p} owl:inverseOf {q} .",
                    f"{p} a owl:TransitiveProperty .",
                    f"{p} owl:propertyChainAxiom ( {chain} ) .",
                    f":text rdfs:domain {one} .",
                ]
            )
        )
    return PREFIXES + "\n".join(lines) + "\n"


def random_data(rng: Random) -> str:
    """Return statements over the terms of :func:`random_ontology`."""
    nodes = [f":n{n}" for n in range(rng.randint(2, 7))]
    lines = []
    for _ in range(rng.randint(1, 14)):
        kind = rng.random()
        if kind < 0.25:
            lines.append(f"{rng.choice(nodes)} a :C{rng.randrange(6)} .")
        elif kind < 0.35:
            lines.append(f'{rng.choice(nodes)} :text "t{rng.randrange(3)}" .')
        else:
            lines.append(f"{rng.choice(nodes)} :p{rng.randrange(7)} {rng.choice(nodes)} .")
    return PREFIXES + "\n".join(lines) + "\n"


def size(proof: Proof) -> int:
    """Return the number of nodes of a proof's tree."""
    total, waiting = 0, [proof]
    while waiting:
        total += 1
        waiting.extend(waiting.pop().premises)
    return total


def all_steps(proofs: Iterable[Proof]) -> Iterator[Proof]:
    """Yield the steps of proofs that a rule takes, from the top."""
    waiting = list(proofs)
    while waiting:
        proof = waiting.pop()
        waiting.extend(proof.premises)
        if proof.rule is not None:
            yield proof
