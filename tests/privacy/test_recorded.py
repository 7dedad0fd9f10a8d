"""Whatever is done or looked at is in the consent history, once, or was not done."""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import ConsentEvent
from collateral.models import Status
from practice.paper.pdf import UndrawableText
from releases.models import ReleaseDraft
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.privacy.house import CANARY, House, booking, browser_of, signature
from tests.privacy.visits import everything

pytestmark = pytest.mark.usefixtures("undrawn")

# What each act leaves in the history, by the words of its kind.
ACTS = {
    "client_new": ["client_added"],
    "client_edit": ["client_changed"],
    "contact_new": ["contact_added"],
    "contact_edit": ["contact_changed"],
    "draft_new": ["draft_prepared"],
    "draft_edit": ["draft_prepared"],
    "draft_withdrawal": ["draft_withdrawn"],
    "draft_signature": ["signed"],
    "release_revocation": ["held", "revoked"],
    "release_event": ["held", "event_occurred"],
    "booking": ["booked"],
    "session_move": ["moved"],
    "session_participants": ["joined"],
    "session_reopening": ["reopened"],
    "session_cancellation": ["cancelled"],
}
LOOKS = {
    "release": "viewed",
    "release_paper": "printed",
    "release_original": "printed",
    "draft_paper": "draft_printed",
}


def events_since(last: int) -> list[ConsentEvent]:
    return list(ConsentEvent.objects.filter(pk__gt=last).order_by("pk"))


def last_event() -> int:
    latest = ConsentEvent.objects.order_by("pk").last()
    return latest.pk if latest else 0


@pytest.mark.parametrize("route", ACTS)
def test_an_act_leaves_its_events_and_no_more(route: str, house: House) -> None:
    last = last_event()
    response = browser_of(house.ada).post(house.path(route), house.sends(route))
    assert response.status_code == 302
    events = events_since(last)
    assert [event.kind for event in events] == ACTS[route]
    assert {event.actor_id for event in events} == {house.ada.pk}
    assert {event.clinician_id for event in events} == {house.ada.pk}


@pytest.mark.parametrize("route", ACTS)
def test_no_event_repeats_what_was_typed_but_the_reason(
    route: str, house: House
) -> None:
    last = last_event()
    browser_of(house.ada).post(house.path(route), house.sends(route))
    for event in events_since(last):
        assert CANARY not in str(event.detail)
        assert CANARY not in event.body.replace(event.reason or CANARY + "!", "")


@pytest.mark.parametrize("route", ACTS)
def test_an_act_whose_event_cannot_be_written_is_not_done(
    route: str, house: House
) -> None:
    before = everything()
    browser = browser_of(house.ada, raise_request_exception=False)
    with mock.patch.object(ConsentEvent.objects, "create", side_effect=ValueError):
        response = browser.post(house.path(route), house.sends(route))
    assert response.status_code == 500
    assert everything() == before


@pytest.mark.parametrize("route", ACTS)
def test_a_fault_after_an_act_leaves_both_or_neither(route: str, house: House) -> None:
    before, last = everything(), last_event()
    browser = browser_of(house.ada, raise_request_exception=False)
    with mock.patch("django.contrib.messages.success", side_effect=ValueError):
        response = browser.post(house.path(route), house.sends(route))
    assert response.status_code == 500
    kinds = [event.kind for event in events_since(last)]
    assert kinds == ([] if everything() == before else ACTS[route])


@pytest.mark.parametrize("route", ACTS)
def test_a_form_that_came_from_a_page_leaves_nothing_after_a_fault(
    route: str, house: House
) -> None:
    key = {"form_key": "7d0a6a3e-1f67-4b51-9a7b-6a5bd3c8a001"}
    before = everything()
    browser = browser_of(house.ada, raise_request_exception=False)
    with mock.patch("django.contrib.messages.success", side_effect=ValueError):
        browser.post(house.path(route), house.sends(route) | key)
    if route not in {"draft_signature", "release_revocation", "release_event"}:
        assert everything() == before


# Looking


@pytest.mark.parametrize("who", ["ada", "finn"])
@pytest.mark.parametrize("route", LOOKS)
def test_whoever_looks_is_recorded(route: str, who: str, house: House) -> None:
    last, reader = last_event(), getattr(house, who)
    assert browser_of(reader).get(house.path(route)).status_code == 200
    (event,) = events_since(last)
    assert event.kind == LOOKS[route]
    assert event.actor == reader
    assert event.client == house.jordan
    if route == "draft_paper":
        assert event.contact == house.maria
        assert event.detail == {"draft": house.marias.pk}
    else:
        assert event.contact == house.ben
        assert event.release_id == house.bens.pk


def test_looking_twice_is_recorded_twice(house: House) -> None:
    last, browser = last_event(), browser_of(house.finn)
    browser.get(house.path("release"))
    browser.get(house.path("release"))
    assert len(events_since(last)) == 2


@pytest.mark.parametrize("page", ["release_blank", "releases", "client", "draft"])
def test_what_shows_no_signed_release_is_not_recorded(page: str, house: House) -> None:
    last = last_event()
    assert browser_of(house.ada).get(house.path(page)).status_code == 200
    assert not events_since(last)


