"""Words of a sentence that turn or weaken what it says: "untrue", "if", "only in part", "I think".

Like the signs of a status (:mod:`govgraph.note.signs`) they prove nothing: they are what a reader
has to see before words are put on record.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govgraph.note.named import DONE
from govgraph.note.signs import CLAUSE, negative_before_sign

# With "not" before these a sentence does not say what follows them.
_HELD = (
    r"(?:think|thought|believe|consider|accept|agree|recall|remember|know|known|aware|understand"
    r"|suppose|sure|certain|clear|confirm|claim|claimed|say|said|mean|follow|hold|maintain|assume"
    r"|true|correct|right|accurate|the case|so)"
)
_NOT = r"(?:\b(?:not|never|no longer|cannot|nor|neither|nobody|unable to)|n['’]t)"
_CONTRARY = re.compile(
    rf"\buntrue\b|{_NOT}\s+(?:[\w'’]+\s+){{0,2}}?{_HELD}\b"
    r"|\b(?:is|was|are|were|be|been)\s+(?:\w+\s+)?(?:false|wrong|incorrect|inaccurate|mistaken)\b"
    r"|\b(?:falsely|wrongly|mistakenly|incorrectly|erroneously|in error|misreported)\b"
    r"|\b(?:deny|denies|denied|denying|refutes?|refuted|far from|contrary to|no truth|unlikely)\b"
    r"|\b(?:disputes?|disputed|doubts?|doubted)\s+(?:that|if|whether|it|this)\b|\bdoubtful\b"
    r"|\bno\s+(?:evidence|record|proof|sign|indication|trace|reason to)\b"
    r"|\b(?:rumou?rs?|alleged(?:ly)?|alleges?|purported(?:ly)?|supposed(?:ly)?|so-called)\b"
    r"|\b(?:failed|fails|refused|refuses|neglected|omitted) to\b|\b(?:instead of|rather than)\b"
    r"|\?[\"'”’)]*$",
    re.IGNORECASE,
)
# These only sound like it.
_HARMLESS = re.compile(r"\b(?:no doubt|without (?:delay|further|doubt)|not only)\b", re.IGNORECASE)
# An offer at the end of a letter is no condition: "let us know if you need more".
_OFFER = r"(?<!know )(?<!tell us )(?<!tell me )(?<!contact us )(?<!contact me )"
_CONDITION = (
    rf"{_OFFER}\bif\b|\b(?:unless|provided|providing|in case|in the event|as long as|subject to"
    r"|on condition|assuming|supposing|were it|had it|otherwise)\b"
)
# The month begins with a capital.
_MAYBE = (
    r"\b(?:(?:would|could|should|must|might) have|might|ought to|(?-i:may)|whether"
    r"|believes?|believed|thinks?|thought|hopes?|hoped|expects?|expected|understands?|understood"
    r"|assumes?|assumed|presumes?|seems?|seemed|appears?|appeared|apparently|probably|perhaps"
    r"|possibly|maybe|likely|presumably|reportedly|as far as|knowledge|understanding|impression"
    r"|assumption|meant to|due to)\b"
)
_PART = (
    r"\b(?:in part|partly|partially|only|some of|most of|half of|a few|almost|nearly|except"
    r"|excepting|apart from|other than|save for|all but|incomplete|incompletely|to some extent)\b"
    r"|(?<!as )\b(?:part|parts) of\b"
)
_NEGATIVE = (
    r"\b(?:not|never|none|nothing|nor|neither|without|cannot|unable|nobody|nowhere|hardly|barely"
    r"|scarcely|yet|no(?!\.?\s*\d))\b|n['’]t\b"
)
# What weakens a status, by its code; a delivery that is denied is what "not-delivered" says.
_WEAK = {
    **dict.fromkeys(DONE, f"{_CONDITION}|{_MAYBE}|{_PART}|{_NEGATIVE}"),
    "in-progress": f"{_CONDITION}|{_MAYBE}",
    "not-delivered": f"{_CONDITION}|{_MAYBE}",
    "undertaken": _CONDITION,
}


class Doubt(NamedTuple):
    """Words of a sentence that turn or weaken it, and whether they say the contrary."""

    words: str
    is_contrary: bool


def doubt_in(status: str, sentence: str) -> Doubt | None:
    """Return the words of a sentence because of which it does not plainly say a status, or None.

    Args:
        status: the code of a status; of an update nothing is asked.
        sentence: a whole sentence, or several.
    """
    if status not in _WEAK:
        return None
    sentence = _HARMLESS.sub(" ", sentence)
    if found := _CONTRARY.search(sentence):
        # Of what is denied it is at least said that it may not have been done.
        return Doubt(found[0], status != "not-delivered")
    if status in DONE:
        for clause in CLAUSE.split(sentence):
            if negative := negative_before_sign(clause):
                return Doubt(negative, True)
    weak = re.search(_WEAK[status], sentence, re.IGNORECASE)
    return Doubt(weak[0], False) if weak else None
