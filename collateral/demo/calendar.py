"""The demo's days, counted from today by the practice's clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from collateral.demo.days import TODAY, Day
from practice.spans import local_instant

THURSDAY, SATURDAY = 3, 5


@dataclass(frozen=True)
class Calendar:
    """Days ``ago`` or ``ahead`` of ``today``. Nothing is done on a weekend."""

    today: date

    def day(self, ahead: int) -> date:
        return self.today + timedelta(days=ahead)

    def workday(self, ago: int) -> date:
        """The day, or the Friday before it."""
        day = self.day(-ago)
        return day - timedelta(days=max(0, day.weekday() - SATURDAY + 1))

    def at(self, ago: int, hour: int, minute: int = 0) -> datetime:
        """The instant at which something was done."""
        return local_instant(self.workday(ago), time(hour, minute))

    def is_open(self, day: date) -> bool:
        """Whether anyone comes: on no holiday, but always today and tomorrow."""
        holidays = {(1, 1), (7, 4), (12, 25), _thanksgiving(day.year)}
        shut = (day.month, day.day) in holidays
        return not shut or day in (self.today, self.day(1))

    @property
    def at_the_desk(self) -> set[date]:
        """The days of the front desk's page: today, and the next on which anyone works.
        And tomorrow, which that is but before a weekend.
        """
        after = self.day(1)
        while after.weekday() >= SATURDAY or not self.is_open(after):
            after += timedelta(days=1)
        return {self.today, self.day(1), after}

    @property
    def monday(self) -> date:
        return self.today - timedelta(days=self.today.weekday())

    def born(self, age: int, birthday: Day) -> date:
        """The birth date of someone who is ``age``, and whose nearest is ``birthday``."""
        day = self.day(birthday.ahead)
        year = day.year - age - (birthday > TODAY)
        leap = (day.month, day.day) == (2, 29)
        return day.replace(year=year, day=28 if leap else day.day)


def _thanksgiving(year: int) -> tuple[int, int]:
    """The fourth Thursday in November."""
    first = date(year, 11, 1)
    return 11, 22 + (THURSDAY - first.weekday()) % 7
