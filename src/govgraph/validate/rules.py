"""What a rule is, and what it is to break one."""

from __future__ import annotations

from dataclasses import dataclass

from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from govgraph.model import Finding, Term
from govgraph.names import GOV
from govgraph.positions import Place
from govgraph.validate.paths import Path

VIOLATION = "violation"
WARNING = "warning"
INFO = "info"

# The stages of a check: what is asserted, and after it what follows too.
STRUCTURE = "structure"
INTEGRITY = "integrity"


@dataclass(frozen=True)
class Rule:
    """Something that data is to hold to.

    Attributes:
        code: the stable code that people look up, such as ``GG012``.
        name: what it is called, in a few words.
        severity: ``violation``, ``warning`` or ``info``.
        message: what to do where it is broken.
        reason: why there is such a rule.
        shape: the IRI of the SHACL shape, or None where Python checks it.
        stage: ``structure``, where it is checked on what is asserted, or ``integrity``, where
            it is checked on that and on what follows.
    """

    code: str
    name: str
    severity: str
    message: str
    reason: str
    shape: str | None = None
    stage: str = STRUCTURE


@dataclass(frozen=True)
class Breach:
    """One node that breaks a rule.

    Attributes:
        rule: the rule.
        node: the node; None for the data as a whole.
        path: the property; or a longer path; or None.
        value: the value at fault, or None where one is missing.
        message: the rule's message, or a more exact one.
        at_verb: whether the property is at fault, whatever its value.
        most: how many values there may be, where there are more.
        each_language: whether as many may be there in each language.
        others: what else it is about, besides node and value.
        at: an asserted statement that it rests on, where what breaks the rule follows.
    """

    rule: Rule
    node: NamedNode | BlankNode | None
    path: NamedNode | Path | None
    value: Term | None
    message: str
    at_verb: bool = False
    most: int | None = None
    each_language: bool = False
    others: tuple[Term, ...] = ()
    at: Triple | None = None


def at_literal(rule: Rule, node: NamedNode, name: str, value: str) -> Breach:
    """Return a breach at a literal of a property, which goes by its local name."""
    return Breach(rule, node, NamedNode(GOV + name), Literal(value), rule.message)


def finding_at(
    rule: Rule,
    file: str | None,
    place: Place | None = None,
    message: str | None = None,
    node: str | None = None,
    value: str | None = None,
) -> Finding:
    """Return a finding about a file, or about something in it that is no data.

    Args:
        rule: the rule.
        file: what the file is called; None for the data as a whole.
        place: the place in it, if there is one.
        message: what to do, where it is more exact than the rule's.
        node: what is at fault, as people read it.
        value: the value at fault.
    """
    line, column = place or (None, None)
    said = message or rule.message
    return Finding(rule.code, rule.severity, said, file, line, column, node, None, value)
