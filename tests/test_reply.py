"""The how-to for a secretary: from a reply to the next letter, on two boards."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import click
import pytest

from govgraph.cli import cli
from tests.conftest import BOARDS, ROOT, Result
from tests.test_note import HARBOUR_REPLY, files

Call = Callable[..., Result]
PAGE = (ROOT / "docs" / "how-to" / "reply.md").read_text(encoding="utf-8")
# What the how-to says of the board that ships → the same of the harbour's.
OF_THE_HARBOUR = {
    "2022-06-24/13": "2031-03-04/2",
    "2023-08-31/1": "2031-05-20/1",
    "2023-08-31/2": "2031-09-16/1",
    "The data on the use of handcuffs during a stop and search were sent to MOPAC on"
    " 4 September.": "Of the plan of soundings we know nothing",
    "Action 2 of 31 August 2023 is in hand.": (
        "The readings of the tide gauge came on 9 January, as Action 1 of 16 September 2031 has it."
    ),
    "2023-08-31": "2031-12-02",
    "2023-09-05": "2032-01-12",
    "2023-10-20": "2032-02-10",
    "MPS": "Pilots' Guild",
    "delivered": "updated",
    "in-progress": "delivered",
}

PAPERS = (("letter", "--owner", "MPS", "--format", "md"), ("log", "--format", "csv"))


def commands() -> list[list[str]]:
    """The commands of the how-to, in order, but those that are not there yet."""
    blocks = re.findall(r"```console\n(.*?)```", PAGE, re.DOTALL)
    lines = [line for block in blocks for line in re.findall(r"^\$ govgraph (.*)$", block, re.M)]
    there = cli.list_commands(click.Context(cli))
    return [words for line in lines if (words := shlex.split(line))[0] in there]


def reply() -> str:
    """The reply of the how-to."""
    found = re.search(r"`reply\.txt`\n\n```text\n(.*?)```", PAGE, re.DOTALL)
    assert found is not None
    return found[1]


def walk(govgraph: Call, root: Path, given: list[list[str]]) -> None:
    """Run the commands in a workspace; each writes the file that it names, and finds nothing."""
    before = files(root)
    for words in given:
        done = govgraph(*words)
        assert done.code == 0, (words, done.err)
        if "-o" in words:
            assert (root / words[words.index("-o") + 1]).stat().st_size > 0
    for name in ("story.txt", "status.csv"):
        told = (root / name).read_text(encoding="utf-8")
        # Who owns nothing sends no reply, but a letter.
        assert "reply" in told or re.search("^12 Jan 2032 .* letter", told, re.MULTILINE)
    assert govgraph("note", "--undo").code == 0
    after = files(root)
    # Two notes were taken back, the first that made the record is there.
    kept = {path for path in after if path.startswith(("data/", "sources/"))} - before.keys()
    assert len(kept) == 2
    assert all(after[path] == raw for path, raw in before.items())


def test_the_how_to_runs_as_printed(
    board: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a copy of the board that ships each command does what the how-to says."""
    (board / "reply.txt").write_text(reply(), encoding="utf-8")
    monkeypatch.chdir(board)
    walk(govgraph, board, commands())
    last = (board / "story.txt").read_text(encoding="utf-8")
    assert "Said by the MPS to have been sent" in last
    # An owner's word does not end what stands against it in the minutes.
    assert "had not yet received" in last
    passed = (board / "passed.csv").read_text(encoding="utf-8")
    assert re.search("^2022-06-24/13,.*,said-done,", passed, re.MULTILINE)
    changed = (board / "changed.md").read_text(encoding="utf-8")
    papers = [changed, *(govgraph(*words).out for words in PAPERS)]
    for paper in papers:
        assert "eply of 5 September 2023" in paper
        assert "were sent to MOPAC on 4 September" in paper


def test_the_how_to_runs_on_an_invented_board(
    tmp_path: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the how-to fits the board that ships alone."""
    root = tmp_path / "harbour"
    shutil.copytree(BOARDS / "harbour", root)
    (root / "reply.txt").write_text(HARBOUR_REPLY, encoding="utf-8")
    monkeypatch.chdir(root)
    given = [[OF_THE_HARBOUR.get(word, word) for word in words] for words in commands()]
    walk(govgraph, root, given)
    assert "said by the Pilots' Guild" in (root / "story.txt").read_text(encoding="utf-8")
