"""igraph reads GraphML: counts, and three nodes and three edges on every attribute.

Usage: with_igraph.py FOLDER, as tests/consumers/sample.py has filled it.
"""

from __future__ import annotations

import json
import math
import sys
from pathlib import Path

import igraph

folder = Path(sys.argv[1])
for view, expected in json.loads((folder / "expected.json").read_text("utf-8")).items():
    graph = igraph.Graph.Read_GraphML(str(folder / f"{view}.graphml"))
    assert (graph.vcount(), graph.ecount()) == (expected["nodes"], expected["edges"]), view
    for wanted in expected["some_nodes"]:
        found = graph.vs.find(id=wanted["id"]).attributes()
        known = {k: v for k, v in found.items() if v not in ("", None)}
        assert known == wanted, (view, known, wanted)
    for place, wanted in zip(expected["places_of_edges"], expected["some_edges"], strict=True):
        # igraph 1.0 gives edges the ids of nodes: an edge goes by its place in the file.
        edge = graph.es[place]
        known = {k: v for k, v in edge.attributes().items() if v not in ("", None)}
        known["id"] = wanted["id"]
        known |= {"source": graph.vs[edge.source]["id"], "target": graph.vs[edge.target]["id"]}
        assert known == wanted, (view, known, wanted)
    assert not any(isinstance(v, float) and math.isnan(v) for v in graph.vs["weight"])
    print(f"igraph {igraph.__version__}: {view}, {graph.vcount()} nodes, {graph.ecount()} edges")
