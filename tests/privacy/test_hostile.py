"""What someone might try who wants to see, or to do, what is not theirs."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest

from clients.models import Client, Contact
from collateral.models import Session
from releases.models import Release, ReleaseDraft
from tests.privacy.canary import booking
from tests.privacy.doors import ACTS, ASK, browser_of, patterns
from tests.privacy.rooms import House
from tests.privacy.typed import signature
from tests.privacy.visits import everything

pytestmark = pytest.mark.long

# Someone else's


def test_a_contact_of_another_client_cannot_join(house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    lees = str(house.lee.pk)
    for route, sends in {
        "booking": {**booking(house.ben), "contacts": [str(house.ben.pk), lees]},
        "session_participants": {"contact": lees},
        "session_reopening": {"contacts": [lees]},
    }.items():
        response = browser.post(house.path(route), sends)
        assert response.status_code == 422, route
        assert "Lee" not in response.content.decode()
    assert everything() == before


def test_who_has_no_seat_cannot_be_ticked_into_a_held_session(house: House) -> None:
    before = everything()
    ticked = {"contacts": [str(house.ben.pk), str(house.sam.pk)]}
    response = browser_of(house.ada).post(house.path("session_reopening"), ticked)
    assert response.status_code == 422
    assert everything() == before


def test_another_clinicians_release_is_not_ones_to_end(house: House) -> None:
    before = everything()
    browser = browser_of(house.ada)
    for path in (
        f"/releases/{house.lees.pk}/revocation/",
        f"/releases/{house.lees.pk}/event/",
        f"/drafts/{house.kims.pk}/withdrawal/",
        f"/sessions/{house.kims_session.pk}/cancellation/",
    ):
        assert browser.post(path, {"reason": "Mine now."}).status_code == 404
    path = f"/drafts/{house.kims.pk}/signature/"
    assert browser.post(path, signature(house.kims)).status_code == 404
    assert everything() == before


# Fields that no form has


@pytest.mark.usefixtures("undrawn")
@pytest.mark.parametrize("route", ACTS)
def test_what_a_form_does_not_ask_is_not_taken(route: str, house: House) -> None:
    kim, cleo = str(house.kim.pk), str(house.cleo.pk)
    planted = {
        "id": "7",
        "pk": "7",
        "name": "Planted" if "contact" not in route else "Ola",
        "client": kim,
        "client_id": kim,
        "clinician": cleo,
        "clinician_id": cleo,
        "contact": str(house.lee.pk),
        "prepared_by": cleo,
        "actor": cleo,
        "status": "completed",
        "booked_at": "2001-01-01",
        "signed_at": "2001-01-01",
        "effective_at": "2001-01-01",
        "revoked_at": "2001-01-01",
        "superseded_at": "2001-01-01",
        "withdrawn_at": "2001-01-01",
        "during": "[2001-01-01,2001-01-02)",
        "content": "{}",
        "content_sha256": "0" * 64,
        "is_staff": "1",
        "role": "admin",
    }
    kims = snapshot(house.kim)
    browser = browser_of(house.ada)
    # Ada is not asked who treats her clients.
    sends = {k: v for k, v in house.sends(route).items() if k != "clinician"}
    response = browser.post(house.path(route), planted | sends)
    assert response.status_code == 302
    assert snapshot(house.kim) == kims
    assert not planted_in(house)


def snapshot(client: Client) -> list[Any]:
    """All that belongs to one client."""
    return [
        list(model.objects.filter(client=client).order_by("pk").values())
        for model in (Contact, ReleaseDraft, Release, Session)
    ]


def planted_in(house: House) -> list[Any]:
    """What holds something that was planted."""
    long_ago = "2001-01-01"
    return [
        *Client.objects.filter(clinician=house.cleo).exclude(pk=house.kim.pk),
        *Client.objects.filter(legal_name="Planted"),
        *ReleaseDraft.objects.exclude(client=house.kim).filter(prepared_by=house.cleo),
        *ReleaseDraft.objects.filter(withdrawn_at__isnull=False),
        *Release.objects.filter(signed_at__date=long_ago),
        *Release.objects.filter(effective_at__date=long_ago),
        *Release.objects.filter(revoked_at__date=long_ago),
        *Release.objects.filter(superseded_at__date=long_ago),
        *Session.objects.filter(status="completed"),
        *Session.objects.filter(booked_at__date=long_ago),
        *Session.objects.exclude(client=house.kim).filter(clinician=house.cleo),
    ]


# Asking in the wrong way


@pytest.mark.parametrize("kind", ["application/json", "text/plain", "application/xml"])
def test_what_no_form_sends_is_an_empty_form(kind: str, house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    for route in ASK:
        body = json.dumps(house.sends(route))
        response = browser.post(house.path(route), body, content_type=kind)
        assert response.status_code == 422, route
    assert everything() == before


def test_a_file_is_no_answer(house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    for route in ASK:
        files = {name: io.BytesIO(b"Ada") for name in house.sends(route)}
        response = browser.post(house.path(route), files)
        assert response.status_code == 422, route
    assert everything() == before


def test_a_form_without_its_token_is_refused_by_every_act(house: House) -> None:
    browser, before = browser_of(house.ada, enforce_csrf_checks=True), everything()
    # A mail program stops reminders, and was shown no form (RFC 8058); nor is a program
    # that asks the gate, and it can only ask.
    routes = {pattern.name for pattern in patterns()} - {"reminders_stop", "api_gate"}
    routes -= {"session_reminders_stop"}
    for route in routes:
        response = browser.post(house.path(route), house.sends(route))
        assert response.status_code == 403, route
    assert everything() == before


@pytest.mark.usefixtures("undrawn")
def test_saying_that_htmx_asks_opens_no_door(house: House) -> None:
    htmx = {"HX-Request": "true", "HX-Boosted": "true", "HX-Current-URL": "//x"}
    for who in (house.cleo, house.nora):
        browser, plain = browser_of(who), browser_of(who)
        for pattern in patterns():
            path = house.path(pattern.name)
            status = browser.get(path, headers=htmx).status_code
            assert status == plain.get(path).status_code, path
