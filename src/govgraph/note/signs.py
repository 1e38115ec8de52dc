"""Signs of a status in English words: "was sent", "not yet", "in hand", "will".

They prove nothing. What they are for is to notice a status that is typed beside words which say the
contrary, and to say that an editor read it where no usual word of that status stands there.
"""

from __future__ import annotations

import re

from govgraph.note.named import DONE, OPEN

CLAUSE = re.compile(r"[.;:!?]+(?:\s|$)|,\s|\b(?:but|although|though|while|whereas|however)\b", re.I)
_PIECE = re.compile(r"[\w'’-]+")
_DELIVERY = re.compile(
    r"sent|shared|delivered|provided|received|supplied|submitted|published|circulated|forwarded"
    r"|attached|enclosed|handed|issued|presented|given|gave|came|arrived|reached|returned"
    r"|transferred"
)
_COMPLETION = re.compile(
    r"completed?|concluded|finished|done|closed|discharged|fulfilled|implemented|finali[sz]ed"
    r"|resolved"
)
_BASE = re.compile(
    r"send|share|deliver|provide|receive|supply|submit|publish|circulate|forward|issue|present"
    r"|give|come|arrive|reach|return|transfer|finish|conclude"
)
_NO = frozenset(
    {"not", "no", "never", "none", "nothing", "nor", "neither", "without", "cannot", "unable"}
    | {"nobody", "hardly", "barely", "scarcely"}
)
_AHEAD = frozenset({"will", "shall", "would", "to"})
# How many words before a verb may turn it.
_REACH = 4
_PROGRESS = re.compile(
    r"\b(?:in progress|in hand|in draft|in preparation|under\s?way|on-?going|progressing|continu\w+"
    r"|work(?:s|ing)? (?:on|is|has)|(?:has|have|had) (?:begun|started)|began|started|commenced"
    r"|drafting|preparing|partly|partially|(?:is|are|was|were) being \w+|under (?:consideration"
    r"|review|discussion))\b",
    re.IGNORECASE,
)
_UNDERTAKING = re.compile(
    r"\b(?:will|shall|undert(?:ook|akes?|aken|aking)|agree[sd]? to|commit(?:s|ted|ment)?"
    r"|promise[sd]?|intends?|plans? to|aims? to|expects? to|is to|are to"
    r"|(?:to|would) be)\b|['’]ll\b",
    re.IGNORECASE,
)
_LACKING = re.compile(
    r"\b(?:not yet|yet to|outstanding|await(?:s|ed|ing)|overdue|missing|pending)\b", re.IGNORECASE
)
# An update says nothing of how the action stands: any words may be one.
UPDATED = "updated"


def signs_in(words: str) -> frozenset[str]:
    """Return the codes of the statuses of which words have a sign.

    Args:
        words: a sentence; it is looked at clause by clause.
    """
    found: set[str] = set()
    for clause in CLAUSE.split(words):
        if _LACKING.search(clause):
            found.add("not-delivered")
        if _UNDERTAKING.search(clause):
            found.add("undertaken")
        if (progress := _PROGRESS.search(clause)) and not _is_denied(clause[: progress.start()]):
            found.add("in-progress")
        found |= _told_by_verbs([piece.lower() for piece in _PIECE.findall(clause)])
    return frozenset(found)


def gainsaid(status: str, words: str) -> frozenset[str]:
    """Return the statuses that words have signs of, where all of them are contrary to a status."""
    found = signs_in(words)
    contrary = OPEN if status in DONE else DONE if status in OPEN else frozenset[str]()
    return found if found and found <= contrary else frozenset()


def has_sign(status: str, words: str) -> bool:
    """Return whether words have a sign of a status."""
    return status == UPDATED or status in signs_in(words)


def negative_before_sign(clause: str) -> str:
    """Return a negative word that stands before a word for what is done, however far; or nothing.

    Args:
        clause: a part of a sentence.
    """
    negative = ""
    for piece in _PIECE.findall(clause):
        if is_sign(piece):
            return negative
        negative = piece if not negative and _is_no([piece.lower()]) else negative
    return ""


def is_sign(word: str) -> bool:
    """Return whether a word is a usual one for what was delivered or completed."""
    return any(known.fullmatch(word.lower()) for known in (_DELIVERY, _COMPLETION))


def _told_by_verbs(pieces: list[str]) -> set[str]:
    found = set()
    for place, piece in enumerate(pieces):
        before = pieces[max(0, place - _REACH) : place]
        denied = _is_no(before)
        if denied and _BASE.fullmatch(piece):
            found.add("not-delivered")
        is_delivery = _DELIVERY.fullmatch(piece) is not None
        if is_delivery or _COMPLETION.fullmatch(piece):
            if denied:
                found |= {"not-delivered"} if is_delivery else {"not-delivered", "in-progress"}
            elif not _AHEAD.isdisjoint(before):
                found.add("undertaken")
            else:
                found.add("delivered" if is_delivery else "completed")
    return found


def _is_denied(before: str) -> bool:
    return _is_no([piece.lower() for piece in _PIECE.findall(before)][-_REACH:])


def _is_no(pieces: list[str]) -> bool:
    return any(p in _NO or p.endswith(("n't", "n’t")) for p in pieces)
