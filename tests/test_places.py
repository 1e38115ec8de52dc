"""Where findings are: each marked place was set by hand beside the mistake that is made."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Store

from govgraph.model import Finding
from govgraph.names import GOV, VOCABULARIES
from govgraph.positions import Positions, read_positions
from govgraph.rdfio import load_turtle
from govgraph.validate import validate
from govgraph.validate.documents import Document, assemble, packed
from govgraph.validate.paths import Path as PropertyPath
from govgraph.validate.paths import read_path
from govgraph.validate.places import Places
from govgraph.validate.rules import Breach, Rule
from tests.mistakes import Board, Spoil, add, append, made
from tests.ontologies import how_many
from tests.test_validate import BASE, M1, M3, PARISH

MARK = "‸"
MODULES = {
    "parish": ("tests.test_validate", "PARISH"),
    "library": ("tests.test_rules_facts", "LIBRARY"),
    "library again": ("tests.test_rules_context", "LIBRARY"),
}
# A rule, the file and the node of the mistake that breaks it, and the line with its place.
MARKED = [
    ("GG001", "2040-01-10-minutes", ":action-1", "‸gov:folowsUp :action-2 ."),
    ("GG002", "forums", "forum:loose", '‸forum:loose skos:prefLabel "loose"@en .'),
    ("GG003", "2040-01-10-minutes", ":action-2", "gov:topic ‸topic:nowhere ."),
    ("GG004", "2040-01-10-minutes", ":action-2", '‸gov:heldOn "2040-01-10"^^xsd:date .'),
    ("GG005", "2040-01-10-minutes", ":action-2", "‸gov:topic [ a gov:Topic ] ."),
    ("GG006", "2040-02-15-letter", "record:2040-02-14-letter", "‸record:2040-02-14-letter"),
    ("GG010", "forums", "forum:parish", "‸forum:parish"),
    ("GG012", "forums", "forum:parish", 'skos:prefLabel ‸"Council" .'),
    ("GG015", "2040-01-10-minutes", ":mention-december", "‸:mention-december"),
    ("GG020", "2040-01-10-minutes", ":mention-december", "‸:mention-december"),
    ("GG022", "2040-01-10-minutes", ":mention-december", "gov:confidence ‸gov:probable ;"),
    ("GG024", "2040-03-20-minutes", ":link-1", "‸:link-1"),
    ("GG025", "2040-01-10-minutes", ":mention-december", 'gov:rationale ‸"It is plain." .'),
    ("GG027", "2040-03-20-minutes", ":event-1", "gov:attributedTo ‸forum:parish ;"),
    ("GG030", "2040-02-14-letter", "record:2040-02-14-letter", "‸record:2040-02-14-letter"),
    ("GG033", "2040-01-10-minutes", "record:2040-01-10-minutes", "‸record:2040-01-10-minutes"),
    ("GG034", "2040-01-10-minutes", "record:2040-01-10-minutes", 'gov:originNote ‸"Made up." .'),
    (
        "GG036",
        "2040-01-10-minutes",
        "record:2040-01-10-minutes",
        'gov:publishedOn ‸"2040-1-9"^^xsd:date .',
    ),
    ("GG038", "2040-01-10-minutes", "record:2040-01-10-minutes", "gov:hasPassage ‸:item-1 ."),
    ("GG039", "2040-02-14-Letter", "record:2040-02-14-Letter", "‸record:2040-02-14-Letter"),
    (
        "GG041",
        "2040-01-10-minutes",
        "record:2040-01-10-minutes",
        'gov:recordDate ‸"2040-01-11"^^xsd:date ;',
    ),
    ("GG050", "2040-01-10-minutes", ":q-title", "‸:q-title"),
    ("GG054", "2040-01-10-minutes", ":q-title", 'gov:end ‸"4I"^^xsd:integer .'),
    ("GG055", "2040-01-10-minutes", ":q-title", "gov:start ‸45 ;"),
    ("GG056", "2040-01-10-minutes", ":q-december", "gov:inPassage ‸:p1.1 ."),
    ("GG061", "2040-01-10-minutes", ":p1.1", "gov:locator ‸1.1 ;"),
    ("GG063", "2040-01-10-minutes", ":p1.1", "‸:p1.1"),
    ("GG065", "2040-01-10-minutes", ":p1.2", "gov:order ‸1 ;"),
    ("GG071", "meetings", "meeting:2039-12-05-parish", "‸meeting:2039-12-05-parish"),
    (
        "GG072",
        "2040-01-10-minutes",
        "meeting:2040-01-10-parish",
        "gov:hasPresence ‸:apology-noor-pike .",
    ),
    ("GG076", "meetings", "meeting:2040-01-10-parish", "gov:knownByMention ‸true ."),
    ("GG077", "meetings", "meeting:2039-12-05-parish", "‸meeting:2039-12-05-parish"),
    ("GG078", "meetings", "meeting:december-2039", "‸meeting:december-2039"),
    ("GG079", "meetings", "meeting:2039-12-05-village", 'gov:heldOn ‸"2039-12-05"^^xsd:date ;'),
    ("GG080", "2040-01-10-minutes", ":item-1", "gov:itemNumber ‸1 ."),
    ("GG081", "2040-01-10-minutes", ":item-1", "‸:item-1"),
    ("GG093", "organizations", "organization:council", "‸organization:council"),
    ("GG095", "roles", "role:warden", "‸role:warden"),
    ("GG103", "2040-01-10-minutes", ":holding-ada-byrne", 'gov:attestedOn ‸"2040-01-10" ;'),
    ("GG111", "2040-01-10-minutes", ":present-ada-byrne", "gov:inCapacityOf ‸role:clerk ."),
    ("GG115", "2040-01-10-minutes", ":present-ada-byrne", "‸:present-ada-byrne"),
    ("GG116", "2040-01-10-minutes", ":present-ada-byrne", "‸:present-ada-byrne"),
    ("GG117", "2040-01-10-minutes", ":present-rolf-quill", 'gov:rankAsPrinted ‸"Captain" ;'),
    (
        "GG118",
        "2040-01-10-minutes",
        ":present-ada-byrne",
        "gov:inCapacityOf ‸:holding-rolf-quill ;",
    ),
    ("GG120", "2040-01-10-minutes", ":present-ada-byrne-again", "gov:attendee ‸person:ada-byrne ;"),
    ("GG131", "2040-01-10-minutes", ":action-1", "gov:ownerOrganization ‸person:ada-byrne ;"),
    ("GG136", "2040-01-10-minutes", ":action-1", "gov:inThread ‸topic:bridges ."),
    ("GG138", "2040-01-10-minutes", ":action-9", "‸:action-9"),
    ("GG147", "2040-02-14-letter", ":statement-1", "gov:restates ‸m4001:statement-1 ;"),
    ("GG149", "2040-01-10-minutes", ":statement-2", 'gov:number ‸"1" ;'),
    ("GG163", "2040-02-14-letter", ":statement-1", 'gov:dueFrom ‸"2040-13-45"^^xsd:date ;'),
    ("GG172", "2040-01-10-minutes", ":statement-1", "‸:statement-1"),
    ("GG180", "2040-03-20-minutes", ":link-1", "‸:link-1"),
    ("GG181", "2040-03-20-minutes", ":link-1", "‸:link-1"),
    ("GG183", "2040-01-10-minutes", ":link-9", "gov:followUpTarget ‸m4003:action-1 ;"),
    ("GG185", "threads", "thread:x", "‸thread:x"),
    ("GG190", "2040-03-20-minutes", ":event-1", "‸:event-1"),
    ("GG193", "2040-03-20-minutes", ":event-1", 'gov:asOf ‸"March"^^xsd:date .'),
    ("GG202", "2040-01-10-minutes", ":action-2", 'gov:topic ‸"bells" .'),
    ("GG211", "holdings", ":parish", "gov:holds ‸meeting:2039-12-05-parish ."),
    (
        "GG300",
        "2040-01-10-minutes",
        "record:2040-01-10-minutes",
        'gov:sourceFile ‸"2040-01-10-minutes.txt" ;',
    ),
    (
        "GG301",
        "2040-01-10-minutes",
        "record:2040-01-10-minutes",
        'gov:sha256 ‸"0000000000000000000000000000000000000000000000000000000000000000" ;',
    ),
    ("GG302", "2040-01-10-minutes", ":q-title", 'gov:exact ‸"minutes of 10 January 2040" ;'),
    (
        "GG303",
        "2040-01-10-minutes",
        ":p1.1",
        'gov:text ‸"The bridge was closed during the storm." ;',
    ),
    ("GG304", "2040-02-14-letter", ":q-elsewhere", "gov:quotedFrom ‸record:2040-01-10-minutes ;"),
    ("GG306", "2040-01-10-minutes", ":p1.1", 'gov:locator ‸"1.10" ;'),
    (
        "GG310",
        "2040-01-10-minutes",
        ":statement-1",
        'gov:text ‸"Council to repair the bridges by 31 January 2040." ;',
    ),
    ("GG313", "2040-01-10-minutes", ":item-1", 'skos:prefLabel ‸"The Bridge"@en ;'),
    ("GG316", "2040-01-10-minutes", ":holding-noor-pike", "gov:holdingMode ‸gov:acting ;"),
    ("GG204", "topics", "topic:home-delivery", "skos:broader ‸topic:services ;"),
    ("GG204", "topics", "topic:services", "skos:broader ‸topic:home-delivery ."),
    (
        "GG228",
        "2031-04-10-minutes",
        "record:2031-04-10-minutes",
        "gov:recordOf ‸meeting:2031-04-10-library-committee ;",
    ),
    ("GG239", "2031-10-09-minutes", ":target-came-back", "‸:target-came-back"),
    ("GG251", "documents", "document:loan-rules", 'skos:prefLabel ‸"Loan rules"@en ;'),
    ("GG260", "2031-10-09-minutes", ":discrepancy-card", "‸:discrepancy-card"),
    ("GG266", "2031-10-09-minutes", ":discrepancy-card", "‸:discrepancy-card"),
    ("GG318", "2031-10-09-minutes", ":figure-came-back", 'gov:value ‸"14" ;'),
    ("GG322", "2031-10-09-minutes", ":mention-loan-survey", "gov:mentions ‸document:loan-survey ;"),
    ("GG323", "topics", "topic:visitors", 'skos:prefLabel ‸"buildings"@en ;'),
    ("GG330", "2031-04-10-minutes", ":apology-anais-lovgren", "gov:basis ‸gov:stated ;"),
    ("GG332", "2031-04-10-minutes", ":statement-1", 'gov:dueText ‸"by 30 April" ;'),
    (
        "GG333",
        "2031-04-10-minutes",
        "record:2031-04-10-minutes",
        'gov:publishedOn ‸"2031-04-11"^^xsd:date .',
    ),
    ("GG338", "2031-05-06-letter", "record:2031-05-06-letter", "‸record:2031-05-06-letter"),
    (
        "GG334",
        "2031-10-09-minutes",
        ":figure-came-back",
        "gov:attributedTo ‸role:town-council-library-committee-chair ;",
    ),
    ("GG335", "2031-10-09-minutes", ":p4-2", "gov:order ‸7 ;"),
    ("GG337", "people", "person:soren-pike", 'skos:editorialNote ‸"soren@example.org"@en .'),
]


def spoilt(code: str) -> Board:
    """Return a board with the first mistake of the suite that breaks a rule."""
    for module, name in MODULES.values():
        tests = import_module(module)
        for broken, spoils in tests.MISTAKES:
            if broken == code:
                board = dict(getattr(tests, name))
                for spoil in spoils:
                    spoil(board)
                return board
    raise AssertionError(code)


def marked(text: str, words: str, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Return line and column of the mark in the one stretch of a text that reads like this."""
    before, _, after = words.partition(MARK)
    own = text[start:end]
    assert own.count(before + after) == 1, f"{words} stands {own.count(before + after)} times"
    at = start + own.index(before + after) + len(before)
    return text.count("\n", 0, at) + 1, at - (text.rfind("\n", 0, at) + 1) + 1


