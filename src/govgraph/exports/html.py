"""One page with the whole board: it needs a browser, and no network."""

from __future__ import annotations

from typing import BinaryIO

from govgraph.errors import GovgraphError
from govgraph.exports import Format
from govgraph.graph import View


def _write(view: View, out: BinaryIO) -> None:
    if view.redacted:
        raise GovgraphError(
            "not-redacted",
            "the page quotes the records, names and all.",
            hint="Leave out --redact-people, or choose a format of nodes and edges.",
        )
    # Only a page needs what tells stories.
    from govgraph.page.document import page

    out.write(page(view.source).encode("utf-8"))


FORMAT = Format(
    name="html",
    suffix=".html",
    media_type="text/html",
    help="one page with the whole board, to search and to read, without a network",
    write=_write,
    whole=True,
)
