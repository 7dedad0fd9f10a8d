"""How a session reads on its own page, and wherever it is listed."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Session, Status
from practice.formats import say_instant
from practice.models import User
from tests.booked import book
from tests.cast import contact_of
from tests.clock import FIFTY, HOUR, MINUTE, afternoon
from tests.collateral import acts as booking
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.revoked import revoke
from tests.signed import draft_for, sign


@pytest.fixture
def past(jordan: Client, ben: Contact) -> Session:
    """Jordan's session with Ben, an hour ago."""
    sign(ben)
    now = timezone.now()
    return book(jordan, [ben], now - 2 * HOUR, booked_at=now - 3 * HOUR)


def read(browser: Browser, url: str) -> str:
    page = browser.get(url)
    assert page.status_code == 200
    return words(page.content.decode())


@pytest.mark.parametrize("status", ["scheduled", "checked_in", "completed"])
def test_a_session_that_is_over_took_place(
    adas: Browser, past: Session, status: str
) -> None:
    Session.objects.update(status=status)
    on = timezone.localdate(past.during.lower)
    pages = [f"/sessions/{past.pk}/", f"/clients/{past.client_id}/"]
    for url in pages:
        page = read(adas, url)
        assert "Took place" in page
        assert "Scheduled" not in page
        assert "Checked in" not in page
    week = read(adas, f"/week/{on.isoformat()}/")
    assert "took place ·" in week
    assert "covered" not in week


@pytest.mark.parametrize(
    ("status", "label"), [("scheduled", "Scheduled"), ("checked_in", "Checked in")]
)
def test_a_session_that_is_under_way_has_not_yet_taken_place(
    adas: Browser, jordan: Client, ben: Contact, status: str, label: str
) -> None:
    sign(ben)
    starts = timezone.now() - FIFTY + MINUTE
    session = book(jordan, [ben], starts, booked_at=starts - HOUR, status=status)
    for url in (f"/sessions/{session.pk}/", f"/clients/{jordan.pk}/"):
        assert label in read(adas, url)


def test_one_on_hold_or_cancelled_has_not_taken_place(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    starts = timezone.now() - 2 * HOUR
    book(jordan, [ben], starts, status=Status.HELD, booked_at=starts)
    book(jordan, [ben], starts, status=Status.CANCELLED, booked_at=starts)
    page = read(adas, f"/clients/{jordan.pk}/")
    assert "Not held" in page
    assert "On hold" not in page
    assert "Cancelled" in page
    assert "Took place" not in page


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_a_cancelled_session_says_when_by_whom_and_why(
    request: pytest.FixtureRequest,
    client: Browser,
    ada: User,
    jordan: Client,
    ben: Contact,
    maria: Contact,
    who: str,
) -> None:
    sign(ben)
    sign(maria)
    session = book(jordan, [ben, maria], afternoon())
    booking.cancel(session, "<b>Snow</b>", ada)
    other = book(jordan, [ben], afternoon())
    booking.cancel(other, "Another day suits better.", ada)
    client.force_login(request.getfixturevalue(who))
    page = read(client, f"/sessions/{session.pk}/")
    at = say_instant(ConsentEvent.objects.get(session_id=session.pk).at)
    assert "Who was to join" in page
    assert "Ben Hart partner Maria Reyes mother" in page
    assert f"Cancelled {at} by Dr. Ada Okafor. Reason: <b>Snow</b>" in page
    assert "release" not in page.lower()
    assert "Covered" not in page
    assert (
        'class="actions' not in client.get(f"/sessions/{session.pk}/").content.decode()
    )


def test_a_session_cancelled_without_a_record_is_still_shown(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [ben], afternoon(), status=Status.CANCELLED)
    page = read(adas, f"/sessions/{session.pk}/")
    assert "Cancelled Who was to join Ben Hart partner" in page


def test_a_session_on_hold_as_its_time_passed_gives_no_verdict(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    starts = timezone.now() - 2 * HOUR
    session = book(jordan, [ben], starts, status=Status.HELD, booked_at=starts)
    page = read(adas, f"/sessions/{session.pk}/")
    assert "was still on hold as its time passed. It did not take place." in page
    assert "Who was to join" in page
    assert "Ben Hart partner" in page
    assert "The release" not in page


def test_a_session_on_hold_gives_the_verdict_until_it_is_over(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    starts = timezone.now() - FIFTY + MINUTE
    session = book(jordan, [ben], starts, status=Status.HELD, booked_at=starts)
    page = read(adas, f"/sessions/{session.pk}/")
    assert "This session is on hold" in page
    assert "No release has been signed." in page
    assert "Book it again" in page


def test_a_session_that_took_place_keeps_its_verdict(
    adas: Browser, past: Session
) -> None:
    assert "Covered: " in read(adas, f"/sessions/{past.pk}/")


def test_no_strip_is_drawn_where_nothing_can_be_done(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    session = book(jordan, [ben], afternoon(), status="completed")
    html = adas.get(f"/sessions/{session.pk}/").content.decode()
    joins = html.split('aria-labelledby="joins"')[1].split("</section>")[0]
    assert 'class="actions' not in joins
    assert "Who joins" in joins


@pytest.mark.parametrize("prepared", [False, True])
def test_a_clinician_who_is_not_the_clients_own_is_led_to_no_closed_door(
    adas: Browser,
    ada: User,
    cleo: User,
    jordan: Client,
    ben: Contact,
    prepared: bool,
) -> None:
    """Jordan has gone over to Cleo; the session that Ada booked is still hers to see."""
    session = book(jordan, [ben], afternoon(), status=Status.HELD)
    if prepared:
        draft_for(ben, ada)
    pages = [f"/sessions/{session.pk}/", f"/sessions/{session.pk}/reopening/"]
    for url in pages:
        assert "can get a release for Ben Hart signed" not in read(adas, url)
    Client.objects.filter(pk=jordan.pk).update(clinician=cleo)
    for url in pages:
        assert "Jordan Reyes" in read(adas, url)
        sentence = "Cleo Marsh or the front desk can get a release for Ben Hart signed."
        assert sentence in read(adas, url)
        main = adas.get(url).content.decode().partition("<main")[2]
        links = re.findall(r'href="(/[^"]*)"', main)
        assert links
        assert f"/sessions/{session.pk}/participants/" not in links
        assert {adas.get(link).status_code for link in links} == {200}


@pytest.mark.parametrize("who", ["cleo", "finn", "nora"])
def test_everyone_else_is_led_to_the_client(
    request: pytest.FixtureRequest,
    client: Browser,
    cleo: User,
    jordan: Client,
    ben: Contact,
    who: str,
) -> None:
    session = book(jordan, [ben], afternoon(), status=Status.HELD)
    Client.objects.filter(pk=jordan.pk).update(clinician=cleo)
    client.force_login(request.getfixturevalue(who))
    html = client.get(f"/sessions/{session.pk}/").content.decode()
    assert f'href="/clients/{jordan.pk}/"' in html


def test_nobody_who_revoked_is_first_of_all_asked_for_another_release(
    jordan: Client, ben: Contact, finn: User
) -> None:
    session = book(
        jordan, [ben, contact_of(jordan, "Kit Hart")], afternoon(), status="held"
    )
    revoke(sign(ben), "", finn)
    page = browser_of(finn).get(f"/sessions/{session.pk}/").text
    (offer,) = re.findall(
        r'<a class="([^"]*)"[^>]*>Prepare a new release for Ben', page
    )
    assert "btn-primary" not in offer
