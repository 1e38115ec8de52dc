"""What people read of findings: a golden board, and what must not appear in it."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from html import unescape
from pathlib import Path

import pytest

from govgraph.model import Finding
from govgraph.rdfio import read_turtle
from govgraph.render.carets import excerpt
from govgraph.render.findings import place, summary
from govgraph.validate import rules
from tests.conftest import Result, edit
from tests.mistakes import Board, Spoil, add, append, change, drop, made
from tests.test_validate import LETTER, M1, PARISH

Call = Callable[..., Result]

FIVE: list[Spoil] = [
    add(M1, ":action-1", "gov:folowsUp :action-2"),
    change("organizations", "organization:council", "role:chair", "role:chiar"),
    drop(M1, ":mention-december", "gov:basis"),
    change(M1, ":q-title", "gov:end 41", "gov:end 40"),
    change(M1, ":holding-noor-pike", "gov:substantive", "gov:acting"),
]
GOLDEN = Path(__file__).with_name("findings.expected.txt").read_text(encoding="utf-8")


def counted() -> str:
    """Return what the summary counts on the parish."""
    files = [text for name, text in PARISH.items() if name.startswith("data/")]
    held = sum(1 for text in files for _ in read_turtle(text.encode(), "x"))
    return f"{len(files)} files with {held} statements checked against {len(rules())} rules"


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call) -> Callable[..., Result]:
    """Spoils the parish and validates it from its own folder."""

    def tell(spoils: list[Spoil], *arguments: str) -> Result:
        board = dict(PARISH)
        for spoil in spoils:
            spoil(board)
        made(tmp_path, board)
        monkeypatch.chdir(tmp_path)
        return govgraph("validate", *arguments)

    return tell


def test_five_mistakes_are_told_as_printed_here(told: Callable[..., Result]) -> None:
    """Findings come by file and rule, with the line, the name, the words and what was meant."""
    result = told(FIVE)
    # How much the board holds, and how many rules there are, is no matter of this text.
    assert result.out == GOLDEN.replace("COUNTED", counted())
    assert (result.code, result.err) == (1, "")


def test_the_page_shows_what_the_text_shows(told: Callable[..., Result]) -> None:
    """Names, names that may have been meant, and the words of the record stand in the page too."""
    page = unescape(told(FIVE, "--format", "html").out)
    for said in (
        "mention of Parish Council, 5 December 2039, <code>record:2040-01-10-minutes#mention",
        "Put the identifier right, or add the thing that it names. Did you mean 'role:chair'?",
        'Record: "met on 5 December 2039" (2040-01-10-minutes, 1.2)',
    ):
        assert said in page


def test_a_long_name_is_cut(told: Callable[..., Result]) -> None:
    """A name of thousands of signs takes no more than a few lines."""
    long = f"<https://x.example/{'x' * 5000}> gov:number 3 ."
    assert max(map(len, told([append("people", long)]).out.splitlines())) < 300


def test_a_clean_board_takes_one_line(told: Callable[..., Result]) -> None:
    """Where nothing is wrong, nothing but the summary is said."""
    result = told([])
    said = f"Parish Council, {counted()}: 0 violations, 0 warnings, 0 info.\n"
    assert (result.code, result.out) == (0, said)


def test_many_findings_of_a_rule_are_cut(told: Callable[..., Result]) -> None:
    """Five are shown whole, twenty more by place, and of the others how many there are."""
    nodes = "\n\n".join(f"person:x{n}\n    a gov:Person ." for n in range(40))
    out = told([append("people", nodes)]).out
    assert out.count("data/people.ttl:") == 5
    assert "and 35 more: " in out
    assert "and 15 not listed here (--format json lists all)." in " ".join(out.split())
    listed = " ".join(out.split()).partition("and 35 more: ")[2].partition(", and 15")[0]
    assert len(listed.split(", ")) == 20
    assert listed.startswith(f"{PARISH['data/people.ttl'].count(chr(10)) + 2 + 3 * 5}:1, ")


def test_what_to_do_is_said_once(told: Callable[..., Result]) -> None:
    """A rule that two files break says in the first of them what to do."""
    spoils = [
        change(M1, ":p1.1", '"1.1"', '"1.10"'),
        change(LETTER, ":row-1", '"Annex, 1"', '"Annex, 7"'),
    ]
    out = told(spoils).out
    assert out.count("  GG306 violation: ") == 2
    assert out.count("Give the number that the source prints") == 1


def test_words_that_the_source_does_not_hold_are_not_shown(
    tmp_path: Path, told: Callable[..., Result]
) -> None:
    """A sentence is shown as the record's only where the record has it."""
    spoils = [
        change(M1, ":q-noor-pike", 'exact "Noor Pike', 'exact "Noor Pine'),
        change(M1, ":q-noor-pike", 'text "Noor Pike', 'text "Noor Pine'),
        drop(M1, ":apology-noor-pike", "gov:basis"),
    ]
    out = told(spoils).out
    assert "apology of Noor Pike" in out
    assert "Record:" not in out


