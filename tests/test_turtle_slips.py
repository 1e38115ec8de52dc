"""Slips of the hand in Turtle are told for what they are, at the place where they are mended."""

from __future__ import annotations

from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.errors import TurtleError
from govgraph.rdfio import load_turtle
from govgraph.validate import validate
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS

HEAD = "@prefix : <x:> .\n@prefix gov: <y:> .\n\n:a\n    a gov:B"
NEXT = "\n:b\n    a gov:B .\n"
# Turtle with a mark before what has to be mended, and the beginning of what is said of it.
SLIPS = (
    (" ;\n    gov:t ‸“words” .\n", 'this “ is a left double quotation mark (U+201C): write "'),
    (" ;\n    gov:t ‸„words“ .\n", 'this „ is a double low-9 quotation mark (U+201E): write "'),
    (" ;\n    gov:t‸\u00a0:x .\n", "this is a no-break space (U+00A0): write a plain space"),
    (" ;\n    gov:t ‸\u200b:x .\n", "this is a zero width space (U+200B): take it away"),
    (" ;\n    gov:t :q‸–x .\n", "this – is an en dash (U+2013): write -"),
    (" ;\n    gov:t ‸q-x ;\n    gov:u 1 .\n", "'q-x' has no colon: write ':q-x'"),
    (" ;\n    ‸t :x .\n", "'t' has no prefix: write one before it, such as gov:t"),
    (" ;\n    gov:t‸\n    gov:u 1 .\n", "gov:t has no value"),
    (" ;\n    gov:t ‸;\n    gov:u 1 .\n", "gov:t has no value"),
    (" ;\n    gov:t ‸.\n", "gov:t has no value"),
    (" ;\n    gov:t :x‸, ;\n    gov:u 1 .\n", "nothing follows this comma"),
    (' ;\n    gov:t "is ‸"not" so" .\n', 'a quotation mark within the words is written \\"'),
    (" ;\n    gov:t 'it‸'s' .\n", "a quotation mark within the words is written \\'"),
    (' ;\n    gov:t "2040-01-10"‸^gov:date .\n', "a datatype is written with two signs: ^^"),
    (" ;\n    gov:t ‸2040-01-10 .\n", 'a day is written "2040-01-10"^^xsd:date'),
    (' ;\n    gov:t ‸"words ;\n    gov:u 1 .\n', "this quotation mark is not closed on its line"),
    (' ;\n    gov:t ‸"""words .\n', "this quotation mark is not closed ("),
    (" ;\n    gov:t ‸[ gov:u 1 ;\n    gov:v 2 .\n", "this [ is not closed"),
    (" ;\n    gov:t ‸( 1 2\n", "this ( is not closed"),
    (" ;\n    gov:t ‸xsd:x .\n", "declare it at the top: @prefix xsd: <http://www.w3.org/2001/"),
    (" ;\n    gov:t ‸z:x .\n", "declare it at the top: @prefix z: <…> ."),
    ("\n    ‸gov:t 1 .\n", "a semicolon is missing before this"),
    (" ;\n    gov:t :x ‸:y .\n", "a semicolon, a comma or a dot is missing before this"),
    (" ;\n    gov:t 1 ‸;\n" + NEXT, "a semicolon stands at the end of the block: write ."),
    (" ;\n    gov:t 1\n\n‸:b\n    a gov:B .\n", "a dot is missing before this"),
    (" ‸.\n    gov:t 1 .\n", "a dot ends the block here, and more is said of the same thing"),
    (" ‸.\n    gov:t :x .\n" + NEXT, "a dot ends the block here, and more is said of the same"),
    (" ;\n    gov:t 1 ‸;\n", "the file ends within a block: a dot is missing"),
    (" ;\n    gov:t ‸1\n", "the file ends within a block: a dot is missing"),
)


@pytest.mark.parametrize(("text", "said"), SLIPS)
def test_a_slip_is_named_where_it_is_mended(text: str, said: str) -> None:
    """What people did is said, and the place is where they mend it."""
    before, _, after = f"{HEAD}{text}".partition("‸")
    with pytest.raises(TurtleError) as stopped:
        load_turtle(Store(), (before + after).encode(), "x:g", "x.ttl")
    lines = before.split("\n")
    assert stopped.value.message.startswith(f"not Turtle: {said}")
    assert (stopped.value.line, stopped.value.column) == (len(lines), len(lines[-1]) + 1)


def test_what_is_no_known_slip_is_said_in_the_words_of_the_parser() -> None:
    """Nothing is guessed where nothing fits."""
    with pytest.raises(TurtleError, match="Invalid IRI code point") as stopped:
        load_turtle(Store(), f"{HEAD} ; gov:t <a b> .".encode(), "x:g", "x.ttl")
    assert stopped.value.line == 5


def test_a_prefix_that_another_file_declares_is_offered_with_its_address(tmp_path: Path) -> None:
    """The line to copy is given whole."""
    new = tmp_path / "more.ttl"
    new.write_text("@prefix skos: <x:> .\n\nperson:ada-byrne skos:note 1 .\n")
    (finding,) = validate(find_workspace(BOARDS / "parish"), [new])
    assert finding.code == "GG000"
    assert "@prefix person: <https://example.org/parish/person/> ." in finding.message
