"""An occurrence that changes itself and all after it, by whatever another program wrote."""

from __future__ import annotations

import pytest

from tests.practice.calendars.calendars import event, found, said

IN_NEW_YORK = "DTSTART;TZID=America/New_York:"
OF_NEW_YORK = "RECURRENCE-ID;RANGE=THISANDFUTURE;TZID=America/New_York:"
AN_HOUR = "DURATION:PT1H"
WEEKLY = event(IN_NEW_YORK + "20260223T090000", AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=4")
DAYS = event("DTSTART;VALUE=DATE:20260702", "RRULE:FREQ=DAILY;COUNT=4")


def at(*starts: str, hours: int = 1) -> list[str]:
    return [
        f"{each} {each[:6]}{int(each[6:8]) + hours:02}{each[8:]}" for each in starts
    ]


def changed(of: str, starts: str, *lines: str) -> str:
    return event(OF_NEW_YORK + of, IN_NEW_YORK + starts, *(lines or (AN_HOUR,)))


def test_those_after_it_move_by_as_much_whichever_comes_first() -> None:
    later = changed("20260302T090000", "20260303T143000")
    for parts in ((WEEKLY, later), (later, WEEKLY)):
        assert said(*parts) == at(
            "02-23 09:00", "03-03 14:30", "03-10 14:30", "03-17 14:30"
        )


def test_a_range_is_no_matter_of_how_it_is_written() -> None:
    small = event(
        "RECURRENCE-ID;RANGE=thisandfuture:20260302T140000Z",
        "DTSTART:20260302T160000Z",
        AN_HOUR,
    )
    assert said(WEEKLY, small) == at(
        "02-23 09:00", "03-02 11:00", "03-09 11:00", "03-16 11:00"
    )


def test_those_after_it_are_as_long() -> None:
    longer = changed("20260309T090000", "20260309T090000", "DURATION:PT3H")
    assert said(WEEKLY, longer) == [
        *at("02-23 09:00", "03-02 09:00"),
        *at("03-09 09:00", "03-16 09:00", hours=3),
    ]


def test_when_the_clocks_change_they_keep_theirs() -> None:
    autumn = event(
        IN_NEW_YORK + "20261019T090000", AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3"
    )
    later = changed("20261026T090000", "20261025T230000")
    assert said(autumn, later) == [
        "10-19 09:00 10-19 10:00",
        "10-25 23:00 10-26 00:00",
        "11-01 23:00 11-02 00:00",
    ]


def test_in_another_zone_they_move_by_the_clock_of_their_series() -> None:
    """London’s clocks change three weeks after New York’s."""
    later = event(
        OF_NEW_YORK + "20260302T090000",
        "DTSTART;TZID=Europe/London:20260302T150000",
        AN_HOUR,
    )
    assert said(WEEKLY, later) == at(
        "02-23 09:00", "03-02 10:00", "03-09 10:00", "03-16 10:00"
    )


def test_the_next_change_counts_from_its_own_day() -> None:
    first = changed("20260302T090000", "20260302T110000")
    second = changed("20260309T090000", "20260309T130000")
    assert said(WEEKLY, second, first) == at(
        "02-23 09:00", "03-02 11:00", "03-09 13:00", "03-16 13:00"
    )


def test_one_that_was_moved_by_itself_stays_where_it_was_moved_to() -> None:
    onward = changed("20260302T090000", "20260302T110000")
    alone = event(
        "RECURRENCE-ID;TZID=America/New_York:20260309T090000",
        IN_NEW_YORK + "20260310T150000",
        AN_HOUR,
    )
    assert said(WEEKLY, onward, alone) == at(
        "02-23 09:00", "03-02 11:00", "03-10 15:00", "03-16 11:00"
    )


def test_what_was_taken_out_stays_out() -> None:
    weekly = event(
        IN_NEW_YORK + "20260223T090000",
        AN_HOUR,
        "RRULE:FREQ=WEEKLY;COUNT=4",
        "EXDATE;TZID=America/New_York:20260309T090000",
        "RDATE;TZID=America/New_York:20260325T090000",
    )
    later = changed("20260302T090000", "20260302T110000")
    assert said(weekly, later) == at(
        "02-23 09:00", "03-02 11:00", "03-16 11:00", "03-25 11:00"
    )


@pytest.mark.parametrize(
    "line",
    ["STATUS:CANCELLED", "TRANSP:TRANSPARENT", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"],
)
def test_from_one_on_they_may_all_be_cancelled_or_free(line: str) -> None:
    over = changed("20260302T090000", "20260302T090000", AN_HOUR, line)
    assert said(WEEKLY, over) == at("02-23 09:00")


def test_of_two_changes_from_one_day_on_the_last_counts() -> None:
    second = changed("20260302T090000", "20260302T130000", AN_HOUR, "SEQUENCE:2")
    first = changed("20260302T090000", "20260302T110000", AN_HOUR, "SEQUENCE:1")
    assert said(WEEKLY, second, first) == at(
        "02-23 09:00", "03-02 13:00", "03-09 13:00", "03-16 13:00"
    )


def test_with_a_rule_of_its_own_it_is_followed_by_that() -> None:
    own = changed(
        "20260302T090000", "20260303T110000", AN_HOUR, "RRULE:FREQ=DAILY;COUNT=2"
    )
    assert said(WEEKLY, own) == at("02-23 09:00", "03-03 11:00", "03-04 11:00")


def test_whole_days_move_by_days() -> None:
    later = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260704",
        "DTSTART;VALUE=DATE:20260706",
    )
    assert [each[:5] for each in said(DAYS, later)] == [
        "07-02", "07-03", "07-06", "07-07"
    ]  # fmt: skip


def test_whole_days_may_become_hours_and_hours_whole_days() -> None:
    hours = event(
        "RECURRENCE-ID;RANGE=THISANDFUTURE;VALUE=DATE:20260704",
        IN_NEW_YORK + "20260704T100000",
        AN_HOUR,
    )
    assert said(DAYS, hours)[2:] == at("07-04 10:00", "07-05 10:00")
    days = event(OF_NEW_YORK + "20260309T090000", "DTSTART;VALUE=DATE:20260310")
    assert said(WEEKLY, days)[2:] == [
        "03-10 00:00 03-11 00:00",
        "03-17 00:00 03-18 00:00",
    ]


def test_those_that_move_into_the_year_count_though_they_were_after_it() -> None:
    weekly = event(IN_NEW_YORK + "20261221T090000", AN_HOUR, "RRULE:FREQ=WEEKLY")
    earlier = changed("20261228T090000", "20261223T090000")
    assert said(weekly, earlier) == at("12-21 09:00", "12-23 09:00", "12-30 09:00")


def test_one_that_cannot_be_read_changes_none_after_it() -> None:
    broken = event(OF_NEW_YORK + "20260302T090000", "DTSTART:the day after")
    both = found(WEEKLY, broken)
    assert (len(both.busy), both.unread) == (3, 1)


def test_one_of_a_series_repeats_nothing_though_it_says_the_rule_again() -> None:
    """Evolution and others copy the rule into it."""
    alone = event(
        "RECURRENCE-ID;TZID=America/New_York:20260302T090000",
        IN_NEW_YORK + "20260302T110000",
        AN_HOUR,
        "RRULE:FREQ=WEEKLY;COUNT=4",
    )
    assert said(WEEKLY, alone) == at(
        "02-23 09:00", "03-02 11:00", "03-09 09:00", "03-16 09:00"
    )
