"""Terms and texts as short labels, on one line."""

from __future__ import annotations

from functools import cache

_LABEL = 72


@cache
def words(name: str) -> str:
    """Return a term of the vocabulary as words: ``AgendaItem`` is ``agenda item``."""
    return "".join(f" {c.lower()}" if c.isupper() else c for c in name).strip()


def shortened(text: str, most: int = _LABEL) -> str:
    """Return a text of at most so many characters, cut between words."""
    if len(text) <= most:
        return text
    return f"{text[: most - 1].rsplit(' ', 1)[0].rstrip(' ,.;:')}…"


def on_one_line(text: str) -> str:
    """Return a text with its runs of white space as one space each."""
    # Most texts are on one line already.
    return text if text.isprintable() else " ".join(text.split())
