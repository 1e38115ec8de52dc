"""The axioms of an ontology → rules; what has another form is named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from pyoxigraph import NamedNode

from govgraph.infer.facts import Facts
from govgraph.infer.rules import TYPE, Atom, Fact, Rule, Terms
from govgraph.model import Term
from govgraph.names import VOCABULARIES

RDF, RDFS, OWL, XSD = (VOCABULARIES[name] for name in ("rdf", "rdfs", "owl", "xsd"))
BUILT_IN = (RDF, RDFS, OWL, XSD)
DATATYPES = frozenset(
    {XSD + name for name in ("string", "boolean", "anyURI", "date", "dateTime", "decimal")}
    | {XSD + name for name in ("integer", "nonNegativeInteger", "positiveInteger")}
)

_THING = frozenset({OWL + "Thing", RDFS + "Resource", RDFS + "Literal"})
# What says nothing that a reasoner acts on.
_ANNOTATIONS = frozenset(
    {RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")}
    | {OWL + name for name in ("versionInfo", "versionIRI", "priorVersion", "deprecated")}
    | {OWL + name for name in ("backwardCompatibleWith", "incompatibleWith")}
    | {OWL + name for name in ("annotatedSource", "annotatedProperty", "annotatedTarget")}
)
# A list says something where an axiom has it; what a triple is annotated with is data.
_LISTS = frozenset({RDF + "first", RDF + "rest", RDF + "reifies"})
_NOTHING = OWL + "Nothing"
_KINDS = frozenset(
    {RDFS + "Class", RDFS + "Datatype", RDF + "Property"}
    | {OWL + n for n in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")}
    | {OWL + n for n in ("Ontology", "OntologyProperty", "Axiom", "Annotation")}
)
_KINDS_OF_DATA = frozenset(
    {OWL + "NamedIndividual", RDF + "List", RDF + "Statement", _NOTHING} | _THING
)


class Axioms(NamedTuple):
    """What an ontology says.

    Attributes:
        rules: its axioms as rules.
        disjoint: pairs of classes that have no member in common.
        datatypes: properties with the datatype of their values (IRI).
        unsupported: the statements whose meaning no rule here gives.
        vocabulary: the numbers of its classes and properties, and of the ontology itself.
    """

    rules: tuple[Rule, ...]
    disjoint: tuple[tuple[int, int], ...]
    datatypes: tuple[tuple[int, str], ...]
    unsupported: tuple[Fact, ...]
    vocabulary: frozenset[int]


def is_built_in(term: Term) -> bool:
    """Return whether a term is one of RDF, RDF Schema, OWL or XML Schema."""
    return isinstance(term, NamedNode) and term.value.startswith(BUILT_IN)


def may_be_axiom(predicate: Term, value: Term | None) -> bool:
    """Return whether a statement of this form may be an axiom, or belong to one."""
    if _iri(predicate) == RDF + "type":
        return value is not None and is_built_in(value)
    return is_built_in(predicate) and _iri(predicate) not in _ANNOTATIONS


def is_axiom(predicate: Term, value: Term) -> bool:
    """Return whether a statement says what terms mean, or that two names mean one thing."""
    if _iri(predicate) == RDF + "type":
        return is_built_in(value) and _iri(value) not in _KINDS_OF_DATA
    return is_built_in(predicate) and _iri(predicate) not in _ANNOTATIONS | _LISTS


def read_axioms(terms: Terms, facts: Facts) -> Axioms:
    """Return the axioms among statements.

    An axiom of another form, and one about a term of RDF, RDF Schema or OWL itself, is never
    passed over: it stands among those that are unsupported.
    """
    reader = _Reader(terms, facts)
    vocabulary = set()
    for cls, members in facts.members.items():
        iri = _iri(terms.list[cls])
        if not iri.startswith(BUILT_IN) or iri in _KINDS_OF_DATA:
            continue
        vocabulary |= members
        if iri not in _KINDS:
            reader.read(iri, ((node, TYPE, cls) for node in members))
    for predicate, pairs in facts.pairs.items():
        iri = _iri(terms.list[predicate])
        if iri.startswith(BUILT_IN) and iri not in _ANNOTATIONS and iri not in _LISTS:
            reader.read(iri, ((subject, predicate, value) for subject, value in pairs))
    return reader.axioms(vocabulary)


class _Reader:
    """Collects what the statements of an ontology say."""

    def __init__(self, terms: Terms, facts: Facts) -> None:
        self._terms = terms
        self._facts = facts
        self._rules: set[Rule] = set()
        self._disjoint: set[tuple[int, int]] = set()
        self._datatypes: set[tuple[int, str]] = set()
        self._unsupported: set[Fact] = set()
        # Each notes one axiom about a named term, and returns whether it understood it.
        self._forms = {
            RDFS + "subClassOf": self._sub_class,
            RDFS + "subPropertyOf": self._sub_property,
            RDFS + "domain": self._domain,
            RDFS + "range": self._range,
            OWL + "inverseOf": self._inverse,
            OWL + "propertyChainAxiom": self._chain,
            OWL + "disjointWith": self._disjoint_classes,
            OWL + "TransitiveProperty": self._transitive,
        }

    def read(self, iri: str, statements: Iterable[Fact]) -> None:
        """Note axioms of one form, or that they are not understood."""
        form = self._forms.get(iri)
        for subject, predicate, value in statements:
            if form is None or not self._named(subject) or not form(subject, value):
                self._unsupported.add((subject, predicate, value))

    def axioms(self, vocabulary: set[int]) -> Axioms:
        """Return what was collected, in an order that does not hang on numbers."""
        names = self._terms.list
        return Axioms(
            tuple(sorted(self._rules, key=self._shown)),
            tuple(sorted(self._disjoint, key=lambda pair: [str(names[n]) for n in pair])),
            tuple(sorted(self._datatypes, key=lambda pair: (str(names[pair[0]]), pair[1]))),
            tuple(sorted(self._unsupported, key=lambda fact: [str(names[n]) for n in fact])),
            frozenset(vocabulary),
        )

    def _shown(self, rule: Rule) -> tuple[str, list[str]]:
        names = self._terms.list
        return rule.name, [
            f"{names[a.predicate]} {names[a.object] if a.predicate == TYPE else a.object}"
            for a in (rule.head, *rule.body)
        ]

    def _named(self, number: int) -> bool:
        term = self._terms.list[number]
        return isinstance(term, NamedNode) and not is_built_in(term)

    def _says_nothing(self, cls: int) -> bool:
        return _iri(self._terms.list[cls]) in _THING

    def _rule(self, name: str, body: tuple[Atom, ...], head: Atom) -> bool:
        self._rules.add(Rule(name, body, head))
        return True

    def _sub_class(self, cls: int, wider: int) -> bool:
        if self._named(wider) or _iri(self._terms.list[wider]) == _NOTHING:
            return self._rule("cax-sco", (Atom(TYPE, 0, cls),), Atom(TYPE, 0, wider))
        return self._says_nothing(wider)

    def _sub_property(self, narrower: int, wider: int) -> bool:
        return self._named(wider) and self._rule(
            "prp-spo1", (Atom(narrower, 0, 1),), Atom(wider, 0, 1)
        )

    def _domain(self, predicate: int, cls: int) -> bool:
        if self._named(cls):
            return self._rule("prp-dom", (Atom(predicate, 0, 1),), Atom(TYPE, 0, cls))
        return self._says_nothing(cls)

    def _range(self, predicate: int, cls: int) -> bool:
        if self._named(cls):
            return self._rule("prp-rng", (Atom(predicate, 0, 1),), Atom(TYPE, 1, cls))
        iri = _iri(self._terms.list[cls])
        if iri in DATATYPES:
            self._datatypes.add((predicate, iri))
        return iri in DATATYPES or self._says_nothing(cls)

    def _inverse(self, one: int, other: int) -> bool:
        return (
            self._named(other)
            and self._rule("prp-inv1", (Atom(one, 0, 1),), Atom(other, 1, 0))
            and self._rule("prp-inv2", (Atom(other, 0, 1),), Atom(one, 1, 0))
        )

    def _transitive(self, predicate: int, _: int) -> bool:
        body = (Atom(predicate, 0, 1), Atom(predicate, 1, 2))
        return self._rule("prp-trp", body, Atom(predicate, 0, 2))

    def _chain(self, predicate: int, first: int) -> bool:
        chain = items(self._terms, self._facts, first)
        if len(chain) < 2 or not all(self._named(p) for p in chain):
            return False
        body = tuple(Atom(p, i, i + 1) for i, p in enumerate(chain))
        return self._rule("prp-spo2", body, Atom(predicate, 0, len(chain)))

    def _disjoint_classes(self, one: int, other: int) -> bool:
        if self._named(other) and (other, one) not in self._disjoint:
            self._disjoint.add((one, other))
        return self._named(other)


def items(terms: Terms, facts: Facts, node: int) -> list[int]:
    """Return the items of an RDF list; none where it is not well formed."""
    first, rest = (_once(terms, facts, RDF + name) for name in ("first", "rest"))
    nil = terms.number(NamedNode(RDF + "nil"))
    found: list[int] = []
    seen = set()
    while node != nil:
        if node in seen or node not in first or node not in rest:
            return []
        seen.add(node)
        found.append(first[node])
        node = rest[node]
    return found


def _once(terms: Terms, facts: Facts, iri: str) -> dict[int, int]:
    """Return the pairs of a property, without the subjects that have it twice."""
    pairs = facts.pairs.get(terms.number(NamedNode(iri)), set())
    counts = Counter(subject for subject, _ in pairs)
    return {subject: value for subject, value in pairs if counts[subject] == 1}


def _iri(term: Term) -> str:
    return term.value if isinstance(term, NamedNode) else ""
