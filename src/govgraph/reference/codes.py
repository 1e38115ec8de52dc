"""The page of the code lists."""

from __future__ import annotations

from govgraph.prose import capitalised
from govgraph.reference.content import Content
from govgraph.reference.frame import Links, Page
from govgraph.reference.ontology import Code, Term
from govgraph.render.markup import Html, blocks, element, table


def codes_page(content: Content) -> Page:
    """Return the page of codes."""
    ontology, links = content.ontology, Links(content.ontology)
    lists = [(cls, ontology.members(cls.iri)) for cls in ontology.classes]
    filled = [(cls, members) for cls, members in lists if members]
    main = blocks(
        element("h1", "Codes"),
        element(
            "p",
            f"The {len(ontology.codes)} codes of the {len(filled)} code lists. The notation is"
            " what queries and JSON print; the label is what people read. The file itself: ",
            links.to("concepts.ttl", "concepts.ttl"),
            ".",
        ),
        *(_list(links, cls, members) for cls, members in filled),
    )
    return Page("codes.html", "Codes", main)


def _list(links: Links, cls: Term, members: list[Code]) -> Html:
    heading = capitalised(cls.words.label)
    head = ("Notation", "Label", "Definition", "Example", "Identifier")
    return element(
        "section",
        element("h2", heading, " ", element("small", links.term(cls.iri))),
        element("p", links.prose(cls.words.definition)),
        table(heading, head, (_row(links, cls, code) for code in members)),
        id=f"section-{cls.name}",
        class_="codes",
    )


def _row(links: Links, cls: Term, code: Code) -> Html:
    # A code of two lists has its anchor where it comes first.
    anchor = {"id": code.name} if code.lists[0] == cls.iri else {}
    words = code.words
    return element(
        "tr",
        element("th", element("code", code.notation), scope="row"),
        element("td", words.label),
        element("td", links.prose(words.definition)),
        element("td", words.example),
        element("td", element("code", f"gov:{code.name}")),
        **anchor,
    )
