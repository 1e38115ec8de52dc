"""Checks of an editor's own words: their language, forms of names, and names given twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.load import CODE_LISTS
from govgraph.names import GOV, RDF_TYPE, SKOS, XSD
from govgraph.validate.facts import Facts
from govgraph.validate.kept_words import KeptWords
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
# Organizations and persons of one name are told to be one, by other rules.
_SHARING = ("Document", "Forum", "Role", "Topic")
_NAMED = ("Document", "Forum", "Organization", "Person", "Role", "Topic")
_FORMS = (NamedNode(GOV + "abbreviation"), NamedNode(SKOS + "hiddenLabel"))
_PLAIN = XSD + "string"
_PERSON = NamedNode(GOV + "Person")


def check_texts(facts: Facts, sources: Sources, kept: KeptWords | None) -> Iterator[Breach]:
    """Yield texts without a language, names of two things, and forms that no record prints.

    Args:
        facts: the data.
        sources: the source files.
        kept: what is kept of the texts of all files; None where nothing is.
    """
    yield from _check_languages(facts, kept)
    yield from _check_names(facts)
    yield from _check_forms(facts, sources)


def spoken(quads: Collection[Quad]) -> list[tuple[str, int, int]]:
    """Return of each property how many texts have a language, and how many have none.

    Args:
        quads: the statements of a file.
    """
    # A person's name is in no language.
    persons = {q.subject for q in quads if q.object == _PERSON and q.predicate.value == RDF_TYPE}
    found: dict[str, list[int]] = {}
    for quad in quads:
        value = quad.object
        if not isinstance(value, Literal) or (quad.subject in persons and not value.language):
            continue
        if value.language or value.datatype.value == _PLAIN:
            found.setdefault(quad.predicate.value, [0, 0])[not value.language] += 1
    return [(path, tagged, plain) for path, (tagged, plain) in found.items()]


def _check_languages(facts: Facts, kept: KeptWords | None) -> Iterator[Breach]:
    tagged = Counter[str]()
    plain: dict[str, list[tuple[NamedNode, Literal]]] = {}
    for quad in _texts(facts, kept):
        node, path, value = quad.subject, quad.predicate.value, quad.object
        if not isinstance(value, Literal) or not isinstance(node, NamedNode):
            continue
        # A person's name is in no language.
        if GOV + "Person" in facts.classes.get(node, ()):
            continue
        if value.language:
            tagged[path] += 1
        elif value.value and value.datatype.value == _PLAIN and len(facts.values(node, path)) == 1:
            plain.setdefault(path, []).append((node, value))
    for path, found in plain.items():
        for node, value in found if len(found) < tagged[path] else ():
            yield Breach(UNTAGGED, node, NamedNode(path), value, UNTAGGED.message)


def _texts(facts: Facts, kept: KeptWords | None) -> Iterator[Quad]:
    """Yield the statements of each property of which a text may come to lack its language."""
    if facts.near is None or facts.renames("Person"):
        yield from facts.store
        return
    changed = {*facts.near.gained, *facts.near.lost}
    for path in {t.predicate for t in changed if isinstance(t.object, Literal)}:
        # It takes texts with a language, and fewer without that are no person's name.
        listed = facts.store.quads_for_pattern(None, path, None, NamedNode(CODE_LISTS))
        told = [(tagged, plain) for _, tagged, plain in spoken(list(listed))]
        told += [] if kept is None else [kept.spoken(path.value)]
        if kept is None or all(map(sum, zip(*told, strict=True))):
            yield from facts.store.quads_for_pattern(None, path, None)


def _check_names(facts: Facts) -> Iterator[Breach]:
    for cls in filter(facts.renames, _SHARING):
        first: dict[str, tuple[NamedNode, str]] = {}
        for thing, path, label in facts.labels(cls):
            other, there = first.setdefault(" ".join(label.split()), (thing, path))
            if other != thing and not _is_twin(facts, cls, (thing, path), (other, there)):
                at, value = NamedNode(path if ":" in path else GOV + path), Literal(label)
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
    changed = None if facts.near is None else {t.object for t in facts.changed(_NOTE.value)}
    for quad in facts.store.quads_for_pattern(None, _NOTE, None) if changed != set() else ():
        if isinstance(quad.subject, NamedNode) and isinstance(quad.object, Literal):
            notes.setdefault(quad.subject, []).append(quad.object)
    times = Counter(note for found in notes.values() for note in found)
    for thing, found in notes.items():
        # One note alone may well be true of two things.
        for note in found if len(found) > 1 else ():
            if times[note] > 1:
                yield Breach(SHARED, thing, _NOTE, note, SHARED.message)


def _check_forms(facts: Facts, sources: Sources) -> Iterator[Breach]:
    # A record that goes may have been the only one to print a form; one that comes prints more.
    looked_at = facts.everywhere() if facts.amends("Record", "sourceFile") else facts
    near = looked_at.near
    come = None if near is None else {statement.subject for statement in near.gained}
    text: str | None = None
    for thing in (thing for cls in _NAMED for thing in looked_at.of(cls)):
        for path in _FORMS if come is None or thing in come else ():
            for form in facts.texts(thing, path.value):
                if text is None:
                    text = folded("\n".join(printed_texts(facts, sources))).lower()
                if text and form.lower() not in text:
                    yield Breach(UNPRINTED, thing, path, Literal(form), UNPRINTED.message)
