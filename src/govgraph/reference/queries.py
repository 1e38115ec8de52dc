"""The pages of the saved queries, each with its result on the board that ships."""

from __future__ import annotations

import shlex
from collections.abc import Sequence

from pyoxigraph import Literal, NamedNode, Triple

from govgraph.model import Parameter, Query, Table, Term, text_of
from govgraph.names import GOV, XSD, compact, prefixes
from govgraph.parameters import ACTION
from govgraph.prose import count, long_date
from govgraph.queries import source_of
from govgraph.reference.content import Answer, Content
from govgraph.reference.frame import Links, Page
from govgraph.render.markup import Html, blocks, element, facts, joined, safe, table
from govgraph.render.queries import PARAMETER_KINDS
from govgraph.serialization import to_turtle

_NUMBERS = frozenset(XSD + name for name in ("integer", "decimal", "double", "float"))
_SHORT, _LONG = 24, 80
_CLOSURE = "It asks for what follows from the data by the vocabulary, too."
_READING = "editor-inferred"


def queries_page(content: Content) -> Page:
    """Return the list of saved queries."""
    links = Links(content.ontology)
    rows = (_entry(links, answer) for answer in content.answers)
    main = blocks(
        element("h1", "Saved queries"),
        element(
            "p",
            f"The {len(content.answers)} queries that come with the program. Each page says what"
            " the query tells and what it does not, what it takes, how it is run, and what it"
            f" gives on the board that ships: {content.workspace.name}, {_span(content)}.",
        ),
        table(
            "Saved queries", ("Query", "What it gives", "Parameters", "Tags", "Rows shown"), rows
        ),
    )
    return Page("queries.html", "Saved queries", main)


def query_page(content: Content, answer: Answer) -> Page:
    """Return the page of one saved query."""
    links, query = Links(content.ontology, "../"), answer.query
    main = blocks(
        element("p", links.to("queries.html", "Saved queries"), class_="way"),
        element("h1", query.name),
        element("p", query.summary, ".", class_="lead"),
        element("p", links.prose(query.description)),
        element("p", _CLOSURE) if query.closure else Html(""),
        _parameters(links, query),
        element("h2", "On the command line", id="section-command"),
        element("pre", element("code", command_of(answer))),
        _result(content, links, answer),
        element("h2", "The query", id="section-text"),
        element("p", "File ", element("code", f"queries/{query.name}.rq"), "."),
        element("pre", element("code", _text(links, query)), tabindex="0"),
        facts([("Tags", safe(", ".join(query.tags)))]),
    )
    return Page(f"queries/{query.name}.html", query.name, main, "queries.html")


def command_of(answer: Answer) -> str:
    """Return the command line that gives the result that is shown."""
    words = ["govgraph", "query", answer.query.name]
    for name, value in answer.given.items():
        words += ["-p", f"{name}={value}"]
    return shlex.join(words)


def _entry(links: Links, answer: Answer) -> Html:
    query = answer.query
    names = [p.name + ("?" if p.optional else "") for p in query.parameters]
    rows = str(len(answer.result.rows)) if isinstance(answer.result, Table) else ""
    return element(
        "tr",
        element("th", links.query(query.name), scope="row"),
        element("td", query.summary),
        element("td", ", ".join(names)),
        element("td", ", ".join(query.tags)),
        element("td", rows, class_="number"),
    )


def _parameters(links: Links, query: Query) -> Html:
    heading = element("h2", "Parameters", id="section-parameters")
    if not query.parameters:
        return blocks(heading, element("p", "It takes none."))
    rows = (
        element(
            "tr",
            element("th", element("code", p.name), scope="row"),
            element("td", *_kind(links, p)),
            element("td", "may be left out" if p.optional else "must be given"),
            element("td", p.description),
            element("td", element("code", f"?{p.variable}")),
        )
        for p in query.parameters
    )
    head = ("Name", "Kind", "Given", "What it does", "In the query")
    return blocks(heading, table("Parameters", head, rows))


def _kind(links: Links, parameter: Parameter) -> Sequence[str]:
    if parameter.kind != "iri":
        return (PARAMETER_KINDS[parameter.kind],)
    by = ", by DATE/NUMBER, label or IRI" if parameter.cls == ACTION else ", by label or IRI"
    return links.term(parameter.cls), by


def _result(content: Content, links: Links, answer: Answer) -> Html:
    result = answer.result
    about = f"On the board that ships ({content.workspace.name}, {_span(content)})"
    if answer.as_of:
        about += f", as of {long_date(answer.as_of)}"
    heading = element("h2", "Result", id="section-result")
    if isinstance(result, bool):
        shown = element("p", "yes" if result else "no")
    elif isinstance(result, Table):
        about += f": {count(len(result.rows), 'row')}"
        shown = _rows(content, links, result)
    else:
        about += f": {count(len(result), 'triple')}"
        shown = element("pre", element("code", _turtle(content, answer.query, result)))
    return blocks(heading, element("p", f"{about}."), shown)


def _turtle(content: Content, query: Query, triples: tuple[Triple, ...]) -> str:
    declared = source_of(query.text, str(query.path)).prefixes
    return to_turtle(triples, prefixes(content.workspace.base) | declared).decode()


def _rows(content: Content, links: Links, result: Table) -> Html:
    bases = [n for n, c in enumerate(result.columns) if c.endswith("basis")]
    base = content.workspace.base

    def row(terms: tuple[Term | None, ...]) -> Html:
        read = any(isinstance(t := terms[n], Literal) and t.value == _READING for n in bases)
        cells = (_cell(links, term, base) for term in terms)
        return element("tr", *cells, **({"class_": "reading"} if read else {}))

    return table("Result", result.columns, (row(terms) for terms in result.rows))


def _cell(links: Links, term: Term | None, base: str) -> Html:
    if term is None:
        return element("td")
    if isinstance(term, NamedNode):
        known = links.target(term.value)
        return element(
            "td", links.term(term.value) if known else element("code", compact(term.value, base))
        )
    text = text_of(term)
    number = isinstance(term, Literal) and term.datatype.value in _NUMBERS
    kind = "number" if number else _width(text)
    return element("td", text, **({"class_": kind} if kind else {}))


def _width(text: str) -> str:
    """Return how a cell is set: what is short is not broken, what is long gets room."""
    if len(text) <= _SHORT:
        return "short"
    return "long" if len(text) > _LONG else ""


def _text(links: Links, query: Query) -> Html:
    """Return a query's text with its terms linked and its comments marked."""
    source = source_of(query.text, str(query.path))
    parts: list[str] = []
    at = 0
    for token in source.tokens:
        parts.append(_between(query.text[at : token.start]))
        iri = source.iri(token) if token.kind == "name" else None
        known = links.target(iri) if iri and iri.startswith(GOV) else ""
        parts.append(links.to(known, token.text) if known else token.text)
        at = token.end
    parts.append(_between(query.text[at:]))
    return joined(parts)


def _between(text: str) -> Html:
    """Return what stands between two tokens: white space, and comments line by line."""
    lines = (
        element("span", line, class_="comment") if line.lstrip().startswith("#") else safe(line)
        for line in text.split("\n")
    )
    return joined(lines, "\n")


def _span(content: Content) -> str:
    first, last = content.days[0], content.days[-1]
    records = count(content.records, "record")
    return f"{records}, {long_date(first)} to {long_date(last)}, data {content.data}"
