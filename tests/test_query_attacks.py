"""Queries that would call another machine, end the process, take for ever, or quietly mislead."""

from __future__ import annotations

import random
import shlex
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from govgraph.errors import GovgraphError, QueryError
from govgraph.names import GOV
from govgraph.parameters import find_term, suggestions
from govgraph.queries import get_query, own_query, query_names, source_of
from govgraph.serialization import to_turtle
from govgraph.sparql.engine import check, solve
from govgraph.sparql.reading import refuse_what_does_not_read
from govgraph.sparql.tokens import SparqlText
from govgraph.sparql.unbound import unbound
from tests.conftest import Result
from tests.ontologies import how_many

Call = Callable[..., Result]
Own = Callable[..., Result]

PREFIXES = "PREFIX gov: <https://w3id.org/govgraph/ns#>\nPREFIX x: <x:>\n"
NUMBER = "#+ param: least | ?_least_integer | | the least number\n"


def refused(text: str) -> str:
    """Why a text is not taken for a query of one's own."""
    with pytest.raises(QueryError) as caught:
        own_query("x.rq", text)
    return str(caught.value)


def calls(text: str) -> bool:
    """Whether the engine, asked without us, would call another machine for a query."""
    try:
        result = Store().query(text)
        if not isinstance(result, bool):
            for _ in result:  # type: ignore[union-attr]
                break
    except OSError:
        return True
    except (SyntaxError, RuntimeError):
        pass
    return False


# --- calls to other machines

SERVICE = "SERVICE <x:y> { ?a ?b ?c }"
HIDDEN = [
    f"PREFIX x: <x:> SELECT * {{ OPTIONAL {{ ?s x:a{mark}\\' ?o }} {SERVICE} }} # '"
    for mark in ("\u0301", "\u203f", "\u2040", "\u200c", "\u200d", "\u00b7", "é", "%27")
] + [
    f"PREFIX x: <x:> SELECT * {{ OPTIONAL {{ ?s ?p x:a.b\\' . ?o ?q 1 }} {SERVICE} }} # '",
    f"SELECT * {{ OPTIONAL {{ ?s ?p <x:'> }} {SERVICE} }} # '",
    f"SELECT * {{ OPTIONAL {{ ?s ?p <x:\\u0061'> }} {SERVICE} }} # '",
    f"SELECT * {{ OPTIONAL {{ ?s ?p '\\\\' }} {SERVICE} }} # '",
    f"SELECT * {{ VALUES (?a ?b) {{ ('''x') }} {SERVICE} }} # \\q '''",
    f'SELECT * {{ VALUES (?a ?b) {{ ("""x") }} {SERVICE} }} # \\q """',
    f"SELECT * {{ {SERVICE.replace(' ', '')} }}",
    f"SELECT * {{ {SERVICE.lower()} }}",
]


@pytest.mark.parametrize("text", HIDDEN)
def test_a_hidden_service_is_found_by_either_guard(text: str) -> None:
    """A SERVICE behind a quotation mark that opens no string is refused, and would be twice."""
    assert calls(text)
    assert "SERVICE would ask another machine" in refused(text)
    with pytest.raises(SyntaxError):
        check(text)
    with pytest.raises(SyntaxError):
        solve(Store(), text)


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { OPTIONAL { ?s ?p true } SERVICESILENT<x:y>{ ?a ?b ?c } }",
        "SELECT * { ?s ?p trueSERVICE<x:y>{ ?a ?b ?c } }",
        "PREFIX SERVICEx: <x:> PREFIX x: <x:> SELECT * { SERVICEx:y { ?a ?b ?c } }",
        "SELECT * FROM<x:y> { ?a ?b ?c }",
        "SELECT * FROMNAMED<x:y> { ?a ?b ?c }",
        "PREFIX FROMx: <x:> PREFIX x: <x:> SELECT * FROMx:y { ?a ?b ?c }",
    ],
)
def test_a_keyword_needs_no_blank(text: str) -> None:
    """The engine reads a keyword that is glued to a word; so it is refused there as well."""
    Store().query(text.replace("SERVICESILENT", "SERVICE SILENT"))
    message = refused(text)
    # Of a prefixed name the tokens cannot tell; that one is refused as it stands where none may.
    assert "PREFIX" in text or "SERVICE would" in message or "FROM has no effect" in message
    with pytest.raises(SyntaxError):
        check(text)


