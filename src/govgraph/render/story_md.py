"""A trace as Markdown."""

from __future__ import annotations

from govgraph.model import Trace
from govgraph.prose import long_date
from govgraph.render.ending import closing, data_line, heads, spelt_out
from govgraph.render.story import double, entries, parties, timing
from govgraph.render.summary import in_short, in_short_title
from govgraph.render.tables import escape


def as_markdown(trace: Trace) -> str:
    """Return the trace as a Markdown page: quotations as block quotes, readings labelled."""
    lines = [f"# {trace.id}: {escape(trace.title)}", ""]
    lines += [escape(f"{parties(trace)} {timing(trace)}"), ""]
    lines += [f"## {in_short_title(trace)}", ""]
    lines += [f"- {escape(sentence)}" for sentence in in_short(trace)]
    lines += ["", "## From record to record", ""]
    for entry in entries(trace):
        when = f"{long_date(entry.record.date)} · day {entry.days}"
        lines += [f"### {when} · {escape(entry.where)} · {entry.tag}", ""]
        for line in entry.lines:
            if line.quoted:
                lines += [f"**{escape(line.label)}**", "", f"> {escape(double(line.text))}", ""]
            else:
                label = f"*{line.label}:* " if line.label else ""
                lines += [f"{label}{escape(line.text)}", ""]
    for title, holders in heads(trace):
        lines += [f"## {escape(title)}", ""]
        lines += [*(f"- {escape(holder)}" for holder in holders), ""]
    lines += ["## What is not on record", ""]
    lines += [f"- {escape(sentence)}" for sentence in closing(trace)]
    lines += ["", escape(spelt_out(trace.abbreviations, "\n".join(lines))), "", data_line(trace)]
    return "\n".join(lines) + "\n"
