"""A calendar's times stand as they were last read; what cannot be read changes nothing."""

from __future__ import annotations

import logging
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from practice.calendars import jobs
from practice.calendars.jobs import read_calendar, read_calendars
from practice.calendars.reader import Read
from practice.calendars.uids import uid_of
from practice.hours.opening import departures
from practice.models import Busy, OtherCalendar, User
from practice.spans import Span, span, start_of
from tests.clock import DAY, HOUR, afternoon
from tests.jobs import run_waiting, waiting
from tests.practice.calendars.calendars import calendar, event
from tests.practice.calendars.conftest import kept
from tests.practice.calendars.elsewhere import HOST, Elsewhere
from tests.working import busy

pytestmark = pytest.mark.long  # each starts the process that reads

IN_A_WEEK = span(afternoon(7), afternoon(7) + HOUR)


def entry(during: Span, *lines: str, uid: str = "1@elsewhere") -> str:
    starts, ends = (
        f"{each.astimezone(UTC):%Y%m%dT%H%M%SZ}"
        for each in (during.lower, during.upper)
    )
    return event(f"DTSTART:{starts}", f"DTEND:{ends}", *lines, uid=uid)


def spans(of: OtherCalendar) -> list[tuple[datetime, datetime]]:
    rows = of.busy_times.order_by("during")
    return [(each.during.lower, each.during.upper) for each in rows]


def state(of: OtherCalendar) -> str:
    of.refresh_from_db()
    return of.problem


def test_what_a_calendar_says_makes_its_clinician_busy(
    there: Elsewhere, adas_calendar: OtherCalendar, ada: User, cleo: User
) -> None:
    there.says("/ada.ics", calendar(entry(IN_A_WEEK, "SUMMARY:Dentist")))
    read_calendar(adas_calendar.pk)
    assert spans(adas_calendar) == [(IN_A_WEEK.lower, IN_A_WEEK.upper)]
    assert departures(ada.pk, IN_A_WEEK).codes == ("busy",)
    assert not departures(cleo.pk, IN_A_WEEK)
    assert state(adas_calendar) == ""
    assert adas_calendar.read_at == adas_calendar.tried_at


def test_times_that_meet_are_one(
    there: Elsewhere, adas_calendar: OtherCalendar
) -> None:
    starts = IN_A_WEEK.lower
    meeting = [span(starts + n * HOUR, starts + (n + 1) * HOUR) for n in range(3)]
    there.says("/ada.ics", calendar(*map(entry, meeting)))
    read_calendar(adas_calendar.pk)
    assert spans(adas_calendar) == [(starts, starts + 3 * HOUR)]


def test_read_again_it_is_what_it_says_now(
    there: Elsewhere, adas_calendar: OtherCalendar, ada: User
) -> None:
    typed = busy(ada, "2099-01-12 10:00", "2099-01-12 11:00")
    stays, goes, comes = (
        span(afternoon(day), afternoon(day) + HOUR) for day in (7, 8, 9)
    )
    there.says("/ada.ics", calendar(entry(stays), entry(goes)))
    read_calendar(adas_calendar.pk)
    before = adas_calendar.busy_times.get(during=stays)
    there.says("/ada.ics", calendar(entry(stays), entry(comes)))
    read_calendar(adas_calendar.pk)
    assert [each[0] for each in spans(adas_calendar)] == [stays.lower, comes.lower]
    assert adas_calendar.busy_times.get(during=stays) == before
    assert Busy.objects.filter(pk=typed.pk).exists()


def test_what_is_over_and_what_is_far_is_not_kept(
    there: Elsewhere, adas_calendar: OtherCalendar
) -> None:
    daily = entry(span(afternoon(-700), afternoon(-700) + HOUR), "RRULE:FREQ=DAILY")
    there.says("/ada.ics", calendar(daily))
    read_calendar(adas_calendar.pk)
    today = timezone.localdate()
    found = spans(adas_calendar)
    assert found[0][0] >= start_of(today)
    assert found[-1][1] <= start_of(today + 366 * DAY)
    assert 365 <= len(found) <= 367


