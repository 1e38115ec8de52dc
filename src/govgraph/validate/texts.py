"""Checks of an editor's own words: their language, forms of names, and names given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS, XSD
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, WARNING, Breach, Rule
from govgraph.validate.sources import Sources, folded, printed_texts

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
UNPRINTED = Rule(
    "GG363",
    "A form of a name that no record prints",
    INFO,
    "Give gov:abbreviation and skos:hiddenLabel as a record prints them, or leave them out.",
    "What people read in a record is to lead them to the thing.",
)
RULES = (UNTAGGED, SHARED, UNPRINTED)

_NOTE = NamedNode(SKOS + "editorialNote")
_LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", GOV + "abbreviation")
# Organizations and persons of one name are told to be one, by other rules.
_SHARING = ("Document", "Forum", "Role", "Topic")
_NAMED = ("Document", "Forum", "Organization", "Person", "Role", "Topic")
_PLAIN = XSD + "string"


def check_texts(facts: Facts, sources: Sources) -> Iterator[Breach]:
    """Yield texts without a language, names of two things, and forms that no record prints."""
    yield from _check_languages(facts)
    yield from _check_names(facts)
    yield from _check_forms(facts, printed_texts(facts, sources))


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
