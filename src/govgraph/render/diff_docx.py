"""What changed, as a document for paper."""

from __future__ import annotations

from govgraph.render.diff import Diff, Item
from govgraph.render.naming import quoted
from govgraph.render.paper import Paper, write


def as_docx(diff: Diff, day: str) -> bytes:
    """Return what changed as a document: words of records set in, readings labelled.

    Args:
        diff: what changed.
        day: the ISO day of the later state, which the document gives as its own.

    Raises:
        GovgraphError: python-docx is not installed.
    """
    paper = Paper(diff.title, f"{diff.title}.")
    paper.heading(diff.title, 1)
    for sentence in diff.opening:
        paper.line(sentence)
    for title, items in diff.sections:
        paper.heading(f"{title} ({len(items)})", 2)
        for item in items:
            _write(paper, item)
    for number, sentence in enumerate(diff.closing):
        paper.line(sentence, style="Quiet", before=0 if number else 14)
    return paper.bytes(day)


def _write(paper: Paper, item: Item) -> None:
    """Write a change; its lines stay on one page with the words that it rests on."""
    above = [paper.line(f"{item.name}  {item.title}", style="Cell", bold=True, before=6)]
    above += [paper.line(item.what, style="Cell")] if item.what else []
    above += [paper.line(item.place, style="Quiet")]
    for paragraph in above:
        paragraph.paragraph_format.keep_with_next = True
    paper.line(quoted(item.quote), style="Later")
    if item.why:
        write(paper.line("Why: ", style="Quiet", bold=True), item.why)
