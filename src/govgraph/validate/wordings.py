"""The words that tell what an action is about, and those that report how it stands, by file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pyoxigraph import Literal, NamedNode, Quad

from govgraph.model import Term
from govgraph.names import GOV, RDF_TYPE, SKOS

_WORD = re.compile(r"[^\W\d_]{4,}")
_TYPE, _LABEL = RDF_TYPE, SKOS + "prefLabel"
_STATES, _STATUS_OF = GOV + "states", GOV + "statusOf"
_EVIDENCE, _PASSAGE, _TEXT = GOV + "evidence", GOV + "inPassage", GOV + "text"
_STATED_IN, _DATE = GOV + "statedIn", GOV + "recordDate"
_STATEMENT, _EVENT = GOV + "ActionStatement", GOV + "StatusEvent"
# What two files might say of one thing: then neither of them tells alone what is said of it.
_LINKING = (_STATES, _STATUS_OF, _EVIDENCE, _PASSAGE, _TEXT, _STATED_IN)

Values = defaultdict[tuple[object, str], list[Term]]
# An action, the day of the record, the words; a change of a status, its words.
Said = tuple[str, str, list[str]]
Heard = tuple[str, list[str]]


def words(texts: Iterable[str]) -> set[str]:
    """Return the words of texts that may tell something, in small letters."""
    return {word.lower() for text in texts for word in _WORD.findall(text)}


def wordings_of(quads: Iterable[Quad], graph: str) -> tuple[list[Said], list[Heard], bool]:
    """Return the words of the actions that a file states, and of what it reports of actions.

    Args:
        quads: the statements of the file.
        graph: the name of its graph.

    Returns:
        The actions; the changes of a status; whether some of either may stand in other files, or
        is said of things of other files, so that the words are not told by this file alone.
    """
    found: Values = defaultdict(list)
    subjects = set()
    for quad in quads:
        path = quad.predicate.value
        if path in (_TYPE, _LABEL, _DATE, *_LINKING):
            found[quad.subject, path].append(quad.object)
            subjects.add(quad.subject)
    file = _File(found, graph)
    said: dict[str, tuple[str, set[str]]] = {}
    heard: list[Heard] = []
    for node in sorted(subjects, key=str):
        if not file.is_own(node):
            file.apart |= file.links(node)
            continue
        kinds = {kind.value for kind in found[node, _TYPE] if isinstance(kind, NamedNode)}
        if _STATEMENT in kinds:
            action = file.one(node, _STATES)
            if action is not None:
                day, known = said.get(action.value, ("", set()))
                said[action.value] = file.day(node) or day, known | words(file.statement(node))
        elif _EVENT in kinds:
            heard.append((str(node)[1:-1], sorted(words(file.passage(node)))))
    actions = [(iri, day, sorted(known)) for iri, (day, known) in said.items()]
    return actions, heard, file.apart


class _File:
    """What a file says of statements and changes of a status."""

    def __init__(self, found: Values, graph: str) -> None:
        self._found, self._graph = found, graph
        self.apart = False

    def is_own(self, node: object) -> bool:
        """Return whether a thing is named under the record of the file, or is that record."""
        name = node.value if isinstance(node, NamedNode) else ""
        return name == self._graph or name.startswith(f"{self._graph}#")

    def links(self, node: object) -> bool:
        """Return whether what is said of a thing of another file makes part of a wording."""
        kinds = {kind.value for kind in self._found[node, _TYPE] if isinstance(kind, NamedNode)}
        always = (_STATES, _STATUS_OF, _PASSAGE, _TEXT, _DATE)
        if_untyped = (_EVIDENCE, _STATED_IN, _LABEL)
        paths = always if kinds else (*always, *if_untyped)
        is_wording = not kinds.isdisjoint({_STATEMENT, _EVENT})
        return is_wording or any(self._found[node, path] for path in paths)

    def one(self, node: object, path: str) -> NamedNode | None:
        """Return the one node that a property leads to."""
        values = [v for v in self._found[node, path] if isinstance(v, NamedNode)]
        return values[0] if len(values) == 1 else None

    def day(self, statement: object) -> str:
        """Return the day of the record in which a statement stands; none where it has no line."""
        record, line = self.one(statement, _STATED_IN), self.one(statement, _EVIDENCE)
        if record is None or line is None:
            return ""
        self.apart |= not self.is_own(record)
        days = [v.value for v in self._found[record, _DATE] if isinstance(v, Literal)]
        return days[0] if len(days) == 1 else ""

    def statement(self, node: object) -> list[str]:
        """Return what a statement is called, and the text that it quotes."""
        labels = [v.value for v in self._found[node, _LABEL] if isinstance(v, Literal)]
        return labels + self._quoted(self.one(node, _EVIDENCE))

    def passage(self, node: object) -> list[str]:
        """Return the text that a change of a status quotes, and its passage."""
        line = self.one(node, _EVIDENCE)
        passage = None if line is None else self.one(line, _PASSAGE)
        return self._quoted(line) + self._quoted(passage)

    def _quoted(self, line: NamedNode | None) -> list[str]:
        if line is None:
            return []
        self.apart |= not self.is_own(line)
        texts = [v.value for v in self._found[line, _TEXT] if isinstance(v, Literal)]
        return texts if len(texts) == 1 else []
