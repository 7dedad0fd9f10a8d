"""A clinician pastes an address, and sees how it stands with that calendar; nobody sees it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from practice.calendars.trouble import SAYS
from practice.models import Busy, OtherCalendar, User
from practice.spans import span
from tests.clock import HOUR, afternoon
from tests.jobs import run_waiting, waiting
from tests.practice.calendars.calendars import calendar, event
from tests.practice.calendars.conftest import kept
from tests.practice.calendars.elsewhere import HOST, Elsewhere
from tests.privacy.doors import browser_of
from tests.said import errors_in as said

ADDRESS = f"https://{HOST}/ada.ics"
MINUTE = timedelta(minutes=1)


def stands(
    calendar: OtherCalendar, read: datetime | None, problem: str = "", unread: int = 0
) -> None:
    """It was last read then, and if there is a ``problem``, tried now."""
    calendar.read_at, calendar.problem, calendar.unread = read, problem, unread
    calendar.tried_at = timezone.now() if problem else read
    calendar.save()


def test_a_clinician_adds_her_calendar_which_is_read_at_once(
    there: Elsewhere, adas: Browser, ada: User
) -> None:
    starts = afternoon(7)
    line = f"DTSTART;TZID=America/New_York:{timezone.localtime(starts):%Y%m%dT%H%M%S}"
    there.says("/ada.ics", calendar(event(line, "DURATION:PT1H", "SUMMARY:Dentist")))
    path = f"/hours/{ada.pk}/calendars/"
    sent = {"source": "google", "address": f"webcal://{HOST}/ada.ics"}
    answer = adas.post(path, sent, follow=True)
    assert "It is being read. Look again in a minute." in said(answer)
    assert "It is being read for the first time." in said(answer)
    assert run_waiting() == ["read_calendar succeeded"]
    answer = adas.get(path)
    assert "Read just now. 1 busy time in the year ahead." in said(answer)
    assert HOST not in answer.content.decode()
    assert Busy.objects.get().during.lower == starts


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"address": f"http://{HOST}/"}, SAYS["address"]),
        ({"address": ""}, "This field is required."),
        ({"source": "mothers"}, "Select a valid choice."),
        ({"source": ""}, "This field is required."),
    ],
)
def test_what_cannot_be_added_is_kept_as_typed(
    adas: Browser, ada: User, wrong: dict[str, str], words: str
) -> None:
    sent = {"source": "google", "address": ADDRESS, **wrong}
    answer = adas.post(f"/hours/{ada.pk}/calendars/", sent)
    assert answer.status_code == 422
    assert words in said(answer)
    assert (
        f'value="{sent["address"]}"' in answer.content.decode() or not sent["address"]
    )
    assert not OtherCalendar.objects.exists()
    assert waiting() == []


def test_a_second_one_of_a_source_is_refused_beside_it(
    adas: Browser, adas_calendar: OtherCalendar, ada: User
) -> None:
    path = f"/hours/{ada.pk}/calendars/"
    answer = adas.post(path, {"source": "google", "address": ADDRESS})
    assert answer.status_code == 422
    assert "One of these is read already." in said(answer)
    answer = adas.post(path, {"source": "ehr", "address": ADDRESS})
    assert answer.status_code == 302


def test_an_address_is_replaced_and_begins_anew(
    adas: Browser, adas_calendar: OtherCalendar, ada: User
) -> None:
    stands(adas_calendar, timezone.now(), "gone")
    during = span(afternoon(7), afternoon(7) + HOUR)
    Busy.objects.create(clinician=ada, calendar=adas_calendar, during=during)
    path = f"/calendars/{adas_calendar.pk}/address/"
    assert HOST not in adas.get(path).content.decode()
    assert adas.post(path, {"address": "nowhere"}).status_code == 422
    answer = adas.post(path, {"address": f"https://{HOST}/new.ics"}, follow=True)
    assert "It is being read for the first time." in said(answer)
    assert "1 busy time in the year ahead." in said(answer)
    adas_calendar.refresh_from_db()
    assert adas_calendar.address == f"https://{HOST}/new.ics"
    assert [name for name, _ in waiting()] == ["read_calendar"]


def test_she_has_it_read_now_once_however_often_she_asks(
    adas: Browser, adas_calendar: OtherCalendar, ada: User
) -> None:
    for _ in range(2):
        answer = adas.post(f"/calendars/{adas_calendar.pk}/reading/")
        assert answer.url == f"/hours/{ada.pk}/calendars/"
    assert waiting() == [("read_calendar", {"calendar": adas_calendar.pk})]


def test_removed_it_is_forgotten_with_its_times(
    adas: Browser, adas_calendar: OtherCalendar, ada: User
) -> None:
    during = span(afternoon(7), afternoon(7) + HOUR)
    Busy.objects.create(clinician=ada, calendar=adas_calendar, during=during)
    typed = Busy.objects.create(clinician=ada, during=during)
    path = f"/calendars/{adas_calendar.pk}/removal/"
    assert adas.get(path).status_code == 200
    assert adas.post(path).status_code == 302
    assert list(Busy.objects.all()) == [typed]
    assert not OtherCalendar.objects.exists()


@pytest.mark.parametrize(
    ("ago", "problem", "words"),
    [
        (5 * MINUTE, "", "Read five minutes ago. No busy times in the year ahead."),
        (59 * MINUTE, "", "Read 59 minutes ago."),
        (60 * MINUTE, "", "nothing has tried."),
        (5 * MINUTE, "gone", f": {SAYS['gone']}. No busy times in the year ahead"),
        (None, "inside", f"Not read yet: {SAYS['inside']}."),
    ],
)
def test_how_it_stands_is_said_in_words_to_everyone(
    adas_calendar: OtherCalendar,
    finn: User,
    ago: timedelta | None,
    problem: str,
    words: str,
) -> None:
    stands(adas_calendar, ago and timezone.now() - ago, problem)
    answer = browser_of(finn).get("/hours/")
    assert words in said(answer)
    assert HOST not in answer.content.decode()
    assert "/calendars/" not in answer.content.decode()


def test_what_could_not_be_read_of_it_is_counted(
    adas: Browser, adas_calendar: OtherCalendar
) -> None:
    stands(adas_calendar, timezone.now(), unread=2)
    words = "2 entries could not be read, and do not count."
    assert words in said(adas.get("/hours/"))


def test_its_times_are_counted_and_changed_there_alone(
    adas: Browser, adas_calendar: OtherCalendar, ada: User
) -> None:
    stands(adas_calendar, timezone.now())
    for day in (7, 8):
        during = span(afternoon(day), afternoon(day) + HOUR)
        read = Busy.objects.create(clinician=ada, calendar=adas_calendar, during=during)
    answer = adas.get("/hours/")
    assert "2 busy times in the year ahead." in said(answer)
    assert "Take back" not in said(answer)
    assert adas.post(f"/busy/{read.pk}/removal/").status_code == 404


def test_nobody_but_she_and_the_admin_changes_her_calendars(
    adas_calendar: OtherCalendar, ada: User, cleo: User, finn: User, nora: User
) -> None:
    pk = adas_calendar.pk
    paths = [
        f"/hours/{ada.pk}/calendars/",
        f"/calendars/{pk}/address/",
        f"/calendars/{pk}/removal/",
    ]
    for path in paths:
        for who, status in ((ada, 200), (nora, 200), (cleo, 404), (finn, 404)):
            assert browser_of(who).get(path).status_code == status
    for who, status in ((nora, 302), (cleo, 404), (finn, 404)):
        read = browser_of(who).post(f"/calendars/{pk}/reading/")
        assert read.status_code == status


def test_a_calendar_of_another_hides_from_her_page(
    adas: Browser, adas_calendar: OtherCalendar, ada: User, cleo: User
) -> None:
    stands(kept(cleo, ADDRESS, "ehr"), timezone.now())
    told: Any = said(adas.get(f"/hours/{ada.pk}/calendars/"))
    assert "Google Calendar It is being read" in told
    assert "Read just now" not in told