def test_a_long_sentence_is_cut_after_a_word(told: Callable[..., Result]) -> None:
    """Of a passage without end the beginning is shown, and that it goes on."""

    def lengthened(board: Board) -> None:
        name, record = f"sources/{M1}.txt", f"data/{M1}.ttl"
        was, words = "Action 2: Warden to sound 1 bell.", "Action 2: Warden" + " to sound" * 99
        old = sha256(board[name].encode()).hexdigest()
        start = board[name].index(was)
        board[name] = board[name].replace(was, words)
        text = board[record].replace(was, words).replace(f"{start + len(was)}", "END")
        text = text.replace("END", f"{start + len(words)}")
        board[record] = text.replace(old, sha256(board[name].encode()).hexdigest())

    out = " ".join(told([lengthened]).out.split())
    shown = out.partition('Record: "')[2].partition('"')[0]
    assert shown.startswith("Action 2: Warden to sound")
    assert shown.endswith((" to …", " sound …"))
    assert len(shown) < 250


def test_a_syntax_error_shows_its_line(told: Callable[..., Result]) -> None:
    """A file that does not parse shows where, as any other finding does."""
    out = told([change("people", "person:ada-byrne", "a gov:Person ;", "a gov:Person")]).out
    assert "data/people.ttl:19:" in out
    assert '      skos:prefLabel "Ada Byrne"' in out
    assert out.count("not Turtle") == 1


@pytest.mark.parametrize(
    ("old", "new", "hint"),
    [
        ("a gov:Person ;", "a gov:Person", "a semicolon is missing before this"),
        (
            "a gov:Person ;",
            "a gov:Person .",
            "a dot ends the block here, and more is said of the same thing",
        ),
        ('"Ada Byrne"', '"Ada Byrne', "this quotation mark is not closed on its line"),
    ],
)
def test_a_new_file_that_does_not_parse_was_not_checked(
    old: str, new: str, hint: str, told: Callable[..., Result], govgraph: Call
) -> None:
    """The slip is named, nothing of the file on file is counted, and what is left out is said."""
    told([])
    folder = Path("new")
    folder.mkdir()
    text = Path("data/people.ttl").read_text(encoding="utf-8")
    (folder / "people.ttl").write_text(text.replace(old, new, 1), encoding="utf-8")
    out = " ".join(govgraph("validate", "new/people.ttl").out.split())
    assert hint in out
    assert "1 file with 0 statements checked" in out
    assert "Nothing else in new/people.ttl was checked" in out


def test_the_gravest_finding_is_the_one_to_have_explained(told: Callable[..., Result]) -> None:
    """Whoever asks for one rule only is pointed to a violation first."""
    out = told([FIVE[4], FIVE[1]]).out
    assert "GG316 1" in out
    assert out.endswith("To have a rule explained: govgraph rule GG003\n")


def test_new_data_on_stdin_shows_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Call
) -> None:
    """The line of a finding in new data is that of the new data."""
    made(tmp_path, PARISH)
    monkeypatch.chdir(tmp_path)
    new = tmp_path / f"{M1}.ttl"
    new.write_text("# Moved.\n" + PARISH[f"data/{M1}.ttl"], encoding="utf-8")
    edit(new, 'gov:locator "1.1"', 'gov:locator "1.3"')
    out = govgraph("validate", new).out
    assert '\n      gov:locator "1.3" ;\n                  ^\n' in out


@pytest.mark.parametrize(
    ("line", "column", "expected"),
    [
        ("    a :b ;", 7, ("a :b ;", "  ^")),
        ("a", 1, ("a", "^")),
        ("a", 9, ("a", " ^")),
        ("\ta\t:b", 4, ("a :b", "  ^")),
        ("漢字 x", 4, ("漢字 x", "     ^")),
        ("e\N{COMBINING ACUTE ACCENT} x", 4, ("e\N{COMBINING ACUTE ACCENT} x", "  ^")),
        ("\x1bx", 2, ("\\u001bx", "      ^")),
        ("x" * 50, 1, ("x" * 28 + "…", "^")),
        ("  " + "x" * 50, 52, ("…" + "x" * 11, " " * 11 + "^")),
        ("x" * 30 + "y" + "x" * 30, 31, ("…" + "x" * 10 + "y" + "x" * 17 + "…", " " * 11 + "^")),
    ],
)
def test_the_caret_stands_under_the_place(
    line: str, column: int, expected: tuple[str, str]
) -> None:
    """Wide, combining and unseen signs move the caret with them; a long line is cut around it."""
    assert excerpt(line, column, 30) == expected


def test_an_endless_line_is_cut_in_no_time() -> None:
    """A line of megabytes is shown in one line of a terminal."""
    shown, caret = excerpt("x" * 2_000_000 + "y" + "x" * 2_000_000, 2_000_001, 90)
    assert len(shown) <= 90
    assert shown[len(caret) - 1] == "y"


def test_the_summary_counts_by_severity_and_rule() -> None:
    """Rules are counted by name, those with most findings first; of many, ten."""
    found = [Finding("GG002", "info", "x")] * 2 + [Finding("GG001", "violation", "x")]
    expected = "x: 1 violation, 0 warnings, 2 info. By rule: GG002 2, GG001 1."
    assert summary(found, "x") == expected
    many = [Finding(f"GG{n:03}", "warning", "x") for n in range(12)]
    assert summary(many, "x").endswith("GG008 1, GG009 1, 2 other rules.")


def test_a_place_is_given_as_far_as_it_is_known() -> None:
    """A finding without a line has its file, and one without a file nothing."""
    finding = Finding("GG001", "info", "x", file="a.ttl")
    assert place(finding) == "a.ttl"
    assert place(finding._replace(line=3)) == "a.ttl:3"
    assert place(finding._replace(line=3, column=4)) == "a.ttl:3:4"
    assert place(Finding("GG001", "info", "x")) == ""
