"""Findings as compilers write theirs: a line each, which editors and problem matchers know."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Finding
from govgraph.prose import visible
from govgraph.render.findings import place
from govgraph.render.report import Context, Format, told

# Editors know these three.
_LEVELS = {"violation": "error", "warning": "warning", "info": "info"}


def _write(findings: Sequence[Finding], _: Context) -> str:
    return "".join(f"{visible(_line(finding))}\n" for finding in findings)


def _line(finding: Finding) -> str:
    # What people wrote may have lines of its own.
    said = " ".join(told(finding).split())
    before = f"{place(finding)}: " if finding.file else ""
    return f"{before}{_LEVELS[finding.severity]}: {said} [{finding.code}]"


LINE = Format("line", "", "a line each, for editors and problem matchers", _write)
