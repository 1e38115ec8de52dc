"""Times the check of one new meeting against few and many that are on file.

Both boards are on disk, with what follows. The last minutes of each count as new. Processor time
of whole processes, which other work on the machine disturbs less than the clock; each round runs
every contestant once. First the findings are compared with those of a whole check, unless that
would take many minutes.

Usage: new_meeting.py [ROUNDS [MEETINGS]]
"""

from __future__ import annotations

import statistics
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from benchmarks.races import GOVGRAPH, ROOT, output, peer, usage
from govgraph.store import Keeper, Watcher
from govgraph.validate import check
from govgraph.workspace import find_workspace

_FEW, _MOST_COMPARED = 5, 1_000
_LIMITS = {f"{_FEW} meetings": 1.3, "a bare parse of the board that ships": 8.0}


def last(folder: Path) -> Path:
    """Return the last minutes of a board."""
    return max((folder / "data").glob("*-minutes.ttl"))


def validate(folder: Path) -> list[str]:
    """Return the command that checks the last minutes of a board as new data."""
    return [GOVGRAPH, "validate", "-C", str(folder), "--fail-on", "never", str(last(folder))]


def compare(folder: Path) -> None:
    """Stop unless what is found near the new meeting is what a whole check finds."""
    workspace = find_workspace(folder)
    keeper = Keeper(workspace, workspace.cache, Watcher())
    near = check(workspace, [last(folder)], keeper=keeper)
    whole = check(workspace, [last(folder)], whole=True)
    if (near.findings, len(near.held)) != (whole.findings, len(whole.held)):
        sys.exit(f"{folder.name} meetings: not what a whole check finds.")
    print(f"{folder.name} meetings: {len(near.findings)} findings, the same by a whole check")


def seconds(command: list[str]) -> float:
    """Return the processor time of a command."""
    used = usage(command)
    return used.ru_utime + used.ru_stime


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    meetings = int(sys.argv[2]) if len(sys.argv) > 2 else 1_000
    with TemporaryDirectory() as temporary:
        few, many = (Path(temporary) / str(n) for n in (_FEW, meetings))
        for folder in (few, many):
            write(folder, int(folder.name))
            output([GOVGRAPH, "load", "--closure", "-C", str(folder)])
            if int(folder.name) <= _MOST_COMPARED:
                compare(folder)
        commands = {
            f"{meetings} meetings": validate(many),
            f"{_FEW} meetings": validate(few),
            "a bare parse of the board that ships": peer("parse_board.py", str(ROOT / "data")),
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        for command in commands.values():
            seconds(command)  # What is kept beside the store is made once.
        for _ in range(rounds):
            for name, command in commands.items():
                taken[name].append(seconds(command))
    ours, *others = taken
    print(f"{ours}: {statistics.median(taken[ours]):.2f} s of processor time")
    within = True
    for name in others:
        ratio = statistics.median(a / b for a, b in zip(taken[ours], taken[name], strict=True))
        within &= ratio <= _LIMITS[name]
        said = "within" if ratio <= _LIMITS[name] else "OVER"
        print(
            f"  {name}: {statistics.median(taken[name]):.2f} s, ratio {ratio:.1f} ({said}"
            f" {_LIMITS[name]})"
        )
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