def in_block(text: str, node: str, words: str) -> tuple[int, int]:
    """Return the place of marked words in the block of a node; of the node itself in its line."""
    whole = f"\n{text}\n\n"
    starts = [m.start() for m in re.finditer(rf"(?<=\n){re.escape(node)}(?=[ \n])", whole)]
    for start in starts:
        end = whole.index("\n\n", start)
        if words.replace(MARK, "") in whole[start:end]:
            end = start + len(node) if words == MARK + node else end
            line, column = marked(whole, words, start, end)
            return line - 1, column
    raise AssertionError(words)


def places(findings: list[Finding], code: str) -> set[tuple[str | None, int | None, int | None]]:
    """Return where the findings of a rule are."""
    return {
        (Path(f.file).stem if f.file else None, f.line, f.column)
        for f in findings
        if f.code == code
    }


@pytest.mark.parametrize("code", sorted({m[0] for m in MARKED}))
def test_a_finding_stands_at_the_place_that_is_marked(code: str, tmp_path: Path) -> None:
    """A finding stands at the object at fault, or at the subject where something is missing."""
    board = spoilt(code)
    expected = {
        (file, *in_block(board[f"data/{file}.ttl"], node, words))
        for marked_code, file, node, words in MARKED
        if marked_code == code
    }
    assert places(validate(made(tmp_path, board)), code) == expected


