"""Times GraphML of the view of everything, beside the same graph through rdflib and networkx.

Usage: exports.py [MEETINGS] [ROUNDS]

Whole processes in turn, by processor time, which a busy machine lengthens least; the ratio is the
median of the ratios of the rounds. The counts of nodes and edges have to agree.
"""

from __future__ import annotations

import os
import re
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from benchmarks.races import GOVGRAPH, PEERS

FASTER, LESS_MEMORY = 10.0, 0.35


class Run(NamedTuple):
    """Processor seconds, the most MiB in memory, and what was printed."""

    seconds: float
    mebibytes: float
    output: str


def timed(command: list[str]) -> Run:
    """Run a command in a process whose child it is, so that its use is its own."""
    script = (
        "import resource, subprocess, sys\n"
        "done = subprocess.run(sys.argv[1:], check=True, capture_output=True, text=True)\n"
        "used = resource.getrusage(resource.RUSAGE_CHILDREN)\n"
        "print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)\n"
        "print(done.stdout, end='')\n"
    )
    # What is installed stands compiled; a checkout is to as well, after the first round.
    kept = {name: v for name, v in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    done = subprocess.run(
        [sys.executable, "-c", script, *command],
        check=True,
        capture_output=True,
        text=True,
        env=kept,
    )
    head, _, output = done.stdout.partition("\n")
    seconds, mebibytes = map(float, head.split())
    return Run(seconds, mebibytes, output)


def counts(path: Path) -> str:
    text = path.read_text(encoding="utf-8")
    return f"{len(re.findall('<node ', text))} {len(re.findall('<edge ', text))}"


def main() -> None:
    meetings = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with tempfile.TemporaryDirectory() as scratch:
        board, ours, theirs = (Path(scratch) / n for n in ("board", "ours.graphml", "theirs"))
        write(board, meetings)
        export = [GOVGRAPH, "-C", str(board), "export", "--view", "all", "-o", str(ours)]
        peer = [sys.executable, str(PEERS / "with_networkx.py"), str(board), str(theirs)]
        pairs = []
        for _ in range(rounds):
            pairs.append((timed(export), timed(peer)))
            assert pairs[-1][1].output.strip() == counts(ours), (pairs[-1][1].output, counts(ours))
        print(f"{meetings} meetings, nodes and edges: {counts(ours)}")
        own, other = ([pair[n] for pair in pairs] for n in (0, 1))
        for name, runs in (("govgraph", own), ("rdflib, networkx", other)):
            seconds = statistics.median(r.seconds for r in runs)
            memory = statistics.median(r.mebibytes for r in runs)
            print(f"  {name:<18}{seconds:8.2f} s {memory:8.0f} MiB")
        faster = statistics.median(b.seconds / a.seconds for a, b in pairs)
        less = statistics.median(a.mebibytes / b.mebibytes for a, b in pairs)
        print(f"  {faster:.1f} times as fast (wanted: {FASTER:.0f}), {less:.2f} of the memory")
        print(f"  (wanted: at most {LESS_MEMORY})")


if __name__ == "__main__":
    main()
