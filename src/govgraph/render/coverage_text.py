"""How much of the sources is held, as plain text of one width, so that bytes do not vary."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from textwrap import wrap

from govgraph.model import RecordCoverage, SourceWords, Tally
from govgraph.render.coverage import (
    NO_NODE,
    NO_STATEMENT,
    NOT_QUOTED,
    NOTE,
    NOTHING_ELSE,
    OVERLAPPING,
    found,
    overlap,
    parted,
    summary,
)
from govgraph.render.story_text import WIDTH

# White space at which no line is broken; no text of a record holds it, since it is folded.
_GLUE = "\N{NO-BREAK SPACE}"


def as_text(records: Sequence[RecordCoverage], total: Tally) -> str:
    """Return the coverage of records for a terminal.

    Args:
        records: how much of each is held.
        total: the sums.
    """
    everything = f"All {len(records)} records"
    names = [r.record for r in records] + ([everything] if len(records) > 1 else [])
    width = max((len(n) for n in names), default=0)
    lines: list[str] = []
    for record in records:
        lines += [*_head(record.record, record.tally, width), *_body(record), ""]
    if len(records) > 1:
        lines += [*_head(everything, total, width), ""]
    lines += [*wrap(found(records), WIDTH), "", *wrap(NOTE, WIDTH)]
    return "\n".join(lines) + "\n"


def _head(name: str, tally: Tally, width: int) -> list[str]:
    counts = "; ".join(_unbroken(part) for part in summary(tally))
    return _wrapped(f"{name:<{width}}  {counts}", "", " " * (width + 2))


def _body(record: RecordCoverage) -> list[str]:
    lines: list[str] = []
    without = [s.words for s in record.silent if s.reason is None]
    lines += _section(NO_STATEMENT, (_quoted(w, without) for w in without))
    missing = record.actions_missing
    lines += _section(NO_NODE, (_quoted(w, missing) for w in missing))
    lines += _section(
        OVERLAPPING,
        (
            line
            for item in record.overlaps
            for line in (_quoted(item.words), *_indented(overlap(item)))
        ),
    )
    explained = [s for s in record.silent if s.reason is not None]
    words = [s.words for s in explained]
    lines += _section(
        NOTHING_ELSE,
        (
            line
            for s in explained
            for line in (_quoted(s.words, words), *_indented(f"Editor: {s.reason}"))
        ),
    )
    worded, marks = parted(record.not_quoted)
    lines += _section(NOT_QUOTED, (*(_quoted(w) for w in worded), *_marks(marks)))
    return lines


def _section(title: str, lines: Iterable[str]) -> list[str]:
    listed = list(lines)
    return [f"  {title}", *listed] if listed else []


def _quoted(words: SourceWords, others: Iterable[SourceWords] = ()) -> str:
    """Return a line with the place and as many of the words as it takes.

    Args:
        words: what is quoted.
        others: what is listed with it; the column of labels is as wide as the widest of them.
    """
    width = max((len(o.label or "") for o in others), default=0)
    label = f"{words.label or '':<{width}}  " if width else ""
    place = f"    line {words.line:>4}  {label}"
    return f'{place}"{_cut(words.text, WIDTH - len(place) - 2)}"'


def _cut(text: str, room: int) -> str:
    """Return text that fits, cut after a whole word where there is one."""
    if len(text) <= room:
        return text
    kept = text[: room - 1]
    return f"{kept.rpartition(' ')[0] or kept[:-1]} …"


def _indented(text: str) -> list[str]:
    indent = " " * 15
    return _wrapped(text, indent, indent)


def _marks(marks: Sequence[SourceWords]) -> list[str]:
    """Return marks and numbers, each with its line, run on."""
    entries = [_unbroken(f'{m.line} "{m.text}"') for m in marks]
    text = f"Marks and numbers, by line: {', '.join(entries)}"
    return _wrapped(text, "    ", "      ") if marks else []


def _unbroken(text: str) -> str:
    return text.replace(" ", _GLUE)


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    lines = wrap(
        text,
        WIDTH,
        initial_indent=first,
        subsequent_indent=rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [line.replace(_GLUE, " ") for line in lines]