# The text as written

WRITTEN = [
    (
        "GG003",
        'forum:x a gov:Forum ; skos:prefLabel "X"@en ; gov:headRole role:clerk, ‸role:none .',
    ),
    ("GG003", 'forum:x a gov:Forum;skos:prefLabel "X"@en;gov:headRole ‸role:none.'),
    (
        "GG003",
        f'<{BASE}forum/x> a gov:Forum ;\n  skos:prefLabel "X"@en ;\n  gov:headRole\n'
        f"\t‸<{BASE}role/none> .",
    ),
    (
        "GG003",
        f"@base <{BASE}role/> .\nforum:x a gov:Forum; gov:headRole ‸<none> ;"
        ' skos:prefLabel """role:none\n"""@en .',
    ),
    (
        "GG003",
        f"PREFIX é: <{BASE}role/>\nforum:x gov:headRole # role:none\n ‸é:none ;"
        ' a gov:Forum ; skos:prefLabel "X"@en .',
    ),
    ("GG003", 'forum:x a gov:Forum ; skos:prefLabel "🌉 é"@en ; gov:headRole ‸role:none .'),
    ("GG001", 'forum:x a gov:Forum ; skos:prefLabel "X"@en ; ‸gov:hedRole role:clerk .'),
    ("GG001", 'forum:x skos:prefLabel "X"@en ; a ‸gov:Forrum .'),
    ("GG010", "‸forum:x a gov:Forum ."),
    ("GG010", f"forum:parish gov:headRole role:chair .   ‸<{BASE}forum/x> a gov:Forum ."),
    ("GG011", 'forum:x a gov:Forum ; skos:prefLabel "X"@en, "X"@de, ‸"Y"@en .'),
    (
        "GG092",
        "organization:council gov:headRole role:chair ."
        " organization:council gov:headRole ‸role:clerk .",
    ),
    ("GG215", "forum:parish gov:abbreviation ‸1 ."),
    ("GG005", "‸[] a gov:Forum ."),
    ("GG005", "forum:parish gov:topic topic:bridges . ‸[ a gov:Topic ] gov:text 'x' ."),
    ("GG005", "_:told a gov:Topic . forum:parish ‸gov:topic _:told ."),
    ("GG005", "_:told a gov:Topic . forum:parish ‸gov:topic _:told . [] a gov:Topic ."),
    ("GG005", "_:told a gov:Topic . forum:parish gov:topic _:told . ‸[] a gov:Topic ."),
    ("GG005", "forum:parish ‸gov:topic topic:bridges, [ a gov:Topic ] ."),
    ("GG005", "‸(1 2) gov:text 'x' ."),
]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
@pytest.mark.parametrize(("code", "text"), WRITTEN)
def test_a_place_is_found_however_the_turtle_is_written(
    code: str, text: str, end: str, tmp_path: Path
) -> None:
    """Lists, one-line blocks, IRIs, comments, line ends and a byte order mark move no place."""
    board = dict(PARISH)
    was = "\ufeff" + board["data/forums.ttl"]
    whole = f"{was}\n{text}\n"
    at = whole.index(MARK)
    expected = "forums", whole.count("\n", 0, at) + 1, at - whole.rfind("\n", 0, at)
    board["data/forums.ttl"] = whole.replace(MARK, "").replace("\n", end)
    assert expected in places(validate(made(tmp_path, board)), code)


