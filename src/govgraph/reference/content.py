"""What the pages are made of, read once: vocabulary, queries with their rows, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Store, Triple

from govgraph.load import content_hash, open_store, shape_paths
from govgraph.model import Query, Table
from govgraph.names import GOV, VOCABULARIES
from govgraph.parameters import bind, latest_date, record_dates
from govgraph.queries import (
    ask,
    construct,
    form_of,
    get_query,
    query_names,
    run,
    source_of,
)
from govgraph.rdfio import load_turtle, read_bytes
from govgraph.reference.ontology import Ontology, read_ontology
from govgraph.rule_examples import Examples, examples_of
from govgraph.validate import Rule, rules
from govgraph.validate.scope import holders, targets
from govgraph.validate.shapes import load_shapes
from govgraph.workspace import Workspace, find_workspace, resources

_SH = VOCABULARIES["sh"]
_NAMED = re.compile(r"\bgov:(\w+)")
ENGINE = "Checked by the program"


@dataclass(frozen=True)
class Answer:
    """A saved query, and what it gives on the board that ships.

    Attributes:
        query: the query.
        given: the parameters that it was run with, as people type them.
        as_of: the day of which it was asked, where it takes one; else an empty string.
        result: rows, a yes or no, or triples.
        uses: the IRIs of the vocabulary that its text names.
    """

    query: Query
    given: dict[str, str]
    as_of: str
    result: Table | bool | tuple[Triple, ...]
    uses: frozenset[str]


@dataclass(frozen=True)
class Check:
    """A rule.

    Attributes:
        rule: the rule.
        group: the heading that it is shown under.
        uses: the IRIs of the vocabulary that it names.
        examples: what breaks it and what keeps it; None where none ship.
    """

    rule: Rule
    group: str
    uses: frozenset[str]
    examples: Examples | None


@dataclass(frozen=True)
class Content:
    """Everything that the pages show."""

    ontology: Ontology
    answers: tuple[Answer, ...]
    checks: tuple[Check, ...]
    workspace: Workspace
    days: tuple[str, ...]
    records: int
    data: str


def read_content() -> Content:
    """Return what the pages show, with each saved query run on the board that ships.

    Raises:
        GovgraphError: a query cannot be run, or a file cannot be read.
    """
    workspace = find_workspace(resources())
    store = open_store(workspace)
    answers = tuple(_answer(get_query(name), store, workspace.base) for name in query_names())
    groups, days = _groups(), record_dates(store)
    checks = tuple(
        Check(
            rule,
            groups.get(rule.shape or "", ENGINE),
            _terms_of_rule(rule),
            examples_of(rule.code),
        )
        for rule in rules()
    )
    return Content(
        read_ontology(),
        answers,
        checks,
        workspace,
        tuple(days),
        sum(len(names.split(", ")) for names in days.values()),
        content_hash(workspace)[:6],
    )


def _answer(query: Query, store: Store, base: str) -> Answer:
    given = dict(query.example)
    arguments = bind(query, store, base, given)
    form = form_of(query)
    result: Table | bool | tuple[Triple, ...]
    if form == "SELECT":
        result = run(query, store, arguments)
    elif form == "ASK":
        result = ask(query, store, arguments)
    else:
        result = construct(query, store, arguments)
    dated = any(p.name == "as_of" for p in query.parameters)
    as_of = (given.get("as_of") or latest_date(store) or "") if dated else ""
    return Answer(query, given, as_of, result, _terms_of_text(query.text, str(query.path)))


def _terms_of_text(text: str, where: str) -> frozenset[str]:
    source = source_of(text, where)
    named = (source.iri(t) for t in source.tokens if t.kind in ("name", "iri"))
    return frozenset(iri for iri in named if iri and iri.startswith(GOV) and iri != GOV)


def _terms_of_rule(rule: Rule) -> frozenset[str]:
    """Return the terms that a rule's shape, or else its words, name."""
    if rule.shape is None:
        return frozenset(GOV + name for name in _NAMED.findall(f"{rule.message} {rule.reason}"))
    store = load_shapes().store
    shape = NamedNode(rule.shape)
    found = set(_below(store, shape))
    for holder in holders(store, shape):
        found |= {iri for _, iri in targets(store, holder)}
    return frozenset(found)


def _below(store: Store, node: NamedNode | BlankNode) -> Iterator[str]:
    for quad in store.quads_for_pattern(node, None, None):
        value = quad.object
        if isinstance(value, BlankNode):
            yield from _below(store, value)
        elif isinstance(value, NamedNode) and value.value.startswith(GOV):
            yield value.value
        elif isinstance(value, NamedNode) and quad.predicate.value == _SH + "sparql":
            yield from _below(store, value)
        elif isinstance(value, Literal) and quad.predicate.value == _SH + "select":
            yield from _terms_of_text(value.value, str(node))


def _groups() -> dict[str, str]:
    """Return for each shape that is a rule the file that it stands in, as a heading."""
    groups = {}
    for path in shape_paths():
        store = Store()
        load_turtle(store, read_bytes(path), "urn:govgraph:shapes", str(path))
        heading = path.stem.replace("-", " ").capitalize()
        code = NamedNode(VOCABULARIES["dcterms"] + "identifier")
        for quad in store.quads_for_pattern(None, code, None):
            if isinstance(quad.subject, NamedNode):
                groups[quad.subject.value] = heading
    return groups
