"""What another calendar is told of a clinician's sessions: when, where, how it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.test import Client as Browser
from django.utils import timezone
from icalendar import Calendar, Event

from clients.models import Client, Contact
from collateral.models import Session, Status
from practice.calendars.events import read as read_in
from practice.calendars.occurring import Asked
from practice.calendars.uids import is_ours, uid_of
from practice.models import Room, User
from practice.spans import span
from tests.booked import book
from tests.cast import client_of, contact_of
from tests.clock import DAY, HOUR, afternoon
from tests.collateral.acts import cancel, move
from tests.revoked import revoke
from tests.signed import sign

Read = Callable[[], list[Event]]
NEW_YORK = ZoneInfo("America/New_York")


def state(event: Event) -> tuple[str, str, str]:
    return str(event["STATUS"]), str(event["SUMMARY"]), str(event["TRANSP"])


@pytest.fixture
def booked(jordan: Client, ben: Contact, blue_room: Room) -> Session:
    sign(ben)
    return book(jordan, [ben], afternoon(), room=blue_room)


def test_a_session_is_told_by_its_time_and_its_room(
    read: Read, booked: Session
) -> None:
    (event,) = read()
    assert state(event) == ("CONFIRMED", "Shared session, Blue room", "OPAQUE")
    assert event["DTSTART"].dt == booked.during.lower
    assert event["DTEND"].dt == booked.during.upper
    assert event["DTSTART"].params["TZID"] == "America/New_York"
    assert str(event["LOCATION"]) == "Blue room"


def test_without_a_room_it_is_told_how_they_meet(
    read: Read, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], afternoon())
    assert str(read()[0]["SUMMARY"]) == "Shared session, by video"


def test_nobody_is_named_and_nothing_counted(
    path: str, booked: Session, jordan: Client
) -> None:
    text = Browser().get(path).content.decode()
    for word in (
        "Jordan",
        "Reyes",
        "Ben",
        "Hart",
        "Ada",
        "Okafor",
        "therapy",
        "ATTENDEE",
    ):
        assert word.casefold() not in text.casefold(), word
    uid = str(Calendar.from_ical(text).walk("VEVENT")[0]["UID"])
    assert is_ours(uid)
    assert uid == uid_of(booked.pk)
    assert uid_of(booked.pk + 1).split("-")[0] != uid.split("-", maxsplit=1)[0]


def test_only_her_own_are_told(
    read: Read, booked: Session, cleo: User, ada: User
) -> None:
    theirs = client_of(cleo, "Noa Field")
    kim = contact_of(theirs, "Kim Field")
    sign(kim)
    book(theirs, [kim], afternoon(8))
    assert [str(each["UID"]) for each in read()] == [uid_of(booked.pk)]


def test_what_happens_to_it_is_told_with_a_higher_number_each_time(
    read: Read, booked: Session, ada: User, ben: Contact
) -> None:
    numbers = [int(read()[0]["SEQUENCE"])]
    move(booked, span(afternoon(9), afternoon(9) + HOUR), None, ada)
    (event,) = read()
    assert event["DTSTART"].dt == afternoon(9)
    numbers.append(int(event["SEQUENCE"]))
    revoke(ben.releases.get(), "Jordan asked by phone", ada)
    (event,) = read()
    assert state(event)[0] == "TENTATIVE"
    assert "(on hold)" in state(event)[1]
    numbers.append(int(event["SEQUENCE"]))
    cancel(booked, "As Jordan asked.", ada)
    (event,) = read()
    assert state(event) == (
        "CANCELLED", "Shared session (cancelled), by video", "TRANSPARENT"
    )  # fmt: skip
    numbers.append(int(event["SEQUENCE"]))
    assert sorted(set(numbers)) == numbers
    assert event["UID"] == uid_of(booked.pk)


def test_what_was_on_hold_as_its_time_passed_was_not_held(
    read: Read, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    starts = timezone.now() - 2 * HOUR
    book(jordan, [ben], starts, booked_at=starts - HOUR, status=Status.HELD)
    assert state(read()[0])[0] == "CANCELLED"


@pytest.mark.parametrize(("days", "told"), [(-40, 0), (-20, 1), (360, 1), (370, 0)])
def test_it_tells_of_a_month_gone_by_and_a_year_ahead(
    read: Read, jordan: Client, ben: Contact, days: int, told: int
) -> None:
    starts = afternoon(days)
    sign(ben, timezone.now() - 50 * DAY, timezone.now() + 400 * DAY)
    booked_at = min(starts - HOUR, timezone.now())
    book(jordan, [ben], starts, booked_at=booked_at)
    assert len(read()) == told


def changes_ahead() -> Iterator[datetime]:
    """The two instants in the year ahead at which New York's clocks change."""
    hour = timezone.now().astimezone(UTC).replace(minute=0, second=0, microsecond=0)
    for n in range(24, 364 * 24):
        before, after = (
            (hour + (n + m) * HOUR).astimezone(NEW_YORK).utcoffset() for m in (-1, 0)
        )
        if before != after:
            yield hour + n * HOUR


