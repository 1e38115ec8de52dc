"""Words of a sentence that turn or weaken what it says: "untrue", "if", "only in part", "please".

Like the signs of a status (:mod:`govgraph.note.signs`) they prove nothing: they are what a reader
has to see before words are put on record. No list of them is whole; that is why words without a
plain sign of a status need a reason as well.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from govgraph.note.named import DONE, OPEN
from govgraph.note.signs import is_plain

# With "not" before these a sentence does not say what follows them.
_HELD = (
    r"(?:think|thought|believe|consider|accept|agree|recall|remember|know|known|aware|understand"
    r"|suppose|sure|certain|clear|confirm|claim|claimed|say|said|mean|follow|hold|maintain|assume"
    r"|true|correct|right|accurate|the case|so)"
)
_NOT = r"(?:\b(?:not|never|no longer|cannot|nor|neither|nobody|unable to)|n['’]t)"
_LACKING = r"(?:outstanding|await\w*|missing|pending|lacking|to follow)"
_FINITE = r"(?:is|are|was|were|be|been|has|have|had)"
# A nought by itself, and no part of a number.
_NOUGHT = r"(?<![\d.,:])0(?![.,]\d|[\w:])|\b(?:nil|zero)\b"

# What stands apart; "Unless I err, it was sent" is one.
_APART = re.compile(
    r"[.;!?|]+(?:\s|$)|,?\s+(?:and (?=(?:I|we|they|it|the)\b)|but\b|for which\b|although\b)"
)


class Doubt(NamedTuple):
    """Words of a sentence that turn or weaken it, and what they may make it say."""

    words: str
    meaning: str


class _Turn(NamedTuple):
    """Words of one meaning, and the statuses that they turn."""

    meaning: str
    statuses: frozenset[str]
    words: re.Pattern[str]


_ALL = DONE | OPEN
_TURNS = tuple(
    _Turn(meaning, frozenset(codes), re.compile(words, re.IGNORECASE))
    for meaning, codes, words in (
        (
            "the words may say the contrary, or doubt it",
            _ALL,
            rf"\buntrue\b|{_NOT}\s+(?:[\w'’]+\s+){{0,2}}?{_HELD}\b|\bunlike\b|\bcontrary to\b"
            r"|\b(?:false|wrong|incorrect|inaccurate|mistaken|misdirected)(?:ly)?\b"
            r"|\b(?:erroneously|in error|misreported|far from|no truth|unlikely|doubtful)\b"
            r"|\b(?:deny|denies|denied|denying|refutes?|refuted)\b"
            r"|\b(?:disputes?|disputed|doubts?|doubted)\s+(?:that|if|whether|it|this)\b"
            r"|\bno\s+(?:evidence|record|proof|sign|indication|trace|reason to)\b"
            r"|\b(?:failed|fails|refused|refuses|neglected|omitted|declin\w+) to\b"
            r"|\b(?:instead of|rather than|decline[sd]?)\b",
        ),
        (
            "the words may say that it has ended",
            _ALL,
            r"\b(?:no longer|stopped|ceased|halted|paused|suspended|abandoned|cancelled|withdrawn"
            r"|postponed|deferred|shelved|dropped|recalled|sent back|reopened)\b",
        ),
        (
            "the words may be what somebody else said or asked",
            _ALL,
            r"\b(?:rumou?rs?|alleged(?:ly)?|alleges?|purported(?:ly)?|supposed(?:ly)?|so-called"
            r"|reportedly)\b|\byou\s+(?:\w+\s+)?(?:wrote|said|told|say|write|state[sd]?|will)\b"
            r"|\byour\s+(?:\w+\s+)?(?:says|said|states?|stated|claims?|claimed)\b"
            r"|(?:^|\s)>(?=\s?[^\W\d])",
        ),
        (
            "the words may ask for it, or remind of it, and not report it",
            _ALL,
            r"\?|\b(?:please|kindly|grateful|remind\w*|chaser|chas(?:ed|ing) up)\b"
            r"|\b(?:ask|request|require|want(?! of)|urge|seek|insist)(?:s|e?d|ing)?\b"
            r"|\bsought\b"
            r"|\b(?:need|call|demand|wish)(?:s|es|ed|ing)? (?:to|for|on|that|you|the|this|it)\b"
            r"|^\W*(?:confirm|tell|say|check|ensure|make sure|let)\b",
        ),
        (
            "the words may make it hang on a condition",
            _ALL,
            r"\b(?:if|unless|provid(?:ed|ing)(?=,? (?:that|it|they|the|you|we|there)\b)|in case"
            r"|in the event|as long as|subject to|on condition|assuming|supposing|were it|had it"
            r"|otherwise)\b",
        ),
        (
            "the words may only say until when, or from when",
            _ALL,
            rf"\b(?:before|until|till|once|when|whenever|after|as soon as|by the time)\b[^,.;]*?"
            rf"\b{_FINITE}\b",
        ),
        (
            "the words may only be supposed",
            _ALL,
            r"\b(?:would|could|should|must|might) have\b|\b(?:whether|as far as|apparently|probably"
            r"|perhaps|possibly|maybe|likely|presumably)\b"
            r"|\b(?:my|our|best of) (?:knowledge|understanding|impression|assumption)\b"
            r"|\b(?:believe|think|hope|understand|assume|presume|seem|appear)"
            r"(?:s|d|ed)?\b|\b(?:thought|understood)\b",
        ),
        (
            "the words may speak of what is to come, or ought to be",
            _ALL - {"undertaken"},
            # The month begins with a capital.
            r"\b(?:must|should|would|might|ought|(?-i:may)|meant to|due to (?:be|have))\b",
        ),
        (
            "the words may speak of what is to come, or ought to be",
            DONE,
            r"\b(?:will|shall|can|could|be|expect(?:s|ed)?|look(?:s|ing)? forward)\b|['’]ll\b"
            r"|\b(?:is|are|was|were) to\b",
        ),
        (
            "it may be so of others only",
            _ALL,
            r"\b(?:except(?:ed|ing|ion of)?|apart from|other than|save for|all but)\b"
            # The Bar is a profession.
            r"|\b[bB]ar (?=[Aa]ctions?\b|for\b)",
        ),
        (
            "it may be so of a part only",
            DONE,
            r"\b(?:in part|partly|partially|only|some of|most of|half of|a few|almost|nearly"
            r"|largely|mostly|mainly|broadly|substantially|provisionally|incomplete|incompletely"
            r"|to some extent)\b|(?<!as )\b(?:part|parts) of\b",
        ),
        (
            "the words may deny it",
            DONE | {"in-progress", "undertaken"},
            rf"\b(?:not|never|none|nothing|nor|neither|without \w+ing|cannot|unable|nobody"
            rf"|nowhere|hardly|barely|scarcely|yet|no(?!\.?\s*\d))\b|\b{_LACKING}\b|n['’]t\b"
            rf"|{_NOUGHT}|\bn/a\b",
        ),
        (
            "the words may say that nothing is wanting",
            {"not-delivered"},
            rf"\b(?:not|no|nothing|none|never|neither|nor)\b[^.;]*\b{_LACKING}"
            rf"|{_LACKING}[^.;]*(?:\b(?:no|none|nothing)\b|{_NOUGHT})|n['’]t {_LACKING}",
        ),
    )
)
# These only sound like it: what is asked is a common name of what was sent, and an offer at the
# end of a letter is no condition.
_HARMLESS = re.compile(
    r"\bplease find (?:attached|enclosed)\b"
    r"|\b(?:and|for which) (?:I am|we are|(?:I|we) remain) (?:very |most )?grateful\b"
    r"(?= for (?:it|them|this)\b|\s*(?:[.,;()]|$))"
    r"|\b(?:no doubt|without (?:delay|further|doubt)|not only)\b"
    r"|\b(?:can|(?:am|are) (?:able|pleased|glad|happy) to) (?:now |also )?"
    r"(?:confirm|say|report|advise)\b"
    r"|\bas (?:[\w/]+ ){0,8}?(?:asks|asked|requests|requested|requires|required|needed)\b(?: for)?"
    r"|\b(?:asked for|requested|required|sought|wanted)"
    r"(?= (?:by|in|under|at|on|from|was|were|has|have|is|are)\b|,)"
    r"|\b(?:let us|let me|tell us|tell me|contact us|contact me)(?: know)? if\b[^.;]*",
    re.IGNORECASE,
)


def says_elsewhere(status: str, lead: str, sentence: str, doubt: Doubt) -> bool:
    """Return whether a clause has a plain form of a status, and what turns words is in another.

    Args:
        status: the code of a status.
        lead: words that bear on the whole sentence.
        sentence: a whole sentence, or several.
        doubt: what turns it.
    """
    return not doubt_in(status, lead) and any(
        is_plain(status, clause) and not (doubt.words in clause or doubt_in(status, clause))
        for clause in _APART.split(sentence)
    )


def doubt_in(status: str, sentence: str) -> Doubt | None:
    """Return the words of a sentence because of which it does not plainly say a status, or None.

    Args:
        status: the code of a status; of an update nothing is asked.
        sentence: a whole sentence, or several.
    """
    sentence = _HARMLESS.sub(" ", sentence)
    for turn in _TURNS:
        if status in turn.statuses and (found := turn.words.search(sentence)):
            return Doubt(found[0].strip(), turn.meaning)
    return None
