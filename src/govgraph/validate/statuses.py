"""Checks of how actions stand: do the words speak of that action, and say that it stands so?"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from math import log

from pyoxigraph import NamedNode

from govgraph.names import GOV, SKOS, compact
from govgraph.validate.dates import MONTHS
from govgraph.validate.facts import Facts
from govgraph.validate.rules import INFO, WARNING, Breach, Rule
from govgraph.validate.speakers import SAYING, is_quoted_from_elsewhere, names_of

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
_REPORTED = {GOV + "completed", GOV + "delivered", GOV + "notDelivered"}
_DONE, _OPEN = {"completed", "delivered"}, {"notDelivered", "outstanding"}

_WORD = re.compile(r"[^\W\d_]{4,}")
# What two forms of one word have in common: repair and repaired.
_STEM = 5
# A word of more actions tells none of them.
_COMMON = 50
# Words, cut as the others are, that speak of no matter.
_FILLER = re.compile(
    r"with|this|that|these|those|from|when|where|which|while|were|have|been|will|would|shall|their"
    r"|there|they|them|then|than|what|such|some|each|also|more|most|into|upon|about|after|befor"
    r"|under|over|other|your|yours|sent|share|provi|recei|deliv|actio|meeti|board|lette|recor"
    r"|noted|reque|asked|repli|repor|made|done"
)
# A word tells an action if no more than so many others, or one in so many of them, have it.
_FEW = 4
# Words of the other action are to weigh so many times those of the action that is named.
_TIMES = 3

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


def check_statuses(facts: Facts) -> Iterator[Breach]:
    """Yield statuses of an action that the quoted words do not speak of, or do not bear out."""
    # How much a word tells hangs on all actions: one more of them weighs every word anew.
    matters = Matters(facts)
    for event in facts.every("StatusEvent"):
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


class Matters:
    """What actions are about: the words of their wordings, and how much each word tells.

    Args:
        facts: the data.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        names = (name for names in names_of(facts).values() for name in names)
        # By whom and when tells actions apart no more than the word action does.
        self._names = _words(names).union(MONTHS)
        self._lines: dict[NamedNode, set[NamedNode]] = {}
        self._words: dict[NamedNode, set[str]] = {}
        self._days: dict[NamedNode, str] = {}
        # Action → the records that word it, and where their lines begin.
        self._raised: dict[NamedNode, dict[NamedNode, int]] = {}
        for statement in facts.every("ActionStatement"):
            action = facts.node(statement, "states")
            if action is not None:
                self._add(statement, action)
        self._with: dict[str, list[NamedNode]] = {}
        for action in sorted(self._words, key=lambda a: a.value):
            for word in self._words[action]:
                self._with.setdefault(word, []).append(action)

    def _add(self, statement: NamedNode, action: NamedNode) -> None:
        facts, line = self._facts, self._facts.node(statement, "evidence")
        texts = [*facts.texts(action, SKOS + "prefLabel"), facts.quoted(statement) or ""]
        self._words.setdefault(action, set()).update(self._telling(texts))
        record = facts.node(statement, "statedIn")
        day = None if record is None else facts.text(record, "recordDate")
        if record is None or day is None or line is None:
            return
        self._lines.setdefault(line, set()).add(action)
        self._days[action] = min(day, self._days.get(action, day))
        if not facts.values(statement, "restates"):
            self._raised.setdefault(action, {})[record] = facts.number(line, "start") or 0

    def _telling(self, texts: Iterable[str]) -> set[str]:
        """Return the words of texts that are no names of parties, without their endings."""
        return {word[:_STEM] for word in _words(texts) - self._names}

    def word(self, action: NamedNode) -> bool:
        """Return whether any wording of an action is on file."""
        return bool(self._words.get(action))

    def is_above(self, event: NamedNode, action: NamedNode) -> bool:
        """Return whether what is reported as done or not done stands above the first wording."""
        status, words = (self._facts.node(event, name) for name in ("toStatus", "evidence"))
        record = None if words is None else self._facts.node(words, "quotedFrom")
        if status is None or words is None or record is None or status.value not in _REPORTED:
            return False
        line, start = self._raised.get(action, {}).get(record), self._facts.number(words, "start")
        if line is None or start is None or start >= line:
            return False
        return self._facts.text(record, "recordDate") == self._days[action]

    def shares(self, event: NamedNode, action: NamedNode) -> set[str]:
        """Return the words that an action has in common with the passage of an event."""
        texts = (self._facts.quoted(event), self._facts.quoted_passage(event))
        return self._words[action] & self._telling(text for text in texts if text)

    def likelier(
        self, event: NamedNode, action: NamedNode, times: int = _TIMES
    ) -> NamedNode | None:
        """Return the action of which an event's words speak far more than of the one it names.

        Args:
            event: the event.
            action: the action that it names.
            times: how many times as much.
        """
        quoted, words = self._facts.quoted(event), self._facts.node(event, "evidence")
        record = None if words is None else self._facts.node(words, "quotedFrom")
        day = None if record is None else self._facts.text(record, "recordDate")
        line = None if words is None else self._facts.node(words, "inPassage") or words
        if not quoted or day is None or line in self._lines:
            return None  # Whose line that is is asked by another rule.
        status = self._facts.node(event, "toStatus")
        # What is reported was asked for before.
        is_report = status is not None and status.value in _REPORTED
        found: dict[NamedNode, list[float]] = {}
        for word in sorted(self._telling([quoted])):
            having = self._with.get(word, [])
            for other in having if len(having) < min(_COMMON, len(self._words)) else ():
                raised = self._days.get(other, day)
                if other != action and (raised < day or (raised == day and not is_report)):
                    found.setdefault(other, []).append(self._weight(word))
        most = max(found.items(), key=lambda f: (sum(f[1]), f[0].value), default=None)
        own = sum(self._weight(word) for word in sorted(self.shares(event, action)))
        if most is None or len(most[1]) < min(2, times) or sum(most[1]) <= times * own:
            return None
        return most[0]

    def other_matter(self, text: str, actions: Collection[NamedNode], day: str) -> NamedNode | None:
        """Return the action of which words speak more than of certain others, or None.

        Args:
            text: the words.
            actions: those that the words may speak of: one, and what is linked with it.
            day: of the words (ISO); of later actions they do not speak.
        """
        said = {word for word in self._telling([text]) if not _FILLER.fullmatch(word)}
        own = {word for action in actions for word in self._words.get(action, ())} & said
        most, best = sum(self._weight(word) for word in sorted(own)), None
        found = {a for word in said - own for a in self._with.get(word, ())}.difference(actions)
        for other in sorted(found, key=lambda a: a.value):
            shared = self._words[other] & said
            weight = sum(self._weight(word) for word in sorted(shared))
            # One word more is chance.
            if weight > most and len(shared - own) > 1 and self._days.get(other, day) <= day:
                most, best = weight, other
        return best

    def is_told_of(self, text: str, actions: Collection[NamedNode]) -> bool:
        """Return whether words have a word of certain actions that few others have.

        Args:
            text: the words.
            actions: those that the words may speak of: one, and what is linked with it.
        """
        said = {word for word in self._telling([text]) if not _FILLER.fullmatch(word)}
        own = {word for action in actions for word in self._words.get(action, ())} & said
        others = len(set(self._words).difference(actions))
        most = min(max(_FEW, others // _FEW), max(others - 1, 0))
        return any(len(set(self._with[word]).difference(actions)) <= most for word in own)

    def _weight(self, word: str) -> float:
        return log(len(self._words) / len(self._with[word]))


def _words(texts: Iterable[str]) -> set[str]:
    return {word.lower() for text in texts for word in _WORD.findall(text)}
