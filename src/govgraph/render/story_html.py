"""A trace as one page that asks for nothing from anywhere, and needs no script."""

from __future__ import annotations

from govgraph.model import Trace
from govgraph.prose import long_date
from govgraph.render.ending import closing, data_line, heads, spelt_out
from govgraph.render.markup import Html, blocks, element, items, joined, page, sheets
from govgraph.render.story import Entry, Line, entries, parties, timing
from govgraph.render.summary import in_short, in_short_title


def as_html(trace: Trace) -> str:
    """Return the trace as a page: quotations as block quotes, readings dashed and labelled."""
    return page(f"{trace.title} ({trace.id})", sheets("story"), _body(trace))


def _body(trace: Trace) -> Html:
    main = blocks(
        element("h1", trace.title),
        element("p", f"{trace.id}. {parties(trace)} {timing(trace)}", class_="parties"),
        element("h2", in_short_title(trace)),
        items(in_short(trace)),
        element("h2", "From record to record"),
        element("ol", *map(_entry, entries(trace)), class_="records"),
        *(blocks(element("h2", title), items(holders)) for title, holders in heads(trace)),
        element("h2", "What is not on record"),
        items(closing(trace)),
    )
    foot = (element("p", spelt_out(trace.abbreviations, main)), element("p", data_line(trace)))
    return blocks(element("main", "\n", main, "\n"), element("footer", *foot))


def _entry(entry: Entry) -> Html:
    record = entry.record
    where = f"{entry.where} · {entry.tag}"
    place: str = where
    # Any other address, such as a script, is shown without a link.
    if record.url is not None and record.url.startswith(("https://", "http://")):
        place = element("a", where, href=record.url)
    title = element(
        "h3",
        element("time", long_date(record.date), datetime=record.date),
        joined((f" · day {entry.days} · ", place)),
    )
    kind = "silent" if not entry.lines else "reading" if "reading" in entry.tag else "stated"
    return element("li", title, *map(line, entry.lines), class_=kind)


def line(said: Line) -> Html:
    """Return a line with its label; a record's own words as a block quote."""
    label = element("b", said.label) if said.label else Html("")
    if said.quoted:
        return joined((element("p", label), element("blockquote", said.text)))
    return element("p", joined((label, said.text), " "))