@pytest.mark.parametrize(
    "text",
    [
        "# service FROM\nSELECT ('SERVICE qervice jrom' AS ?service) (1 AS ?qervice) {}",
        "PREFIX service: <x:service> SELECT (1 AS ?Service) (2 AS ?service) (3 AS ?qrom) {"
        " OPTIONAL { ?s service:from <x:SERVICE\\u0053> } }",
    ],
)
def test_the_second_guard_lets_names_pass(text: str) -> None:
    """The letters may stand in strings, comments, IRIs and names, beside any stand-in."""
    check(text)
    own_query("x.rq", text)


PIECES = [
    *("'", '"', "'''", '"""', "\\'", '\\"', "\\\\", "\\", "#", "\\u0027", "\\q", "\\#", "%27"),
    *("<", ">", "<x:", "<x:a'b>", "x:", "x:a", "x:a\u0301", "x:a.b.c", "_:b", "?a", "?a\u0301"),
    *("\u00b7", "\u200c", "\u203f", "\u0660", "\ufff5", "\U00010400", "\ue000", "\u00a0", "\u017f"),
    *(".", "..", "-", "1", "1.", "1e5", "true", "a", "@en", "^^", "{", "}", "(", ")", "[", "]"),
    *(",", ";", "|", "/", "&&", "SELECT", "FILTER(", "OPTIONAL{", "SERVICE", "FROM"),
    *(" ", "\n", "\r", "\t"),
]
AROUND = (
    "PREFIX x: <x:> SELECT * {{ OPTIONAL {{ ?s x:a{0} ?o }} {1} }} {2}",
    "PREFIX x: <x:> SELECT * {{ OPTIONAL {{ ?s ?p {0} }} {1} }} {2}",
    "PREFIX x: <x:> SELECT * {{ OPTIONAL {{ FILTER({0} < ?b) }} {1} {2} }}",
    "PREFIX x: <x:> SELECT * {{ VALUES (?u ?v) {{ ({0}) }} {1} }} {2}",
    "PREFIX x: <x:> SELECT * {{ OPTIONAL {{ {0} }} {1} {2} }}",
    "PREFIX x: <x:> SELECT * {{ OPTIONAL {{ ?s ?p ?o FILTER(?o != {0}{1}{2}) }} }}",
    "PREFIX x: <x:> SELECT * {{ OPTIONAL {{ ?s x:a\\{0} ?o }} }} #{1}{2}",
)


def test_no_text_gets_a_service_past_the_guards() -> None:
    """Whatever odd signs stand around a SERVICE: where the engine calls, we have refused."""
    chance = random.Random(20220624)
    seen: Counter[str] = Counter()
    for _ in range(how_many(2_000, 6_000)):
        before, after = ("".join(chance.choices(PIECES, k=chance.randrange(4))) for _ in "ab")
        quote = chance.choice(("", "'", '"', "'''", '"""'))
        service = chance.choice((SERVICE, SERVICE.replace(" <", "<"), f"{SERVICE}\n"))
        text = chance.choice(AROUND).format(
            before + quote, service, chance.choice(("", "#")) + quote + after
        )
        try:
            own_query("x.rq", text)
            seen["taken"] += 1
            assert not calls(text), text
        except GovgraphError:
            if calls(text):
                seen["called"] += 1
                with pytest.raises(QueryError):
                    refuse_what_does_not_read(SparqlText(text, "x.rq"))
                with pytest.raises(SyntaxError):
                    check(text)
    assert min(seen["taken"], seen["called"]) > 20, seen


