"""Matters arising as JSON; ``schemas/agenda.schema.json`` says what stands in it."""

from __future__ import annotations

import json
from typing import Any

from govgraph.desk.agenda import Agenda, last_said
from govgraph.desk.linked import taken_up
from govgraph.desk.state import ActionState

_LINK = ("kind", "basis", "confidence", "rationale")
_GROUPS = ("here", "passed", "to_come", "undated", "reopened", "possible")


def as_json(agenda: Agenda, board: str) -> str:
    """Return the agenda as JSON, the same bytes for the same data."""
    earlier_of = taken_up(agenda.desk)
    told = {
        "board": board,
        "next": agenda.next,
        "last_record": agenda.records[-1].date,
        "records": [r.record for r in agenda.records],
        "completed": agenda.completed,
        "actions": [
            {
                "group": group.replace("_", "-"),
                **_action(action),
                "takes_up": [
                    {"action": earlier, **{name: getattr(word, name) for name in _LINK}}
                    for earlier, word in earlier_of.get(action.id, ())
                ],
                "linked": [
                    {"action": k.other, "later": k.later, "said": [w._asdict() for w in k.words]}
                    for k in agenda.linked.get(action.id, ())
                ],
            }
            for group in _GROUPS
            for action in getattr(agenda, group)
        ],
        "commitments": [
            {**c._asdict(), "taken_up": [t._asdict() for t in c.taken_up]}
            for c in agenda.commitments
        ],
        "unnamed": [u._asdict() for u in agenda.unnamed],
        "missing": [m._asdict() for m in agenda.missing],
    }
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _action(action: ActionState) -> dict[str, Any]:
    heard = action.last_heard
    return {
        "action": action.id,
        "iri": action.iri,
        "title": action.title,
        "text": action.text,
        "owners": [o.organization for o in action.owners],
        "recipients": list(action.recipients),
        "due": [
            {"record": d.record, "kind": d.kind, "text": d.text, "from": d.due_from, "by": d.due_by}
            for d in action.timings
        ],
        "days": action.days_since,
        "status": action.status._asdict(),
        "last_heard": {"date": heard.date, "record": heard.record, "locator": heard.locator},
        "last_said": [w._asdict() for w in last_said(action)],
    }
