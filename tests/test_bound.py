"""A query of one thing: values go where they change no row, and rows are looked up one by one."""

from __future__ import annotations

import pytest
from pyoxigraph import NamedNode, QuerySolutions, RdfFormat, Store, parse

from govgraph.queries import bound_text, get_query, own_query, query_names, source_of
from govgraph.sparql.bound import lookups, sub_selects, value_places
from govgraph.sparql.tokens import SparqlText

HEAD = "#+ param: a | ?_a_iri | gov:Action | a thing\n#+ example: a=x\n"
THING = NamedNode("https://example.org/1")
ROW = f"VALUES ( ?_a_iri ) {{ ( {THING} ) }}"
TURTLE = b"""@prefix : <https://example.org/> .
:1 :p :2 , :3 ; :q :4 . :2 :p :3 ; :r "two" . :3 :q :1 ; :r "three" . :5 :p :1 ; :r "five" .
"""


def text(where: str) -> SparqlText:
    prefix = "PREFIX : <https://example.org/>\n"
    return SparqlText(f"{prefix}SELECT ?x WHERE {{ ?_a_iri :p ?x . {where} }}", "x.rq")


@pytest.mark.parametrize(
    ("where", "reached"),
    [
        ("{ SELECT ?_a_iri ?n WHERE { ?_a_iri :p ?n } }", [{"_a_iri"}]),
        ("{ SELECT ?_a_iri (MAX(?m) AS ?n) { ?_a_iri :p ?m } GROUP BY ?_a_iri }", [{"_a_iri"}]),
        ("OPTIONAL { SELECT ?_a_iri ?n { ?_a_iri :p ?n } }", [{"_a_iri"}]),
        ("{ SELECT ?n { ?_a_iri :p ?n } }", [set()]),
        ("{ SELECT (STR(?_a_iri) AS ?n) { ?_a_iri :p ?m } }", [set()]),
        ("{ SELECT ?_a_iri { ?_a_iri :p ?n } LIMIT 1 }", [set()]),
        ("{ SELECT ?_a_iri { ?_a_iri :p ?n } ORDER BY ?n OFFSET 1 }", [set()]),
        ("{ SELECT ?n { { SELECT ?_a_iri { ?_a_iri :p ?n } } } }", [set(), set()]),
        (
            "{ SELECT ?_a_iri { { SELECT ?_a_iri { ?_a_iri :p ?n } } } }"
            " { SELECT ?_a_iri { ?_a_iri :p ?n } }",
            [{"_a_iri"}] * 3,
        ),
    ],
)
def test_a_value_reaches_a_sub_select_that_selects_it(where: str, reached: list[set[str]]) -> None:
    """It does through every sub-SELECT around it, and where no rows are counted off."""
    source = text(where)
    assert [set(s.reached) for s in sub_selects(source, ["_a_iri"])] == reached
    assert len(list(value_places(source, ["_a_iri"]))) == 1 + sum(map(bool, reached))


def test_the_value_stands_at_the_head_of_each() -> None:
    """The text that other engines are given has the row in the outer WHERE and in the inner."""
    inner = "{ SELECT ?_a_iri (MAX(?m) AS ?n) WHERE { ?_a_iri ?p ?m } GROUP BY ?_a_iri }"
    query = own_query("x.rq", f"{HEAD}SELECT ?n WHERE {{ ?_a_iri ?q ?r . {inner} }}")
    bound = bound_text(query, {"_a_iri": THING})
    assert bound.count(ROW) == 2
    assert bound.replace(f"\n  {ROW}", "") == query.text


@pytest.mark.parametrize(
    ("where", "found"),
    [
        ("OPTIONAL { ?x :q ?y }", ["OPTIONAL { ?x :q ?y }"]),
        ("OPTIONAL { ?x :q/:p ?y FILTER (?y != ?x) }", 1),
        ("OPTIONAL { ?x :p ?y OPTIONAL { ?y :r ?z } } OPTIONAL { ?y :p ?w }", 2),
        ("OPTIONAL { ?x :p ?y OPTIONAL { ?z :r ?w } } OPTIONAL { ?x :p ?z }", 2),
        # Worked out for the whole board the inner one knows nothing of the ?z outside.
        ("?x :r ?z . OPTIONAL { ?x :p ?y OPTIONAL { ?y :r ?z } }", 0),
        ("OPTIONAL { ?x :p ?y BIND (?x AS ?z) }", 0),
        ("OPTIONAL { SELECT ?x { ?x :p ?y } }", 0),
        ("OPTIONAL { { ?x :p ?y } UNION { ?x :q ?y } }", 0),
        ("OPTIONAL { ?x :p ?y MINUS { ?y :q ?x } }", 0),
        ("OPTIONAL { ?x :p ?y FILTER NOT EXISTS { ?y :q ?x } }", 0),
        ("OPTIONAL { ?x :p ?y { ?y :q ?z FILTER (?x = ?z) } }", 0),
        ("{ ?x :p ?y OPTIONAL { ?x :q ?z } }", 0),
    ],
)
def test_an_optional_is_looked_up_by_rows_where_that_changes_none(
    where: str, found: int | list[str]
) -> None:
    """Plain ones are, and give the same rows; one that a value from outside could change is not."""
    source = text(where)
    places = list(lookups(source))
    assert len(places) == (found if isinstance(found, int) else len(found))
    assert isinstance(found, int) or [source.text[a:b] for a, b in places] == found
    store = Store()
    store.extend(parse(TURTLE, RdfFormat.TURTLE))
    by_rows = source.text
    for start, end in reversed(places):
        by_rows = f"{by_rows[:start]}LATERAL {{ {by_rows[start:end]} }}{by_rows[end:]}"
    rows = []
    for query in (source.text, by_rows):
        every = query.replace("SELECT ?x WHERE", "SELECT * WHERE")
        solutions = store.query(every, use_default_graph_as_union=True)
        assert isinstance(solutions, QuerySolutions)
        names = sorted(v.value for v in solutions.variables)
        rows.append(sorted(str([str(s[n]) for n in names]) for s in solutions))
    assert rows[0] == rows[1] != []


@pytest.mark.parametrize("name", query_names())
def test_a_saved_query_of_one_action_works_nothing_out_for_the_board(name: str) -> None:
    """Each OPTIONAL of such a query is looked up row by row, and the value reaches the rest."""
    query = get_query(name)
    if not any(p.cls.endswith("Action") for p in query.parameters):
        return
    source = source_of(query.text, str(query.path))
    inner = list(sub_selects(source, ["_action_iri"]))
    assert all(s.reached for s in inner)
    within = [range(s.first, s.end) for s in inner]
    own = [
        i
        for i, t in enumerate(source.tokens)
        if t.key == "OPTIONAL" and not any(i in w or i + 2 in w for w in within)
    ]
    places = list(lookups(source))
    assert all(any(a <= source.tokens[i].start < b for a, b in places) for i in own)
