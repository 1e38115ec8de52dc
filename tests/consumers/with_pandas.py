"""pandas reads the two tables, and the Python API gives its data frames.

Usage: with_pandas.py FOLDER, as tests/consumers/sample.py has filled it.
"""

from __future__ import annotations

import json
import sys
import zipfile
from pathlib import Path

import pandas

import govgraph

folder = Path(sys.argv[1])
board = govgraph.open(Path(__file__).parents[2])


def known(frame: pandas.DataFrame, name: str) -> dict[str, object]:
    """Return what a frame knows of a row, days as they are written."""
    row = frame.loc[name].dropna().to_dict()
    days = {k: str(v)[:10] for k, v in row.items() if k in ("date", "until")}
    return {"id": name, **row, **days}


for view, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
    with zipfile.ZipFile(folder / f"{view}.csv") as archive:
        read = [
            pandas.read_csv(archive.open(f"{view}-{part}.csv"), index_col="id", dtype=types)
            for part, types in (
                ("nodes", {"label": str, "locator": str}),
                ("edges", {"label": str, "locator": str}),
            )
        ]
    focus = "2022-06-24/13" if view == "thread" else None
    for nodes, edges in (read, board.view(view, focus=focus).to_pandas()):
        assert (len(nodes), len(edges)) == (expected["nodes"], expected["edges"]), view
        for frame, some in ((nodes, "some_nodes"), (edges, "some_edges")):
            for wanted in expected[some]:
                assert known(frame, wanted["id"]) == wanted, (view, known(frame, wanted["id"]))
    print(f"pandas {pandas.__version__}: {view}, {len(nodes)} nodes, {len(edges)} edges")
