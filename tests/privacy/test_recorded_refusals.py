"""A refusal is in the consent history, once for each who is not covered."""

from __future__ import annotations

import pytest

from tests.privacy.canary import booking
from tests.privacy.doors import browser_of
from tests.privacy.events import events_since, last_event
from tests.privacy.rooms import House

pytestmark = pytest.mark.usefixtures("undrawn")


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
