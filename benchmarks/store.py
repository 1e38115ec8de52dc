"""Times the store on disk: point queries and traces, adding a record, loading, at three sizes.

Both sides of a race are on disk. What every command does first, finding out which files changed,
is timed by itself, by a query that asks next to nothing.

Usage: store.py [ROUNDS [MEETINGS]]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from benchmarks.races import GOVGRAPH, Peer, Race, in_turn, output, peer, run, verdict

ACTION = "2001-01-08/1"
_CHECK, _JSON = "which files changed (query trace-parties)", "the same as JSON"
_MOST = 1.3
# One bulk_load a graph on disk writes nine files a call: 1,000 meetings take a minute and a half.
_BARE = 100


def govgraph(folder: Path, *arguments: str) -> list[str]:
    """Return a command of govgraph on a board."""
    return [GOVGRAPH, arguments[0], "-C", str(folder), *arguments[1:]]


def adding(folder: Path) -> list[str]:
    """Return a command that changes one record of a board and loads it."""
    return peer("change_one.py", str(folder), GOVGRAPH)


def compare(folder: Path) -> None:
    """Stop unless the store on disk gives the rows of one in memory."""
    query = "actions"
    on_disk = output(govgraph(folder, "query", query, "-f", "csv"))
    if output(peer("in_memory.py", str(folder), query)) != on_disk:
        sys.exit(f"{folder.name} meetings: the two stores do not give the same rows.")
    print(f"{folder.name} meetings: the same rows of '{query}' from disk and memory", flush=True)


def latest(folder: Path) -> str:
    """Return the last action of a board: few records come after it, whatever the board's size."""
    rows = output(govgraph(folder, "query", "action-index", "-f", "csv")).decode().splitlines()
    return next(row for row in reversed(rows) if row[:1].isdigit()).partition(",")[0]


def loading(folder: Path, against: dict[str, list[str]]) -> Race:
    """Return a race of loading a board anew."""
    peers = {name: Peer(command, 1.4) for name, command in against.items()}
    return Race(f"load, {folder.name} meetings", govgraph(folder, "load", "--rebuild"), peers, 1)


def asking(few: Path, many: Path, rounds: int) -> bool:
    """Time queries and traces of many meetings against few; return whether all are within 1.3.

    Finding out which files changed is in each of them; what it adds, by a query that asks next to
    nothing, is taken off.
    """
    given = "-p", f"action={ACTION}"
    kinds = [_CHECK, "query action-trace", "trace, first action", "trace, last action"]
    commands = {}
    for folder in (few, many):
        last = latest(folder)
        asked = (("query", "trace-parties", *given), ("query", "action-trace", *given))
        traced = (("trace", ACTION), ("trace", last), ("trace", last, "--format", "json"))
        for kind, arguments in zip((*kinds, _JSON), (*asked, *traced), strict=True):
            commands[f"{kind}, {folder.name} meetings"] = govgraph(folder, *arguments)
    taken = in_turn(commands, rounds)
    within = True
    print(f"processor time, medians of {rounds} rounds; ratio to {few.name} meetings")
    check, without = (taken[f"{_CHECK}, {folder.name} meetings"] for folder in (many, few))
    for kind in (*kinds, _JSON):
        ours, theirs = (taken[f"{kind}, {folder.name} meetings"] for folder in (many, few))
        whole = statistics.median(a / b for a, b in zip(ours, theirs, strict=True))
        each = zip(ours, theirs, check, without, strict=True)
        net = statistics.median((a - (c - d)) / b for a, b, c, d in each)
        said = f"{1000 * statistics.median(ours):.0f} ms, ratio {whole:.2f}"
        if kind != _CHECK:
            within &= net <= _MOST
            said += f", without what the check adds {verdict(net, _MOST)}"
        print(f"  {kind}, {many.name} meetings: {said}", flush=True)
    return within


def races(few: Path, many: Path, bare: Path) -> list[Race]:
    """Return what else is timed."""
    return [
        Race(
            f"one record changed and loaded, {many.name} meetings",
            adding(many),
            {f"{few.name} meetings": Peer(adding(few), 2)},
        ),
        loading(many, {"bulk_load a graph, in memory": peer("bulk_load.py", str(many))}),
        loading(
            bare,
            {
                "bulk_load a graph, in memory": peer("bulk_load.py", str(bare)),
                "bulk_load a graph, on disk": peer(
                    "bulk_load.py", str(bare), str(bare.parent / "scratch")
                ),
            },
        ),
    ]


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 7
    meetings = int(sys.argv[2]) if len(sys.argv) > 2 else 1000
    with TemporaryDirectory() as temporary:
        few, bare, many = (Path(temporary) / str(n) for n in (5, _BARE, meetings))
        for folder in {few, bare, many}:
            write(folder, int(folder.name))
            output(govgraph(folder, "load"))
        compare(few)
        compare(many)
        within = asking(few, many, rounds)
        within &= run(races(few, many, bare), rounds)
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
