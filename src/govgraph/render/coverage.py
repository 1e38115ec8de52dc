"""How much of the sources is held, in words: shared by plain text and Markdown."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Overlap, RecordCoverage, SourceWords, Tally
from govgraph.prose import count, join

NO_STATEMENT = "No statement rests on these, and no reason is given"
NOTHING_ELSE = "No statement rests on these, and the editor says why"
NO_NODE = "Numbered actions of the source without a statement"
OVERLAPPING = "Quoted stretches that overlap"
NOT_QUOTED = "Not quoted"
NOTE = (
    "Paragraphs: action lines and rows of tables are counted among them. A statement is anything"
    " that the data says on the strength of a paragraph: an action, a figure, a mention; its text,"
    " its topics and its short forms do not count. Of the text, characters that are no white space"
    " are counted, and the percentage is rounded down."
)
TO_DO = "Say what these paragraphs hold, or give the reason why they hold nothing else."


def summary(tally: Tally) -> list[str]:
    """Return the counts of one record, or of several, as the parts of a sentence."""
    held = "holds" if tally.with_statement == 1 else "hold"
    paragraphs = count(tally.passages, "paragraph")
    parts = [f"{tally.with_statement} of {paragraphs} {held} a statement"]
    if tally.with_reason:
        parts.append(f"{tally.with_reason} with a reason")
    if tally.with_neither:
        parts.append(f"{tally.with_neither} with no reason given")
    lines = count(tally.action_lines, "action line")
    parts.append(
        f"{tally.action_lines_held} of {lines}" if tally.action_lines else "no action line"
    )
    parts.append(f"{tally.percent}% of the text is quoted")
    return parts


def found(records: Sequence[RecordCoverage]) -> str:
    """Return how many findings of each kind there are, and what to do about paragraphs."""
    if not records:
        return "No record is on file."
    silent = sum(r.tally.with_neither for r in records)
    missing = sum(len(r.actions_missing) for r in records)
    overlaps = sum(len(r.overlaps) for r in records)
    kinds = [
        (silent, count(silent, "paragraph") + " with neither a statement nor a reason"),
        (missing, count(missing, "action line") + " without a statement"),
        (overlaps, count(overlaps, "overlap") + " of quoted stretches"),
    ]
    named = [words for number, words in kinds if number]
    if not named:
        return "No findings."
    what = f" {TO_DO}" if silent else ""
    return f"{count(silent + missing + overlaps, 'finding')}: {join(named)}.{what}"


def overlap(item: Overlap) -> str:
    """Return which two stretches overlap."""
    kind = "two passages" if item.passages else "neither holds the other"
    return f"{item.first} and {item.second} ({kind})"


def parted(items: Sequence[SourceWords]) -> tuple[list[SourceWords], list[SourceWords]]:
    """Return what holds a letter, and what is only marks and numbers."""
    worded = [i for i in items if any(c.isalpha() for c in i.text)]
    return worded, [i for i in items if i not in worded]
