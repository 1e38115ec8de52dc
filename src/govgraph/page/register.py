"""The register of actions, as the saved queries and the view of actions give it."""

from __future__ import annotations

from typing import Any

from govgraph.graph import Quote, View
from govgraph.page.interned import Interned
from govgraph.prose import visible
from govgraph.trace_rows import Asked, Row


def register(
    asked: Asked, view: View, stories: dict[str, int], interned: Interned
) -> list[dict[str, Any]]:
    """Return a row for each action.

    Args:
        asked: asks the saved queries.
        view: the view of actions.
        stories: the number of the story of each action, by ``DATE/NUMBER``.
        interned: numbers of quotations.
    """
    worded: dict[str, list[Row]] = {}
    for row in asked("actions"):
        worded.setdefault(str(row["action"]), []).append(row)
    passed = {str(r["action"]): r for r in asked("timing-passed")}
    titles = {n.id: n.label for n in view.nodes}
    about: dict[str, list[str]] = {}
    named: dict[str, list[str]] = {}
    for edge in view.edges:
        kinds = {"about": about, "recipient": named}
        if edge.kind in kinds:
            held = kinds[edge.kind].setdefault(edge.source, [])
            held.append(visible(titles[edge.target]))
    return [
        {
            **_wording(str(row["action"]), worded.get(str(row["action"]), [])),
            "title": visible(titles.get(str(row["action"]), str(row["action"]))),
            "story": stories.get(str(row["action"])),
            "topics": sorted(set(about.get(str(row["action"]), ()))),
            "recipients": sorted(set(named.get(str(row["action"]), ()))),
            "passed": _passed(passed.get(str(row["action"]))),
            **_status(row, interned),
        }
        for row in asked("action-status")
    ]


def _wording(action: str, rows: list[Row]) -> dict[str, Any]:
    date, _, number = action.partition("/")
    due = next((r for r in rows if r["due_text"]), None)
    return {
        "id": action,
        "date": date,
        "number": int(number) if number.isdigit() else number,
        "text": visible(next((r["text"] or "" for r in rows), "")),
        "owners": list(dict.fromkeys(visible(str(r["owner"])) for r in rows if r["owner"])),
        "due": visible(due["due_text"] or "") if due else None,
        "by": due["due_by"] if due else None,
    }


def _passed(row: Row | None) -> dict[str, Any] | None:
    if row is None:
        return None
    # Days count from the later of the two last days.
    days = [(row[f"{which}_due_by"] or "", which) for which in ("first", "latest")]
    by, which = max(days)
    return {
        "days": int(row["days_since"] or 0),
        "by": by,
        "text": visible(row[f"{which}_due_text"] or ""),
    }


def _status(row: Row, interned: Interned) -> dict[str, Any]:
    code = str(row["status"])
    found: dict[str, Any] = {"status": code}
    if row["quote"]:
        found["basis"] = row["basis"]
        found["confidence"] = row["confidence"]
        found["told"] = row["evidence_date"]
        record = str(row["record"])
        found["quote"] = interned.quote(Quote(row["quote"], record, row["locator"] or ""))
    return found
