"""The first page: what this is, how the parts hang together, and the classes in one picture."""

from __future__ import annotations

from govgraph import __version__
from govgraph.prose import count, join, long_date
from govgraph.reference.content import Content
from govgraph.reference.diagram import BUSY, drawn
from govgraph.reference.frame import Links, Page
from govgraph.reference.ontology import Term
from govgraph.render.markup import Html, blocks, element, facts, joined, safe


def overview(content: Content) -> Page:
    """Return the first page."""
    links = Links(content.ontology)
    main = blocks(
        element("h1", "govgraph reference"),
        element(
            "p",
            "govgraph turns the minutes of public boards into checked, queryable linked data, in"
            " which every fact leads back to the sentence it came from. These pages are made from"
            " the vocabulary, the code lists, the saved queries and the rules themselves; every"
            " result on them was worked out when they were built.",
            class_="lead",
        ),
        _numbers(content, links),
        element("h2", "How the parts hang together", id="section-parts"),
        _parts(links),
        element("h2", "The classes in one picture", id="section-diagram"),
        _picture(content, links),
    )
    return Page("index.html", "govgraph reference", main)


def _numbers(content: Content, links: Links) -> Html:
    ontology = content.ontology
    lists = sum(bool(ontology.members(c.iri)) for c in ontology.classes)
    terms = f"{len(ontology.classes)} classes and {len(ontology.properties)} properties"
    codes = f"{len(ontology.codes)} in {count(lists, 'list')}"
    records = count(content.records, "record")
    first, last = (long_date(day) for day in (content.days[0], content.days[-1]))
    return facts(
        [
            ("Version", safe(f"{__version__}; vocabulary {ontology.version}")),
            ("Terms", links.to("terms.html", terms)),
            ("Codes", links.to("codes.html", codes)),
            ("Queries", links.to("queries.html", f"{len(content.answers)} saved")),
            ("Rules", links.to("rules.html", str(len(content.checks)))),
            (
                "Board that ships",
                safe(
                    f"{content.workspace.name}: {records}, {first} to {last}, data {content.data}"
                ),
            ),
        ]
    )


def _parts(links: Links) -> Html:
    steps: list[tuple[str, ...]] = [
        ("Sources", "The records as received. They are never edited."),
        (
            "Data",
            "One Turtle file a record, written and read by people, in the words of the ",
            links.to("terms.html", "vocabulary"),
            " and its ",
            links.to("codes.html", "code lists"),
            ". What a record is said to hold points to a ",
            links.term("https://w3id.org/govgraph/ns#Quotation"),
            ": its exact words, with their place in the source.",
        ),
        (
            "Rules",
            "Data is held to the ",
            links.to("rules.html", "rules"),
            ", and every quotation is found again in its source.",
        ),
        (
            "Queries",
            "The ",
            links.to("queries.html", "saved queries"),
            " ask all records at once: who was given what, when, in whose words, and what later"
            " records say of it.",
        ),
        (
            "Stories",
            "From some of these queries comes the story of one commitment, ",
            element("code", "govgraph trace"),
            ", from meeting to meeting.",
        ),
    ]
    entries = (element("li", element("b", name), ". ", *text) for name, *text in steps)
    more = (
        links.to("model.html", "How the data is modelled"),
        links.to("not-modelled.html", "what is not modelled"),
    )
    return blocks(
        element("ol", *entries, class_="parts"),
        element("p", more[0], ", and ", more[1], "."),
    )


def _picture(content: Content, links: Links) -> Html:
    properties = content.ontology.properties
    object_properties = [p for p in properties if p.kind == "object property"]
    shared = [p for p in object_properties if p.is_stated and not p.domains]
    derived = [p for p in object_properties if not p.is_stated]
    caption = element(
        "figcaption",
        element(
            "p",
            "Each box is a class with the properties that lead from it to other things. A line is"
            f" drawn to the classes to which at least {BUSY} of them lead. Where a class is a kind"
            " of another, the box says so.",
        ),
        element("p", "Said of several classes: ", joined((_arrow(links, p) for p in shared), "; ")),
        element(
            "p",
            f"Left out: the {len(derived)} properties that follow from others, such as ",
            safe(join([p.words.label for p in derived[:3]])),
            ", and those that hold words, numbers and days.",
        ),
    )
    return element("figure", "\n", drawn(content.ontology), "\n", caption, "\n", class_="diagram")


def _arrow(links: Links, term: Term) -> Html:
    if not term.ranges:
        return links.term(term.iri)
    return joined((links.term(term.iri), " → ", links.terms(term.ranges)))
