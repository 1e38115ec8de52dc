"""A load that tells each of its steps and stops at one, to be ended there.

Usage: kills.py FOLDER records|closed STEP pause|run
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from govgraph.store import Keeper, Watcher
from govgraph.workspace import find_workspace


class Stopping(Watcher):
    """Prints the steps; from a given one on it waits, or tells and goes on."""

    def __init__(self, step: int, pauses: bool) -> None:
        self.step = step
        self.pauses = pauses
        self.reached = 0

    def phase(self, name: str) -> None:
        self.reached += 1
        print(name, flush=True)
        if self.reached == self.step and self.pauses:
            time.sleep(600)


def main() -> None:
    folder, what, step, mode = sys.argv[1:]
    workspace = find_workspace(Path(folder))
    keeper = Keeper(workspace, workspace.cache, Stopping(int(step), mode == "pause"))
    keeper.closed() if what == "closed" else keeper.records()
    print("done", flush=True)


if __name__ == "__main__":
    main()
