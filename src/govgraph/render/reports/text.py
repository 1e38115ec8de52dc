"""Findings for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Finding
from govgraph.prose import visible
from govgraph.render.findings import as_text
from govgraph.render.report import Context, Format


def _write(findings: Sequence[Finding], context: Context) -> str:
    return visible(as_text(findings, context.checked))


TEXT = Format("text", ".txt", "for people at a terminal", _write)
