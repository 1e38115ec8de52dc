"""The store on disk: in step with the files, equal to the one in memory, whole at any moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Store

from benchmarks.generate import write
from govgraph.blank_nodes import named_by_place
from govgraph.errors import TurtleError, WorkspaceError
from govgraph.infer import infer, with_closure
from govgraph.load import content_hash, open_ontology, open_store
from govgraph.parameters import bind
from govgraph.queries import get_query, query_names, run_serialized
from govgraph.store import Keeper, Kept, StoreError, Watcher
from govgraph.store.folder import held_by
from govgraph.store.held import Entry, Held, from_bytes, to_bytes
from govgraph.workspace import find_workspace
from tests.conftest import ROOT, Result, edit

Call = Callable[..., Result]


class Telling(Watcher):
    """Notes what it is told, and does something at a step."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.phases: list[str] = []
        self.at: dict[str, Callable[[], None]] = {}

    def phase(self, name: str) -> None:
        self.phases.append(name)
        self.at.pop(name, lambda: None)()

    def say(self, line: str) -> None:
        self.lines.append(line)


@pytest.fixture
def telling() -> Telling:
    return Telling()


@pytest.fixture
def keeper(board: Path, telling: Telling) -> Keeper:
    return Keeper(find_workspace(board), board / ".govgraph", telling)


def statements(store: Store) -> set[str]:
    return {str(q) for q in named_by_place(list(store))}


def flipped(raw: bytes, place: int, bit: int = 0) -> bytes:
    return raw[:place] + bytes([raw[place] ^ 1 << bit]) + raw[place + 1 :]


