"""Words of a sentence that only repeat what an action asks for: they doubt nothing in it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from govgraph.note.named import Action
from govgraph.validate.facts import Facts

_WORD = re.compile(r"[\w'’-]+")
# So many words in a row repeat a text; fewer are in any.
_ROW = 3


def wordings_of(facts: Facts, action: Action) -> list[str]:
    """Return the words by which records word an action."""
    return sorted(filter(None, map(facts.quoted, facts.leading_to(action.node, "states"))))


def without_repeated(sentence: str, texts: Iterable[str]) -> str:
    """Return a sentence without its rows of words that stand in one of the texts."""
    known = {row for text in texts for row in _rows(_WORD.findall(text.lower()))}
    pieces = list(_WORD.finditer(sentence))
    said = [piece[0].lower() for piece in pieces]
    repeated = {
        place + step
        for place, row in enumerate(_rows(said))
        if row in known
        for step in range(_ROW)
    }
    shown, end = [], 0
    for place, piece in enumerate(pieces):
        shown.append(sentence[end : piece.start()])
        shown.append("" if place in repeated else piece[0])
        end = piece.end()
    return "".join((*shown, sentence[end:]))


def _rows(said: list[str]) -> list[tuple[str, ...]]:
    return [tuple(said[place : place + _ROW]) for place in range(len(said) - _ROW + 1)]
