"""What changed: golden between records, the same by the saved queries, and between revisions."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
from collections.abc import Callable
from functools import lru_cache
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import docx
import pytest
from jsonschema import Draft202012Validator

from govgraph.desk.changes import KINDS, Change, Changes
from govgraph.desk.recorded import between
from govgraph.parameters import record_dates
from govgraph.render.diff import TITLES, diff_of
from govgraph.render.diff_docx import as_docx as diff_docx
from govgraph.render.diff_html import as_html
from govgraph.render.diff_json import as_object
from govgraph.render.diff_md import as_markdown
from govgraph.render.diff_text import as_text
from govgraph.render.naming import quoted
from tests.conftest import ROOT, Result, edit
from tests.test_desk import desk, store

GOLDEN = sorted((ROOT / "tests" / "desk_golden").glob("diff-*.txt"))
NAMES = {
    "shipped": "Performance and Risk Oversight Board",
    "harbour": "Quay and Channel Committee (invented)",
    "library": "Library Committee (invented)",
}
RECORDS = ("2022-06-24", "2022-07-20", "2022-10-14", "2023-02-10", "2023-08-31")
Call = Callable[..., Result]


def pairs() -> list[tuple[str, str, str]]:
    """Any two records of three boards."""
    days = {board: list(record_dates(store(board))) for board in NAMES}
    return [(board, a, b) for board in NAMES for a, b in combinations(days[board], 2)]


@lru_cache
def changes(board: str, first: str, last: str) -> Changes:
    return between(desk(board, first), desk(board, last))


def told(board: str, first: str, last: str, *kinds: str) -> list[Change]:
    return [c for c in changes(board, first, last).changes if c.kind in kinds]


@lru_cache
def validator() -> Draft202012Validator:
    schema = json.loads((ROOT / "schemas" / "diff.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.mark.parametrize("path", GOLDEN, ids=lambda p: p.stem)
def test_what_changed_is_as_it_was_read(path: Path) -> None:
    """From each record to the next, and over two invented boards, it is what people read over."""
    name = path.stem.removeprefix("diff-")
    board = name if name in NAMES else "shipped"
    days = list(record_dates(store(board)))
    first, last = (name[:10], name[11:]) if board == "shipped" else (days[0], days[-1])
    found = diff_of(changes(board, first, last), NAMES[board])
    assert as_text(found) == path.read_text(encoding="utf-8")


def test_there_is_a_golden_text_from_each_record_to_the_next() -> None:
    """No step goes without one."""
    names = {path.stem.removeprefix("diff-") for path in GOLDEN}
    assert names == {*(f"{a}-{b}" for a, b in pairwise(RECORDS)), "harbour", "library"}


@pytest.mark.parametrize(("board", "first", "last"), pairs())
def test_between_any_two_records(board: str, first: str, last: str) -> None:
    """What is told stands in a record of the time between; states and queries agree with it."""
    found = changes(board, first, last)
    before, after = desk(board, first), desk(board, last)
    validator().validate(as_object(found))
    new = {r.record for r in after.records if first < r.date <= last}
    assert set(found.recorded) == new
    assert {c.record for c in found.changes if c.kind != "no-longer-mentioned"} <= new
    assert all(c.date <= last for c in found.changes)
    assert not any(c.edit for c in found.changes)
    opened = [c.action for c in found.changes if c.kind == "opened"]
    assert opened == [a.id for a in after.actions if first < a.date]
    was = {a.id: a.status.code for a in before.actions}
    closed = {c.action for c in found.changes if c.kind == "closed"}
    done = {a.id for a in after.actions if a.status.code == "completed"}
    assert closed >= {a for a in done if was.get(a) != "completed"}
    for action in after.actions:
        if action.status.code not in ("no-record", was.get(action.id)):
            assert action.id in {c.action for c in found.changes if c.kind in ("closed", "said")}, (
                action.id
            )
    silent = {c.action for c in found.changes if c.kind == "no-longer-mentioned"}
    assert not silent & {*found.silent_before}
    assert not silent & done


@pytest.mark.parametrize("board", NAMES)
def test_steps_add_up(board: str) -> None:
    """From the first record to the last all is told that is told step by step."""
    days = list(record_dates(store(board)))
    for kind in ("opened", "closed", "said", "reworded", "re-owned", "timing-moved"):
        # A thread gives its actions its title once it has a second one.
        steps = [c._replace(title="") for a, b in pairwise(days) for c in told(board, a, b, kind)]
        whole = [c._replace(title="") for c in told(board, days[0], days[-1], kind)]
        assert sorted(steps, key=str) == sorted(whole, key=str), kind


def test_differences_are_those_of_the_saved_queries() -> None:
    """From June to the letter: what record-differences and deadlines-moved have, row by row."""
    state = {a.id: a.differences for a in desk("shipped", "2022-07-20").actions}
    for kind, aspect in (("reworded", "text"), ("re-owned", "lead"), ("timing-moved", "timing")):
        differing = [a for a, found in state.items() for d in found if d.aspect == aspect]
        assert [c.action for c in told("shipped", *RECORDS[:2], kind)] == differing
    moved = [
        (c.action, c.direction, c.before, c.after, c.before_by, c.after_by)
        for c in told("shipped", *RECORDS[:2], "timing-moved")
        if c.direction
    ]
    assert moved == [
        ("2022-06-24/1", "earlier", "autumn", "October 2022", "2022-11-30", "2022-10-31"),
        ("2022-06-24/7", "later", "July 2022", "August 2022", "2022-07-31", "2022-08-31"),
        ("2022-06-24/11", "later", "November 2022", "December 2022", "2022-11-30", "2022-12-31"),
    ]


def test_what_changed_for_word_has_every_change() -> None:
    """Each change with its place and words, and no clock in the bytes."""
    found = diff_of(changes("harbour", "2031-03-04", "2031-12-02"), NAMES["harbour"])
    raw = diff_docx(found, "2031-12-02")
    assert raw == diff_docx(found, "2031-12-02")
    lines = [p.text for p in docx.Document(io.BytesIO(raw)).paragraphs]
    for title, items in found.sections:
        assert f"{title} ({len(items)})" in lines
        for item in items:
            why = [f"Why: {item.why}"] if item.why else []
            assert {f"{item.name}  {item.title}", item.place, quoted(item.quote), *why} <= {*lines}


def test_every_quotation_stands_in_its_record() -> None:
    """Each line's words are found in the file of the record that it names."""
    for change in changes("shipped", RECORDS[0], RECORDS[-1]).changes:
        raw = (ROOT / "sources" / f"{change.record}.txt").read_text(encoding="utf-8")
        assert change.quote in " ".join(raw.split())


