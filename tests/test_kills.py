"""A load that is ended at any moment leaves the old store or the new one."""

from __future__ import annotations

import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path
from random import Random

import pytest

from benchmarks.generate import write
from govgraph.infer import infer, with_closure
from govgraph.load import content_hash, open_ontology, open_store
from govgraph.store import PHASES, Keeper, Watcher
from govgraph.store.folder import Folder, held_by
from govgraph.workspace import Workspace, find_workspace
from tests.conftest import ROOT
from tests.ontologies import how_many
from tests.test_store import Telling, statements


def spoil(workspace: Workspace, spare: Path, rng: Random) -> None:
    """Take a file away, bring one back, or change one."""
    files = sorted(p for p in workspace.data.iterdir() if p.name[0] == "2")
    away = sorted(p.name for p in spare.iterdir())
    kind = rng.random()
    if away and kind < 0.4:
        name = rng.choice(away)
        (spare / name).rename(workspace.data / name)
    elif kind < 0.6:
        path = rng.choice(files)
        path.rename(spare / path.name)
    else:
        path = rng.choice(files)
        lines = path.read_text(encoding="utf-8").split("\n")
        texts = [n for n, line in enumerate(lines) if line.startswith("    gov:text ")]
        lines[rng.choice(texts)] = f'    gov:text "other words {rng.random()}" ;'
        path.write_text("\n".join(lines), encoding="utf-8")


def end_somewhere(workspace: Workspace, what: str, rng: Random) -> str:
    """Start a load and end it at a step, or just after; return the last step that it told."""
    step, mode = rng.randint(1, 14), rng.choice(["pause", "run"])
    command = [sys.executable, "-m", "tests.kills", str(workspace.root), what, str(step), mode]
    reached = ""
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as process:
        assert process.stdout is not None
        for number, line in enumerate(process.stdout, start=1):
            reached = line.strip()
            if number == step:
                process.send_signal(signal.SIGKILL)
    assert process.returncode in (0, -signal.SIGKILL)
    ended = process.returncode != 0 and reached != "done"
    return f"{reached} ({mode})" if ended else "done"


def assert_whole(workspace: Workspace, before: set[str]) -> None:
    """The newest generations are the old ones or the new ones, and each can be opened."""
    folder = Folder(workspace.cache)
    for kind in ("plain", "closed"):
        newest = folder.newest(kind)
        if newest is not None:
            held = held_by(newest)
            assert held is not None
            assert held.content in {*before, content_hash(workspace)}


def assert_right(workspace: Workspace) -> None:
    """The next command answers as the store in memory does, and has nothing to complain of."""
    telling = Telling()
    keeper = Keeper(workspace, workspace.cache, telling)
    store = open_store(workspace)
    assert statements(keeper.records().store) == statements(store)
    both = with_closure(store, infer(store, open_ontology()))
    assert statements(keeper.closed().store) == statements(both)
    assert telling.lines == []


def test_a_load_that_is_ended_leaves_a_whole_store(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """After each kill the store is the old one or the new one, and the next load is right."""
    board, spare = tmp_path / "board", tmp_path / "spare"
    write(board, 4)
    spare.mkdir()
    workspace = find_workspace(board)
    rng = Random(11)
    hit: Counter[str] = Counter()
    cases = how_many(8, 200)
    before = {content_hash(workspace)}
    while hit.total() < cases:
        if rng.random() < 0.2:
            shutil.rmtree(workspace.cache, ignore_errors=True)
        elif workspace.cache.is_dir():
            spoil(workspace, spare, rng)
        for _ in range(rng.randint(1, 3)):
            phase = end_somewhere(workspace, rng.choice(["records", "closed"]), rng)
            if phase != "done":
                hit[phase] += 1
            assert_whole(workspace, before)
        assert_right(workspace)
        before = {content_hash(workspace)}
    with capsys.disabled():
        if cases > 12:
            print(f"\n{hit.total()} kills, by the last step that was told before:")
            for phase, count in sorted(hit.items(), key=lambda h: order(h[0])):
                print(f"  {phase:20} {count}")
    assert len({phase.partition(" ")[0] for phase in hit}) >= how_many(4, len(PHASES))


def order(phase: str) -> tuple[int, str]:
    name = phase.partition(" ")[0]
    return PHASES.index(name), phase


def test_two_loads_at_once_are_one(tmp_path: Path) -> None:
    """A load that finds another at work waits for it, and finds nothing left to do."""
    write(tmp_path, 4)
    workspace = find_workspace(tmp_path)
    command = [sys.executable, "-m", "tests.kills", str(tmp_path)]
    first = subprocess.Popen(
        [*command, "records", "5", "pause"], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    with first:
        assert first.stdout is not None
        assert [first.stdout.readline().strip() for _ in range(5)][-1] == "loading"
        others = [
            subprocess.Popen(
                [*command, "records", "0", "run"], stdout=subprocess.PIPE, text=True, cwd=ROOT
            )
            for _ in range(2)
        ]
        for other in others:
            assert other.stdout is not None
            assert other.stdout.readline().strip() == "waiting"
        assert Keeper(workspace, workspace.cache, Watcher()).is_there() is False
        first.send_signal(signal.SIGKILL)
    said = [other.communicate()[0].split() for other in others]
    assert sorted(map(len, said))[0] == 1, "one found nothing to do"
    assert all(words[-1] == "done" for words in said)
    assert statements(Keeper(workspace, workspace.cache, Watcher()).records().store) == statements(
        open_store(workspace)
    )
