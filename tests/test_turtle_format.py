"""Turtle in the house style: what stays, what changes, and that merging does not care."""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from pyoxigraph import Quad, RdfFormat, parse

from govgraph.blank_nodes import named_by_place
from govgraph.errors import GovgraphError, TurtleError
from govgraph.turtle_format import formatted
from govgraph.turtle_tokens import tokens
from tests.conftest import ROOT
from tests.ontologies import how_many
from tests.turtle_scribe import Scribe

SHIPPED = sorted(
    path
    for folder in ("data", "ontology", "tests/boards")
    for path in (ROOT / folder).rglob("*.ttl")
)
NOT_COMMENTS = (
    r'"""(?:\\.|[^\\])*?"""|\'\'\'(?:\\.|[^\\])*?\'\'\'|"(?:\\.|[^"\\])*"|\'(?:\\.|[^\'\\])*\''
    r"|<[^<>\s]*>|\\."
)
COMMENT = re.compile(rf"(?:{NOT_COMMENTS})|(#[^\r\n]*)", re.DOTALL)


def fmt(text: str) -> str:
    return formatted(text.encode(), "x.ttl").decode()


def comments(text: str) -> Counter[str]:
    return Counter(match[1].rstrip() for match in COMMENT.finditer(text) if match[1])


def languages(text: str) -> Counter[str]:
    return Counter(token["language"] for token in tokens(text) if token["language"])


def statements(text: str) -> tuple[int, list[str]]:
    """Return how many statements there are, and which, blank nodes named by their place."""
    quads = [
        Quad(quad.subject, quad.predicate, quad.object)
        for quad in parse(text.encode(), RdfFormat.TURTLE)
    ]
    return len(quads), sorted(map(str, named_by_place(quads)))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda p: str(p.relative_to(ROOT)))
def test_what_ships_is_in_the_house_style(path: Path) -> None:
    """Formatting changes no byte of a Turtle file that ships."""
    assert formatted(path.read_bytes(), path.name) == path.read_bytes()


@pytest.mark.parametrize("part", range(8))
def test_odd_spellings_keep_statements_and_comments(part: int) -> None:
    """However a text is spelled, its statements, tags and comments stay, and twice is once."""
    compared = 0
    for seed in range(part * 150, part * 150 + 150):
        scribe = Scribe(seed)
        for _ in range(scribe.lot.choice((1, 3, 6))):
            (scribe.declare if scribe.lot.random() < 0.4 else scribe.block)()
        text = scribe.text
        result = fmt(text)
        assert fmt(result) == result, seed
        assert comments(result) == comments(text), seed
        assert languages(result) == languages(text), seed
        assert "\r" not in result
        assert not re.search(r"[ \t]\n|\n\n\n|\A\n|\n\n\Z", result), seed
        assert fmt("\ufeff" + text) == result
        try:
            before = statements(text)
        except GovgraphError:
            continue  # Too many blank nodes look alike.
        assert statements(result) == before, seed
        compared += 1
    assert compared > 100


ODD = """\
# A file that somebody wrote.

PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
@prefix unused: <http://e.org/u/> . # was for something
# ours
@prefix gov:<https://w3id.org/govgraph/ns#>.
# Topics
<http://e.org/t/a> <http://www.w3.org/2004/02/skos/core#prefLabel> 'A "b"'@en-GB,'''two
lines'''; # both
 # the kind
 a gov:Topic;; # a topic
 gov:order "07"^^<http://www.w3.org/2001/XMLSchema#integer>, 7.50 ,1e0, true
 # gov:order 8 ;
. # the end
@prefix t: <http://e.org/t/> .


gov:Person skos:closeMatch t:x . # near
[] gov:x [ gov:y # inside
   1 ; a gov:Z ],( 1 () [] ) .
[ gov:x "1" ; a gov:Z ] .
t:a\\/b gov:text "tab\\there, bell\\u0007, \\u00e9" .
# The end
"""
HOUSE = """\
# A file that somebody wrote.

# was for something
# ours
@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix t: <http://e.org/t/> .

# Topics
t:a
    # the kind
    a gov:Topic ;  # a topic
    skos:prefLabel "A \\"b\\""@en-GB ;
    skos:prefLabel "two\\nlines" ;  # both
    gov:order 07 ;
    gov:order 7.50 ;
    gov:order 1e0 ;
    gov:order true ;
    # gov:order 8 ;
    .  # the end

gov:Person skos:closeMatch t:x .  # near
[]
    gov:x [ a gov:Z ; gov:y 1 ] ;  # inside
    gov:x ( 1 () [] ) .

[]
    a gov:Z ;
    gov:x "1" .

<http://e.org/t/a/b> gov:text "tab\\there, bell\\u0007, é" .
# The end
"""