def assert_in_step(kept: Kept, keeper: Keeper) -> None:
    assert statements(kept.store) == statements(open_store(keeper.workspace))
    assert kept.held.content == content_hash(keeper.workspace)


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files count as written long ago."""
    monkeypatch.setattr("govgraph.store.files._GRAIN", -(10**10))


@pytest.fixture(scope="module")
def on_disk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Keeper, Kept, Kept]:
    keeper = Keeper(find_workspace(ROOT), tmp_path_factory.mktemp("cache"), Watcher())
    return keeper, keeper.records(), keeper.closed()


# --- equal to the store in memory


@pytest.mark.parametrize("name", query_names())
def test_the_golden_rows_come_from_disk_too(name: str, on_disk: tuple[Keeper, Kept, Kept]) -> None:
    """Each saved query gives its golden rows through the store on disk."""
    keeper, records, closed = on_disk
    query = get_query(name)
    pool = closed.store if query.closure else records.store
    arguments = bind(query, records.store, keeper.workspace.base, query.example)
    result = run_serialized(query, pool, arguments, "csv").decode("utf-8")
    golden = (query.path.parent / f"{name}.expected.csv").read_text(encoding="utf-8")
    assert result.replace("\r\n", "\n") == golden


def test_the_store_holds_the_same_statements(
    on_disk: tuple[Keeper, Kept, Kept], store: Store
) -> None:
    """What is on disk is what is loaded into memory, and what follows is what follows of that."""
    keeper, records, closed = on_disk
    assert_in_step(records, keeper)
    both = with_closure(store, infer(store, open_ontology()))
    assert statements(closed.store) == statements(both)
    assert set(closed.store.named_graphs()) == set(both.named_graphs())


def test_commands_say_the_same_from_disk(board: Path, govgraph: Call) -> None:
    """Traces, queries and completions are byte for byte those of the store in memory."""
    commands = [
        ["trace", "handcuffing"],
        ["trace", "2022-06-24/13", "--format", "json"],
        ["query", "representation", "-f", "csv"],
        ["query", "actions", "-p", "owner=MOPAC"],
        ["coverage"],
        ["infer", "--summary"],
        ["why", "2022-06-24/13", "gov:responsibleOrganization", "MPS"],
    ]
    before = [govgraph("-C", board, *c) for c in commands]
    loaded = govgraph("load", "-C", board)
    assert (loaded.code, loaded.err) == (0, "")
    assert loaded.out.endswith(".govgraph: 14 files; 14 files loaded.\n")
    assert [govgraph("-C", board, *c) for c in commands] == before
    shutil.rmtree(board / ".govgraph")
    assert [govgraph("-C", board, *c) for c in commands] == before
    assert not (board / ".govgraph").exists()


def test_above_a_dozen_records_the_store_is_on_disk(tmp_path: Path, govgraph: Call) -> None:
    """A board of a dozen records leaves nothing behind, one more record makes a store."""
    write(tmp_path, 11)
    assert len(list((tmp_path / "data").glob("2*.ttl"))) == 13
    govgraph("query", "records", "-C", tmp_path)
    assert (tmp_path / ".govgraph" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    shutil.rmtree(tmp_path / ".govgraph")
    last = max((tmp_path / "data").glob("2*.ttl"))
    last.rename(last.with_suffix(".off"))
    govgraph("query", "records", "-C", tmp_path)
    assert not (tmp_path / ".govgraph").exists()


# --- in step with the files


@pytest.mark.usefixtures("settled")
def test_only_what_changed_is_loaded(board: Path, keeper: Keeper, telling: Telling) -> None:
    """An edit, a new file, one that went away and one that was only touched: each is seen."""
    assert keeper.records().loaded == 14
    data = board / "data"
    (data / "people.ttl").touch()
    assert keeper.records().loaded == 0, "the same bytes"
    telling.phases.clear()
    assert keeper.records().loaded == 0
    assert telling.phases == [], "stamps are enough"
    edit(data / "people.ttl", '"Sophie Linden"', '"Sophie Lindens"')
    assert_in_step(kept := keeper.records(), keeper)
    assert (kept.loaded, kept.removed) == (1, 0)
    shutil.copy(data / "threads.ttl", data / "threads-two.ttl")
    (data / "topics.ttl").unlink()
    assert_in_step(kept := keeper.records(), keeper)
    assert (kept.loaded, kept.removed) == (1, 1)
    (data / "threads-two.ttl").rename(data / "2024-01-01-minutes.ttl")
    assert_in_step(kept := keeper.records(), keeper)
    assert (kept.loaded, kept.removed) == (1, 1)
    (data / "2024-01-01-minutes.ttl").write_bytes(b"")
    assert_in_step(keeper.records(), keeper)


@pytest.mark.usefixtures("settled")
def test_an_edit_of_the_same_size_and_time_is_seen(board: Path, keeper: Keeper) -> None:
    """A time that is set back after an edit hides nothing."""
    keeper.records()
    path = board / "data" / "people.ttl"
    old = path.stat()
    edit(path, '"Sophie Linden"', '"Sophie Lindem"')
    os.utime(path, ns=(old.st_atime_ns, old.st_mtime_ns))
    assert path.stat().st_size == old.st_size
    assert_in_step(keeper.records(), keeper)


def test_a_stamp_that_may_come_twice_is_not_trusted(board: Path, keeper: Keeper) -> None:
    """A file that was written just before it was read is hashed again by the next command."""
    keeper.records()
    newest = keeper.folder.newest("plain")
    assert newest is not None
    held = held_by(newest)
    assert held is not None
    assert {e.stamp for e in held.entries.values()} == {""}
    path = board / "data" / "people.ttl"
    edit(path, '"Sophie Linden"', '"Sophie Lindem"')
    assert keeper.records().loaded == 1


def test_the_closure_is_kept_in_step(board: Path, keeper: Keeper, telling: Telling) -> None:
    """After edits and deletions what follows on disk is what follows from scratch."""
    keeper.closed()
    data = board / "data"
    spoils: list[Callable[[], object]] = [
        lambda: (data / "2022-10-14-minutes.ttl").unlink(),
        lambda: edit(data / "topics.ttl", "skos:broader ", "skos:related "),
        lambda: shutil.copy(ROOT / "data" / "2022-10-14-minutes.ttl", data),
        lambda: (data / "roles.ttl").write_bytes(b""),
        lambda: shutil.copy(ROOT / "data" / "roles.ttl", data),
    ]
    (data / "topics.ttl").write_text(
        "\n".join(
            line
            for line in (data / "topics.ttl").read_text(encoding="utf-8").split("\n")
            if "skos:broader " not in line
        )
        + "\n",
        encoding="utf-8",
    )
    spoils.pop(1)
    for spoil in spoils:
        spoil()
        telling.phases.clear()
        kept = keeper.closed()
        store = open_store(keeper.workspace)
        both = with_closure(store, infer(store, open_ontology()))
        assert statements(kept.store) == statements(both)
        assert telling.phases.count("linked") == 2, "once the records, once what follows"


def test_another_base_or_format_is_another_store(board: Path, keeper: Keeper) -> None:
    """A store that was made with something else is built anew, without a word."""
    keeper.records()
    other = keeper.workspace._replace(base="https://example.org/else/")
    kept = Keeper(other, board / ".govgraph", Watcher()).records()
    assert kept.loaded == 14
    assert any("example.org/else/record" in str(g) for g in kept.store.named_graphs())
    newest = Keeper(other, board / ".govgraph", Watcher()).folder.newest("plain")
    assert newest is not None
    held = newest / "held"
    held.write_bytes(held.read_bytes().replace(b"govgraph store 2", b"govgraph store 0"))
    assert keeper.records().loaded == 14
    assert_in_step(keeper.records(), keeper)


def test_what_is_held_reads_as_it_was_written() -> None:
    """Odd names of files come back, and what is cut off is not taken."""
    entry = Entry("1 2 3 4", "0" * 64)
    held = Held("maker", True, {"a\tb\n.ttl": entry, "\udce9.ttl": entry}, {"1.sst": entry})
    raw = to_bytes(held)
    assert from_bytes(raw) == held
    assert all(from_bytes(raw[:n]) is None for n in range(len(raw))), "cut off"
    assert all(from_bytes(flipped(raw, n)) is None for n in range(len(raw))), "changed"


# --- what is wrong


def test_turtle_that_does_not_parse_stops_as_in_memory(board: Path, keeper: Keeper) -> None:
    """The same message about the same file; what was loaded before it is not loaded again."""
    for name in ("people.ttl", "roles.ttl"):
        with (board / "data" / name).open("a", encoding="utf-8") as file:
            file.write("\n<a> <b> .\n")
    with pytest.raises(TurtleError) as in_memory:
        open_store(keeper.workspace)
    for _ in range(2):
        with pytest.raises(TurtleError) as on_disk:
            keeper.records()
        assert str(on_disk.value) == str(in_memory.value)
        assert "people.ttl" in on_disk.value.where
    for name in ("people.ttl", "roles.ttl"):
        shutil.copy(ROOT / "data" / name, board / "data")
    kept = keeper.records()
    assert_in_step(kept, keeper)
    assert kept.loaded < 14


@pytest.mark.usefixtures("settled")
def test_a_file_that_changes_while_it_is_loaded_is_loaded_again(
    board: Path, keeper: Keeper, telling: Telling
) -> None:
    """What is published is what the files were at one moment after the last change."""
    path = board / "data" / "people.ttl"

    def change() -> None:
        edit(path, '"Sophie Linden"', '"Sophie Lindens"')

    telling.at["loading"] = change
    assert_in_step(keeper.records(), keeper)
    assert telling.phases.count("loading") == 2


def test_a_file_that_never_holds_still_is_named(
    board: Path, keeper: Keeper, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is written again at each reading stops the load with its name."""
    from govgraph.store import files

    def grow(path: Path, shown: str | None = None) -> bytes:
        raw = path.read_bytes()
        if path.name == "people.ttl":
            path.write_bytes(raw + b"\n")
        return raw

    monkeypatch.setattr(files, "read_bytes", grow)
    with pytest.raises(WorkspaceError, match="it changes while it is read") as caught:
        keeper.records()
    assert "people.ttl" in caught.value.where


