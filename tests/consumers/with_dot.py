"""Graphviz reads DOT, and says in JSON what it has read.

Usage: with_dot.py FOLDER, as tests/consumers/sample.py has filled it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

folder = Path(sys.argv[1])
for view, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
    # dot_json is what dot has read, without a layout.
    done = subprocess.run(
        ["dot", "-Tdot_json", str(folder / f"{view}.dot")], capture_output=True, check=True
    )
    read = json.loads(done.stdout)
    # What explains the picture has a frame and names of its own.
    own = [n for n in read.get("objects", ()) if not n["name"].startswith((" ", "cluster_"))]
    nodes = {n["name"]: n for n in own}
    numbers = {n["_gvid"]: n["name"] for n in read.get("objects", ())}
    edges = {e["id"]: e for e in read.get("edges", ()) if "id" in e}
    assert (len(nodes), len(edges)) == (expected["nodes"], expected["edges"]), view

    def text(value: object) -> str:
        return value if isinstance(value, str) else str(value).lower()

    def plain(value: str) -> str:
        return value.replace("\\n", "\n").replace('\\"', '"').replace("\\\\", "\\")

    for wanted in expected["some_nodes"]:
        found = nodes[wanted["id"]]
        for name, value in wanted.items():
            if name in ("id", "label"):
                continue
            assert plain(found[name]) == text(value), (view, name, found[name], value)
        assert plain(found["full_label"]) == wanted["label"]
    for wanted in expected["some_edges"]:
        found = edges[wanted["id"]]
        assert numbers[found["tail"]] == wanted["source"]
        assert numbers[found["head"]] == wanted["target"]
        for name, value in wanted.items():
            if name not in ("source", "target"):
                assert plain(found[name]) == text(value), (view, name, found[name], value)
    print(f"dot: {view}, {len(nodes)} nodes, {len(edges)} edges")
