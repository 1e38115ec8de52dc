from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest
from pyoxigraph import BaseDirection, BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from govgraph.model import Term
from govgraph.names import RDF_TYPE, VOCABULARIES, XSD
from govgraph.positions import Place, read_positions
from tests.conftest import BOARDS, ROOT
from tests.turtle_scribe import OBJECTS, SUBJECTS, VERBS, Scribe

TURTLE_FILES = sorted(
    path for folder in (ROOT / "data", ROOT / "ontology", BOARDS) for path in folder.rglob("*.ttl")
)
E = "http://e.org/d/"
S, P, Q, T = (NamedNode(E + name) for name in "spqt")
A = NamedNode(RDF_TYPE)
END = Place(10**9, 1)
NIL = NamedNode(VOCABULARIES["rdf"] + "nil")
HEAD = f"@prefix : <{E}> . @prefix é: <x:> . @prefix xsd: <{XSD}> . @base <{E}> .\n"


def read(text: str) -> Iterator[Quad]:
    # As bytes: so the loader hands files to the engine.
    return parse(text.encode(), RdfFormat.TURTLE)


def named(text: str) -> set[Triple]:
    """The statements of a text that touch no blank node."""
    return {q.triple for q in read(text) if BlankNode not in {type(q.subject), type(q.object)}}


def place(text: str, offset: int) -> Place:
    """The place of an offset, worked out in another way than the module does."""
    lines = re.sub(r"\r\n?", "\n", text[:offset]).split("\n")
    return Place(len(lines), len(lines[-1]) + 1)


def literal(value: str, datatype: str) -> Literal:
    return Literal(value, datatype=NamedNode(XSD + datatype))


