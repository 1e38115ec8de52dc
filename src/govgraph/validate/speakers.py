"""Checks of who said something: does the passage name them?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache

from pyoxigraph import Literal, NamedNode, QuerySolutions

from govgraph.model import Term
from govgraph.names import GOV
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, WARNING, Breach, Rule

SPEAKER = Rule(
    "GG334",
    "Said by somebody whom the passage does not name",
    WARNING,
    "Attribute this to whom the passage names, or take gov:attributedTo away; if another passage"
    " tells who is meant, set gov:basis to gov:editorInferred and name them in gov:rationale.",
    "Who she or the deputy is depends on the meeting and on the sentence before.",
)
UNTOLD = Rule(
    "GG342",
    "Words of a speaker that are nobody's",
    WARNING,
    "Name with gov:attributedTo whom the quoted words name as saying this.",
    "What somebody said at a meeting is not to pass for what the meeting found.",
)
UNSIGNED = Rule(
    "GG458",
    "Words of a letter that are nobody's",
    INFO,
    "Name with gov:attributedTo the sender of the letter, or whom the letter tells it of.",
    "A figure and a status in a letter are what its sender says, and are shown as such.",
)
RULES = (SPEAKER, UNTOLD, UNSIGNED)

SAYING = (
    "added|advised|agreed|asked|confirmed|emphasised|emphasized|explained|highlighted|noted|queried"
    "|raised|reported|said|stated|thanked|told|undertook|welcomed"
)

_SAYS = re.compile(rf" (?:{SAYING})\b", re.IGNORECASE)
_PATH = NamedNode(GOV + "attributedTo")
_WORD = re.compile(r"\w+")
_PARTIES = ("Role", "Organization", "Person")
# What lists print beside those who hold a role: there are few titles, on many lists.
_TITLES = f"""
SELECT DISTINCT ?role ?title WHERE {{
  {{
    SELECT DISTINCT ?holding ?title WHERE {{
      ?entry <{GOV}titleAsPrinted> ?title ; <{GOV}inCapacityOf> ?holding .
    }}
  }}
  ?holding <{GOV}heldRole> ?role .
}}
"""

# Role, person and record of a holding.
Holder = tuple[NamedNode, NamedNode, NamedNode]


def check_speakers(facts: Facts) -> Iterator[Breach]:
    """Yield what is attributed to somebody whom nothing in the passage names, or to nobody.

    Whom a letter is from need not be named: "I" is the sender. Everybody else is to be, in the
    passage or in an editor's reason; of those who decided something together, one.
    """
    facts, names = if_called_otherwise(facts), names_of(facts)
    index = Names(names)
    yield from _check_untold(facts, names)
    yield from _check_letters(facts)
    quads = facts.with_property("attributedTo")
    for node in sorted({q.subject for q in quads}, key=str):
        if not isinstance(node, NamedNode) or is_quoted_from_elsewhere(facts, node):
            continue
        speakers = [s for s in facts.values(node, "attributedTo") if isinstance(s, NamedNode)]
        passage, evidence = facts.quoted_passage(node), facts.node(node, "evidence")
        if passage is None or evidence is None or not speakers:
            continue
        if not all(_is_office(facts, s) for s in speakers):
            continue
        record, reason = facts.node(evidence, "quotedFrom"), facts.texts(node, "rationale")
        told = {*writers(facts, record), *index.named(" ".join([passage, *reason]))}
        holders = set() if record is None else holders_in(facts, record)
        unnamed = [
            s for s in speakers if told.isdisjoint(standing_for(facts, holders, s, {record}))
        ]
        # What several agreed is often told of one of them.
        agreed = GOV + "Decision" in facts.classes.get(node, ())
        if unnamed and not (agreed and len(unnamed) < len(speakers)):
            yield Breach(SPEAKER, node, _PATH, unnamed[0], SPEAKER.message)


def _check_untold(facts: Facts, names: Mapping[NamedNode, Set[str]]) -> Iterator[Breach]:
    labels = {label.casefold() for given in names.values() for label in given if label}
    for cls in ("Decision", "Figure", "Risk", "StatusEvent"):
        for node in facts.of(cls):
            quoted = facts.quoted(node)
            told = quoted and not labels.isdisjoint(_sayers(quoted))
            if told and not facts.values(node, "attributedTo"):
                yield Breach(UNTOLD, node, _PATH, None, UNTOLD.message)


def _sayers(text: str) -> Iterator[str]:
    """Yield, case folded, what may be the name of who says something at the beginning of a text."""
    for said in _SAYS.finditer(text):
        begins = text[: said.start()].casefold()
        for name in (begins, begins.removesuffix(" also")):
            yield name
            yield name.removeprefix("the ")


def _check_letters(facts: Facts) -> Iterator[Breach]:
    for cls in ("Figure", "StatusEvent"):
        for node in facts.of(cls):
            evidence = facts.node(node, "evidence")
            record = None if evidence is None else facts.node(evidence, "quotedFrom")
            if evidence is None or record is None or facts.values(node, "attributedTo"):
                continue
            is_letter = GOV + "Letter" in facts.classes.get(record, ())
            # The rows of an annex have locators.
            listed = facts.values(facts.node(evidence, "inPassage") or evidence, "locator")
            if is_letter and not listed and not is_quoted_from_elsewhere(facts, node):
                yield Breach(UNSIGNED, node, _PATH, None, UNSIGNED.message)


def names_of(facts: Facts) -> dict[NamedNode, frozenset[str]]:
    """Return what roles, organizations and persons are called; roles also by printed titles."""
    if not facts.names:
        titles: dict[NamedNode, set[str]] = {}
        rows = facts.store.query(_TITLES, use_default_graph_as_union=True)
        for role, title in rows if isinstance(rows, QuerySolutions) else ():
            if isinstance(role, NamedNode) and isinstance(title, Literal):
                titles.setdefault(role, set()).add(title.value)
        for cls in _PARTIES:
            called = {thing: set(titles.get(thing, ())) for thing in facts.every(cls)}
            for thing, _, label in facts.labels(cls):
                called[thing].add(label)
            facts.names.update((thing, frozenset(given)) for thing, given in called.items())
    return facts.names


def if_called_otherwise(facts: Facts) -> Facts:
    """Return the data with all of it looked at, where what a party is called comes or goes."""
    is_other = facts.near is not None and (facts.renames(*_PARTIES) or _is_retitled(facts))
    return facts.everywhere() if is_other else facts


def _is_retitled(facts: Facts) -> bool:
    """Return whether a title of a role comes or goes that no other list prints for it."""
    rows = facts.changed("titleAsPrinted", "inCapacityOf", "heldRole")

    def values(node: NamedNode, name: str) -> set[Term]:
        """Return the values that a property has, had, or will have."""
        path = NamedNode(GOV + name)
        changed = {t.object for t in rows if t.subject == node and t.predicate == path}
        return {*facts.values(node, name), *changed}

    def roles(entry: NamedNode) -> set[Term]:
        holdings = (h for h in values(entry, "inCapacityOf") if isinstance(h, NamedNode))
        return {role for holding in holdings for role in values(holding, "heldRole")}

    touched: set[NamedNode] = set()
    for node in {t.subject for t in rows if isinstance(t.subject, NamedNode)}:
        touched |= {node, *facts.leading_to(node, "inCapacityOf")}
    pairs = {(r, t) for n in touched for r in roles(n) for t in values(n, "titleAsPrinted")}
    path = NamedNode(GOV + "titleAsPrinted")

    def is_elsewhere(role: Term, title: Term) -> bool:
        others = (q.subject for q in facts.store.quads_for_pattern(None, path, title))
        return any(
            role in roles(entry)
            for entry in others
            if isinstance(entry, NamedNode) and entry not in touched
        )

    return not all(is_elsewhere(role, title) for role, title in pairs)


def is_quoted_from_elsewhere(facts: Facts, node: NamedNode) -> bool:
    """Return whether a node quotes another record than that which reports it, as a shape tells."""
    evidence, record = facts.node(node, "evidence"), facts.node(node, "reportedIn")
    source = None if evidence is None else facts.node(evidence, "quotedFrom")
    return record is not None and record != source


def _is_office(facts: Facts, speaker: NamedNode) -> bool:
    return not {GOV + "Role", GOV + "Organization"}.isdisjoint(facts.classes.get(speaker, ()))


class Names:
    """What things are called, by the words of the names.

    Args:
        names: each thing, and what it is called.
    """

    def __init__(self, names: Mapping[NamedNode, Set[str]]) -> None:
        named = [(thing, label) for thing, labels in names.items() for label in labels if label]
        words = [_WORD.findall(label) for _, label in named]
        often = Counter(word for each in words for word in each)
        # Each under the one of its words that the fewest names have.
        self._with: dict[str, list[tuple[NamedNode, str]]] = {}
        for pair, each in zip(named, words, strict=True):
            self._with.setdefault(min(each, key=often.__getitem__, default=""), []).append(pair)

    def named(self, text: str) -> set[NamedNode]:
        """Return what a text names, as :func:`named` does; only likely names are looked for."""
        words = {"", *_WORD.findall(text)}
        return _longest(text, (pair for word in words for pair in self._with.get(word, ())))


def named(text: str, names: Mapping[NamedNode, Set[str]]) -> set[NamedNode]:
    """Return what a text names; a name within a longer one, as in Deputy Mayor, does not count."""
    return _longest(text, ((thing, label) for thing in names for label in names[thing] if label))


def _longest(text: str, names: Iterable[tuple[NamedNode, str]]) -> set[NamedNode]:
    found = [
        (match.start(), match.end(), thing)
        for thing, label in names
        if label in text
        for match in _pattern(label).finditer(text)
    ]
    return {
        thing
        for start, end, thing in found
        if not any(s <= start and end <= e and (s, e) != (start, end) for s, e, _ in found)
    }


@lru_cache(maxsize=4096)
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")


def holders_in(facts: Facts, record: NamedNode) -> set[Holder]:
    """Return who held which role by a record."""
    found = set()
    for holding in resting_on(facts, record, "RoleHolding"):
        role, person = facts.node(holding, "heldRole"), facts.node(holding, "holder")
        if role is not None and person is not None:
            found.add((role, person, record))
    return found


def resting_on(facts: Facts, record: NamedNode, cls: str) -> Iterator[NamedNode]:
    """Yield the things of a class that rest on words of a record; one may come twice."""
    for words in facts.leading_to(record, "quotedFrom"):
        if facts.node(words, "quotedFrom") == record:
            for node in facts.leading_to(words, "evidence"):
                if GOV + cls in facts.classes.get(node, ()):
                    yield node


def standing_for(
    facts: Facts, holders: Iterable[Holder], speaker: NamedNode, records: set[NamedNode | None]
) -> Iterator[NamedNode]:
    """Yield whose name does for a speaker's: its own, that of an office of it, or of a holder."""
    roles = {speaker, *facts.leading_to(speaker, "roleIn")}
    yield from roles
    for role, person, shown in holders:
        if shown in records and role in roles:
            yield person


def writers(facts: Facts, record: NamedNode | None) -> Iterator[NamedNode]:
    """Yield the sender of a letter with role and organization, and whom a reply is from."""
    if record is None:
        return
    yield from (v for v in facts.values(record, "attributedTo") if isinstance(v, NamedNode))
    holding = facts.node(record, "sender")
    if holding is None:
        return
    role = facts.node(holding, "heldRole")
    parties = (role, facts.node(holding, "holder"), role and facts.node(role, "roleIn"))
    yield from (party for party in parties if party is not None)


def is_reply(facts: Facts, record: NamedNode) -> bool:
    """Return whether a record is put on file as received: a letter of a writer, and no more.

    No sender is read in it, and it follows no meeting. Its lines cite actions, and word none; where
    it does not print its day, the day was given with it.
    """
    return (
        GOV + "Letter" in facts.classes.get(record, ())
        and bool(facts.values(record, "attributedTo"))
        and not facts.values(record, "sender")
        and not facts.values(record, "follows")
    )
