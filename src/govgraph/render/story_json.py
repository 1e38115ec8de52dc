"""A trace as JSON; its schema is ``schemas/trace.schema.json``."""

from __future__ import annotations

from typing import Any

from govgraph.model import Due, Head, Step, Trace


def as_json(trace: Trace) -> str:
    """Return the trace with the keys that the contract of the command fixes."""
    # json is needed for this format only.
    from json import dumps

    return dumps(as_object(trace), ensure_ascii=False, indent=2) + "\n"


def as_object(trace: Trace) -> dict[str, Any]:
    """Return the trace as plain values."""
    return {
        "action": {
            "id": trace.id,
            "iri": trace.iri,
            "text": trace.text,
            "owners": list(dict.fromkeys(o.organization for o in trace.owners)),
            "recipients": list(trace.recipients),
            "due": [_due(d) for d in trace.due],
        },
        "steps": [_step(s) for s in trace.steps],
        "summary": {
            "first": trace.first,
            "last": trace.last,
            "days": trace.days,
            "days_since_due": trace.days_since_due,
            "records_silent": [{"date": r.date, "record": r.record} for r in trace.silent],
            "records_missing": [
                {"date": m.date, "record": None} for m in trace.missing if m.date <= trace.last
            ],
            "delivered": trace.delivered,
            "heads_on_record": [_head(h) for h in trace.heads if h.date <= trace.last],
            "unsaid": list(trace.unsaid),
            "holdings": trace.holdings,
        },
    }


def _due(due: Due) -> dict[str, str | None]:
    return {
        "record": due.record,
        "kind": due.kind,
        "text": due.text,
        "from": due.due_from,
        "by": due.due_by,
    }


def _step(step: Step) -> dict[str, str | int | None]:
    return {
        "date": step.date,
        "record": step.record,
        "locator": step.locator,
        "kind": step.kind,
        "said_by": step.said_by,
        "basis": step.basis,
        "confidence": step.confidence,
        "rationale": step.rationale,
        "quote": step.quote,
        "passage": step.passage,
        "url": step.url,
        "days": step.days,
        "action": step.action,
    }


def _head(head: Head) -> dict[str, str]:
    return {
        "date": head.date,
        "organization": head.organization,
        "role": head.role,
        "person": head.person,
        "mode": head.mode,
        "status": head.status,
    }
