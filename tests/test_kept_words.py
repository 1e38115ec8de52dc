"""Words of files are kept beside the store, and are those that the files have."""

from __future__ import annotations

import json
import os
from pathlib import Path

from benchmarks.generate import write
from govgraph.store import Keeper, Watcher
from govgraph.store.tallies import Tallies
from govgraph.validate import check
from govgraph.workspace import find_workspace

_LATER = 2**62


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
    kept = workspace.cache / "words"

    def codes() -> list[tuple[str, str | None]]:
        return [(f.code, f.value) for f in check(workspace, [new], keeper=keeper).findings]

    first = codes()
    assert ("GG358" in dict(first), kept.exists()) == (True, True)
    before = kept.read_text()
    word = json.loads(before[:-64])[2][0]
    for spoilt in ("[1, 2]", before[:-9], before.replace(f'"{word}"', '"minuets"')):
        kept.write_text(spoilt)
        assert codes() == first
    before = source.read_text()
    source.write_text(f"{before}\nMinuets were danced.\n")
    told = {code for code, _ in codes()}
    assert "GG358" not in told
    assert "GG301" not in told  # That the source is another was so before.


def test_words_go_by_hash_and_stamp(tmp_path: Path) -> None:
    """What was kept is given back by the next process, unless it is of another maker or source."""
    source = tmp_path / "a.txt"
    source.write_text("words of a source")
    os.utime(source, (1, 1))
    kept = Tallies(tmp_path, tmp_path, "one", _LATER)
    parts = [["a", "a", "b"], ["c"], ["a.txt"]]
    kept.put("f" * 64, parts)
    kept.put_printed("a.txt", ["of", "words"])
    kept.keep(["f" * 64])
    again = Tallies(tmp_path, tmp_path, "one", _LATER)
    assert (again.of("f" * 64), again.of("e" * 64)) == (parts, None)
    assert again.printed("a.txt") == ["of", "words"]
    assert Tallies(tmp_path, tmp_path, "two", _LATER).of("f" * 64) is None
    source.write_text("other words of a source")
    assert again.printed("a.txt") is None
