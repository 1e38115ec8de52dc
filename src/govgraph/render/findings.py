"""Findings of a validation, for people and for programs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap
from typing import TYPE_CHECKING

from govgraph.model import Finding
from govgraph.prose import count
from govgraph.render.carets import excerpt

if TYPE_CHECKING:
    # Validation takes long to import, and `validate --help` does without it.
    from govgraph.quotes import Quote
    from govgraph.validate.details import Detail, Details
    from govgraph.validate.rules import Rule

SEVERITIES = ("violation", "warning", "info")
_WIDTH = 100
# How many findings of one rule in one file are shown whole, and of how many more the place.
_WHOLE = 5
_PLACES = 20
# How many signs of a sentence, a name or a value are shown, and of a message, which quotes them.
_LONGEST = 240
_MESSAGE = 1000
# How many rules the summary counts by name.
_RULES = 10


def place(finding: Finding) -> str:
    """Return where a finding is, as ``file:line:column`` as far as known."""
    return ":".join(part for part in (finding.file, _spot(finding)) if part)


def as_text(
    findings: Sequence[Finding],
    checked: str,
    rules: Mapping[str, Rule],
    details: Details,
    note: str = "",
) -> str:
    """Return findings by file and rule, each with its line, a summary, and how to learn more.

    The gravest come first; of those that are alike, the files by name and the places by line.

    Args:
        findings: what was found, by place.
        checked: what was checked, for the summary line.
        rules: the rules, by code.
        details: what is shown beside each.
        note: what was not checked, for a line below the summary.
    """
    lines: list[str] = []
    said: set[str] = set()
    by_file: dict[str | None, list[Finding]] = {}
    for finding in findings:
        by_file.setdefault(finding.file, []).append(finding)
    for file, of_file in sorted(by_file.items(), key=lambda item: _gravity(item[1])):
        lines.append(file or "The data as a whole")
        by_rule: dict[str, list[Finding]] = {}
        for finding in of_file:
            by_rule.setdefault(finding.code, []).append(finding)
        for code, found in sorted(by_rule.items(), key=lambda item: _gravity(item[1])):
            rule, first = rules.get(code), found[0]
            lines.append(f"  {code} {first.severity}" + (f": {rule.name}" if rule else ""))
            # What to do is said once, for all files.
            lines += [] if code in said else _folded(rule.message if rule else first.message, 4)
            said.add(code)
            lines += [*_of_rule(rule, found, details), ""]
    lines += [summary(findings, checked), *([note] if note else [])]
    if findings:
        gravest = min(findings, key=lambda f: SEVERITIES.index(f.severity))
        lines.append(f"To have a rule explained: govgraph rule {gravest.code}")
    return "\n".join(lines) + "\n"


def summary(findings: Sequence[Finding], checked: str) -> str:
    """Return how much was found, by severity and by rule."""
    counts = [
        count(sum(f.severity == s for f in findings), s, "info" if s == "info" else "")
        for s in SEVERITIES
    ]
    by_rule = sorted(Counter(f.code for f in findings).items(), key=lambda r: (-r[1], r[0]))
    named = [f"{code} {number}" for code, number in by_rule[:_RULES]]
    if by_rule[_RULES:]:
        named.append(count(len(by_rule) - _RULES, "other rule"))
    said = f" By rule: {', '.join(named)}." if named else ""
    return f"{checked}: {', '.join(counts)}.{said}"


def _gravity(findings: Sequence[Finding]) -> int:
    """Return the place of the gravest of some findings among the severities."""
    return min(SEVERITIES.index(f.severity) for f in findings)


def _of_rule(rule: Rule | None, found: Sequence[Finding], details: Details) -> Iterator[str]:
    """Yield the findings of one rule in one file."""
    for finding in found[:_WHOLE]:
        yield from _of_finding(finding, rule, details.of(finding))
    rest = found[_WHOLE:]
    telling = [f for f in rest if _own(f, rule)][:_PLACES]
    for finding in telling:
        yield from _folded(f"{_spot(finding) or cut(finding.node or '')}  {_own(finding, rule)}", 4)
    told = set(map(id, telling))
    rest = [f for f in rest if id(f) not in told]
    if rest:
        places = [_spot(f) or cut(f.node or "") or "place not known" for f in rest[:_PLACES]]
        more = len(rest) - len(places)
        said = f"and {len(rest)} more: {', '.join(places)}"
        said += f", and {more} not listed here (--format json lists all)" if more else ""
        yield from _folded(f"{said}.", 4)


def _of_finding(finding: Finding, rule: Rule | None, detail: Detail) -> Iterator[str]:
    called = [cut(part) for part in (detail.name, finding.node) if part]
    head = [part for part in (place(finding), ", ".join(called)) if part]
    # Terminals and editors jump to a place that is written out.
    yield from (f"    {line}" for line in _lines(head))
    if detail.line is not None and finding.column is not None:
        yield from (f"      {line}" for line in excerpt(detail.line, finding.column, _WIDTH - 6))
    elif finding.value is not None:
        yield from _folded(f"{cut(finding.path or 'value')}: {cut(finding.value)}", 6)
    # A message that says more than the rule does.
    own = _own(finding, rule)
    yield from _folded(cut(" ".join(p for p in (own, detail.hint) if p), _MESSAGE), 6)
    if detail.sentence is not None:
        yield from _folded(words(detail.sentence), 6)


def _own(finding: Finding, rule: Rule | None) -> str:
    """Return what the message of a finding says beyond that of its rule."""
    return finding.message.replace(rule.message if rule else finding.message, "").strip()


def _lines(parts: Sequence[str]) -> list[str]:
    """Return parts on one line if they go there, or else on a line each."""
    one = "  ".join(parts)
    return [one] if len(one) <= _WIDTH - 4 else [parts[0], *(f"  {p}" for p in parts[1:])]


def words(sentence: Quote) -> str:
    """Return what a record says, long passages cut, and where it stands."""
    return f'Record: "{cut(sentence.text)}" ({sentence.source})'


def cut(text: str, longest: int = _LONGEST) -> str:
    """Return the beginning of a long text, up to the end of a word."""
    if len(text) <= longest:
        return text
    return f"{text[:longest].rpartition(' ')[0] or text[:longest]} …"


def _spot(finding: Finding) -> str:
    return ":".join(str(n) for n in (finding.line, finding.column) if n is not None)


def _folded(text: str, indent: int) -> list[str]:
    before = " " * indent
    return wrap(
        text,
        _WIDTH,
        initial_indent=before,
        subsequent_indent=before,
        break_long_words=False,
        break_on_hyphens=False,
    )


def as_json(findings: Sequence[Finding]) -> str:
    """Return findings as JSON; the schema is ``schemas/findings.schema.json``."""
    # json is needed for this format only.
    from json import dumps

    found = [f._asdict() for f in findings]
    return dumps({"findings": found}, ensure_ascii=False, indent=2) + "\n"
