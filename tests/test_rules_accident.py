"""Nothing passes by accident: what no rule looked at is told."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from pyoxigraph import NamedNode

from govgraph.load import CODE_LISTS, open_store
from govgraph.model import Finding
from govgraph.names import VOCABULARIES
from govgraph.validate import check, rules, validate
from govgraph.validate.absent import dated
from govgraph.validate.facts import Facts
from govgraph.validate.shapes import load_shapes
from govgraph.validate.targets import Targets
from govgraph.validate.vocabulary import vocabulary
from govgraph.workspace import find_workspace
from tests.conftest import BOARDS, ROOT, Result
from tests.mistakes import Board, Mistake, Spoil, add, append, block, change, codes, drop, made, put
from tests.test_validate import M1, PARISH, SOURCE

SH = VOCABULARIES["sh"]
SHAPES = """@prefix ex: <https://example.org/shapes#> .
@prefix gov: <https://w3id.org/govgraph/ns#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .

"""
SOUND = f"""{SHAPES}ex:Labelled
    a sh:NodeShape ;
    sh:targetClass gov:Action ;
    sh:property [ sh:path gov:arisesFrom ; sh:minCount 1 ] .
"""


def shape(text: str) -> Spoil:
    """Give the board a file of shapes of its own."""
    return put("shapes/own.ttl", SHAPES + text)


def in_shape(old: str, new: str) -> Spoil:
    """Give the board a file of shapes of its own that is sound but for a word."""
    assert SOUND.count(old) == 1
    return put("shapes/own.ttl", SOUND.replace(old, new))


def without(file: str, *nodes: str) -> Spoil:
    """Take nodes away."""

    def spoil(board: Board) -> None:
        for node in nodes:
            before, _, after = block(board, file, node)
            board[f"data/{file}.ttl"] = before.rstrip() + "\n" + after

    return spoil


def emptied(board: Board) -> None:
    """Leave no file of data."""
    for name in [n for n in board if n != "govgraph.toml"]:
        del board[name]
    board["data/README.md"] = "Nothing yet.\n"


LONGER = SOURCE + "Action 3: Chair to rest.\n"
ACTION_3 = [
    put(f"sources/{M1}.txt", LONGER),
    change(
        M1, f"record:{M1}", sha256(SOURCE.encode()).hexdigest(), sha256(LONGER.encode()).hexdigest()
    ),
]
QUERY = """ex:A sh:targetClass gov:Action ; sh:sparql [ sh:select '''
PREFIX gov: <https://w3id.org/govgraph/ns#> SELECT $this { $this gov:folowsUp $this }''' ] ."""

MISTAKES: list[Mistake] = [
    ("GG460", [in_shape("sh:minCount", "sh:mincount")]),
    ("GG460", [in_shape("a sh:NodeShape", "a sh:NodeShape, sh:Shappe")]),
    ("GG460", [in_shape("sh:minCount 1", 'sh:minCount 1 ; sh:js [ sh:jsFunctionName "f" ]')]),
    ("GG461", [in_shape("sh:minCount 1", "sh:not [ sh:hasValue gov:nought ]")]),
    ("GG461", [shape(QUERY)]),
    ("GG462", [in_shape("a sh:NodeShape", "sh:deactivated true ; a sh:NodeShape")]),
    ("GG463", [in_shape("sh:targetClass gov:Action", "sh:targetClass gov:Risk")]),
    ("GG463", [in_shape("sh:targetClass gov:Action", "sh:targetObjectsOf gov:unit")]),
    ("GG463", [in_shape("    sh:targetClass gov:Action ;\n", "")]),
    ("GG464", [append("forums", "forum:x a <http://xmlns.com/foaf/0.1/Group> .")]),
    ("GG465", [add("people", "person:ada-byrne", '<http://xmlns.com/foaf/0.1/nick> "Ada"')]),
    ("GG354", [add("people", "person:ada-byrne", 'skos:altlabel "A. Byrne"')]),
    ("GG354", [append("forums", "forum:x a skos:Konzept .")]),
    ("GG466", ACTION_3),
    ("GG467", [change(M1, ":statement-1", 'number "1"', 'number "31"')]),
    (
        "GG468",
        [
            without("meetings", "meeting:2039-12-05-parish"),
            without(M1, ":mention-december", ":q-december"),
        ],
    ),
    ("GG470", [put("data/old/x.ttl", "")]),
    ("GG470", [put("data/x.jsonld", "{}")]),
    ("GG470", [put("shapes/old/x.ttl", "")]),
    ("GG471", [put("sources/2040-04-01-letter.txt", "Dear all")]),
    ("GG009", [put("data/empty.ttl", "# Nothing yet.\n")]),
    ("GG473", [emptied]),
]


@pytest.mark.parametrize(
    ("code", "spoils"), MISTAKES, ids=[f"{n}-{code}" for n, (code, _) in enumerate(MISTAKES)]
)
def test_a_mistake_breaks_its_rule_and_no_other(
    code: str, spoils: list[Spoil], tmp_path: Path
) -> None:
    """Each rule finds the smallest mistake that it is there for, and nothing else is reported."""
    findings = spoilt(tmp_path, *spoils)
    # A number that is wrong leaves a gap in the numbering too.
    expected = {code, "GG406"} if code == "GG467" else {code}
    assert codes(findings) == expected, findings
    assert all(f.file for f in findings)


def spoilt(folder: Path, *spoils: Spoil) -> list[Finding]:
    """Validate the board with mistakes in it."""
    board = dict(PARISH)
    for spoil in spoils:
        spoil(board)
    assert board != PARISH
    return validate(made(folder, board))


IN_ORDER: dict[str, list[Spoil]] = {
    "a shape that is kept": [put("shapes/own.ttl", SOUND)],
    "a property that a shape looks at": [
        add("people", "person:ada-byrne", '<http://xmlns.com/foaf/0.1/nick> "Ada"'),
        shape(
            "ex:P sh:targetClass gov:Person ;"
            " sh:property [ sh:path <http://xmlns.com/foaf/0.1/nick> ; sh:maxCount 1 ] ."
        ),
    ],
    "a paper original beside its text": [put(f"sources/{M1}.pdf", "")],
    "a hidden file among the sources": [put("sources/.DS_Store", "")],
    "what is neither data nor shapes": [put("data/README.md", ""), put("shapes/notes.txt", "")],
}


@pytest.mark.parametrize("name", list(IN_ORDER))
def test_what_is_in_order_is_left_alone(name: str, tmp_path: Path) -> None:
    """What a shape of one's own looks at, and what nobody would enter, is no finding."""
    assert spoilt(tmp_path, *IN_ORDER[name]) == []


