"""Times the compiled SHACL engine beside pySHACL, on boards of several sizes.

Both get the same shapes and the same data with the vocabulary. Before anything is timed, the
results are compared: focus node, path, value, component and shape.

Usage: validation.py [--rounds N] [--meetings N ...] [--pyshacl-up-to N]
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from benchmarks.races import GOVGRAPH, ROOT, Peer, Race, output, peer, run, usage

# pySHACL takes minutes for a hundred meetings, and hours for a thousand.
_FEW = 1
# Meetings → the most that our time may be of pySHACL's; 0 is the board that ships.
_MOST = {0: 1 / 10, 100: 1 / 40, 1000: 1 / 60}


def engine(folder: Path) -> list[str]:
    """Return the command that prints the results of the compiled engine."""
    return peer("with_engine.py", str(folder))


def pyshacl(folder: Path) -> list[str]:
    """Return the command by which pySHACL prints the same."""
    return peer("with_pyshacl.py", str(folder))


def validate(folder: Path, name: str) -> list[str]:
    """Return the command that checks a board in every way, its shapes by an engine."""
    return [GOVGRAPH, "validate", "-C", str(folder), "--fail-on", "never", "--engine", name]


def compare(name: str, folder: Path) -> None:
    """Stop unless both engines have the same results."""
    ours, theirs = (sorted(output(of(folder)).splitlines()) for of in (engine, pyshacl))
    if ours != theirs:
        sys.exit(f"{name}: {len(ours)} results here and {len(theirs)} by pySHACL, not the same")
    print(f"{name}: {len(ours)} results, the same by both", flush=True)


def peak(command: list[str]) -> float:
    """Return the most memory that a command takes, in MiB."""
    return usage(command).ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--meetings", type=int, nargs="*", default=[100, 1000])
    parser.add_argument("--pyshacl-up-to", type=int, default=100, metavar="MEETINGS")
    given = parser.parse_args()
    races: list[Race] = []
    with TemporaryDirectory() as temporary:
        boards = {0: ROOT} | {n: Path(temporary) / str(n) for n in given.meetings}
        smaller: tuple[str, Path] | None = None
        for meetings, folder in boards.items():
            name = f"{meetings} meetings" if meetings else "the board that ships"
            if meetings:
                write(folder, meetings)
            peers = {}
            if meetings <= given.pyshacl_up_to:
                compare(name, folder)
                most = min(limit for size, limit in _MOST.items() if size <= meetings)
                peers["pySHACL"] = Peer(pyshacl(folder), most)
            if smaller is not None and meetings >= 1000:
                peers[f"{smaller[0]}, a tenth"] = Peer(engine(smaller[1]), 13)
            races.append(Race(f"shapes, {name}", engine(folder), peers, _FEW if meetings else None))
            smaller = (name, folder)
            print(f"{name}: {peak(engine(folder)):.0f} MiB", flush=True)
        whole = Peer(validate(ROOT, "pyshacl"), 1 / 10)
        races.append(
            Race("govgraph validate", validate(ROOT, "compiled"), {"--engine pyshacl": whole})
        )
        within = run(races, given.rounds)
    sys.exit(0 if within else 1)


if __name__ == "__main__":
    main()
