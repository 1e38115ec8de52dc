"""``sh:pattern`` as a regular expression of Python."""

from __future__ import annotations

import re

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE, "s": re.DOTALL, "x": re.VERBOSE}
# A class in brackets, an escape, or an end of the text.
_PART = re.compile(r"(?P<escape>\\.)|(?P<class>\[\^?\]?(?:\\.|[^\]\\])*\])|(?P<end>\$)", re.DOTALL)
# What XPath means by these is something else, or nothing.
_FOREIGN = re.compile(r"\\[pPiIcCAbBZz]|\(\?(?![:=!]|<[=!])|[*+?}]\+")


def pattern_of(text: str, flags: str) -> re.Pattern[str]:
    """Return the pattern that SPARQL's REGEX looks for.

    Args:
        text: the regular expression, as XPath writes it.
        flags: letters out of ``imsxq``.

    Raises:
        ValueError: it is none, or one that Python reads otherwise.
    """
    unknown = set(flags) - {*_FLAGS, "q"}
    if unknown:
        raise ValueError(f"the flag '{min(unknown)}' is none of XPath's")
    if "q" in flags:
        return re.compile(re.escape(text), re.IGNORECASE if "i" in flags else 0)
    foreign = _FOREIGN.search(text) or re.search(r"\[[^\]]*-\[", text)
    if foreign:
        raise ValueError(f"'{foreign.group()}' is not the same in Python")
    total = 0
    for flag in flags:
        total |= _FLAGS[flag]
    # Python's $ also stands before a line end that closes the text.
    end = "$" if "m" in flags else r"\Z"
    translated = _PART.sub(lambda m: end if m["end"] else m.group(), text)
    try:
        return re.compile(translated, total)
    except (re.error, OverflowError, RecursionError) as error:
        raise ValueError(f"it is no regular expression: {error}") from error
