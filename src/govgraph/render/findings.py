"""Findings of a validation, for people and for programs."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Finding
from govgraph.prose import count

SEVERITIES = ("violation", "warning", "info")


def place(finding: Finding) -> str:
    """Return where a finding is, as ``file:line:column`` as far as known."""
    parts = [finding.file or "", finding.line, finding.column]
    return ":".join(str(p) for p in parts if p)


def as_text(findings: Sequence[Finding], checked: str) -> str:
    """Return findings a block each, and a summary line.

    Args:
        findings: what was found.
        checked: what was checked, for the summary line.
    """
    lines = []
    for finding in findings:
        about = f" {finding.node}" if finding.node else ""
        lines.append(f"{place(finding)}: {finding.severity} {finding.code}{about}")
        lines.append(f"    {finding.message}")
        if finding.value is not None:
            shown = f"{finding.path} = {finding.value}" if finding.path else finding.value
            lines.append(f"    given: {shown}")
    counts = [
        count(sum(f.severity == s for f in findings), s, "info" if s == "info" else "")
        for s in SEVERITIES
    ]
    lines.append(f"{checked}: {', '.join(counts)}.")
    return "\n".join(lines) + "\n"


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings as JSON; the schema is ``schemas/findings.schema.json``."""
    # json is needed for this format only.
    from json import dumps

    found = [f._asdict() for f in findings]
    return dumps({"findings": found}, ensure_ascii=False, indent=2) + "\n"
