"""Queries of one's own: files and stdin, refusals with their place, and what stderr tells."""

from __future__ import annotations

import io
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store, parse

from govgraph.errors import QueryError, SparqlError
from govgraph.headers import refuse_unreached
from govgraph.queries import get_query, own_query, query_names, source_of
from govgraph.sparql.faults import excerpt
from govgraph.sparql.parser import Node, Stop, keywords
from govgraph.sparql.parser import parse as read
from govgraph.sparql.tokens import SparqlText
from tests.conftest import BOARDS, ROOT, Result, edit

Call = Callable[..., Result]
Own = Callable[..., Result]

GOV = "PREFIX gov: <https://w3id.org/govgraph/ns#>\n"
SKOS = "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
XSD = "PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>\n"
OWNER = "#+ param: owner | ?_owner_iri | gov:Organization | whose actions\n"
AS_OF = "#+ param: as_of | ?__asof_date | | the day\n"


def refusal(result: Result) -> str:
    """What stderr says of a query that could not run."""
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("govgraph: ")
    return result.err.removeprefix("govgraph: ")


# --- what a query of one's own is, and what it gives


def test_a_file_runs_without_a_header(own: Own) -> None:
    """A file of SPARQL is run as it stands, over all records as one graph."""
    result = own(GOV + "SELECT (COUNT(?f) AS ?n) { ?f a gov:Forum }", "--format", "csv")
    assert (result.code, result.err) == (0, "")
    assert result.out.splitlines()[0] == "n"
    assert int(result.out.splitlines()[1]) > 3


def test_a_header_makes_parameters_work(own: Own) -> None:
    """A parameter that the file declares is looked up and bound, also without the word WHERE."""
    text = OWNER + GOV + "SELECT (COUNT(?a) AS ?n) { ?a gov:ownerOrganization ?_owner_iri }"
    mopac = own(text, "-p", "owner=MOPAC", "-f", "csv").out
    mps = own(text, "-p", "owner=MPS", "-f", "csv").out
    assert int(mps.split()[1]) > int(mopac.split()[1]) > 0
    assert "needs the parameter 'owner'" in refusal(own(text))
    assert "no parameter 'ownr'" in refusal(own(text, "-p", "ownr=MPS"))


def test_stdin_is_a_query(monkeypatch: pytest.MonkeyPatch, govgraph: Call) -> None:
    """'-' reads the query from stdin, and errors name it so."""

    def typed(text: bytes) -> Result:
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text)))
        return govgraph("query", "-")

    assert typed(b"ASK {}").out == "yes\n"
    assert refusal(typed(b"ASK {")).startswith("stdin:1:6: ")
    assert refusal(typed(b"\xff")).startswith("stdin: byte 1 is not UTF-8")
    monkeypatch.setattr("sys.stdin", None)
    assert "nothing was given on stdin" in refusal(govgraph("query", "-"))


