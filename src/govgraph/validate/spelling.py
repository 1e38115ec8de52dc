"""Checks of spelling, in an editor's own texts and in identifiers.

There is no dictionary: what counts as a word is what the records, the vocabulary and other texts
of the board have. So any language will do, and the names of a board are words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.load import CODE_LISTS
from govgraph.names import GOV, RDF_TYPE, SKOS, XSD
from govgraph.validate.facts import Facts
from govgraph.validate.kept_words import MANY_PLACES, AllWords, Count, KeptWords, Words
from govgraph.validate.rules import INFO, Breach, Rule
from govgraph.validate.sources import PLAIN_NAME, Sources
from govgraph.validate.vocabulary import vocabulary

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
IDENTIFIER = Rule(
    "GG442",
    "An identifier with a word that is nearly another",
    INFO,
    "Put the identifier right here and wherever it is named, before anybody refers to it; unless"
    " this word is meant, which then stands in a text of the thing too.",
    "People quote an identifier and type it, and it is kept for good.",
)
RULES = (SPELLING, STRANGE, IDENTIFIER)

_CALLED = {GOV + cls for cls in ("Document", "Forum", "Organization", "Role", "Thread")}
_RISK = GOV + "Risk"
# What records say in their own words; other checks hold it to the sources.
_QUOTED = {GOV + name for name in ("exact", "text", "sourceFile", "sha256")}
_PLAIN = XSD + "string"
_SOURCE = NamedNode(GOV + "sourceFile")
_WORD = re.compile(r"[^\W\d_]+")
# Shorter words have many neighbours, and what ends a word is most often its inflection.
_SHORTEST, _ENDING = 6, 2
# No word is longer, and what a slip makes of one grows with the square of its length.
_LONGEST = 40
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
# used and user, spent and spend: the last letters of the one word in another form.
_INFLECTED = re.compile(r"e[desrnt]{2}|[ln][dt]{2}")
# Words of any record, so short or so like another that they are easily taken for a slip of it.
_EVERYDAY = """
add ago ask bad bed big car come cut day days did does done due end far few fifth first fourth
gave get give given gives giving go goes going gone got had half has have having help hers him
his how just keep kept know last lay led left less let like line list live log long lost low
made make makes making man many met more most much must name need next nine none noon now off
often old once one only open out own page paid pass pay pays place point put ran read real road
run said saw say second see seek seem seen sees sent set sets she show side sit six so some soon
sort spent stay stop such sure take taken takes taking tell ten than that them then there they
thing think thinks third this those three told too took true try turn two under until use used
user uses using view wait walk want was water way week well went were what when where which
while who whole whom whose why wish with word work works would write year yes yet you your round
"""


class _Known(NamedTuple):
    """The words of a board.

    Attributes:
        words: in how many places they stand.
        is_excused: whether a word is in order wherever it stands, by where it does.
    """

    words: Words
    is_excused: Callable[[Count], bool]

    def excuses(self, word: str) -> bool:
        """Return whether a word is in order wherever it stands."""
        return word in _everywhere() or self.is_excused(self.words.count(word))

    def places(self, word: str) -> int:
        """Return in how many texts, sources and identifiers a word stands."""
        return sum(self.words.count(word))


def check_spelling(facts: Facts, sources: Sources, kept: KeptWords | None) -> Iterator[Breach]:
    """Yield words of editors' texts, and of identifiers, that are nearly others.

    Only files with a word that stands nowhere else are looked into.

    Args:
        facts: the data.
        sources: the source files.
        kept: the words of the files, known without a look into them; None where none are.
    """
    words = kept or _read(facts, sources)
    quads: list[Quad] = []
    names: list[tuple[NamedNode, list[str]]] = []
    for graph in words.graphs():
        quads += _editors_texts(facts, graph)
        names += _identifiers(facts, graph)
    if kept is not None and facts.near is not None:
        for node in facts.near.nodes:
            quads += _texts(facts.store.quads_for_pattern(node, None, None))
            names += _parts(facts, [node] if facts.classes.get(node) else [])
    known = _Known(words, lambda c: bool(c.printed or c.named or c.written > 1))
    for quad in quads:
        yield from _check_text(facts, quad, known)
    known = _Known(words, lambda c: bool(c.printed or c.written or c.named > 1))
    for node, parts in names:
        yield from _check_identifier(node, parts, known)


def _check_identifier(node: NamedNode, words: list[str], known: _Known) -> Iterator[Breach]:
    for word in words:
        near = _meant(word, known)
        if near is not None:
            message = f"'{word}' is nearly '{near}'. {IDENTIFIER.message}"
            yield Breach(IDENTIFIER, node, None, None, message)


def words_of(facts: Facts, graph: str) -> tuple[list[str], list[str], list[str]]:
    """Return the words of a file by the name of its graph.

    Returns:
        Those of editors' texts, each once a text; those of identifiers, each once a thing; the
        names of the source files of its records.
    """
    values = (quad.object for quad in _editors_texts(facts, graph))
    texts = (value.value for value in values if isinstance(value, Literal))
    written = [word for text in texts for word in set(_words(text))]
    named = [word for _, words in _identifiers(facts, graph) for word in words]
    quads = facts.store.quads_for_pattern(None, _SOURCE, None, NamedNode(graph))
    names = {q.object.value for q in quads if isinstance(q.object, Literal)}
    return sorted(written), named, sorted(filter(PLAIN_NAME.fullmatch, names))


def _read(facts: Facts, sources: Sources) -> AllWords:
    """Return the words of all files."""
    graphs = (g.value for g in facts.store.named_graphs() if isinstance(g, NamedNode))
    files = {graph: words_of(facts, graph) for graph in graphs if graph != CODE_LISTS}
    read = (printed_words(sources, name) for *_, names in files.values() for name in names)
    printed = [words for words in read if words is not None]
    return AllWords({g: (written, named) for g, (written, named, _) in files.items()}, printed)


def printed_words(sources: Sources, name: str) -> Collection[str] | None:
    """Return the words of a source; None where it cannot be read."""
    text = sources.text(name)
    return None if text is None else _source_words(text)


def _check_text(facts: Facts, quad: Quad, known: _Known) -> Iterator[Breach]:
    node, text = quad.subject, quad.object
    if not isinstance(node, NamedNode) or not isinstance(text, Literal):
        return
    for word in dict.fromkeys(_WORD.findall(text.value)):
        near = _meant(word, known)
        if near is not None:
            message = f"'{word}' is nearly '{near}'. {SPELLING.message}"
            yield Breach(SPELLING, node, quad.predicate, text, message)
        elif (
            known.words.is_sourced
            and _is_strange(word.lower(), known)
            and _is_name(facts, node, quad.predicate)
        ):
            message = f"'{word.lower()}' stands nowhere else. {STRANGE.message}"
            yield Breach(STRANGE, node, quad.predicate, text, message)


def _is_strange(word: str, known: _Known) -> bool:
    return len(word) > 2 and not known.excuses(word)


def _meant(printed: str, known: _Known) -> str | None:
    """Return the word that another may be a slip of; None where it is in order."""
    word = printed.lower()
    if known.excuses(word) or len(word) > _LONGEST:
        return None
    slips = neighbours(word) if len(word) >= _SHORTEST else ()
    near = next((other for other in slips if known.places(other)), None)
    # A short form in capitals is a slip of no word, and a short name is one of few names.
    if near is not None or (len(printed) > 1 and printed.isupper()) or len(word) < 2:
        return near
    if len(word) < 4 and not printed.islower():
        return None
    return next((other for other in _others(word) if known.places(other) >= MANY_PLACES), None)


def _is_name(facts: Facts, node: NamedNode, path: NamedNode) -> bool:
    """Whether a property names what a record names; an action's label is an editor's."""
    classes = facts.classes.get(node, frozenset())
    if path.value != SKOS + "prefLabel":
        return False
    if classes.isdisjoint(_CALLED):
        return _RISK in classes
    referring = facts.store.quads_for_pattern(None, None, node)
    return any(str(quad.graph_name)[1:].startswith(f"{facts.base}record/") for quad in referring)


def _editors_texts(facts: Facts, graph: str) -> list[Quad]:
    return _texts(facts.store.quads_for_pattern(None, None, None, NamedNode(graph)))


def _texts(quads: Iterable[Quad]) -> list[Quad]:
    return sorted(filter(_is_editors, quads), key=str)


def _is_editors(quad: Quad) -> bool:
    value = quad.object
    if not isinstance(value, Literal) or quad.predicate.value in _QUOTED:
        return False
    return bool(value.language or value.datatype.value == _PLAIN)


def _identifiers(facts: Facts, graph: str) -> Iterator[tuple[NamedNode, list[str]]]:
    """Yield the board's own things in a file, each with the words that it is named by, once."""
    quads = facts.store.quads_for_pattern(None, NamedNode(RDF_TYPE), None, NamedNode(graph))
    return _parts(facts, dict.fromkeys(q.subject for q in quads if isinstance(q.object, NamedNode)))


