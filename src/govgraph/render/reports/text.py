"""Findings for people at a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.lookup import ActionNames
from govgraph.model import Finding
from govgraph.prose import visible
from govgraph.render.findings import as_text, summary
from govgraph.render.report import Context, Format


def _write(findings: Sequence[Finding], context: Context) -> str:
    # A clean board needs neither the names of actions nor what stands behind a node.
    if not findings:
        note = f"{context.note}\n" if context.note else ""
        return visible(f"{summary([], context.checked)}\n{note}")
    # Validation takes long to import, and `validate --help` does without it.
    from govgraph.validate.details import Details

    details = Details(context.check, ActionNames(context.check.facts.store))
    return visible(as_text(findings, context.checked, context.rules, details, context.note))


TEXT = Format("text", ".txt", "for people at a terminal", _write)
