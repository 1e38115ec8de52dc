"""What changed, as Markdown."""

from __future__ import annotations

from govgraph.prose import visible
from govgraph.render.diff import Diff, Item
from govgraph.render.story import double
from govgraph.render.tables import escape


def as_markdown(diff: Diff) -> str:
    """Return what changed as a Markdown page: quotations as block quotes, readings labelled."""
    lines = [f"# {escape(diff.title)}", ""]
    lines += [part for sentence in diff.opening for part in (escape(sentence), "")]
    for title, items in diff.sections:
        lines += [f"## {title} ({len(items)})", ""]
        for item in items:
            lines += _item(item)
    lines += [part for sentence in diff.closing for part in (escape(sentence), "")]
    return visible("\n".join(lines).rstrip("\n")) + "\n"


def _item(item: Item) -> list[str]:
    lines = [f"### {item.name}: {escape(item.title)}", ""]
    lines += [escape(item.what), ""] if item.what else []
    lines += [f"*{escape(item.place)}*", "", f"> {escape(double(item.quote))}", ""]
    return [*lines, f"*Why:* {escape(item.why)}", ""] if item.why else lines
