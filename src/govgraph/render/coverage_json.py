"""How much of the sources is held, as JSON; the schema is ``schemas/coverage.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from govgraph.model import RecordCoverage, Tally


def as_json(records: Sequence[RecordCoverage], total: Tally) -> str:
    """Return the coverage of records, and the sums, as JSON."""
    # json is needed for this format only.
    from json import dumps

    result = {
        "records": [_record(r) for r in records],
        "total": _tally(total),
        "findings": sum(r.findings for r in records),
    }
    return dumps(result, ensure_ascii=False, indent=2) + "\n"


def _tally(tally: Tally) -> dict[str, int]:
    return {**tally._asdict(), "with_neither": tally.with_neither, "percent": tally.percent}


def _record(record: RecordCoverage) -> dict[str, Any]:
    return {
        "record": record.record,
        "source": record.source,
        "tally": _tally(record.tally),
        "passages_without_statement": [
            {
                "node": s.node,
                "locator": s.words.label,
                "line": s.words.line,
                "text": s.words.text,
                "reason": s.reason,
            }
            for s in record.silent
        ],
        "actions_without_statement": [
            {"label": w.label, "line": w.line, "text": w.text} for w in record.actions_missing
        ],
        "overlaps": [
            {
                "first": o.first,
                "second": o.second,
                "passages": o.passages,
                "line": o.words.line,
                "text": o.words.text,
            }
            for o in record.overlaps
        ],
        "not_quoted": [{"line": w.line, "text": w.text} for w in record.not_quoted],
        "findings": record.findings,
    }
