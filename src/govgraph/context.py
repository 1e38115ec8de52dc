"""The JSON-LD context: the vocabulary's names as keys of JSON, worked out from the ontology.

``python -m govgraph.context`` prints what stands in ``ontology/context.jsonld``.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable

from pyoxigraph import NamedNode, Quad

from govgraph.load import concepts_path, open_ontology, shape_paths
from govgraph.names import DEFAULT_BASE, GOV, RDF_TYPE, VOCABULARIES, XSD, compact

_OBJECT_PROPERTY = VOCABULARIES["owl"] + "ObjectProperty"
_RANGE = VOCABULARIES["rdfs"] + "range"
_PATH, _DATATYPE = (VOCABULARIES["sh"] + name for name in ("path", "datatype"))
# What the data say in words of other vocabularies, beside our own.
_LITERALS = {
    "dcterms": ("identifier", "title"),
    "skos": ("altLabel", "definition", "editorialNote", "hiddenLabel", "prefLabel"),
}
_LINKS = {"dcterms": ("license",), "skos": ("broader", "inScheme")}

Context = dict[str, str | float | dict[str, str]]


def context(quads: Iterable[Quad]) -> dict[str, Context]:
    """Return the JSON-LD 1.1 context of the vocabulary.

    A key is the local name of a term. The value of a property that leads to a thing is an IRI, or
    for a code list the code's local name. A value that is no string has its datatype, where a
    property has one datatype only.

    Args:
        quads: the ontology, the code lists, and the shapes, which know which values are days.
    """
    found = list(quads)
    kinds = _values(found, RDF_TYPE)
    ranges, datatypes = _values(found, _RANGE), _datatypes(found)
    # A class with members in the vocabulary itself is a code list.
    lists = {kind for term in kinds if term.startswith(GOV) for kind in kinds[term]}
    terms: Context = {}
    for iri in sorted(term for term in kinds if term.startswith(GOV)):
        name = iri.removeprefix(GOV)
        if _OBJECT_PROPERTY in kinds[iri]:
            coded = ranges.get(iri, set()) & lists
            terms[name] = {"@id": f"gov:{name}", "@type": "@vocab" if coded else "@id"}
        elif len(datatypes.get(iri, ())) == 1:
            (datatype,) = datatypes[iri]
            terms[name] = {"@id": f"gov:{name}", "@type": compact(datatype, DEFAULT_BASE)}
        else:
            terms[name] = f"gov:{name}"
    return {"@context": _head() | terms}


def to_json(document: dict[str, Context]) -> str:
    """Return a context as the text of a file."""
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def shipped() -> dict[str, Context]:
    """Return the context of the vocabulary that ships.

    Raises:
        TurtleError: a file is not Turtle.
        WorkspaceError: a file cannot be read.
    """
    return context(open_ontology(concepts_path(), *shape_paths()))


def _head() -> Context:
    head: Context = {"@version": 1.1, "id": "@id", "type": "@type"}
    head |= {prefix: VOCABULARIES[prefix] for prefix in ("dcterms", "gov", "skos", "xsd")}
    for prefix, names in _LITERALS.items():
        head |= {name: f"{prefix}:{name}" for name in names}
    for prefix, names in _LINKS.items():
        head |= {name: {"@id": f"{prefix}:{name}", "@type": "@id"} for name in names}
    return head


def _datatypes(quads: list[Quad]) -> dict[str, set[str]]:
    """Return the datatypes of properties, by range and by shapes; a string needs none."""
    found = _values(quads, _RANGE)
    paths, of_shape = _values(quads, _PATH), _values(quads, _DATATYPE)
    for shape in paths.keys() & of_shape.keys():
        for path in paths[shape]:
            found.setdefault(path, set()).update(of_shape[shape])
    return {
        term: {d for d in names if d.startswith(XSD)} - {f"{XSD}string"}
        for term, names in found.items()
    }


def _values(quads: list[Quad], predicate: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for subject, said, value, _ in quads:
        if said.value == predicate and isinstance(value, NamedNode):
            found.setdefault(str(subject).strip("<>"), set()).add(value.value)
    return found


if __name__ == "__main__":
    # What Windows makes of "\n" in text would be another file.
    sys.stdout.buffer.write(to_json(shipped()).encode())
