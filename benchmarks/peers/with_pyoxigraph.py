"""The least that gives the same rows: parse the Turtle with pyoxigraph and run the query.

Usage: with_pyoxigraph.py ROOT QUERY [VARIABLE IRI]
"""

import sys
from pathlib import Path

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Store

root, name = Path(sys.argv[1]), sys.argv[2]
store = Store()
for path in [*sorted((root / "data").glob("*.ttl")), root / "ontology" / "concepts.ttl"]:
    graph = NamedNode(f"https://example.org/{path.stem}")
    store.bulk_load(path=path, format=RdfFormat.TURTLE, to_graph=graph)
text = (root / "queries" / f"{name}.rq").read_text(encoding="utf-8")
if len(sys.argv) > 3:
    row = f"WHERE {{ VALUES ?{sys.argv[3]} {{ <{sys.argv[4]}> }}"
    text = text.replace("WHERE {", row, 1)
result = store.query(text, use_default_graph_as_union=True)
sys.stdout.buffer.write(result.serialize(format=QueryResultsFormat.JSON))
