"""The shipped board with words in it that would break a format that does not escape them."""

from __future__ import annotations

from pathlib import Path

LABELS = {
    "quotes": "He said \"no\" and 'yes' \\ back\\",
    "script": "</script><script>alert(1)</script>",
    "formula": "=cmd|' /C calc'!A0",
    "emoji": "Boat 🚤 & <b>bold</b>",
    "right-to-left": "שלום \u202eevil\u202c عالم",
    "lines": "first line\nsecond\tline\r\nthird",
    "control": "bell \u0007 and escape \u001b[31m",
    "braces": "{{x}} [y] (z) | a --> b; %% #1; `code` *star*",
    "at": "@SUM(1+1)",
}


def spoil(board: Path) -> dict[str, str]:
    """Add a topic for each label to a board, and make an action be about it.

    Returns:
        The IRI of each topic with its label.
    """
    base = "https://w3id.org/govgraph/id/topic/hostile-"
    lines, about = [], []
    for name, label in LABELS.items():
        literal = (
            label.replace("\\", "\\\\")
            .replace('"', '\\"')
            .replace("\n", "\\n")
            .replace("\r", "\\r")
            .replace("\t", "\\t")
        )
        lines.append(
            f"<{base}{name}> a <https://w3id.org/govgraph/ns#Topic> ; "
            f'<http://www.w3.org/2004/02/skos/core#prefLabel> "{literal}"@en .'
        )
        about.append(f"<{base}{name}>")
    topics = board / "data" / "topics.ttl"
    topics.write_text(
        topics.read_text(encoding="utf-8") + "\n".join(lines) + "\n", encoding="utf-8", newline=""
    )
    record = board / "data" / "2022-06-24-minutes.ttl"
    said = "\n".join(f":action-13 gov:topic {iri} ." for iri in about)
    record.write_text(
        f"{record.read_text(encoding='utf-8')}\n{said}\n", encoding="utf-8", newline=""
    )
    return {f"{base}{name}": label for name, label in LABELS.items()}
