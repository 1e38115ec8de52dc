"""Dates and counts as people read them; no words about what they mean."""

from __future__ import annotations

import re

# What is listed of a large board is folded from here on: two years of monthly meetings.
MOST_LISTED = 24

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
# The names of months as people write them, and the number of a day: parts of patterns that do not
# tell capitals from small letters.
MONTH_NAMES = "|".join(f"{name}|{name[:3]}" for name in MONTHS) + "|sept"
NTH = r"(?<!\d)(\d{1,2})(?:st|nd|rd|th)?"

# "Sept" begins no month's name.
_SHORT = {"sept": "sep"}
# Control characters and those that turn the direction of writing could make a terminal show
# what no record says.
_UNSEEN = {
    code: f"\\u{code:04x}"
    for code in (*range(10), *range(11, 32), *range(127, 160), *range(0x202A, 0x202F))
} | {code: f"\\u{code:04x}" for code in range(0x2066, 0x206A)}


def visible(text: str) -> str:
    """Return text with control characters written out, line ends excepted."""
    return text.translate(_UNSEEN)


def long_date(iso: str) -> str:
    """Return an ISO date as ``24 June 2022``."""
    year, month, day = iso[:10].split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year}"


def month_number(name: str) -> int:
    """Return which month, from 1, one of ``MONTH_NAMES`` is, in letters of any case."""
    # Python takes the long s for an s as well, which only folding makes one.
    begins = name[:3].casefold()
    return next(number for number, month in enumerate(MONTHS, 1) if month[:3].lower() == begins)


def day_of(text: str) -> str:
    """Return a day such as ``24 June 2022`` in ISO form; empty where it is none."""
    number, _, rest = text.partition(" ")
    month, _, year = rest.partition(" ")
    if month not in MONTHS or not number.isdigit():
        return ""
    iso = f"{year}-{MONTHS.index(month) + 1:02}-{int(number):02}"
    return iso if is_day(iso) else ""


def days_typed(text: str) -> tuple[str, ...]:
    """Return the days (ISO) that a text may mean: 10 Feb 2023, Friday, 10 February 2023, 10.2.2023.

    Args:
        text: a day by itself. Of 10/2/2023 it cannot be told which number is the month's: then
            the day that a British reader takes it for comes first.
    """
    text = re.sub(r"^[A-Za-z]{3,9}day,?\s+|^[A-Z][a-z]{2},\s*", "", text.strip())
    if is_day(text):
        return (text,)
    named = re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)?[ -]+(?:of )?([A-Za-z]+)\.?,?[ -]+(\d{4})", text
    )
    turned = re.fullmatch(r"([A-Za-z]+)\.? +(\d{1,2})(?:st|nd|rd|th)?,? +(\d{4})", text)
    found: list[tuple[str, int, str]] = []
    if named or turned:
        number, name, year = named.groups() if named else (turned[2], turned[1], turned[3])  # type: ignore[index]
        found = [
            (year, place, number)
            for place, month in enumerate(MONTHS, 1)
            if len(name) > 2 and month.lower().startswith(_SHORT.get(name.lower(), name.lower()))
        ]
    elif numbers := re.fullmatch(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4}|\d\d)", text):
        first, second, year = numbers.groups()
        year = year if len(year) == 4 else f"20{year}"
        found = [(year, int(second), first), (year, int(first), second)]
    days = (f"{year}-{month:02}-{int(number):02}" for year, month, number in found)
    return tuple(dict.fromkeys(filter(is_day, days)))


def short_date(iso: str) -> str:
    """Return an ISO date as ``24 Jun 2022``."""
    year, month, day = iso[:10].split("-")
    return f"{int(day)} {MONTHS[int(month) - 1][:3]} {year}"


def count(number: int, one: str, many: str = "") -> str:
    """Return ``1 day`` or ``2 days``."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def capitalised(text: str) -> str:
    """Return text with its first letter large, and all others as they are."""
    return text[:1].upper() + text[1:]


def lower_words(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case."""
    return [word.lower() for word in re.findall(r"\w+", text)]


def join(parts: list[str] | tuple[str, ...], last: str = "and") -> str:
    """Return ``a, b and c``."""
    if len(parts) < 2:
        return "".join(parts)
    return f"{', '.join(parts[:-1])} {last} {parts[-1]}"


def days_between(earlier: str, later: str) -> int:
    """Return the whole days from one ISO date to another; negative where they are reversed."""
    # datetime takes a few milliseconds to import, and few commands count days.
    from datetime import date

    return (date.fromisoformat(later) - date.fromisoformat(earlier)).days


def is_day(text: str) -> bool:
    """Whether a text is an ISO day that the calendar has."""
    from datetime import date

    try:
        return len(text) == 10 and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def with_article(label: str, text: str, *, otherwise: bool = False) -> str:
    """Return an organization's name with an article, where records use one.

    Args:
        label: its name.
        text: what the records say.
        otherwise: whether it has one where they do not say the name.
    """
    name = rf"(\bthe )?(?<!\w){re.escape(label)}(?!\w)( to\b)?"
    found = re.findall(name, text, re.IGNORECASE)
    # The line of an action begins with the name alone: MPS to provide.
    said = [bool(the) for the, to in found if the or not to]
    # A sentence that begins with the name often does without its article.
    article = 3 * sum(said) >= len(said) if said else otherwise
    # A name that ends in a common noun has one: the Victims' Commissioner's office.
    article = article or label.rpartition(" ")[2][:1].islower()
    return f"the {label}" if article else label
