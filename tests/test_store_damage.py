"""Whatever happens to the bytes of a store on disk, the answer is right, after a reload perhaps."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from benchmarks.generate import write
from govgraph.infer import infer, with_closure
from govgraph.load import open_ontology, open_store
from govgraph.store import Keeper, Watcher
from govgraph.store.folder import Folder
from govgraph.store.held import Entry
from govgraph.store.seal import seal
from govgraph.workspace import find_workspace
from tests.conftest import Result
from tests.ontologies import how_many
from tests.test_store import Telling, flipped, statements


class Stored(NamedTuple):
    """A board, a copy of its stores, and what the stores are to hold."""

    board: Path
    spare: Path
    plain: set[str]
    closed: set[str]

    def restore(self) -> None:
        """Put the stores back as they were, times of writing among it."""
        shutil.rmtree(self.board / ".govgraph")
        shutil.copytree(self.spare, self.board / ".govgraph")
        self.keeper(Watcher()).closed()  # It finds copies, and takes note of where they stand.

    def keeper(self, watcher: Watcher) -> Keeper:
        """Return what keeps the stores."""
        workspace = find_workspace(self.board)
        return Keeper(workspace, workspace.cache, watcher)

    def files(self) -> Iterator[Path]:
        """Yield the files of the stores that hold anything."""
        for path in sorted((self.board / ".govgraph").glob("*-*/**/*")):
            if path.is_file() and path.stat().st_size:
                yield path


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Stored:
    board = tmp_path_factory.mktemp("board")
    write(board, 2)
    workspace = find_workspace(board)
    for path in workspace.data.iterdir():
        os.utime(path, (0, 0))
    store = open_store(workspace)
    both = with_closure(store, infer(store, open_ontology()))
    # The second load is by the journal of the engine, the first was in bulk.
    people = workspace.data / "people.ttl"
    text = people.read_text(encoding="utf-8")
    for written, content in enumerate((text + "# more\n", text), start=1):
        people.write_text(content, encoding="utf-8")
        # A file that was written just now is looked into each time.
        os.utime(people, (written, written))
        Keeper(workspace, workspace.cache, Watcher()).closed()
    spare = tmp_path_factory.mktemp("spare") / "stores"
    shutil.copytree(workspace.cache, spare)
    return Stored(board, spare, statements(store), statements(both))


def sealed(stored: Stored) -> dict[Path, dict[str, Entry]]:
    """Return the files of both stores, each hashed now, with their stamps."""
    engines = (stored.board / ".govgraph").glob("*-*/rocksdb")
    return {engine: seal(str(engine), ()) for engine in engines if "building" not in str(engine)}


def misspelt(stored: Stored, folder: Path) -> Path:
    """Return a new version of a record with a slip."""
    record = min((stored.board / "data").glob("*-minutes.ttl"))
    new = folder / record.name
    new.write_text(record.read_text(encoding="utf-8").replace('"Minutes of', '"Minuets of', 1))
    return new


def answered(stored: Stored, noted: bool = True) -> str:
    """Read all of both stores, as commands do, and hold it against what is right.

    Args:
        stored: the stores.
        noted: whether the store can tell what it held, and so that it is damaged.

    Returns:
        What was done for it.
    """
    telling = Telling()
    keeper = stored.keeper(telling)
    for _ in range(2):
        try:
            assert statements(keeper.records().store) == stored.plain
            assert statements(keeper.closed().store) == stored.closed
        except (OSError, RuntimeError) as error:
            if not keeper.discard_damaged(error):
                raise
        else:
            anew = "flushed" in telling.phases
            assert bool(telling.lines) == (anew and noted)
            assert len(telling.lines) <= 2, "one for each kind of store"
            assert all("is damaged (" in line for line in telling.lines)
            return "loaded anew" if anew else "looked into" if telling.phases else "as it was"
    raise AssertionError("a store that was loaded anew is damaged")


@pytest.mark.parametrize("seen", [True, False], ids=["written", "gone wrong"])
def test_a_changed_byte_gives_no_other_answer(seen: bool, stored: Stored) -> None:
    """Files of a store are changed somewhere, with or without a trace in their times."""
    rng = Random(3)
    came: Counter[str] = Counter()
    stored.restore()
    names = [p.relative_to(stored.board) for p in stored.files()]
    for name in rng.sample(names, how_many(3, len(names))):
        for _ in range(how_many(1, 5)):
            path = stored.board / name
            raw, status = path.read_bytes(), path.stat()
            changed = flipped(raw, rng.randrange(len(raw)), rng.randrange(8))
            with path.open("r+b") as file:
                file.write(changed)
            if not seen:
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
            how = answered(stored, noted=name.name != "held")
            came[how] += 1
            if how == "loaded anew":
                stored.restore()
            else:
                assert not seen or name.name.startswith("LOG"), name
                path.write_bytes(raw)
                os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    # Bits that nobody reads go wrong unnoticed; of a few that may be all.
    assert came["loaded anew"] or not (seen or how_many(0, 1))


def test_a_file_of_another_store_is_found_out(stored: Stored) -> None:
    """A file in the place of another, cut off, or with more at its end, is not taken."""
    rng = Random(5)
    stored.restore()
    for spoil in ("exchange", "cut", "append", "settings"):
        files = [p for p in stored.files() if p.suffix == ".sst"]
        if spoil == "settings":
            # The engine makes do with other settings without a word.
            files = [p for p in stored.files() if p.name.startswith("OPTIONS")]
        path, other = rng.sample(files, 2)
        raw = path.read_bytes()
        spoilt = {
            "exchange": other.read_bytes(),
            "cut": raw[: rng.randrange(len(raw))],
            "append": raw + b"\0",
            "settings": flipped(raw, len(raw) // 2),
        }
        path.write_bytes(spoilt[spoil])
        assert answered(stored) == "loaded anew", spoil
        stored.restore()


def test_a_copy_of_a_store_is_as_good(stored: Stored) -> None:
    """A workspace that was copied, with new times, keeps its store, hashed once."""
    stored.restore()
    shutil.rmtree(stored.board / ".govgraph")
    shutil.copytree(stored.spare, stored.board / ".govgraph", copy_function=shutil.copyfile)
    assert answered(stored) == "looked into"
    assert answered(stored) == "as it was"


def test_a_command_that_meets_damage_answers_and_says_so(
    stored: Stored, govgraph: Callable[..., Result]
) -> None:
    """A block that cannot be read in the midst of a query is one line more, and the same rows."""
    stored.restore()
    ask = ["query", "actions", "-f", "csv", "-C", stored.board]
    before = govgraph(*ask)
    assert (before.code, before.err) == (0, "")
    newest = stored.keeper(Watcher()).folder.newest("plain")
    assert newest is not None
    for path in newest.glob("rocksdb/*.sst"):
        raw, status = path.read_bytes(), path.stat()
        # All of the first block: whichever file the query reads, it meets this.
        path.write_bytes(bytes(40) + raw[40:])
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = govgraph(*ask)
    assert (after.code, after.out) == (0, before.out)
    assert after.err.count("\n") == 1
    assert "is damaged (" in after.err
    assert govgraph(*ask) == before


def test_new_data_is_tried_beside_the_stores(
    stored: Stored, govgraph: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Their files have the same bytes and stamps after a trial as before, and no copy is left."""
    stored.restore()
    new = misspelt(stored, tmp_path)
    linked: list[str] = []
    trial = Folder.trial

    @contextmanager
    def watched(folder: Folder, seeds: Sequence[Path]) -> Iterator[list[Path]]:
        with trial(folder, seeds) as copies:
            assert folder.newest("plain") == seeds[0]
            yield copies
            for copy, seed in zip(copies, seeds, strict=True):
                written = {f.stat().st_ino for f in copy.glob("*/*")}
                linked.extend(f.name for f in seed.glob("*/*") if f.stat().st_ino in written)

    monkeypatch.setattr(Folder, "trial", watched)
    cache = stored.board / ".govgraph"
    before, held = sealed(stored), {p.name for p in cache.iterdir()}
    # One that was ended left its copies behind.
    (cache / "building-trial-1-1" / "plain-9" / "rocksdb").mkdir(parents=True)
    result = govgraph("validate", new, "-C", stored.board)
    assert "GG358" in result.out
    assert linked
    assert all(name.endswith(".sst") for name in linked)
    assert sealed(stored) == before
    (words,) = {p.name for p in cache.iterdir()} - held
    assert words.startswith("words-")
    # Data that was written just before is looked into.
    assert answered(stored) != "loaded anew"


def test_damage_met_in_a_trial_is_told_once(
    stored: Stored, govgraph: Callable[..., Result], tmp_path: Path
) -> None:
    """What new data breaks is found all the same, and the next command has a whole store."""
    stored.restore()
    new = misspelt(stored, tmp_path)
    ask = ["validate", new, "-C", stored.board, "-f", "json"]
    before = govgraph(*ask)
    assert "GG358" in before.out
    for path in (stored.board / ".govgraph").glob("plain-*/rocksdb/*.sst"):
        raw, status = path.read_bytes(), path.stat()
        path.write_bytes(bytes(40) + raw[40:])
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    after = govgraph(*ask)
    assert (after.code, after.out) == (before.code, before.out)
    assert "is damaged (" in after.err
    assert "Traceback" not in after.err
    assert govgraph(*ask) == before