@pytest.mark.parametrize("name", ["x.rq", "./x", "sub/x.rq"])
def test_a_path_or_suffix_means_a_file(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """A name with .rq or a folder in it is a file; one that is not there is named."""
    monkeypatch.chdir(tmp_path)
    assert refusal(govgraph("query", name)).startswith(f"{Path(name)}: No such file")
    Path(name).parent.mkdir(exist_ok=True)
    Path(name).write_text("ASK {}", encoding="utf-8")
    assert govgraph("query", name).out == "yes\n"


def test_a_file_and_a_saved_query_are_told_apart(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """A bare name is a saved query; the way to a file of that name, and back, is shown."""
    monkeypatch.chdir(tmp_path)
    Path("mine.rq").write_text("ASK {}", encoding="utf-8")
    assert "write 'mine.rq'" in refusal(govgraph("query", "mine"))
    assert "goes by 'actions'" in refusal(govgraph("query", "actions.rq"))


def test_a_byte_order_mark_is_no_fault(own: Own) -> None:
    """A file that an editor marked as UTF-8 runs, with line ends of any kind."""
    assert own("\ufeff# c\r\nASK {\r\n}\r\n").out == "yes\n"
    assert refusal(own("\ufeffASK {\r\n?s ?p\r}")).startswith("x.rq:3:1: ")


@pytest.mark.parametrize(("pattern", "answer"), [("a gov:Forum", "yes"), ("a gov:Letter, 3", "no")])
def test_an_ask_is_answered(pattern: str, answer: str, own: Own) -> None:
    """An ASK prints yes or no, and the W3C's boolean results."""
    text = f"{GOV}ASK {{ ?x {pattern} }}"
    yes = answer == "yes"
    assert (own(text).out, own(text).err) == (f"{answer}\n", "")
    assert json.loads(own(text, "-f", "json").out) == {"head": {}, "boolean": yes}
    assert f"<boolean>{str(yes).lower()}</boolean>" in own(text, "-f", "xml").out
    for form in ("csv", "tsv", "ttl"):
        assert "--format table, json, xml or md" in refusal(own(text, "-f", form))


def test_a_construct_gives_turtle(own: Own, tmp_path: Path) -> None:
    """A CONSTRUCT is written as Turtle that parses, the same bytes each time."""
    text = SKOS + GOV + "PREFIX s: <https://schema.org/>\n"
    text += "CONSTRUCT { ?f s:name ?l ; s:x [ s:y ?l ] } { ?f a gov:Forum ; skos:prefLabel ?l }"
    result = own(text)
    assert (result.code, result.err) == (0, "")
    triples = list(parse(input=result.out.encode(), format=RdfFormat.TURTLE))
    assert len(triples) % 3 == 0
    assert len(triples) > 6
    assert "@prefix s: <https://schema.org/> ." in result.out
    assert "@prefix foaf:" not in result.out
    assert own(text, "-f", "ttl").out == result.out
    assert own(text, "-o", "x.ttl").out == ""
    assert (tmp_path / "x.ttl").read_text(encoding="utf-8") == result.out
    assert "--format ttl" in refusal(own(text, "-f", "table"))
    assert "--format ttl" in refusal(own(text, "-o", "x.csv"))


def test_describe_gives_turtle(own: Own) -> None:
    """A DESCRIBE is written as Turtle too."""
    out = own(GOV + "DESCRIBE ?f { ?f a gov:Forum }").out
    assert "a gov:Forum" in out
    assert list(parse(input=out.encode(), format=RdfFormat.TURTLE))


def test_a_select_is_no_turtle(own: Own) -> None:
    """Rows cannot be written as Turtle; the ways to write them are named."""
    text = GOV + "SELECT ?f { ?f a gov:Forum }"
    assert "table, csv, tsv, json, xml or md" in refusal(own(text, "-f", "ttl"))
    assert "cannot be written as ttl" in refusal(own(text, "-o", "x.ttl"))


def test_saved_queries_may_ask_and_construct(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """A saved ASK and a saved CONSTRUCT run by their names, with parameters."""
    (tmp_path / "queries").mkdir()
    head = f"#+ summary: s\n#+ tags: t\n{OWNER}{GOV}"
    pattern = "{ ?a gov:ownerOrganization ?_owner_iri }"
    for name, form in (("any", "ASK"), ("all", "CONSTRUCT { ?a a gov:Action }")):
        (tmp_path / "queries" / f"{name}.rq").write_text(f"{head}{form} {pattern}", "utf-8")
    monkeypatch.setattr("govgraph.queries.resources", lambda: tmp_path)
    assert govgraph("query", "any", "-p", "owner=MPS").out == "yes\n"
    assert "a gov:Action" in govgraph("query", "all", "-p", "owner=MPS").out
    assert "yes or no" in govgraph("query", "any", "--describe").out
    assert "triples, as Turtle" in govgraph("query", "all", "--describe").out


# --- what a query may not do


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("INSERT DATA { <x:a> <x:b> 1 }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("drop all", "DROP"),
        ("LOAD <x:y>", "LOAD"),
        ("CLEAR ALL", "CLEAR"),
        ("CREATE GRAPH <x:y>", "CREATE"),
        ("COPY <x:y> TO <x:z>", "COPY"),
        ("MOVE <x:y> TO <x:z>", "MOVE"),
        ("ADD <x:y> TO <x:z>", "ADD"),
        ("WITH <x:y> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
    ],
)
def test_an_update_is_refused(text: str, word: str, own: Own) -> None:
    """What would change the data is refused with its place and in plain words."""
    message = refusal(own(f"# a comment\n{GOV}{text}"))
    assert message.startswith(f"x.rq:3:1: {word} would change the data")


@pytest.mark.parametrize("text", ["SERVICE <x:y> { ?s ?p ?o }", "service SILENT ?s { ?s ?p ?o }"])
def test_another_machine_is_not_asked(text: str, own: Own) -> None:
    """SERVICE is refused, wherever it stands."""
    message = refusal(own(f"SELECT * {{\n  OPTIONAL {{ {text} }} }}"))
    assert message.startswith("x.rq:2:14: SERVICE would ask another machine")


@pytest.mark.parametrize("clause", ["FROM <x:y>", "from named <x:y>"])
def test_from_is_refused(clause: str, own: Own) -> None:
    """FROM, which the union of all graphs would quietly overrule, is refused."""
    message = refusal(own(f"SELECT * {clause} {{ ?s ?p ?o }}"))
    assert message.startswith("x.rq:1:10: FROM has no effect")
    assert "GRAPH" in message


@pytest.mark.parametrize(
    "text",
    [
        'SELECT ("SERVICE <x:y> { } FROM" AS ?x) {}',
        "SELECT (''' INSERT\nDELETE SERVICE ''' AS ?x) {}",
        "SELECT ('a\\'b SERVICE' AS ?x) {} # SERVICE <x:y>",
        "# INSERT DATA\n#+ summary: DROP ALL\nSELECT (1 AS ?insert) (1 AS ?service) {}",
        "PREFIX load: <x:load> PREFIX ex: <x:>\n"
        "SELECT (1 AS ?x) { OPTIONAL { ?s load:drop ex:service ; ex:from ex:insert } }",
        "SELECT (1 AS ?x) { OPTIONAL { ?s <x:SERVICE> <x:/FROM/INSERT> } }",
        "SELECT (1 AS ?x) { OPTIONAL { _:service <x:y> 'a'@service } }",
        "SELECT (1 AS $from) {}",
    ],
)
def test_words_are_not_mistaken_for_keywords(text: str, own: Own) -> None:
    """Strings, comments, IRIs, variables and prefixed names may hold any word."""
    result = own(text, "-f", "csv")
    assert result.code == 0, result.err
    assert result.out.count("\n") >= 2


def test_brackets_without_end_are_refused(own: Own) -> None:
    """Nesting that would end the process is an error like any other."""
    assert "brackets stand more than 200 deep" in refusal(own("SELECT * " + "{" * 20_000))
    assert own("SELECT * " + "{" * 150 + "}" * 150).code == 0


# --- syntax errors


FAULTS = [
    ("SELECT ?s WHERE { ?s ?p }", 25, "expected an object; found '}'."),
    ("SELECT ?s WHERE { ?s ?p ?o", 27, "'}'; the query ends here. The '{' of line 1 is not"),
    ("SELECT ?s WHERE { ?s ?p ?o } }", 30, "No '{' is open here."),
    ("SELECT ?s WHERE { { ?s ?p ?o ) }", 30, "The '{' of line 1 is not closed."),
    ("SELEC ?s { ?s ?p ?o }", 1, "Did you mean 'SELECT'?"),
    ("SELECT ?s { ?s ?p ?o FILTR(?o) }", 22, "Did you mean 'FILTER'?"),
    ("SELECT ?s { ?s ?p ?o FILTER ?o = 1 }", 29, "expected a condition in brackets"),
    ("SELECT ?s { ?s ?p ?o FILTER(STRLN(?o)) }", 29, "no function 'STRLN'. Did you mean 'STRLEN'"),
    ("SELECT ?s { ?s ?p ?o FILTER(STRLEN(?o, 1)) }", 29, "STRLEN takes 1 argument, and 2 are"),
    ("SELECT ?s { ?s ?p ?o FILTER(COUNT(?o) > 1) }", 29, "COUNT cannot stand in a FILTER."),
    ("SELECT ?s, ?p { ?s ?p ?o }", 10, "expected a variable, WHERE or '{'; found ','."),
    ("SELECT ?s { ?s ?p ?o . . }", 24, "expected a triple pattern, a clause"),
    ("SELECT ?s { ?s ?p ?o } LIMIT x", 30, "expected a whole number; found 'x'."),
    ("SELECT ?s { ?s ?p ?o } ORDER BY", 32, "expected what to order by; the query ends"),
    ('SELECT ?s { ?s ?p "a }', 19, "the string that begins here is not closed"),
    ("SELECT ?s { ?s ?p 'a\n' }", 19, "three quotation marks"),
    ('SELECT ?s { ?s ?p "a\\d" }', 21, "'\\d' is no escape in a string. "),
    ("SELECT ?s { ?s ?p <x y> }", 19, "'<x y>' is no IRI."),
    ("SELECT ?s { ?s ?p <x> }", 19, "the IRI <x> is relative."),
    ("SELECT ?s { ?s ?p <x:[> }", 19, "<x:[> is no IRI."),
    ("SELECT ?s { ?s ?p ?o BIND(1 AS ?o) }", 32, "?o has a value already where BIND"),
    ("SELECT (1 AS ?o) { ?s ?p ?o }", 14, "?o has a value in the WHERE already."),
    ("SELECT ?s ?s { ?s ?p ?o }", 11, "?s is selected twice."),
    ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o }", 8, "GROUP BY ?s."),
    ("SELECT * { ?s ?p ?o } GROUP BY ?s", 1, "SELECT * cannot go with GROUP BY."),
    ("SELECT * { VALUES (?a ?b) { (1) } }", 29, "the row has 1 value for 2 variables."),
    ("SELECT * { VALUES (?a ?a) { (1 2) } }", 12, "a variable stands twice in the head of VALUES"),
    ("CONSTRUCT { ?s <x:a>/<x:b> 1 } { ?s ?p ?o }", 16, "takes no property path"),
    ("SELECT * { { ?s ?p _:a } { ?s ?p _:a } }", 37, "the engine refuses the query: "),
    ("SELECT * { ?s ?p 'a'@en-toolonglongtag }", 39, "language tag parsing failed."),
    ("", 1, "there is no query."),
]


@pytest.mark.parametrize(("text", "column", "message"), FAULTS, ids=lambda v: str(v)[:40])
def test_a_syntax_error_has_its_place(text: str, column: int, message: str, own: Own) -> None:
    """A text that is no query is refused with file:line:col, what was expected, and a caret."""
    first, line, caret = refusal(own(text)).splitlines()
    assert first.startswith(f"x.rq:1:{column}: ")
    assert message in first
    assert line.strip() == text.partition("\n")[0].strip()
    assert caret.index("^") == column + 1


def test_the_grammar_reads_what_the_engine_reads() -> None:
    """Every query that ships is in the grammar, so that only faults are called faults."""
    texts = [get_query(n).text for n in query_names()]
    texts += [
        "PREFIX : <x:> SELECT * { ?s :p/:q*|^:r?|!(:a|^:b)+ 1, -2.5e3, 'x'@en-GB, true ; a [] . }",
        "SELECT (SUM(?x*2)/COUNT(DISTINCT *) AS ?n) { (1 [] ()) ?p ?x } GROUP BY (STR(?x) AS ?y)"
        " ?z HAVING(?n > 1 && ?y IN (1, 2)) ORDER BY DESC(?n) ?y LIMIT 1 OFFSET 2 VALUES ?z {1}",
        "CONSTRUCT WHERE { ?s ?p 'it''s' . }".replace("''", "\\'"),
        "DESCRIBE * { ?s ?p ?o FILTER NOT EXISTS { ?s ?q '''a\n'b''' } MINUS { ?s ?r ?t } }",
        "ASK { GRAPH ?g { ?s ?p ?o } VALUES (?a ?b) { (UNDEF 1) } { SELECT ?s { ?s ?p ?o } } }",
        "SELECT * { ?s ?p ?o FILTER(GROUP_CONCAT(?o; SEPARATOR=', ') = COALESCE(?s, 1)) }",
    ]
    for text in texts:
        assert isinstance(read(SparqlText(text, "x")), Node), text
    assert isinstance(read(SparqlText("SELECT * { ?s }", "x")), Stop)
    assert {"SELECT", "FILTER", "STRLEN", "GROUP_CONCAT"} <= set(keywords())


@pytest.mark.parametrize(
    ("line", "shown", "caret"),
    [
        ("\t\t?s ?p }", "        ?s ?p }", 16),
        ("  '日本語' ?p }", "  '日本語' ?p }", 16),
        ("  'é\u0301' ?p }", "  'é\u0301' ?p }", 11),
        ("  '\u202e' ?p }", "  '\\u202e' ?p }", 16),
    ],
)
def test_the_caret_stands_under_the_place(line: str, shown: str, caret: int, own: Own) -> None:
    """Tabs, wide letters, accents and marks that no terminal shows do not shift the caret."""
    first, line_shown, below = refusal(own(f"SELECT * {{\n{line}")).splitlines()
    assert first.startswith(f"x.rq:2:{len(line)}: ")
    assert line_shown == f"  {shown}"
    assert below == " " * caret + "^"


def test_a_long_line_is_cut_around_the_place() -> None:
    """Only what stands around the place is shown of a line that no terminal holds."""
    line, caret = excerpt("x" * 500 + "!" + "y" * 500, 500).splitlines()
    assert len(line) < 110
    assert line[caret.index("^")] == "!"


def test_a_place_is_that_of_the_file_as_written(own: Own) -> None:
    """A bound parameter adds a row to the text, and no place moves."""
    text = OWNER + GOV + "SELECT ?a WHERE {\n  ?a gov:ownerOrganization ?_owner_iri .\n  ?a ?b }"
    assert refusal(own(text, "-p", "owner=MPS")).startswith("x.rq:5:9: expected an object")


@pytest.mark.parametrize(
    ("prefix", "hint"),
    [
        ("gov", "Add the line PREFIX gov: <https://w3id.org/govgraph/ns#>"),
        ("xs", "Did you mean 'xsd'? Add the line PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>"),
        ("meeting", "Add the line PREFIX meeting: <https://w3id.org/govgraph/id/meeting/>"),
        ("forn", "Did you mean 'fern'?"),
        ("qqq", "Add a line PREFIX qqq: <…>"),
    ],
)
def test_an_undeclared_prefix_is_named(prefix: str, hint: str, own: Own) -> None:
    """A prefix without its declaration is said to be that, with the line to add."""
    text = f"PREFIX fern: <x:>\nSELECT ?s {{ ?s fern:x ?o .\n ?s {prefix}:y ?z . ?z }}"
    first = refusal(own(text)).splitlines()[0]
    assert first == f"x.rq:3:5: the prefix '{prefix}:' is not declared. {hint}"


def test_the_first_of_two_faults_is_named(own: Own) -> None:
    """Of an undeclared prefix and another fault the earlier one is reported."""
    assert refusal(own("SELECT ?s { ?s gov:x }")).startswith("x.rq:1:16: the prefix")
    assert refusal(own("SELECT ?s { ?s } gov:x")).startswith("x.rq:1:16: expected a predicate")


def test_a_function_that_the_engine_lacks_has_its_place(own: Own) -> None:
    """A function of which the engine knows nothing is named where it stands."""
    message = refusal(own("PREFIX ex: <x:>\nSELECT * { ?s ?p ?o FILTER(ex:f(?o)) }"))
    assert message.startswith("x.rq:2:28: the engine cannot run it: ")


# --- headers


def misfit(header: str, query: str) -> str:
    with pytest.raises(QueryError) as caught:
        own_query("x.rq", header + GOV + query)
    assert caught.value.code == "bad-header"
    return str(caught.value)


PLAIN = "SELECT ?a WHERE { ?a gov:ownerOrganization ?_owner_iri }"


@pytest.mark.parametrize(
    ("header", "query", "message"),
    [
        (OWNER, "SELECT ?a { ?a a gov:Action }", "x.rq:1: the parameter 'owner' is declared and"),
        (OWNER, PLAIN.replace("owner_iri", "ownr_iri"), "x.rq:3:44: ?_ownr_iri is written as a"),
        (OWNER, PLAIN.replace("owner_iri", "ownr_iri"), "Did you mean '?_owner_iri'?"),
        ("#+ tags: t\n", PLAIN, "#+ param: NAME | ?_VARIABLE | CLASS | description"),
        (OWNER, f"SELECT ?a {{ {{ {PLAIN} }} }}", "stands in a sub-SELECT"),
        (OWNER, PLAIN.replace("?a", "?a ?_owner_iri", 1), "x.rq:3:11: the parameter ?_owner_iri"),
        (OWNER, PLAIN.replace("?a", "*", 1), "SELECT * would select the parameters too"),
        (OWNER, "SELECT ?a { ?a ?b 1 BIND(2 AS ?_owner_iri) }", "a value by the query itself"),
        (OWNER, "CONSTRUCT WHERE { ?a ?b ?_owner_iri }", "this CONSTRUCT has no WHERE of its own"),
        (OWNER, "DESCRIBE ?_owner_iri", "this DESCRIBE has no WHERE of its own"),
        (OWNER + OWNER.replace("owner_", "org_"), PLAIN, "x.rq:2: the parameter 'owner' is decl"),
        (OWNER + OWNER.replace("owner ", "org "), PLAIN, "?_owner_iri is the variable of two"),
        (OWNER + "#+ colour: red\n", PLAIN, "x.rq:2: '#+ colour: red' is no header line."),
        (OWNER + "#+ exmple: x=1\n", PLAIN, "Did you mean 'example'?"),
        (OWNER + "#+ example: ownr=MPS\n", PLAIN, "x.rq:2: the example is for 'ownr', which is"),
        (OWNER + "#+ example: MPS\n", PLAIN, "an example is written NAME=VALUE"),
        (OWNER + "#+ example: owner=a\n" * 2, PLAIN, "x.rq:3: an example is written NAME=VALUE"),
        (OWNER.replace("gov:Organization", ""), PLAIN, "names no class"),
        (OWNER.replace("gov:", "gvo:"), PLAIN, "Did you mean 'gov'?"),
        (OWNER.replace("owner |", "own=er |"), PLAIN, "'own=er' is no name for a parameter"),
    ],
)
def test_a_header_that_does_not_fit_is_refused(header: str, query: str, message: str) -> None:
    """What the header declares and what the query uses are one, or the query is not read."""
    assert message in misfit(header, query)


@pytest.mark.parametrize(
    "body",
    [
        "{ ?a gov:topic ?t FILTER(?t = ?_owner_iri) }",
        "{ ?a gov:topic ?t } UNION { ?a gov:topic ?t FILTER(COALESCE(?_owner_iri, ?t) = ?t) }",
        "?a gov:topic ?t MINUS { ?a gov:topic ?u FILTER(?u = ?_owner_iri) }",
        "?a gov:topic ?t OPTIONAL { ?a gov:topic ?u BIND(?_owner_iri AS ?v) }",
        "GRAPH ?g { ?a gov:topic ?t FILTER(?t = ?_owner_iri) }",
        "{ SELECT ?a ?_owner_iri { ?a ?b ?_owner_iri { ?a ?c ?t FILTER(?t = ?_owner_iri) } } }",
    ],
)
def test_a_condition_out_of_reach_of_its_value_is_refused(body: str) -> None:
    """A FILTER of an inner group, which would quietly see no value, is refused."""
    message = misfit(OWNER, f"SELECT ?a {{ {body} }}")
    assert "the value of ?_owner_iri does not reach this inner group" in message


@pytest.mark.parametrize(
    ("header", "query"),
    [
        (OWNER, PLAIN),
        (OWNER, PLAIN.replace("?a", "(STR(?_owner_iri) AS ?x)", 1)),
        (OWNER, "SELECT ?a { ?a gov:topic ?t OPTIONAL { ?a ?b ?c FILTER(?c = ?_owner_iri) } }"),
        (OWNER, "SELECT ?a { { ?a gov:topic ?_owner_iri FILTER(isIRI(?_owner_iri)) } }"),
        (OWNER, "SELECT ?a { ?a ?b ?c FILTER EXISTS { ?a ?d ?e FILTER(?e = ?_owner_iri) } }"),
        (OWNER, "SELECT ?a { { SELECT ?a ?_owner_iri { ?a gov:topic ?_owner_iri } } }"),
        ("", PLAIN),
        ("", "SELECT * { ?_a ?_b ?_c }"),
    ],
)
def test_a_header_that_fits_is_taken(header: str, query: str) -> None:
    """Nothing that works is refused; without a header a variable may begin as it likes."""
    assert own_query("x.rq", header + GOV + query).text.endswith(query)


@pytest.mark.parametrize("name", query_names())
def test_the_header_of_every_saved_query_fits(name: str) -> None:
    """Every saved query is read, and the values of its parameters reach where they are used."""
    query = get_query(name)
    refuse_unreached(source_of(query.text, str(query.path)), query.parameters)


# --- unknown terms


def test_a_misspelt_term_is_warned_of(own: Own) -> None:
    """A term that nothing has is named with its place and the nearest; the query still runs."""
    result = own(GOV + "SELECT ?b {\n  ?a a gov:Action ; gov:ownerOrganisation ?b }", "-f", "csv")
    assert (result.code, result.out) == (0, "b\r\n")
    assert result.err.splitlines()[0] == (
        "x.rq:3:21: gov:ownerOrganisation is neither in the ontology nor in the data."
        " Did you mean gov:ownerOrganization?"
    )


@pytest.mark.parametrize(
    ("pattern", "warning"),
    [
        ("?a gov:folowsUp 1", "gov:folowsUp is neither in"),
        ("?a a gov:Form", "Did you mean gov:Forum?"),
        ("?a gov:qqqqq 1", "gov:qqqqq is neither in the ontology nor in the data.\n"),
        ("?a skos:preflabel 1", "Did you mean skos:prefLabel?"),
        ("?a <https://w3id.org/govgraph/ns#hasItm> 1", "<https://w3id.org/govgraph/ns#hasItem>?"),
        ("GRAPH <https://w3id.org/govgraph/id/record/2022-06-24-minuts> {}", "-minutes>?"),
        ("FILTER(?x = gov:delivred)", "Did you mean gov:delivered?"),
    ],
)
def test_unknown_terms_are_found_wherever_they_stand(pattern: str, warning: str, own: Own) -> None:
    """Predicates, classes, things, graphs and values of conditions are looked up."""
    assert warning in own(f"{GOV}{SKOS}ASK {{ {pattern} }}").err


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?a a gov:Action . FILTER(xsd:integer('3') = 3 && 'a'^^xsd:foo != 'b') }",
        "ASK { ?a rdf:type gov:Action . FILTER(DATATYPE(?a) IN (rdf:langString, xsd:foo)) }",
        "ASK { ?a a gov:Action . FILTER(STRSTARTS(STR(?a), STR(<x:a/>)) || ?a != gov:Forum) }",
        "CONSTRUCT { ?a <x:b> <x:c> } { ?a a gov:Action ; gov:arisesFrom ?b }",
        "ASK { GRAPH <https://w3id.org/govgraph/id/record/2022-06-24-minutes> {} }",
        "ASK { GRAPH <https://w3id.org/govgraph/id/register/people> {} }",
    ],
)
def test_terms_that_are_no_names_of_things_are_left_alone(query: str, own: Own) -> None:
    """Datatypes, casts, rdf:type, templates and beginnings of IRIs bring no warning."""
    rdf = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
    assert own(GOV + XSD + rdf + query).err == ""


