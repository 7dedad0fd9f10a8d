"""Whatever is done is in the consent history, once, or was not done."""

from __future__ import annotations

import json
from unittest import mock

import pytest
from django.utils import timezone

from clients import ledger
from clients.models import ConsentEvent
from collateral.models import Status
from releases.models import ReleaseDraft
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.privacy.canary import CANARY
from tests.privacy.doors import browser_of
from tests.privacy.events import events_since, last_event
from tests.privacy.rooms import House
from tests.privacy.typed import signature
from tests.privacy.visits import everything
from tests.room import sign_in_room

pytestmark = [pytest.mark.usefixtures("undrawn"), pytest.mark.long]

# Whom an event names.
NAMED = {
    "actor",
    "asker",
    "client",
    "clinician",
    "contact",
    "contacts",
    "signer",
    "revoker",
    "was",
    "witness",
}

# What each act leaves in the history, by the words of its kind.
ACTS = {
    "client_new": ["client_added"],
    "client_edit": ["client_changed"],
    "contact_new": ["contact_added"],
    "contact_edit": ["contact_changed"],
    "contact_correction": ["contact_corrected"],
    "authority_closing": ["authority_closed"],
    "draft_new": ["draft_prepared"],
    "draft_notes": ["draft_prepared"],
    "draft_edit": ["draft_prepared"],
    "draft_withdrawal": ["draft_withdrawn"],
    "draft_refusal": ["signing_refused"],
    "draft_by_hand": ["paper_entered"],
    "draft_check": ["paper_returned"],
    "scan_page": ["scan_received"],
    "release_revocation": ["held", "revoked"],
    "release_event": ["held", "event_occurred"],
    "release_copy": ["copy_recorded"],
    "release_notice": ["notice_given"],
    "release_records": ["records_withdrawn"],
    "release_voiding": ["voiding_asked"],
    "release_lapse": ["let_lapse"],
    "revocation_writing": ["revocation_written"],
    "release_sessions": ["cancelled"],
    "parent_entry_new": ["parent_recorded"],
    "parent_entry_striking": ["parent_recorded"],
    "form_filing": ["paper_entered"],
    "form_check": ["paper_returned"],
    "form_withdrawal": ["form_withdrawn"],
    "client_disclosure": ["disclosed"],
    "contact_disclosure": ["disclosed"],
    "disclosure_correction": ["disclosure_corrected"],
    "disclosure_striking": ["disclosure_corrected"],
    "booking": ["booked"],
    "session_move": ["moved"],
    "session_participants": ["joined"],
    "client_care": ["client_ended", "held"],
    "client_cover": ["covered"],
    "person_cover": ["covered"] * 3,  # all of Ada’s
    "session_topics": ["topics_changed"],
    "session_reopening": ["reopened"],
    "session_cancellation": ["cancelled"],
    "series_move": ["moved"],
    "series_reopening": ["reopened"],
    "series_left_out": ["booked"],
    "series_cancellation": ["cancelled", "cancelled"],
    "session_door": ["contact_added", "draft_prepared"],
    "session_arrival": ["checked_in", "did_not_come"],
    "arrival_undoing": ["arrival_undone"],
    "wish_new": ["wish_added"],
    "wish_closing": ["wish_closed"],
    "client_stop": ["held", "stopped"],
    "screening": ["readiness_reviewed"],
    "plan_edit": ["plan_saved"],
    "plan_approval": ["plan_approved"],
    "incident_new": ["readiness_reviewed"],
    "stop_lifting": ["stop_lifted"],
    "client_family": ["family_joined"],
    "intake_new": ["intake_taken"],
    "check_in_new": ["check_in_noted"],
    "expectation_new": ["expectation_told"],
    "inquiry_new": ["inquiry_received"],
    "client_calls": ["listened"],
    "inquiry_answer": ["inquiry_answered"],
    "session_debrief": ["debriefed"],
    "session_debrief_correction": ["debriefed"],
    "home_practice_new": ["practice_given"],
    "home_practice_closing": ["practice_closed"],
    "observation_new": ["observed"],
    "observation_correction": ["observed"],
}


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
def test_no_event_repeats_what_was_typed_but_names_and_the_reason(
    route: str, house: House
) -> None:
    last = last_event()
    browser_of(house.ada).post(house.path(route), house.sends(route))
    for event in events_since(last):
        assert CANARY not in str(event.detail)
        record = json.loads(event.body)
        assert set(record.pop("names")) <= NAMED
        assert record.pop("reason") == event.reason
        assert CANARY not in str(record)


@pytest.mark.parametrize("route", ACTS)
def test_an_act_whose_event_cannot_be_written_is_not_done(
    route: str, house: House
) -> None:
    before = everything()
    browser = browser_of(house.ada, raise_request_exception=False)
    with (
        mock.patch.object(ConsentEvent.objects, "create", side_effect=ValueError),
        mock.patch.object(ledger, "insert", side_effect=ValueError),
    ):
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
    assert everything() == before


# Several events at once


def test_a_renewal_says_what_it_replaces(house: House) -> None:
    draft = ReleaseDraft.objects.create(
        client=house.jordan,
        contact=house.ben,
        prepared_by=house.ada,
        purposes=["support"],
        topics=["skills"],
        formats=["joint"],
        places=["video"],
        effective_on=timezone.localdate(),
        expires_on=timezone.localdate() + 300 * DAY,
    )
    last = last_event()
    page = f"/drafts/{draft.pk}/signature/"
    sign_in_room(browser_of(house.finn), page, signature(draft))
    events = events_since(last)
    assert [event.kind for event in events] == ["superseded", "signed"]
    assert events[0].release_id == house.bens.pk
    house.bens.refresh_from_db()
    assert events[0].detail == {
        "by": events[1].release_id,
        "superseded_at": house.bens.superseded_at.isoformat(),
    }


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