def test_no_longer_mentioned_is_new_silence() -> None:
    """The letter of July words June's actions again; October's minutes are the first silence."""
    silent = [c.action for c in told("shipped", "2022-07-20", "2022-10-14", "no-longer-mentioned")]
    assert silent == [f"2022-06-24/{n}" for n in range(1, 16) if n != 14]
    assert changes("shipped", "2022-07-20", "2022-10-14").silent_before == ()
    later = changes("shipped", "2022-10-14", "2023-02-10")
    assert later.silent_before == tuple(silent)
    names = [c.action for c in later.changes if c.kind == "no-longer-mentioned"]
    assert names == [f"2022-10-14/{n}" for n in (1, 2, 3, 4, 6, 7)]


def test_each_reading_has_its_reason() -> None:
    """A reason that was given above is named, and not left out."""
    found = diff_of(changes("shipped", "2023-02-10", "2023-08-31"), NAMES["shipped"])
    read = [i for _, items in found.sections for i in items if "[reading" in i.what]
    assert len(read) == 5
    assert all(item.why for item in read)
    assert [i.why for i in read].count("the reason given above for these words.") == 2


def test_a_day_between_two_records_is_as_the_record_before_it() -> None:
    """Between two records nothing is recorded."""
    found = between(desk("shipped", "2022-07-20"), desk("shipped", "2022-10-13"))
    assert (found.changes, found.recorded) == ((), ())
    text = as_text(diff_of(found, "x"))
    assert "Nothing on file is dated between." in text
    assert "Nothing changed about a numbered action." in text


def test_every_format_has_every_change() -> None:
    """Page and Markdown have a heading a change; wordings are compared word by word."""
    found = diff_of(changes("shipped", RECORDS[0], RECORDS[-1]), NAMES["shipped"])
    number = len(changes("shipped", RECORDS[0], RECORDS[-1]).changes)
    page, markdown = as_html(found), as_markdown(found)
    assert page.count("<h3>") == markdown.count("\n### ") == number
    assert "<del>autumn.</del> <ins>October.</ins>" in page
    assert 'class="reading"' in page
    assert 'class="silent"' in page
    assert [title for title, _ in found.sections] == [TITLES[k] for k in KINDS if k != "removed"]
    for word in ("broken", "failed", "ignored", " late ", "still ", "overdue", "excuse"):
        assert word not in as_text(found).lower()