def test_a_term_of_the_ontology_alone_is_known(own: Own, govgraph: Call) -> None:
    """A term that is declared and not yet used is no mistake."""
    assert own(GOV + "ASK { ?x a gov:Figure ; gov:measure ?y }").out == "yes\n"
    result = govgraph("-C", str(BOARDS / "harbour"), "query", "x.rq")
    assert (result.out, result.err) == ("no\n", "")


def test_a_term_of_the_data_alone_is_known(own: Own, board: Path, govgraph: Call) -> None:
    """A board may use words of other vocabularies."""
    text = "ASK { ?x <http://xmlns.com/foaf/0.1/homepage> <https://example.org/x> }"
    assert own(text).err.count("neither in the ontology nor in the data") == 2
    edit(
        board / "data" / "organizations.ttl",
        'skos:prefLabel "MPS"@en',
        '<http://xmlns.com/foaf/0.1/homepage> <https://example.org/x> ; skos:prefLabel "MPS"@en',
    )
    result = govgraph("-C", board, "query", "x.rq")
    assert (result.out, result.err) == ("yes\n", "")


def test_saved_queries_are_not_warned_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """A saved query may name what a board does not have."""
    (tmp_path / "queries").mkdir()
    text = f"#+ summary: s\n{GOV}ASK {{ ?a gov:nosuch ?b }}"
    (tmp_path / "queries" / "any.rq").write_text(text, encoding="utf-8")
    monkeypatch.setattr("govgraph.queries.resources", lambda: tmp_path)
    assert govgraph("query", "any").err == ""