def _parts(facts: Facts, nodes: Iterable[object]) -> Iterator[tuple[NamedNode, list[str]]]:
    for node in nodes:
        if isinstance(node, NamedNode) and facts.is_own(node):
            yield node, list(dict.fromkeys(_words(re.split("[/#]", node.value)[-1])))


@cache
def _everywhere() -> frozenset[str]:
    """Return the words of the vocabulary, and those of any record."""
    texts = (quad.object for quad in vocabulary().store)
    said = (w for text in texts if isinstance(text, Literal) for w in _words(text.value))
    return frozenset(_EVERYDAY.split()).union(said)


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
    for place in range(1, len(word) - _ENDING):
        before, letter, after = word[:place], word[place], word[place + 1 :]
        # The one word is spelt with s or z in one language.
        yield from (
            before + c + after for c in _LETTERS if {c, letter} != {"s", "z"} and c != letter
        )
        yield before + after
        yield before + after[0] + letter + after[1:]
        yield from (before + c + letter + after for c in _LETTERS)


def _others(word: str) -> Iterator[str]:
    """Yield the words with one other letter, wherever it stands, unless that inflects the word."""
    last = len(word) - 1
    for place, letter in enumerate(word):
        for c in _LETTERS:
            other = word[:place] + c + word[place + 1 :]
            inflected = place == last and _INFLECTED.fullmatch(word[-2:-1] + letter + c)
            if c != letter and not inflected and {c, letter} != {"s", "z"}:
                yield other
