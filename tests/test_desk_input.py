"""Bad input to the commands of the desk: a clear message, and nothing written."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.errors import GovgraphError
from tests.conftest import BOARDS, Result, edit

Call = Callable[..., Result]

RECORD = "data/2040-01-10-minutes.ttl"
PAPERS = (
    ("letter", "--owner", "Council"),
    ("log",),
    ("agenda", "--next", "2041-01-01"),
    ("export", "-f", "ics"),
    ("diff", "--from", "2040-01-10", "--to", "2040-03-20"),
)


@pytest.fixture
def parish(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound board, from whose folder the commands run."""
    folder = tmp_path / "parish"
    shutil.copytree(BOARDS / "parish", folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: paper[0])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('recordDate "2040-01-10"^^xsd:date', 'recordDate "soon"'),
        ('recordDate "2040-01-10"', 'recordDate "2040-01-10Z"'),
        ('dueBy "2040-01-31"', 'dueBy "2040-13-45"'),
    ],
)
def test_nothing_is_told_as_of_a_day_while_a_date_is_no_day(
    paper: tuple[str, ...], old: str, new: str, parish: Path, govgraph: Call
) -> None:
    """The value and the thing are named, and who can show the place."""
    edit(parish / RECORD, old, new)
    result = govgraph(*paper)
    assert (result.code, result.out) == (2, "")
    assert "is no day (gov:" in result.err
    assert "Run 'govgraph validate' to see where." in result.err


@pytest.mark.parametrize(
    ("paper", "option"),
    [
        (("letter", "--owner", "Council"), "--as-of"),
        (("letter", "--owner", "Council"), "--since"),
        (("log",), "--as-of"),
        (("agenda",), "--next"),
        (("diff",), "--from"),
        (("diff", "--from", "2040-01-10"), "--to"),
        (("export",), "--from"),
        (("note", "2040-01-10/1"), "--on"),
    ],
)
def test_an_option_that_is_no_day_is_named(
    paper: tuple[str, ...], option: str, parish: Path, govgraph: Call
) -> None:
    """Of two days that are asked for it is said which one is none."""
    result = govgraph(*paper, option, "31/1/2040")
    assert (result.code, result.out) == (2, "")
    assert f"'{option}': '31/1/2040' is no day. Write YYYY-MM-DD." in result.err


def test_the_last_day_of_the_calendar_has_no_day_after_it(parish: Path, govgraph: Call) -> None:
    """A timing until the last day that a date can have is an entry of one day."""
    edit(parish / RECORD, 'dueBy "2040-01-31"', 'dueBy "9999-12-31"')
    out = govgraph("export", "-f", "ics").out
    assert "DTSTART;VALUE=DATE:99991231" in out.replace("\r\n ", "")


def test_an_agenda_for_the_first_day_of_the_calendar_has_no_record(
    parish: Path, govgraph: Call
) -> None:
    """The day before the first day is not asked for."""
    result = govgraph("agenda", "--next", "0001-01-01")
    assert (result.code, result.out) == (2, "")
    assert "no record on file is dated on or before" in result.err


@pytest.mark.parametrize("owner", ["", "  "])
def test_a_letter_to_nobody_is_refused(owner: str, parish: Path, govgraph: Call) -> None:
    """An unset variable of a script does not ask for a paper about everybody."""
    for style in ("letter", "annex"):
        result = govgraph("letter", "--owner", owner, "--style", style)
        assert (result.code, result.out) == (2, "")


@pytest.mark.parametrize("target", [RECORD, "sources/2040-01-10-minutes.txt", "govgraph.toml"])
@pytest.mark.parametrize("paper", [("log",), ("query", "owners"), ("export", "-f", "csv")])
def test_what_a_board_is_made_of_is_not_written_over(
    paper: tuple[str, ...], target: str, parish: Path, govgraph: Call
) -> None:
    """A slip in the name of a result does not cost a record."""
    before = Path(target).read_bytes()
    result = govgraph(*paper, "-o", target)
    assert result.code == 2
    assert "part of a board" in result.err
    assert Path(target).read_bytes() == before


def test_the_log_that_is_compared_is_not_written_over(parish: Path, govgraph: Call) -> None:
    """The report does not take the place of what a person filled in."""
    assert govgraph("log", "-o", "log.xlsx").code == 0
    before = Path("log.xlsx").read_bytes()
    result = govgraph("log", "--check", "log.xlsx", "-f", "text", "-o", "./log.xlsx")
    assert (result.code, Path("log.xlsx").read_bytes()) == (2, before)
    assert "is the log to be compared" in result.err


def test_a_repository_that_lacks_an_object_is_told(parish: Path, govgraph: Call) -> None:
    """What git does not have is named, and how to look for it."""

    def git(*words: str) -> bytes:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        return subprocess.run(["git", *who, *words], check=True, capture_output=True).stdout

    git("init", "--quiet")
    for message in ("One", "Two"):
        with Path("data/topics.ttl").open("a", encoding="utf-8") as file:
            file.write(f"# {message}\n")
        git("add", ".")
        git("commit", "--quiet", "--message", message)
    blob = git("rev-parse", "HEAD:data/topics.ttl").decode().strip()
    (Path(".git") / "objects" / blob[:2] / blob[2:]).unlink()
    result = govgraph("diff", "--rev", "HEAD~1..HEAD")
    assert (result.code, result.out) == (2, "")
    assert f"git has no {blob}: the repository is not whole." in result.err


def test_an_error_of_a_day_is_one_of_govgraph() -> None:
    """The kind of the error is known to programs."""
    from pyoxigraph import Literal, NamedNode, Quad, Store

    from govgraph.desk.asof import as_of_day
    from govgraph.names import GOV

    record, dated = NamedNode("x:r"), NamedNode(f"{GOV}recordDate")
    store = Store()
    store.add(Quad(record, dated, Literal("soon")))
    with pytest.raises(GovgraphError) as stopped:
        as_of_day(store, None)
    assert stopped.value.code == "unsound-data"
