"""JSON-LD: the statements under the vocabulary's own context, in one graph."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

from pyoxigraph import BlankNode, Literal, NamedNode, Quad

from govgraph.context import Context, shipped
from govgraph.exports import Format
from govgraph.graph import View
from govgraph.names import RDF_TYPE, XSD, prefixes
from govgraph.network.statements import statements

Json = dict[str, Any]


def _write(view: View, out: BinaryIO) -> None:
    context = shipped()["@context"] | dict(prefixes(view.source.base))
    spelling = _Spelling(context)
    subjects: dict[str, Json] = {}
    for line in sorted({str(q.triple): q for q in statements(view)}.items()):
        _add(subjects, line[1], spelling)
    document = {"@context": context, "@graph": list(subjects.values())}
    text = json.dumps(document, ensure_ascii=False, indent=1)
    out.write(text.encode("utf-8") + b"\n")


def _add(subjects: dict[str, Json], quad: Quad, spelling: _Spelling) -> None:
    name = spelling.thing(quad.subject)
    node = subjects.setdefault(name, {"id": name})
    if quad.predicate.value == RDF_TYPE:
        key = "type"
        value: str | Json = spelling.class_name(quad.object)
    else:
        key = spelling.key(quad.predicate.value)
        value = spelling.value(key, quad.object)
    if key not in node:
        node[key] = value
    elif isinstance(node[key], list):
        node[key].append(value)
    else:
        node[key] = [node[key], value]


class _Spelling:
    """How terms are written under a context."""

    def __init__(self, context: Context) -> None:
        self._coerced: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._spaces: dict[str, str] = {}
        for name, meant in context.items():
            if isinstance(meant, str) and meant.startswith("http"):
                self._spaces[meant] = name
        for name, meant in context.items():
            iri = meant.get("@id", "") if isinstance(meant, dict) else str(meant)
            prefix, colon, local = iri.partition(":")
            if colon and isinstance(context.get(prefix), str) and not local.startswith("//"):
                self._keys[f"{context[prefix]}{local}"] = name
            if isinstance(meant, dict):
                self._coerced[name] = meant.get("@type", "")

    def thing(self, term: object) -> str:
        """Return how a subject or an object is named: a CURIE, or its IRI."""
        if isinstance(term, BlankNode):
            return str(term)
        return self._compact(term.value) if isinstance(term, NamedNode) else str(term)

    def class_name(self, term: object) -> str:
        """Return how a class is named: a key of the context, else as any thing."""
        if isinstance(term, NamedNode) and term.value in self._keys:
            return self._keys[term.value]
        return self.thing(term)

    def key(self, iri: str) -> str:
        """Return the key of a property."""
        return self._keys.get(iri) or self._compact(iri)

    def value(self, key: str, term: object) -> str | Json:
        """Return a value as its key's coercion, or a mark of its own, says it."""
        coerced = self._coerced.get(key, "")
        if not isinstance(term, Literal):
            if coerced == "@vocab" and isinstance(term, NamedNode) and term.value in self._keys:
                return self._keys[term.value]
            if coerced == "@vocab" and isinstance(term, NamedNode):
                return self._compact(term.value)
            return self.thing(term) if coerced == "@id" else {"id": self.thing(term)}
        if term.language:
            return {"@value": term.value, "@language": term.language}
        datatype = self._compact(term.datatype.value)
        plain = term.datatype.value == f"{XSD}string"
        if coerced == datatype or (plain and not coerced):
            return term.value
        return {"@value": term.value} if plain else {"@value": term.value, "@type": datatype}

    def _compact(self, iri: str) -> str:
        cut = max(iri.rfind("/"), iri.rfind("#")) + 1
        for end in (cut, iri.rfind("/") + 1):
            prefix, local = self._spaces.get(iri[:end]), iri[end:]
            # "x://" would be taken for an IRI (JSON-LD 1.1, section 4.1.5).
            if prefix and not local.startswith("//"):
                return f"{prefix}:{local}"
        return iri


FORMAT = Format(
    name="jsonld",
    suffix=".jsonld",
    media_type="application/ld+json",
    help="JSON-LD: the statements under the vocabulary's own context",
    write=_write,
    statements=True,
)
