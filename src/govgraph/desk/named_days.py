"""The days and months that words name, in whatever form people write them."""

from __future__ import annotations

import re

from govgraph.prose import MONTH_NAMES, NTH, month_number

# 31 August 2023, 31st of Aug. 2023, August 2023; August 31, 2023; 2023-08-31, 2023-08;
# 31/8/2023, 31.08.2023, 8/2023, 31/8/23: the day stands before the month.
_NAMED = re.compile(
    rf"(?:{NTH}\s+(?:of\s+)?)?\b({MONTH_NAMES})\b\.?,?\s+(\d{{4}})(?!\d)"
    rf"|\b({MONTH_NAMES})\b\.?\s+{NTH},?\s+(\d{{4}})(?!\d)"
    r"|(?<!\d)(\d{4})-(\d\d)(?:-(\d\d))?(?!\d)"
    # With a year of two digits only where all three stand, and not with dots, as paragraphs have.
    r"|(?<![\d./])(?:(\d{1,2})[./])?(\d{1,2})[./](\d{4})(?![\d/])"
    r"|(?<![\d./])(\d{1,2})/(\d{1,2})/(\d\d)(?![\d/])",
    re.IGNORECASE,
)


def named_days(text: str) -> set[str]:
    """Return the days (``2023-08-31``) and months (``2023-08``) that a text names with a year."""
    return {_iso(found) for found in _NAMED.finditer(text)}


def _iso(found: re.Match[str]) -> str:
    year = found[3] or found[6] or found[7] or found[12] or found[15]
    year = year if len(year) == 4 else f"20{year}"
    name = found[2] or found[4]
    month = month_number(name) if name else int(found[8] or found[11] or found[14])
    day = found[1] or found[5] or found[9] or found[10] or found[13]
    return f"{year}-{month:02}" + (f"-{int(day):02}" if day else "")
