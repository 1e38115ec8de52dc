"""Checks of how actions stand: do the words speak of that action, and say that it stands so?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from govgraph.names import GOV, SKOS, compact
from govgraph.validate.facts import Facts
from govgraph.validate.kept_words import KeptWords
from govgraph.validate.matters import Matters, can_tell
from govgraph.validate.rules import INFO, WARNING, Breach, Rule
from govgraph.validate.speakers import SAYING, is_quoted_from_elsewhere

READING = Rule(
    "GG481",
    "A status that is read into words on another action",
    INFO,
    "Name with gov:statusOf the action of which the quoted words speak; if they do speak of this"
    " one in other words, leave it.",
    "Whoever reads the action's wording beside these words finds nothing that the two have in"
    " common.",
)
STATED = Rule(
    "GG482",
    "A status in words that speak of another action",
    WARNING,
    "Name with gov:statusOf the action of which the quoted words speak; if the record speaks of"
    " this one in other words, set gov:basis to gov:editorInferred and say why it is read so.",
    "Numbers of actions restart at every meeting, and Action 1 of these minutes is not that of the"
    " last.",
)
EARLY = Rule(
    "GG483",
    "A status above the line that raises the action",
    WARNING,
    "Name with gov:statusOf the action of an earlier meeting that the words speak of.",
    "What minutes report first and ask for after it had been asked for before.",
)
DENIED = Rule(
    "GG484",
    "A status that the words deny",
    WARNING,
    "Give with gov:toStatus the status that the quoted words give, or quote the words that give"
    " this one.",
    "A trace prints the status beside the words, and whoever counts sees the status alone.",
)
RULES = (READING, STATED, EARLY, DENIED)

_OF, _TO = NamedNode(GOV + "statusOf"), NamedNode(GOV + "toStatus")
_DONE, _OPEN = {"completed", "delivered"}, {"notDelivered", "outstanding"}

_AUXILIARY = r"\b(?:had|has|have|was|were|is|are)"
_NOT = r"(?:n['’]t|(?: \w+)? (?:not|never))(?: yet)?(?: been)?\b"
_DENIAL = re.compile(rf"{_AUXILIARY}{_NOT}(?: \w+)?", re.IGNORECASE)
_SAID = re.compile(rf"{_AUXILIARY} (?:{SAYING})\b", re.IGNORECASE)
_REASON = re.compile(r",? because\b.*", re.IGNORECASE | re.DOTALL)
_VERB = re.compile(rf"{_AUXILIARY}(?:n['’]t)?\b", re.IGNORECASE)
_ADVERB = r"(?: (?:now|since|already|also|all|both))?"
_FINISHED = re.compile(
    rf"{_AUXILIARY}{_ADVERB}(?: been)? (?:circulated|completed|delivered|done|finished|issued"
    r"|provided|published|received|sent|shared|submitted|supplied)\b",
    re.IGNORECASE,
)
_DOUBT = re.compile(
    r"n['’]t\b|\b(?:not|never|no|none|nor|neither|without|yet|only|part\w*|some|await\w*|due|to be"
    r"|outstanding|pending|delay\w*|fail\w*|unable|until|remain\w*|missing|except|but)\b",
    re.IGNORECASE,
)


def check_statuses(facts: Facts, kept: KeptWords | None) -> Iterator[Breach]:
    """Yield statuses of an action that the quoted words do not speak of, or do not bear out.

    Args:
        facts: the data.
        kept: the words of all files, where they are kept.
    """
    if can_tell(kept):
        matters = Matters(facts, kept)
        events = sorted({*facts.of("StatusEvent"), *matters.affected(kept)}, key=lambda e: e.value)
    else:
        matters, events = Matters(facts), facts.every("StatusEvent")
    for event in events:
        yield from _check_words(facts, event)
        action = facts.node(event, "statusOf")
        if action is None or not matters.word(action) or is_quoted_from_elsewhere(facts, event):
            continue
        if matters.is_above(event, action):
            other = matters.likelier(event, action, times=0)
            yield Breach(EARLY, event, _OF, action, f"{_asked(facts, other)}{EARLY.message}")
        else:
            yield from _check_matter(facts, event, action, matters)


def _check_words(facts: Facts, event: NamedNode) -> Iterator[Breach]:
    status, quoted = facts.node(event, "toStatus"), facts.quoted(event)
    if status is None or quoted is None:
        return
    name = status.value.removeprefix(GOV)
    said = denial(quoted, name)
    if said is not None:
        right = "gov:notDelivered" if name in _DONE else "gov:delivered or gov:completed"
        mend = f"write gov:toStatus {right}, or quote the words that give gov:{name}"
        yield Breach(DENIED, event, _TO, status, f"The words say '{said}': {mend}.")


def denial(quoted: str, status: str) -> str | None:
    """Return words that say the contrary of a status, in a text that says nothing else.

    Args:
        quoted: the text, such as ``MOPAC had not yet received the data.``
        status: the status by its local name, such as ``completed``.
    """
    if status in _DONE:
        # That the shop had closed is why it was not done, and nothing else that was so.
        told = _SAID.sub("", _REASON.sub("", quoted))
        denials = [found[0] for found in _DENIAL.finditer(told)]
        return denials[0] if denials and len(denials) == len(_VERB.findall(told)) else None
    found = _FINISHED.search(quoted) if status in _OPEN else None
    return None if found is None or _DOUBT.search(quoted) else found[0]


def _check_matter(
    facts: Facts, event: NamedNode, action: NamedNode, matters: Matters
) -> Iterator[Breach]:
    rule = STATED if facts.node(event, "basis") == NamedNode(GOV + "stated") else READING
    other = matters.likelier(event, action)
    # Whoever reads it so sees more than words that are the same.
    if other is not None and (rule is STATED or not matters.shares(event, action)):
        yield Breach(rule, event, _OF, action, f"{_asked(facts, other)}{rule.message}")


def _asked(facts: Facts, action: NamedNode | None) -> str:
    if action is None:
        return ""
    label = facts.text(action, SKOS + "prefLabel")
    named = f" ({label})" if label else ""
    return f"Did you mean '{compact(action.value, facts.base)}'{named}? "
