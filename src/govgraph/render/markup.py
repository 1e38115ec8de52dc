"""HTML that cannot be broken by what it shows: whatever is not marked as HTML is escaped."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from html import escape
from pathlib import Path

from govgraph.prose import visible
from govgraph.rdfio import read_text

_SHEETS = Path(__file__).parent / "static"
_VOID = frozenset({"br", "link", "meta"})


class Html(str):
    """Text that is HTML already."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str) -> Html:
    """Return an element.

    Args:
        name: its name.
        children: what stands in it; what is no :class:`Html` is escaped.
        attributes: a trailing underscore is dropped (``class_``), others become hyphens.
    """
    shown = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(visible(value))}"'
        for key, value in attributes.items()
    )
    if name in _VOID:
        return Html(f"<{name}{shown}>")
    return Html(f"<{name}{shown}>{joined(children)}</{name}>")


def joined(children: Iterable[str], between: str = "") -> Html:
    """Return children one after the other, with a text between each two."""
    return Html(safe(between).join(safe(child) for child in children))


def safe(text: str) -> Html:
    """Return text as HTML: as it is, if it is that already."""
    return text if isinstance(text, Html) else Html(escape(visible(text), quote=False))


def blocks(*children: str) -> Html:
    """Return block elements, each on a line of its own."""
    return joined((child for child in children if child), "\n")


def items(children: Iterable[str], **attributes: str) -> Html:
    """Return an unordered list."""
    return element("ul", *(element("li", child) for child in children), **attributes)


def facts(pairs: Iterable[tuple[str, str]]) -> Html:
    """Return a description list; a pair without a description is left out."""
    rows = (element("div", element("dt", k), element("dd", v)) for k, v in pairs if v)
    return element("dl", *rows, class_="facts")


def table(caption: str, head: Iterable[str], rows: Iterable[str]) -> Html:
    """Return a table that scrolls in a box of its own where it is too wide.

    Args:
        caption: what a screen reader calls the box.
        head: the headings of the columns.
        rows: ``tr`` elements.
    """
    headings = element("tr", *(element("th", h, scope="col") for h in head))
    body = element("tbody", "\n", joined(rows, "\n"), "\n")
    inner = element("table", element("thead", headings), "\n", body)
    # What scrolls has to be reachable with the keyboard.
    return element("div", inner, class_="scroll", role="region", aria_label=caption, tabindex="0")


def sheets(*names: str) -> str:
    """Return what every page looks like, and after it some style sheets by their names."""
    return "".join(read_text(_SHEETS / f"{name}.css") for name in ("base", *names))


def page(title: str, style: str, body: Html) -> str:
    """Return a whole page without scripts, which asks for nothing from anywhere.

    Args:
        title: what the window is called.
        style: its style sheet, see :func:`sheets`.
        body: what is in it.
    """
    digest = b64encode(sha256(style.encode()).digest()).decode()
    policy = (
        f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none';"
        " form-action 'none'"
    )
    head = element(
        "head",
        "\n",
        blocks(
            element("meta", charset="utf-8"),
            element("meta", http_equiv="Content-Security-Policy", content=policy),
            element("meta", name="viewport", content="width=device-width, initial-scale=1"),
            element("meta", name="color-scheme", content="light dark"),
            element("meta", name="referrer", content="no-referrer"),
            element("title", title),
            element("link", rel="icon", href="data:,"),
            element("style", Html(style)),
        ),
        "\n",
    )
    whole = element("html", head, element("body", "\n", body, "\n"), lang="en-GB")
    return f"<!DOCTYPE html>\n{whole}\n"