def test_the_house_style_by_example() -> None:
    """Prefixes first, one statement a line, types first; comments stand where they stood."""
    assert fmt(ODD) == HOUSE
    assert fmt(HOUSE) == HOUSE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("\n\n", ""),
        ("# x  \r\n\r\n\r\n\r\n#y", "# x\n\n#y\n"),
        ("PREFIX b: <x:b> @prefix a: <x:a> .", "@prefix a: <x:a> .\n@prefix b: <x:b> .\n"),
        (
            "@prefix a: <x:> . @prefix b: <x:y:> . a:y:z a:q b:z.",
            "@prefix a: <x:> .\n@prefix b: <x:y:> .\n\nb:z a:q b:z .\n",
        ),
        # Two names for one namespace: whoever wrote has chosen.
        (
            "@prefix b: <x:> . @prefix a: <x:> . b:1 a:p <x:o> .",
            "@prefix a: <x:> .\n@prefix b: <x:> .\n\nb:1 a:p a:o .\n",
        ),
        # A prefix declared anew: the first declaration counts.
        (
            "@prefix a: <x:> . a:s a:p 1 . @prefix a: <y:> . a:s a:p 1 .",
            "@prefix a: <x:> .\n\na:s a:p 1 .\n<y:s> <y:p> 1 .\n",
        ),
        # A blank line before a declaration stays where the declaration goes.
        (
            "<x:s> <y:p> 1 .\n\n@prefix y: <y:> .\n<x:s> y:p 2 .\n<x:s> y:p 3 .",
            "@prefix y: <y:> .\n\n<x:s> y:p 1 .\n\n<x:s> y:p 2 .\n<x:s> y:p 3 .\n",
        ),
        ("@base <http://e.org/d/> . <s> <#p> <../o> .", None),
        ("<x:s> <x:p> '''\"''', 'a\\\\b', '\\r\\n' .", None),
        ('<x:s> <http://www.w3.org/ns/shacl#select> "a\\nb\\\\ \\"\\"\\" \\"\\r" .', None),
        ('<x:s> <x:p> "1"^^<http://www.w3.org/2001/XMLSchema#decimal> .', None),
        (
            "@prefix p: <x:> . p:a%41 p:b <x:-c>, <x:d.>, <x:e.f>, <x:> .",
            "@prefix p: <x:> .\n\np:a%41\n    p:b <x:-c> ;\n    p:b <x:d.> ;\n    p:b p:e.f ;\n"
            "    p:b p: .\n",
        ),
        ("<x:s> <x:p> \"x\" # 1\n ^^ # 2\n <x:t> , ( # 3\n ) , 'y' # 4\n @en .", None),
    ],
)
def test_small_cases(text: str, expected: str | None) -> None:
    """Empty files, redeclared prefixes, bases and strings come out right, and stay so."""
    result = fmt(text)
    if expected is not None:
        assert result == expected
    assert fmt(result) == result
    assert comments(result) == comments(text)
    assert statements(result) == statements(text)


def test_a_query_in_a_shape_keeps_its_lines() -> None:
    """A text of several lines is one line in data, and as many as it has in a shape."""
    long = '"""SELECT ?x\n\tWHERE { ?x ?y "z" } \\""""'
    text = f"@prefix sh: <http://www.w3.org/ns/shacl#> .\n\nsh:s sh:select {long} .\n"
    assert fmt(text) == text
    assert r'"SELECT ?x\n\tWHERE' in fmt(text.replace("sh:select", "<x:p>"))


def test_line_ends_and_the_byte_order_mark_do_not_matter() -> None:
    """A file with CRLF or CR and a byte order mark is formatted as the same file without."""
    text = (ROOT / "data" / "2023-08-31-minutes.ttl").read_text(encoding="utf-8")
    for end in ("\r\n", "\r"):
        assert fmt("\ufeff" + text.replace("\n", end)) == text


