"""What actions are about: the words of their wordings, and how much each word tells."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from math import log
from typing import TypeGuard

from pyoxigraph import Literal, NamedNode

from govgraph.names import GOV, RDF_TYPE, SKOS
from govgraph.prose import MONTHS
from govgraph.validate.facts import LABELS, Facts, Node
from govgraph.validate.kept_words import KeptWords
from govgraph.validate.speakers import if_called_otherwise, names_of
from govgraph.validate.wordings import words

REPORTED = {GOV + "completed", GOV + "delivered", GOV + "notDelivered"}
# Beyond so many actions a word tells what it would tell among so many: one more on file does not
# weigh every word anew.
MOST = 100

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
# What parties are called by, and what makes a title that of a role.
_CALLING = {*(p if ":" in p else GOV + p for p in LABELS)} | {
    GOV + name for name in ("titleAsPrinted", "inCapacityOf", "heldRole")
}


def can_tell(kept: KeptWords | None) -> TypeGuard[KeptWords]:
    """Return whether what a change makes of the words of actions can be told without the others.

    Among few actions one more weighs every word anew.
    """
    return kept is not None and kept.can_tell(MOST)


class Matters:
    """What actions are about: the words of their wordings, and how much each word tells.

    Args:
        facts: the data.
        kept: the words of all files, where what they tell of actions is known; without it the
            wordings of all actions are read.
    """

    def __init__(self, facts: Facts, kept: KeptWords | None = None) -> None:
        self._facts, self._kept = facts, kept
        names = (name for names in names_of(facts).values() for name in names)
        # By whom and when tells actions apart no more than the word action does.
        self._names = words(names).union(map(str.lower, MONTHS))
        self._lines: dict[NamedNode, set[NamedNode]] = {}
        self._words: dict[NamedNode, set[str]] = {}
        self._days: dict[NamedNode, str] = {}
        # Action → the records that word it, and where their lines begin.
        self._raised: dict[NamedNode, dict[NamedNode, int]] = {}
        self._with: dict[str, list[NamedNode]] = {}
        self._read: set[NamedNode] = set()
        if kept is not None:
            self._many = MOST + 1
            return
        for statement in facts.every("ActionStatement"):
            action = facts.node(statement, "states")
            if action is not None:
                self._add(statement, action)
        self._many = len(self._words)
        for action in sorted(self._words, key=lambda a: a.value):
            for word in self._words[action]:
                self._with.setdefault(word, []).append(action)

    def _know(self, action: NamedNode) -> NamedNode:
        """Read the wordings of an action, unless those of all are read."""
        if self._kept is not None and action not in self._read:
            self._read.add(action)
            for statement in self._facts.leading_to(action, "states"):
                if self._facts.node(statement, "states") == action and self._is_one(statement):
                    self._add(statement, action)
        return action

    def _is_one(self, node: Node) -> bool:
        return GOV + "ActionStatement" in self._facts.classes.get(node, ())

    def _having(self, word: str) -> list[NamedNode]:
        """Return the actions with a word; of very many, as many as are one too many."""
        if self._kept is not None and word not in self._with:
            found = self._among(self._kept.saying(word), word, self._names)
            self._with[word] = [NamedNode(iri) for iri in sorted(found)]
        return self._with.get(word, [])

    def _among(
        self, pairs: Iterable[tuple[str, str]], stem: str, names: Collection[str]
    ) -> set[str]:
        found: set[str] = set()
        for word, iri in pairs:
            if word[:_STEM] == stem and word not in names:
                found.add(iri)
            if len(found) >= _COMMON:
                break
        return found

    def _day(self, action: NamedNode, day: str) -> str:
        """Return the day when an action was first worded; if none is known, another day."""
        if self._kept is not None and action not in self._days:
            known = self._kept.day(action.value)
            return day if known is None else self._days.setdefault(action, known)
        return self._days.get(action, day)

    def _is_line(self, line: NamedNode) -> bool:
        """Return whether actions are worded in a line."""
        if self._kept is not None:
            for statement in filter(self._is_one, self._facts.leading_to(line, "evidence")):
                action = self._facts.node(statement, "states")
                if action is not None:
                    self._know(action)
        return line in self._lines

    def affected(self, kept: KeptWords) -> Iterator[NamedNode]:
        """Yield the changes of a status of which a change of the board may make another judgement.

        Words that many actions have weigh the same however many they are, and an action that
        shares no others with what is changed is as it was.
        """
        facts = self._facts
        actions, said = kept.differing()
        unsure = self._renamed() if if_called_otherwise(facts).near is None else set()
        said |= unsure
        near = facts.near.nodes if facts.near is not None else ()
        for action in [n for n in near if GOV + "Action" in facts.classes.get(n, ())]:
            if isinstance(action, NamedNode) and self._is_changed(action):
                actions.add(action.value)
        for iri in sorted(actions):
            action = NamedNode(iri)
            yield from facts.leading_to(action, "statusOf")
            said |= self._words.get(self._know(action), set())  # Cut, which makes no difference.
        untelling = self._names - unsure
        for stem in sorted({word[:_STEM] for word in said - untelling}):
            many = self._among(kept.staying(stem), stem, self._names | unsure)
            if len(many) < _COMMON:
                heard = kept.hearing(stem)
                yield from (NamedNode(iri) for word, iri in heard if word not in untelling)

    def _is_changed(self, node: NamedNode) -> bool:
        near = self._facts.near
        rows = () if near is None else (*near.gained, *near.lost)
        return any(row.subject == node for row in rows)

    def _renamed(self) -> set[str]:
        """Return the words of names that come or go with a change, and of what is near to them."""
        facts, near = self._facts, self._facts.near
        rows = () if near is None else (*near.gained, *near.lost)
        paths = _CALLING | {RDF_TYPE}
        told = [row for row in rows if row.predicate.value in paths]
        nodes = {row.subject for row in told if isinstance(row.subject, NamedNode)}
        nodes |= {entry for node in nodes for entry in facts.leading_to(node, "inCapacityOf")}
        texts = [row.object.value for row in told if isinstance(row.object, Literal)]
        for node in nodes:
            texts += (t for path in (*LABELS, "titleAsPrinted") for t in facts.texts(node, path))
        return words(texts)

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
        return {word[:_STEM] for word in words(texts) - self._names}

    def word(self, action: NamedNode) -> bool:
        """Return whether any wording of an action is on file."""
        return bool(self._words.get(self._know(action)))

    def is_above(self, event: NamedNode, action: NamedNode) -> bool:
        """Return whether what is reported as done or not done stands above the first wording."""
        status, quoted = (self._facts.node(event, name) for name in ("toStatus", "evidence"))
        record = None if quoted is None else self._facts.node(quoted, "quotedFrom")
        if status is None or quoted is None or record is None or status.value not in REPORTED:
            return False
        line = self._raised.get(action, {}).get(record)
        start = self._facts.number(quoted, "start")
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
        text, quoted = self._facts.quoted(event), self._facts.node(event, "evidence")
        record = None if quoted is None else self._facts.node(quoted, "quotedFrom")
        day = None if record is None else self._facts.text(record, "recordDate")
        line = None if quoted is None else self._facts.node(quoted, "inPassage") or quoted
        if not text or day is None or line is None or self._is_line(line):
            return None  # Whose line that is is asked by another rule.
        status = self._facts.node(event, "toStatus")
        # What is reported was asked for before.
        is_report = status is not None and status.value in REPORTED
        found: dict[NamedNode, list[float]] = {}
        for word in sorted(self._telling([text])):
            having = self._having(word)
            for other in having if len(having) < min(_COMMON, self._many) else ():
                raised = self._day(other, day)
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
        found = {a for word in said - own for a in self._having(word)}.difference(actions)
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
        return any(len(set(self._having(word)).difference(actions)) <= most for word in own)

    def _weight(self, word: str) -> float:
        having = len(self._having(word))
        if self._many > MOST:
            return log(MOST / min(having, _COMMON))
        return log(self._many / having)
