"""The next free times, as the database finds them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from clients.models import Client, Contact
from collateral.booking.finder import A_DAY, AT_ONCE, HORIZON, by_day, offers
from collateral.models import Status
from practice.models import BusyKind, ClosedDay, Room, User
from practice.spans import span
from releases.models import Format
from tests.booked import book
from tests.cast import contact_of
from tests.clock import DAY, FIFTY, HOUR, local
from tests.collateral.booking.finding import monday, said, wanted
from tests.signed import sign
from tests.working import busy, works


def test_times_are_those_at_which_the_clinician_works(
    mornings: None, jordan: Client
) -> None:
    found = offers(wanted(jordan), monday())
    assert said(found)[:5] == [
        "Mon 09:00",
        "Mon 10:00",
        "Tue 09:00",
        "Tue 10:00",
        "Wed 09:00",
    ]
    assert all(each.is_covered for each in found)


def test_a_time_ends_within_hours(mornings: None, jordan: Client) -> None:
    whole = offers(wanted(jordan, length=2 * HOUR), monday())
    assert said(whole)[:2] == ["Mon 09:00", "Tue 09:00"]
    assert (
        offers(wanted(jordan, length=2 * HOUR + timedelta(minutes=1)), monday()) == []
    )


def test_times_begin_on_a_quarter_of_an_hour_and_not_before_asked(
    mornings: None, jordan: Client
) -> None:
    assert said(offers(wanted(jordan), monday("09:01")))[:2] == [
        "Mon 09:15",
        "Tue 09:00",
    ]
    assert said(offers(wanted(jordan), monday("09:15")))[0] == "Mon 09:15"


def test_whoever_is_in_another_session_is_not_free(
    mornings: None, ada: User, cleo: User, jordan: Client, ben: Contact, lee: Contact
) -> None:
    sign(ben)
    kim = lee.client
    held = {"status": Status.HELD}
    book(kim, [lee], monday("09:00"), clinician=ada, **held)
    book(
        jordan,
        [ben],
        monday("09:00") + DAY,
        clinician=cleo,
        format="collateral",
        **held,
    )
    maria = contact_of(jordan, "Maria Reyes")
    book(jordan, [maria], monday("09:00") + 2 * DAY, clinician=cleo, **held)
    found = said(offers(wanted(jordan, ben), monday()))
    assert found[:4] == ["Mon 10:00", "Tue 10:00", "Wed 10:00", "Thu 09:00"]
    alone = said(offers(wanted(jordan, ben, format=Format.COLLATERAL), monday()))
    assert "Wed 09:00" in alone


def test_a_session_that_is_cancelled_leaves_its_time_free(
    mornings: None, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], monday("09:00"), status=Status.CANCELLED)
    assert said(offers(wanted(jordan, ben), monday()))[0] == "Mon 09:00"


def test_nobody_is_offered_a_time_busy_away_or_closed(
    mornings: None, ada: User, jordan: Client
) -> None:
    day = timezone.localtime(monday()).date()
    busy(ada, f"{day} 09:30", f"{day} 10:05")
    busy(ada, f"{day + DAY} 00:00", f"{day + 2 * DAY} 00:00", BusyKind.AWAY)
    ClosedDay.objects.create(
        name="Retreat", first_on=day + 2 * DAY, last_on=day + 2 * DAY
    )
    assert said(offers(wanted(jordan), monday()))[0] == "Thu 09:00"


def test_the_room_that_is_asked_for_comes_first_and_another_where_it_is_taken(
    mornings: None, blue_room: Room, jordan: Client, lee: Contact
) -> None:
    green = Room.objects.create(name="Green room")
    book(lee.client, [lee], monday("09:00"), room=green, status=Status.HELD)
    found = offers(wanted(jordan, room=green), monday())
    assert [each.room for each in found[:3]] == [blue_room.pk, green.pk, green.pk]
    assert said(found)[:2] == ["Mon 09:00", "Mon 10:00"]


def test_without_a_free_room_there_is_no_time(
    mornings: None, blue_room: Room, jordan: Client, lee: Contact
) -> None:
    book(lee.client, [lee], monday("09:00"), room=blue_room, status=Status.HELD)
    assert said(offers(wanted(jordan, room=blue_room), monday()))[0] == "Mon 10:00"
    assert said(offers(wanted(jordan), monday()))[0] == "Mon 09:00"


@pytest.mark.parametrize("day", ["2027-03-14", "2027-11-07"])
def test_hours_keep_to_the_clock_as_it_changes(
    ada: User,
    jordan: Client,
    day: str,
) -> None:
    works(ada, range(6, 7), 0, 4)
    found = offers(wanted(jordan, length=HOUR), local(f"{day} 00:00"))
    first = [
        each
        for each in found
        if timezone.localdate(each.start) == date.fromisoformat(day)
    ]
    clocks = [f"{timezone.localtime(each.start):%H:%M}" for each in first]
    assert (
        clocks
        == {
            "2027-03-14": ["00:00", "01:00", "03:00"],
            "2027-11-07": ["00:00", "01:00", "01:00", "02:00", "03:00"],
        }[day]
    )


def test_times_go_on_over_a_leap_day_and_the_end_of_a_year(
    ada: User,
    jordan: Client,
) -> None:
    works(ada, range(7), 9, 10)
    leap = offers(wanted(jordan), local("2028-02-28 12:00"))
    assert timezone.localdate(leap[0].start) == date(2028, 2, 29)
    turn = offers(wanted(jordan), local("2027-12-31 09:30"))
    assert timezone.localdate(turn[0].start) == date(2028, 1, 1)


def test_so_many_are_offered_and_so_far_ahead(
    ada: User,
    jordan: Client,
) -> None:
    works(ada)
    found = offers(wanted(jordan), monday())
    assert len(found) == AT_ONCE
    assert [len(those) for _, those in by_day(found)] == [A_DAY] * (AT_ONCE // A_DAY)
    away = span(monday(), monday() + HORIZON - 3 * DAY)
    ada.busy_times.create(during=away, kind="away")
    last = offers(wanted(jordan), monday())
    assert last[-1].start + FIFTY <= monday() + HORIZON
    ada.busy_times.create(during=span(monday(), monday() + HORIZON), kind="away")
    assert offers(wanted(jordan), monday()) == []


def test_without_any_hours_the_whole_day_will_do(jordan: Client) -> None:
    assert said(offers(wanted(jordan), monday()))[0] == "Mon 00:00"


def test_it_is_one_question(
    mornings: None, jordan: Client, ben: Contact, blue_room: Room
) -> None:
    sign(ben)
    asked = wanted(jordan, ben, room=blue_room)
    with CaptureQueriesContext(connection) as queries:
        offers(asked, monday())
    assert len(queries) == 1
