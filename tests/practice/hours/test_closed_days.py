"""On which days the practice is closed, in any year."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from practice.database.constraints import violated
from practice.hours.beginning import FEDERAL, begin
from practice.hours.opening import closed_days
from practice.models import ClosedDay, Repeats, WorkingHours

pytestmark = pytest.mark.django_db

# As the Office of Personnel Management lists them, and where one falls on a weekend, that
# day itself.
LISTED = {
    2026: """01-01 01-19 02-16 05-25 06-19 07-03 07-04 09-07 10-12 11-11 11-26 12-25""",
    2027: """01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25
             12-24 12-25 12-31""",
    2028: """01-01 01-17 02-21 05-29 06-19 07-04 09-04 10-09 11-10 11-11 11-23 12-25""",
    2021: """01-01 01-18 02-15 05-31 06-18 06-19 07-04 07-05 09-06 10-11 11-11 11-25
             12-24 12-25 12-31""",
    2020: """01-01 01-20 02-17 05-25 07-03 07-04 09-07 10-12 11-11 11-26 12-25""",
}


@pytest.fixture
def federal() -> None:
    begin(ClosedDay, WorkingHours)


@pytest.mark.parametrize("year", LISTED)
def test_federal_holidays_fall_as_they_are_listed(federal: None, year: int) -> None:
    found = closed_days(date(year, 1, 1), date(year, 12, 31))
    assert [f"{day:%m-%d}" for day, *_ in found] == LISTED[year].split()


def test_a_holiday_is_not_kept_before_there_was_one(federal: None) -> None:
    june = closed_days(date(2020, 6, 1), date(2020, 6, 30))
    assert june == []


def test_each_federal_holiday_falls_on_the_day_that_it_begins_with(
    federal: None,
) -> None:
    for name, first, _repeats in FEDERAL:
        assert name in [found for _, found, _ in closed_days(first, first)]


def closed(first: date, **told: object) -> ClosedDay:
    told.setdefault("name", "Retreat")
    return ClosedDay.objects.create(first_on=first, **told)


def test_a_day_that_is_in_no_other_year_comes_in_leap_years_alone() -> None:
    closed(date(2028, 2, 29), repeats=Repeats.DATE)
    found = closed_days(date(2027, 1, 1), date(2033, 12, 31))
    assert [day for day, *_ in found] == [date(2028, 2, 29), date(2032, 2, 29)]


def test_what_is_observed_may_fall_in_the_year_before() -> None:
    closed(date(2000, 1, 1), repeats=Repeats.DATE, observed=True)
    found = closed_days(date(2027, 12, 30), date(2028, 1, 3))
    assert [day for day, *_ in found] == [date(2027, 12, 31), date(2028, 1, 1)]


def test_days_that_come_once_end_with_the_last() -> None:
    closed(date(2026, 12, 30), last_on=date(2027, 1, 1))
    found = closed_days(date(2026, 12, 1), date(2027, 12, 31))
    assert [day for day, *_ in found] == [
        date(2026, 12, 30),
        date(2026, 12, 31),
        date(2027, 1, 1),
    ]


RULES = [
    ("closed_day_repeats", {"repeats": "often", "last_on": None}),
    ("closed_day_ends_once", {"last_on": date(2026, 12, 23)}),
    ("closed_day_ends_once", {"last_on": None}),
    ("closed_day_ends_once", {"repeats": Repeats.DATE}),
    ("closed_day_observed_by_date", {"observed": True}),
    ("closed_day_of_our_time", {"first_on": date(1899, 12, 31)}),
    ("closed_day_of_our_time", {"last_on": date(9999, 1, 1)}),
    ("closed_day_has_a_name", {"name": ""}),
]


@pytest.mark.parametrize(("rule", "wrong"), RULES)
def test_a_closed_day_that_breaks_a_rule_is_refused(
    rule: str, wrong: dict[str, object]
) -> None:
    day = date(2026, 12, 24)
    right = {"name": "Retreat", "first_on": day, "last_on": day, "repeats": "once"}
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        ClosedDay.objects.create(**{**right, **wrong})
    assert violated(refused.value) == rule
    with pytest.raises(ValidationError):
        ClosedDay(**{**right, **wrong}).full_clean()
    ClosedDay.objects.create(**right)