# --- what a name and an IRI are


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("x:a\u0301\\'b", "name"),
        ("?a\u0301-", "var mark"),
        ("_:a\u203f.b.", "blank mark"),
        ("\u00b7:a", "bad name"),
        ("a\u0660:b", "name"),
        ("x:%41%4 x:.a", "name bad integer prefix mark word"),
        ("<x:\\u0061> <x: y>", "iri mark prefix word mark"),
    ],
)
def test_names_are_those_of_the_standard(text: str, kinds: str) -> None:
    """The tokens are cut by the character classes of the standard."""
    assert " ".join(t.kind for t in SparqlText(text, "x").tokens[:-1]) == kinds


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?a ?b ?c FILTER(?a<?b&&?c>?a) }",
        "SELECT * { ?a ?b ?c BIND(IF(1<2,3>2,4) AS ?d) FILTER(STRLEN(?d)<?c||'a'@en<'b'&&?c>1) }",
        "SELECT (?a<?b&&?c>?a AS ?d) { ?a ?b ?c } GROUP BY ?a ?b ?c ORDER BY (?a<?b&&?c>?a)",
        "SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING(COUNT(*)<?a&&2>1) (1<2&&3>1)",
        "PREFIX x: <x:> SELECT * { ?a<x:b>?c,(1<x:c>'a'<x:d>) . ?c (x:a|x:b)<x:e> }",
        "SELECT * { ?a ?b ?c FILTER(?a IN(<x:a>,1)&&(?b)<?c) VALUES(?d ?e){(1<x:b>)('d'<x:e>)} }",
        "SELECT * { ?a ?b ?c FILTER(EXISTS{?a<x:b>?d}) FILTER(?b!=<x:c>) }",
    ],
)
def test_comparisons_are_told_from_iris(text: str, own: Own) -> None:
    """'<' behind an operand of an expression compares; everywhere else it begins an IRI."""
    Store().query(text)
    own_query("x.rq", text)
    tokens = SparqlText(text, "x").tokens
    iris = [t.text for t in tokens if t.kind == "iri"]
    assert all(":" in iri for iri in iris)
    assert text.count("<x:") == len(iris)
    assert "engine refuses" not in own(text).err


def test_a_parameter_in_a_comparison_is_found(own: Own) -> None:
    """A parameter between '<' and '>' is used, and gets its value."""
    values = "VALUES ?a { 1 5 9 } FILTER(?a<?_least_integer&&9>?a)"
    text = f"{NUMBER}SELECT (COUNT(*) AS ?n) {{ {values} }}"
    assert own(text, "-p", "least=6", "-f", "csv").out.split() == ["n", "2"]


# --- what has no value


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a (COUNT(*) AS ?n) { ?a ?b ?c } GROUP BY ?a HAVING(COUNT(*) > ?_least_integer)",
        "SELECT (COUNT(*) AS ?n) { ?a ?b ?c } HAVING(COUNT(*) > ?_least_integer)",
        "SELECT ?a { ?a ?b ?c } GROUP BY ?a ORDER BY (?a < ?_least_integer)",
    ],
)
def test_a_parameter_without_a_value_after_grouping_is_refused(query: str) -> None:
    """HAVING and ORDER BY do not see what is not grouped by: the header is refused."""
    message = refused(NUMBER + PREFIXES + query)
    assert "?_least_integer has no value here, after grouping." in message
    assert message.startswith("x.rq:4:")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?a { ?a ?b ?c } GROUP BY ?a ?_least_integer HAVING(COUNT(*) > ?_least_integer)",
        "SELECT ?a { ?a ?b ?c } GROUP BY ?a HAVING(SUM(?_least_integer) > 1)",
        "SELECT ?a { ?a ?b ?c } GROUP BY ?a (STR(?_least_integer) AS ?k) ORDER BY ?k",
        "SELECT ?a { ?a ?b ?c } ORDER BY (?c > ?_least_integer)",
    ],
)
def test_a_parameter_with_a_value_is_taken(query: str) -> None:
    """What is grouped by, counted, or not grouped at all, is seen."""
    own_query("x.rq", NUMBER + PREFIXES + query)