def test_what_cannot_be_read_leaves_the_last_good_copy(
    there: Elsewhere, adas_calendar: OtherCalendar
) -> None:
    there.says("/ada.ics", calendar(entry(IN_A_WEEK)))
    read_calendar(adas_calendar.pk)
    stood = spans(adas_calendar)
    adas_calendar.refresh_from_db()
    read_at = adas_calendar.read_at
    for content, code in ((b"<html>", "no calendar"), (calendar()[:-9], "broken")):
        there.says("/ada.ics", content)
        read_calendar(adas_calendar.pk)
        assert state(adas_calendar) == code
        assert spans(adas_calendar) == stood
        assert adas_calendar.read_at == read_at
    del there.answers["/ada.ics"]
    read_calendar(adas_calendar.pk)
    assert state(adas_calendar) == "gone"
    there.says("/ada.ics", calendar())
    read_calendar(adas_calendar.pk)
    assert (state(adas_calendar), spans(adas_calendar)) == ("", [])


def test_a_rule_that_is_never_through_is_left(
    there: Elsewhere, adas_calendar: OtherCalendar
) -> None:
    """The processor's time ends, three seconds in tests, with the process that used it."""
    never = "RRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"
    there.says("/ada.ics", calendar(entry(IN_A_WEEK, never)))
    read_calendar(adas_calendar.pk)
    assert state(adas_calendar) == "slow"


def test_more_times_than_are_kept_are_refused_whole(
    there: Elsewhere, adas_calendar: OtherCalendar
) -> None:
    hourly = entry(span(afternoon(0), afternoon(0) + HOUR / 2), "RRULE:FREQ=HOURLY")
    there.says("/ada.ics", calendar(hourly))
    read_calendar(adas_calendar.pk)
    assert (state(adas_calendar), spans(adas_calendar)) == ("many", [])


def test_a_session_of_ours_that_was_copied_there_keeps_nobody_busy(
    there: Elsewhere, adas_calendar: OtherCalendar
) -> None:
    other = span(afternoon(8), afternoon(8) + HOUR)
    elses = uid_of(7)[:-30] + "0" * 8 + uid_of(7)[-22:]
    assert len(elses) == len(uid_of(7))
    there.says(
        "/ada.ics", calendar(entry(IN_A_WEEK, uid=uid_of(7)), entry(other, uid=elses))
    )
    read_calendar(adas_calendar.pk)
    assert spans(adas_calendar) == [(other.lower, other.upper)]


def test_what_was_read_at_an_address_that_was_replaced_meanwhile_is_dropped(
    adas_calendar: OtherCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(*_: Any) -> Read:
        adas_calendar.address = f"https://{HOST}/another.ics"
        adas_calendar.save()
        return Read([IN_A_WEEK], 0)

    monkeypatch.setattr(jobs, "read", read)
    read_calendar(adas_calendar.pk)
    assert spans(adas_calendar) == []
    adas_calendar.refresh_from_db()
    assert adas_calendar.tried_at is None


def test_nobody_reads_the_calendar_of_whoever_left(
    adas_calendar: OtherCalendar, ada: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "read", lambda *_: pytest.fail("It was read."))
    User.objects.filter(pk=ada.pk).update(is_active=False)
    read_calendar(adas_calendar.pk)
    read_calendar(0)
    read_calendars(timestamp=0)
    assert waiting() == []


def test_each_is_read_once_however_often_that_is_asked(
    there: Elsewhere, adas_calendar: OtherCalendar, cleo: User
) -> None:
    cleos = kept(cleo, f"https://{HOST}/cleo.ics")
    read_calendars(timestamp=0)
    read_calendars(timestamp=900)
    asked = sorted(args["calendar"] for _task, args in waiting())
    assert asked == [adas_calendar.pk, cleos.pk]
    assert run_waiting() == ["read_calendar succeeded"] * 2
    assert (state(adas_calendar), state(cleos)) == ("gone", "gone")


def test_its_address_is_nowhere_but_under_lock(
    adas_calendar: OtherCalendar, settings: Any, caplog: pytest.LogCaptureFixture
) -> None:
    row = OtherCalendar.objects.filter(pk=adas_calendar.pk).values().get()
    assert HOST not in f"{row} {adas_calendar!r}"
    assert adas_calendar.address == f"https://{HOST}/ada.ics"
    settings.SECRET_KEY, before = "another" * 10, settings.SECRET_KEY
    with caplog.at_level(logging.DEBUG):
        read_calendar(adas_calendar.pk)
    assert HOST not in caplog.text
    assert state(adas_calendar) == "lost"
    settings.SECRET_KEY_FALLBACKS = [before]
    assert adas_calendar.address == f"https://{HOST}/ada.ics"


def test_who_dies_reading_says_nothing_of_the_address(
    adas_calendar: OtherCalendar, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("practice.calendars.reader.COMMAND", ["/bin/false"])
    read_calendar(adas_calendar.pk)
    assert state(adas_calendar) == "broken"
