"""The ledger of both parents: who was told, asked, answered, and got a copy."""

from __future__ import annotations

import re
from html import unescape

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.models import ParentEntry
from practice.formats import say_day_short_year
from practice.models import User
from releases.history.sentences import Known, sentence
from tests.booked import book
from tests.both_parents import entry_for, sent
from tests.cast import authority_of, contact_of, emancipated
from tests.clock import DAY, afternoon
from tests.collateral.ending.test_order import order_about
from tests.privacy.doors import browser_of
from tests.refusals import run
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def paul(teo: Client) -> Contact:
    """Teo's father."""
    return contact_of(teo, "Paul Vance", "father")


def ledger(browser: Browser, client: Client) -> str:
    response = browser.get(f"/clients/{client.pk}/both-parents/")
    assert response.status_code == 200
    return errors_in(response)


def send(browser: Browser, contact: Contact, **said: str) -> int:
    page = f"/clients/{contact.client_id}/both-parents/new/"
    return browser.post(page, sent(contact, **said)).status_code


def test_what_passed_with_each_is_told_with_its_day_and_who_wrote_it(
    adas: Browser, teo: Client, rosa: Contact, paul: Contact
) -> None:
    release = sign(rosa)
    assert send(adas, rosa) == 302
    said = {"passed": "answered", "answer": "objects"}
    assert send(adas, paul, **said, about=f"release-{release.pk}") == 302
    told, today = ledger(adas, teo), say_day_short_year(timezone.localdate())
    assert f"{today}: Rosa Vance was told, about care" in told
    answered = f"{today}: Paul Vance answered (does not agree), about the release for"
    assert answered in told
    assert told.count(f"Written by Dr. Ada Okafor, {today}") == 2
    assert "Nothing yet" in told


def test_a_parent_of_whom_nothing_is_entered_stands_there_all_the_same(
    adas: Browser, teo: Client, rosa: Contact, paul: Contact, ada: User
) -> None:
    """A stepfather has no say without papers, and stands there once he has some."""
    step = contact_of(teo, "Ivo Hill", "stepfather")
    told = ledger(adas, teo)
    assert told.count("Was told Nothing yet") == 2
    assert "Ivo Hill" not in told
    authority_of(teo, ada, step, "guardian")
    assert "Ivo Hill" in ledger(adas, teo)


def test_about_a_session_it_names_it(adas: Browser, teo: Client, rosa: Contact) -> None:
    sign(rosa)
    session = book(teo, [rosa], afternoon(5))
    assert send(adas, rosa, passed="copy", about=f"session-{session.pk}") == 302
    assert ParentEntry.objects.get().session == session
    assert (
        f"/sessions/{session.pk}/"
        in adas.get(f"/clients/{teo.pk}/both-parents/").content.decode()
    )


def test_the_history_says_that_it_was_recorded_and_nothing_of_what(
    adas: Browser, rosa: Contact
) -> None:
    send(adas, rosa, passed="answered", answer="objects")
    event = ConsentEvent.objects.get(kind=EventKind.PARENT_RECORDED)
    assert event.detail == {"entry": ParentEntry.objects.get().pk}
    told = unescape(re.sub("<[^>]+>", "", sentence(event, Known.of([event]))))
    assert told == (
        "Dr. Ada Okafor wrote an entry about Rosa Vance in the ledger of both parents "
        "(Teo Vance)."
    )


def test_the_front_desk_writes_it_too_and_others_see_nothing(
    rosa: Contact, finn: User, cleo: User, nora: User
) -> None:
    page = f"/clients/{rosa.client_id}/both-parents/"
    assert send(browser_of(finn), rosa) == 302
    assert browser_of(cleo).get(page).status_code == 404
    assert browser_of(nora).get(page).status_code == 404


