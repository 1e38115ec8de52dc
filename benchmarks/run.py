"""Times govgraph beside its peers: whole processes, in turn, medians and ratios.

Each round runs every contestant once, so that a busy machine slows them alike; the ratio is the
median of the ratios of the rounds. Before anything is timed, the rows are compared.

Usage: run.py [ROUNDS]
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEERS = Path(__file__).parent / "peers"
GOVGRAPH = str(Path(sys.executable).parent / "govgraph")
HANDCUFFS = "https://w3id.org/govgraph/id/record/2022-06-24-minutes#action-13"


@dataclass(frozen=True)
class Race:
    """One job of govgraph, its peers, and the most that each ratio may be."""

    name: str
    ours: list[str]
    peers: dict[str, tuple[list[str], float]]


def peer(script: str, *arguments: str) -> list[str]:
    return [sys.executable, str(PEERS / script), str(ROOT), *arguments]


ACTIONS = ["actions"]
TRACE = ["action-trace", "_action_iri", HANDCUFFS]
RACES = [
    Race(
        "govgraph --help",
        [GOVGRAPH, "--help"],
        {"import click": ([sys.executable, "-c", "import click"], 2)},
    ),
    Race(
        "govgraph query actions --format json",
        [GOVGRAPH, "query", "actions", "--format", "json"],
        {
            "pyoxigraph script": (peer("with_pyoxigraph.py", *ACTIONS), 3),
            "rdflib script": (peer("with_rdflib.py", *ACTIONS), 1 / 3),
        },
    ),
    Race(
        "govgraph trace handcuffing",
        [GOVGRAPH, "trace", "handcuffing"],
        {
            "pyoxigraph script": (peer("with_pyoxigraph.py", *TRACE), 3),
            "rdflib script": (peer("with_rdflib.py", *TRACE), 1 / 3),
        },
    ),
]


def output(command: list[str]) -> bytes:
    return subprocess.run(command, check=True, capture_output=True, cwd=ROOT).stdout


def rows(raw: bytes) -> list[dict[str, str]]:
    found = json.loads(raw)["results"]["bindings"]
    return [{name: term["value"] for name, term in row.items()} for row in found]


def compare() -> None:
    """Stop unless all contestants find the same rows."""
    actions = rows(output(RACES[1].ours))
    steps = json.loads(output([GOVGRAPH, "trace", "handcuffing", "--format", "json"]))["steps"]
    for script in ("with_pyoxigraph.py", "with_rdflib.py"):
        if rows(output(peer(script, *ACTIONS))) != actions:
            sys.exit(f"{script} finds other actions")
        if [r["quote"] for r in rows(output(peer(script, *TRACE)))] != [s["quote"] for s in steps]:
            sys.exit(f"{script} finds other steps")


def seconds(command: list[str]) -> float:
    start = time.perf_counter()
    output(command)
    return time.perf_counter() - start


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    compare()
    print(f"medians of {rounds} rounds, whole processes; ratio = govgraph / peer")
    over = False
    for race in RACES:
        seconds(race.ours)
        times: dict[str, list[float]] = {"": [], **{name: [] for name in race.peers}}
        for _ in range(rounds):
            times[""].append(seconds(race.ours))
            for name, (command, _) in race.peers.items():
                times[name].append(seconds(command))
        print(f"\n{race.name}: {statistics.median(times['']) * 1000:.0f} ms")
        for name, (_, most) in race.peers.items():
            ratio = statistics.median(a / b for a, b in zip(times[""], times[name], strict=True))
            verdict = "within" if ratio <= most else "OVER"
            over |= ratio > most
            median = statistics.median(times[name]) * 1000
            print(f"  {name}: {median:.0f} ms, ratio {ratio:.2f} ({verdict} {most:.2f})")
    sys.exit(1 if over else 0)


if __name__ == "__main__":
    main()
