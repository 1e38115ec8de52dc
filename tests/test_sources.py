"""The files as received, and every quotation of them."""

from __future__ import annotations

import hashlib
import random
import re
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace
from rdflib.term import Node

from tests.conftest import ROOT

GOV = Namespace("https://w3id.org/govgraph/ns#")
SHA256 = {
    "2022-06-24-minutes.txt": "2e6959dea35c4ae35f469e5e1c42f9778253cb97f05474e09092250f818b7e6e",
    "2022-07-20-letter.txt": "14dbb3745a569625f7d53582f453151d687fc6153731c5ae438c14c4b04081f2",
    "2022-10-14-minutes.txt": "e752ea4b6b5c270aaa7e3feb4f2eaa345572a28f9285a63bb5b2c95c701edcd3",
    "2023-02-10-minutes.txt": "2d7a9424a400ea5db48951207b49b767c4d4eb6b3a77e1f62ead1d88059055fa",
    "2023-08-31-minutes.txt": "9a8d46bb406442f8b0797d4b095a06f4f6894af9225b21cff35bf57c70783e98",
}
RECORDS = sorted(name.removesuffix(".txt") for name in SHA256)


def one(graph: Graph, node: Node, name: str) -> str:
    values = list(graph.objects(node, GOV[name]))
    assert len(values) == 1, f"{node} has {len(values)} values of {name}"
    return str(values[0])


