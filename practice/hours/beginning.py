"""What a practice begins with, and changes as it likes: usual hours, federal holidays."""

from __future__ import annotations

from datetime import date, time
from typing import Any

# Each from the first year in which it fell as it does now. Those by date are kept on the
# nearest weekday as well (5 U.S.C. 6103).
FEDERAL = [
    ("New Year’s Day", date(1900, 1, 1), "date"),
    ("Birthday of Martin Luther King, Jr.", date(1986, 1, 20), "weekday"),
    ("Washington’s Birthday", date(1971, 2, 15), "weekday"),
    ("Memorial Day", date(1971, 5, 31), "last"),
    ("Juneteenth", date(2021, 6, 19), "date"),
    ("Independence Day", date(1900, 7, 4), "date"),
    ("Labor Day", date(1900, 9, 3), "weekday"),
    ("Columbus Day", date(1971, 10, 11), "weekday"),
    ("Veterans Day", date(1978, 11, 11), "date"),
    ("Thanksgiving Day", date(1942, 11, 26), "weekday"),
    ("Christmas Day", date(1900, 12, 25), "date"),
]
WEEKDAYS = range(5)
OPENS, CLOSES = time(8), time(18)


def begin(closed_days: Any, working_hours: Any) -> None:
    """Both are models, or a migration's."""
    closed_days.objects.bulk_create(
        closed_days(
            name=name, first_on=first, repeats=repeats, observed=repeats == "date"
        )
        for name, first, repeats in FEDERAL
    )
    working_hours.objects.bulk_create(
        working_hours(weekday=day, starts=OPENS, ends=CLOSES) for day in WEEKDAYS
    )
