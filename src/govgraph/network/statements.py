"""The statements that a view is made from, and a description of them in VoID."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad

from govgraph.errors import GovgraphError
from govgraph.graph import View
from govgraph.names import GOV, RDF_TYPE, VOCABULARIES, XSD

_VOID = "http://rdfs.org/ns/void#"
_DCTERMS = VOCABULARIES["dcterms"]
# What a thing rests on comes with it: its quotation, and the passage of that.
_CARRIED = ("evidence", "inPassage")


def statements(view: View) -> list[Quad]:
    """Return the asserted statements behind a view.

    Of the view ``all``, unfiltered, that is everything in its source; of another, what is said of
    its nodes and of what its edges go by, with the quotations that these rest on.

    Raises:
        GovgraphError: names of people were to be withheld, which statements as filed cannot.
    """
    if view.redacted:
        raise GovgraphError(
            "not-redacted",
            "this format writes statements as they are filed, names and all.",
            hint="Leave out --redact-people, or choose a format of nodes and edges.",
        )
    if view.name == "all" and view.whole:
        return list(view.source.store)
    subjects = {n.iri for n in view.nodes} | {e.iri for e in view.edges}
    queue = sorted(s for s in subjects if s)
    found = []
    carried = {GOV + name for name in _CARRIED}
    for subject in queue:
        for quad in view.source.store.quads_for_pattern(NamedNode(subject), None, None):
            found.append(quad)
            value = quad.object
            if (
                quad.predicate.value in carried
                and isinstance(value, NamedNode)
                and value.value not in subjects
            ):
                subjects.add(value.value)
                queue.append(value.value)
    return found


def description(view: View, quads: list[Quad]) -> Iterator[Quad]:
    """Yield what VoID says of statements: how many there are, of which classes and properties."""
    base = view.source.base
    dataset = NamedNode(f"{base}dataset")

    def said(subject: NamedNode, name: str, value: NamedNode | Literal) -> Quad:
        return Quad(subject, NamedNode(name), value, DefaultGraph())

    def number(count: int) -> Literal:
        return Literal(str(count), datatype=NamedNode(f"{XSD}integer"))

    triples = {q.triple for q in quads}
    classes = Counter(
        t.object.value
        for t in triples
        if t.predicate.value == RDF_TYPE and isinstance(t.object, NamedNode)
    )
    properties = Counter(t.predicate.value for t in triples)
    yield said(dataset, RDF_TYPE, NamedNode(f"{_VOID}Dataset"))
    yield said(dataset, f"{_DCTERMS}title", Literal(f"{view.source.board}: {view.title}"))
    yield said(dataset, f"{_DCTERMS}description", Literal(view.note))
    if view.source.content_hash:
        yield said(dataset, f"{_DCTERMS}identifier", Literal(view.source.content_hash))
    yield said(dataset, f"{_VOID}uriSpace", Literal(base))
    yield said(dataset, f"{_VOID}vocabulary", NamedNode(GOV))
    yield said(dataset, f"{_VOID}triples", number(len(triples)))
    yield said(dataset, f"{_VOID}distinctSubjects", number(len({t.subject for t in triples})))
    yield said(dataset, f"{_VOID}classes", number(len(classes)))
    yield said(dataset, f"{_VOID}properties", number(len(properties)))
    for kind, counts, term, counted in (
        ("class", classes, "class", "entities"),
        ("property", properties, "property", "triples"),
    ):
        for iri, count in sorted(counts.items()):
            part = NamedNode(f"{dataset.value}#{kind}-{iri.rpartition('/')[2].replace('#', '-')}")
            yield said(dataset, f"{_VOID}{kind}Partition", part)
            yield said(part, f"{_VOID}{term}", NamedNode(iri))
            yield said(part, f"{_VOID}{counted}", number(count))
