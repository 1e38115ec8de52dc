from __future__ import annotations

import gc
import io
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
from pyoxigraph import Store

from govgraph.cli import run
from govgraph.load import open_store
from govgraph.sparql import engine
from govgraph.workspace import Workspace, find_workspace

ROOT = Path(__file__).parents[1]
BOARDS = ROOT / "tests" / "boards"


def pytest_collection_finish() -> None:
    """Leave the thousands of tests themselves out of each search for garbage."""
    gc.collect()
    gc.freeze()


@dataclass(frozen=True)
class Result:
    code: int
    out: str
    err: str


@pytest.fixture(scope="session", autouse=True)
def _each_text_is_tried_once() -> Iterator[None]:
    """Let the door to the engine try a text once, and not each time that a saved query is run."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "check", cache(engine.check))
        yield


@pytest.fixture(scope="session")
def shipped() -> Workspace:
    return find_workspace(ROOT)


@pytest.fixture(scope="session")
def store(shipped: Workspace) -> Store:
    return open_store(shipped)


@pytest.fixture
def board(tmp_path: Path) -> Path:
    """A copy of the shipped board that a test may spoil."""
    return copied(tmp_path / "board")


@pytest.fixture
def govgraph(capfdbinary: pytest.CaptureFixture[bytes]) -> Callable[..., Result]:
    """Runs the command line in this process."""

    def call(*arguments: str | Path) -> Result:
        with pytest.MonkeyPatch.context() as patch:
            # What a command freezes is to go with its process, and this one goes on.
            patch.setattr(gc, "freeze", lambda: None)
            code = run([str(a) for a in arguments])
        out, err = capfdbinary.readouterr()
        return Result(code, out.decode("utf-8"), err.decode("utf-8"))

    return call


@pytest.fixture
def stdin(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Gives a text to whoever reads stdin next."""

    def give(text: str) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode())))

    return give


@pytest.fixture
def own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, govgraph: Callable[..., Result]
) -> Callable[..., Result]:
    """Runs a text as the query ``x.rq`` of the current folder, over the shipped board."""
    monkeypatch.chdir(tmp_path)

    def call(text: str, *arguments: str) -> Result:
        (tmp_path / "x.rq").write_bytes(text.encode("utf-8"))
        return govgraph("query", "x.rq", *arguments)

    return call


def copied(target: Path) -> Path:
    """Copy the shipped board into a new folder, which is returned."""
    for name in ("data", "sources"):
        shutil.copytree(ROOT / name, target / name)
    shutil.copy(ROOT / "govgraph.toml", target)
    return target


def edit(path: Path, old: str, new: str) -> None:
    """Replace the one occurrence of a text in a file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {path.name}"
    path.write_text(text.replace(old, new), encoding="utf-8")
