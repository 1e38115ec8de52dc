"""Findings as SARIF 2.1.0, which code scanning services read.

Section numbers are those of the OASIS standard.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from govgraph.model import Finding
from govgraph.prose import visible
from govgraph.render.report import Context, Format, told

if TYPE_CHECKING:
    from govgraph.validate import Rule

_SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {"violation": "error", "warning": "warning", "info": "note"}


def _write(findings: Sequence[Finding], context: Context) -> str:
    # json is needed for few formats.
    from json import dumps

    rules = sorted(context.rules.values(), key=lambda rule: rule.code)
    indexes = {rule.code: at for at, rule in enumerate(rules)}
    seen: Counter[str] = Counter()
    run = {
        "tool": {
            "driver": {
                "name": "govgraph",
                "semanticVersion": context.version,
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(finding, indexes, seen) for finding in findings],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return dumps(log, ensure_ascii=False, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": _message(rule.name),
        "fullDescription": _message(rule.reason),
        "help": _message(f"{rule.message} {rule.reason} For an example: govgraph rule {rule.code}"),
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, indexes: Mapping[str, int], seen: Counter[str]) -> dict[str, Any]:
    identity = _identity(finding)
    seen[identity] += 1
    result: dict[str, Any] = {"ruleId": finding.code}
    if finding.code in indexes:
        result["ruleIndex"] = indexes[finding.code]
    result |= {"level": _LEVELS[finding.severity], "message": _message(told(finding))}
    location = _location(finding)
    if location:
        result["locations"] = [location]
    result["partialFingerprints"] = {"govgraphFinding/v1": f"{identity}:{seen[identity]}"}
    known = {k: getattr(finding, k) for k in ("node", "path", "value", "shape")}
    result["properties"] = {k: v for k, v in known.items() if v is not None}
    return result


def _message(text: str) -> dict[str, str]:
    # Braces would be placeholders (3.11.5), and [x](y) a link (3.11.6) that data has no say in.
    plain = visible(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")
    return {"text": plain}


def _location(finding: Finding) -> dict[str, Any]:
    location: dict[str, Any] = {}
    if finding.file is not None:
        place: dict[str, Any] = {"artifactLocation": {"uri": _uri(finding.file)}}
        if finding.line is not None:
            place["region"] = {"startLine": finding.line}
            if finding.column is not None:
                place["region"]["startColumn"] = finding.column
        location["physicalLocation"] = place
    if finding.node is not None:
        location["logicalLocations"] = [{"fullyQualifiedName": finding.node}]
    return location


def _uri(file: str) -> str:
    path = PurePath(file)
    # Without a scheme, so that a colon in a name must not look like the end of one.
    return path.as_uri() if path.is_absolute() else quote(path.as_posix(), safe="/")


def _identity(finding: Finding) -> str:
    """Return what stays the same when lines move, or when a message is worded better."""
    named = finding.node or finding.file
    parts = (finding.code, named, finding.path, finding.value)
    return sha256("\0".join(part or "" for part in parts).encode()).hexdigest()


SARIF = Format("sarif", ".sarif", "SARIF 2.1.0, for code scanning", _write)
