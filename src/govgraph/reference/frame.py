"""What every page has: its head, the way around, and links that fit its folder."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from govgraph import __version__
from govgraph.names import GOV, VOCABULARIES
from govgraph.reference.ontology import Ontology
from govgraph.render.markup import Html, blocks, element, items, joined, safe

GENERATOR = "govgraph.reference"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; base-uri 'none';"
    " form-action 'none'"
)
NAVIGATION = (
    ("index.html", "Overview"),
    ("model.html", "Model"),
    ("terms.html", "Terms"),
    ("codes.html", "Codes"),
    ("queries.html", "Queries"),
    ("rules.html", "Rules"),
    ("not-modelled.html", "Not modelled"),
)
_CURIE = re.compile(r"\bgov:(\w+)")


@dataclass(frozen=True)
class Page:
    """A page: its path below the site's root, its title, and what stands in its main part.

    ``below`` is the page of the navigation that it belongs to, if it is not one itself.
    """

    path: str
    title: str
    main: Html
    below: str = ""


@dataclass(frozen=True)
class Links:
    """Links from a page to the others.

    Attributes:
        ontology: the terms and codes that can be linked.
        root: the way from the page's folder to the site's root, empty or ``../``.
    """

    ontology: Ontology
    root: str = ""

    def to(self, path: str, *text: str) -> Html:
        """Return a link to a path below the root."""
        return element("a", *text, href=self.root + path)

    def target(self, iri: str) -> str:
        """Return where a term or a code is told of, or an empty string."""
        if iri in self.ontology.terms:
            return f"terms.html#{iri.removeprefix(GOV)}"
        return f"codes.html#{iri.removeprefix(GOV)}" if iri in self.ontology.codes else ""

    def term(self, iri: str) -> Html:
        """Return a term as code, linked where it is one of ours."""
        shown, target = element("code", short(iri)), self.target(iri)
        return self.to(target, shown) if target else shown

    def terms(self, iris: Iterable[str]) -> Html:
        """Return terms in a row."""
        return joined((self.term(iri) for iri in iris), ", ")

    def query(self, name: str) -> Html:
        """Return a link to a saved query."""
        return self.to(f"queries/{name}.html", element("code", name))

    def prose(self, text: str) -> Html:
        """Return text in which each term is a link."""
        parts: list[str] = []
        at = 0
        for match in _CURIE.finditer(text):
            if self.target(GOV + match[1]):
                parts += [text[at : match.start()], self.term(GOV + match[1])]
                at = match.end()
        return joined([*parts, text[at:]])


def short(iri: str) -> str:
    """Return an IRI with its prefix, or as it is."""
    for prefix, namespace in VOCABULARIES.items():
        if iri.startswith(namespace):
            return f"{prefix}:{iri[len(namespace) :]}"
    return iri


def framed(page: Page, data: str) -> bytes:
    """Return a whole page as UTF-8.

    Args:
        page: what is shown.
        data: the first of the content hash of the data.
    """
    root = "../" * page.path.count("/")
    title = page.title if page.path == "index.html" else f"{page.title} – govgraph reference"
    head = element(
        "head",
        "\n",
        blocks(
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=POLICY),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="generator", content=GENERATOR),
            element("meta", name="color-scheme", content="light dark"),
            element("title", title),
            element("link", rel="icon", href="data:,"),
            element("link", rel="stylesheet", href=f"{root}site.css"),
        ),
        "\n",
    )
    body = blocks(
        Html("<body>"),
        element("a", "Skip to the text", class_="skip", href="#page-main"),
        element("header", _brand(root), _navigation(page, root), class_="site"),
        element("main", "\n", page.main, "\n", id="page-main"),
        _footer(data),
        Html("</body>"),
    )
    html = element("html", "\n", head, "\n", body, "\n", lang="en-GB")
    return f"<!DOCTYPE html>\n{html}\n".encode()


def _brand(root: str) -> Html:
    version = element("span", __version__, class_="version")
    return element("a", "govgraph ", version, href=f"{root}index.html", class_="brand")


def _navigation(page: Page, root: str) -> Html:
    def link(path: str, text: str) -> Html:
        if path == page.path:
            return element("a", text, href=root + path, aria_current="page")
        here = {"class_": "here"} if path == page.below else {}
        return element("a", text, href=root + path, **here)

    entries = items(link(path, text) for path, text in NAVIGATION)
    return element("nav", entries, aria_label="Pages")


def _footer(data: str) -> Html:
    kept = (
        "What a record states, what an editor reads into it and what no record mentions are three"
        " things. No mention is not evidence that nothing was done."
    )
    terms = (
        "Vocabulary, code lists and rules: CC BY 4.0. Sentences of the records: their"
        " publisher’s; no licence is claimed for them."
    )
    made = f"govgraph {__version__}, data {data}."
    return element("footer", *(element("p", safe(text)) for text in (kept, terms, made)))
