"""On the day the clocks change, a time may not be, or be twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.core.exceptions import ValidationError
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.models import Session
from practice.spans import local_instant
from tests.booked import typed
from tests.clock import DAY, afternoon
from tests.said import errors_in
from tests.signed import sign


def changing_days() -> Iterator[tuple[date, time, str]]:
    """The next days on which the clocks change, and a time that there is not once."""
    today = timezone.localdate()
    for days in range(1, 400):
        day = today + days * DAY
        for clock in (time(1, 30), time(2, 30)):
            try:
                local_instant(day, clock)
            except ValidationError as error:
                yield day, clock, error.messages[0]


def test_a_time_that_the_clock_skips_or_shows_twice_is_refused(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + 500 * DAY)
    days = list(changing_days())
    assert {clock for _, clock, _ in days} == {time(1, 30), time(2, 30)}
    for day, clock, message in days:
        fields = {"date": day.isoformat(), "start": f"{clock:%H:%M}"}
        response = adas.post(url, typed([ben], afternoon(), **fields))
        assert response.status_code == 422
        assert message in errors_in(response)
    assert not Session.objects.exists()


def test_on_such_a_day_an_hour_later_is_booked(
    adas: Browser, url: str, ben: Contact
) -> None:
    sign(ben, ends=timezone.now() + 500 * DAY)
    for day, clock, _ in list(changing_days()):
        start = (datetime.combine(day, clock) + timedelta(hours=2)).time()
        fields = {"date": day.isoformat(), "start": f"{start:%H:%M}"}
        response = adas.post(url, typed([ben], afternoon(), **fields))
        assert response.status_code == 302
        session = Session.objects.order_by("pk").last()
        assert timezone.localtime(session.during.lower).time() == start
