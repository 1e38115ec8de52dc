"""Findings as the XML of JUnit: each rule is a test, which fails where a finding counts.

Consumers read one failure a test, so that all findings of a rule stand in it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING

from govgraph.model import Finding
from govgraph.prose import count, visible
from govgraph.render.findings import place
from govgraph.render.report import Context, Format, heading, told

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

# What XML 1.0 cannot hold, beyond the control characters that are written out anyway.
_NO_XML = re.compile("[\ufffe\uffff\ud800-\udfff]")


def _write(findings: Sequence[Finding], context: Context) -> bytes:
    # XML is needed for this format only, the names of rules only where there is a report.
    from xml.etree.ElementTree import Element, SubElement, indent, tostring

    held: dict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        held[finding.code].append(finding)
    doubtful = context.check.unchecked - held.keys()
    suites = Element("testsuites", {"name": "govgraph validate"})
    suite = SubElement(suites, "testsuite", {"name": "govgraph validate"})
    properties = SubElement(suite, "properties")
    about = (("checked", context.checked), ("note", context.note), ("govgraph", context.version))
    for name, value in ((n, v) for n, v in about if v):
        SubElement(properties, "property", {"name": name, "value": _text(value)})
    for code in sorted(context.rules.keys() | held.keys()):
        suite.append(_case(code, held[code], context, code in doubtful))
    totals = {
        "tests": str(len(suite.findall("testcase"))),
        "failures": str(len(suite.findall("testcase/failure"))),
        "errors": "0",
        "skipped": str(len(suite.findall("testcase/skipped"))),
        "time": "0",
    }
    for element in (suites, suite):
        element.attrib.update(totals)
    indent(suites)
    document: bytes = tostring(suites, encoding="utf-8", xml_declaration=True)
    return document + b"\n"


def _case(code: str, findings: Sequence[Finding], context: Context, doubtful: bool) -> Element:
    from xml.etree.ElementTree import Element, SubElement

    counted = [f for f in findings if f.severity in context.counted]
    other = [f for f in findings if f.severity not in context.counted]
    rule = context.rules.get(code)
    name = code if rule is None else f"{code} {rule.name}"
    attributes = {"classname": "govgraph.validate", "name": _text(name), "time": "0"}
    placed = next((f for f in counted if f.file), None)
    if placed is not None:
        attributes["file"] = _text(placed.file or "")
        if placed.line:
            attributes["line"] = str(placed.line)
    case = Element("testcase", attributes)
    if counted:
        message = f"{count(len(counted), 'finding')}: {counted[0].message}"
        severity = counted[0].severity
        failure = SubElement(case, "failure", {"message": _text(message), "type": severity})
        failure.text = _listed(counted, context)
    elif doubtful:
        why = "What the rule asks for may stand in a file that does not parse."
        SubElement(case, "skipped", {"message": why})
    if other:
        SubElement(case, "system-out").text = _listed(other, context)
    return case


def _listed(findings: Sequence[Finding], context: Context) -> str:
    lines = (
        f"{place(f) or 'the data as a whole'}: {f.severity} {heading(f, context)}\n    {told(f)}"
        for f in findings
    )
    return _text("\n".join(lines))


def _text(text: str) -> str:
    return _NO_XML.sub(lambda m: f"\\u{ord(m[0]):04x}", visible(text))


JUNIT = Format(
    "junit", ".xml", "JUnit XML, for the test reports of Jenkins, GitLab and others", _write
)
