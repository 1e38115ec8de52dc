"""What changed, as plain text."""

from __future__ import annotations

from textwrap import wrap

from govgraph.render.diff import Diff, Item
from govgraph.render.story import double

_WIDTH = 96


def as_text(diff: Diff) -> str:
    """Return what changed for a terminal."""
    lines = [diff.title, ""]
    for sentence in diff.opening:
        lines += wrap(sentence, _WIDTH)
    for title, items in diff.sections:
        lines += ["", f"{title} ({len(items)})"]
        for item in items:
            lines += _item(item)
    lines.append("")
    for sentence in diff.closing:
        lines += wrap(sentence, _WIDTH)
    return "\n".join(lines).rstrip("\n") + "\n"


def _item(item: Item) -> list[str]:
    lines = wrap(
        f"{item.name}  {item.title}", _WIDTH, initial_indent="  ", subsequent_indent="    "
    )
    why = f"Why: {item.why}" if item.why else ""
    for text in (item.what, item.place, double(item.quote), why):
        lines += wrap(text, _WIDTH, initial_indent="    ", subsequent_indent="      ")
    return lines