# --- no rows


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            '?s gov:states ?a ;\n  gov:number "99" .',
            "x.rq:4:3: no rows: with 'gov:number \"99\"' nothing matches any more"
            " (1 pattern before it matches). It matches nothing by itself either.\n",
        ),
        (
            "?s a gov:ActionStatement .\n ?s gov:text ?t , ?u . ?s a gov:Forum .",
            "x.rq:4:24: no rows: with '?s a gov:Forum' nothing matches any more"
            " (3 patterns before it match).\n",
        ),
        ("?s gov:number 9 . ?s ?p ?o", "x.rq:3:13: no rows: '?s gov:number 9' matches nothing.\n"),
        (
            "?s a gov:Forum FILTER(STR(?s) = 'x')",
            "x.rq:3:28: no rows: 'FILTER(STR(?s) = 'x')' lets nothing through.\n",
        ),
        (
            "?s a gov:Forum OPTIONAL { ?s gov:number ?n } MINUS { ?s a gov:Forum }",
            "x.rq:3:58: no rows: with 'MINUS { ?s a gov:Forum }' nothing matches any more"
            " (2 parts before it match).\n",
        ),
        (
            "{ ?s gov:number 1 } UNION { ?s gov:number 2 }",
            "x.rq:3:13: no rows: '{ ?s gov:number 1 } UNION { ?s gov:number 2 }' matches nothing.\n"
            "x.rq:3:15: '?s gov:number 1' matches nothing by itself.\n"
            "x.rq:3:41: '?s gov:number 2' matches nothing by itself.\n",
        ),
        (
            "SELECT ?s { ?s a gov:Forum ; gov:number 1 }",
            "no rows.\nx.rq:3:42: 'gov:number 1' matches nothing by itself.\n",
        ),
        (
            "?s a gov:Forum ; gov:x [ gov:number 1 ]",
            "x.rq:3:13: no rows: '?s a gov:Forum ; gov:x [ gov:number 1 ]' matches nothing.\n",
        ),
    ],
)
def test_no_rows_are_explained(body: str, said: str, own: Own) -> None:
    """The first part of the WHERE with which nothing matches any more is named with its place."""
    result = own(f"# a comment\n{GOV}SELECT ?s {{ {body} }}", "-f", "csv")
    assert (result.code, result.out) == (0, "s\r\n")
    told = [line for line in result.err.splitlines() if "neither in" not in line]
    assert told == said.splitlines()


