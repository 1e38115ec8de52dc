"""One file with everything in it: data, template, style and script.

The policy in its head lets it run this script and this style, which it knows by their hashes, and
lets it ask for nothing: see Content Security Policy Level 3, section 2.3.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from typing import Any

from govgraph.graph import Source
from govgraph.page.content import content
from govgraph.rdfio import read_text
from govgraph.render.markup import Html, safe

_STATIC = Path(__file__).parent / "static"
# In the order in which they need each other.
_SCRIPTS = ("elements", "quotes", "register", "story", "network", "picture", "people", "start")


def page(source: Source) -> str:
    """Return a board as a page.

    Raises:
        GovgraphError: the data have no sound dates, wording or evidence for a commitment.
    """
    return filled(content(source))


def filled(data: dict[str, Any]) -> str:
    """Return the template with its parts; the same data give the same page."""
    style = read_text(_STATIC / "page.css")
    modules = (read_text(_STATIC / f"{name}.js") for name in _SCRIPTS)
    # In a function of its own, no name of theirs meets a name of the browser's.
    script = '(() => {\n"use strict";\n' + "\n".join(modules) + "})();\n"
    policy = (
        f"default-src 'none'; script-src '{_digest(script)}'; style-src '{_digest(style)}';"
        " img-src data:; base-uri 'none'; form-action 'none'"
    )
    # One pass, so that nothing in the data can be taken for a place to fill.
    parts = {
        "policy": safe(policy),
        "title": safe(data["board"]),
        "style": Html(style),
        "data": Html(_json(data)),
        "script": Html(script),
    }
    pieces = read_text(_STATIC / "page.html").split("%%")
    return "".join(parts[p] if n % 2 else p for n, p in enumerate(pieces))


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _json(data: dict[str, Any]) -> str:
    """Return JSON in which nothing can end the element that it stands in."""
    # json is needed for pages and JSON only.
    from json import dumps

    text = dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for mark in "<>&\u2028\u2029":
        text = text.replace(mark, f"\\u{ord(mark):04x}")
    return text
