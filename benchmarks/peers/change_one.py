"""Adds a comment to one record of a board, and has govgraph load it.

Usage: change_one.py BOARD GOVGRAPH
"""

import subprocess
import sys
from pathlib import Path

folder, govgraph = sys.argv[1:]
record = min((Path(folder) / "data").glob("2*-minutes.ttl"))
with record.open("a", encoding="utf-8") as file:
    file.write("# once more\n")
subprocess.run([govgraph, "load", "-C", folder], check=True)
