"""Hooks, workflows and problem matchers do what the page on CI prints."""

from __future__ import annotations

import json
import re
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from govgraph.cli.validate import REPORTS
from govgraph.model import Finding
from tests.conftest import ROOT, Result
from tests.mistakes import made
from tests.test_findings_text import FIVE
from tests.test_reports import CONTEXT, FILE, HOSTILE
from tests.test_validate import PARISH

Call = Callable[..., Result]

PAGE = (ROOT / "docs" / "how-to" / "check-in-ci.md").read_text(encoding="utf-8")
HOOKS = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
WORKFLOW = next(b for b in re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL) if "jobs:" in b)
MATCHER = json.loads(re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)[0])
RUNS = [
    run
    for run in re.findall(r"^ +(?:- )?run: (.+)$", PAGE, re.MULTILINE)
    if run.startswith("govgraph ")
]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A board with five mistakes, from whose folder the commands run."""
    board = dict(PARISH)
    for spoil in FIVE:
        spoil(board)
    made(tmp_path, board)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def matched(text: str) -> list[tuple[str, ...]]:
    """Return what a runner takes from a log: file, line, column, severity, code and message."""
    (pattern,) = MATCHER["problemMatcher"][0]["pattern"]
    # A runner's expressions are those of JavaScript, which go line by line.
    found = (re.search(pattern["regexp"], line) for line in text.splitlines())
    names = ("file", "line", "column", "severity", "code", "message")
    return [tuple(match[pattern[name]] for name in names) for match in found if match]


def test_the_matcher_reads_the_line_form(folder: Path, govgraph: Call) -> None:
    """The matcher of the page gets place, severity, code and message of each finding."""
    found = json.loads(govgraph("validate", "--format", "json").out)["findings"]
    read = matched(govgraph("validate", "--format", "line").out)
    levels = {"violation": "error", "warning": "warning"}
    assert [r[:5] for r in read] == [
        (f["file"], str(f["line"]), str(f["column"]), levels[f["severity"]], f["code"])
        for f in found
    ]
    for row, finding in zip(read, found, strict=True):
        assert row[5].startswith(finding["message"])


def test_the_line_form_keeps_to_a_line() -> None:
    """Whatever the data holds, a finding is one line, and the matcher reads it or lets it be."""
    text = REPORTS["line"].write(HOSTILE, CONTEXT)
    assert isinstance(text, str)
    assert text.count("\n") == len(text.splitlines()) == len(HOSTILE)
    assert [(row[0], row[4]) for row in matched(text)] == [
        (FILE, "GG001"),
        ("/abso lute/x.ttl", "GG002"),
    ]
    nowhere = Finding("GG001", "info", "No\nfile.")
    assert REPORTS["line"].write([nowhere], CONTEXT) == "info: No file. [GG001]\n"


def test_the_matcher_finds_nothing_in_a_clean_log(govgraph: Call) -> None:
    """A board without violations and warnings gives a runner nothing to show."""
    assert matched(govgraph("-C", ROOT, "validate", "--format", "line").out) == []


@pytest.mark.parametrize("run", RUNS)
def test_the_commands_of_the_page_run(run: str, folder: Path, govgraph: Call) -> None:
    """Each command of the workflows runs; the one that decides says no to a spoilt board."""
    _, *arguments = shlex.split(run)
    result = govgraph(*arguments)
    assert result.err == ""
    decides = arguments[0] == "validate" and "never" not in arguments
    assert result.code == 1 if decides or arguments[0] == "fmt" else result.code == 0
    if "-o" in arguments:
        assert Path(arguments[arguments.index("-o") + 1]).stat().st_size > 0


def test_what_is_uploaded_is_written() -> None:
    """Each file that the workflow uploads is written by a step before."""
    written = set(re.findall(r" -o (\S+)", WORKFLOW))
    uploads = re.findall(r"sarif_file: (\S+)", WORKFLOW)
    uploads += re.findall(r"^ {12}(govgraph\.\S+)$", WORKFLOW, re.MULTILINE)
    assert set(uploads) == written
    assert "\t" not in WORKFLOW


def hooks() -> dict[str, dict[str, str]]:
    """Return the hooks that other repositories may use, by id."""
    blocks = re.split(r"^- ", re.sub(r"^#.*\n", "", HOOKS, flags=re.MULTILINE), flags=re.MULTILINE)
    found = (dict(re.findall(r"^ *(\w+): (.+)$", block, re.MULTILINE)) for block in blocks[1:])
    return {hook["id"]: hook for hook in found}


def test_the_hooks_are_those_of_the_page() -> None:
    """The page names each hook, and no other."""
    assert set(hooks()) == {"govgraph-validate", "govgraph-fmt"}
    assert set(re.findall(r"- id: (\S+)", PAGE)) == set(hooks())
    assert all(hook["language"] == "python" for hook in hooks().values())


@pytest.mark.parametrize(
    ("name", "hook"),
    [
        ("data/2040-01-10-minutes.ttl", {"govgraph-validate", "govgraph-fmt"}),
        ("boards/x/data/people.ttl", {"govgraph-validate", "govgraph-fmt"}),
        ("sources/2040-01-10-minutes.txt", {"govgraph-validate"}),
        ("govgraph.toml", {"govgraph-validate"}),
        ("ontology/own.ttl", {"govgraph-fmt"}),
        ("README.md", set()),
        ("metadata/x.txt", set()),
    ],
)
def test_a_hook_runs_for_what_concerns_it(name: str, hook: set[str]) -> None:
    """A change to a board's file calls for its check, and one to any Turtle for its style."""
    assert {id_ for id_, h in hooks().items() if re.search(h["files"], name)} == hook


def test_the_entries_of_the_hooks_run(folder: Path, govgraph: Call) -> None:
    """The check of a spoilt board fails; its style is mended in place, then there is no more."""
    _, *arguments = shlex.split(hooks()["govgraph-validate"]["entry"])
    assert hooks()["govgraph-validate"]["pass_filenames"] == "false"
    assert govgraph(*arguments).code == 1
    _, *arguments = shlex.split(hooks()["govgraph-fmt"]["entry"])
    assert "pass_filenames" not in hooks()["govgraph-fmt"]
    names = sorted(map(str, Path("data").glob("*.ttl")))
    assert govgraph(*arguments, *names).err.count(": formatted\n") > 0
    assert govgraph(*arguments, *names) == Result(0, "", "")
