"""The page of classes and properties: an anchor a term, and who uses it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from govgraph.prose import capitalised
from govgraph.reference.content import Content
from govgraph.reference.frame import Links, Page
from govgraph.reference.ontology import Ontology, Term
from govgraph.render.markup import Html, blocks, element, facts, items, joined, safe

_LETTERS = "ABCDE"


def terms_page(content: Content) -> Page:
    """Return the page of terms."""
    ontology, links = content.ontology, Links(content.ontology)
    parts = (
        ("Classes", "classes", ontology.classes),
        ("Properties", "properties", ontology.properties),
    )
    intro = (
        f"The {len(ontology.classes)} classes and {len(ontology.properties)} properties of the"
        " vocabulary, version "
    )
    main = blocks(
        element("h1", "Terms"),
        element("p", intro, f"{ontology.version}. ", links.prose(ontology.description)),
        element(
            "p",
            "The address of a term is the namespace ",
            element("code", "https://w3id.org/govgraph/ns#"),
            " and its name; the anchors on this page are the same names. The file itself: ",
            links.to("govgraph.ttl", "govgraph.ttl"),
            ". Members of the code lists: ",
            links.to("codes.html", "codes"),
            ".",
        ),
        element(
            "nav",
            *(_index(title, terms) for title, _, terms in parts),
            class_="index",
            aria_label="All terms",
        ),
        *(_part(content, links, title, anchor, terms) for title, anchor, terms in parts),
    )
    return Page("terms.html", "Terms", main)


def _sections(terms: Iterable[Term]) -> list[tuple[str, list[Term]]]:
    return [(name, list(group)) for name, group in groupby(terms, lambda t: t.place.section)]


def _index(title: str, terms: Iterable[Term]) -> Html:
    rows = (
        (
            capitalised(section),
            joined((element("a", t.name, href=f"#{t.name}") for t in group), " "),
        )
        for section, group in _sections(terms)
    )
    return blocks(element("h2", title), facts(rows))


def _part(content: Content, links: Links, title: str, anchor: str, terms: list[Term]) -> Html:
    return blocks(
        element("h2", f"{title}, one by one", id=f"section-{anchor}"),
        *(
            blocks(element("h3", capitalised(name)), *(_card(content, links, t) for t in group))
            for name, group in _sections(terms)
        ),
    )


def _card(content: Content, links: Links, term: Term) -> Html:
    ontology, words = content.ontology, term.words
    queries = [a.query.name for a in content.answers if term.iri in a.uses]
    rules = [c.rule for c in content.checks if term.iri in c.uses]
    heading = element(
        "h4", element("a", term.name, href=f"#{term.name}"), " ", element("small", term.kind)
    )
    of_it = [p.iri for p in ontology.properties if term.iri in p.domains]
    to_it = [p.iri for p in ontology.properties if term.iri in p.ranges]
    more = facts(
        [
            ("Label", safe(words.label)),
            ("Example", safe(words.example)),
            ("Note", safe(words.note)),
            ("IRI", element("code", term.iri)),
            ("Kind of", links.terms(term.parents)),
            ("Kinds of it", links.terms(term.children)),
            ("Said of", links.terms(term.domains) or _anything(term)),
            ("Leads to", links.terms(term.ranges)),
            ("Inverse", links.terms((*term.inverses, *term.inverted_by))),
            ("Follows where", joined((_chain(links, term, c) for c in term.chains), "; or where ")),
            ("Transitive", safe("It holds over any number of steps." if term.transitive else "")),
            ("Never also", links.terms(term.disjoint)),
            ("Properties of it", links.terms(of_it)),
            ("Led to by", links.terms(to_it)),
            ("Members", _members(ontology, links, term)),
            ("Saved queries", joined((links.query(n) for n in queries), ", ")),
            (
                "Rules",
                joined((links.to(f"rules.html#{r.code}", r.code) for r in rules), ", "),
            ),
            ("Declared in", safe(f"{term.place.file}, line {term.place.line}")),
        ]
    )
    definition = element("p", links.prose(words.definition))
    return element("article", heading, definition, more, id=term.name, class_="term")


def _anything(term: Term) -> Html:
    return safe("" if term.kind == "class" else "things of several classes")


def _chain(links: Links, term: Term, chain: tuple[str, ...]) -> Html:
    """Return a property chain in words: where A p B and B q C, then A r C."""
    steps = (
        joined((_LETTERS[n], " ", links.term(step), " ", _LETTERS[n + 1]))
        for n, step in enumerate(chain)
    )
    last = _LETTERS[len(chain)]
    return joined((joined(steps, " and "), f": then A {term.name} {last}"))


def _members(ontology: Ontology, links: Links, term: Term) -> Html:
    # A code's IRI is in the vocabulary's namespace, so that its anchor has to be here too.
    members = (
        element("span", links.term(code.iri), " ", code.words.label, id=code.name)
        for code in ontology.members(term.iri)
        if code.lists[0] == term.iri
    )
    shown = list(members)
    return items(shown) if shown else Html("")
