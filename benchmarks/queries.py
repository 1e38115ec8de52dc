"""Times each saved query on an invented board on disk, in milliseconds of processor time.

A parameter that a query cannot do without has a value of the invented boards; the others are left
out. The least of the rounds is told, the longest query first. Queries of what follows from the
data, which is worked out before they are put, are left out.

Usage: queries.py [MEETINGS [ROUNDS]]
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

# Run as a script, Python looks for modules beside this file only.
sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.generate import write
from govgraph.model import Query
from govgraph.parameters import bind
from govgraph.queries import get_query, query_names, run
from govgraph.store import Keeper, Watcher
from govgraph.workspace import Workspace, find_workspace

GIVEN = {"action": "2001-01-08/1", "role": "Librarian", "on": "2001-06-01", "topic": "Roads"}


def timed(query: Query, workspace: Workspace, rounds: int) -> tuple[float, int]:
    """Return the least processor time of a query, in milliseconds, and its number of rows."""
    store = Keeper(workspace, workspace.cache, Watcher()).records().store
    asked = {p.name: GIVEN[p.name] for p in query.parameters if not p.optional}
    arguments = bind(query, store, workspace.base, asked)
    spent, rows = [], 0
    for _ in range(rounds):
        begun = process_time()
        rows = len(run(query, store, arguments).rows)
        spent.append(1000 * (process_time() - begun))
    return min(spent), rows


def main() -> None:
    meetings = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    with TemporaryDirectory() as temporary:
        write(Path(temporary), meetings)
        workspace = find_workspace(Path(temporary))
        found = [
            (*timed(query, workspace, rounds), query.name)
            for query in map(get_query, query_names())
            if not query.closure
        ]
    for spent, rows, name in sorted(found, reverse=True):
        print(f"{spent:9.1f} ms {rows:8} rows  {name}", flush=True)


if __name__ == "__main__":
    main()
