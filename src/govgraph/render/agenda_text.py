"""Matters arising as plain text, as wide as a trace."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.render.agenda_parts import Paper
from govgraph.render.ending import spelt_out
from govgraph.render.story_text import labelled, wrapped


def as_text(paper: Paper, abbreviations: Sequence[tuple[str, str]]) -> str:
    """Return the agenda for a terminal."""
    lines = [*wrapped(paper.title), ""]
    for sentence in paper.opening:
        lines += wrapped(sentence)
    for number, section in enumerate(paper.sections, 1):
        lines += ["", *wrapped(f"{number}. {section.heading} ({len(section.points)})")]
        lines += wrapped(section.note, "   ", "   ")
        for point in section.points:
            lines += ["", *wrapped(point.title, "  ", "    ")]
            for line in point.lines:
                lines += labelled(line)
    lines.append("")
    for sentence in paper.closing:
        lines += wrapped(sentence)
    lines += [line for line in wrapped(spelt_out(abbreviations, "\n".join(lines))) if line]
    return "\n".join(lines) + "\n"