def test_mark_up_in_the_data_stays_text(board: Path, govgraph: Call) -> None:
    """A title that is HTML or Markdown is shown, not obeyed."""
    edit(
        board / "data" / "2023-08-31-minutes.ttl",
        "Whether the MPS reviewed every use of taser on a child",
        "<script>x</script> *y* ",
    )
    shown = [govgraph("-C", board, "diff", "--from", "2023-02-10", "-f", f) for f in ("html", "md")]
    assert "&lt;script&gt;x&lt;/script&gt; *y*" in shown[0].out
    assert r"\<script\>x\</script\> \*y\*" in shown[1].out


def test_bad_days_are_told(govgraph: Call) -> None:
    """No day, a day before all records, days the wrong way round, and no days at all."""
    assert "'x' is no day." in govgraph("diff", "--from", "x").err
    assert "The first is of 24 June 2022." in govgraph("diff", "--from", "2001-01-01").err
    ran = govgraph("diff", "--from", "2023-02-10", "--to", "2022-07-20")
    assert (ran.code, ran.out) == (2, "")
    assert "--from 2023-02-10 is after --to 2022-07-20." in ran.err
    assert "give --from DATE, or --rev A..B." in govgraph("diff").err
    both = govgraph("diff", "--from", "2023-02-10", "--rev", "a..b")
    assert "--rev takes the place of --from and --to." in both.err
    ran = govgraph("diff", "--from", "2023-02-10")
    assert ran.code == 0
    assert "to 31 August 2023 (5 records on file)." in ran.out


def git(folder: Path, *words: str) -> None:
    who = {f"GIT_{r}_{k}": "x@x" for r in ("AUTHOR", "COMMITTER") for k in ("NAME", "EMAIL")}
    none = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    words = ("-C", str(folder), *words)
    subprocess.run(["git", *words], check=True, capture_output=True, env=os.environ | who | none)