def test_a_class_of_ones_own_is_looked_at_by_a_shape_of_ones_own(tmp_path: Path) -> None:
    """A shape for a foreign class takes the warning away that no rule looks at its nodes."""
    group = append("forums", "forum:x a <http://xmlns.com/foaf/0.1/Group> .")
    looked = "ex:G sh:targetClass <http://xmlns.com/foaf/0.1/Group> ; sh:nodeKind sh:IRI ."
    assert spoilt(tmp_path, group, shape(looked)) == []


def test_a_missing_action_is_told_with_its_line(tmp_path: Path) -> None:
    """The record names the source, and the message the line of it and its words."""
    (finding,) = spoilt(tmp_path, *ACTION_3)
    assert (finding.node, finding.path) == (f"record:{M1}", "gov:sourceFile")
    assert finding.value == "Action 3"
    line = LONGER.split("\n").index("Action 3: Chair to rest.") + 1
    assert f'line {line} of {M1}.txt: "Action 3: Chair to rest."' in finding.message


def test_an_agreement_is_not_to_pass_for_a_numbered_action(tmp_path: Path) -> None:
    """A number that stands somewhere in a paragraph numbers no action."""
    spoil = change(M1, ":statement-2", ":p-action-2", ":p1.2")
    words = change(M1, ":statement-2", '"Warden to sound 1 bell."', '"The council"')
    number = change(M1, ":statement-2", 'number "2"', 'number "5"')
    lead = drop(M1, ":statement-2", "gov:leadText")
    found = spoilt(tmp_path, spoil, words, number, lead)
    assert {"GG466", "GG467"} <= codes(found)


def test_an_unknown_term_is_told_at_its_place(tmp_path: Path) -> None:
    """Line and column are those of the word in the file of shapes; the nearest name is asked for.

    Other people's property shapes have no names: their statements have places all the same.
    """
    (finding,) = spoilt(tmp_path, in_shape("sh:minCount", "sh:mincount"))
    lines = SOUND.split("\n")
    line = next(n for n, text in enumerate(lines) if "sh:minCount" in text)
    expected = (str(tmp_path / "shapes" / "own.ttl"), line + 1, lines[line].index("sh:min") + 1)
    assert (finding.file, finding.line, finding.column) == expected
    assert "SHACL has no sh:mincount. Did you mean 'sh:minCount'?" in finding.message