@pytest.mark.parametrize(
    ("ending", "said"),
    [
        ("OFFSET 999", "no rows: the WHERE has matches, of which OFFSET leaves none."),
        ("LIMIT 0", "no rows: the WHERE has matches, of which LIMIT leaves none."),
        ("GROUP BY ?s HAVING(COUNT(*) > 9)", "of which HAVING leaves none."),
        ("VALUES ?s { 1 }", "of which the VALUES at the end leaves none."),
    ],
)
def test_what_stands_after_the_where_may_leave_no_row(ending: str, said: str, own: Own) -> None:
    """Where every part matches, what cuts the matches away is named."""
    assert said in own(f"{GOV}SELECT ?s {{ ?s a gov:Forum }} {ending}").err


def test_the_parameter_counts_in_the_explanation(own: Own) -> None:
    """The value that was given is part of what is put to the store."""
    text = OWNER + GOV + "SELECT ?a { ?a a gov:Action ; gov:ownerOrganization ?_owner_iri }"
    assert own(text, "-p", "owner=MPS").err == ""
    err = own(text, "-p", "owner=London Policing Ethics Panel").err
    assert err.startswith("x.rq:3:31: no rows: with 'gov:ownerOrganization ?_owner_iri' nothing")


def test_a_construct_without_triples_is_explained(own: Own) -> None:
    """A CONSTRUCT is explained as rows are, in its short form too."""
    for text in ("CONSTRUCT { ?s a 1 } { ?s gov:number 9 }", "CONSTRUCT WHERE { ?s gov:number 9 }"):
        result = own(GOV + text)
        assert result.out == ""
        assert "no rows: '?s gov:number 9' matches nothing." in result.err


