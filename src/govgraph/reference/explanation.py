"""The pages that explain, from the Markdown of the documentation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govgraph.errors import WorkspaceError
from govgraph.names import GOV
from govgraph.rdfio import read_text
from govgraph.reference.content import Content
from govgraph.reference.frame import Links, Page
from govgraph.render.markup import Html, blocks, element, joined
from govgraph.workspace import resources

if TYPE_CHECKING:
    from markdown_it.token import Token

_NOT_MODELLED = "## What is not modelled\n"
# Pages of the site that stand for files of the checkout.
_PAGES = {"govgraph.ttl": "terms.html", "concepts.ttl": "codes.html"}
_MERMAID = re.compile(r"^```mermaid\n.*?^```\n", re.DOTALL | re.MULTILINE)
_PICTURE = "The picture is on the [overview](index.html#section-diagram).\n"


def explanations(content: Content) -> list[Page]:
    """Return the page of the model and that of what is not modelled.

    Raises:
        WorkspaceError: the documentation is not there, or does not say what is not modelled.
    """
    links = Links(content.ontology)
    path = resources() / "docs" / "explanation" / "model.md"
    title, _, text = read_text(path).removeprefix("# ").partition("\n")
    model, found, rest = text.partition(_NOT_MODELLED)
    if not found:
        raise WorkspaceError("no-section", "it does not say what is not modelled.", str(path))
    missing, following, after = rest.partition("\n## ")
    model = _MERMAID.sub(_PICTURE, model) + (following + after).removeprefix("\n")
    queries = joined(
        (links.query(n) for n in ("missing-records", "roles-without-holder", "unnamed-actions")
         if any(a.query.name == n for a in content.answers)), ", "
    )  # fmt: skip
    outside = element(
        "p",
        "What the vocabulary has no word for is one thing; what the records at hand leave open is"
        " another. For that, see ",
        queries,
        ", and what the page of each ",
        links.to("queries.html", "query"),
        " says that it does not say.",
    )
    return [
        Page("model.html", title, blocks(element("h1", title), rendered(links, model))),
        Page(
            "not-modelled.html",
            "What is not modelled",
            blocks(element("h1", "What is not modelled"), rendered(links, missing), outside),
        ),
    ]


def rendered(links: Links, text: str) -> Html:
    """Return Markdown as HTML, with links between pages and each term linked."""
    # It is needed for these pages alone, and is no dependency of the program.
    from markdown_it import MarkdownIt

    def code(renderer: object, tokens: Sequence[Token], at: int, *_: object) -> str:
        name = tokens[at].content
        iri = GOV + name.removeprefix("gov:")
        return links.term(iri) if links.target(iri) else element("code", name)

    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("code_inline", code)
    tokens = markdown.parse(text)
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            token.attrSet("id", _anchor(tokens[at + 1].content))
        if token.children:
            token.children = _relinked(token.children)
    html = markdown.renderer.render(tokens, markdown.options, {})
    opened = '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>'
    html = html.replace("<table>", opened).replace("</table>", "</table></div>")
    return Html(html.strip())


def _anchor(heading: str) -> str:
    return "section-" + re.sub(r"\W+", "-", heading.lower()).strip("-")


def _relinked(tokens: Sequence[Token]) -> list[Token]:
    """Return inline tokens in which no link leads to a file that the site does not have."""
    kept: list[Token] = []
    dropped = False
    for token in tokens:
        if token.type == "link_open":
            target = str(token.attrGet("href"))
            name = target.rpartition("/")[2]
            inside = target.startswith(("https://", "http://", "index.html"))
            dropped = not inside and name not in _PAGES
            if name in _PAGES:
                token.attrSet("href", _PAGES[name])
        if not (dropped and token.type in ("link_open", "link_close")):
            kept.append(token)
        if token.type == "link_close":
            dropped = False
    return kept
