"""What the gate says to those who may not schedule, or not who is not covered."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, ConsentEvent, Contact
from collateral.models import Participant
from practice.models import User
from tests.collateral.rule.scheduling import HTMX, JSON, WAYS, all_rows


@pytest.mark.parametrize(
    ("who", "way"),
    [(who, way) for who in ("cleo", "nora") for way in WAYS],
)
def test_whoever_may_not_schedule_learns_nothing(
    client: Browser,
    jordan: Client,
    ben: Contact,
    way: str,
    who: str,
    request: pytest.FixtureRequest,
) -> None:
    asked = WAYS[way](jordan, ben)
    client.force_login(request.getfixturevalue(who))
    before = all_rows()
    for headers in ({}, HTMX, JSON):
        response = asked.sent_by(client, **headers)
        assert response.status_code == 404
        assert "Ben" not in response.content.decode()
    assert all_rows() == before
    assert not ConsentEvent.objects.filter(kind="refused").exists()


@pytest.mark.parametrize("way", WAYS)
def test_the_front_desk_schedules_nobody_who_is_not_covered(
    client: Browser, jordan: Client, ben: Contact, finn: User, way: str
) -> None:
    asked = WAYS[way](jordan, ben)
    client.force_login(finn)
    before = Participant.objects.count()
    answer = asked.sent_by(client)
    assert answer.status_code == 409
    assert "Our practice needs a signed release" in answer.text
    assert Participant.objects.count() == before


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS)
def test_whoever_is_not_signed_in_goes_to_sign_in(
    client: Browser, jordan: Client, ben: Contact, way: object
) -> None:
    asked = way(jordan, ben)
    before = all_rows()
    response = asked.sent_by(client)
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("sign_in"))
    assert all_rows() == before
    assert not ConsentEvent.objects.filter(kind="refused").exists()
