"""Checks of what joins two things: does it rest on the words of both, and on no others?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode, Quad

from govgraph.model import Term
from govgraph.names import GOV
from govgraph.validate.facts import Facts
from govgraph.validate.rules import WARNING, Breach, Rule

ONE_SIDE = Rule(
    "GG430",
    "A connection that quotes one side only",
    WARNING,
    "Quote with gov:evidence the words of both sides: those of the earlier record and those of the"
    " later one.",
    "Whoever doubts that two things belong together reads what each record says.",
)
NEITHER = Rule(
    "GG431",
    "A connection that rests on words of neither side",
    WARNING,
    "Quote the words of the two things that are joined, or words of their records that speak of"
    " them; take other quotations away.",
    "Words about another matter bear no connection out, and are shown as if they did.",
)
RULES = (ONE_SIDE, NEITHER)

_EVIDENCE = NamedNode(GOV + "evidence")
# What two words have in common that are forms of one: repair and repaired.
_STEM = 5
# So many words in common show that two texts may be about one matter.
_SHARED = 2


def check_joins(facts: Facts) -> Iterator[Breach]:
    """Yield links of actions and continuations with the words of one side, or of neither."""
    for quad in links(facts):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode):
            yield from _check_link(facts, quad.subject, quad.object)
    for join in facts.of("Continuation"):
        yield from _check_continuation(facts, join)


def links(facts: Facts) -> Iterator[Quad]:
    """Yield the statements that join links to their actions, where either is looked at."""
    found = dict.fromkeys(facts.with_property("hasLink"))
    if facts.near is not None:
        path = NamedNode(GOV + "hasLink")
        for link in facts.near.nodes:
            found |= dict.fromkeys(facts.store.quads_for_pattern(None, path, link))
    yield from found


def worded_by(facts: Facts, line: NamedNode) -> set[NamedNode]:
    """Return the actions that are worded by a passage or quotation, and by no other with it."""
    stating = (s for s in _stating(facts, line) if facts.node(s, "evidence") == line)
    actions = (facts.node(s, "states") for s in stating)
    return {action for action in actions if action is not None}


def _stating(facts: Facts, line: NamedNode) -> Iterator[NamedNode]:
    """Yield the statements of actions that rest on a passage or quotation."""
    for statement in facts.leading_to(line, "evidence"):
        if GOV + "ActionStatement" in facts.classes.get(statement, ()):
            yield statement


def _words_any(facts: Facts, line: NamedNode) -> bool:
    """Return whether a passage or quotation words any action."""
    return facts.node(line, "quotedFrom") is not None and any(
        facts.node(statement, "states") is not None for statement in _stating(facts, line)
    )


def _wording(facts: Facts, action: Term) -> set[NamedNode]:
    """Return the passages or quotations that word an action."""
    if not isinstance(action, NamedNode):
        return set()
    return {
        words
        for statement in facts.leading_to(action, "states")
        if GOV + "ActionStatement" in facts.classes.get(statement, ())
        and facts.node(statement, "states") == action
        for words in _quotations(facts, statement)
    }


def _quotations(facts: Facts, node: NamedNode) -> list[NamedNode]:
    """Return the quotations that a node rests on; what is none a shape finds."""
    values = (v for v in facts.values(node, "evidence") if isinstance(v, NamedNode))
    return [v for v in values if facts.node(v, "quotedFrom") is not None]


def _check_link(facts: Facts, action: NamedNode, link: NamedNode) -> Iterator[Breach]:
    targets = [*facts.values(link, "followUpTarget"), *facts.values(link, "reissueTarget")]
    named = [side for side in (action, *targets) if isinstance(side, NamedNode)]
    sides = [_wording(facts, side) for side in named]
    quoted = _quotations(facts, link)
    if len(sides) < 2 or action in targets or not all(sides) or not quoted:
        return  # Other rules find that.
    records = [{facts.node(line, "quotedFrom") for line in side} for side in sides]
    if any({facts.node(q, "quotedFrom") for q in quoted}.isdisjoint(side) for side in records):
        yield Breach(ONE_SIDE, link, None, None, ONE_SIDE.message)
    lines = set[NamedNode]().union(*sides)
    told = _stems(text for line in lines for text in facts.texts(line, "text"))
    places = {q: facts.node(q, "inPassage") or q for q in quoted}
    if not {*quoted, *places.values()} & set().union(*sides[1:]):
        # Where the line of the target is not quoted, that of another is told by another rule.
        quoted = [q for q in quoted if not _of_another(facts, {q, places[q]} - lines)]
    for quotation in quoted:
        line = places[quotation]
        if {quotation, line} & lines:
            continue
        near = facts.node(quotation, "quotedFrom") in set().union(*records)
        shared = told & _stems(facts.texts(quotation, "text"))
        if not near or _of_another(facts, {quotation, line} - lines) or len(shared) < _SHARED:
            yield Breach(NEITHER, link, _EVIDENCE, quotation, NEITHER.message)


def _of_another(facts: Facts, words: set[NamedNode]) -> bool:
    return any(_words_any(facts, line) for line in words)


def _stems(texts: Iterator[str] | list[str]) -> set[str]:
    words = (word.lower() for text in texts for word in re.findall(r"[^\W\d_]+", text))
    return {word[:_STEM] for word in words if len(word) >= _STEM}


def _check_continuation(facts: Facts, join: NamedNode) -> Iterator[Breach]:
    ends = [facts.node(join, name) for name in ("continuationOf", "continuedBy")]
    sides = [set() if end is None else _passages(facts, end) for end in ends]
    if ends[0] == ends[1]:
        return  # A shape finds that.
    quoted = {q: facts.node(q, "inPassage") or q for q in _quotations(facts, join)}
    if not all(sides) or not quoted:
        return
    if any(side.isdisjoint(quoted.values()) for side in sides):
        yield Breach(ONE_SIDE, join, None, None, ONE_SIDE.message)
    for quotation, passage in quoted.items():
        if passage not in set().union(*sides):
            yield Breach(NEITHER, join, _EVIDENCE, quotation, NEITHER.message)


def _passages(facts: Facts, end: NamedNode) -> set[NamedNode]:
    """Return the passages of what a continuation joins: itself, or those that it rests on."""
    classes = facts.classes.get(end, frozenset())
    if GOV + "Passage" in classes:
        return {end}
    if GOV + "Decision" not in classes:
        return set()
    return {facts.node(q, "inPassage") or q for q in _quotations(facts, end)}
