"""Finding a time from the booking page and from the client's page."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import unescape

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from collateral.models.screening import GOOD_FOR
from practice.models import Room, User
from tests.booked import book, typed
from tests.clock import DAY, afternoon
from tests.practice.calendars.conftest import kept
from tests.privacy.doors import browser_of
from tests.said import errors_in
from tests.screened import screen
from tests.signed import sign
from tests.working import works

HTMX = {"HX-Request": "true"}


@pytest.fixture
def path(ada: User, jordan: Client) -> str:
    """Where to find a time for Jordan, whom Ada sees at nine on any day."""
    works(ada, range(7), 9, 10)
    return f"/clients/{jordan.pk}/times/"


def links(html: str) -> list[str]:
    return [
        unescape(each)
        for each in re.findall(r'href="(/clients/\d+/sessions[^"]+)"', html)
    ]


def test_a_time_is_a_link_that_fills_in_the_booking_page(
    adas: Browser, ben: Contact, blue_room: Room, path: str
) -> None:
    sign(ben)
    asked = {"contacts": ben.pk, "room": blue_room.pk, "length": 50, "format": "joint"}
    html = adas.get(path, asked).content.decode()
    first = next(each for each in links(html) if "start=" in each)
    page = adas.get(first).content.decode()
    assert 'name="start" value="09:00"' in page
    assert re.search(rf'value="{ben.pk}"\s+checked', page)
    assert re.search(rf'value="{blue_room.pk}" selected', page)
    assert "Everyone who joins is covered" in page


def test_a_calendar_that_was_not_read_lately_is_named(
    adas: Browser, ada: User, cleo: User, ben: Contact, path: str
) -> None:
    sign(ben)
    move = f"/sessions/{book(ben.client, [ben], afternoon()).pk}/move/"
    cleos = kept(cleo, "https://elsewhere.example/cleo.ics")
    cleos.tried_at, cleos.problem = timezone.now(), "gone"
    cleos.save()
    calendar = kept(ada, "https://elsewhere.example/ada.ics")
    calendar.read_at = calendar.tried_at = timezone.now()
    calendar.save()
    assert "may be taken there" not in errors_in(adas.get(path))
    calendar.read_at, calendar.problem = timezone.now() - DAY, "gone"
    calendar.save()
    for page in (path, move):
        told = errors_in(adas.get(page))
        assert told.count("A time that is offered may be taken there.") == 1
        assert "Not read since" in told


def test_on_its_own_page_nobody_need_be_ticked(adas: Browser, path: str) -> None:
    answer = adas.get(path)
    assert answer.status_code == 200
    assert "9:00 am" in errors_in(answer)


def test_what_cannot_be_is_said_beside_its_field(adas: Browser, path: str) -> None:
    answer = adas.get(path, {"date": "2000-01-01", "length": "50"})
    assert answer.status_code == 422
    assert "This day has passed." in errors_in(answer)
    for wrong in ({"length": "7"}, {"room": "999999"}, {"contacts": "999999"}):
        assert adas.get(path, wrong).status_code == 422
    for odd in ("9999-99-99", "x" * 300, "9999-12-31"):
        assert adas.get(path, {"after": odd}).status_code == 200


def test_from_the_booking_page_what_is_typed_stays(
    adas: Browser, ben: Contact, path: str
) -> None:
    sign(ben)
    sent = typed([ben], afternoon(), topics="Of sleep.", date="", start="")
    answer = adas.post(path, sent)
    html = answer.content.decode()
    assert "Of sleep." in html
    values = re.findall(r'name="at"\s+value="([^"]+)"', html)
    chosen = adas.post(path.replace("times", "coverage"), {**sent, "at": values[0]})
    page = chosen.content.decode()
    assert "Of sleep." in page
    assert 'name="start" value="09:00"' in page
    assert "Everyone who joins is covered" in page
    assert not Session.objects.exists()


def test_the_panel_alone_is_sent_while_it_is_typed(
    adas: Browser, ben: Contact, path: str
) -> None:
    sign(ben)
    answer = adas.post(path, typed([ben], afternoon()), headers=HTMX)
    html = answer.content.decode()
    assert "<html" not in html
    first = f"{timezone.localtime(afternoon()):%Y-%m-%d}"
    assert re.findall(r'name="at"\s+value="([^"T]+)', html)[0] == first


def test_days_after_a_release_ends_are_offered_as_renew_first(
    adas: Browser, ben: Contact, path: str
) -> None:
    sign(ben, ends=afternoon(2))
    answer = adas.post(path, typed([ben], afternoon(), date=""), headers=HTMX)
    said = errors_in(answer)
    assert "Renew first, for later" in said
    assert "Prepare a renewal for Ben Hart" in said
    assert answer.content.decode().count('name="at"') in {2, 3}
    alone = errors_in(adas.get(path, {"contacts": ben.pk}))
    assert "Prepare a renewal for Ben Hart" in alone


def test_what_no_time_would_cure_is_said(
    adas: Browser, ben: Contact, jordan: Client, path: str
) -> None:
    sign(ben)
    adas.post(f"/clients/{jordan.pk}/stop/", {"contacts": [ben.pk]})
    answer = adas.post(path, typed([ben], afternoon(), date=""), headers=HTMX)
    assert "No time would do yet" in errors_in(answer)
    assert 'name="at"' not in answer.content.decode()


def test_no_time_is_offered_after_a_screening_is_too_old(
    adas: Browser, ben: Contact, path: str
) -> None:
    sign(ben, ends=timezone.now() + 60 * DAY)
    good_until = timezone.now() + 3 * DAY
    screen(ben, asked_at=good_until - GOOD_FOR)
    sent = typed([ben], afternoon(), date="")
    html = adas.post(path, sent, headers=HTMX).content.decode()
    values = re.findall(r'name="at"\s+value="([^" ]+)', html)
    starts = [datetime.fromisoformat(each) for each in values]
    assert starts
    assert max(starts) < good_until
    (after,) = re.findall(r'name="after"\s+value="([^"]+)"', html)
    later = adas.post(path, {**sent, "after": after}, headers=HTMX)
    assert "is good for sessions within 90 days" in errors_in(later)


def test_there_may_be_more_after_the_last_day(adas: Browser, path: str) -> None:
    html = adas.get(path).content.decode()
    (after,) = {unescape(e) for e in re.findall(r'href="([^"]+after=[^"]+)"', html)}
    later = adas.get(after).content.decode()
    firsts = [
        re.search(r"date=([-\d]+)", next(e for e in links(each) if "start=" in e))
        for each in (html, later)
    ]
    assert [each[1] for each in firsts if each] == sorted(
        {each[1] for each in firsts if each}
    )
    assert len(firsts) == 2


def test_none_at_all_says_what_to_try(adas: Browser, ada: User, path: str) -> None:
    during = (timezone.now() - DAY, timezone.now() + timedelta(weeks=9))
    ada.busy_times.create(during=during, kind="away")
    assert "None in the eight weeks from then on." in errors_in(adas.get(path))


def test_nobody_but_the_client_s_clinician_and_the_desk_finds_a_time(
    cleo: User, finn: User, nora: User, path: str
) -> None:
    assert browser_of(finn).get(path).status_code == 200
    for who in (cleo, nora):
        assert browser_of(who).get(path).status_code == 404
        assert browser_of(who).post(path).status_code == 404
