"""A proof as a Mermaid flow chart, from what the records say to what follows."""

from __future__ import annotations

from govgraph.render.mermaid_text import escaped
from govgraph.render.reasons import UNSTATED, nature, numbered, parts
from govgraph.why import Reason

_LONGEST = 160
_KINDS = {
    "sentence": "on record",
    "index": "filed so by an editor",
    "register": "register fact",
    "vocabulary": "vocabulary",
    "bare": "no sentence given",
}


def as_mermaid(reason: Reason) -> str:
    """Return a proof as a flow chart: readings are dashed, what follows is rounded."""
    numbers = numbered(reason)
    lines = ["flowchart BT", f'    n0>"{escaped(nature(reason))}"]', "    n1 ~~~ n0"]
    for part in parts(reason):
        number = numbers[part.fact]
        label = _label(part)
        lines.append(f'    n{number}("{label}")' if part.rule else f'    n{number}["{label}"]')
        if part.ground is not None and part.ground.kind == "reading":
            lines.append(f"    class n{number} reading")
        lines += [
            f'    n{numbers[p.fact]} -->|"{escaped(part.rule or "")}"| n{number}'
            for p in part.premises
        ]
    lines.append("    classDef reading stroke-dasharray: 5 5")
    return "\n".join(lines) + "\n"


def _label(part: Reason) -> str:
    ground = part.ground
    lines = [part.sentence]
    if ground is not None:
        confidence = ground.confidence or UNSTATED
        lines.append(f"reading, {confidence}" if ground.kind == "reading" else _KINDS[ground.kind])
        lines += [f"“{_short(q.text)}” – {q.source}" for q in ground.quotes]
    return "<br>".join(escaped(line) for line in lines)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
