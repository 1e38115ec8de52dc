"""The same with the engine of govgraph: print the results of shapes on a board.

Usage: with_engine.py FOLDER
"""

from __future__ import annotations

import sys
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, RdfFormat, Store

from govgraph.shacl import compile_shapes, run

ONTOLOGY = Path(__file__).parents[2] / "ontology"


def term(node):
    if isinstance(node, Literal):
        end = f"@{node.language}" if node.language else f"^^{node.datatype.value}"
        return f'"{node.value}"{end}'
    return node.value


def read(paths):
    store = Store()
    for number, path in enumerate(paths):
        graph = NamedNode(f"urn:file:{number}")
        store.bulk_load(path=str(path), format=RdfFormat.TURTLE, to_graph=graph)
    return store


def main() -> None:
    data = read(
        [
            *sorted((Path(sys.argv[1]) / "data").glob("*.ttl")),
            ONTOLOGY / "concepts.ttl",
            ONTOLOGY / "govgraph.ttl",
        ]
    )
    shapes = read(sorted((ONTOLOGY / "shapes").glob("*/*.ttl")))
    lines = []
    for result in run(compile_shapes(shapes), data).results:
        path = None if isinstance(result.path, BlankNode) else result.path
        found = (result.focus, path, result.value, NamedNode(result.component), result.shape)
        lines.append("\t".join("" if node is None else term(node) for node in found))
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