@pytest.mark.parametrize("route", ["release_paper", "release_original", "draft_paper"])
def test_what_could_not_be_drawn_was_not_printed(
    route: str, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def undrawable(*_: Any, **__: Any) -> bytes:
        raise UndrawableText([])

    monkeypatch.setattr("practice.paper.pdf.render", undrawable)
    last = last_event()
    assert browser_of(house.ada).get(house.path(route)).status_code == 503
    assert not events_since(last)


@pytest.mark.parametrize("route", ["release_paper", "release_original"])
def test_what_is_no_longer_what_was_signed_is_not_shown(
    route: str, house: House
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        cursor.execute("UPDATE releases_document SET content_sha256 = repeat('0', 64)")
        cursor.execute("DELETE FROM releases_paper")
        cursor.execute("SET LOCAL session_replication_role = origin")
    last = last_event()
    response = browser_of(house.ada).get(house.path(route))
    assert response.status_code == 500
    assert "no longer what was signed" in response.content.decode()
    assert not events_since(last)


@pytest.mark.parametrize("route", LOOKS)
def test_what_cannot_be_recorded_is_not_shown(route: str, house: House) -> None:
    browser = browser_of(house.ada, raise_request_exception=False)
    with mock.patch.object(ConsentEvent.objects, "create", side_effect=ValueError):
        assert browser.get(house.path(route)).status_code == 500


# Refusals


@pytest.mark.parametrize(
    "headers", [{}, {"HX-Request": "true"}, {"Accept": "application/json"}]
)
def test_a_refusal_is_recorded_once_for_each_who_is_not_covered(
    headers: dict[str, str], house: House
) -> None:
    late = booking(house.ben, house.maria, house.sam, days=250)
    last, browser = last_event(), browser_of(house.ada)
    response = browser.post(house.path("booking"), late, headers=headers)
    assert response.status_code == 409
    events = events_since(last)
    assert {event.kind for event in events} == {"refused"}
    assert [event.contact for event in events] == [house.ben, house.maria, house.sam]
    codes = ["EXPIRES_BEFORE_SESSION", "AWAITING_SIGNATURE", "EXPIRES_BEFORE_SESSION"]
    assert [event.detail["code"] for event in events] == codes
    assert {event.actor for event in events} == {house.ada}


def test_a_refusal_to_change_a_session_says_which(house: House) -> None:
    browser = browser_of(house.ada)
    asked = {
        "session_move": booking(house.ben, days=250),
        "session_participants": {"contact": str(house.maria.pk)},
    }
    for route, sends in asked.items():
        last = last_event()
        assert browser.post(house.path(route), sends).status_code == 409
        (event,) = events_since(last)
        assert (event.kind, event.session_id) == ("refused", house.booked.pk)


def test_a_form_with_other_faults_is_no_refusal(house: House) -> None:
    last = last_event()
    wrong = booking(house.maria) | {"purpose": "fun"}
    assert browser_of(house.ada).post(house.path("booking"), wrong).status_code == 422
    assert not events_since(last)


# Several events at once


def test_a_renewal_says_what_it_replaces(house: House) -> None:
    draft = ReleaseDraft.objects.create(
        client=house.jordan,
        contact=house.ben,
        prepared_by=house.ada,
        purpose="support",
        topics=["skills"],
        effective_on=timezone.localdate(),
        expires_on=timezone.localdate() + 300 * DAY,
    )
    last = last_event()
    page = f"/drafts/{draft.pk}/signature/"
    browser_of(house.finn).post(page, signature(draft))
    events = events_since(last)
    assert [event.kind for event in events] == ["superseded", "signed"]
    assert events[0].release_id == house.bens.pk
    assert events[0].detail == {"by": events[1].release_id}


def test_a_revocation_says_of_each_session_that_it_holds(house: House) -> None:
    second = book(house.jordan, [house.ben], afternoon(20))
    last = last_event()
    sends = house.sends("release_revocation")
    browser_of(house.finn).post(house.path("release_revocation"), sends)
    events = events_since(last)
    assert [event.kind for event in events] == ["held", "held", "revoked"]
    assert [e.session_id for e in events[:2]] == [house.booked.pk, second.pk]
    assert events[2].reason == sends["reason"]


def test_who_is_left_out_on_reopening_is_recorded(house: House) -> None:
    held = book(house.jordan, [house.ben, house.sam], afternoon(21), status=Status.HELD)
    last = last_event()
    page = f"/sessions/{held.pk}/reopening/"
    shown = [str(house.ben.pk), str(house.sam.pk)]
    browser_of(house.ada).post(page, {"contacts": shown[1:], "shown": shown})
    events = events_since(last)
    assert [event.kind for event in events] == ["left", "reopened"]
    assert events[0].contact == house.ben


def test_what_is_done_twice_is_recorded_once(house: House) -> None:
    browser = browser_of(house.ada)
    last = last_event()
    for route in ("release_revocation", "session_cancellation", "draft_withdrawal"):
        browser.post(house.path(route), house.sends(route))
        browser.post(house.path(route), house.sends(route))
    kinds = [event.kind for event in events_since(last)]
    assert kinds == ["held", "revoked", "cancelled", "draft_withdrawn"]
