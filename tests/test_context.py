"""The JSON-LD context: current, complete, and true to the data."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import NamedNode, Store
from rdflib import OWL, RDF, Graph, URIRef
from rdflib.compare import graph_diff, to_isomorphic

from govgraph.context import context, shipped, to_json
from govgraph.load import concepts_path, open_ontology, shape_paths
from govgraph.rdflib_bridge import to_rdflib
from tests.conftest import BOARDS, ROOT
from tests.vocabulary.reading import GOV, declared, vocabulary

FILE = ROOT / "ontology" / "context.jsonld"
TERMS = shipped()["@context"]
XSD_DATE = URIRef("http://www.w3.org/2001/XMLSchema#date")

# rdflib's reader of JSON-LD uses a class of rdflib that rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")


def test_the_file_is_current() -> None:
    """The committed context is, byte for byte, what the ontology gives."""
    assert FILE.read_bytes() == to_json(shipped()).encode(), (
        "run: python -m govgraph.context > ontology/context.jsonld"
    )
    printed = subprocess.run(
        [sys.executable, "-m", "govgraph.context"], capture_output=True, check=True
    )
    assert printed.stdout == FILE.read_bytes()
    assert b"\r" not in printed.stdout
    assert printed.stdout.endswith(b"}\n")


def test_the_order_of_the_ontology_does_not_matter() -> None:
    """The same statements in another order give the same text."""
    quads = list(open_ontology(concepts_path(), *shape_paths()))
    assert to_json(context(quads[::-1])) == to_json(context(quads))


def test_every_term_has_a_key() -> None:
    """Each class, property and code is a key, of its own IRI, and nothing else of ours is."""
    keys = {
        value["@id"] if isinstance(value, dict) else value
        for value in TERMS.values()
        if str(value["@id"] if isinstance(value, dict) else value).startswith("gov:")
    }
    assert keys == {f"gov:{term[len(GOV) :]}" for term in declared(vocabulary())}
    for name, value in TERMS.items():
        iri = str(value["@id"] if isinstance(value, dict) else value)
        assert not iri.startswith("gov:") or iri == f"gov:{name}"


def test_values_have_their_kind() -> None:
    """A thing is an IRI, a code is a name, a day is a day; what may be two things is neither."""
    graph = vocabulary()
    coded = set()
    for term in declared(graph, OWL.ObjectProperty):
        name = term[len(GOV) :]
        value = TERMS[name]
        assert isinstance(value, dict)
        assert value["@id"] == f"gov:{name}"
        assert value["@type"] in ("@id", "@vocab")
        coded |= {name} if value["@type"] == "@vocab" else set()
    assert coded == {
        *("aspect", "basis", "comparator", "confidence", "decisionKind", "documentKind"),
        *("dueBasis", "dueKind", "holdingMode", "outcome", "registerStatus", "toStatus"),
    }
    for name in ("heldOn", "attestedOn", "dueFrom", "dueBy", "recordDate", "publishedOn"):
        assert TERMS[name] == {"@id": f"gov:{name}", "@type": "xsd:date"}
    assert TERMS["start"] == {"@id": "gov:start", "@type": "xsd:integer"}
    assert TERMS["knownByMention"] == {"@id": "gov:knownByMention", "@type": "xsd:boolean"}
    assert TERMS["text"] == "gov:text"
    assert TERMS["asOf"] == "gov:asOf", "a day or a month"


@pytest.mark.parametrize(
    "path",
    [
        *sorted((ROOT / "data").glob("*.ttl")),
        *sorted((BOARDS / "library" / "data").glob("*.ttl")),
    ],
    ids=lambda p: f"{p.parents[1].name}-{p.stem}",
)
def test_data_survive_as_json(path: Path) -> None:
    """A file of data, written with the context and read with it, says the same."""
    graph = as_stored(path)
    document = json.loads(FILE.read_bytes())
    text = graph.serialize(format="json-ld", context=document["@context"], auto_compact=False)
    written = json.loads(text)
    assert written["@context"] == document["@context"]
    again = Graph().parse(data=text, format="json-ld")
    _, lost, gained = graph_diff(to_isomorphic(graph), to_isomorphic(again))
    assert (set(lost), set(gained)) == (set(), set())
    nodes = written.get("@graph", [written])
    used = {key for node in nodes for key in node} - {"@context", "id", "type"}
    assert used <= TERMS.keys(), "a property without a key"


def test_json_of_ones_own_reads_as_intended() -> None:
    """Plain JSON with the context's keys gives the statements that Turtle would."""
    text = json.dumps(
        {
            **json.loads(FILE.read_bytes()),
            "id": "https://example.org/meeting/1",
            "type": "Meeting",
            "heldOn": "2031-04-10",
            "forum": "https://example.org/forum/1",
            "knownByMention": True,
            "basis": "stated",
        }
    )
    graph = Graph().parse(data=text, format="json-ld")
    meeting = URIRef("https://example.org/meeting/1")
    assert graph.value(meeting, RDF.type) == GOV.Meeting
    assert graph.value(meeting, GOV.forum) == URIRef("https://example.org/forum/1")
    assert graph.value(meeting, GOV.basis) == GOV.stated
    day = graph.value(meeting, GOV.heldOn)
    assert (str(day), getattr(day, "datatype", None)) == ("2031-04-10", XSD_DATE)
    assert len(graph) == 5


def as_stored(path: Path) -> Graph:
    store = Store()
    store.bulk_load(path=str(path), to_graph=NamedNode("urn:file"))
    return to_rdflib(store)
