"""Other ways of asking than GET and POST."""

from __future__ import annotations

import pytest

from tests.privacy.doors import browser_of
from tests.privacy.rooms import House
from tests.privacy.test_access import EXPECTED
from tests.privacy.visits import everything

pytestmark = pytest.mark.long


@pytest.mark.parametrize("verb", ["put", "patch", "delete", "options", "trace"])
def test_other_verbs_do_nothing(verb: str, house: House) -> None:
    browser, before = browser_of(house.ada), everything()
    for route in EXPECTED["get"].keys() - {"sign_in"}:
        response = getattr(browser, verb)(house.path(route))
        assert response.status_code in {404, 405}, route
    assert everything() == before


@pytest.mark.usefixtures("undrawn")
def test_head_is_get_without_its_words(house: House) -> None:
    browser = browser_of(house.ada)
    for route, row in EXPECTED["get"].items():
        response = browser.head(house.path(route))
        assert str(response.status_code) in {row["ada"], "405"}, route
        assert response.getvalue() == b"", route
