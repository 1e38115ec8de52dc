"""A proof as JSON; its schema is ``schemas/why.schema.json``.

The statements stand in one list, and a step names its premises by their numbers: a proof may be
deeper than readers of JSON nest.
"""

from __future__ import annotations

from typing import Any

from govgraph.infer.rules import Fact
from govgraph.render.reasons import numbered, parts, weakest
from govgraph.why import Reason
from govgraph.why.grounds import Ground


def as_json(reason: Reason | None, asked: tuple[str, str, str], holds: bool) -> str:
    """Return a proof with the statement that was asked about; ``proof`` is null without one."""
    # json is needed for this format only.
    from json import dumps

    return dumps(as_object(reason, asked, holds), ensure_ascii=False, indent=2) + "\n"


def as_object(reason: Reason | None, asked: tuple[str, str, str], holds: bool) -> dict[str, Any]:
    """Return a proof as plain values."""
    subject, predicate, value = asked
    numbers = {} if reason is None else numbered(reason)
    return {
        "subject": subject,
        "predicate": predicate,
        "object": value,
        "holds": holds,
        "inferred": holds and (reason is None or reason.rule is not None),
        "reading": None if reason is None else weakest(reason),
        "proof": None if reason is None else [_part(p, numbers) for p in parts(reason)],
    }


def _part(reason: Reason, numbers: dict[Fact, int]) -> dict[str, Any]:
    subject, predicate, value = reason.curies
    return {
        "number": numbers[reason.fact],
        "sentence": reason.sentence,
        "subject": subject,
        "predicate": predicate,
        "object": value,
        "rule": reason.rule,
        "principle": reason.principle,
        "axiom": reason.axiom,
        "premises": [numbers[p.fact] for p in reason.premises],
        "ground": None if reason.ground is None else _ground(reason.ground),
    }


def _ground(ground: Ground) -> dict[str, Any]:
    return {
        "kind": ground.kind,
        "file": ground.file,
        "line": ground.line,
        "column": ground.column,
        "confidence": ground.confidence,
        "rationale": ground.rationale,
        "note": ground.note,
        "quotes": [
            {"record": q.record, "locator": q.locator, "text": q.text} for q in ground.quotes
        ],
    }
