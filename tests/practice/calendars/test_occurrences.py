"""Occurrences of a series that were taken out, moved, cancelled or added."""

from __future__ import annotations

import pytest

from tests.practice.calendars.calendars import event, said

AT_NINE = "DTSTART;TZID=America/New_York:20260302T090000"
AN_HOUR = "DURATION:PT1H"
OUTLOOKS_OWN = """BEGIN:VTIMEZONE
TZID:Customized Time Zone
BEGIN:STANDARD
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11
TZOFFSETFROM:-0700
TZOFFSETTO:-0800
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3
TZOFFSETFROM:-0800
TZOFFSETTO:-0700
END:DAYLIGHT
END:VTIMEZONE"""


@pytest.mark.parametrize(
    "out",
    [
        "EXDATE;TZID=America/New_York:20260309T090000",
        "EXDATE:20260309T130000Z",
        "EXDATE;TZID=Pacific Standard Time:20260309T060000",
        "EXDATE;VALUE=DATE:20260309",
        "EXDATE:20260309T090000",
    ],
)
def test_what_was_taken_out_of_a_series_does_not_count(out: str) -> None:
    weekly = event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3", out)
    assert said(weekly) == ["03-02 09:00 03-02 10:00", "03-16 09:00 03-16 10:00"]


def test_a_day_is_taken_out_of_whole_days_at_whatever_time() -> None:
    days = event(
        "DTSTART;VALUE=DATE:20260702",
        "RRULE:FREQ=DAILY;COUNT=2",
        "EXDATE;TZID=America/New_York:20260703T000000",
    )
    assert said(days) == ["07-02 00:00 07-03 00:00"]


@pytest.mark.parametrize(
    ("of", "zone"), [("20260309T090000", "America/New_York"), ("20260309T140000", "Europe/London")]
)  # fmt: skip
def test_an_occurrence_that_was_moved_is_where_it_was_moved_to(
    of: str, zone: str
) -> None:
    hour = "13" if zone == "Europe/London" else of[9:11]
    moved = event(
        f"RECURRENCE-ID;TZID={zone}:20260309T{hour}0000",
        "DTSTART;TZID=America/New_York:20260310T150000",
        AN_HOUR,
    )
    weekly = event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")
    for parts in ((weekly, moved), (moved, weekly)):
        assert said(*parts) == ["03-02 09:00 03-02 10:00", "03-10 15:00 03-10 16:00"]


def test_one_moved_into_the_year_counts_though_it_was_not_in_it() -> None:
    weekly = event(
        "DTSTART;TZID=America/New_York:20251229T090000",
        AN_HOUR,
        "RRULE:FREQ=WEEKLY;COUNT=1",
    )
    moved = event(
        "RECURRENCE-ID;TZID=America/New_York:20251229T090000",
        "DTSTART;TZID=America/New_York:20260102T090000",
        AN_HOUR,
    )
    assert said(weekly, moved) == ["01-02 09:00 01-02 10:00"]


def test_of_one_that_was_moved_twice_the_last_counts() -> None:
    def moved(day: int, sequence: int) -> str:
        return event(
            "RECURRENCE-ID;TZID=America/New_York:20260302T090000",
            f"DTSTART;TZID=America/New_York:202603{day}T090000",
            AN_HOUR,
            f"SEQUENCE:{sequence}",
        )

    weekly = event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=1")
    assert said(weekly, moved(20, 2), moved(10, 1)) == ["03-20 09:00 03-20 10:00"]


@pytest.mark.parametrize(
    "line",
    ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_what_is_cancelled_or_free_does_not_count(line: str) -> None:
    assert said(event(AT_NINE, AN_HOUR, line)) == []
    weekly = event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")
    one = "RECURRENCE-ID;TZID=America/New_York:20260302T090000"
    assert said(weekly, event(one, AT_NINE, AN_HOUR, line)) == [
        "03-09 09:00 03-09 10:00"
    ]


def test_what_takes_no_time_does_not_count() -> None:
    assert said(event(AT_NINE), event(AT_NINE, "DTEND:20260101T000000Z")) == []


def test_what_is_added_to_a_series_counts() -> None:
    more = event(
        AT_NINE,
        AN_HOUR,
        "RDATE;VALUE=PERIOD:20260310T130000Z/PT2H",
        "RDATE;TZID=America/New_York:20260311T090000",
    )
    assert said(more) == [
        "03-02 09:00 03-02 10:00",
        "03-10 09:00 03-10 11:00",
        "03-11 09:00 03-11 10:00",
    ]
