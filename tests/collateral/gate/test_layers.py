"""Each layer holds with the other taken away."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client as Browser
from django.test import override_settings

from clients.models import Client, ConsentEvent, Contact
from collateral.gate.checks import GATE
from practice.database.constraints import violated
from practice.models import User
from tests.collateral.gate import open_gate
from tests.collateral.rule.scheduling import (
    KINDS,
    WAYS,
    Asked,
    all_rows,
    cover,
    without_the_foreign_key,
)

WITHOUT_THE_GATE = override_settings(
    MIDDLEWARE=[name for name in settings.MIDDLEWARE if name != GATE]
)
# One that asks nothing, as though it had been talked round.
OPEN = f"{open_gate.__name__}.{open_gate.OpenGate.__name__}"
WITH_THE_GATE_OPEN = override_settings(
    MIDDLEWARE=[OPEN if name == GATE else name for name in settings.MIDDLEWARE]
)

Way = Callable[[Client, Contact], Asked]
ways = pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
kinds = pytest.mark.parametrize("headers", KINDS.values(), ids=KINDS)


@ways
@kinds
def test_the_gate_refuses_before_the_view(
    adas: Browser, jordan: Client, ben: Contact, way: Way, headers: dict
) -> None:
    asked = way(jordan, ben)
    before = all_rows()
    assert asked.sent_by(adas, **headers).status_code == 409
    assert all_rows() == before
    refusal = ConsentEvent.objects.get(kind="refused")
    assert refusal.contact == ben


@ways
@kinds
def test_with_the_foreign_key_dropped_the_gate_still_refuses(
    adas: Browser, jordan: Client, ben: Contact, way: Way, headers: dict
) -> None:
    asked = way(jordan, ben)
    before = all_rows()
    without_the_foreign_key()
    assert asked.sent_by(adas, **headers).status_code == 409
    assert all_rows() == before


@ways
@WITHOUT_THE_GATE
def test_with_the_gate_taken_out_nothing_is_scheduled_even_if_it_is_covered(
    ada: User, jordan: Client, ben: Contact, way: Way
) -> None:
    """Views have nothing to show the acts but what the gate gave them."""
    asked = way(jordan, ben)
    cover(ben)
    before = all_rows()
    browser = Browser(raise_request_exception=False)
    browser.force_login(ada)
    assert asked.sent_by(browser).status_code == 500
    assert all_rows() == before


@ways
@kinds
@WITH_THE_GATE_OPEN
def test_with_the_gate_open_the_database_still_refuses(
    ada: User, jordan: Client, ben: Contact, way: Way, headers: dict
) -> None:
    asked = way(jordan, ben)
    before = all_rows()
    browser = Browser()
    browser.force_login(ada)
    with pytest.raises(IntegrityError) as refusal:
        asked.sent_by(browser, **headers)
    assert violated(refusal.value) == "participant_release_in_force"
    assert all_rows() == before


@ways
@WITH_THE_GATE_OPEN
def test_with_the_gate_open_people_see_that_something_went_wrong(
    ada: User, jordan: Client, ben: Contact, way: Way
) -> None:
    asked = way(jordan, ben)
    before = all_rows()
    browser = Browser(raise_request_exception=False)
    browser.force_login(ada)
    response = asked.sent_by(browser)
    assert response.status_code == 500
    assert "Ben" not in response.content.decode()
    assert all_rows() == before


@ways
@WITH_THE_GATE_OPEN
def test_with_both_taken_away_anything_goes(
    ada: User, jordan: Client, ben: Contact, way: Way
) -> None:
    """So that the tests above are about these two and nothing else."""
    asked = way(jordan, ben)
    before = all_rows()
    without_the_foreign_key()
    browser = Browser()
    browser.force_login(ada)
    assert asked.sent_by(browser).status_code == 302
    assert all_rows() != before


@ways
def test_with_a_release_in_force_everything_passes(
    adas: Browser, jordan: Client, ben: Contact, way: Way
) -> None:
    asked = way(jordan, ben)
    before = all_rows()
    cover(ben)
    assert asked.sent_by(adas).status_code == 302
    assert all_rows() != before
    assert not ConsentEvent.objects.filter(kind="refused").exists()
