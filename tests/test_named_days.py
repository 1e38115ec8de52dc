"""The days that words name."""

from __future__ import annotations

import pytest

from govgraph.desk.named_days import named_days
from govgraph.validate.grounds import days_printed


@pytest.mark.parametrize(
    "text",
    [
        *("31 August 2023", "31st August 2023", "the 31st of Aug. 2023", "Thursday 31 AUG, 2023"),
        *("August 31, 2023", "Aug 31st 2023", "2023-08-31", "31/8/2023", "31.08.2023", "31/08/23"),
    ],
)
def test_a_day_is_named_in_many_forms(text: str) -> None:
    """Each of them is the same day, wherever it stands in a sentence."""
    assert named_days(f"As the minutes of {text} have it.") == {"2023-08-31"}


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Aug 2023 and Sept. 2023", {"2023-08", "2023-09"}),
        ("08/2023, 2023-09", {"2023-08", "2023-09"}),
        ("in August", set()),
        ("paragraph 4.23, 2022/23, 1.2.23 and 24/7", set()),
        ("12345678-08-31", set()),
        ("by the year 2023", set()),
    ],
)
def test_a_month_is_named_with_its_year_and_numbers_are_none(text: str, days: set[str]) -> None:
    """A month without a year is no day, nor are the numbers of paragraphs and years of account."""
    assert named_days(text) == days


def test_the_long_s_of_old_prints_is_an_s() -> None:
    """Patterns without regard to case take it for one: the month is found, and numbered."""
    assert named_days("1 \u017fept 2023") == {"2023-09-01"}
    assert days_printed("on 3 Augu\u017ft") == {(3, 8)}
