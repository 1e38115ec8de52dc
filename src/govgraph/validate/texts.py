"""Checks of an editor's own words: their language, their spelling, and names given twice."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.load import CODE_LISTS
from govgraph.names import GOV, SKOS, XSD
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, WARNING, Breach, Rule
from govgraph.validate.sources import PLAIN_NAME, Sources, folded

UNTAGGED = Rule(
    "GG355",
    "A text without its language",
    WARNING,
    'Add the language, as in "…"@en: other texts of this property on file have one.',
    "Whoever asks for English texts is not shown this one.",
)
SHARED = Rule(
    "GG356",
    "A name or second note of another thing",
    WARNING,
    "Take it away from the thing that it does not belong to, or make one thing of the two.",
    "Whoever looks a name up is shown both things, and words that print it are read as either.",
)
SPELLING = Rule(
    "GG358",
    "A word that is nearly another",
    INFO,
    "Put the spelling right, unless this word is meant.",
    "It stands nowhere else, and another word of the records differs by one letter.",
)
STRANGE = Rule(
    "GG346",
    "A name with a word that stands nowhere else",
    INFO,
    "Put the spelling right, unless this word is meant.",
    "Things are found by their names, and no record and no other text has this word.",
)
UNPRINTED = Rule(
    "GG363",
    "A form of a name that no record prints",
    INFO,
    "Give gov:abbreviation and skos:hiddenLabel as a record prints them, or leave them out.",
    "What people read in a record is to lead them to the thing.",
)
RULES = (UNTAGGED, SHARED, SPELLING, STRANGE, UNPRINTED)

_NOTE = NamedNode(SKOS + "editorialNote")
_LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", GOV + "abbreviation")
# Organizations and persons of one name are told to be one, by other rules.
_SHARING = ("Document", "Forum", "Role", "Topic")
_NAMED = ("Document", "Forum", "Organization", "Person", "Role", "Topic")
_CALLED = {GOV + cls for cls in ("Document", "Forum", "Organization", "Role", "Thread")}
_RISK = GOV + "Risk"
# What records say in their own words; other checks hold it to the sources.
_QUOTED = {GOV + name for name in ("exact", "text", "sourceFile", "sha256")}
_PLAIN = XSD + "string"
_WORD = re.compile(r"[^\W\d_]+")
# Shorter words have too many neighbours, and what ends a word is most often its inflection.
_SHORTEST, _ENDING = 6, 2
# No word is longer, and what a slip makes of one grows with the square of its length.
_LONGEST = 40


def check_texts(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield texts without a language, names of two things, and words that are nearly others."""
    yield from _check_languages(facts)
    yield from _check_names(facts)
    printed = [
        text
        for record in facts.of("Record")
        for name in facts.texts(record, "sourceFile")
        if PLAIN_NAME.fullmatch(name) and (text := sources.text(name)) is not None
    ]
    yield from _check_forms(facts, printed)
    yield from _check_spelling(facts, printed)


def _check_languages(facts: Facts) -> Iterator[Breach]:
    persons, tagged = set(facts.of("Person")), Counter[str]()
    plain: dict[str, list[tuple[NamedNode, Literal]]] = {}
    for quad in facts.store:
        node, path, value = quad.subject, quad.predicate.value, quad.object
        # A person's name is in no language.
        if not isinstance(value, Literal) or not isinstance(node, NamedNode) or node in persons:
            continue
        if value.language:
            tagged[path] += 1
        elif value.value and value.datatype.value == _PLAIN and len(facts.values(node, path)) == 1:
            plain.setdefault(path, []).append((node, value))
    for path, found in plain.items():
        for node, value in found if len(found) < tagged[path] else ():
            yield Breach(UNTAGGED, node, NamedNode(path), value, UNTAGGED.message)


def _check_names(facts: Facts) -> Iterator[Breach]:
    for cls in _SHARING:
        first: dict[str, tuple[NamedNode, str]] = {}
        for thing in facts.of(cls):
            for path in _LABELS:
                for label in facts.texts(thing, path):
                    other, there = first.setdefault(" ".join(label.split()), (thing, path))
                    if other != thing and not _is_twin(facts, cls, (thing, path), (other, there)):
                        at, value = NamedNode(path), Literal(label)
                        yield Breach(SHARED, thing, at, value, SHARED.message)
    yield from _check_notes(facts)


