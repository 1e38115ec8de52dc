"""Signs of a status in English words: "was sent", "not yet", "in hand", "will".

They prove nothing. A *plain* sign is a form that says a status by itself, in the perfect or the
past; without one nobody but a reader says it. Any other sign is for noticing a status that is typed
beside words which say the contrary.
"""

from __future__ import annotations

import re

from govgraph.note.named import DONE, OPEN
from govgraph.note.verbs import DO, DOING, PAST

_CLAUSE = re.compile(
    r"[.;:!?|]+(?:\s|$)|,\s|\b(?:but|although|though|while|whereas|however)\b", re.IGNORECASE
)
_PIECE = re.compile(r"[\w'’-]+")
_DELIVERY_WORDS = (
    r"(?:sent|shared|delivered|provided|received|supplied|submitted|published|circulated|forwarded"
    r"|attached|enclosed|e-?mailed|handed|issued|presented|given|gave|came|arrived|reached|returned"
    r"|transferred)"
)
_COMPLETION_WORDS = (
    r"(?:completed?|concluded|finished|done|closed|discharged|fulfilled|implemented|finali[sz]ed"
    r"|resolved)"
)
_BASE_WORDS = (
    r"(?:send|share|deliver|provide|receive|supply|submit|publish|circulate|forward|issue|present"
    r"|give|come|arrive|reach|return|transfer|finish|conclude)"
)
_DELIVERY, _COMPLETION = re.compile(_DELIVERY_WORDS), re.compile(_COMPLETION_WORDS)
_BASE = re.compile(_BASE_WORDS)
_NO = frozenset(
    {"not", "no", "never", "none", "nothing", "nor", "neither", "without", "cannot", "unable"}
    | {"nobody", "hardly", "barely", "scarcely", "nil", "zero"}
)
_AHEAD = frozenset({"will", "shall", "would", "to"})
# How many words before a verb may turn it.
_REACH = 4
_UNDER_WAY = (
    r"(?:in progress|in hand|in draft|in preparation|under\s?way|on-?going|progressing"
    r"|under (?:consideration|review|discussion))"
)
# With "is" or "are" before them they tell of no work.
_NO_WORK = (
    r"(?:outstanding|pending|missing|lacking|awaiting|waiting|being|writing|replying|responding"
    r"|hoping|thinking|wondering|asking|\w+pointing|surprising|interesting|willing|nothing)\b"
)
_PROGRESS = re.compile(
    rf"\b(?:{_UNDER_WAY}|continu\w+|work(?:s|ing)? (?:on|is|has)|(?:has|have|had) (?:begun|started)"
    r"|began|started|commenced|drafting|preparing|partly|partially"
    r"|(?:is|are|was|were) being \w+"
    rf"|(?:am|is|are) (?:\w+ly )?(?!{_NO_WORK})\w{{3,}}ing)\b",
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
# Up to three words that stand between the parts of a verb.
_ADVERB = (
    r"(?:\s+(?:\w+ly|now|since|already|also|all|both|each|just|duly|yet|still|then|in full"
    r"|at last)){0,3}"
)
_TOGETHER = r"(?:\s+\w+ed\s+and)?"
_WAS = rf"(?:\b(?:was|were)|(?:\b(?:has|have|had)|['’]ve)(?:{_ADVERB}\s+been)?){_ADVERB}"
_NOT = rf"{_ADVERB}(?:\s+(?:not|never)|n['’]t)"
_AUXILIARY = re.compile(
    r"\b(?:is|are|was|were|be|been|being|am|has|have|had|do|does|did|to)\b|['’]ve\b", re.IGNORECASE
)
# A form that needs no other verb beside it: "we sent it", "Sent on 4 September", "Completed".
_ALONE = r"(?:^[\W\d]*|(?<!\ba )(?<!\ban )(?<!\bthe )(?<!\bof )(?<!\bby )\b)"


def _plain(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(forms), re.IGNORECASE)


_PLAIN = {
    "delivered": _plain(
        rf"{_WAS}{_TOGETHER}\s+{_DELIVERY_WORDS}\b",
        rf"\b(?:is|are){_ADVERB}\s+(?:attached|enclosed)\b",
        rf"\b(?:I|we){_ADVERB}\s+(?:attach|enclose)\b|\bplease find (?:attached|enclosed)\b",
    ),
    "completed": _plain(
        rf"(?:{_WAS}|\b(?:is|are){_ADVERB}){_TOGETHER}\s+{_COMPLETION_WORDS}\b",
        r"\btook place\b",
    ),
    "in-progress": _plain(
        rf"(?:^[\W\d]*|\b(?:is|are|was|were|remains?|(?:has|have) been){_ADVERB}\s+)"
        rf"{_UNDER_WAY}\b",
        r"\b(?:(?:has|have|had) (?:begun|started|commenced)|began|started|commenced)\b",
        rf"\b(?:is|are) being{_ADVERB}\s+{PAST}\b",
        rf"\b(?:am|is|are|(?:has|have) been){_ADVERB}\s+(?!{_NO_WORK}){DOING}\b",
    ),
    "not-delivered": _plain(
        rf"\b(?:was|were|has|have|had|is|are){_NOT}{_ADVERB}(?:\s+been)?{_ADVERB}\s+"
        rf"(?:{_DELIVERY_WORDS}|{_COMPLETION_WORDS})\b",
        rf"\b(?:has|have|had){_NOT}{_ADVERB}\s+been{_ADVERB}\s+{PAST}\b",
        rf"(?:\b(?:did|does|do|can|could){_NOT}|\bcannot){_ADVERB}\s+{_BASE_WORDS}\b",
        rf"\b(?:nothing|none|zero|nil|no\s+\w+)(?:\s+\w+){{0,3}}?\s+{_WAS}\s+{_DELIVERY_WORDS}\b",
        r"\b(?:is|are|was|were|remains?)\s+(?:still\s+)?(?:outstanding|awaited|missing|pending)\b",
        r"\b(?:is|are|was|were|has|have|had) yet to\b|^[\W\d]*(?:outstanding|awaited)\b",
    ),
    "undertaken": _plain(
        rf"(?:\b(?:will|shall)|['’]ll){_ADVERB}\s+(?:be{_ADVERB}\s+{PAST}|{DO})\b"
        rf"|\b(?:undert(?:ook|akes?|aken)|agree[sd]|commit(?:s|ted)|promise[sd]|intends?) to"
        rf"{_ADVERB}\s+{DO}\b",
    ),
    "updated": _plain(
        r"\bupdat(?:es?|ed|ing)\b|\b(?:reported|briefed|outlined|set out|presented|informed)\b",
    ),
}
_PLAIN_ALONE = {
    "delivered": _plain(rf"{_ALONE}{_DELIVERY_WORDS}\b"),
    "completed": _plain(rf"{_ALONE}{_COMPLETION_WORDS}\b"),
}
# An update says nothing of how the action stands: any words may be one.
UPDATED = "updated"


def is_plain(status: str, words: str) -> bool:
    """Return whether words have a form that says a status by itself.

    Args:
        status: the code of a status.
        words: a sentence or a part of one, of which nothing else is asked.
    """
    clauses = _CLAUSE.split(words)
    if any(_PLAIN[status].search(clause) for clause in clauses):
        return True
    alone = _PLAIN_ALONE.get(status)
    # Beside another verb "sent" is a part of that, or tells what was sent.
    return alone is not None and any(
        alone.search(clause) for clause in clauses if not _AUXILIARY.search(clause)
    )


def signs_in(words: str) -> frozenset[str]:
    """Return the codes of the statuses of which words have a sign.

    Args:
        words: a sentence; it is looked at clause by clause.
    """
    found: set[str] = set()
    for clause in _CLAUSE.split(words):
        if _LACKING.search(clause):
            found.add("not-delivered")
        if _UNDERTAKING.search(clause):
            found.add("undertaken")
        if (progress := _PROGRESS.search(clause)) and not _is_denied(clause[: progress.start()]):
            found.add("in-progress")
        found |= _told_by_verbs([piece.lower() for piece in _PIECE.findall(clause)])
    return frozenset(found)


def contrary_in(status: str, words: str) -> frozenset[str]:
    """Return the statuses that words have signs of and that are contrary to a status."""
    contrary = OPEN if status in DONE else DONE if status in OPEN else frozenset[str]()
    return signs_in(words) & contrary


def gainsaid(status: str, words: str) -> frozenset[str]:
    """Return the statuses that words have signs of, where all are contrary to a status."""
    found = signs_in(words)
    is_other = found == contrary_in(status, words) and not is_plain(status, words)
    return found if is_other else frozenset()


def has_sign(status: str, words: str) -> bool:
    """Return whether words have a sign of a status, plain or not."""
    return is_plain(status, words) or status in signs_in(words)


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
