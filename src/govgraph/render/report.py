"""What a report of findings is made from, and what a format of reports is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from govgraph import __version__
from govgraph.model import Finding
from govgraph.prose import count, join
from govgraph.render.findings import SEVERITIES
from govgraph.workspace import Workspace

if TYPE_CHECKING:
    # Validation takes long to import, and `validate --help` does without it.
    from govgraph.validate import Check, Rule


class Context(NamedTuple):
    """What was checked, and what a report needs beside the findings.

    Attributes:
        checked: what was checked, in words.
        rules: the rules that the data was held to, by code.
        counted: the severities that make the check fail.
        base: the IRI under which the workspace's things are named.
        version: govgraph's.
        source: the name of a file, as findings give it → its text; None where it has none.
        check: the check itself: the board and what was found before any of it was accepted.
        note: what was not checked, in words; empty where nothing was left out.
    """

    checked: str
    rules: Mapping[str, Rule]
    counted: frozenset[str]
    base: str
    version: str
    source: Callable[[str], str | None]
    check: Check
    note: str = ""


class Format(NamedTuple):
    """A form of report.

    Attributes:
        name: what ``--format`` calls it.
        suffix: the suffix of a file that chooses it.
        help: one line for people.
        write: findings → the report.
    """

    name: str
    suffix: str
    help: str
    write: Callable[[Sequence[Finding], Context], str | bytes]


def context_of(workspace: Workspace, check: Check, counted: Sequence[str]) -> Context:
    """Return what a report needs beside the findings.

    Args:
        workspace: what is on file.
        check: what was found, and the texts in which.
        counted: the severities that make the check fail.
    """
    files, rules = count(check.files, "file"), count(len(check.rules), "rule")
    return Context(
        f"{workspace.name}, {files} with {count(check.statements, 'statement')} checked against"
        f" {rules}",
        check.rules,
        frozenset(counted),
        workspace.base,
        __version__,
        check.texts.get,
        check,
        _note(check),
    )


def _note(check: Check) -> str:
    if check.unchecked:
        return (
            "A file does not parse, so nothing was inferred:"
            f" {count(len(check.unchecked), 'rule')} that need every file were not applied."
        )
    if check.unread:
        return (
            f"Nothing else in {join(check.unread)} was checked: mend what is not Turtle, and"
            " check again."
        )
    if check.held:
        held = count(len({(f.code, f.node, f.value) for f in check.held}), "further finding")
        return f"Mend the violations and check again: {held} may come from them."
    return ""


def about(finding: Finding) -> str:
    """Return the node, property and value of a finding as far as known, such as ``x, p = v``."""
    given = " = ".join(part for part in (finding.path, finding.value) if part is not None)
    return ", ".join(part for part in (finding.node, given) if part)


def told(finding: Finding) -> str:
    """Return what to do and what about, as one text."""
    subject = about(finding)
    return f"{finding.message} ({subject})" if subject else finding.message


def heading(finding: Finding, context: Context) -> str:
    """Return the code and the name of the rule that a finding breaks."""
    rule = context.rules.get(finding.code)
    return finding.code if rule is None else f"{finding.code} {rule.name}"


def tally(findings: Sequence[Finding]) -> str:
    """Return how many findings there are of each severity that occurs, or ``nothing found``."""
    counts = ((s, sum(f.severity == s for f in findings)) for s in SEVERITIES)
    return join([count(n, s, "info" if s == "info" else "") for s, n in counts if n]) or (
        "nothing found"
    )
