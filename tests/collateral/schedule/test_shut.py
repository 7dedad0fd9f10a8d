"""The week shows when nobody works, and of whoever is busy no more than that."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.utils import timezone

from collateral.schedule.shut import shut_on
from practice.hours.closures import who_works_when
from practice.models import Busy, BusyKind, ClosedDay, Room, User
from practice.spans import span
from tests.clock import DAY, HOUR, afternoon
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.working import busy, works

TUESDAY = date(2027, 1, 12)
HOURS = range(8, 18)


def shades(who: User, day: date = TUESDAY, hours: range = HOURS) -> list[tuple]:
    found = who_works_when(who.pk, day, day).closures
    return [
        (each.closure.kind, each.first, each.rows, each.whole)
        for each in shut_on(day, hours, found)
    ]


def test_outside_hours_it_is_shaded(ada: User) -> None:
    works(ada, range(5), 9, 17)
    assert shades(ada) == [("hours", 1, 12, False), ("hours", 109, 12, False)]


def test_who_has_no_hours_is_shaded_nowhere(ada: User) -> None:
    assert shades(ada) == []


def test_a_day_off_is_shaded_whole(ada: User) -> None:
    works(ada, range(1), 9, 17)  # Mondays
    assert shades(ada) == [("hours", 1, 120, True)]


def test_busy_and_away_are_shaded_beside_it(ada: User) -> None:
    busy(ada, "2027-01-12 10:00", "2027-01-12 11:30")
    busy(ada, "2027-01-12 16:00", "2027-01-13 09:00", BusyKind.AWAY)
    assert shades(ada) == [("busy", 25, 18, False), ("away", 97, 24, False)]
    assert shades(ada, date(2027, 1, 13)) == [("away", 1, 12, False)]


def test_a_closed_day_is_that_alone(ada: User, cleo: User) -> None:
    works(ada, range(5), 9, 17)
    busy(ada, "2027-01-12 10:00", "2027-01-12 11:30")
    ClosedDay.objects.create(name="Snow", first_on=TUESDAY, last_on=TUESDAY)
    assert shades(ada) == [("closed", 1, 120, True)]
    assert shades(cleo) == [("closed", 1, 120, True)]
    assert [each.says for each in who_works_when(0, TUESDAY, TUESDAY).closures] == [
        "Closed: Snow"
    ]


def test_anothers_times_are_their_own(ada: User, cleo: User) -> None:
    busy(ada, "2027-01-12 10:00", "2027-01-12 11:30")
    assert shades(cleo) == []


@pytest.mark.parametrize("day", [date(2027, 3, 14), date(2027, 11, 7)])
def test_on_the_day_the_clocks_change_it_is_by_the_clock(ada: User, day: date) -> None:
    works(ada, range(7), 9, 17)
    assert shades(ada, day, range(24)) == [
        ("hours", 1, 108, False),
        ("hours", 205, 84, False),
    ]


def test_midnight_ends_a_day(ada: User) -> None:
    busy(ada, "2027-01-12 00:00", "2027-01-13 00:00")
    assert shades(ada, hours=range(24)) == [("busy", 1, 144, True)]
    assert shades(ada, date(2027, 1, 13)) == []


def week(who: User, query: str = "") -> str:
    monday = afternoon(14 - timezone.localdate().weekday())
    path = f"/week/{timezone.localdate(monday).isoformat()}/{query}"
    return words(browser_of(who).get(path).content.decode())


def test_the_week_says_it_in_words(ada: User, finn: User) -> None:
    monday = afternoon(14 - timezone.localdate().weekday())
    works(ada, range(7), 9, 17)
    Busy.objects.create(clinician=ada, during=span(monday, monday + HOUR))
    for page in (week(ada), week(finn, f"?show=clinician-{ada.pk}")):
        assert "Busy, 3:00–4:00 pm" in page
        assert "Not working, 8:00–9:00 am" in page


def test_a_room_and_the_whole_practice_show_closed_days_alone(
    ada: User, finn: User, blue_room: Room
) -> None:
    monday = timezone.localdate(afternoon(14 - timezone.localdate().weekday()))
    works(ada, range(5), 9, 17)
    works(None, range(5), 9, 17)
    closed = monday + timedelta(days=1)
    ClosedDay.objects.create(name="Snow", first_on=closed, last_on=closed)
    for query in ("", f"?show=room-{blue_room.pk}"):
        page = week(finn, query)
        assert page.count("Closed: Snow") == 1
        assert "Not working" not in page


def test_a_time_that_is_shut_can_still_be_booked_for_a_reason(ada: User) -> None:
    works(ada, range(5), 9, 17)
    day = timezone.localdate() + 7 * DAY
    page = browser_of(ada).get(f"/week/{day.isoformat()}/").content.decode()
    assert f"date={day - day.weekday() * DAY}&amp;start=08:00" in page
