"""A form sent twice is written once; and nobody signs what they have not read."""

from __future__ import annotations

import threading
import uuid
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone

from clients.models import ConsentEvent
from collateral import ending
from releases.models import Release, ReleaseDraft, Signature
from releases.signing import sign as signing
from tests.clock import DAY
from tests.privacy.canary import booking
from tests.privacy.doors import ACTS, browser_of
from tests.privacy.house import build
from tests.privacy.pages import Page
from tests.privacy.rooms import House
from tests.privacy.visits import everything
from tests.room import hand_over, step_by_step

pytestmark = [pytest.mark.usefixtures("undrawn"), pytest.mark.long]

CREATING = ["client_new", "contact_new", "draft_new", "booking", "session_participants"]
KEY = {"form_key": "7d0a6a3e-1f67-4b51-9a7b-6a5bd3c8a001"}


def test_a_form_sent_again_is_written_once_and_leads_where_it_led(house: House) -> None:
    browser = browser_of(house.ada)
    for route in ACTS:
        sends = house.sends(route) | KEY
        with transaction.atomic():
            first = browser.post(house.path(route), sends)
            before = everything()
            again = browser.post(house.path(route), sends)
            assert everything() == before, route
            assert (again.status_code, again.url) == (302, first.url), route
            transaction.set_rollback(True)


def test_a_form_filled_in_differently_is_another_form(house: House) -> None:
    browser, path = browser_of(house.ada), house.path("contact_new")
    mother = house.sends("contact_new") | KEY
    father = mother | {"name": "Abel Reyes"}
    answers = [browser.post(path, sends) for sends in (mother, father, mother)]
    assert [response.status_code for response in answers] == [302] * 3
    assert house.jordan.contacts.filter(name="Abel Reyes").count() == 1
    assert house.jordan.contacts.filter(name=mother["name"]).count() == 1


def test_a_refusal_is_recorded_once_for_a_form_and_a_reason(house: House) -> None:
    browser, path = browser_of(house.ada), house.path("booking")
    sends = booking(house.maria) | KEY
    refused = ConsentEvent.objects.filter(kind="refused")
    for _ in range(3):
        assert browser.post(path, sends).status_code == 409
    assert refused.count() == 1
    later = sends | {"date": (timezone.localdate() + 9 * DAY).isoformat()}
    assert browser.post(path, later).status_code == 409
    assert refused.count() == 2
    # What is no key is no key, and leaves nothing of itself in the history.
    for key in ({}, {"form_key": "what Jordan told"}):
        other = {k: v for k, v in sends.items() if k not in KEY} | key
        assert browser.post(path, other).status_code == 409
    assert refused.count() == 4
    assert not any("told" in event.body for event in refused)


@pytest.mark.django_db(transaction=True)
def test_a_refused_form_sent_twice_at_once_is_recorded_once() -> None:
    house = build()
    answers = at_once(house, "booking", booking(house.maria) | KEY)
    assert [response.status_code for response in answers] == [409, 409]
    assert ConsentEvent.objects.filter(kind="refused").count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_form_sent_twice_at_once_is_written_once() -> None:
    house = build()
    for number, route in enumerate(CREATING):
        sends = house.sends(route) | {"form_key": str(uuid.UUID(int=number))}
        last = ConsentEvent.objects.order_by("pk").last()
        answers = at_once(house, route, sends)
        assert len({response.url for response in answers}) == 1, route
        events = ConsentEvent.objects.filter(pk__gt=last.pk if last else 0)
        assert events.count() == 1, route


def at_once(house: House, route: str, sends: dict[str, Any]) -> list[Any]:
    """What two windows of Ada's get that send the same form at the same moment."""
    browsers = [browser_of(house.ada), browser_of(house.ada)]
    path, start = house.path(route), threading.Barrier(2)
    answers: list[Any] = []

    def send(browser: Any) -> None:
        start.wait()
        try:
            answers.append(browser.post(path, sends))
        finally:
            connection.close()

    threads = [threading.Thread(target=send, args=[each]) for each in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


# A release that changed while it was read


def test_a_release_that_was_changed_meanwhile_is_read_again_first(
    house: House,
) -> None:
    browser, sends = browser_of(house.ada), house.sends("draft_signature")
    hand_over(browser, house.path("draft_signature"), sends)
    browser.post("/room/read/", sends)
    ReleaseDraft.objects.filter(pk=house.marias.pk).update(topics=["diagnosis"])
    response = browser.post("/room/records/", {"agree": "yes"}, follow=True)
    html = response.content.decode()
    assert "This was changed while you read it." in html
    assert "Diagnosis" in html
    again = sends | {"read": Page(html).values["read"]}
    assert step_by_step(browser, again) is None
    assert Release.objects.filter(draft=house.marias).exists()


@pytest.mark.parametrize("read", ["", "x", "0" * 64])
def test_nobody_signs_without_having_read(read: str, house: House) -> None:
    browser, sends = browser_of(house.ada), house.sends("draft_signature")
    hand_over(browser, house.path("draft_signature"), sends)
    assert browser.post("/room/read/", {"read": read}).status_code == 422
    assert browser.get("/room/mark/").url == "/room/"


def test_under_the_lock_it_is_looked_at_once_more(house: House) -> None:
    mine = Signature(signer="Jo", capacity="client", mark="typed")
    with pytest.raises(signing.DraftChanged):
        ending.sign(house.marias, mine, house.ada, version="0" * 64)
    ReleaseDraft.objects.update(withdrawn_at=timezone.now())
    with pytest.raises(signing.DraftChanged):
        ending.sign(house.marias, mine, house.ada)
