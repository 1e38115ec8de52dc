"""What changed, as one page that asks for nothing from anywhere; wordings word by word."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.render.diff import Diff, Item
from govgraph.render.markup import Html, blocks, element, joined, page, sheets


def as_html(diff: Diff) -> str:
    """Return what changed as a page: readings and edits dashed, silence dotted."""
    return page(diff.title, sheets("story", "diff"), _body(diff))


def _body(diff: Diff) -> Html:
    main = blocks(
        element("h1", diff.title),
        *(element("p", sentence) for sentence in diff.opening),
        *(
            blocks(
                element("h2", f"{title} ({len(items)})"),
                element("ol", "\n", joined(map(_item, items), "\n"), "\n", class_="records"),
            )
            for title, items in diff.sections
        ),
        *(element("p", sentence) for sentence in diff.closing),
    )
    return element("main", "\n", main, "\n")


def _item(item: Item) -> Html:
    compared = element("blockquote", joined(_words(item), " "), class_="compared")
    quote = compared if item.parts else element("blockquote", item.quote)
    return element(
        "li",
        element("h3", joined((element("b", item.name), item.title), " ")),
        element("p", item.what) if item.what else "",
        element("p", item.place, class_="parties"),
        quote,
        element("p", joined((element("b", "Why"), item.why), " ")) if item.why else "",
        class_=item.kind,
    )


def _words(item: Item) -> Iterator[Html]:
    for name, old, new in item.parts:
        if name == "equal":
            yield joined((new,))
            continue
        if old:
            yield element("del", old)
        if new:
            yield element("ins", new)
