"""Whoever a page is not there for learns nothing of it, however they ask."""

from __future__ import annotations

import pytest

from practice.models import Role
from tests.privacy.doors import ROOM, browser_of, patterns
from tests.privacy.rooms import House
from tests.privacy.visits import everything

pytestmark = pytest.mark.long


def test_every_page_says_whom_it_is_there_for() -> None:
    """Or it is open to all, as the way in and out is."""
    undeclared = {
        pattern.name for pattern in patterns() if not hasattr(pattern.callback, "roles")
    }
    by_a_token = {"link_door", "join", "join_door", "api_gate", "calendar_feed"}
    by_a_token |= {"reminders_stop", "session_reminders_stop"}
    ways_in = {"sign_in", "sign_in_code", "sign_in_passkey", "sign_out"}
    ways_in |= {"password_forgotten", "password_reset"}
    monitors = {"live", "ready", "metrics"}
    assert undeclared == {*ways_in, "verify", *by_a_token, *monitors, *ROOM}


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_whoever_a_page_is_not_there_for_gets_404_however_they_ask(
    who: str, house: House
) -> None:
    user = getattr(house, who)
    browser, before = browser_of(user), everything()
    closed = [
        pattern.name
        for pattern in patterns()
        if user.role not in getattr(pattern.callback, "roles", Role)
    ]
    assert closed
    for route in closed:
        for verb in ("get", "head", "post", "put", "delete", "options"):
            response = getattr(browser, verb)(house.path(route))
            assert response.status_code == 404, (route, verb)
    assert everything() == before
