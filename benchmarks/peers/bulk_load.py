"""Loads each data file of a board into a graph of its own, and nothing else.

Usage: bulk_load.py BOARD [STORE]
"""

import shutil
import sys
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

if len(sys.argv) > 2:
    shutil.rmtree(sys.argv[2], ignore_errors=True)
store = Store(sys.argv[2]) if len(sys.argv) > 2 else Store()
for path in sorted((Path(sys.argv[1]) / "data").glob("*.ttl")):
    graph = NamedNode(f"https://example.org/{path.stem}")
    store.bulk_load(path=str(path), format=RdfFormat.TURTLE, to_graph=graph)
if len(sys.argv) > 2:
    store.flush()
