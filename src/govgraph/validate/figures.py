"""Checks of figures: does the record state this number, and this exactly?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pyoxigraph import NamedNode

from govgraph.names import GOV
from govgraph.prose import month_number
from govgraph.validate.dates import MONTH
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

_ISO = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
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
            day, written = facts.text(node, "asOf"), _date(facts, node)
            if day is not None and written and not _may_mean(words, day, written):
                yield at_literal(DAY, node, "asOfText", words)


def _date(facts: Facts, node: NamedNode) -> str | None:
    """Return the date of the record that a node's one quotation is from."""
    evidence = facts.node(node, "evidence")
    record = None if evidence is None else facts.node(evidence, "quotedFrom")
    return None if record is None else facts.text(record, "recordDate")


def _may_mean(words: str, day: str, written: str) -> bool:
    """Whether words print the year or month of a day or, as "now", may mean one just before.

    Args:
        words: what the record prints.
        day: the day or month that is read out of them.
        written: the day of the record.
    """
    found = _ISO.match(day), _ISO.match(written)
    if found[0] is None or found[1] is None:
        return True  # A shape finds that.
    (year, month), (year_written, month_written) = ((int(m[1]), int(m[2])) for m in found if m)
    years = re.findall(r"(?<!\d)\d{4}(?!\d)", words)
    months = [month_number(name) for name in MONTH.findall(words)]
    if years or months:
        return day[:4] in (years or day[:4]) and month in (months or [month])
    return 0 <= 12 * (year_written - year) + month_written - month <= 1 and day <= written


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