@pytest.mark.parametrize(
    "text",
    [
        "<x:s> <x:p> << <x:a> <x:b> 1 >> .",
        "<x:s> <x:p> <<( <x:a> <x:b> 1 )>> .",
        "<x:s> <x:p> 1 {| <x:q> 2 |} .",
        "<x:s> <x:p> 1 ~ <x:r> .",
        'VERSION "1.2" <x:s> <x:p> 1 .',
    ],
)
def test_statements_about_statements_are_refused(text: str) -> None:
    """What has no house style is refused with its place, never half understood."""
    with pytest.raises(GovgraphError, match="no house style") as refused:
        fmt(text)
    assert re.match(r"x\.ttl:1:\d+$", refused.value.where)
    assert not isinstance(refused.value, TurtleError)


def test_depth_and_length_cost_no_more_than_they_are_long() -> None:
    """Thousands of brackets inside one another, and as many of anything else, are formatted."""
    many = how_many(2_000, 10_000)
    for opening, closing in (("[ <x:p> ", " ]"), ("( ", " )"), ("[ a # c\n", "\n]")):
        result = fmt(f"<x:s> <x:p> {opening * many}1{closing * many} .")
        assert result.count(closing.strip()) == many
    assert fmt("# c\n" * many + "<x:s> <x:p> " + "1 , " * many + "1 .").count("<x:p> 1") == many + 1


class Editor:
    """Edits blocks of a file, and spells what it writes oddly."""

    def __init__(self, blocks: list[str], lot: random.Random) -> None:
        self.blocks = blocks
        self.lot = lot

    def edited(self, block: str, number: int) -> str:
        """Return a block with one change in it, or in its place."""
        lines = block.rstrip("\n").split("\n")
        begin = next(i for i, line in enumerate(lines) if line and line[0] not in "# ") + 1
        at = self.lot.randrange(begin, len(lines))
        note = f'  skos:note "{number}"@en'
        match self.lot.randrange(6):
            case 0:  # a statement more
                lines.insert(at, f"{note}, '''x\ny''' ;")
            case 1:  # one more at the end
                lines[-1] = f"{lines[-1].removesuffix(' .')};\n{note}."
            case 2:  # another value
                lines[at] = f"\tskos:note {number} {lines[at][-1]}"
            case 3:  # a comment
                lines.insert(at, f"# {number}")
            case 4:  # a block more
                return f"{block}\n<x:{number}> skos:note 1 ,\n {number}.\n"
            case _:  # the block is gone
                return ""
        return "\n".join(lines) + "\n"


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
@pytest.mark.parametrize("name", ["data/2023-08-31-minutes.ttl", "data/roles.ttl"])
def test_edits_of_different_blocks_merge(name: str, tmp_path: Path) -> None:
    """Two people who edit different blocks and format get no conflict, and a formatted file."""
    base = (ROOT / name).read_text(encoding="utf-8")
    head, *blocks = re.split(r"\n(?=\n)", base)
    blocks = [block.removeprefix("\n") + "\n" for block in blocks]
    assert "\n".join([head + "\n", *blocks]).rstrip("\n") + "\n" == base
    nodes = [i for i, b in enumerate(blocks) if "\n    a " in b and i > 2]
    for seed in range(how_many(8, 25)):
        lot = random.Random(seed)
        editor = Editor(blocks, lot)
        mine: dict[int, str] = {}
        theirs: dict[int, str] = {}
        for number, i in enumerate(lot.sample(nodes, 8)):
            side = lot.choice((mine, theirs))
            other = theirs if side is mine else mine
            if not {i - 1, i, i + 1} & other.keys():
                side[i] = editor.edited(blocks[i], 1000 * seed + number)
        versions = {"a": mine, "base": {}, "b": theirs, "both": mine | theirs}
        texts = {}
        for version, edits in versions.items():
            changed = [head + "\n", *(edits.get(i, block) for i, block in enumerate(blocks))]
            texts[version] = fmt("\n".join(block for block in changed if block))
            (tmp_path / version).write_text(texts[version], encoding="utf-8")
        assert texts["base"] == base
        merged = subprocess.run(
            ["git", "merge-file", "-p", "a", "base", "b"], cwd=tmp_path, capture_output=True
        )
        assert merged.returncode == 0, (seed, merged.stdout.decode())
        assert merged.stdout.decode() == texts["both"], seed