def _is_twin(
    facts: Facts, cls: str, one: tuple[NamedNode, str], other: tuple[NamedNode, str]
) -> bool:
    """Whether two things of one name may be one thing, which the rules of naming tell.

    Offices of two organizations may well have one name.
    """
    (thing, path), (another, there) = one, other
    if cls == "Role" and set(facts.values(thing, "roleIn")) == set(facts.values(another, "roleIn")):
        return {path, there} <= {SKOS + "prefLabel", SKOS + "altLabel"}
    return cls != "Forum" and path == there == SKOS + "prefLabel"


def _check_notes(facts: Facts) -> Iterator[Breach]:
    notes: dict[NamedNode, list[Literal]] = {}
    for quad in facts.store.quads_for_pattern(None, _NOTE, None):
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            notes.setdefault(quad.subject, []).append(quad.object)
    times = Counter(note for found in notes.values() for note in found)
    for thing, found in notes.items():
        # One note alone may well be true of two things.
        for note in found if len(found) > 1 else ():
            if times[note] > 1:
                yield Breach(SHARED, thing, _NOTE, note, SHARED.message)


def _check_forms(facts: Facts, printed: list[str]) -> Iterator[Breach]:
    text = folded("\n".join(printed)).lower()
    for cls in _NAMED:
        for thing in facts.of(cls):
            for path in (GOV + "abbreviation", SKOS + "hiddenLabel"):
                for form in facts.texts(thing, path):
                    if text and form.lower() not in text:
                        yield Breach(
                            UNPRINTED, thing, NamedNode(path), Literal(form), UNPRINTED.message
                        )


def _check_spelling(facts: Facts, sources: list[str]) -> Iterator[Breach]:
    printed = frozenset(word for text in sources for word in _source_words(text))
    texts = list(_editors_texts(facts))
    written = Counter(word for _, text in texts for word in set(_words(text.value)))
    known = printed | written.keys()
    for quad, text in texts:
        node = quad.subject
        if not isinstance(node, NamedNode):
            continue
        for word in dict.fromkeys(_words(text.value)):
            if word in printed or written[word] > 1:
                continue
            slips = neighbours(word) if _SHORTEST <= len(word) <= _LONGEST else ()
            near = next((other for other in slips if other in known), None)
            if near is not None:
                message = f"'{word}' is nearly '{near}'. {SPELLING.message}"
                yield Breach(SPELLING, node, quad.predicate, text, message)
            elif printed and len(word) > 2 and _is_name(facts, node, quad.predicate):
                message = f"'{word}' stands nowhere else. {STRANGE.message}"
                yield Breach(STRANGE, node, quad.predicate, text, message)


def _is_name(facts: Facts, node: NamedNode, path: NamedNode) -> bool:
    """Whether a property names what a record names; an action's label is an editor's."""
    classes = facts.classes.get(node, frozenset())
    if path.value != SKOS + "prefLabel":
        return False
    if classes.isdisjoint(_CALLED):
        return _RISK in classes
    referring = facts.store.quads_for_pattern(None, None, node)
    return any(str(quad.graph_name)[1:].startswith(f"{facts.base}record/") for quad in referring)


def _editors_texts(facts: Facts) -> Iterator[tuple[Quad, Literal]]:
    for quad in sorted(facts.store, key=str):
        graph, value = quad.graph_name, quad.object
        if isinstance(graph, NamedNode) and graph.value == CODE_LISTS:
            continue
        if not isinstance(value, Literal) or quad.predicate.value in _QUOTED:
            continue
        if value.language or value.datatype.value == _PLAIN:
            yield quad, value


def _words(text: str) -> list[str]:
    return [word.lower() for word in _WORD.findall(text)]


@lru_cache(maxsize=64)
def _source_words(text: str) -> frozenset[str]:
    return frozenset(_words(text))


@lru_cache(maxsize=4096)
def neighbours(word: str) -> tuple[str, ...]:
    """Return the other words that one slip before the ending of a word makes of it."""
    return tuple(dict.fromkeys(other for other in _slips(word) if other != word))


def _slips(word: str) -> Iterator[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    for place in range(1, len(word) - _ENDING):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        # The one word is spelt with s or z in one language.
        yield from (
            before + c + after for c in letters if {c, letter} != {"s", "z"} and c != letter
        )
        yield before + after
        yield before + after[0] + letter + after[1:]
        yield from (before + c + letter + after for c in letters)