def zone_said(content: bytes) -> bytes:
    """The same under a name that nobody knows, so that what it says of the zone counts."""
    return content.replace(b"America/New_York", b"Elm Street Time")


def test_both_days_on_which_the_clocks_change_come_back_as_they_are(
    path: str, jordan: Client, ben: Contact
) -> None:
    """In the hour before, the hour after, and twice in the hour that comes twice."""
    sign(ben, ends=timezone.now() + 400 * DAY)
    starts = [
        change + timedelta(minutes=minutes)
        for change in changes_ahead()
        for minutes in (-24 * 60, -90, -30, 10, 70, 24 * 60)
    ]
    assert len(starts) == 12
    for each in starts:
        ends = each + timedelta(minutes=30)
        book(jordan, [ben], each, ends=ends)
    content = Browser().get(path).content
    for text in (content, zone_said(content)):
        events = Calendar.from_ical(text).walk("VEVENT")
        told = sorted(each["DTSTART"].dt.astimezone(UTC) for each in events)
        assert told == sorted(each.astimezone(UTC) for each in starts)
        lasts = {
            each["DTEND"].dt.astimezone(UTC) - each["DTSTART"].dt.astimezone(UTC)
            for each in events
        }
        assert lasts == {timedelta(minutes=30)}


def test_what_it_says_of_its_zone_is_whole(path: str) -> None:
    (zone,) = Calendar.from_ical(Browser().get(path).content).walk("VTIMEZONE")
    assert str(zone["TZID"]) == "America/New_York"
    kinds = [each.name for each in zone.subcomponents]
    assert {"STANDARD", "DAYLIGHT"} == set(kinds)
    for each in zone.subcomponents[1:]:
        spring = each.name == "DAYLIGHT"
        onset = each["DTSTART"].dt
        assert onset.tzinfo is None
        assert (onset.hour, onset.weekday()) == (2, 6)
        assert each["TZOFFSETTO"].to_ical() == ("-0400" if spring else "-0500")
        assert each["TZOFFSETFROM"].to_ical() == ("-0500" if spring else "-0400")


def test_read_in_here_it_keeps_nobody_busy(path: str, booked: Session) -> None:
    now = timezone.now()
    found = read_in(Browser().get(path).content, Asked(now, now + 300 * DAY, NEW_YORK))
    assert (found.busy, found.unread) == ([], 0)
    assert [*found.named] == [uid_of(booked.pk)]


def test_an_empty_one_is_a_calendar_too(path: str) -> None:
    made = Calendar.from_ical(Browser().get(path).content)
    assert str(made["VERSION"]) == "2.0"
    assert made["PRODID"]
    assert made.walk("VEVENT") == []
    lines = Browser().get(path).content.split(b"\r\n")
    assert lines[0] == b"BEGIN:VCALENDAR"
    assert all(len(line) <= 75 for line in lines)