def test_what_the_grammar_does_not_know_is_not_explained(own: Own) -> None:
    """Beyond the grammar nothing is claimed."""
    result = own("SELECT * { ?s ?p 'nosuch' LATERAL { SELECT * { ?s ?q ?o } LIMIT 1 } }")
    assert (result.code, result.err) == (0, "no rows.\n")


def test_rows_and_answers_are_not_explained(own: Own) -> None:
    """Where there is a row, or an answer, stderr is silent."""
    assert own(GOV + "SELECT ?s { ?s a gov:Forum }").err == ""
    assert own(GOV + "ASK { ?s gov:number 9 }", "-f", "json").err == ""


def test_a_saved_query_without_rows_says_what_was_asked(govgraph: Call) -> None:
    """A saved query keeps its stdout and names the filters on stderr."""
    given = ("-p", "owner=MOPAC", "-p", "meeting=1999-01-01")
    result = govgraph("query", "actions", *given, "-f", "csv")
    assert result.code == 0
    assert result.out == "action,text,owner,due_kind,due_text,due_from,due_by\r\n"
    assert result.err == "no rows with owner=MOPAC, meeting=1999-01-01.\n"
    assert govgraph("query", "actions", "-p", "owner=MOPAC").err == ""


# --- as of a date


DATED = (
    f"{AS_OF}{GOV}SELECT (MAX(?d) AS ?last)"
    " { ?r gov:recordDate ?d FILTER(COALESCE(?d <= ?__asof_date, !BOUND(?__asof_date))) }"
)


