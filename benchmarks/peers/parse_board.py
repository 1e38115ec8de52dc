"""Parses the Turtle of a folder with pyoxigraph, and nothing else.

Usage: parse_board.py FOLDER
"""

import sys
from pathlib import Path

from pyoxigraph import RdfFormat, Store

store = Store()
for path in sorted(Path(sys.argv[1]).glob("*.ttl")):
    store.load(path=str(path), format=RdfFormat.TURTLE)
print(len(store))