def test_a_grouped_parameter_counts(own: Own) -> None:
    """The way out that the message names works."""
    values = "{ VALUES (?a ?b) { (1 1) (1 2) (2 3) } }"
    text = (
        f"{NUMBER}SELECT ?a {values} GROUP BY ?a ?_least_integer HAVING(COUNT(*) > ?_least_integer)"
    )
    assert own(text, "-p", "least=1", "-f", "csv").out.split() == ["a", "1"]


UNBOUND = [
    ("SELECT ?acton { ?action a gov:Action }", "?acton has no value anywhere. Did you mean ?a"),
    ("SELECT (COUNT(?actoin) AS ?n) { ?action a gov:Action }", "3:15: ?actoin has no"),
    ('SELECT ?a { ?a gov:number ?number FILTER(?nmber = "13") }', "Did you mean ?number?"),
    ("SELECT ?a { ?a a gov:Action } ORDER BY ?b", "3:40: ?b has no value anywhere."),
    ("CONSTRUCT { ?a a ?t } { ?a a gov:Action }", "3:18: ?t has no value anywhere."),
    ("SELECT ?b { ?a a gov:Action MINUS { ?a gov:topic ?b } }", "?b has no value here: only"),
    ("SELECT ?a (COUNT(*) AS ?n) { ?a a ?c } GROUP BY ?a HAVING(?n > 1)", "?n has no value yet in"),
    ("SELECT ?a (COUNT(*) AS ?n) { ?a a ?c } GROUP BY ?a ORDER BY ?c", "?c has no value here"),
]  # fmt: skip


@pytest.mark.parametrize(("query", "told"), UNBOUND)
def test_a_variable_without_a_value_is_told_of(query: str, told: str, own: Own) -> None:
    """A variable that nothing binds is named with its place; the query runs all the same."""
    result = own(PREFIXES + query)
    assert result.code == 0
    assert told in result.err.splitlines()[0]


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?k (MAX(?c) AS ?m) { ?a a ?c } GROUP BY (STR(?a) AS ?k) HAVING(?k > '')",
        "SELECT (STR(?a) AS ?b) (STR(?b) AS ?c) { GRAPH ?g { ?a a gov:Forum } } ORDER BY ?c ?g",
        "SELECT ?a ?v { ?a a gov:Forum } VALUES ?v { 1 }",
        "SELECT ?a { { SELECT * { ?a a ?c OPTIONAL { ?a gov:topic ?b } } } FILTER(!BOUND(?b)) }",
        "SELECT ?a { ?a a ?c FILTER EXISTS { ?a gov:topic ?t FILTER(?t != ?c) } } HAVING(?a != ?c)",
        "CONSTRUCT WHERE { ?a a ?c }",
        "DESCRIBE ?a { ?a a gov:Forum }",
        "ASK { BIND(1 AS ?x) FILTER(?x = 1) }",
    ],
)
def test_a_variable_with_a_value_is_not_told_of(query: str) -> None:
    """Nothing is said of what a pattern, VALUES, BIND, GROUP BY or SELECT gives a value to."""
    read = own_query("x.rq", PREFIXES + query)
    assert unbound(source_of(read.text, "x.rq"), ()) == []


def test_parameters_and_saved_queries_have_their_values() -> None:
    """A parameter is given from outside, and the queries that ship are sound."""
    query = own_query("x.rq", f"{NUMBER}SELECT ?a {{ ?a ?b ?c FILTER(?c > ?_least_integer) }}")
    source = source_of(query.text, "x.rq")
    assert unbound(source, {"_least_integer"}) == []
    assert len(unbound(source, ())) == 1
    for name in query_names():
        saved = get_query(name)
        given = {p.variable for p in saved.parameters}
        assert unbound(source_of(saved.text, str(saved.path)), given) == [], name


@pytest.mark.parametrize("option", ["--fail-on-rows", "--fail-on-empty"])
@pytest.mark.parametrize(
    "query",
    ["SELECT ?a { ?a gov:nmber 1 }", "SELECT ?b { ?a a gov:Forum }", "ASK { ?a a gov:Form }"],
)
def test_a_slip_of_the_pen_passes_no_check(option: str, query: str, own: Own) -> None:
    """Under either option a name that means nothing is an error, with its place."""
    assert own(PREFIXES + query).code == 0
    result = own(PREFIXES + query, option)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("x.rq:3:")
    assert "govgraph: x.rq: a check cannot tell" in result.err


