"""Checks of names: are things called what the records call them, and each by one name?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, SKOS
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule, at_literal
from govgraph.validate.sources import folded

FORM = Rule(
    "GG321",
    "A short or long form that the quoted words do not hold",
    VIOLATION,
    "Quote the words that spell the short form out or use it, and give both forms as they print"
    " them; leave gov:longForm out where no record on file spells it out.",
    "What an abbreviation stands for is for the records to say, and not for general knowledge.",
)
UNNAMED = Rule(
    "GG322",
    "A mention that does not name the thing",
    WARNING,
    "Quote the words that name the thing; if the record calls it something else, add that name as"
    " skos:altLabel or skos:hiddenLabel, or set gov:basis to gov:editorInferred and say why.",
    "That other words mean this thing is what an editor reads into them.",
)
TWIN = Rule(
    "GG323",
    "Two documents or topics of one name",
    VIOLATION,
    "Make one thing of the two, or give one of them a label that tells them apart.",
    "Most often one thing has been entered twice, and what is said of it falls apart.",
)
RULES = (FORM, UNNAMED, TWIN)

_NAMED = {GOV + cls for cls in ("Document", "Organization", "Role")}
_LABELS = (SKOS + "prefLabel", SKOS + "altLabel", SKOS + "hiddenLabel", "abbreviation")
_NONE: frozenset[str] = frozenset()


def check_naming(facts: Facts) -> Iterator[Breach]:
    """Yield forms and names that the quoted words do not hold, and names given twice."""
    yield from _check_abbreviations(facts)
    yield from _check_mentions(facts)
    for cls in ("Document", "Topic"):
        yield from _check_twins(facts, cls)


def _check_abbreviations(facts: Facts) -> Iterator[Breach]:
    for abbreviation in facts.of("Abbreviation"):
        quoted = facts.quoted(abbreviation)
        if quoted is None:
            continue
        for short in facts.texts(abbreviation, "shortForm"):
            if not re.search(_standing(short), quoted):
                yield at_literal(FORM, abbreviation, "shortForm", short)
        for long in facts.texts(abbreviation, "longForm"):
            if not re.search(_standing(long), quoted, re.IGNORECASE):
                yield at_literal(FORM, abbreviation, "longForm", long)


def _standing(words: str) -> str:
    """Return a pattern of words that stand by themselves, in the plural or genitive too."""
    return rf"(?<!\w){re.escape(words)}(?:s|['’]s?|s['’])?(?!\w)"


def _check_mentions(facts: Facts) -> Iterator[Breach]:
    for mention in facts.of("Mention"):
        thing, quoted = facts.node(mention, "mentions"), facts.quoted(mention)
        if thing is None or quoted is None or facts.classes.get(thing, _NONE).isdisjoint(_NAMED):
            continue
        if facts.node(mention, "basis") != NamedNode(GOV + "stated"):
            continue
        labels = [n for label in _LABELS for n in facts.texts(thing, label)]
        if labels and not any(names(quoted, label) for label in labels):
            yield Breach(UNNAMED, mention, NamedNode(GOV + "mentions"), thing, UNNAMED.message)


def names(quoted: str, name: str) -> bool:
    """Return whether words hold a name, or half of it: "his plan" for the Commissioner's plan.

    Labels of documents are an editor's; records seldom print one word for word.
    """
    words = re.findall(r"[\w+-]+", name)
    weighty = [w for w in words if len(w) > 3 or w.isupper() or w.isdigit()] or words
    held = [w for w in weighty if re.search(_standing(w), quoted, re.IGNORECASE)]
    return 2 * len(held) >= len(weighty)


def _check_twins(facts: Facts, cls: str) -> Iterator[Breach]:
    first: dict[str, NamedNode] = {}
    path = NamedNode(SKOS + "prefLabel")
    for thing in facts.of(cls):
        for label in facts.texts(thing, SKOS + "prefLabel"):
            if first.setdefault(folded(label).strip().casefold(), thing) != thing:
                yield Breach(TWIN, thing, path, Literal(label), TWIN.message)
