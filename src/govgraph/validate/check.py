"""A check that was made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from govgraph.model import Finding
from govgraph.validate.facts import Facts
from govgraph.validate.rules import Rule
from govgraph.validate.sources import Sources


@dataclass(frozen=True)
class Check:
    """What was checked, and what was found.

    Attributes:
        findings: what is to be reported, by place.
        all: what is wrong with the board, also what is not to be reported. Where new data was
            checked in context, it may lack what the shapes find where that changes nothing.
        held: what is not told before the violations that it may come from are mended.
        unchecked: the codes of the rules that could not be applied, since a file does not parse.
        facts: the data.
        sources: the source files.
        texts: the text of each document and of each file of shapes, by its name in findings.
        rules: the rules that the data was held to, the workspace's own among them, by code.
        files: how many files were looked at.
        statements: how many statements they hold.
        unread: which of them were not checked any further, since they do not parse.
        note: why pySHACL checked the shapes, though it was not asked to; else an empty string.
    """

    findings: list[Finding]
    all: list[Finding]
    held: list[Finding]
    unchecked: frozenset[str]
    facts: Facts
    sources: Sources
    texts: Mapping[str, str]
    rules: Mapping[str, Rule]
    files: int
    statements: int
    unread: tuple[str, ...] = ()
    note: str = ""