# --- what would end the process, or take for ever

LONG = {
    "plus": f"ASK {{ FILTER(0{'+1' * 10_000}) }}",
    "not": f"ASK {{ FILTER({'!' * 10_000}1) }}",
    "or": f"ASK {{ FILTER({'1||' * 10_000}1) }}",
    "union": f"ASK {{ {{}}{' UNION {}' * 10_000} }}",
    "path": f"{PREFIXES}ASK {{ ?s x:a{'|x:a' * 10_000} ?o }}",
    "minus": f"ASK {{ {'MINUS { ?s ?p ?o } ' * 5_000} }}",
    "bind": f"ASK {{ {''.join(f'BIND({i} AS ?v{i}) ' for i in range(5_000))} }}",
    "columns": f"SELECT {''.join(f'({i} AS ?v{i})' for i in range(5_000))} {{ }}",
    "having": f"SELECT (1 AS ?x) {{ }} HAVING {'(1)' * 6_000}",
    "grouped": f"SELECT (1 AS ?x) {{ ?s ?p ?o }} GROUP BY {'STR(?s) ' * 4_000}",
    "describe": f"DESCRIBE {'<x:y> ' * 6_000}",
    "quoted": f"ASK {{ {'<<?s ?p ?o>> ?p ?o .' * 60} }}",
    "notes": f"ASK {{ ?s ?p ?o {'{| ?p ?o |} ' * 60} }}",
    "in": f"ASK {{ ?s ?p ?o FILTER(?o IN ({','.join(map(str, range(100_000)))})) }}",
    "text": f"ASK {{}} #{'x' * 1_000_000}",
    "triples": f"ASK {{ {'?s ?p ?o . ' * 150} }}",
    "objects": f"ASK {{ ?s ?p ?o {', ?o' * 150} }}",
    "pairs": f"CONSTRUCT WHERE {{ ?s ?p ?o {'; ?p ?o' * 150} }}",
    "list": f"ASK {{ ?s ?p ({'?o ' * 60}) }}",
    "nested": f"ASK {{ {'[ ?p ' * 150} 1 {']' * 150} }}",
    "optional": f"ASK {{ {'OPTIONAL { ?s ?p ?o } ' * 150} }}",
    "groups": f"ASK {{ {'{ ?s ?p ?o } ' * 150} }}",
    "graphs": f"ASK {{ {'GRAPH ?g { ?s ?p ?o } ' * 150} }}",
    "values": f"ASK {{ {'VALUES ?x { 1 } ' * 150} }}",
    "steps": f"{PREFIXES}ASK {{ ?s x:a{'/x:a' * 500} ?o }}",
}


@pytest.mark.parametrize("text", LONG.values(), ids=LONG)
def test_what_the_engine_does_not_survive_is_refused(text: str) -> None:
    """Chains, lists and joins without end are errors with a place before the engine sees them."""
    assert "than" in refused(text)


REPEATED = {
    "dots": "a.",
    "quotes": "'''\\",
    "escapes": '\\"',
    "angles": "<x:y",
    "colons": "a:b.",
    "marks": "~",
}


@pytest.mark.parametrize("piece", REPEATED.values(), ids=REPEATED)
def test_tokens_are_cut_in_one_go(piece: str) -> None:
    """No text makes the tokens be looked for from each place to the end again."""
    program = (
        "import sys\nfrom govgraph.queries import QueryError, own_query\n"
        "try:\n    own_query('x.rq', 'SELECT * { ?s ?p ' + sys.argv[1] * int(sys.argv[2]) + ' }')\n"
        "except QueryError:\n    sys.exit(7)"
    )
    times = str(how_many(40_000, 200_000))
    ran = subprocess.run([sys.executable, "-c", program, piece, times], check=False, timeout=60)
    assert ran.returncode == 7


