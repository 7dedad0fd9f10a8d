"""Every page of the house that shows a client is recorded, with whoever asks for it."""

from __future__ import annotations

import pytest

from collateral.looking.declared import OF_A_CLIENT
from collateral.looking.not_looks import NOT_LOOKS
from practice.models import Look
from tests.privacy.doors import browser_of
from tests.privacy.rooms import House

# Of whom the scanned page is, nobody knows yet.
IN_TRAY = {"scan_batch", "scan_page", "scan_discarding", "scan_picture"}

pytestmark = [pytest.mark.usefixtures("undrawn"), pytest.mark.long]


@pytest.mark.parametrize("who", ["ada", "cleo", "finn", "nora"])
def test_every_page_of_the_house_is_recorded_with_its_client(
    who: str, house: House
) -> None:
    """Seen or refused: of Ada's clients each, whoever asks."""
    browser, theirs = browser_of(getattr(house, who)), getattr(house, who).pk
    for route in OF_A_CLIENT:
        before = Look.objects.count()
        answer = browser.get(house.path(route))
        answer.getvalue()
        new = list(Look.objects.order_by("-id")[: Look.objects.count() - before])
        if answer.status_code in {302, 405}:
            assert not new, route
            continue
        assert {each.route for each in new} == {route}
        assert {each.user_id for each in new} == {theirs}
        known = all(each.client_id for each in new)
        assert known is (route not in IN_TRAY), route
        seen = answer.status_code != 404
        assert {each.outcome for each in new} == {"seen" if seen else "refused"}


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_what_is_no_look_is_not_recorded(who: str, house: House) -> None:
    browser = browser_of(getattr(house, who))
    for route in NOT_LOOKS:
        browser.get(house.path(route))
        browser.force_login(getattr(house, who))
    assert not Look.objects.exists()