def test_every_shape_that_ships_meets_a_node() -> None:
    """No shape that ships looks at something that none of the boards has."""
    store = load_shapes().store
    met = set()
    folders = (ROOT, BOARDS / "harbour", BOARDS / "library")
    shapes = {q.subject for q in store if q.predicate.value.startswith(f"{SH}target")}
    assert shapes
    for folder in folders:
        workspace = find_workspace(folder)
        facts = Facts(open_store(workspace), vocabulary(), workspace.base)
        targets = Targets(store, facts)
        met |= {shape for shape in shapes if targets.reaches(shape)}
    assert {str(s) for s in shapes - met} == set()


def test_no_shape_that_ships_is_switched_off() -> None:
    """Only a workspace's own shapes may be deactivated, where it is told."""
    assert not [q for q in load_shapes().store if q.predicate.value == f"{SH}deactivated"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the minutes of the 21 April 2022 meeting", ["2022-04-21"]),
        ("The 3 May 2041 meeting was long.", ["2041-05-03"]),
        ("her letter, dated 3rd of May 2041", ["2041-05-03"]),
        ("We met. On 3 May 2041 it rained.", []),
        ("The meeting agreed 2 actions by 3 May 2041", []),
        ("Council to repair the bridge by 31 January 2040.", []),
    ],
)
def test_what_dates_a_meeting_or_letter(text: str, expected: list[str]) -> None:
    """A day counts where the words beside it are those of a meeting, minutes or a letter."""
    assert [day for _, day, _ in dated(text)] == expected


# Nothing to check


def test_an_empty_board_is_no_sound_board(tmp_path: Path) -> None:
    """With no file at all nothing was checked, and that is said."""
    (tmp_path / "data").mkdir()
    (tmp_path / "govgraph.toml").write_text("", encoding="utf-8")
    checked = check(find_workspace(tmp_path))
    assert [(f.code, f.severity, f.file) for f in checked.findings] == [
        ("GG473", "violation", str(tmp_path / "data"))
    ]
    assert (checked.files, checked.statements) == (0, 0)


@pytest.mark.parametrize("text", ["", "# Nothing yet.", "@prefix : <x:> ."])
def test_a_new_file_that_holds_nothing_was_not_checked(text: str, tmp_path: Path) -> None:
    """That an empty file breaks nothing is not to pass for a result."""
    workspace = made(tmp_path / "parish", PARISH)
    new = tmp_path / "new"
    new.mkdir()
    (new / "topics2.ttl").write_text(text, encoding="utf-8")
    for path in (new / "topics2.ttl", new):
        (finding,) = validate(workspace, [path])
        assert (finding.code, finding.file) == ("GG009", str(new / "topics2.ttl"))
    assert codes(validate(workspace, ["-"], stdin=text.encode())) == {"GG009"}


def test_one_empty_file_among_others_is_told(tmp_path: Path) -> None:
    """A folder in which one file holds something was checked; the other file is named."""
    workspace = made(tmp_path / "parish", PARISH)
    new = tmp_path / "new"
    new.mkdir()
    (new / "forums.ttl").write_text(PARISH["data/forums.ttl"], encoding="utf-8")
    (new / "more.ttl").write_text("", encoding="utf-8")
    (finding,) = validate(workspace, [new])
    assert (finding.code, finding.file) == ("GG009", str(new / "more.ttl"))


def test_what_lay_about_before_is_no_fault_of_new_data(tmp_path: Path) -> None:
    """In context only what the new data breaks is told, not the files that nobody reads."""
    board = dict(PARISH)
    for spoil in (put("data/old/x.ttl", ""), put("sources/x.txt", ""), *ACTION_3):
        spoil(board)
    workspace = made(tmp_path / "parish", board)
    new = tmp_path / "topics.ttl"
    new.write_text(board["data/topics.ttl"], encoding="utf-8")
    assert validate(workspace, [new]) == []
    assert codes(validate(workspace, [new], show_all=True)) == {"GG466", "GG470", "GG471"}


def test_the_summary_says_how_much_was_checked(
    tmp_path: Path, govgraph: Callable[..., Result]
) -> None:
    """Files, statements and rules are counted, the workspace's own rules among them."""
    workspace = made(tmp_path, PARISH)
    checked = check(workspace)
    held = [q for q in open_store(workspace) if q.graph_name != NamedNode(CODE_LISTS)]
    assert (checked.files, checked.statements) == (len(workspace.data_files()), len(held))
    said = f"{checked.files} files with {len(held)} statements checked against "
    assert f"{said}{len(rules())} rules: " in govgraph("-C", tmp_path, "validate").out
    made(tmp_path, {"shapes/own.ttl": SOUND})
    assert f"{said}{len(rules()) + 1} rules: " in govgraph("-C", tmp_path, "validate").out