@pytest.mark.parametrize(
    "text",
    [
        f"ASK {{ FILTER(0{'+1' * 900}) }}",
        f"ASK {{ FILTER({'!' * 900}1) }}",
        f"ASK {{ {{}}{' UNION {}' * 900} }}",
        f"ASK {{ ?s ?p ?o FILTER(?o IN ({','.join(map(str, range(9_000)))})) }}",
        f"ASK {{ VALUES ?x {{ {'-1 ' * 5_000} }} }}",
        f"ASK {{ {'MINUS { ?s ?p ?o } ' * 900} }}",
        f"{PREFIXES}CONSTRUCT {{ {'?s x:a ?o . ' * 2_000} }} {{ ?s ?p ?o }}",
        f"ASK {{ {'{ ?s ?p ?o . ?o ?q ?r } UNION ' * 200} {{}} }}",
        f"ASK {{ {'?s ?p ?o . ' * 60} }}",
        f"ASK {{ FILTER({'IF(1,2,' * 195}1{')' * 195}) }}",
        f"ASK {{ {'FILTER NOT EXISTS { ?s ?p ?o ' * 195}{'}' * 196}",
        f"ASK {{ FILTER({'-(1+' * 190}1{')' * 190}) }}",
    ],
    ids=range(12),
)
def test_what_the_engine_survives_is_taken(text: str) -> None:
    """What is long or deep and does no harm is a query like any other."""
    program = "import sys\nfrom govgraph.queries import own_query\nown_query('x', sys.stdin.read())"
    ran = subprocess.run([sys.executable, "-c", program], input=text, text=True, check=False)
    assert ran.returncode == 0


def node(name: object) -> BlankNode:
    return BlankNode(f"b{name}")


def renamed(term: Any) -> Any:
    return BlankNode(f"z{term.value}") if isinstance(term, BlankNode) else term


LINKED = NamedNode("x:linked")


def test_blank_nodes_that_nothing_tells_apart_are_refused(own: Own) -> None:
    """Alike nodes that are all linked would take for ever; the way out is named."""
    names = [f"_:n{i}" for i in range(10)]
    triples = " . ".join(f"{a} x:a {b}" for a in names for b in names if a != b)
    result = own(f"{PREFIXES}CONSTRUCT {{ {triples} }} {{ }}")
    assert (result.code, result.out) == (2, "")
    assert "10 blank nodes" in result.err
    assert "IRI( … )" in result.err
    chain = [Triple(node(i), LINKED, node(i + 1)) for i in range(500)]
    with pytest.raises(GovgraphError):
        to_turtle(chain, {})


def test_blank_nodes_that_are_told_apart_are_written() -> None:
    """Many nodes, long lists and small knots are written, the same bytes whatever their names."""
    pairs = [Triple(node(f"a{i}"), LINKED, node(f"b{i}")) for i in range(2_000)]
    listed = [Triple(node(i), LINKED, node(i + 1)) for i in range(500)]
    listed += [Triple(node(i), LINKED, Literal(i)) for i in range(501)]
    knot = [Triple(node(a), LINKED, node(b)) for a in range(5) for b in range(5) if a != b]
    for triples in (pairs, listed, knot):
        other = [
            Triple(renamed(t.subject), t.predicate, renamed(t.object)) for t in reversed(triples)
        ]
        assert to_turtle(triples, {}) == to_turtle(other, {})


# --- the classes of parameters


@pytest.mark.parametrize(
    ("cls", "message"),
    [
        ("gov:Acton", "x.rq:2: there is no class 'gov:Acton'. Did you mean gov:Action?"),
        ("gov:topic", "x.rq:2: there is no class 'gov:topic'. Did you mean gov:Topic?"),
        ("gov:A b", "x.rq:2: 'gov:A b' is no class: 'A b' cannot follow 'gov:'."),
        ("gov:<A>", "x.rq:2: 'gov:<A>' is no class"),
        ("gov:", "x.rq:2: 'gov:' is no class: nothing follows 'gov:'."),
        ("Action", "x.rq:2: 'Action' is no class. Write it with its prefix, such as gov:Action."),
    ],
)
def test_a_class_that_is_none_is_refused(cls: str, message: str) -> None:
    """The class of a parameter is one of the ontology, or the line of the header is named."""
    header = f"#+ summary: s\n#+ param: x | ?_x_iri | {cls} | d\n"
    assert message in refused(f"{header}SELECT (1 AS ?y) {{ ?_x_iri ?p ?o }}")


