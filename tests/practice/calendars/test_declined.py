"""What the owner of a calendar declined takes none of their time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from practice.calendars.declined import owners_by_address
from practice.calendars.events import read
from practice.calendars.jobs import read_calendar
from practice.models import User
from tests.practice.calendars.calendars import YEAR, calendar, event, said
from tests.practice.calendars.conftest import kept
from tests.practice.calendars.elsewhere import HOST, Elsewhere

ADAS = "X-WR-CALNAME:ada@example.com"
AT_NINE = "DTSTART:20260702T130000Z"
AN_HOUR = "DTEND:20260702T140000Z"
NINE = ["07-02 09:00 07-02 10:00"]
GOOGLE = "https://calendar.google.com/calendar/ical"


def asked(who: str, answer: str, to: str = "") -> str:
    """As Google writes it, folded after 75 letters."""
    line = (
        f"ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT={answer};CN={who}"
        f";X-NUM-GUESTS=0:{to or 'mailto:' + who}"
    )
    return "\n ".join(line[at : at + 74] for at in range(0, len(line), 74))


ORGANIZED = "ORGANIZER;CN=Cleo:mailto:cleo@example.com"
ADA_DECLINED = asked("ada@example.com", "DECLINED")
CLEO_DECLINED = asked("cleo@example.com", "DECLINED")


@pytest.mark.parametrize(
    "answers",
    [
        [ADA_DECLINED, asked("cleo@example.com", "ACCEPTED")],
        [asked("Ada@Example.com", "declined", "MAILTO:ADA@example.com")],
        [
            "ATTENDEE;PARTSTAT=DECLINED;EMAIL=ada@example.com:/aMTA4/principal/",
        ],
    ],
)
def test_what_its_owner_declined_does_not_count(answers: list[str]) -> None:
    assert said(ADAS, event(AT_NINE, AN_HOUR, ORGANIZED, *answers)) == []


@pytest.mark.parametrize(
    "answers",
    [
        [asked("ada@example.com", "ACCEPTED"), CLEO_DECLINED],
        [asked("ada@example.com", "NEEDS-ACTION")],
        [asked("ada@example.com", "TENTATIVE")],
        [CLEO_DECLINED],
        [ADA_DECLINED, asked("ada@example.com", "ACCEPTED")],
        ["ATTENDEE:mailto:ada@example.com"],
        [ADA_DECLINED.replace("ada@", "not.ada@")],
        [],
    ],
)
def test_what_anybody_else_declined_or_nobody_does(answers: list[str]) -> None:
    assert said(ADAS, event(AT_NINE, AN_HOUR, ORGANIZED, *answers)) == NINE


@pytest.mark.parametrize("name", ["X-WR-CALNAME:Ada’s calendar", "X-WR-CALNAME:", ""])
def test_where_nobody_can_tell_whose_it_is_it_counts(name: str) -> None:
    lines = [each for each in (name, event(AT_NINE, AN_HOUR, ADA_DECLINED)) if each]
    assert said(*lines) == NINE


def test_whoever_declined_one_of_a_series_takes_part_in_the_others() -> None:
    weekly = event(AT_NINE, AN_HOUR, "RRULE:FREQ=WEEKLY;COUNT=3")
    one = event("RECURRENCE-ID:20260709T130000Z", "DTSTART:20260709T130000Z",
                "DTEND:20260709T140000Z", ADA_DECLINED)  # fmt: skip
    assert said(ADAS, weekly, one) == [*NINE, "07-16 09:00 07-16 10:00"]
    onward = one.replace("RECURRENCE-ID:", "RECURRENCE-ID;RANGE=THISANDFUTURE:")
    assert said(ADAS, weekly, onward) == NINE


@pytest.mark.parametrize(
    ("address", "owners"),
    [
        (f"{GOOGLE}/ada%40example.com/private-0f/basic.ics", {"ada@example.com"}),
        (f"{GOOGLE}/Ada@Example.com/public/basic.ics", {"ada@example.com"}),
        (f"{GOOGLE}/c_9f%40group.calendar.google.com/private-0f/basic.ics",
         {"c_9f@group.calendar.google.com"}),
        (f"{GOOGLE}/ada/private-0f/basic.ics", set()),
        ("https://elsewhere.example/calendar/ical/ada%40example.com/basic.ics", set()),
        (f"https://{HOST}/ada.ics", set()),
    ],
)  # fmt: skip
def test_googles_addresses_say_whose_a_calendar_is(
    address: str, owners: set[str]
) -> None:
    assert owners_by_address(address) == owners
    hers = calendar("X-WR-CALNAME:Work", event(AT_NINE, AN_HOUR, ADA_DECLINED))
    found = read(hers, replace(YEAR, owners=owners_by_address(address)))
    assert bool(found.busy) is (owners != {"ada@example.com"})


@pytest.mark.long
def test_the_calendar_of_whoever_declined_keeps_them_free(
    there: Elsewhere, ada: User
) -> None:
    at_noon = ("DTSTART:20260101T170000Z", "DTEND:20260101T180000Z", "RRULE:FREQ=DAILY")
    hers = kept(ada, f"https://{HOST}/ada.ics")
    there.says("/ada.ics", calendar(event(*at_noon, ADA_DECLINED)))
    read_calendar(hers.pk)
    assert hers.busy_times.exists()
    there.says("/ada.ics", calendar(ADAS, event(*at_noon, ADA_DECLINED)))
    read_calendar(hers.pk)
    assert not hers.busy_times.exists()
