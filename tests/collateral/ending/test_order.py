"""A court's order that someone stays away blocks whatever a release says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, CourtOrder
from collateral.ending.order import enter_orders
from collateral.models import Session
from practice.models import User
from tests.booked import book, typed
from tests.clock import afternoon
from tests.collateral.ending.leaning import statuses
from tests.privacy.doors import browser_of
from tests.refusals import refused_by, run, words_of
from tests.signed import sign

NEUTRAL = "Ben Hart takes part in no sessions with this client."


def order_about(contact: Contact, ruling: str = "no_contact", ago: int = 0) -> Any:
    return CourtOrder(
        client=contact.client,
        contact=contact,
        ruling=ruling,
        dated_on=timezone.localdate() - timedelta(days=ago),
        court="Family Court, Kings County, O-123/26",
        evidence="certified copy",
        entered_by=contact.client.clinician,
    )


def asked(browser: Browser, contact: Contact) -> str:
    path = reverse("booking", args=[contact.client_id])
    page = browser.post(path, typed([contact], afternoon(9)))
    return f"{page.status_code} {page.content.decode()}"


def test_it_holds_the_sessions_ahead_and_blocks_others(
    adas: Browser, ada: User, ben: Contact, maria: Contact
) -> None:
    """Case 49 of the domain's."""
    for contact in (ben, maria):
        sign(contact)
    book(ben.client, [ben], afternoon(3))
    book(ben.client, [maria], afternoon(4))
    held = enter_orders([order_about(ben)], ada)
    assert len(held) == 1
    assert statuses() == ["held", "scheduled"]
    answer = asked(adas, ben)
    assert answer.startswith("409")
    assert NEUTRAL in answer
    assert "there is no contact" in answer
    assert asked(adas, maria).startswith("302")
    refusal = ConsentEvent.objects.get(kind="refused")
    assert refusal.detail["code"] == "NO_CONTACT"


def test_only_the_clinician_reads_why(
    ada: User, finn: User, ben: Contact, adas: Browser
) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    enter_orders([order_about(ben)], ada)
    path = reverse("client", args=[ben.client_id])
    assert "court order of" in adas.get(path).content.decode()
    assert "court order of" not in browser_of(finn).get(path).content.decode()
    session = Session.objects.get()
    seen = browser_of(finn).get(reverse("session", args=[session.pk]))
    assert "court" not in seen.content.decode().lower()


def test_the_newest_order_wins(adas: Browser, ada: User, ben: Contact) -> None:
    sign(ben)
    enter_orders([order_about(ben, ago=30)], ada)
    enter_orders([order_about(ben, "free", ago=60)], ada)
    assert asked(adas, ben).startswith("409")
    enter_orders([order_about(ben, "supervised", ago=10)], ada)
    assert asked(adas, ben).startswith("302")


def test_the_database_seats_nobody_who_stays_away(ada: User, ben: Contact) -> None:
    sign(ben)
    book(ben.client, [ben], afternoon(3))
    with refused_by("participant_may_meet_the_client"):
        order_about(ben).save()
    enter_orders([order_about(ben)], ada)
    with refused_by("participant_may_meet_the_client"):
        book(ben.client, [ben], afternoon(5))
    with refused_by("participant_may_meet_the_client"):
        run("UPDATE collateral_session SET status = 'scheduled'")


def test_an_order_is_never_changed(ada: User, ben: Contact) -> None:
    order_about(ben).save()
    with refused_by("order_is_final"):
        run("UPDATE clients_courtorder SET ruling = 'free'")
    with refused_by("order_is_final"):
        run("DELETE FROM clients_courtorder")
    with refused_by("order_is_not_truncated"):
        run("TRUNCATE clients_courtorder")


@pytest.mark.parametrize("said", [{"ruling": "?"}, {"court": " "}, {"evidence": ""}])
def test_an_order_says_something(ben: Contact, said: dict[str, str]) -> None:
    order = order_about(ben)
    for field, value in said.items():
        setattr(order, field, value)
    assert words_of("order_says_something", order)
    with refused_by("order_says_something"):
        order.save()


def test_an_order_is_about_the_clients_own_contact(teo: Client, ben: Contact) -> None:
    order = order_about(ben)
    order.client = teo
    with refused_by("order_contact_of_client"):
        order.save()


def test_its_page_is_the_clinicians(adas: Browser, finn: User, ben: Contact) -> None:
    path = reverse("order_new", args=[ben.client_id])
    assert browser_of(finn).get(path).status_code == 404
    sent = {
        "contact": ben.pk,
        "ruling": ["no_contact"],
        "dated_on": "2099-01-01",
        "court": "Family Court",
        "evidence": "certified copy",
    }
    page = adas.post(path, sent)
    assert "has not ordered anything ahead" in page.content.decode()
    sent["dated_on"] = timezone.localdate().isoformat()
    assert adas.post(path, sent).status_code == 302
    assert CourtOrder.objects.get().contact == ben
