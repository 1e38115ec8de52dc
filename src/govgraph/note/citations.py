"""Actions that words cite by number: "Action 2 of 31 August 2023", "2023-08-31/2"."""

from __future__ import annotations

import re
from typing import NamedTuple

from govgraph.note.named import Action
from govgraph.prose import MONTHS
from govgraph.validate.dates import prints
from govgraph.validate.grounds import days_printed

_NUMBER = r"\d{1,3}[a-z]?\b"
_LIST = rf"{_NUMBER}(?:(?:\s*,\s*and\s+|\s*(?:,|&|-|–|\band\b|\bor\b|\bto\b)\s*){_NUMBER})*"
_MONTH = rf"(?:{'|'.join(month[:3] for month in MONTHS)})[a-z]*"
# "Action 14 October" and "action 3 weeks later" are no numbers of actions.
_NO_NUMBER = rf"(?!\s*(?:{_MONTH}\b|weeks?\b|days?\b|months?\b|years?\b|per\b|%))"
_CITED = re.compile(
    r"\bactions?(?:\s+(?:points?|items?))?\s+(?:nos?\b\.?\s*|numbers?\s+|#\s*)?"
    rf"({_LIST}){_NO_NUMBER}",
    re.IGNORECASE,
)
_ID = re.compile(r"(?<![\w/-])(\d{4}-\d\d-\d\d)/([\w.-]*\w)")
_ONE = re.compile(_NUMBER)
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    rf"(?:\d{{4}}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]\d{{2,4}}|{_MONTH}\s+{_NTH},?\s+\d{{4}}"
    rf"|{_NTH}\s+(?:of\s+)?{_MONTH}(?:,?\s+\d{{4}})?"
    # A month, with or without its year: "the October meeting". The month begins with a capital.
    rf"|(?-i:{'|'.join(MONTHS)})\b(?:,?\s+\d{{4}})?"
    r"|(?:last|previous|next|latest)\s+(?:meeting|board))"
)
_MONTH_ALONE = re.compile(rf"({'|'.join(MONTHS)})(?:,?\s+(\d{{4}}))?")
# A day belongs to a number where nothing but such words stands between them.
_BETWEEN = (
    r"(?:\s|[,(:]|\b(?:of|from|at|on|in|the|our|your|raised|set|agreed|recorded|minutes|meeting"
    r"|held|dated|board|when|we|met|last|during)\b)*"
)
_AFTER = re.compile(rf"{_BETWEEN}({_DATE})", re.IGNORECASE)
_BEFORE = re.compile(
    rf"({_DATE})(?:\s+(?:meeting|minutes)\s+(?:set|raised|agreed|recorded|gave))?[\s,:–-]*$",
    re.IGNORECASE,
)
# How many characters a day may stand before a number.
_NEAR = 40
# So many words may stand beside a citation that is a heading.
_HEADING = 2


class Citation(NamedTuple):
    """Numbers of actions as words cite them, and the day of their meeting where it stands by."""

    shown: str
    numbers: tuple[str, ...]
    day: str

    def is_of(self, action: Action) -> bool:
        """Return whether an action may be meant: it has the number, and no other day is printed."""
        return action.number in self.numbers and (not self.day or _is_day(self.day, action.held))


def citations_in(words: str) -> list[Citation]:
    """Return the numbers of actions that words cite, in order."""
    found: list[tuple[int, Citation]] = []
    for cited in _ID.finditer(words):
        found.append((cited.start(), Citation(cited[0], (cited[2],), cited[1])))
    for cited in _CITED.finditer(words):
        after = _AFTER.match(words, cited.end())
        near = max(0, cited.start() - _NEAR)
        before = _BEFORE.search(words, near, cited.start())
        start = before.start() if before and not after else cited.start()
        end = after.end() if after else cited.end()
        day = after[1] if after else before[1] if before else ""
        found.append((start, Citation(words[start:end], _numbers(cited[1]), day)))
    return [citation for _, citation in sorted(found)]


def is_heading(words: str) -> bool:
    """Return whether a paragraph is the heading of what is said of an action: it only cites it."""
    rest = "" if words.endswith((".", "?", "!")) else words
    for citation in citations_in(words):
        rest = rest.replace(citation.shown, " ")
    return bool(rest) and rest != words and len(re.findall(r"\w+", rest)) <= _HEADING


def _numbers(text: str) -> tuple[str, ...]:
    numbers = [number.lower() for number in _ONE.findall(text.lower())]
    for first, last in _RANGE.findall(text.lower()):
        numbers += [str(n) for n in range(int(first) + 1, int(last))]
    return tuple(numbers)


def _is_day(printed: str, day: str) -> bool:
    year, month, number = day.split("-")
    if (named := _MONTH_ALONE.fullmatch(printed)) is not None:
        return MONTHS[int(month) - 1] == named[1] and named[2] in (None, year)
    is_bare = not re.search(r"\d{4}|[./]", printed)
    return prints(printed, day) or (is_bare and (int(number), int(month)) in days_printed(printed))
