"""The vocabulary and its code lists as values, in the order of their files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import BlankNode, Literal, NamedNode, Store

from govgraph.load import concepts_path, ontology_path
from govgraph.model import Term as RdfTerm
from govgraph.names import GOV, RDF_TYPE, SKOS, VOCABULARIES
from govgraph.rdfio import decode, load_turtle, read_bytes

_OWL, _RDF, _RDFS = (VOCABULARIES[p] for p in ("owl", "rdf", "rdfs"))
_TITLE = VOCABULARIES["dcterms"]
_KINDS = {
    _OWL + "Class": "class",
    _OWL + "ObjectProperty": "object property",
    _OWL + "DatatypeProperty": "datatype property",
    _OWL + "AnnotationProperty": "annotation property",
}
_SECTION = re.compile(r"# (?:Classes|Properties): (.+)")
_SUBJECT = re.compile(r"gov:(\w+)\s*$")
_GRAPH = "urn:govgraph:reference"


@dataclass(frozen=True)
class Place:
    """Where a term stands: its file, its line, and the heading above it."""

    file: str
    line: int
    section: str


@dataclass(frozen=True)
class Words:
    """What people read of a term or a code."""

    label: str
    definition: str
    example: str
    note: str


@dataclass(frozen=True)
class Term:
    """A class or a property; the tuples hold IRIs, in order."""

    iri: str
    kind: str
    words: Words
    place: Place
    parents: tuple[str, ...]
    children: tuple[str, ...]
    domains: tuple[str, ...]
    ranges: tuple[str, ...]
    inverses: tuple[str, ...]
    inverted_by: tuple[str, ...]
    chains: tuple[tuple[str, ...], ...]
    disjoint: tuple[str, ...]
    transitive: bool

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.removeprefix(GOV)

    @property
    def is_stated(self) -> bool:
        """Whether data states it, rather than that it follows from other properties."""
        derived = any(self.iri not in chain for chain in self.chains)
        return not (derived or self.children or self.inverses or self.transitive)


@dataclass(frozen=True)
class Code:
    """A member of a code list; ``lists`` are the classes that it is of."""

    iri: str
    lists: tuple[str, ...]
    notation: str
    words: Words
    place: Place

    @property
    def name(self) -> str:
        """The local name."""
        return self.iri.removeprefix(GOV)


@dataclass(frozen=True)
class Ontology:
    """The vocabulary: terms and codes by IRI, in the order of their files."""

    title: str
    description: str
    version: str
    terms: Mapping[str, Term]
    codes: Mapping[str, Code]

    @property
    def classes(self) -> list[Term]:
        """The classes."""
        return [t for t in self.terms.values() if t.kind == "class"]

    @property
    def properties(self) -> list[Term]:
        """The properties."""
        return [t for t in self.terms.values() if t.kind != "class"]

    def members(self, cls: str) -> list[Code]:
        """Return the codes of a list, which goes by the IRI of its class."""
        return [c for c in self.codes.values() if cls in c.lists]


def read_ontology() -> Ontology:
    """Return the vocabulary that comes with the package.

    Raises:
        TurtleError: one of its files is not Turtle.
        WorkspaceError: one of its files cannot be read.
    """
    graph = Store()
    places: dict[str, Place] = {}
    for path in (ontology_path(), concepts_path()):
        raw = read_bytes(path)
        load_turtle(graph, raw, _GRAPH, str(path))
        places |= _places(path, decode(raw, str(path)))
    reader = _Reader(graph)
    terms, codes = {}, {}
    for iri, place in places.items():
        kinds = [_KINDS[t] for t in reader.iris(iri, RDF_TYPE) if t in _KINDS]
        if kinds:
            terms[iri] = reader.term(iri, kinds[0], place)
        else:
            codes[iri] = reader.code(iri, place)
    about = GOV[:-1]
    return Ontology(
        reader.text(about, _TITLE + "title"),
        reader.text(about, _TITLE + "description"),
        reader.text(about, _OWL + "versionInfo"),
        terms,
        codes,
    )


def _places(path: Path, text: str) -> dict[str, Place]:
    # The files are canonical Turtle: a subject stands alone on its line, at its beginning.
    places: dict[str, Place] = {}
    section = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if heading := _SECTION.match(line):
            section = re.sub(r" \(.*\)$", "", heading[1])
        elif subject := _SUBJECT.match(line):
            places[GOV + subject[1]] = Place(f"ontology/{path.name}", number, section)
    return places


@dataclass(frozen=True)
class _Reader:
    graph: Store

    def values(self, iri: str, predicate: str) -> Iterator[RdfTerm]:
        quads = self.graph.quads_for_pattern(NamedNode(iri), NamedNode(predicate), None)
        yield from sorted((q.object for q in quads), key=str)

    def iris(self, iri: str, predicate: str) -> tuple[str, ...]:
        return tuple(v.value for v in self.values(iri, predicate) if isinstance(v, NamedNode))

    def pointing(self, iri: str, predicate: str) -> tuple[str, ...]:
        quads = self.graph.quads_for_pattern(None, NamedNode(predicate), NamedNode(iri))
        return tuple(sorted(q.subject.value for q in quads if isinstance(q.subject, NamedNode)))

    def text(self, iri: str, predicate: str) -> str:
        return " ".join(v.value for v in self.values(iri, predicate) if isinstance(v, Literal))

    def words(self, iri: str) -> Words:
        names = ("prefLabel", "definition", "example", "scopeNote")
        return Words(*(self.text(iri, SKOS + name) for name in names))

    def term(self, iri: str, kind: str, place: Place) -> Term:
        up = _RDFS + ("subClassOf" if kind == "class" else "subPropertyOf")
        disjoint, types = _OWL + "disjointWith", self.iris(iri, RDF_TYPE)
        return Term(
            iri,
            kind,
            self.words(iri),
            place,
            self.iris(iri, up),
            self.pointing(iri, up),
            self.iris(iri, _RDFS + "domain"),
            self.iris(iri, _RDFS + "range"),
            self.iris(iri, _OWL + "inverseOf"),
            self.pointing(iri, _OWL + "inverseOf"),
            # The engine names blank nodes by chance: their order means nothing.
            tuple(sorted(self.chains(iri))),
            tuple(sorted({*self.iris(iri, disjoint), *self.pointing(iri, disjoint)})),
            _OWL + "TransitiveProperty" in types,
        )

    def code(self, iri: str, place: Place) -> Code:
        lists = tuple(t for t in self.iris(iri, RDF_TYPE) if t.startswith(GOV))
        return Code(iri, lists, self.text(iri, SKOS + "notation"), self.words(iri), place)

    def chains(self, iri: str) -> Iterator[tuple[str, ...]]:
        for value in self.values(iri, _OWL + "propertyChainAxiom"):
            yield tuple(self.members(value))

    def members(self, head: RdfTerm) -> Iterator[str]:
        while isinstance(head, BlankNode):
            quads = self.graph.quads_for_pattern(head, None, None)
            cell = {q.predicate.value: q.object for q in quads}
            first = cell[_RDF + "first"]
            yield first.value if isinstance(first, NamedNode) else str(first)
            head = cell[_RDF + "rest"]
