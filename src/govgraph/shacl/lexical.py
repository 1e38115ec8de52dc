"""Which lexical forms a datatype has (XML Schema 1.1 part 2, as RDF 1.1 uses it)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from govgraph.names import XSD

_ZONE = r"(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)?"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_REAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_DAYS = r"(?:\d+D)?"
_HOURS = r"(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?"
_NAME = r"[^\W\d][\w.\-·]*"

_FORMS = {
    "boolean": "true|false|0|1",
    "decimal": _REAL,
    "float": rf"{_REAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "double": rf"{_REAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN",
    "date": f"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}",
    "time": _TIME + _ZONE,
    "dateTime": f"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "gYear": _YEAR + _ZONE,
    "gYearMonth": f"{_YEAR}-{_MONTH}{_ZONE}",
    "gMonth": f"--{_MONTH}{_ZONE}",
    "gMonthDay": f"--{_MONTH}-{_DAY}{_ZONE}",
    "gDay": f"---{_DAY}{_ZONE}",
    "duration": rf"-?P(?=.)(?:\d+Y)?(?:\d+M)?{_DAYS}{_HOURS}",
    "yearMonthDuration": r"-?P(?=.)(?:\d+Y)?(?:\d+M)?",
    "dayTimeDuration": rf"-?P(?=.){_DAYS}{_HOURS}",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
    "base64Binary": r"(?:(?:[A-Za-z0-9+/] ?){4})*"
    r"(?:(?:[A-Za-z0-9+/] ?){2}= ?=|(?:[A-Za-z0-9+/] ?){3}=)?",
    "normalizedString": r"[^\t\n\r]*",
    "token": r"(?:[^\s](?:[^\s]| (?! ))*(?<! ))?",
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "Name": rf"(?::|{_NAME})[\w.\-·:]*",
    "NCName": _NAME,
    "NMTOKEN": r"[\w.\-·:]+",
}

# Least and most of the integers; None where there is no end.
_RANGES: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "long": (-(2**63), 2**63 - 1),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-128, 127),
    "nonNegativeInteger": (0, None),
    "positiveInteger": (1, None),
    "nonPositiveInteger": (None, 0),
    "negativeInteger": (None, -1),
    "unsignedLong": (0, 2**64 - 1),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 255),
}
_INTEGER = re.compile(r"[+-]?[0-9]+")
_CALENDAR = re.compile(r"-?(\d{4,})-(\d\d)-(\d\d)")

# The store keeps these as xsd:integer and xsd:dateTime: what they were cannot be told from it.
NOT_KEPT = frozenset(XSD + name for name in (*(_RANGES.keys() - {"integer"}), "dateTimeStamp"))


def well_formed(datatype: str) -> Callable[[str], bool] | None:
    """Return what tells whether a text is a lexical form of a datatype; None if any text is."""
    name = datatype.removeprefix(XSD) if datatype.startswith(XSD) else ""
    if name in _RANGES:
        least, most = _RANGES[name]
        return lambda text: _is_integer(text, least, most)
    form = _FORMS.get(name)
    if form is None:
        return None
    pattern = re.compile(form, re.ASCII if name not in ("Name", "NCName", "NMTOKEN") else 0)
    if name in ("date", "dateTime"):
        return lambda text: bool(pattern.fullmatch(text)) and _in_calendar(text)
    return lambda text: bool(pattern.fullmatch(text))


def _is_integer(text: str, least: int | None, most: int | None) -> bool:
    if not _INTEGER.fullmatch(text):
        return False
    if least is None and most is None:
        return True
    # A number of more digits than these is beyond every end there is.
    value = int(text[:40])
    return (least is None or value >= least) and (most is None or value <= most)


def _in_calendar(text: str) -> bool:
    match = _CALENDAR.match(text)
    if match is None:
        return False
    year, month, day = int(match[1][-4:]), int(match[2]), int(match[3])
    try:
        # Every four hundred years the calendar is the same; 2000 stands for 0.
        date(year % 400 + 2000, month, day)
    except ValueError:
        return False
    return True
