"""Checks of names: are things called what the records call them, and each by one name?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV
from govgraph.validate.facts import LABELS, Facts
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
ORGANIZATION_TWIN = Rule(
    "GG415",
    "One organization under two identifiers",
    VIOLATION,
    "Make one organization of the two, or take the name away that they share.",
    "A body that was entered twice under another name answers for half of its actions only.",
)
PERSON_TWIN = Rule(
    "GG416",
    "Two people of one name",
    WARNING,
    "Make one person of the two; if they are two, leave it.",
    "Most often one person has been entered twice. People are never merged on a name alone.",
)
ROLE_TWIN = Rule(
    "GG417",
    "One role under two identifiers",
    VIOLATION,
    "Make one role of the two, or give one of them a name that tells them apart.",
    "A role is one seat in one organization: as two, its holders fall apart.",
)
UNOWNED = Rule(
    "GG422",
    "Words that begin with a name, and no owner",
    VIOLATION,
    "Name the owner of the action, and give the words that name it in gov:leadText.",
    "What begins with who is to do it gives the action to somebody.",
)
RULES = (FORM, UNNAMED, TWIN, UNOWNED, ORGANIZATION_TWIN, PERSON_TWIN, ROLE_TWIN)

_NAMED = {GOV + cls for cls in ("Document", "Organization", "Role")}
_PARTIES = ("Organization", "Role", "Person")
_OWNERS = ("owner", "ownerOrganization", "ownerRole", "ownerPerson")
_NONE: frozenset[str] = frozenset()


def check_naming(facts: Facts) -> Iterator[Breach]:
    """Yield forms and names that the quoted words do not hold, and names given twice."""
    yield from _check_abbreviations(facts)
    yield from _check_mentions(facts)
    yield from _check_owners(facts)
    for cls in ("Document", "Topic"):
        yield from _check_twins(facts, cls, TWIN, LABELS[:1])
    yield from _check_twins(facts, "Organization", ORGANIZATION_TWIN, LABELS)
    yield from _check_twins(facts, "Person", PERSON_TWIN, LABELS[:3])
    yield from _check_twins(facts, "Role", ROLE_TWIN, LABELS[:2])


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
        labels = [n for label in LABELS for n in facts.texts(thing, label)]
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


def _check_owners(facts: Facts) -> Iterator[Breach]:
    unowned = {
        statement: action
        for statement in facts.if_renamed(*_PARTIES).of("ActionStatement")
        if (action := _unowned(facts, statement)) is not None
    }
    known = {name for cls in _PARTIES if unowned for _, _, name in facts.labels(cls)}
    begins = "|".join(re.escape(name) for name in sorted(known, key=lambda n: (-len(n), n)))
    begin = re.compile(rf"(?:{begins}) (?:to|and|will|would|shall|should|must) ")
    for statement, action in unowned.items() if known else ():
        if begin.match(facts.text(statement, "text") or ""):
            yield Breach(UNOWNED, action, None, None, UNOWNED.message)


def _unowned(facts: Facts, statement: NamedNode) -> NamedNode | None:
    """Return the action of a statement if nobody is said to own it."""
    if facts.values(statement, "leadText") or facts.values(statement, "restates"):
        return None  # Whoever leads as printed is for a shape.
    action = facts.node(statement, "states")
    if action is None or any(facts.values(action, owner) for owner in _OWNERS):
        return None
    return action


def _check_twins(facts: Facts, cls: str, rule: Rule, labels: tuple[str, ...]) -> Iterator[Breach]:
    """Yield things of a class of which an earlier one has the name, roles in their organization."""
    first: dict[tuple[str, tuple[str, ...]], NamedNode] = {}
    # Without another name nothing has become a twin.
    for thing in facts.every(cls) if facts.renames(cls) else ():
        within = tuple(str(body) for body in facts.values(thing, "roleIn"))
        shared = [
            (label, name)
            for label in labels
            for name in facts.texts(thing, label)
            if first.setdefault((folded(name).strip().casefold(), within), thing) != thing
        ]
        for label, name in shared[:1]:
            path = NamedNode(label if ":" in label else GOV + label)
            yield Breach(rule, thing, path, Literal(name), rule.message)
