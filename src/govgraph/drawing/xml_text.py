"""Text as XML takes it."""

from __future__ import annotations

# XML 1.0, section 2.2, has no place for most control characters; the line ends within a value
# would not outlive a parser unless they are written as references.
_ESCAPES = (
    dict.fromkeys((*range(32), 65534, 65535), "�")
    | {9: "&#9;", 10: "&#10;", 13: "&#13;"}
    | {ord(c): e for c, e in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;"))}
)
# The bytes with which UTF-8 begins these, and some others.
_MAYBE = bytes({chr(n).encode()[0] for n in _ESCAPES})


def is_plain(text: str) -> bool:
    """Whether there is nothing to escape, as in most texts; of some it is not sure."""
    # A look at each character takes four times as long.
    raw = text.encode()
    return len(raw.translate(None, _MAYBE)) == len(raw)


def escaped(text: str) -> str:
    """Return text that stands for itself in an element or between double quotes."""
    return text if is_plain(text) else text.translate(_ESCAPES)
