"""Words of files are kept beside the store, and are those that the files have."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import NoReturn

from benchmarks.generate import write
from govgraph.store import Keeper, Watcher
from govgraph.store.tallies import Tallies
from govgraph.store.tally import Tally
from govgraph.validate import check
from govgraph.workspace import find_workspace

_LATER = 2**62
TABLES = ("file", "source", "word", "node", "stated", "telling")


def test_what_is_kept_makes_no_difference(tmp_path: Path) -> None:
    """What is found is the same from words kept, cut off, of another form or changed."""
    write(tmp_path, 1)
    workspace = find_workspace(tmp_path)
    keeper = Keeper(workspace, workspace.cache, Watcher())
    (record,) = workspace.data.glob("*-minutes.ttl")
    new = tmp_path / record.name
    new.write_text(record.read_text().replace('"Minutes of', '"Minuets of', 1))
    (source,) = workspace.sources.glob("*-minutes.txt")
    os.utime(source, (1, 1))  # Long ago, so that its stamp may be trusted.
    cache = workspace.cache

    def kept() -> Path:
        (path,) = cache.glob("words*")
        return path

    def codes() -> list[tuple[str, str | None]]:
        return [(f.code, f.value) for f in check(workspace, [new], keeper=keeper).findings]

    first = codes()
    assert "GG358" in dict(first)
    whole = kept().read_bytes()
    (cache / "words").write_text("[1, 2]")  # Of an older form.
    (cache / "words-new-1").write_bytes(whole[:-9])  # Left by a process that was ended.
    for spoilt in (b"", whole[:-9], whole.replace(b"meeting", b"minuets")):
        kept_at = next(cache.glob("words-*[0-9a-f]"))
        kept_at.write_bytes(spoilt)
        assert codes() == first
        assert kept().read_bytes() != spoilt
    before = source.read_text()
    source.write_text(f"{before}\nMinuets were danced.\n")
    told = {code for code, _ in codes()}
    assert "GG358" not in told
    assert "GG301" not in told  # That the source is another was so before.


def tallies(folder: Path, maker: str = "one") -> Tallies:
    return Tallies(folder, folder, maker, _LATER)


def never(name: str) -> NoReturn:
    raise AssertionError(name)


A = Tally(
    ["a", "a", "b"],
    ["c"],
    ["a.txt"],
    [("action", "2001-01-01", ["bridge"])],
    [],
    False,
    [("label", 1, 0)],
)
B = Tally(["b"], [], ["a.txt"], [], [("event", ["bridges"])], False, [("label", 0, 1)])


def test_words_go_by_hash_and_stamp(tmp_path: Path) -> None:
    """What was kept is given back by the next process, unless it is of another maker or source."""
    source = tmp_path / "a.txt"
    source.write_text("words of a source")
    os.utime(source, (1, 1))
    kept = tallies(tmp_path)
    kept.update({"a.ttl": "f", "b.ttl": "e"}, {"a.ttl": A, "b.ttl": B}.__getitem__, str.split)
    assert kept.count("a.txt") == ((0, 0, 2), 0)
    kept.close()
    again = tallies(tmp_path)
    again.update({"a.ttl": "f", "b.ttl": "e"}, never, never)
    assert (again.count("a"), again.tally("b.ttl").written) == (((2, 0, 0), 2), ["b"])
    source.write_text("other words of a source")
    again.update({"a.ttl": "f", "b.ttl": "e"}, never, lambda _: ["other"])
    assert (again.count("a.txt")[0], again.count("other")[0]) == ((0, 0, 0), (0, 0, 2))
    again.close()
    other = tallies(tmp_path, "two")
    assert (other.number("a.ttl"), [*tmp_path.glob("words*")]) == (None, [])


def test_sums_are_those_of_the_files_that_are_there(tmp_path: Path) -> None:
    """Where a file changes or goes, all that is kept is what a table made anew would have."""
    (tmp_path / "a.txt").touch()
    kept = tallies(tmp_path)
    one = {"a.ttl": A, "b.ttl": B, "c.ttl": B}
    kept.update({"a.ttl": "f", "b.ttl": "e", "c.ttl": "e"}, one.__getitem__, str.split)
    assert [*kept.saying("bridge", ())] == [("bridge", "action")]
    assert kept.days("action", ()) == ["2001-01-01"]
    kept.update({"a.ttl": "d", "c.ttl": "e"}, {"a.ttl": B}.__getitem__, str.split)
    assert (kept.count("a"), kept.count("b")[0], kept.alone()) == (((0, 0, 0), 0), (2, 0, 0), [])
    assert [kept.count("a.txt")[0], *kept.saying("bridge", ())] == [(0, 0, 2)]
    assert [*kept.hearing("bridge", [kept.number("c.ttl")])] == [("bridges", "event")]
    kept.update({"c.ttl": "e"}, never, never)
    assert (kept.alone(), kept.named(kept.count("b")[1])) == (["b"], "c.ttl")
    kept.update({}, never, never)
    kept.close()
    (path,) = tmp_path.glob("words-*")
    table = sqlite3.connect(path)
    rest = [table.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in TABLES]
    table.close()
    assert rest == [0] * len(TABLES)
