"""Verbs of work, in the forms that tell how an action stands."""

from __future__ import annotations

_IRREGULAR = {
    **{"send": "sent", "write": "written|wrote", "give": "given|gave", "build": "built"},
    **{"show": "shown|showed", "tell": "told", "bring": "brought", "hold": "held"},
    **{"make": "made", "take": "taken|took", "put": "put", "meet": "met", "begin": "begun|began"},
    **{"do": "done|did", "draw": "drawn|drew", "find": "found", "lay": "laid", "set": "set"},
}
# What people do about an action, whatever it asks for.
_WORK = (
    *("work", "review", "prepare", "draft", "collect", "compile", "analyse", "consider", "send"),
    *("share", "provide", "deliver", "complete", "publish", "arrange", "report", "update", "write"),
    *("brief", "supply", "submit", "circulate", "forward", "issue", "present", "develop"),
    *("finalise", "implement", "conclude", "finish", "close", "assess", "examine", "discuss"),
    *("repair", "print", "recruit", "train", "carry", "bring", "give", "make", "start", "set"),
)


def past(verb: str) -> str:
    """Return the past forms of a verb, as a regular expression."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return f"{verb[:-1]}ied"
    # Whether the last letter is doubled is not told by the spelling.
    return f"{verb}{verb[-1]}?ed"


def going(verb: str) -> str:
    """Return the form of a verb in "-ing", as a regular expression."""
    return f"{verb[:-1]}ing" if verb.endswith("e") else f"{verb}{verb[-1]}?ing"


DOING = f"(?:{'|'.join(going(verb) for verb in _WORK)})"
DO = f"(?:{'|'.join(_WORK)}|do|take|hold|receive|return|transfer)"
PAST = f"(?:{'|'.join(past(verb) for verb in _WORK)})"
