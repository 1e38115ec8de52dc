"""A trace as plain text, 84 columns wide whatever the terminal, so that bytes do not vary."""

from __future__ import annotations

import re
from textwrap import wrap

from govgraph.model import Trace
from govgraph.prose import short_date
from govgraph.render.ending import closing, data_line, heads, spelt_out
from govgraph.render.story import Line, double, entries, parties, timing
from govgraph.render.summary import in_short, in_short_title

WIDTH = 84
_LABEL = 12
# A date is not broken over two lines: its spaces are hidden from the wrapping.
_DATE = re.compile(r"\b[0-9]{1,2} [A-Z][a-z]{2,8} [0-9]{4}\b")
_GLUE = "\N{WORD JOINER}"


def as_text(trace: Trace) -> str:
    """Return the trace for a terminal."""
    lines = wrapped(f"{trace.id}  {trace.title}")
    lines += wrapped(f"{parties(trace)}  {timing(trace)}")
    lines += ["", in_short_title(trace)]
    for sentence in in_short(trace):
        lines += wrapped(sentence, "  ", "    " if sentence.startswith("[") else "  ")
    lines.append("")
    for entry in entries(trace):
        left = f"{short_date(entry.record.date):<14}{f'day {entry.days}':<10}{entry.where}"
        gap = WIDTH - len(left) - len(entry.tag)
        lines.append(f"{left}{' ' * gap if gap > 1 else '  '}{entry.tag}")
        for line in entry.lines:
            lines += labelled(line)
    lines.append("")
    for title, holders in heads(trace):
        lines += wrapped(title)
        for holder in holders:
            lines += wrapped(holder, "  ", "    ")
    for sentence in closing(trace):
        lines += wrapped(sentence)
    lines += [line for line in wrapped(spelt_out(trace.abbreviations, "\n".join(lines))) if line]
    lines.append(data_line(trace))
    return "\n".join(lines) + "\n"


def labelled(line: Line) -> list[str]:
    """Return a line with its label, wrapped under it."""
    text = double(line.text) if line.quoted else line.text
    indent = " " * (2 + _LABEL)
    return wrapped(text, f"  {line.label:<{_LABEL - 1}} ", indent)


def wrapped(text: str, first: str = "", rest: str = "") -> list[str]:
    """Return text in lines, the first and the rest with what they begin with; no date is broken."""
    lines = wrap(
        _DATE.sub(lambda date: date.group().replace(" ", _GLUE), text),
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GLUE, " ") for line in lines] or [first.rstrip()]
