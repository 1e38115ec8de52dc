"""Findings as a SHACL validation report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Store, Triple

from govgraph.errors import GovgraphError
from govgraph.model import Finding, Term
from govgraph.names import RDF_TYPE, SHAPES, VOCABULARIES, expand, prefixes
from govgraph.prose import capitalised
from govgraph.rdfio import load_turtle
from govgraph.render.findings import place
from govgraph.render.report import Context, Format
from govgraph.serialization import to_turtle

if TYPE_CHECKING:
    from govgraph.validate.shapes import Shapes

_SH = VOCABULARIES["sh"]
_XSD_BOOLEAN = NamedNode(VOCABULARIES["xsd"] + "boolean")
_CODE = NamedNode(VOCABULARIES["dcterms"] + "identifier")
_SOURCE = NamedNode(VOCABULARIES["dcterms"] + "source")
_GRAPH = "urn:govgraph:file"
# Constraints on how many values there are name none of them.
_OF_COUNT = frozenset({"minCount", "maxCount", "uniqueLang", "hasValue"})
_OF_VALUE = frozenset(
    {"class", "datatype", "nodeKind", "minInclusive", "maxInclusive", "minExclusive"}
    | {"maxExclusive", "minLength", "maxLength", "pattern", "languageIn", "equals", "disjoint"}
    | {"lessThan", "lessThanOrEquals", "not", "and", "or", "xone", "node", "closed", "in"}
    | {"sparql"}
)


def _write(findings: Sequence[Finding], context: Context) -> bytes:
    # Reading the shapes takes long, and `validate --help` does without it.
    from govgraph.validate.shapes import load_shapes

    return to_turtle(_Report(load_shapes(), context).triples(findings), prefixes(context.base))


class _Report:
    """Turns findings, in which terms are shown short, back into terms."""

    def __init__(self, shapes: Shapes, context: Context) -> None:
        self._shapes = shapes
        self._context = context
        self._file = cache(self._read)
        self._paths: dict[str, Term] = {}

    def triples(self, findings: Sequence[Finding]) -> Iterator[Triple]:
        report = BlankNode("report")
        conforms = all(f.severity != "violation" for f in findings)
        yield Triple(report, NamedNode(RDF_TYPE), _sh("ValidationReport"))
        yield Triple(report, _sh("conforms"), Literal(str(conforms).lower(), datatype=_XSD_BOOLEAN))
        for number, finding in enumerate(findings):
            result = BlankNode(f"r{number}")
            yield Triple(report, _sh("result"), result)
            for predicate, value in self._said(finding):
                yield Triple(result, predicate, value)
        for shape, node in self._paths.items():
            path = self._one(NamedNode(shape), "path")
            if isinstance(path, BlankNode):
                yield from self._copied(path, node)

    def _said(self, finding: Finding) -> Iterator[tuple[NamedNode, Term]]:
        shape = self._iri(finding.shape) or NamedNode(SHAPES + finding.code)
        node = self._iri(finding.node)
        yield NamedNode(RDF_TYPE), _sh("ValidationResult")
        yield _CODE, Literal(finding.code)
        yield _sh("resultSeverity"), _sh(finding.severity.capitalize())
        yield _sh("resultMessage"), Literal(finding.message)
        yield _sh("sourceShape"), shape
        if finding.file is not None:
            yield _SOURCE, Literal(place(finding))
        # A finding of a file as such is about the file, which has a name and no IRI.
        focus = node or (None if finding.file is None else Literal(finding.file))
        if focus is not None:
            yield _sh("focusNode"), focus
        path = self._path(finding, shape)
        if path is not None:
            yield _sh("resultPath"), path
        value = self._value(finding)
        if value is not None:
            yield _sh("value"), value
        component = self._component(finding, shape)
        if component is not None:
            yield _sh("sourceConstraintComponent"), component

    def _iri(self, shown: str | None) -> NamedNode | None:
        if shown is None:
            return None
        bare = shown[1:-1] if shown[:1] == "<" and shown[-1:] == ">" else None
        iri = expand(shown, self._context.base) if bare is None else bare
        try:
            return None if iri is None else NamedNode(iri)
        except ValueError:
            return None

    def _path(self, finding: Finding, shape: NamedNode) -> Term | None:
        if finding.path is None:
            return None
        simple = self._iri(finding.path)
        if simple is not None or not isinstance(self._one(shape, "path"), BlankNode):
            return simple
        # Paths are shared: that many alike could not be told apart when blank nodes are named.
        return self._paths.setdefault(shape.value, BlankNode(f"p{len(self._paths)}"))

    def _copied(self, node: BlankNode, copy: Term) -> Iterator[Triple]:
        if isinstance(copy, BlankNode):
            for quad in self._shapes.store.quads_for_pattern(node, None, None):
                value = quad.object
                if isinstance(value, BlankNode):
                    inner = BlankNode(f"{copy.value}x{value.value}")
                    yield from self._copied(value, inner)
                    value = inner
                yield Triple(copy, quad.predicate, value)

    def _value(self, finding: Finding) -> Term | None:
        if finding.value is None or finding.value == "a blank node":
            return None
        # Some literals look like names of things: what the file has counts.
        for quad in self._stated(finding):
            term = quad.object
            if isinstance(term, Literal) and term.value == finding.value:
                return term
        return self._iri(finding.value) or Literal(finding.value)

    def _stated(self, finding: Finding) -> list[Quad]:
        """Return what a file states of the node and the property of a finding."""
        store = None if finding.file is None else self._file(finding.file)
        node = self._iri(finding.node)
        if store is None or node is None:
            return []
        path = None if finding.path is None else self._iri(finding.path)
        return sorted(store.quads_for_pattern(node, path, None, NamedNode(_GRAPH)), key=str)

    def _read(self, file: str) -> Store | None:
        text = self._context.source(file)
        store = Store()
        try:
            load_turtle(store, (text or "").encode(), _GRAPH, file)
        except GovgraphError:
            return None
        return store

    def _component(self, finding: Finding, shape: NamedNode) -> NamedNode | None:
        """Return the kind of constraint that was broken, where only one can have been."""
        store = self._shapes.store
        names = {
            q.predicate.value.removeprefix(_SH) for q in store.quads_for_pattern(shape, None, None)
        }
        asked = names & (_OF_COUNT | _OF_VALUE)
        if len(asked) > 1 and "path" in names:
            asked &= _OF_COUNT if finding.value is None else _OF_VALUE
        if asked == {"minCount", "maxCount"} and isinstance(self._one(shape, "path"), NamedNode):
            asked = {"maxCount"} if self._stated(finding) else {"minCount"}
        if len(asked) != 1:
            return None
        name = asked.pop()
        kind = "SPARQL" if name == "sparql" else capitalised(name)
        return _sh(f"{kind}ConstraintComponent")

    def _one(self, shape: NamedNode, name: str) -> Term | None:
        found = self._shapes.store.quads_for_pattern(shape, _sh(name), None)
        return next((q.object for q in found), None)


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


TTL = Format("ttl", ".ttl", "a SHACL validation report", _write)