def test_a_place_is_that_of_the_older_record(tmp_path: Path) -> None:
    """What new data makes wrong in an older record is told at the older record's statement."""
    workspace = made(tmp_path / "parish", PARISH)
    name = f"{M3}.ttl"
    new = tmp_path / name
    text = PARISH[f"data/{name}"]
    start = text.index("\n:action-1\n")
    new.write_text(text[:start] + text[text.index("\n\n", start) + 1 :], encoding="utf-8")
    board = dict(PARISH)
    append("threads", "thread:x\n    a gov:Thread ;\n    gov:topic m4003:action-1 .")(board)
    made(tmp_path / "parish", board)
    (finding,) = [f for f in validate(workspace, [new]) if f.code == "GG003" and f.file != str(new)]
    older = board["data/threads.ttl"]
    assert finding.file == str(workspace.data / "threads.ttl")
    assert (finding.line, finding.column) == marked(older, "gov:topic ‸m4003:action-1")


def test_stdin_has_places(tmp_path: Path) -> None:
    """New data on stdin goes by "-", with lines and columns of its own."""
    workspace = made(tmp_path, PARISH)
    text = PARISH[f"data/{M1}.ttl"].replace('gov:locator "1.1"', 'gov:locator "1.3"')
    (finding,) = validate(workspace, ["-"], stdin=text.encode())
    assert (finding.file, finding.line, finding.column) == (
        "-",
        *marked(text, 'gov:locator ‸"1.3"'),
    )


