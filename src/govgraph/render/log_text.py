"""The log of actions as plain text: a block an action."""

from __future__ import annotations

from textwrap import wrap

from govgraph.prose import short_date
from govgraph.render.log import Log, LogRow
from govgraph.render.story import double

_WIDTH = 96
_INDENT = 12


def as_text(log: Log) -> str:
    """Return the log for a terminal."""
    lines = [log.title, ""]
    for sentence in log.opening:
        lines += wrap(sentence, _WIDTH)
    for row in log.rows:
        lines += ["", *_row(row)]
    lines.append("")
    for heading, text in log.notes.items():
        for part in f"{heading}: {text}".splitlines():
            before = "" if part.startswith(heading) else "  "
            lines += wrap(part, _WIDTH, initial_indent=before, subsequent_indent="  ")
    return "\n".join(lines) + "\n"


def _row(row: LogRow) -> list[str]:
    lines = [f"{row.action}  {short_date(row.date)}, Action {row.number}"]
    source = f"\n{row.source}" if row.source else ""
    for label, text in (
        ("", double(row.text)),
        ("Owner", row.owner),
        ("Timing", row.timing),
        ("Status", f"{row.status}{source}"),
        ("Last heard", row.heard),
        ("Note", row.note),
    ):
        for number, part in enumerate(text.splitlines()):
            first = (
                f"  {label}".ljust(_INDENT + 2) if number == 0 and label else " " * (_INDENT + 2)
            )
            first = first if label else "  "
            lines += wrap(part, _WIDTH, initial_indent=first, subsequent_indent=" " * len(first))
    return lines
