"""When somebody is busy, by whatever another program wrote."""

from __future__ import annotations

from datetime import timedelta

import pytest

from practice.calendars.events import read
from practice.calendars.trouble import Trouble
from tests.practice.calendars.calendars import YEAR, calendar, event, found, said

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
    ("starts", "says"),
    [
        ("DTSTART:20260702T130000Z", "07-02 09:00 07-02 10:00"),
        ("DTSTART;TZID=America/Los_Angeles:20260702T060000", "07-02 09:00 07-02 10:00"),
        ("DTSTART;TZID=Pacific Standard Time:20260702T060000", "07-02 09:00 07-02 10:00"),
        ("DTSTART;TZID=Customized Time Zone:20260702T060000", "07-02 09:00 07-02 10:00"),
        ("DTSTART:20260702T090000", "07-02 09:00 07-02 10:00"),
        ("DTSTART;TZID=Nowhere/Land:20260702T090000", "07-02 09:00 07-02 10:00"),
    ],
)  # fmt: skip
def test_a_time_is_in_the_zone_that_it_names_or_in_the_practices(
    starts: str, says: str
) -> None:
    assert said(OUTLOOKS_OWN, event(starts, AN_HOUR)) == [says]


def test_what_names_no_zone_is_in_its_calendars_where_that_says_one() -> None:
    floating = event("DTSTART:20260702T060000", AN_HOUR)
    assert said("X-WR-TIMEZONE:America/Los_Angeles", floating) == [
        "07-02 09:00 07-02 10:00"
    ]
    assert said("X-WR-TIMEZONE:../../etc/passwd", floating) == [
        "07-02 06:00 07-02 07:00"
    ]


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        (["DTSTART;VALUE=DATE:20260704"], "07-04 00:00 07-05 00:00"),
        (["DTSTART;VALUE=DATE:20260704", "DTEND;VALUE=DATE:20260704"],
         "07-04 00:00 07-05 00:00"),
        (["DTSTART;VALUE=DATE:20260704", "DTEND;VALUE=DATE:20260707"],
         "07-04 00:00 07-07 00:00"),
        (["DTSTART;VALUE=DATE:20260308", "DURATION:P1D"], "03-08 00:00 03-09 00:00"),
        (["DTSTART;VALUE=DATE:20261231", "DTEND;VALUE=DATE:20270104"],
         "12-31 00:00 01-01 00:00"),
    ],
)  # fmt: skip
def test_whole_days_are_the_practices_days(lines: list[str], says: str) -> None:
    assert said(event(*lines)) == [says]


def test_what_ends_in_another_zone_lasts_as_long_as_it_does() -> None:
    flight = event(AT_NINE, "DTEND;TZID=America/Los_Angeles:20260302T110000")
    assert said(flight) == ["03-02 09:00 03-02 14:00"]


def test_what_repeats_keeps_its_clock_when_the_clocks_change() -> None:
    weekly = event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3")
    assert said(weekly) == [
        f"03-{day} 09:00 03-{day} 10:00" for day in ("02", "09", "16")
    ]
    back = "DTSTART;TZID=America/New_York:20261025T090000"
    assert said(event(back, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=2")) == [
        "10-25 09:00 10-25 10:00",
        "11-01 09:00 11-01 10:00",
    ]


def test_a_clock_that_is_skipped_is_that_of_before() -> None:
    nightly = "DTSTART;TZID=America/New_York:20260307T023000"
    assert said(event(nightly, AN_HOUR, "RRULE:FREQ=DAILY;COUNT=2")) == [
        "03-07 02:30 03-07 03:30",
        "03-08 03:30 03-08 04:30",
    ]


@pytest.mark.parametrize(
    "until",
    [
        "20260316",
        "20260316T130000Z",
        "20260316T090000",
        "20260316T235959Z",
    ],
)
def test_a_rule_ends_with_the_day_or_the_time_that_it_says(until: str) -> None:
    weekly = event(AT_NINE, AN_HOUR, f"RRULE:FREQ=WEEKLY;UNTIL={until}")
    assert len(said(weekly)) == 3


def test_a_rule_of_days_may_end_at_a_time() -> None:
    days = event(
        "DTSTART;VALUE=DATE:20260702", "RRULE:FREQ=DAILY;UNTIL=20260704T040000Z"
    )
    assert len(said(days)) == 3


def test_a_series_that_ended_before_it_began_was_deleted() -> None:
    assert said(event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;UNTIL=20260301")) == []


def test_what_is_told_as_busy_alone_counts() -> None:
    told = "\n".join(
        [
            "BEGIN:VFREEBUSY",
            "UID:2@elsewhere",
            "FREEBUSY;FBTYPE=BUSY:20260702T130000Z/20260702T140000Z",
            "FREEBUSY;FBTYPE=FREE:20260703T130000Z/PT1H",
            "END:VFREEBUSY",
        ]
    )
    assert said(told) == ["07-02 09:00 07-02 10:00"]


def test_what_repeats_for_ever_ends_with_the_year_that_is_asked() -> None:
    days = found(event("DTSTART;VALUE=DATE:19700101", "RRULE:FREQ=DAILY"))
    assert len(days.busy) == 365
    birthday = event("DTSTART;VALUE=DATE:19840229", "RRULE:FREQ=YEARLY")
    assert said(birthday) == []


@pytest.mark.parametrize("rule", ["SECONDLY", "MINUTELY;INTERVAL=1"])
def test_more_than_can_be_kept_is_refused_by_its_name(rule: str) -> None:
    with pytest.raises(Trouble) as refused:
        found(event("DTSTART:20260101T130000Z", "DURATION:PT1S", f"RRULE:FREQ={rule}"))
    assert refused.value.code == "many"


def test_an_entry_that_cannot_be_read_is_counted_and_the_rest_stands() -> None:
    both = found(
        event("DTSTART:20260702T130000Z", AN_HOUR),
        event("DTSTART:the day after"),
        event("SUMMARY:Never"),
        event("DTSTART:20260702T130000Z", AN_HOUR, "RRULE:FREQ=SOMETIMES"),
        event("DTSTART:20260230T130000Z", AN_HOUR),
        event("DTSTART:99991231T235959Z", "DURATION:P9D"),
    )
    assert len(both.busy) == 1
    assert both.unread >= 4


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "no calendar"),
        (b"<!doctype html><title>Sign in</title>", "no calendar"),
        (b"\xff\xfe\x00", "no calendar"),
        (b'{"error": "none"}', "no calendar"),
        (b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTST", "broken"),
    ],
)
def test_what_is_no_calendar_is_refused_by_its_name(content: bytes, code: str) -> None:
    with pytest.raises(Trouble) as refused:
        read(content, YEAR)
    assert refused.value.code == code


def test_a_mark_of_its_letters_and_small_letters_are_forgiven() -> None:
    content = calendar(event("DTSTART:20260702T130000Z", AN_HOUR))
    assert len(read(b"\xef\xbb\xbf\n" + content, YEAR).busy) == 1


def test_all_that_is_found_is_within_what_was_asked() -> None:
    long = event("DTSTART;VALUE=DATE:20250101", "DTEND;VALUE=DATE:20280101")
    assert found(long).busy == [(YEAR.since, YEAR.until)]
    assert YEAR.until - YEAR.since == timedelta(days=365)