def test_a_kind_that_is_none_is_named_in_words() -> None:
    """The kinds of parameters are listed as people write them."""
    message = refused("#+ param: x | ?_x_iro | | d\nSELECT (1 AS ?y) { ?_x_iro ?p ?o }")
    assert "'?_x_iro' does not end in its kind: _iri, _date, _integer or _string." in message


def test_what_is_of_a_subclass_is_of_its_class(own: Own, store: Store) -> None:
    """A class stands for its subclasses too, in values and in what is suggested."""
    text = "#+ param: r | ?_r_iri | CLASS | d\nSELECT (COUNT(*) AS ?n) { ?_r_iri ?p ?o }"
    for cls in ("gov:Record", "gov:Minutes", "foaf:Document", "prov:Entity"):
        result = own(text.replace("CLASS", cls), "-p", "r=record:2022-06-24-minutes", "-f", "csv")
        assert int(result.out.split()[1]) > 3, cls
    assert "no letter" in own(text.replace("CLASS", "gov:Letter"), "-p", "r=nosuch").err
    assert "There is none at all." in own(text.replace("CLASS", "org:Site"), "-p", "r=x").err
    wide, narrow = "http://www.w3.org/ns/org#Organization", f"{GOV}Organization"
    assert find_term(store, "x:", "MOPAC", wide) == find_term(store, "x:", "MOPAC", narrow)
    offered = [
        suggestions(own_query("x", text.replace("CLASS", cls)).parameters[0], store)
        for cls in ("org:Organization", "gov:Organization")
    ]
    assert offered[0] == offered[1] != {}


# --- small courtesies


def test_an_example_can_be_pasted(govgraph: Call) -> None:
    """What --describe and a missing parameter show is what a shell takes."""
    out = govgraph("query", "topic-history", "--describe").out
    line = out.partition("Example\n")[2].strip()
    words = shlex.split(line)
    assert govgraph(*words[1:]).code == 0
    hint = govgraph("query", "topic-history").err.partition("Give it with ")[2]
    assert govgraph("query", "topic-history", *shlex.split(hint)).code == 0


def test_the_suffix_may_be_in_capitals(own: Own, tmp_path: Path) -> None:
    """A file that ends in .CSV gets CSV; a file without a name is refused as such."""
    assert own("SELECT (1 AS ?x) {}", "-o", "rows.CSV").code == 0
    assert (tmp_path / "rows.CSV").read_text(encoding="utf-8").split() == ["x", "1"]
    assert "-o names no file" in own("ASK {}", "-o", "").err


def test_the_curie_of_the_help_names_something(govgraph: Call) -> None:
    """The CURIE that the help gives for an example is one of the board that ships."""
    page = " ".join(govgraph("query", "--help").out.split())
    curie = page.partition("a CURIE, such as ")[2].partition(";")[0]
    assert govgraph("query", "actions", "-p", f"topic={curie}").err == ""


@pytest.mark.parametrize("condition", ["?v < 0", "0 > ?v", "BOUND(?v) && ?v = -0.5"])
def test_text_is_not_compared_with_numbers(condition: str, own: Own) -> None:
    """Where a FILTER compares text with a number, the way to compare them is named."""
    rows = "VALUES ?v { '17' '20' }"
    assert (
        "?v is text: write xsd:decimal(?v)"
        in own(f"SELECT ?v {{ {rows} FILTER({condition}) }}").err
    )
    numbers = rows.replace("'", "")
    assert "xsd:decimal" not in own(f"SELECT ?v {{ {numbers} FILTER({condition}) }}").err