def folded(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def mistakes(root: Path, record: str) -> list[str]:
    """What does not hold of a record's quotations: written apart from the program's own check."""
    raw = (root / "sources" / f"{record}.txt").read_bytes()
    source = raw.decode("utf-8")
    graph = Graph().parse(root / "data" / f"{record}.ttl")
    found = []
    if hashlib.sha256(raw).hexdigest() != SHA256[f"{record}.txt"]:
        found.append("the source has changed")
    stated = {str(o) for o in graph.objects(None, GOV.sha256)}
    if stated != {SHA256[f"{record}.txt"]}:
        found.append("the data states another SHA-256")
    quotations = [*graph.subjects(RDF.type, GOV.Quotation), *graph.subjects(RDF.type, GOV.Passage)]
    for node in quotations:
        exact, text = one(graph, node, "exact"), one(graph, node, "text")
        start, end = int(one(graph, node, "start")), int(one(graph, node, "end"))
        if source[start:end] != exact:
            found.append(f"{node} is not at its offsets")
        if folded(exact) != text:
            found.append(f"{node} has another text than it quotes")
        for passage in graph.objects(node, GOV.inPassage):
            if (
                not int(one(graph, passage, "start"))
                <= start
                <= end
                <= int(one(graph, passage, "end"))
            ):
                found.append(f"{node} is not in its passage")
    for node in graph.subjects(RDF.type, GOV.ActionStatement):
        whole = one(graph, graph.value(node, GOV.evidence) or node, "text")
        for name in ("text", "number", "leadText", "dueText"):
            found += [
                f"{name} of {node} is not in its quotation"
                for value in graph.objects(node, GOV[name])
                if str(value) not in whole
            ]
    return found


@pytest.mark.parametrize("name", SHA256)
def test_sources_are_kept_as_received(name: str) -> None:
    """A source file has the SHA-256 it came with."""
    raw = (ROOT / "sources" / name).read_bytes()
    assert hashlib.sha256(raw).hexdigest() == SHA256[name]


@pytest.mark.parametrize("record", RECORDS)
def test_every_quotation_is_at_its_offsets(record: str) -> None:
    """Each quotation is found again, to the letter, where the data says that it stands."""
    assert mistakes(ROOT, record) == []


@pytest.mark.parametrize("record", RECORDS)
def test_one_altered_character_of_a_source_is_noticed(record: str, board: Path) -> None:
    """Changing any one character of a source makes the check of its quotations fail."""
    path = board / "sources" / f"{record}.txt"
    source = path.read_text(encoding="utf-8")
    for place in random.Random(record).sample(range(len(source)), 5):
        swapped = "#" if source[place] != "#" else "%"
        path.write_bytes((source[:place] + swapped + source[place + 1 :]).encode("utf-8"))
        assert mistakes(board, record) != []


@pytest.mark.parametrize("record", RECORDS)
def test_one_altered_character_of_a_quote_is_noticed(record: str, board: Path) -> None:
    """Changing any one character of a quoted text in the data makes the check fail."""
    path = board / "data" / f"{record}.ttl"
    original = path.read_text(encoding="utf-8")
    places = [
        m.start(1) + random.Random(f"{record}{m.start()}").randrange(len(m[1]))
        for m in re.finditer(r'gov:(?:exact|text) "((?:[^"\\]){4,})"', original)
    ]
    for place in random.Random(record).sample(places, 6):
        swapped = "X" if original[place] != "X" else "Y"
        path.write_text(original[:place] + swapped + original[place + 1 :], encoding="utf-8")
        assert mistakes(board, record) != []


# What is left of a source when every quotation is taken out: headings of lists, list marks and
# paragraph numbers, a letter's address and salutation, and the marks of scanning. Nothing else.
NOISE = {
    "2022-06-24-minutes": [
        "Key information",
        "Publication type: General",
        "Contents",
        "[Board and advisors](#)",
        "[Minutes](#)",
        "[2021-22 Q4 MPS Performance Oversight](#)",
        "[MPS engagement update](#)",
        "[Mayor's Action Plan update](#)",
        "[MPS Corporate Risk Register refresh](#)",
        "Board and advisors",
        "Present",
        "MOPAC",
        "MPS",
        "[Back to table of contents](#)",
    ],
    "2022-07-20-letter": [
        "## MOPAC",
        "##",
        "MAYOR OF LONDON",
        "Metropolitan Police Service, Empress State Building, Empress Approach, Lillie Road,"
        " London, SW6 1TR <u>[e-mail address withheld]</u>",
        "Dear Steve",
        "Yours sincerely,",
        "Spile hurden",
        "No.\tAction\tTiming\tLead",
    ],
    "2022-10-14-minutes": ["Present", "MOPAC", "MPS", "Apologies", "4"],
    "2023-02-10-minutes": [
        "MOPAC MAYOR OF LONDON OTTICE FOR FOLICING AND CALIFY",
        "Present",
        "MOPAC",
        "MPS",
    ],
    "2023-08-31-minutes": ["#### **MOPAC**", "#### **MPS**", "3"],
}


@pytest.mark.parametrize("record", RECORDS)
def test_every_paragraph_is_held(record: str) -> None:
    """Nothing of a record but its furniture stands outside the quotations."""
    source = (ROOT / "sources" / f"{record}.txt").read_text(encoding="utf-8")
    graph = Graph().parse(ROOT / "data" / f"{record}.ttl")
    left = list(source)
    for node in graph.subjects(GOV.exact):
        start, end = (int(one(graph, node, n)) for n in ("start", "end"))
        # A quotation that reaches over a line break must not swallow what a test should see.
        left[start:end] = ["\0" if c != "\n" else "\n" for c in source[start:end]]
    lines = [line.replace("\0", "").strip() for line in "".join(left).split("\n")]
    marks = re.compile(r"[-#]*\s*(\d+\.\d+\.)?|#+")
    assert [x for x in lines if x and not marks.fullmatch(x)] == [
        x for x in NOISE[record] if not marks.fullmatch(x)
    ]


def test_offsets_count_code_points() -> None:
    """The invented library's offsets hold for a source with characters beyond the BMP."""
    root = ROOT / "tests" / "boards" / "library"
    checked = 0
    for path in sorted((root / "data").glob("2*.ttl")):
        graph = Graph().parse(path)
        source = (root / "sources" / f"{path.stem}.txt").read_bytes().decode("utf-8")
        for node in graph.subjects(GOV.exact):
            start, end = (int(one(graph, node, n)) for n in ("start", "end"))
            assert source[start:end] == one(graph, node, "exact")
            checked += any(ord(c) > 0xFFFF for c in source[:start])
    assert checked > 0
