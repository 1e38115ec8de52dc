"""What changed, as JSON; its schema is ``schemas/diff.schema.json``."""

from __future__ import annotations

from typing import Any

from govgraph.desk.changes import Change, Changes
from govgraph.desk.outside import Unnamed
from govgraph.desk.state import Desk
from govgraph.render.diff import Version


def as_json(found: Changes, versions: tuple[Version, Version] | None = None) -> str:
    """Return what changed, each change with its record and quotation."""
    # json is needed for this format only.
    from json import dumps

    return dumps(as_object(found, versions), ensure_ascii=False, indent=2) + "\n"


def as_object(found: Changes, versions: tuple[Version, Version] | None = None) -> dict[str, Any]:
    """Return what changed as plain values."""
    before, after = versions or (Version(), Version())
    return {
        "from": _end(found.before, before),
        "to": _end(found.after, after),
        "recorded": list(found.recorded),
        "gone": list(found.gone),
        "changes": [_change(change) for change in found.changes],
        "not_mentioned_before": list(found.silent_before),
        "unnamed": [_unnamed(unnamed) for unnamed in found.unnamed],
    }


def _end(desk: Desk, version: Version) -> dict[str, Any]:
    return {
        "date": desk.as_of,
        "revision": version.commit or None,
        "records": [r.record for r in desk.records],
    }


def _change(change: Change) -> dict[str, Any]:
    return change._asdict() | {"direction": change.direction}


def _unnamed(unnamed: Unnamed) -> dict[str, Any]:
    wanted = ("record", "locator", "meeting", "status", "basis", "confidence", "rationale", "quote")
    return {name: getattr(unnamed, name) for name in wanted}
