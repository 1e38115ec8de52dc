"""Findings as JSON, for programs; the schema is ``schemas/findings.schema.json``."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Finding
from govgraph.render.findings import as_json
from govgraph.render.report import Context, Format


def _write(findings: Sequence[Finding], _: Context) -> str:
    return as_json(findings)


JSON = Format("json", ".json", "for programs", _write)
