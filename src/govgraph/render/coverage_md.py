"""How much of the sources is held, as Markdown tables."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pyoxigraph import Literal

from govgraph.model import RecordCoverage, SourceWords, Table, Tally
from govgraph.render import tables
from govgraph.render.coverage import (
    NO_NODE,
    NO_STATEMENT,
    NOT_QUOTED,
    NOTE,
    NOTHING_ELSE,
    OVERLAPPING,
    found,
    overlap,
)

Row = tuple[str | int, ...]
_TALLY = (
    "Record",
    "Paragraphs",
    "With a statement",
    "With a reason",
    "With neither",
    "Action lines",
    "Of these held",
    "Text quoted",
)
_PLACE = ("Record", "Line", "Number", "Words")


def as_markdown(records: Sequence[RecordCoverage], total: Tally) -> str:
    """Return the coverage of records as a table, and what is not held as one table a kind.

    Args:
        records: how much of each is held.
        total: the sums.
    """
    rows = [_counts(r.record, r.tally) for r in records]
    if len(records) > 1:
        rows.append(_counts(f"All {len(records)} records", total))
    parts = ["# How much of the sources is held\n", _table(_TALLY, rows)]
    parts.append(f"{tables.escape(found(records))}\n")
    silent = [(r, s) for r in records for s in r.silent]
    lapping = [(r, o) for r in records for o in r.overlaps]
    sections: list[tuple[str, tuple[str, ...], Iterable[Row]]] = [
        (NO_STATEMENT, _PLACE, (_place(r, s.words) for r, s in silent if s.reason is None)),
        (NO_NODE, _PLACE, (_place(r, w) for r in records for w in r.actions_missing)),
        (
            OVERLAPPING,
            (*_PLACE, "Stretches"),
            ((*_place(r, o.words), overlap(o)) for r, o in lapping),
        ),
        (
            NOTHING_ELSE,
            (*_PLACE, "Editor"),
            ((*_place(r, s.words), s.reason) for r, s in silent if s.reason is not None),
        ),
        (NOT_QUOTED, _PLACE, (_place(r, w) for r in records for w in r.not_quoted)),
    ]
    for title, columns, lines in sections:
        listed = list(lines)
        if listed:
            parts += [f"## {title}\n", _table(columns, listed)]
    return "\n".join([*parts, f"{NOTE}\n"])


def _counts(name: str, n: Tally) -> Row:
    passages = (n.passages, n.with_statement, n.with_reason, n.with_neither)
    return (name, *passages, n.action_lines, n.action_lines_held, f"{n.percent}%")


def _place(record: RecordCoverage, words: SourceWords) -> Row:
    return record.record, words.line, words.label or "", words.text


def _table(columns: tuple[str, ...], rows: Iterable[Row]) -> str:
    return tables.as_markdown(
        Table(columns, tuple(tuple(Literal(str(cell)) for cell in row) for row in rows))
    )
