"""Checks of figures: does the record state this number, and this exactly?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from govgraph.names import GOV
from govgraph.validate.facts import Facts
from govgraph.validate.rules import VIOLATION, WARNING, Breach, Rule, at_literal

NUMBER = Rule(
    "GG318",
    "A number that the quoted words do not state",
    VIOLATION,
    "Give the number in gov:value as the quoted words print it, or quote the words that state it.",
    "A figure or target is the record's, down to whether it is printed as 2 or as two.",
)
DAY = Rule(
    "GG319",
    "A day of a figure that the passage does not give",
    VIOLATION,
    "Give the words of the quoted passage in gov:asOfText, or leave it out with gov:asOf.",
    "Of which day a figure speaks is for the record to say.",
)
QUALIFIED = Rule(
    "GG320",
    "A comparator that the words do not bear out",
    WARNING,
    "Make gov:comparator what the word before the number says; gov:exactly where there is none.",
    "Just under 90 per cent is not 90 per cent, and no qualifying word is to be made up.",
)
RULES = (NUMBER, DAY, QUALIFIED)

_JUST_UNDER = r"just (?:under|below|short of)|slightly (?:under|below)|nearly|almost"
_ABOUT = r"about|around|roughly|approximately|approx\.|circa"
# The words that bear out each comparator. No word stands for gov:exactly.
_WORDS = {
    "justUnder": rf"{_JUST_UNDER}|close to",
    "about": rf"{_ABOUT}|some|in the region of",
    "atLeast": r"at least|(?:no|not) (?:less|fewer) than|a minimum of|more than|over|above",
    "atMost": r"at most|(?:no|not) more than|(?:fewer|less) than|up to|within|under|below",
}
_PROOF = {GOV + name: re.compile(rf"\b(?:{words})(?!\w)", re.I) for name, words in _WORDS.items()}
# Those that qualify any number right after them: one may go "up to" 49, or "over" three years.
_PLAIN = rf"{_JUST_UNDER}|{_ABOUT}|at least|at most|(?:more|less|fewer) than"


def check_figures(facts: Facts) -> Iterator[Breach]:
    """Yield what figures and targets say and their quotations do not."""
    for node in (*facts.of("Figure"), *facts.of("Target")):
        quoted, passage = facts.quoted(node), facts.quoted_passage(node)
        if quoted is None:
            continue
        comparator = facts.node(node, "comparator")
        for value in facts.texts(node, "value"):
            if not states(quoted, value):
                yield at_literal(NUMBER, node, "value", value)
            elif comparator is not None and not bears_out(quoted, value, comparator.value):
                path = NamedNode(GOV + "comparator")
                yield Breach(QUALIFIED, node, path, comparator, QUALIFIED.message)
        for words in facts.texts(node, "asOfText"):
            if passage is not None and words not in passage:
                yield at_literal(DAY, node, "asOfText", words)


def states(quoted: str, value: str) -> bool:
    """Return whether words state a number by itself, in figures or in letters of any case."""
    return re.search(_pattern(value), quoted, re.IGNORECASE) is not None


def bears_out(quoted: str, value: str, comparator: str) -> bool:
    """Return whether words let a number stand under a comparator, an IRI."""
    if comparator == GOV + "exactly":
        qualified = rf"(?<!\w)(?:{_PLAIN})\s+[£$€]?{_pattern(value)}"
        return re.search(qualified, quoted, re.IGNORECASE) is None
    proof = _PROOF.get(comparator)
    return proof is None or proof.search(quoted) is not None


def _pattern(value: str) -> str:
    # 17 is neither in 117 nor in 17.5, and two is not in network.
    end = r"(?!\d)(?![.,]\d)" if value[-1:].isdigit() else r"(?!\w)"
    return rf"(?<!\w)(?<!\d[.,]){re.escape(value)}{end}"
