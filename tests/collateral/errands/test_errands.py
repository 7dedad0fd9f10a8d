"""What each contact may do for a client: by a release, by papers, or by nothing."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Authority, Client, Contact
from practice.models import User
from tests.booked import book
from tests.cast import authority_of
from tests.clock import DAY
from tests.collateral.ending.test_order import order_about
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.revoked import revoke
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")
TELEPHONE = "I can neither confirm nor deny that anyone is a client here."


def card(browser: Browser, client: Client) -> str:
    html = browser.get(f"/clients/{client.pk}/").content.decode()
    html = html.partition('aria-labelledby="errands"')[2].partition("</section>")[0]
    return words(f"<main{html}")


@pytest.fixture
def finns(finn: User) -> Browser:
    return browser_of(finn)


def test_without_a_release_nothing_is_said_to_be_allowed(
    finns: Browser, jordan: Client, ben: Contact
) -> None:
    told = card(finns, jordan)
    assert (
        "Ben Hart partner Not attend, be told appointment times, reschedule, bring the "
        "client, collect the client and pay: no release says so" in told
    )
    assert TELEPHONE in told


def test_where_nobody_is_listed_the_words_for_the_telephone_stand(
    finns: Browser, jordan: Client
) -> None:
    told = card(finns, jordan)
    assert "Nobody is listed yet" in told
    assert TELEPHONE in told


def test_a_release_lets_them_attend_as_it_says(
    finns: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["sleep"], formats=["joint"], places=["video"])
    told = card(finns, jordan)
    assert "May attend: a release, with the client: by video" in told
    assert "Not be told appointment times, reschedule, bring" in told
    assert "sleep" not in told.lower()


def test_one_of_appointment_times_lets_them_be_told_and_reschedule(
    finns: Browser, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, topics=["attendance"])
    told = card(finns, jordan)
    assert (
        "May be told appointment times and reschedule: a release: “Attendance and "
        "appointment times”" in told
    )
    assert (
        "Not bring the client, collect the client and pay: no release says so" in told
    )
    assert f'href="/releases/{release.pk}/"' in finns.get(f"/clients/{jordan.pk}/").text


def test_where_only_their_clinician_may_tell_the_desk_puts_them_through(
    finns: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["attendance"], discloser=ada.pk)
    told = card(finns, jordan)
    assert (
        "Not be told appointment times and reschedule: their release lets only" in told
    )


@pytest.mark.parametrize("when", ["revoked", "ended", "later"])
def test_what_is_not_in_force_lets_them_do_nothing(
    when: str, finns: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    if when == "revoked":
        revoke(sign(ben, topics=["attendance"]), "", ada)
    elif when == "ended":
        sign(ben, now - 9 * DAY, now - DAY, topics=["attendance"])
    else:
        sign(ben, now + 2 * DAY, topics=["attendance"])
    assert "May" not in card(finns, jordan)


def test_who_decides_for_a_minor_runs_errands_by_their_papers(
    finns: Browser, ada: User, finn: User, teo: Client, rosa: Contact
) -> None:
    authority_of(teo, ada, rosa, verified_by=finn)
    told = card(finns, teo)
    assert (
        "May reschedule, bring the client, collect the client and pay: no release, but "
        "their papers: parent" in told
    )
    assert "Not attend and be told appointment times: no release says so" in told


def test_papers_that_nobody_verified_do_not_count(
    finns: Browser, ada: User, teo: Client, rosa: Contact
) -> None:
    authority_of(teo, ada, rosa)
    assert "May" not in card(finns, teo)


def test_nor_those_of_whom_a_court_took_the_say(
    finns: Browser, ada: User, finn: User, teo: Client, rosa: Contact
) -> None:
    authority_of(teo, ada, rosa, verified_by=finn)
    order_about(rosa, "no_decisions").save()
    assert "May" not in card(finns, teo)


def test_nor_those_of_a_parent_once_the_client_is_of_age(
    finns: Browser, ada: User, finn: User, jordan: Client, ben: Contact
) -> None:
    authority_of(jordan, ada, ben, verified_by=finn)
    assert Authority.objects.exists()
    assert "May" not in card(finns, jordan)


@pytest.mark.parametrize("ruling", ["no_contact", "no_information"])
def test_where_a_court_keeps_them_apart_the_desk_is_told_to_ask(
    ruling: str,
    finns: Browser,
    adas: Browser,
    finn: User,
    ada: User,
    teo: Client,
    rosa: Contact,
) -> None:
    authority_of(teo, ada, rosa, verified_by=finn)
    order_about(rosa, ruling).save()
    told = card(finns, teo)
    assert "ask the clinician before anything is said" in told
    assert "May" not in told
    assert "court" not in told
    assert "a court order of" in card(adas, teo)


def test_an_admin_runs_no_errands(nora: User, jordan: Client, ben: Contact) -> None:
    sign(ben)
    assert card(browser_of(nora), jordan) == ""


def test_another_clients_contact_of_the_same_name_is_another(
    finns: Browser, ada: User, jordan: Client, ben: Contact, kim: Client
) -> None:
    other = Contact.objects.create(client=kim, name="Ben Hart", relationship="uncle")
    sign(other, topics=["attendance"])
    assert "May" not in card(finns, jordan)
    assert "May be told" in card(finns, kim)


def test_the_day_says_it_beside_each_who_joins(
    finns: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben, topics=["attendance"])
    starts = timezone.now().replace(microsecond=0)
    book(jordan, [ben], starts, booked_at=starts)
    page = words(finns.get("/day/").content.decode())
    assert "May attend, be told appointment times and reschedule" in page
    assert TELEPHONE in page
