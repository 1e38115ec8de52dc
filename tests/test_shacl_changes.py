"""What a change of the data can bring to another result is found from the shapes' own paths.

A report after a change is the one before it, with the results at the affected focus nodes put
anew. Random changes, deletions included, hold that to a run over everything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from random import Random

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, RdfFormat, Store, parse

from govgraph.infer import infer, with_closure
from govgraph.load import CODE_LISTS, open_ontology, open_store
from govgraph.names import GOV, RDF_TYPE
from govgraph.shacl import COMPILED, Result, Shapes, Validator, compile_shapes, run
from govgraph.shacl.dependence import Affected, affected, unbounded
from govgraph.shacl.keys import key_of
from govgraph.shacl.model import UnsupportedShapeError
from govgraph.validate.conformance import validator
from govgraph.validate.shapes import load_shapes
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT
from tests.ontologies import how_many
from tests.shacl_random import PREFIXES, Pair, pairs

GRAPH = NamedNode("urn:g:0")


def keyed(results: Iterable[Result]) -> Counter[tuple[object, ...]]:
    return Counter((r.shape, r.focus, r.path, r.value, r.component, r.others) for r in results)


def in_step(shapes: Shapes, store: Store, pool: list[Quad], rng: Random, times: int) -> int:
    """Change a store by a statement or two at a time, and hold each report to one of everything.

    Returns:
        How many results stood at nodes that were not looked at again.
    """
    spared = 0
    alone = {shape: Shapes((shape,), (shape,)) for shape in shapes.targeted}
    old = {shape: run(one, store).results for shape, one in alone.items()}
    for _ in range(times):
        changed = rng.sample(pool, rng.choice((1, 1, 2)))
        for quad in changed:
            (store.remove if quad in store else store.add)(quad)
        # What another graph says too has neither come nor gone; to look it up does no harm.
        rows = {(key_of(q.subject), key_of(q.predicate), key_of(q.object)) for q in changed}
        for shape, nodes in affected(shapes, store, rows).nodes.items():
            new = run(alone[shape], store).results
            if nodes is not None:
                kept = [r for r in old[shape] if r.at is None or key_of(r.at) not in nodes]
                anew = run(alone[shape], store, Affected({shape: nodes})).results
                assert keyed((*kept, *anew)) == keyed(new), f"{shape.node}: {changed}"
                spared += len(kept)
            old[shape] = new
    return spared


def test_random_shapes_over_random_changes() -> None:
    """Paths, classes and nested shapes of every kind lead back to the nodes that they concern."""
    spared = 0

    @settings(
        max_examples=how_many(60, 1500),
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(pairs(), st.integers(0, 1000))
    def compare(pair: Pair, seed: int) -> None:
        nonlocal spared
        store, graph = pair.stores()
        rng = Random(seed)
        pool = random_data(rng, 40)
        store.extend(pool[::2])
        with suppress(UnsupportedShapeError):
            spared += in_step(compile_shapes(graph), store, [*store, *pool], rng, 6)

    compare()
    assert spared


_ENDS = ("$this", "$this", "?a", "?b", "?c", ":n0")
_VERBS = (":p0", ":p1", ":p2", "?v", ":p0/:p1", ":p1|^:p2", ":p0*", "a", "!:p1", "^:p0/:p2?")


def random_select(rng: Random, depth: int = 2) -> str:
    """Return the patterns of a group, with groups of all kinds among them."""
    parts = [
        f"{rng.choice(_ENDS)} {(verb := rng.choice(_VERBS))}"
        f" {rng.choice((':C0', ':C1')) if verb == 'a' else rng.choice(_ENDS)} ."
        for _ in range(rng.randint(1, 2))
    ]
    for _ in range(rng.randint(0, 2) if depth else 0):
        inner = random_select(rng, depth - 1)
        parts.append(
            rng.choice(
                (
                    f"OPTIONAL {{ {inner} }}",
                    f"FILTER NOT EXISTS {{ {inner} }}",
                    f"FILTER EXISTS {{ {inner} }}",
                    f"{{ {inner} }} UNION {{ {random_select(rng, 0)} }}",
                    f"{{ {inner} }}",
                    "FILTER (?a != ?b)",
                    "FILTER (!BOUND(?c))",
                    "BIND ($this AS ?a)",
                )
            )
        )
    rng.shuffle(parts)
    return " ".join(parts)


def random_data(rng: Random, size: int) -> list[Quad]:
    """Return statements about as many things as make chains of some length."""
    nodes = [f":n{number}" for number in range(8)]
    said = [":C1 rdfs:subClassOf :C0 ."] if rng.random() < 0.3 else []
    while len(said) < size:
        verb = rng.choice((":p0", ":p1", ":p2", ":p3", "a"))
        value = rng.choice((":C0", ":C1")) if verb == "a" else rng.choice([*nodes, "1", '"x"'])
        said.append(f"{rng.choice(nodes)} {verb} {value} .")
    text = PREFIXES + "\n".join(said)
    return [
        Quad(q.subject, q.predicate, q.object, GRAPH)
        for q in parse(text.encode(), RdfFormat.TURTLE)
    ]


def test_random_queries_over_random_changes() -> None:
    """What a query asks for, in whatever group, leads back to the nodes that it concerns."""
    rng = Random(5)
    taken = spared = 0
    while taken < how_many(100, 2000):
        target = rng.choice(("sh:targetClass :C0", "sh:targetSubjectsOf :p0", "sh:targetNode :n1"))
        select = f"PREFIX : <urn:x:> SELECT DISTINCT $this ?a WHERE {{ {random_select(rng)} }}"
        text = f'{PREFIXES} :s a sh:NodeShape ; {target} ; sh:sparql [ sh:select """{select}""" ] .'
        graph = Store()
        graph.load(text.encode(), RdfFormat.TURTLE)
        try:
            shapes = compile_shapes(graph)
        except UnsupportedShapeError:
            continue
        taken += 1
        store, pool = Store(), random_data(rng, 60)
        store.extend(pool[::2])
        spared += in_step(shapes, store, pool, rng, 6)
    assert spared > taken


@pytest.mark.parametrize(
    ("shape", "said", "change"),
    [
        (
            ":s sh:targetNode :a ; sh:property [ sh:path :p ; sh:class :C ] .",
            ":a :p :b .",
            ":b a :C",
        ),
        (
            ":s sh:targetNode :a ; sh:class :C .",
            ":a a :D .",
            ":D rdfs:subClassOf :C",
        ),
        (
            ":s sh:targetNode :a ; sh:property [ sh:path :p ; sh:equals :q ] .",
            ":a :p :b .",
            ":a :q :b",
        ),
        (
            ":s sh:targetNode :a ; sh:property [ sh:path :p ; sh:node [ sh:closed true ] ] .",
            ":a :p :b .",
            ":b :q :c",
        ),
        (
            ":s sh:targetNode :a ; sh:property [ sh:path :p ; sh:closed true ] .",
            ":a :p :b .",
            ":b :q :c",
        ),
        (
            ":s sh:targetNode :a ; sh:property :t, :u ."
            " :t sh:path :p ; sh:qualifiedValueShape [ sh:class :C ] ; sh:qualifiedMinCount 1 ;"
            " sh:qualifiedValueShapesDisjoint true ."
            " :u sh:path :p ; sh:qualifiedValueShape [ sh:property [ sh:path :q ; sh:minCount 1 ] ]"
            " ; sh:qualifiedMinCount 0 .",
            ":a :p :b . :b a :C .",
            ":b :q :c",
        ),
        (
            ":s sh:targetNode :a ; sh:property [ sh:path ( :p [ sh:inversePath :q ] ) ;"
            " sh:maxCount 1 ] .",
            ":a :p :b . :c :q :b . :d :p :b .",
            ":e :q :b",
        ),
        (
            ":s sh:targetNode :a ; sh:property [ sh:path [ sh:zeroOrMorePath :p ] ;"
            " sh:maxCount 3 ] .",
            ":a :p :b . :b :p :c .",
            ":c :p :d",
        ),
        (
            ":s sh:targetSubjectsOf :p ; sh:not [ sh:property [ sh:path :q ; sh:minCount 1 ] ] .",
            ":a :p :b .",
            ":a :q :c",
        ),
        (
            ":s sh:targetObjectsOf :p ; sh:xone ( [ sh:class :C ] [ sh:class :D ] ) .",
            ":x :p :a . :a a :C .",
            ":a a :D",
        ),
    ],
)
def test_each_kind_of_constraint_leads_back(shape: str, said: str, change: str) -> None:
    """A statement that changes a result concerns the node that has it, and is asked for."""
    store, graph = Store(), Store()
    graph.load(f"{PREFIXES} {shape}".encode(), RdfFormat.TURTLE)
    store.load(f"{PREFIXES} {said}".encode(), RdfFormat.TURTLE)
    shapes = compile_shapes(graph)
    before = keyed(run(shapes, store).results)
    (quad,) = parse(f"{PREFIXES} {change} .".encode(), RdfFormat.TURTLE)
    store.add(Quad(quad.subject, quad.predicate, quad.object))
    assert keyed(run(shapes, store).results) != before
    rows = {(key_of(quad.subject), key_of(quad.predicate), key_of(quad.object))}
    at = affected(shapes, store, rows)
    assert keyed(run(shapes, store, at).results) == keyed(run(shapes, store).results)
    known = Validator(graph).asked()
    if known is not None:
        assert quad.predicate.value in known.predicates
        is_type = quad.predicate.value == RDF_TYPE and known.classes is not None
        assert not is_type or str(quad.object)[1:-1] in (known.classes or ())


def test_what_is_not_asked_for_makes_no_difference() -> None:
    """The shapes of the second stage that ship ask for a tenth of what follows, by name."""
    known = validator("integrity", COMPILED).asked()
    assert known is not None
    classes = {GOV + name for name in ("Action", "ActionStatement", "StatusEvent")}
    assert set(known.classes or ()) == classes
    assert GOV + "owner" in known.predicates
    assert GOV + "hasAttendance" not in known.predicates


@pytest.mark.parametrize(
    "optional",
    [
        "OPTIONAL { OPTIONAL { $this :q ?w } BIND ($this AS ?other) }",
        "OPTIONAL { $this :p ?w . BIND ($this AS ?other) }",
        "OPTIONAL { ?other :p ?w . OPTIONAL { $this :q ?other } FILTER ($this = ?other) }",
        "OPTIONAL { { $this :p ?w } UNION { ?w :p $this } BIND ($this AS ?other) }",
    ],
)
def test_an_optional_group_tells_the_same_of_one_node_as_of_all(optional: str) -> None:
    """A table of focus nodes gives no value to what has none."""
    graph, store = Store(), Store()
    select = f"SELECT $this ?other WHERE {{ $this :p ?v . {optional} }}"
    text = f':s sh:targetSubjectsOf :p ; sh:sparql [ sh:prefixes :x ; sh:select """{select}""" ] .'
    declared = ':x sh:declare [ sh:prefix "" ; sh:namespace "urn:x:"^^xsd:anyURI ] .'
    graph.load(f"{PREFIXES} {declared} {text}".encode(), RdfFormat.TURTLE)
    store.load(f"{PREFIXES} :a :p :b . :b :p :c .".encode(), RdfFormat.TURTLE)
    validator_of_one = Validator(graph)
    whole = validator_of_one.check(store).results
    for name in ("a", "b"):
        node = NamedNode(f"urn:x:{name}")
        one = [result for result in whole if result.focus == node]
        assert one
        assert keyed(validator_of_one.check(store, {node}).results) == keyed(one)


def test_shapes_that_ship_lead_back_from_nearly_every_statement() -> None:
    """Whether there are holdings, and which words give no date, concerns all; the rest does not."""
    named = {
        str(shape.node).rpartition("#")[2].rstrip(">")
        for stage in ("structure", "integrity")
        for shape in unbounded(compile_shapes(load_shapes().of_stage(stage)))
    }
    assert named == {"record-not-held", "timing-without-dates"}


def changes(store: Store, rng: Random) -> list[Quad]:
    """Return a statement to be taken away, or another value of its property to be put in."""
    quads = sorted((q for q in store if q.graph_name != NamedNode(CODE_LISTS)), key=str)
    quad = rng.choice(quads)
    if rng.random() < 0.4:
        return [quad]
    others = [q for q in quads if q.predicate == quad.predicate]
    value = rng.choice(others).object
    new = Quad(quad.subject, quad.predicate, value, quad.graph_name)
    return [quad, new] if rng.random() < 0.5 and new != quad else [new]


@pytest.mark.parametrize("name", ["shipped", "harbour", "library", "parish"])
@pytest.mark.parametrize("stage", ["structure", "integrity"])
def test_random_changes_of_boards(name: str, stage: str) -> None:
    """What a change brings or takes away stands at nodes to which the changed statements lead.

    Of what follows the difference between two runs from scratch is taken.
    """
    store = open_store(find_workspace(ROOT if name == "shipped" else BOARDS / name))
    ontology = open_ontology()
    terms = [Quad(q.subject, q.predicate, q.object, NamedNode("urn:terms")) for q in ontology]
    shapes = compile_shapes(load_shapes().of_stage(stage))
    parents = {shape.node: [shape] for shape in shapes.targeted}
    for shape in shapes.targeted:
        for inner in shape.properties:
            parents.setdefault(inner.node, []).append(shape)

    def seen() -> Store:
        whole = Store()
        whole.extend(store if stage == "structure" else with_closure(store, infer(store, ontology)))
        whole.extend(terms)
        return whole

    rng, before, found = Random(f"{name} {stage}"), seen(), 0
    old = keyed(run(shapes, before).results)
    for _ in range(how_many(5, 150)):
        for quad in changes(store, rng):
            (store.remove if quad in store else store.add)(quad)
        after = seen()
        differing = {q.triple for q in before} ^ {q.triple for q in after}
        rows = {(key_of(t.subject), key_of(t.predicate), key_of(t.object)) for t in differing}
        at = affected(shapes, after, rows)
        whole = run(shapes, after).results
        new = keyed(whole)
        for row in (new - old) + (old - new):
            where = [at.nodes[parent] for parent in parents[row[0]]]  # type: ignore[index]
            here = key_of(row[1])  # type: ignore[arg-type]
            assert any(nodes is None or here in nodes for nodes in where), (row, differing)
        assert new - old <= keyed(run(shapes, after, at).results) <= new
        found += len(new - old)
        before, old = after, new
    assert found >= how_many(0, 1)
