"""Matters arising as Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.render.agenda_parts import Paper
from govgraph.render.ending import spelt_out
from govgraph.render.story import double
from govgraph.render.tables import escape


def as_markdown(paper: Paper, abbreviations: Sequence[tuple[str, str]]) -> str:
    """Return the agenda as a Markdown page: quotations as block quotes, readings labelled."""
    lines = [f"# {escape(paper.title)}", ""]
    for sentence in paper.opening:
        lines += [escape(sentence), ""]
    for number, section in enumerate(paper.sections, 1):
        lines += [f"## {number}. {section.heading} ({len(section.points)})", "", section.note, ""]
        for point in section.points:
            lines += [f"### {escape(point.title)}", ""]
            for line in point.lines:
                label = f"*{line.label}:* " if line.label else ""
                if line.quoted:
                    lines += [label.rstrip(), ""] if label else []
                    lines += [f"> {escape(double(line.text))}", ""]
                else:
                    lines += [f"{label}{escape(line.text)}", ""]
    lines += [escape(sentence) for sentence in paper.closing]
    spelt = escape(spelt_out(abbreviations, "\n".join(lines)))
    return "\n".join([*lines, *(["", spelt] if spelt else [])]) + "\n"