def test_a_mistake_is_struck_out_and_stays_to_be_read(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    entry = entry_for(rosa)
    assert "Was told Nothing yet" not in ledger(adas, teo)
    page = f"/parent-entries/{entry.pk}/striking/"
    assert adas.get(page).status_code == 200
    assert adas.post(page, {}).status_code == 302
    told = ledger(adas, teo)
    assert "Was told Nothing yet" in told
    assert told.count("Rosa Vance was told") == 1
    assert "Struck out by Dr. Ada Okafor" in told
    assert adas.get(page).status_code == 404


def test_a_mistake_is_struck_out_once_they_are_of_age_too(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    """Emancipated from the day of the entry, which was before it by what was known."""
    entry = entry_for(rosa)
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    page = f"/parent-entries/{entry.pk}/striking/"
    told = adas.get(f"/clients/{teo.pk}/both-parents/").content.decode()
    assert page in told
    assert "/both-parents/new/" not in told
    assert adas.post(page, {}).status_code == 302
    assert "Struck out by Dr. Ada Okafor" in ledger(adas, teo)


def test_an_answer_is_asked_for_beside_its_field(adas: Browser, rosa: Contact) -> None:
    page = f"/clients/{rosa.client_id}/both-parents/new/"
    response = adas.post(page, sent(rosa, passed="answered"))
    assert response.status_code == 422
    told = errors_in(response)
    assert "Say what they answered, and only where they answered." in told
    assert 'href="#id_answer"' in response.content.decode()
    assert not ParentEntry.objects.exists()


def test_what_is_ahead_is_not_entered(adas: Browser, rosa: Contact) -> None:
    tomorrow = (timezone.localdate() + DAY).isoformat()
    page = f"/clients/{rosa.client_id}/both-parents/new/"
    response = adas.post(page, sent(rosa, happened_on=tomorrow))
    assert "This is still ahead." in errors_in(response)


def test_a_release_of_another_client_is_no_choice(
    adas: Browser, rosa: Contact, ben: Contact
) -> None:
    assert send(adas, rosa, about=f"release-{sign(ben).pk}") == 422
    assert send(adas, rosa, about=f"release-{sign(rosa).pk}") == 302


def test_for_an_adult_nothing_is_entered(adas: Browser, ben: Contact) -> None:
    told = ledger(adas, ben.client)
    assert "is of age" in told
    page = f"/clients/{ben.client_id}/both-parents/new/"
    response = adas.post(page, sent(ben))
    assert "this ledger is of minors alone" in errors_in(response)


def test_only_a_minors_page_leads_to_it(
    adas: Browser, teo: Client, jordan: Client
) -> None:
    assert "Both parents" in errors_in(adas.get(f"/clients/{teo.pk}/"))
    assert "Both parents" not in errors_in(adas.get(f"/clients/{jordan.pk}/"))


def test_what_was_entered_of_a_minor_is_found_once_they_are_of_age(
    adas: Browser, finn: User, teo: Client, rosa: Contact
) -> None:
    entry_for(rosa)
    born = timezone.localdate().replace(day=1) - 20 * 366 * DAY
    run("SET LOCAL session_replication_role = replica")
    run("UPDATE clients_client SET date_of_birth = %s WHERE id = %s", born, teo.pk)
    run("SET LOCAL session_replication_role = origin")
    for browser in (adas, browser_of(finn)):
        assert "Both parents" in errors_in(browser.get(f"/clients/{teo.pk}/"))
    assert "Was told" in ledger(adas, teo)


@pytest.mark.parametrize("ruling", ["no_information", "no_contact", "no_decisions"])
def test_what_a_court_ordered_is_told_to_the_clinician_alone(
    adas: Browser, teo: Client, paul: Contact, finn: User, ruling: str
) -> None:
    """The front desk learns whom to ask before it tells him anything."""
    order = order_about(paul, ruling)
    order.entered_at = timezone.now()
    order.save()
    says = f"Court order: {order.get_ruling_display()}"
    assert says in ledger(adas, teo)
    desks = ledger(browser_of(finn), teo)
    assert says not in desks
    assert "Court" not in desks
    assert "Paul Vance father Ask the clinician first" in desks
