"""Checks of white space in names and other short texts: what nobody sees and no search matches."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.load import CODE_LISTS
from govgraph.names import GOV, SKOS, VOCABULARIES, XSD, compact
from govgraph.validate.facts import Facts
from govgraph.validate.rules import WARNING, Breach, Rule

BLANK = Rule(
    "GG487",
    "White space that is not seen",
    WARNING,
    "Write the text with single blanks between its words, and none before or after them.",
    "It looks like the same text and is another one: whoever looks for the name as they read it"
    " does not find it.",
)
RULES = (BLANK,)

_LABELS = {
    *(SKOS + name for name in ("prefLabel", "altLabel", "hiddenLabel")),
    *(VOCABULARIES["dcterms"] + "title", VOCABULARIES["rdfs"] + "label"),
}
# What is a record's own, character by character; other rules hold it to the source.
_EXACT = {GOV + name for name in ("exact", "sourceFile", "sha256")}
_RANGE, _STRING = NamedNode(VOCABULARIES["rdfs"] + "range"), NamedNode(XSD + "string")
# Notes may have lines and paragraphs, and what a language puts before a colon.
_NOTES = {
    *(SKOS + name for name in ("note", "editorialNote", "definition", "scopeNote", "changeNote")),
    *(VOCABULARIES["dcterms"] + "description", VOCABULARIES["rdfs"] + "comment"),
    *(GOV + name for name in ("rationale", "dueRationale", "originNote", "collectedNote")),
    GOV + "nothingElse",
}
_UNSEEN = "\u00ad\u200b\u2060\ufeff"
# What is wrong → what to call it; the first that is found is told.
_FAULTS = (
    (re.compile(r"^\s"), "a blank before its first word"),
    (re.compile(r"\s$"), "a blank after its last word"),
    (re.compile("[\u00a0\u2007\u202f]"), "a no-break space"),
    (re.compile(r"[^\S ]"), "a line end, a tab or another blank that is no space"),
    (re.compile(r"  "), "two blanks in a row"),
    (re.compile(f"[{_UNSEEN}]"), "a character that is not seen"),
)
_ANY = re.compile("|".join(fault.pattern for fault, _ in _FAULTS))


def check_blanks(facts: Facts) -> Iterator[Breach]:
    """Yield editors' texts with white space at their ends, or other than single blanks."""
    ranged = facts.terms.store.quads_for_pattern(None, _RANGE, _STRING)
    texts = {q.subject.value for q in ranged if isinstance(q.subject, NamedNode)}
    for quad in _said(facts, sorted((_LABELS | _NOTES | texts) - _EXACT)):
        node, value = quad.subject, quad.object
        if not isinstance(node, NamedNode) or not isinstance(value, Literal):
            continue
        if _ANY.search(value.value) and quad.graph_name != NamedNode(CODE_LISTS):
            yield from _check(facts, node, quad.predicate.value, value)


def _said(facts: Facts, paths: list[str]) -> Iterator[Quad]:
    """Yield the statements of properties that are looked at."""
    if facts.near is not None:
        wanted = set(map(NamedNode, paths))
        yield from (quad for quad in facts.statements() if quad.predicate in wanted)
        return
    for path in paths:
        yield from facts.with_property(path)


def _check(facts: Facts, node: NamedNode, path: str, value: Literal) -> Iterator[Breach]:
    if GOV + "Quotation" in facts.classes.get(node, ()):
        return
    faults = _FAULTS[:2] if path in _NOTES else _FAULTS
    found = next((name for fault, name in faults if fault.search(value.value)), None)
    if found is not None:
        text = value.value.strip() if path in _NOTES else _mended(value.value)
        tag = f"@{value.language}" if value.language else ""
        said = f'It has {found}: write {compact(path, facts.base)} "{text}"{tag}.'
        yield Breach(BLANK, node, NamedNode(path), value, said if text else BLANK.message)


def _mended(text: str) -> str:
    return " ".join(text.translate(dict.fromkeys(map(ord, _UNSEEN))).split())
