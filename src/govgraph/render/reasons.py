"""What all forms of a proof share: its statements in order, and what each rests on."""

from __future__ import annotations

from collections.abc import Iterator

from govgraph.infer.rules import Fact
from govgraph.why import Reason
from govgraph.why.grounds import Ground

ASSERTED = "The data says so itself; no rule is needed."
UNSTATED = "confidence not given"
_LEAST = (UNSTATED, "possible", "probable", "certain")
INFERRED = "No record says so in these words; it follows from what is on file."


def nature(reason: Reason) -> str:
    """Return whether it is asserted or follows, and if so, whether from what an editor reads."""
    confidence = weakest(reason)
    if reason.rule is None:
        return (
            f"An editor reads it so ({confidence}); no rule is needed." if confidence else ASSERTED
        )
    return INFERRED + (f" It rests on an editor's reading ({confidence})." if confidence else "")


def weakest(reason: Reason) -> str | None:
    """Return the least confidence of the readings that a proof rests on; None without one."""
    read = [p.ground for p in parts(reason) if p.ground is not None and p.ground.kind == "reading"]
    given = (g.confidence if g.confidence in _LEAST else UNSTATED for g in read)
    return min(given, key=_LEAST.index, default=None)


def numbered(reason: Reason) -> dict[Fact, int]:
    """Return the statements of a proof, numbered from 1: what is proved, then what that needs.

    A statement that is needed twice is proved once.
    """
    return {part.fact: number for number, part in enumerate(parts(reason), 1)}


def parts(reason: Reason) -> Iterator[Reason]:
    """Yield the statements of a proof, each once, in the order in which they are read."""
    seen = set()
    waiting = [reason]
    while waiting:
        part = waiting.pop()
        if part.fact not in seen:
            seen.add(part.fact)
            yield part
            waiting.extend(reversed(part.premises))


def place(ground: Ground) -> str:
    """Return ``file:line:column``, as far as it is known."""
    given = [ground.file or "", *(str(n) for n in (ground.line, ground.column) if n is not None)]
    return ":".join(given)


def standing(ground: Ground) -> str:
    """Return how a record stands to what is asserted: said, read, or not said at all."""
    note = f" Editor's note: {ground.note}" if ground.note else ""
    if ground.kind == "reading":
        reason = f" {ground.rationale}" if ground.rationale else ""
        return f"[reading, {ground.confidence or UNSTATED}]{reason}{note}"
    said = {
        "sentence": "on record",
        "index": f"filed so by an editor{'; these are the words' if ground.quotes else ''}",
        "register": "register fact; no sentence of a record is given for it",
        "vocabulary": "from the vocabulary; no record says it",
        "bare": "in a record's file; no sentence of the record is given for it",
    }[ground.kind]
    return f"{said}.{note}" if note else said


def follows(reason: Reason) -> str:
    """Return the principle of a step, with its rule and the place of its axiom."""
    where = f", {reason.axiom}" if reason.axiom else ""
    return f"since {reason.principle} ({reason.rule}{where})"
