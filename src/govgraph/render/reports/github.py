"""Findings as workflow commands: GitHub Actions shows each at its line of a pull request."""

from __future__ import annotations

from collections.abc import Sequence

from govgraph.model import Finding
from govgraph.prose import visible
from govgraph.render.report import Context, Format, heading, told

_COMMANDS = {"violation": "error", "warning": "warning", "info": "notice"}
_IN_MESSAGE = {ord("%"): "%25", ord("\r"): "%0D", ord("\n"): "%0A"}
_IN_PROPERTY = {**_IN_MESSAGE, ord(":"): "%3A", ord(","): "%2C"}


def _write(findings: Sequence[Finding], context: Context) -> str:
    return "".join(_command(finding, context) for finding in findings)


def _command(finding: Finding, context: Context) -> str:
    given = {
        "file": finding.file,
        "line": finding.line,
        # A column without a line would say nothing.
        "col": finding.line and finding.column,
        "title": heading(finding, context),
    }
    properties = ",".join(
        f"{name}={str(value).translate(_IN_PROPERTY)}" for name, value in given.items() if value
    )
    message = told(finding).translate(_IN_MESSAGE)
    return visible(f"::{_COMMANDS[finding.severity]} {properties}::{message}") + "\n"


GITHUB = Format("github", "", "notes at the lines of a pull request (GitHub Actions)", _write)
