"""Times govgraph beside its peers on the board that ships.

Before anything is timed, the rows are compared.

Usage: run.py [ROUNDS]
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.races import GOVGRAPH, ROOT, Peer, Race, output, peer, run

HANDCUFFS = "https://w3id.org/govgraph/id/record/2022-06-24-minutes#action-13"
ACTIONS = [str(ROOT), "actions"]
TRACE = [str(ROOT), "action-trace", "_action_iri", HANDCUFFS]
RACES = [
    Race(
        "govgraph --help",
        [GOVGRAPH, "--help"],
        {"import click": Peer([sys.executable, "-c", "import click"], 2)},
    ),
    Race(
        "govgraph query actions --format json",
        [GOVGRAPH, "query", "actions", "--format", "json"],
        {
            "pyoxigraph script": Peer(peer("with_pyoxigraph.py", *ACTIONS), 3),
            "rdflib script": Peer(peer("with_rdflib.py", *ACTIONS), 1 / 3),
        },
    ),
    Race(
        "govgraph trace handcuffing",
        [GOVGRAPH, "trace", "handcuffing"],
        {
            "pyoxigraph script": Peer(peer("with_pyoxigraph.py", *TRACE), 3),
            "rdflib script": Peer(peer("with_rdflib.py", *TRACE), 1 / 3),
        },
    ),
]


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


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 21
    compare()
    sys.exit(0 if run(RACES, rounds) else 1)


if __name__ == "__main__":
    main()