@pytest.mark.parametrize("path", TURTLE_FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_the_engine_reads_the_same_term_at_every_place(path: Path) -> None:
    """Every statement without blank nodes has a place, and there its terms are written."""
    text = path.read_bytes().decode()
    positions = read_positions(text)
    prefixes = "".join(re.findall(r"(?m)^@prefix .*\n", text))
    starts = [0, *(m.end() for m in re.finditer("\n", text))]

    def first_read(before: str, at: Place | None) -> Quad:
        assert at is not None
        start = starts[at.line - 1] + at.column - 1
        # The engine gives a statement before it reads on, so that it does not get to the cut.
        found = read(prefixes + before + text[start : start + 20_000])
        return next(q for q in found if isinstance(q.subject, NamedNode))

    for s, p, o, _ in read(text):
        if isinstance(s, BlankNode):
            continue
        block, verb = positions.subject(s), positions.predicate(s, p)
        assert first_read("", block).subject == s
        assert first_read("<x:s> ", verb).predicate == p
        if not isinstance(o, BlankNode):
            found = positions.statement(s, p, o)
            assert first_read("<x:s> <x:p> ", found).object == o
            assert (block or END) < (verb or END) < (found or END)


SPELLINGS: list[tuple[str, Term]] = [
    ("<http://e.org/d/x>", NamedNode(E + "x")),
    (r"<\u0078\U000000e9>", NamedNode(E + "xé")),
    ("<../x/./y?q#f>", NamedNode("http://e.org/x/y?q#f")),
    ("<//h/../x>", NamedNode("http://h/../x")),
    ("<>", NamedNode(E)),
    ("()", NIL),
    ("( # 1\n)", NIL),
    (":x", NamedNode(E + "x")),
    (":", NamedNode(E)),
    (":a.b", NamedNode(E + "a.b")),
    (":a..b:c:", NamedNode(E + "a..b:c:")),
    (":1-é·_", NamedNode(E + "1-é·_")),
    (r":\-a\/b\.", NamedNode(E + "-a/b.")),
    (":c%20d", NamedNode(E + "c%20d")),
    (r":\%41%41", NamedNode(E + "%41%41")),
    ('"x"', Literal("x")),
    ('"x"^^xsd:string', Literal("x")),
    ("''", Literal("")),
    ("''''''", Literal("")),
    (r'"it\'s \"\\\"\t\u00e9\U0001F600"', Literal('it\'s "\\"\té😀')),
    ('"# . ; <x> [ \'"', Literal("# . ; <x> [ '")),
    ('"""a "b" ""c\n\r\n# .\\""""', Literal('a "b" ""c\n\r\n# ."')),
    ("'''a 'b' ''c\r'''", Literal("a 'b' ''c\r")),
    ('"x"@EN-gb', Literal("x", language="en-gb")),
    ('"x" # ^^\n @en', Literal("x", language="en")),
    ('"2022-06-24" ^^ # @en\n xsd:date', literal("2022-06-24", "date")),
    ('"x"^^<t>', Literal("x", datatype=T)),
    ("-01", literal("-01", "integer")),
    ('"7"^^xsd:integer', literal("7", "integer")),
    ("+.5", literal("+.5", "decimal")),
    ("1.5", literal("1.5", "decimal")),
    ("1.e-3", literal("1.e-3", "double")),
    ("+2E0", literal("+2E0", "double")),
    (".5e1", literal(".5e1", "double")),
    ("true", literal("true", "boolean")),
    ("false", literal("false", "boolean")),
    # RDF 1.2, which the engine reads too.
    ('"x"@en--rtl', Literal("x", language="en", direction=BaseDirection.RTL)),
]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize(("spelling", "term"), SPELLINGS, ids=[s for s, _ in SPELLINGS])
def test_each_spelling_of_a_term_is_known(spelling: str, term: Term, newline: str) -> None:
    """A term is found however it is written, before whatever it stands, in lines of any kind."""
    for before, after in (("", " ."), ("_:x, 4 , ", ";\n."), ("\n#é 😀\n\n é:é, ", ",<o>.")):
        text = f"{HEAD}:s :p {before}".replace("\n", newline)
        text, at = text + spelling + after.replace("\n", newline), len(text)
        assert Triple(S, P, term) in named(text)
        assert read_positions(text).statement(S, P, term) == place(text, at)


# At ‸ stands the object of the first `:s :p 1`, or `:s :p :t`.
@pytest.mark.parametrize(
    "text",
    [
        ":s :p ‸1 .",
        "<s><p>‸1.",
        ":s<p>‸:t.",
        ":s a 1 ; :q 1 ;; :p 2 , ‸1 ; .",
        ":q :p 1 . :s :q 1 . :p :p 1 . :s :p ‸1 .",
        ":s :p ‸1 , 01 , 1 ; :p 1 . :s :p 1 .",
        ':s :p ‸"1"^^xsd:integer , 1 .',
        "PREFIX b: <http://e.org/> bAsE <http://e.org/x/> b:d\\/s <../d/p> ‸1 .",
        "@prefix b: <http://e.org/> . @base <x/>.@base <../>. b:d\\/s <p> ‸1 .",
        "@prefix b: <x#> . b:s b:p 1 . @prefix b: <> . b:s b:p ‸1 .",
        "@base <http://e.org/x/> . :s <p> 1 ; <../d/p> ‸1 .",
        "@base <http://e.org/x/> . <s> <p> 1 . @base <../d/> . <s> <p> ‸1 .",
        "@prefix : <../d/> . @base <http://h/> . :s :p ‸1 .",
        "prefix a: <> prefix true: <> prefix base: <> a:s a a:a ; true:p ‸1 . base:x base:y 2 .",
        ":s a :t, :t ; :p 1,‸:t,:t. :s :p :t .",
        "[] :p 1 . [ ] :p 1 ; :q 1 . [ :p 1 ] . [ :p 1 ] :p 1 . :s :p ‸1 .",
        ":s :q [ :p 1, [ a :t ; :p 1 ; ] ] , [ ] ; :p [ :p 1 ] , ‸1 .",
        ":s :q ( 1 [ :p 1 ] ( :s :p 1 ) () ) ; :p ( 1 ) , ‸1 . ( 1 ) :p 1 . () :p 1 .",
        "_:s :p 1 . _:a.b :p _:1 , _:é . :s :p _:x,_:y , ‸1.",
        "# :s :p 1 .\n :s # :p 1\n :p#\n‸1# .\n.",
        ':s :q """\n\n:s :p 1 . """ ; :p ‸1 .',
        # RDF 1.2, which the engine reads too.
        'VERSION "1.2" @version "1.2" . :s :p ‸1 .',
        ":q :p 1 ~ :s {| a :t ; :p 1 , 2 |} ~ _:r , 2 ~ {| :p 1 |} ; :q 1 ~ . :s :p ‸1 ~ _:r .",
        "<< :s :p 1 >> . :s :q << :s :p 1 ~ :t >> , <<( :s a true )>> ; :p ‸1 .",
    ],
)
def test_each_construct_is_walked_over(text: str) -> None:
    """A statement is found after whatever Turtle may hold, where it is first written."""
    before, _, after = (HEAD + text).partition("‸")
    term: Term = T if after.startswith(":t") else literal("1", "integer")
    assert Triple(S, P, term) in named(before + after)
    assert read_positions(before + after).statement(S, P, term) == place(before, len(before))


def test_subjects_and_verbs_have_their_first_place() -> None:
    """A block is found by its subject and a property by its verb, where each comes first."""
    text = """@prefix : <http://e.org/d/> .
:p :q :s , [ :t :s ] .
  :s a :t ; :q
    [ :p 1 ] ; :p _:x .
<http://e.org/d/s> :p 1 ; <http://e.org/d/q> 2 .
[ :q 1 ] :t 2 .
"""
    found = read_positions(text)
    assert found.subject(P) == (2, 1)
    assert found.subject(S) == (3, 3)
    assert found.predicate(S, A) == (3, 6)
    assert found.predicate(S, Q) == (3, 13)
    assert found.predicate(S, P) == (4, 16)
    assert found.statement(S, Q, literal("2", "integer")) == (5, 46)


def test_what_is_not_written_has_no_place() -> None:
    """Nothing is found for what only looks written, and nothing for blank nodes."""
    one = literal("1", "integer")
    found = read_positions(HEAD + ":s :p 1, _:x, [ :q 1 ], ( 1 ) ; :q <<( :s :q 1 )>> . _:x :p 1 .")
    assert found.statement(S, P, one) is not None
    assert found.subject(P) is None
    assert found.predicate(S, A) is None
    assert found.statement(S, Q, one) is None
    for other in (BlankNode("x"), BlankNode(), Triple(S, Q, one), Literal("1"), NamedNode("x:1")):
        assert found.statement(S, P, other) is None
        assert found.subject(other) is None
        assert found.statement(other, P, one) is None
    assert found.statement(S, Q, Triple(S, Q, one)) is None


def test_a_byte_order_mark_takes_no_column() -> None:
    """A mark that editors do not show moves nothing on its line."""
    found = read_positions("\ufeff<x:s> <x:p> 1 .\r\n<x:t> <x:p> 1 .")
    assert found.subject(NamedNode("x:s")) == (1, 1)
    assert found.subject(NamedNode("x:t")) == (2, 1)


@pytest.mark.parametrize(("opening", "closing"), ["[]", "()", ("[ :p (", ") ]")])
def test_brackets_nest_to_any_depth(opening: str, closing: str) -> None:
    """Brackets deeper than Python's call stack are walked over."""
    inside = ":p" if opening == "[" else ""
    text = f"{HEAD}:s :q {f'{opening} {inside} ' * 10_000} 1 {closing * 10_000} ; :p 1 ."
    assert read_positions(text).statement(S, P, literal("1", "integer")) == place(
        text, text.rindex("1")
    )


@pytest.mark.parametrize(
    "wrong",
    [
        "]",
        ")",
        "|}",
        "{",
        "?x",
        ",",
        '"',
        "x:y",
        "@en",
        "a",
        "prefix",
        "@prefix : .",
        ":s :p :q :t",
    ],
)
def test_what_is_not_turtle_ends_the_reading(wrong: str) -> None:
    """A text that is not understood is read up to there."""
    text = f"{HEAD}:s :p 1 . {wrong} . :s :p 2 ."
    with pytest.raises(SyntaxError):
        list(read(text))
    found = read_positions(text)
    assert found.statement(S, P, literal("1", "integer")) == (2, 7)
    assert found.statement(S, P, literal("2", "integer")) is None


def test_a_cut_text_is_read_to_the_cut() -> None:
    """Wherever a text ends, what stands whole before the end keeps its place."""
    text = HEAD + "".join(f"{s} :p [ a <t> ; :q ( 1 ) ] , 1 .\n" for s, _ in SPELLINGS[:12])
    whole = read_positions(text)
    one = literal("1", "integer")
    for end in range(len(text)):
        for term in {t for _, t in SPELLINGS[:12]}:
            at = read_positions(text[:end]).statement(term, P, one)
            assert at in (None, whole.statement(term, P, one))


@pytest.mark.parametrize("seed", range(60))
def test_statements_in_any_spelling_have_the_place_they_were_written_at(seed: int) -> None:
    """Statements written by lot, in spellings by lot, are found where they were written."""
    scribe = Scribe(seed)
    for _ in range(12):
        scribe.declare()
        scribe.block()
    text, found = scribe.text, read_positions(scribe.text)
    written = {Triple(*terms) for terms in scribe.statements}
    assert written == named(text)
    for subject, at in scribe.subjects.items():
        assert found.subject(subject) == place(text, at)
    for (subject, verb), at in scribe.verbs.items():
        assert found.predicate(subject, verb) == place(text, at)
    for subject, verb, term in product(SUBJECTS, VERBS, OBJECTS):
        at = scribe.statements.get((subject, verb, term), -1)
        assert found.statement(subject, verb, term) == (None if at < 0 else place(text, at))
