"""Text as XML takes it."""

from __future__ import annotations

# XML 1.0, section 2.2, has no place for most control characters; the line ends within a value
# would not outlive a parser unless they are written as references.
_ESCAPES = (
    dict.fromkeys((*range(32), 65534, 65535), "�")
    | {9: "&#9;", 10: "&#10;", 13: "&#13;"}
    | {ord(c): e for c, e in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))}
)


def escaped(text: str) -> str:
    """Return text that stands for itself in an element or between double quotes."""
    return text.translate(_ESCAPES)
