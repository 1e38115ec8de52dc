"""Prints the rows of a saved query from a store in memory, whatever is on disk.

Usage: in_memory.py BOARD QUERY
"""

import sys
from pathlib import Path

from govgraph.load import open_store
from govgraph.queries import get_query, run_serialized
from govgraph.workspace import find_workspace

workspace = find_workspace(Path(sys.argv[1]))
rows = run_serialized(get_query(sys.argv[2]), open_store(workspace), {}, "csv")
sys.stdout.buffer.write(rows)
