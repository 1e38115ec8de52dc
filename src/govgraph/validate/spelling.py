"""Checks of spelling, in an editor's own texts and in identifiers.

There is no dictionary: what counts as a word is what the records, the vocabulary and other texts
of the board have. So any language will do, and the names of a board are words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.load import CODE_LISTS
from govgraph.names import GOV, RDF_TYPE, SKOS, XSD
from govgraph.validate.facts import Facts
from govgraph.validate.kept_words import KeptWords, Tally
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
# Beyond these bounds a word is a slip only for one that stands in so many places.
_COMMON = 3
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
        places: word → in how many texts, sources and identifiers it stands.
        excused: the words that are in order wherever they stand.
    """

    places: Counter[str]
    excused: frozenset[str]


def check_spelling(facts: Facts, sources: Sources, kept: KeptWords | None) -> Iterator[Breach]:
    """Yield words of editors' texts, and of identifiers, that are nearly others.

    Only files with a word that stands nowhere else are looked into.

    Args:
        facts: the data.
        sources: the source files.
        kept: the words of files that are known without a look into them; None where none are.
    """
    tallies = _tallies(facts, kept)
    names = [name for tally in tallies.values() for name in tally.sources]
    read = (_printed(name, sources, kept) for name in names)
    printed = [words for words in read if words is not None]
    written = Counter(chain.from_iterable(tally.written for tally in tallies.values()))
    named = Counter(chain.from_iterable(tally.named for tally in tallies.values()))
    places = written + named
    places.update(chain.from_iterable(printed))
    anywhere = frozenset().union(_everywhere(), *printed)
    often = {word for word, times in written.items() if times > 1}
    known = _Known(places, anywhere | named.keys() | often)
    for graph in _with_any(written.keys() - known.excused, tallies, "written"):
        for quad, text in _editors_texts(facts, graph):
            if isinstance(quad.subject, NamedNode):
                yield from _check_text(facts, quad, text, known, bool(printed))
    known = _Known(places, anywhere | written.keys())
    alone = {word for word in named.keys() - known.excused if places[word] == 1}
    for graph in _with_any(alone, tallies, "named"):
        yield from _check_identifiers(facts, graph, alone, known)


def _check_identifiers(
    facts: Facts, graph: str, alone: set[str], known: _Known
) -> Iterator[Breach]:
    for node, words in _identifiers(facts, graph):
        for word in words:
            near = _meant(word, known) if word in alone else None
            if near is not None:
                message = f"'{word}' is nearly '{near}'. {IDENTIFIER.message}"
                yield Breach(IDENTIFIER, node, None, None, message)


def tally_of(facts: Facts, graph: str) -> Tally:
    """Return the words of a file by the name of its graph."""
    written = [word for _, text in _editors_texts(facts, graph) for word in set(_words(text.value))]
    named = [word for _, words in _identifiers(facts, graph) for word in words]
    quads = facts.store.quads_for_pattern(None, _SOURCE, None, NamedNode(graph))
    names = {q.object.value for q in quads if isinstance(q.object, Literal)}
    return Tally(sorted(written), named, sorted(filter(PLAIN_NAME.fullmatch, names)))


def _tallies(facts: Facts, kept: KeptWords | None) -> Mapping[str, Tally]:
    """Return the words of all files, by the names of their graphs."""
    if kept is None:
        graphs = (g.value for g in facts.store.named_graphs() if isinstance(g, NamedNode))
        return {graph: tally_of(facts, graph) for graph in graphs if graph != CODE_LISTS}
    return {**kept.tallies, **{graph: tally_of(facts, graph) for graph in kept.changing}}


def _printed(name: str, sources: Sources, kept: KeptWords | None) -> Collection[str] | None:
    """Return the words of a source; None where it cannot be read."""
    words = None if kept is None or name in sources.read else kept.printed(name)
    if words is not None:
        return words
    text = sources.text(name)
    if text is None:
        return None
    found = _source_words(text)
    if kept is not None:
        kept.take(name, found)
    return found


def _with_any(words: set[str], tallies: Mapping[str, Tally], part: str) -> list[str]:
    """Return the graphs of the files that have any of some words."""
    found = () if not words else tallies.items()
    return sorted(g for g, tally in found if not words.isdisjoint(getattr(tally, part)))


def _check_text(
    facts: Facts, quad: Quad, text: Literal, known: _Known, printed: bool
) -> Iterator[Breach]:
    node = quad.subject
    assert isinstance(node, NamedNode)
    for word in dict.fromkeys(_WORD.findall(text.value)):
        near = _meant(word, known)
        if near is not None:
            message = f"'{word}' is nearly '{near}'. {SPELLING.message}"
            yield Breach(SPELLING, node, quad.predicate, text, message)
        elif printed and _is_strange(word.lower(), known) and _is_name(facts, node, quad.predicate):
            message = f"'{word.lower()}' stands nowhere else. {STRANGE.message}"
            yield Breach(STRANGE, node, quad.predicate, text, message)


def _is_strange(word: str, known: _Known) -> bool:
    return len(word) > 2 and word not in known.excused


def _meant(printed: str, known: _Known) -> str | None:
    """Return the word that another may be a slip of; None where it is in order."""
    word = printed.lower()
    if word in known.excused or len(word) > _LONGEST:
        return None
    slips = neighbours(word) if len(word) >= _SHORTEST else ()
    near = next((other for other in slips if known.places[other]), None)
    # A short form in capitals is a slip of no word, and a short name is one of few names.
    if near is not None or (len(printed) > 1 and printed.isupper()) or len(word) < 2:
        return near
    if len(word) < 4 and not printed.islower():
        return None
    return next((other for other in _others(word) if known.places[other] >= _COMMON), None)


def _is_name(facts: Facts, node: NamedNode, path: NamedNode) -> bool:
    """Whether a property names what a record names; an action's label is an editor's."""
    classes = facts.classes.get(node, frozenset())
    if path.value != SKOS + "prefLabel":
        return False
    if classes.isdisjoint(_CALLED):
        return _RISK in classes
    referring = facts.store.quads_for_pattern(None, None, node)
    return any(str(quad.graph_name)[1:].startswith(f"{facts.base}record/") for quad in referring)


def _editors_texts(facts: Facts, graph: str) -> Iterator[tuple[Quad, Literal]]:
    quads = facts.store.quads_for_pattern(None, None, None, NamedNode(graph))
    for quad in sorted(filter(_is_editors, quads), key=str):
        assert isinstance(quad.object, Literal)
        yield quad, quad.object


def _is_editors(quad: Quad) -> bool:
    value = quad.object
    if not isinstance(value, Literal) or quad.predicate.value in _QUOTED:
        return False
    return bool(value.language or value.datatype.value == _PLAIN)


def _identifiers(facts: Facts, graph: str) -> Iterator[tuple[NamedNode, list[str]]]:
    """Yield the board's own things in a file, each with the words that it is named by, once."""
    quads = facts.store.quads_for_pattern(None, NamedNode(RDF_TYPE), None, NamedNode(graph))
    for node in dict.fromkeys(q.subject for q in quads if isinstance(q.object, NamedNode)):
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
