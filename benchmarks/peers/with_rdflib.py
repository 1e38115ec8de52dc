"""The same with rdflib alone: parse the Turtle into one graph and run the query.

Usage: with_rdflib.py ROOT QUERY [VARIABLE IRI]
"""

import sys
from pathlib import Path

from rdflib import Graph

root, name = Path(sys.argv[1]), sys.argv[2]
graph = Graph()
for path in [*sorted((root / "data").glob("*.ttl")), root / "ontology" / "concepts.ttl"]:
    graph.parse(path, format="turtle")
text = (root / "queries" / f"{name}.rq").read_text(encoding="utf-8")
if len(sys.argv) > 3:
    row = f"WHERE {{ VALUES ?{sys.argv[3]} {{ <{sys.argv[4]}> }}"
    text = text.replace("WHERE {", row, 1)
sys.stdout.buffer.write(graph.query(text).serialize(format="json") or b"")