@pytest.mark.parametrize(
    ("spoils", "code", "file", "words"),
    [
        # Two of one kind are in order where there may be two.
        (
            [
                add("meetings", "meeting:2039-12-05-parish", 'gov:heldOn "2039-12-05"^^xsd:date'),
                add(
                    M1,
                    "meeting:2040-01-10-parish",
                    'gov:heldOn "2040-01-11"^^xsd:date, "2040-01-12"^^xsd:date',
                ),
            ],
            "GG071",
            M1,
            '‸"2040-01-11"',
        ),
        # An item that two meetings have: the path goes against the statement.
        (
            [append(M3, "meeting:2040-03-20-parish\n    gov:hasItem m4001:item-1 .")],
            "GG081",
            M3,
            "‸m4001:item-1",
        ),
        (
            [append(M3, ":link-1\n    gov:followUpTarget :p1.1 .")],
            "GG180",
            M3,
            "gov:followUpTarget ‸:p1.1",
        ),
    ],
)
def test_too_many_stand_at_the_first_too_many(
    spoils: list[Spoil], code: str, file: str, words: str, tmp_path: Path
) -> None:
    """Of more values than there may be, the first beyond is told, the node's own file first."""
    board = dict(PARISH)
    for spoil in spoils:
        spoil(board)
    expected = (file, *marked(board[f"data/{file}.ttl"], words))
    assert expected in places(validate(made(tmp_path, board)), code)


def test_a_path_of_several_steps_leads_to_its_last_statement(tmp_path: Path) -> None:
    """A finding along a longer path stands at the statement that it is about."""
    board = dict(PARISH)
    workspace = made(tmp_path, board)
    documents = [
        Document(f"{BASE}register/{n}", n, packed(board[f"data/{n}.ttl"]), None)
        for n in ("roles", "forums")
    ]
    whole, _ = assemble(documents)
    shape = Store()
    text = (
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix gov: <https://w3id.org/govgraph/ns#> ."
        "[] sh:path ( [ sh:inversePath gov:roleIn ]"
        " <http://www.w3.org/2004/02/skos/core#prefLabel> ) ."
    )
    load_turtle(shape, text.encode(), "x:s", "s.ttl")
    at = NamedNode(VOCABULARIES["sh"] + "path")
    path = read_path(shape, next(q.object for q in shape.quads_for_pattern(None, at, None)))
    assert isinstance(path, PropertyPath)
    assert path.shown == "^gov:roleIn/skos:prefLabel"
    rule = Rule("GG999", "x", "info", "x", "x")
    council = NamedNode(f"{BASE}organization/council")
    breach = Breach(rule, council, path, Literal("Clerk", language="en"), "x")
    finding = Places(whole, workspace.base).finding(breach)
    assert (finding.line, finding.column) == marked(documents[0].text, '‸"Clerk"@en')
    assert finding.path == "^gov:roleIn/skos:prefLabel"
    elsewhere = Breach(rule, council, NamedNode(GOV + "roleIn"), council, "x")
    other = Places(whole, workspace.base).finding(elsewhere)
    assert other.file == "roles"
    assert other.line is not None


def test_a_large_file_is_placed_in_one_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However many findings are in one file, however large, they read it once."""
    board = dict(PARISH)
    block = (
        'person:x{} a gov:Person ; skos:prefLabel "X{}" ; gov:headRole role:none ; # {}\n'
        " gov:nme 1 .\n"
    )
    people = how_many(600, 6000)
    text = board["data/people.ttl"] + "".join(block.format(n, n, "é" * 400) for n in range(people))
    assert len(text.encode()) > how_many(500_000, 5_000_000)
    board["data/people.ttl"] = text
    read = []

    def counted(given: str) -> Positions:
        read.append(len(given))
        return read_positions(given)

    monkeypatch.setattr("govgraph.validate.places.read_positions", counted)
    findings = validate(made(tmp_path, board))
    assert read.count(len(text)) == 1
    found = {(f.line, f.column) for f in findings if f.code == "GG003"}
    assert len(found) == people
    first = text[: text.index("person:x0 ")].count("\n") + 1
    assert (first, block.format(0, 0, "").index("role:none") + 1) in found


def test_places_are_the_same_however_many_files_are_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files whose places were let go are read again."""
    board = {
        path: text.replace("skos:prefLabel", "skos:prefLable") for path, text in PARISH.items()
    }
    workspace = made(tmp_path, board)
    found = validate(workspace)
    assert len({finding.file for finding in found}) > 3
    monkeypatch.setattr("govgraph.validate.places._MOST_READ", 1)
    assert validate(workspace) == found
