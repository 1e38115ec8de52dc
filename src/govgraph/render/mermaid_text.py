"""Text as Mermaid takes it."""

from __future__ import annotations

_MARKS = '"<>&#;`|[](){}\\'


def escaped(text: str) -> str:
    """Return text that Mermaid shows as it is: its marks as character entities."""
    return "".join(f"#{ord(c)};" if c in _MARKS else c for c in " ".join(text.split()))
