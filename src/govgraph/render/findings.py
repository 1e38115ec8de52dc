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
    """Return findings, each with its place and what to do, and a summary line.

    Args:
        findings: what was found.
        checked: what was checked, for the summary line.
    """
    lines: list[str] = []
    said = ""
    for finding in findings:
        about = f" {finding.node}" if finding.node else ""
        given = "" if finding.value is None else f" ({_given(finding)})"
        lines.append(f"{place(finding)}: {finding.severity} {finding.code}{about}{given}")
        # What to do is said once for a run of findings of one kind.
        if finding.message != said:
            lines.append(f"    {finding.message}")
        said = finding.message
    counts = [
        count(sum(f.severity == s for f in findings), s, "info" if s == "info" else "")
        for s in SEVERITIES
    ]
    lines.append(f"{checked}: {', '.join(counts)}.")
    return "\n".join(lines) + "\n"


def _given(finding: Finding) -> str:
    return f"{finding.path} = {finding.value}" if finding.path else str(finding.value)


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings as JSON; the schema is ``schemas/findings.schema.json``."""
    # json is needed for this format only.
    from json import dumps

    found = [f._asdict() for f in findings]
    return dumps({"findings": found}, ensure_ascii=False, indent=2) + "\n"
