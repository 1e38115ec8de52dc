"""Matters arising as one page that asks for nothing from anywhere, and needs no script."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.render.agenda_parts import Paper, Point
from govgraph.render.ending import spelt_out
from govgraph.render.markup import Html, blocks, element, page, sheets
from govgraph.render.story_html import line


def as_html(paper: Paper, abbreviations: Sequence[tuple[str, str]]) -> str:
    """Return the agenda as a page: quotations as block quotes, readings labelled."""
    main = blocks(
        element("h1", paper.title),
        *(element("p", sentence) for sentence in paper.opening),
        *(
            blocks(
                element("h2", f"{number}. {section.heading} ({len(section.points)})"),
                element("p", section.note),
                element("ol", *map(_point, section.points), class_="records"),
            )
            for number, section in enumerate(paper.sections, 1)
        ),
        *(element("p", sentence) for sentence in paper.closing),
    )
    foot = element("footer", element("p", spelt_out(abbreviations, main)))
    body = blocks(element("main", "\n", main, "\n"), foot)
    return page(paper.title, sheets("story"), body)


def _point(point: Point) -> Html:
    read = "[reading" in point.title or any("[reading" in each.text for each in point.lines)
    kind = "reading" if read else "stated"
    return element("li", element("h3", point.title), *map(line, point.lines), class_=kind)
