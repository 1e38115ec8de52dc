"""What a plain script does with pySHACL: print the results of shapes on a board.

Usage: with_pyshacl.py FOLDER
"""

from __future__ import annotations

import logging
import sys
import warnings
from pathlib import Path

import pyshacl
from pyoxigraph import RdfFormat, parse
from rdflib import BNode, Graph, Literal, Namespace, URIRef

ONTOLOGY = Path(__file__).parents[2] / "ontology"
SH = Namespace("http://www.w3.org/ns/shacl#")
STRING = "http://www.w3.org/2001/XMLSchema#string"


def term(node):
    if isinstance(node, Literal):
        end = f"@{node.language}" if node.language else f"^^{node.datatype or STRING}"
        return f'"{node}"{end}'
    return str(node)


def read(paths):
    """Read as fast as can be: rdflib's own parser takes longer than pySHACL is to be blamed for."""
    graph, made = Graph(), {}

    def known(node):
        if node not in made:
            kind = type(node).__name__
            if kind == "NamedNode":
                made[node] = URIRef(node.value)
            elif kind == "BlankNode":
                made[node] = BNode(node.value)
            else:
                plain = node.language or node.datatype.value == STRING
                datatype = None if plain else node.datatype.value
                made[node] = Literal(
                    node.value, lang=node.language, datatype=datatype, normalize=False
                )
        return made[node]

    for path in paths:
        for quad in parse(path.read_bytes(), RdfFormat.TURTLE):
            graph.add((known(quad.subject), known(quad.predicate), known(quad.object)))
    return graph


def main() -> None:
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    data = read(
        [
            *sorted((Path(sys.argv[1]) / "data").glob("*.ttl")),
            ONTOLOGY / "concepts.ttl",
            ONTOLOGY / "govgraph.ttl",
        ]
    )
    shapes = read(sorted((ONTOLOGY / "shapes").glob("*/*.ttl")))
    report = pyshacl.validate(data, shacl_graph=shapes, inplace=True, inference="none")[1]
    names = ("focusNode", "resultPath", "value", "sourceConstraintComponent", "sourceShape")
    lines = []
    for result in report.objects(None, SH.result):
        found = [report.value(result, SH[name]) for name in names]
        found[1] = None if isinstance(found[1], BNode) else found[1]
        lines.append("\t".join("" if node is None else term(node) for node in found))
    print("\n".join(sorted(lines)))


if __name__ == "__main__":
    main()
