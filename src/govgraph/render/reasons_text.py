"""A proof as text: a tree of sentences, with the words of the records at its leaves."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from govgraph.quotes import Quote
from govgraph.render.reasons import follows, nature, place, standing
from govgraph.render.story import double
from govgraph.why import Contradiction, Reason
from govgraph.why.grounds import Ground

_WIDTH = 100
_DEEPEST = 60


def as_text(reason: Reason) -> str:
    """Return a proof as a tree."""
    lines = [*_fold("", "", reason.sentence), *_fold("", "", nature(reason))]
    lines += ["  ".join(reason.curies), ""]
    lines += _tree(reason) if reason.rule else _leaf("", reason.ground, set())
    return "\n".join(lines) + "\n"


def contradictions_as_text(found: list[Contradiction]) -> str:
    """Return contradictions, each with why its statements hold."""
    lines: list[str] = []
    for number, clash in enumerate(found, 1):
        where = f", {clash.axiom}" if clash.axiom else ""
        lines += [*_fold(f"{number}. ", "   ", f"{clash.sentence} ({clash.rule}{where})")]
        for reason in clash.reasons:
            lines += _fold("   ", "   ", reason.sentence)
            lines += (f"   {line}" for line in _below(reason))
        lines.append("")
    return "\n".join(lines)


def _below(reason: Reason) -> Iterator[str]:
    yield from _tree(reason) if reason.rule else _leaf("  ", reason.ground, set())


def _tree(reason: Reason) -> Iterator[str]:
    """Yield the lines below a statement that follows from others."""
    yield from _fold("  ", "  ", follows(reason))
    seen = {reason.fact}
    shown: set[tuple[str, tuple[Quote, ...]]] = set()
    waiting = [(p, "  ", p is reason.premises[-1]) for p in reversed(reason.premises)]
    while waiting:
        part, before, last = waiting.pop()
        # A deep proof is not to run out of the page.
        deeper = len(before) < _DEEPEST
        after = before + ("   " if last else "│  ") if deeper else before
        known = part.fact in seen and part.rule is not None
        said = f"{part.sentence}{' (Shown above.)' if known else ''}"
        yield from _fold(f"{before}{'└─ ' if last else '├─ '}", after, said)
        if known:
            continue
        seen.add(part.fact)
        if part.rule is None:
            yield from _leaf(after, part.ground, shown)
            continue
        yield from _fold(after, after, follows(part))
        waiting += [(p, after, p is part.premises[-1]) for p in reversed(part.premises)]


def _leaf(
    before: str, ground: Ground | None, shown: set[tuple[str, tuple[Quote, ...]]]
) -> Iterator[str]:
    """Yield the lines below an asserted statement; words that were shown are not shown again."""
    if ground is None:
        return
    where, words = place(ground), (standing(ground), ground.quotes)
    said = "the same words as above" if words in shown and ground.quotes else words[0]
    yield from _fold(before, before, f"{where}: {said}" if where else said)
    if words not in shown:
        shown.add(words)
        for quote in ground.quotes:
            text = f"{double(quote.text)} – {quote.source}"
            yield from _fold(f"{before}  ", f"{before}  ", text)


def _fold(first: str, others: str, text: str) -> list[str]:
    width = max(_WIDTH, len(first) + 40)
    return wrap(
        text,
        width,
        initial_indent=first,
        subsequent_indent=others,
        break_long_words=False,
        break_on_hyphens=False,
    )