@pytest.fixture(scope="module")
def history(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board in a folder of a repository: without August, with it, and with edits."""
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    folder = tmp_path_factory.mktemp("history") / "board"
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copy(ROOT / "govgraph.toml", folder)
    august = folder / "data" / "2023-08-31-minutes.ttl"
    text = august.read_text(encoding="utf-8")
    august.unlink()
    git(folder.parent, "init", "--quiet", "--initial-branch=main")
    for name in ("first", "second", "third", "fourth", "fifth"):
        if name == "second":
            august.write_text(text, encoding="utf-8")
        if name == "third":
            _edited(folder / "data")
        if name == "fourth":
            (folder / "data" / "2022-06-24-minutes.ttl").write_text("x", encoding="utf-8")
        if name == "fifth":
            git(folder.parent, "checkout", "--quiet", "third", "--", "board/data")
            day = 'gov:recordDate "2023-08-3'
            edit(august, f'{day}1"^^xsd:date', f'{day}9"^^xsd:date')
        git(folder.parent, "add", "--all")
        git(folder.parent, "commit", "--quiet", "--message", name)
        git(folder.parent, "tag", name)
    git(folder.parent, "checkout", "--quiet", "third")
    return folder


def _edited(data: Path) -> None:
    letter = data / "2022-07-20-letter.ttl"
    edit(letter, '    gov:dueText "December 2022" ;', '    gov:dueText "May 2023" ;')
    minutes = data / "2023-02-10-minutes.ttl"
    text = minutes.read_text(encoding="utf-8")
    wording = "The Deputy Commissioner would send the Deputy Mayor a briefing on"
    minutes.write_text(text.replace(wording, wording.replace("send", "give")), encoding="utf-8")
    edit(
        data / "2023-08-31-minutes.ttl",
        "    gov:toStatus gov:undertaken ;",
        "    gov:toStatus gov:completed ;",
    )


def of_revisions(govgraph: Call, folder: Path, revisions: str) -> dict[str, Any]:
    ran = govgraph("-C", folder, "diff", "--rev", revisions, "-f", "json")
    assert (ran.code, ran.err) == (0, "")
    found: dict[str, Any] = json.loads(ran.out)
    validator().validate(found)
    return found


def test_a_record_that_came_is_told_as_between_days(history: Path, govgraph: Call) -> None:
    """Between the revisions without and with August all is told that is told between the days."""
    found = of_revisions(govgraph, history, "first..second")
    days = as_object(changes("shipped", "2023-02-10", "2023-08-31"))
    assert found["recorded"] == ["2023-08-31-minutes"]
    assert found["changes"] == days["changes"]
    assert re.fullmatch("[0-9a-f]{40}", found["from"]["revision"])
    back = of_revisions(govgraph, history, "second..first")
    assert back["gone"] == ["2023-08-31-minutes"]
    assert back["recorded"] == []
    assert [c for c in back["changes"] if c["kind"] != "no-longer-mentioned"] == []


def test_edits_are_shown_as_edits(history: Path, govgraph: Call) -> None:
    """A wording, a timing and a status that were edited have no new record, and say so."""
    found = of_revisions(govgraph, history, "second..third")
    assert found["recorded"] == found["gone"] == []
    assert all(c["edit"] for c in found["changes"])
    kinds = [(c["kind"], c["action"]) for c in found["changes"]]
    assert kinds == [
        ("closed", "2023-08-31/1"),
        ("reworded", "2023-02-10/2"),
        ("timing-moved", "2022-06-24/11"),
        ("removed", "2023-08-31/1"),
    ]
    assert found["changes"][2]["after"] == "May 2023"
    ran = govgraph("-C", history, "diff", "--rev", "second..")
    assert "From revision second (" in ran.out
    assert '"send" is now "give" [edit of the data]' in ran.out
    assert "What is not about a numbered action is not shown." in ran.out
    page = govgraph("-C", history, "diff", "--rev", "second..third", "-f", "html").out
    assert "<del>send</del> <ins>give</ins>" in page
    assert 'class="edit"' in page


def test_a_revision_is_read_from_git_alone(history: Path, govgraph: Call) -> None:
    """What stands in the folder and is not committed makes no difference."""
    text = "first..second"
    before = of_revisions(govgraph, history, text)
    stray = history / "data" / "2024-01-01-minutes.ttl"
    stray.write_text("no Turtle", encoding="utf-8")
    try:
        assert of_revisions(govgraph, history, text) == before
    finally:
        stray.unlink()


@pytest.mark.parametrize(
    ("revisions", "words"),
    [
        ("first", "'first' is no pair of revisions. Write A..B"),
        ("..", "'..' is no pair of revisions."),
        ("first...second", "'first...second' is no pair of revisions."),
        ("fist..second", "there is no revision 'fist'. 'git log --oneline' lists them."),
        ("2023-02-10..2023-08-31", "Days are compared with --from and --to."),
        ("HEAD^{tree}..HEAD", "there is no revision 'HEAD^{tree}'."),
        ("--help..second", "there is no revision '--help'."),
        ("second..fourth", "fourth:data/2022-06-24-minutes.ttl:1:"),
        ("second..fifth", "revision fifth: '2023-08-39' is no day"),
        ("second..fifth", "To check it, check out fifth and run 'govgraph validate'."),
    ],
)
def test_revisions_that_cannot_be_read_are_told(
    revisions: str, words: str, history: Path, govgraph: Call
) -> None:
    """Exit 2 with what to do, or with the place in the file of that revision."""
    ran = govgraph("-C", history, "diff", f"--rev={revisions}")
    assert (ran.code, ran.out) == (2, "")
    assert words in ran.err


def test_without_git_or_repository_the_message_says_so(
    board: Path, history: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """--from and --to do without either."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(board.parent))
    ran = govgraph("-C", board, "diff", "--rev", "a..b")
    assert (ran.code, ran.out) == (2, "")
    assert "the workspace is in no git repository. Compare two days" in ran.err
    monkeypatch.setenv("PATH", str(board))
    ran = govgraph("-C", history, "diff", "--rev", "first..second")
    assert ran.code == 2
    assert "git is not installed. Install git, or compare two days" in ran.err


def test_other_bases_are_not_compared(history: Path, govgraph: Call, tmp_path: Path) -> None:
    """Revisions that name things under another base have nothing in common."""
    other = tmp_path / "other"
    shutil.copytree(history.parent, other)
    settings = other / "board" / "govgraph.toml"
    settings.write_text('[workspace]\nbase = "https://example.org/"\n', encoding="utf-8")
    ran = govgraph("-C", other / "board", "diff", "--rev", "first..second")
    assert ran.code == 2
    assert "revision first: its things are named under https://w3id.org/govgraph/id/" in ran.err
