"""The day of a new source, as it was given and as the file prints it."""

from __future__ import annotations

import re

from govgraph.errors import GovgraphError
from govgraph.note.sources import Held
from govgraph.prose import days_typed, long_date
from govgraph.validate.dates import prints

# A line that is a day: "Sent: Tuesday, 12 September 2023 16:41".
_OWN = re.compile(
    r"(?:(?:date|dated|sent|received|on)\b[ \t]*:?[ \t]*)?([\w,./ -]{6,40}?)"
    r"(?:,?[ \t]+(?:at[ \t]+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[ \t]?[ap]\.?m\.?)?)?",
    re.IGNORECASE,
)
_LINE = 80
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def refuse_other_day(held: Held) -> None:
    """Refuse a day that a new source does not print, where it prints another as its own.

    That is a line which is a day and nothing else, or the same day of another year.

    Raises:
        GovgraphError: it is so.
    """
    if not held.is_new or prints(held.text, held.date):
        return
    own = [day for day in _days_of_its_own(held.text) if held.date not in day]
    years = sorted(set(_YEAR.findall(held.text)))
    own += [(day,) for year in years if prints(held.text, day := f"{year}{held.date[4:]}")]
    if own and not any(held.date in day for day in _days_of_its_own(held.text)):
        printed = own[0][0]
        message = f"the file prints {long_date(printed)}; you gave {held.date}."
        hint = f"Give --on {printed}, or say with --because why it is of another day."
        raise GovgraphError("other-day", message, held.shown, hint)


def _days_of_its_own(text: str) -> list[tuple[str, ...]]:
    lines = (line.strip() for line in text.splitlines() if len(line) <= _LINE)
    found = (_OWN.fullmatch(line) for line in lines if line)
    return [days for match in found if match and (days := days_typed(match[1]))]