@pytest.mark.usefixtures("settled")
@pytest.mark.parametrize("spoil", ["truncate", "remove", "empty", "flip", "held"])
def test_a_damaged_store_is_built_anew(
    spoil: str, board: Path, keeper: Keeper, telling: Telling
) -> None:
    """Whatever is cut off or gone, the next command answers rightly and says that it loads."""
    keeper.records()
    newest = keeper.folder.newest("plain")
    assert newest is not None
    biggest = max((newest / "rocksdb").glob("*.sst"), key=lambda p: p.stat().st_size)
    if spoil == "truncate":
        os.truncate(biggest, biggest.stat().st_size // 2)
    elif spoil == "remove":
        biggest.unlink()
    elif spoil == "empty":
        shutil.rmtree(newest / "rocksdb")
    elif spoil == "flip":
        (newest / "rocksdb" / "CURRENT").write_bytes(b"MANIFEST-999999\n")
    else:
        os.truncate(newest / "held", 40)
    if spoil in ("truncate", "flip"):
        # It is also found out when something has to be loaded into it.
        edit(board / "data" / "people.ttl", '"Sophie Linden"', '"Sophie Lindens"')
    kept = keeper.records()
    assert_in_step(kept, keeper)
    assert kept.loaded == 14
    assert spoil == "held" or "is damaged" in telling.lines[0]
    assert len(telling.lines) <= 1


def test_a_reader_keeps_the_store_that_it_opened(board: Path, keeper: Keeper) -> None:
    """Neither a newer generation nor the folder's end changes what an open store answers."""
    kept = keeper.records()
    before = statements(kept.store)
    (board / "data" / "people.ttl").unlink()
    keeper.records()
    assert statements(kept.store) == before
    shutil.rmtree(board / ".govgraph")
    assert statements(kept.store) == before


def test_a_folder_that_vanishes_during_a_load_is_no_fault(
    board: Path, keeper: Keeper, telling: Telling
) -> None:
    """The load ends with a plain error, and the next one makes the store."""
    telling.at["loading"] = lambda: shutil.rmtree(board / ".govgraph")
    with pytest.raises(StoreError, match="no store can be kept there"):
        keeper.records()
    assert_in_step(keeper.records(), keeper)


def test_where_nothing_can_be_written_the_user_has_a_cache(
    tmp_path: Path, govgraph: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A workspace that cannot be written has its store in the user's cache, else in memory."""
    write(tmp_path / "big", 12)
    expected = govgraph("query", "records", "-C", tmp_path / "big").out
    shutil.rmtree(tmp_path / "big" / ".govgraph")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    access = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: mode != os.W_OK and access(p, mode))
    result = govgraph("query", "records", "-C", tmp_path / "big")
    assert (result.out, result.err, result.code) == (expected, "", 0)
    assert list((tmp_path / "cache" / "govgraph").glob("*/plain-1"))
    shutil.rmtree(tmp_path / "cache")
    (tmp_path / "cache").write_text("a file", encoding="utf-8")
    result = govgraph("query", "records", "-C", tmp_path / "big")
    assert (result.out, result.code) == (expected, 0)
    assert result.err.count("\n") == 1
    assert "The records are loaded into memory." in result.err
    refused = govgraph("load", "-C", tmp_path / "big")
    assert refused.code == 2
    assert "no store can be kept there" in refused.err


def test_a_disk_that_is_full_leaves_the_old_store(tmp_path: Path) -> None:
    """A load that runs out of room says so once, answers from memory and leaves no rubbish."""
    write(tmp_path, 40)
    code = (
        "import resource, sys\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))\n"
        "from govgraph.cli import run\n"
        "sys.exit(run(['query', 'records', '-f', 'csv', '-C', sys.argv[1]]))"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    ran = subprocess.run(command, capture_output=True, check=False, text=True)
    assert ran.returncode == 0, ran.stderr
    assert ran.stdout.count("\n") > 40
    assert ran.stderr.count("\n") == 1
    assert "The records are loaded into memory." in ran.stderr
    assert not list((tmp_path / ".govgraph").glob("plain-*"))
    free = [sys.executable, "-m", "govgraph", "query", "records", "-f", "csv", "-C", str(tmp_path)]
    again = subprocess.run(free, capture_output=True, check=True, text=True)
    assert (again.stdout, again.stderr) == (ran.stdout, "")
    assert {p.name for p in (tmp_path / ".govgraph").iterdir()} == {
        ".gitignore",
        "CACHEDIR.TAG",
        "lock",
        "plain-1",
    }
