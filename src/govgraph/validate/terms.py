"""Terms and references: what concerns the data as a whole, whatever its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from pyoxigraph import BlankNode, Literal, NamedNode

from govgraph.infer.axioms import is_axiom
from govgraph.names import GOV, RDF_TYPE, nearest
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, Breach, Rule

UNKNOWN = Rule(
    "GG001",
    "A term that the vocabulary does not have",
    VIOLATION,
    "Use a class or property of the vocabulary.",
    "A misspelt property is a statement that no query ever finds.",
)
UNTYPED = Rule(
    "GG002",
    "A node without a class",
    VIOLATION,
    "Say with 'a' what kind of thing this is, or put its identifier right.",
    "No shape looks at a node without a class, so whatever is said of it would pass unchecked.",
)
DANGLING = Rule(
    "GG003",
    "A reference to nothing",
    VIOLATION,
    "Put the identifier right, or add the thing that it names.",
    "Nothing is on file under this identifier: whatever was meant is lost.",
)
MISPLACED = Rule(
    "GG004",
    "A property of another class",
    VIOLATION,
    "Use this property where the vocabulary has it, or give the thing the class that it needs.",
    "A reasoner would conclude that the thing is of the other class too.",
)
BLANK = Rule(
    "GG005",
    "A node without a name",
    VIOLATION,
    "Give the node an identifier in place of [ ], _: or a list.",
    "Nobody can cite or compare a node without a name.",
)
MISNAMED = Rule(
    "GG006",
    "A file that is named for another record",
    VIOLATION,
    "Name the file after the record that it holds.",
    "A record is put in place of the one on file by the name of its file.",
)
RECORDLESS = Rule(
    "GG007",
    "A dated file without its record",
    VIOLATION,
    "Declare the record that the file is named for as gov:Minutes or gov:Letter; if it seems to"
    " stand there, look at the address of the gov: prefix.",
    "Under another vocabulary nothing would be checked, and nothing found.",
)
AXIOM = Rule(
    "GG401",
    "An axiom among the data",
    VIOLATION,
    "Take this statement away: what terms mean stands in the ontology, and which of two names is"
    " kept for one thing is for an editor to decide.",
    "An axiom changes what follows from every record; owl:sameAs makes one thing of two.",
)
RULES = (UNKNOWN, UNTYPED, DANGLING, MISPLACED, BLANK, MISNAMED, RECORDLESS, AXIOM)


def check_terms(facts: Facts) -> Iterator[Breach]:
    """Yield unknown terms, and properties on things of a class that does not have them."""
    terms = facts.terms
    for quad in facts.statements():
        node, path, value = quad.subject, quad.predicate, quad.object
        if not isinstance(node, NamedNode):
            continue
        if is_axiom(path, value):
            yield Breach(AXIOM, node, path, value, AXIOM.message)
        elif path.value.startswith(GOV) and path.value not in terms.properties:
            yield _unknown(node, path, None, path.value, terms.properties)
        elif path.value == RDF_TYPE:
            if isinstance(value, Literal):
                yield Breach(UNKNOWN, node, path, value, f"This is no class. {UNKNOWN.message}")
            elif isinstance(value, NamedNode) and terms.is_unknown_class(value.value):
                yield _unknown(node, path, value, value.value, terms.classes)
        elif node in facts.classes and not facts.is_misclassed(node):
            lacking = terms.domains.get(path.value, frozenset()) - facts.classes[node]
            for cls in sorted(lacking):
                message = f"{_short(path.value)} belongs to {_short(cls)}. {MISPLACED.message}"
                yield Breach(MISPLACED, node, path, None, message, at_verb=True)


def _unknown(
    node: NamedNode, path: NamedNode, value: NamedNode | None, term: str, known: frozenset[str]
) -> Breach:
    near = _nearest(term, known)
    hint = f"Did you mean '{near}'?" if near else UNKNOWN.message
    message = f"The vocabulary has no {_short(term)}. {hint}"
    meant = (NamedNode(GOV + near.removeprefix("gov:")),) if near else ()
    return Breach(UNKNOWN, node, path, value, message, at_verb=value is None, others=meant)


@lru_cache
def _nearest(term: str, known: frozenset[str]) -> str | None:
    # Thousands of statements may have the one misspelt property.
    names = [_short(k) for k in sorted(known) if k.startswith(GOV)]
    return next(iter(nearest(_short(term), names, 1)), None)


def _short(iri: str) -> str:
    return f"gov:{iri.removeprefix(GOV)}" if iri.startswith(GOV) else f"<{iri}>"


def check_references(facts: Facts) -> Iterator[Breach]:
    """Yield nodes without a class, references to nothing, and nodes without a name."""
    # Not all nodes are kept: there are a million in ten thousand records.
    subjects = (quad.subject for quad in facts.statements())
    odd = (n for n in subjects if isinstance(n, BlankNode) or n not in facts.classes)
    for node in dict.fromkeys(odd):
        if isinstance(node, NamedNode):
            yield Breach(UNTYPED, node, None, None, UNTYPED.message)
        elif isinstance(node, BlankNode) and not _is_told(facts, node):
            yield Breach(BLANK, node, None, None, BLANK.message)
    said: dict[NamedNode, bool] = {}
    for quad in facts.statements():
        node, path, value = quad.subject, quad.predicate, quad.object
        if not isinstance(node, NamedNode):
            continue
        if isinstance(value, BlankNode):
            yield Breach(BLANK, node, path, None, BLANK.message, at_verb=True)
        elif isinstance(value, NamedNode) and facts.is_own(value):
            if value in facts.classes:
                continue
            if value not in said:
                said[value] = facts.is_said(value)
            if not said[value]:
                yield Breach(DANGLING, node, path, value, DANGLING.message)


def _is_told(facts: Facts, node: BlankNode) -> bool:
    """Return whether something with a name leads to a node, which is told there."""
    quads = facts.store.quads_for_pattern(None, None, node)
    return any(isinstance(quad.subject, NamedNode) for quad in quads)


def check_names(facts: Facts, graphs: Iterable[str]) -> Iterator[Breach]:
    """Yield records that stand in a file which is named for another, and files without theirs.

    Args:
        facts: the data.
        graphs: the names of the graphs of all documents, empty ones too.
    """
    folder = f"{facts.base}record/"
    records = set(facts.of("Record"))
    for record in records:
        for graph in facts.homes(record):
            if graph.startswith(folder) and graph != record.value:
                name = graph.removeprefix(folder)
                message = f"It stands in the file of the record {name}. {MISNAMED.message}"
                yield Breach(MISNAMED, record, None, None, message)
    held = {graph for record in records for graph in facts.homes(record)}
    for graph in graphs:
        if graph.startswith(folder) and graph not in held:
            yield Breach(RECORDLESS, NamedNode(graph), None, None, RECORDLESS.message)
