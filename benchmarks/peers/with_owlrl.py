"""The least that reasons over the same board: rdflib parses, owlrl expands.

Prints, as N-Triples, what was not said before of the things of the board.

Usage: with_owlrl.py FOLDER
"""

import logging
import sys
from pathlib import Path

from owlrl import DeductiveClosure, OWLRL_Semantics
from rdflib import OWL, RDF, RDFS, XSD, Graph, Literal

AGENT = "http://www.daml.org/2002/03/agents/agent-ont#"
ONTOLOGY = Path(__file__).parents[2] / "ontology"
# The last is in which owlrl says that classes clash.
LANGUAGES = tuple(str(namespace) for namespace in (RDF, RDFS, OWL, XSD, AGENT))

# It would log a traceback for each literal that is not of its datatype.
logging.getLogger("rdflib.term").disabled = True
graph = Graph().parse(ONTOLOGY / "govgraph.ttl", format="turtle")
terms = set(graph.subjects())
for path in [ONTOLOGY / "concepts.ttl", *sorted((Path(sys.argv[1]) / "data").glob("*.ttl"))]:
    graph.parse(path, format="turtle")
said = set(graph)
DeductiveClosure(OWLRL_Semantics).expand(graph)

found = Graph()
for triple in graph:
    s, p, o = triple
    if triple in said or s in terms or isinstance(s, Literal) or str(s).startswith(LANGUAGES):
        continue
    if not str(o if p == RDF.type else p).startswith(LANGUAGES):
        found.add(triple)
sys.stdout.buffer.write(found.serialize(format="nt", encoding="utf-8"))