def test_as_of_is_short_for_its_parameter(own: Own) -> None:
    """--as-of gives the parameter as_of, and the date that is used is told on stderr."""
    for given in (["--as-of", "2022-12-31"], ["-p", "as_of=2022-12-31"]):
        result = own(DATED, "-f", "csv", *given)
        assert (result.out, result.err) == ("last\r\n2022-10-14\r\n", "as of 2022-12-31\n")
    result = own(DATED, "-f", "csv")
    assert (result.out, result.err) == ("last\r\n2023-08-31\r\n", "as of 2023-08-31\n")


def test_as_of_is_refused_where_it_means_nothing(own: Own, govgraph: Call) -> None:
    """A query that takes no date, a text that is none, and a date given twice are errors."""
    message = refusal(govgraph("query", "actions", "--as-of", "2022-12-31"))
    assert message.startswith("query 'actions' takes no date")
    assert "It takes: meeting, owner, topic." in message
    assert "It takes none." in refusal(govgraph("query", "records", "--as-of", "2022-12-31"))
    assert "YYYY-MM-DD" in refusal(own(DATED, "--as-of", "2022-13-01"))
    twice = own(DATED, "--as-of", "2022-12-31", "-p", "as_of=2022-12-31")
    assert "given twice" in refusal(twice)


def test_the_date_is_that_of_the_board(own: Own, govgraph: Call) -> None:
    """The default is the latest record of the workspace that is asked."""
    own(DATED)
    result = govgraph("-C", str(BOARDS / "harbour"), "query", "x.rq")
    assert result.err == "as of 2031-12-02\n"


# --- exit codes


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("SELECT ?s { ?s a gov:Forum }", True),
        ("SELECT ?s { ?s gov:number 9 }", False),
        ("SELECT (COUNT(*) AS ?n) { ?s gov:number 9 }", True),
        ("ASK { ?s a gov:Forum }", True),
        ("ASK { ?s gov:number 9 }", False),
        ("CONSTRUCT { ?s a 1 } { ?s a gov:Forum }", True),
        ("CONSTRUCT { ?s a 1 } { ?s gov:number 9 }", False),
    ],
)
def test_rows_may_decide_the_exit_code(query: str, rows: bool, own: Own) -> None:
    """--fail-on-rows and --fail-on-empty exit with 1 and write the result all the same."""
    small = ("-C", str(BOARDS / "harbour"))
    formats = {"S": "table csv tsv json xml md", "A": "table json xml md", "C": "ttl"}[query[0]]
    for form in formats.split():
        plain = own(GOV + query, *small, "-f", form)
        assert plain.code == 0
        for option, code in (("--fail-on-rows", rows), ("--fail-on-empty", not rows)):
            result = own(GOV + query, *small, "-f", form, option)
            assert (result.code, result.out) == (int(code), plain.out)


def test_a_check_that_cannot_run_is_no_finding(own: Own, govgraph: Call) -> None:
    """A broken query exits with 2 under either option, and both at once are refused."""
    assert own("ASK {", "--fail-on-rows").code == 2
    assert "leave no way" in refusal(own("ASK {}", "--fail-on-rows", "--fail-on-empty"))
    assert govgraph("query", "records", "--fail-on-rows").code == 1


# --- help on one query


def test_a_query_is_described(govgraph: Call, own: Own) -> None:
    """--describe says what a query is for, takes and gives, saved or one's own."""
    out = govgraph("query", "actions", "--describe").out
    query = get_query("actions")
    for text in (query.summary, *(p.description for p in query.parameters), "date, YYYY-MM-DD"):
        assert text in out
    assert " ".join(query.description.split()) in " ".join(out.split())
    assert "action, text, owner, due_kind, due_text, due_from, due_by" in out
    trace = govgraph("query", "action-trace", "--describe").out
    assert "govgraph query action-trace -p action=2022-06-24/13" in trace
    assert "DATE/NUMBER, label or IRI" in trace
    mine = own(OWNER + GOV + PLAIN, "--describe").out
    assert mine.startswith("x.rq\n\nParameters\n  owner  organization, by label or IRI  whose")
    assert refusal(govgraph("query", "actoins", "--describe"))


# --- names of things


def test_a_name_of_nothing_gets_what_is_near(govgraph: Call) -> None:
    """A label that names nothing is refused with the nearest, and with those that hold it."""
    message = refusal(govgraph("query", "actions", "-p", "owner=police"))
    assert "there is no organization 'police' on file." in message
    assert "'Metropolitan Police Service'" in message
    message = refusal(govgraph("query", "actions", "-p", "owner=MSP"))
    assert "Did you mean 'MPS'?" in message
    assert message.count("\n") == 1
    message = refusal(govgraph("query", "actions", "-p", "topic=u"))
    assert message.partition("Near it: ")[2].count("', '") == 4


