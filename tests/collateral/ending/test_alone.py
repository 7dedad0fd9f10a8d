"""A minor who consents to this care alone: what others signed ends then."""

from __future__ import annotations

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from practice.spans import start_of
from tests.booked import book
from tests.clock import DAY, afternoon
from tests.collateral.ending.leaning import statuses
from tests.signed import sign


@pytest.mark.usefixtures("unprinted")
def test_what_a_parent_signed_ends_and_sessions_are_held(
    adas: Browser, ada: User, teo: Client, rosa: Contact
) -> None:
    """Case 41 of the domain's: the page says first which sessions wait."""
    teo.state = "WA"
    teo.save()
    release = sign(rosa, authority_ends_at=start_of(teo.comes_of_age_on))
    book(teo, [rosa], afternoon(3))
    book(teo, [rosa], afternoon(20))
    path = reverse("client_edit", args=[teo.pk])
    begins = timezone.localdate() + 10 * DAY
    form = adas.get(path).context["form"]
    said = {
        name: form[name].value()
        for name in form.fields
        if form[name].value() not in (None, False)
    }
    typed = {
        **said,
        "date_of_birth": teo.date_of_birth.isoformat(),
        "self_consent_from": begins.isoformat(),
        "self_consent_law": "RCW 71.34.530",
    }
    page = adas.post(path, typed)
    assert page.status_code == 422
    token = re.search(r'name="agreed" value="([^"]*)"', page.content.decode())
    assert token
    assert adas.post(path, {**typed, "agreed": token[1]}).status_code == 302
    release.refresh_from_db()
    assert release.authority_ended_at == start_of(begins)
    assert release.authority_ended_because == "alone"
    assert statuses() == ["scheduled", "held"]
    teo.refresh_from_db()
    assert teo.self_consent_judged_by == ada
