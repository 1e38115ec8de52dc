"""``validate --baseline``: what an earlier report holds is not reported again."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from shutil import copytree

import pytest

from govgraph.cli import run
from tests.conftest import Result, edit
from tests.mistakes import Board, add, append, change, drop, made
from tests.test_validate import M1, PARISH

Call = Callable[..., Result]
REPORTED = {
    **{"code": "GG001", "severity": "info", "message": "x", "file": "a.ttl", "line": 1},
    **{"column": 1, "node": "x:a", "path": None, "value": None, "shape": None},
}


@pytest.fixture(scope="module")
def reported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A board with two mistakes, and a report of them in ``accepted.json``."""
    folder, board = tmp_path_factory.mktemp("reported"), Board(PARISH)
    add(M1, ":action-1", "gov:folowsUp :action-2")(board)
    drop(M1, ":mention-december", "gov:basis")(board)
    made(folder, board)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["validate", "--format", "json", "-o", "accepted.json"]) == 1
    return folder


@pytest.fixture
def parish(reported: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that board, from whose folder the commands run."""
    copytree(reported, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_what_is_accepted_is_not_reported(parish: Path, govgraph: Call) -> None:
    """A board with accepted findings only is clean, on whatever lines they stand by now."""
    path = parish / "data" / f"{M1}.ttl"
    path.write_text("# Moved.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    result = govgraph("validate", "--baseline", "accepted.json")
    assert (result.code, result.err) == (0, "")
    assert result.out.startswith("Parish Council, 12 files with ")
    assert result.out.endswith(" rules: 0 violations, 0 warnings, 0 info.\n")
    shown = govgraph("validate", "--baseline", "accepted.json", "--format", "json")
    assert json.loads(shown.out) == {"findings": []}


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("gov:folowsUp :action-2", "gov:folowsUp :action-2 ; gov:nme 1", "GG001"),
        ("gov:holdingMode gov:substantive ;\n    gov:attestedOn", "gov:attestedOn", "GG102"),
        ('gov:locator "1.1"', 'gov:locator "1.9"', "GG306"),
    ],
)
def test_what_is_new_is_reported(
    old: str, new: str, code: str, parish: Path, govgraph: Call
) -> None:
    """Another node, property or value is another finding."""
    path = parish / "data" / f"{M1}.ttl"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    result = govgraph("validate", "--baseline", "accepted.json", "--format", "json")
    assert result.code == 1
    assert [f["code"] for f in json.loads(result.out)["findings"]] == [code]


def test_what_no_longer_occurs_is_said(parish: Path, govgraph: Call) -> None:
    """One line on stderr tells which accepted findings are gone; the exit code is that of now."""
    edit(parish / "data" / f"{M1}.ttl", "gov:folowsUp :action-2", "gov:followsUp :action-2")
    result = govgraph("validate", "--baseline", "accepted.json", "--fail-on", "never")
    assert result.err == (
        "govgraph: accepted.json: 1 of 2 accepted findings no longer occurs: GG001"
        f" record:{M1}#action-1.\n"
    )


def test_nothing_is_said_to_be_gone_that_was_not_looked_at(parish: Path, govgraph: Call) -> None:
    """Checking one new file, or a board that does not parse, tells nothing of the others."""
    quiet = govgraph("validate", "data/roles.ttl", "--baseline", "accepted.json")
    assert (quiet.code, quiet.err) == (0, "")
    path = parish / "data" / f"{M1}.ttl"
    path.write_text("x", encoding="utf-8")
    broken = govgraph("validate", "--baseline", "accepted.json")
    assert (broken.code, broken.err) == (1, "")
    assert "GG000" in broken.out


def test_a_baseline_may_come_by_stdin(
    parish: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hyphen is stdin, for new data or for the baseline, but not for both."""
    with (parish / "accepted.json").open(encoding="utf-8") as file:
        monkeypatch.setattr("sys.stdin", file)
        assert govgraph("validate", "--baseline", "-").code == 0
    result = govgraph("validate", "-", "--baseline", "-")
    assert (result.code, result.out) == (2, "")
    assert "stdin" in result.err


@pytest.mark.parametrize(
    ("text", "place", "said"),
    [
        ("", "1:1", "not JSON"),
        ("[]", "1:1", 'no object with a list "findings"'),
        ('\n  {"findings": {}}', "2:3", 'no object with a list "findings"'),
        ('{"findings": [\n  1\n]}', "2:3", "this is no finding"),
        ('{"findings": [\n  {"code": "GG001"}\n]}', "2:3", 'has no "node"'),
        ('{"findings": [\n  {"code": 1}\n]}', "2:3", '"code" of this finding is no string'),
        ('{"findings": []\n  ,}', "2:4", "not JSON"),
        ('{"findings": []}\nx', "2:1", "not JSON"),
        ("\ufeff[", "1:2", "not JSON"),
        ("[" * 100_000, "1:1", "cannot be read as JSON"),
        ("1" * 10_000, "1:1", "cannot be read as JSON"),
        ("# Findings\n", "1:1", "not JSON"),
    ],
    ids=lambda v: str(v)[:20],
)
def test_what_is_no_report_is_refused(
    text: str, place: str, said: str, parish: Path, govgraph: Call
) -> None:
    """A baseline that is no report of this command stops it, with the place."""
    (parish / "other.json").write_text(text, encoding="utf-8")
    result = govgraph("validate", "--baseline", "other.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(f"govgraph: other.json:{place}: ")
    assert said in result.err
    assert "govgraph validate --format json" in result.err


def test_what_is_no_text_is_refused(parish: Path, govgraph: Call) -> None:
    """A baseline in another encoding, or none at all, stops the command."""
    (parish / "other.json").write_bytes(b'{"findings":\n [\xff]}')
    result = govgraph("validate", "--baseline", "other.json")
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("govgraph: other.json:2:3: it is not UTF-8. ")
    result = govgraph("validate", "--baseline", "none.json")
    assert (result.code, result.out) == (2, "")
    assert "none.json: No such file" in result.err


def test_a_report_is_read_however_it_is_laid_out(parish: Path, govgraph: Call) -> None:
    """Other keys, another order, a byte order mark and line ends of Windows change nothing."""
    report = json.loads((parish / "accepted.json").read_text(encoding="utf-8"))
    entries = [dict(sorted(f.items())) | {"more": [1, {}]} for f in report["findings"]]
    whole: dict[str, object] = {"a": {"findings": []}, "findings": [REPORTED, *entries], "z": None}
    text = "\ufeff" + json.dumps(whole, indent=1).replace("\n", "\r\n")
    (parish / "accepted.json").write_bytes(text.encode())
    result = govgraph("validate", "--baseline", "accepted.json")
    assert (result.code, result.err) == (
        0,
        "govgraph: accepted.json: 1 of 3 accepted findings no longer occurs: GG001 x:a.\n",
    )


def test_a_nameless_node_is_accepted_by_its_file(parish: Path, govgraph: Call) -> None:
    """A finding without a node is matched by its file, not in all files."""
    board: Board = dict(PARISH)
    append("topics", "[] a gov:Topic .")(board)
    made(parish, board)
    govgraph("validate", "--format", "json", "-o", "accepted.json")
    assert govgraph("validate", "--baseline", "accepted.json").code == 0
    append("roles", "[] a gov:Role .")(board)
    change("forums", "forum:parish", '"Parish Council"', '"The Parish Council"')(board)
    made(parish, board)
    result = govgraph("validate", "--baseline", "accepted.json", "--format", "json")
    assert {f["file"] for f in json.loads(result.out)["findings"]} == {"data/roles.ttl"}
