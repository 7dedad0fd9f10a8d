"""Whatever is not there, or not one's own, is no choice."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session
from practice.models import User
from tests.booked import typed
from tests.clock import afternoon
from tests.collateral.rule.scheduling import HTMX, JSON, all_rows, booked
from tests.signed import sign


@pytest.mark.parametrize(
    "name", ["booking", "session_move", "session_participants", "session_reopening"]
)
@pytest.mark.parametrize("number", [0, 999_999, 10**30])
def test_ids_of_nothing_are_not_there(adas: Browser, name: str, number: int) -> None:
    url = reverse(name, args=[number])
    for response in (adas.get(url), adas.post(url, {}), adas.post(url, {}, **JSON)):
        assert response.status_code == 404


def test_someone_elses_ids_are_not_there(
    adas: Browser, jordan: Client, ben: Contact, kim: Client, lee: Contact
) -> None:
    theirs = booked(kim, lee)
    names = ("session_move", "session_participants", "session_reopening")
    urls = [reverse(name, args=[theirs.pk]) for name in names]
    urls.append(reverse("booking", args=[kim.pk]))
    before = all_rows()
    for url in urls:
        assert adas.get(url).status_code == 404
        for headers in ({}, HTMX, JSON):
            sent = typed([ben, lee], afternoon(), contact=str(ben.pk))
            assert adas.post(url, sent, **headers).status_code == 404
    assert all_rows() == before


def test_someone_elses_ids_in_the_body_are_no_choice(
    adas: Browser, jordan: Client, ben: Contact, lee: Contact, url: str
) -> None:
    sign(ben)
    sign(lee)
    response = adas.post(url, typed([ben, lee], afternoon()))
    assert response.status_code == 422
    assert "Lee" not in response.content.decode()
    mine = booked(jordan, ben)
    joining = reverse("session_participants", args=[mine.pk])
    assert adas.post(joining, {"contact": lee.pk}).status_code == 422
    assert mine.participants.count() == 1


def test_fields_that_nobody_offered_change_nothing(
    adas: Browser, url: str, ben: Contact, cleo: User, kim: Client
) -> None:
    sign(ben)
    sent = typed(
        [ben],
        afternoon(),
        status="completed",
        clinician=str(cleo.pk),
        client=str(kim.pk),
        booked_at="2020-01-01",
        session_id="1",
    )
    adas.post(url, sent)
    session = Session.objects.get()
    assert (session.status, session.clinician) == ("scheduled", ben.client.clinician)
    assert session.client == ben.client
    assert timezone.now() - session.booked_at < timedelta(minutes=1)
