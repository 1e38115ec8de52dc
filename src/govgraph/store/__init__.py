"""The store on disk: a cache of large boards, kept in step with their files.

The Turtle in ``data/`` is the truth; a store holds nothing that cannot be loaded again.
"""

from __future__ import annotations

from govgraph.store.keeping import Keeper
from govgraph.store.kept import Kept, StoreError
from govgraph.store.tallies import Tallies
from govgraph.store.tally import Tally
from govgraph.store.trials import Trial, trial
from govgraph.store.watcher import PHASES, Watcher

__all__ = [
    "PHASES",
    "Keeper",
    "Kept",
    "StoreError",
    "Tallies",
    "Tally",
    "Trial",
    "Watcher",
    "trial",
]