# --- tab completion in bash


@cache
def bash_script() -> str:
    command = [sys.executable, "-m", "govgraph", "completion", "bash"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout


def completed(line: str, tmp_path: Path, **environment: str) -> list[str]:
    """What bash offers for a line, by the script that the program prints."""
    program = tmp_path / "govgraph"
    start = "from govgraph.cli import main; main()"
    program.write_text(f'#!/bin/sh\nexec {sys.executable} -c "{start}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    script = (
        f'{bash_script()}\ncompopt() {{ echo "compopt $*"; }}\n'
        f"COMP_LINE={shlex.quote(line)}; COMP_POINT=${{#COMP_LINE}}\n"
        f"_govgraph_completion {program}\nprintf '%s\\n' \"${{COMPREPLY[@]}}\""
    )
    ran = subprocess.run(
        ["bash", "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=tmp_path,
        env={**os.environ, **environment},
    )
    assert ran.stderr == ""
    return [text for text in ran.stdout.splitlines() if text]


COMPLETIONS: Mapping[str, list[str]] = {
    "govgraph query actions -p ow": ["compopt -o nospace", "owner="],
    "govgraph query actions -p meeting=2022-06-24 -p ": ["owner=", "topic="],
    "govgraph query actions -p owner=MOPA": ["MOPAC", "MOPAC\\ Evidence\\ and\\ Insight"],
    "govgraph query actions -p owner=mopac\\ e": ["MOPAC\\ Evidence\\ and\\ Insight"],
    'govgraph query actions -p "owner=MOPAC E': ["owner=MOPAC Evidence and Insight"],
    "govgraph query actions -p owner='MOPAC E": ["MOPAC Evidence and Insight"],
    "govgraph query actions --param=topic=Use\\ of\\ h": ["Use\\ of\\ handcuffs"],
    "govgraph query action-trace -p action=2023-08-31/": [f"2023-08-31/{n}" for n in (1, 2, 3)],
    "govgraph query actions -p meeting=2022-1": ["2022-10-14"],
    "govgraph query actions --as-of 2023-0": ["2023-02-10", "2023-08-31"],
    "govgraph query ./": ["compopt -o default"],
    "govgraph query actions -p nosuch=M": [],
    "govgraph query nosuch -p owner=M": [],
    "govgraph -C nowhere query actions -p owner=M": [],
    "govgraph query ./nosuch.rq -p x=": [],
}


@pytest.mark.parametrize(("line", "offered"), COMPLETIONS.items())
def test_bash_completes_values(line: str, offered: list[str], tmp_path: Path) -> None:
    """Behind NAME= bash offers what the parameter takes, as the line needs it written."""
    assert completed(line, tmp_path) == offered


def test_the_parameters_of_a_file_are_completed(tmp_path: Path) -> None:
    """A query of one's own completes as a saved one does."""
    (tmp_path / "x.rq").write_text(OWNER + GOV + PLAIN, encoding="utf-8")
    assert completed("govgraph query x.rq -p owner=MOPAC\\ ", tmp_path) == [
        "MOPAC\\ Evidence\\ and\\ Insight"
    ]


def test_a_fault_in_completion_is_silent(tmp_path: Path) -> None:
    """A board that cannot be read offers nothing and says nothing into the line."""
    board = tmp_path / "board"
    (board / "data").mkdir(parents=True)
    (board / "govgraph.toml").write_text("", encoding="utf-8")
    (board / "data" / "x.ttl").write_text("no turtle", encoding="utf-8")
    assert completed("govgraph -C board query actions -p owner=", tmp_path) == []
    assert completed("govgraph -C board trace 20", tmp_path) == []
    environment = dict(
        os.environ,
        _GOVGRAPH_COMPLETE="zsh_complete",
        COMP_WORDS="govgraph -C board trace 20",
        COMP_CWORD="4",
    )
    command = [sys.executable, "-c", "from govgraph.cli import main; main()"]
    ran = subprocess.run(command, capture_output=True, env=environment, check=False, cwd=tmp_path)
    assert (ran.stdout, ran.stderr) == (b"", b"")


# --- the door


def test_a_query_of_ones_own_stays_light(tmp_path: Path) -> None:
    """Not even an explanation of no rows, or a syntax error, imports rdflib."""
    for text, code in ((f"{GOV}SELECT * {{ ?a gov:nosuch 1 }}", 0), ("ASK {", 2)):
        (tmp_path / "x.rq").write_text(text, encoding="utf-8")
        program = (
            "import sys\nfrom govgraph.cli import run\ncode = run(['query', 'x.rq'])\n"
            "sys.exit(9 if {'rdflib', 'pyshacl'} & set(sys.modules) else code)"
        )
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=tmp_path)
        assert ran.returncode == code, ran.stderr


def test_a_saved_query_does_not_read_the_grammar() -> None:
    """The grammar is for faults and queries of one's own: a saved query starts without it."""
    program = (
        "import sys\nfrom govgraph.cli import run\nrun(['query', 'actions'])\n"
        "sys.exit('govgraph.sparql.grammar' in sys.modules)"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, cwd=ROOT)
    assert ran.returncode == 0


def test_programs_are_given_the_same_errors(store: Store) -> None:
    """The error of a text that is no query carries its place and picture as data."""
    with pytest.raises(SparqlError) as caught:
        own_query("x.rq", "ASK { ?s }")
    assert caught.value.where == "x.rq:1:10"
    assert caught.value.excerpt == "  ASK { ?s }\n           ^"
