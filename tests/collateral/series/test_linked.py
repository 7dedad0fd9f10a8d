"""A series is found from wherever a session of it is seen, by whoever may open it."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.models import Session, SessionSeries
from practice.models import User
from practice.spans import local_day
from tests.booked import book
from tests.clock import afternoon
from tests.privacy.doors import browser_of
from tests.signed import sign


@pytest.fixture
def session(jordan: Client, ben: Contact, ada: User) -> Session:
    """One of a series."""
    sign(ben)
    starts = afternoon(3)
    series = SessionSeries.objects.create(
        client=jordan,
        clinician=ada,
        every="week",
        until="times",
        until_on=local_day(starts),
        started_by=ada,
        started_at=timezone.now(),
    )
    return book(jordan, [ben], starts, series=series)


def pages(session: Session) -> list[str]:
    day = local_day(session.during.lower).isoformat()
    return [
        reverse("session", args=[session.pk]),
        reverse("client", args=[session.client_id]),
        f"/week/{day}/?show=all",
        f"/week/{day}/?show=clinician-{session.clinician_id}",
    ]


@pytest.mark.parametrize("who", ["ada", "finn"])
def test_each_page_leads_to_it(
    session: Session, who: str, request: pytest.FixtureRequest
) -> None:
    user = request.getfixturevalue(who)
    there = f"{reverse('series', args=[session.series_id])}?since={session.pk}"
    paths = [*pages(session), reverse("session_arrival", args=[session.pk])]
    if user.is_front_desk:
        paths.append(f"/day/{local_day(session.during.lower).isoformat()}/")
    for path in paths:
        assert there in browser_of(user).get(path).content.decode(), path
    assert browser_of(user).get(there).status_code == 200


def test_on_its_own_page_it_leads_to_itself_from_none(
    session: Session, finn: User
) -> None:
    here = reverse("series", args=[session.series_id])
    assert "one of a series" not in browser_of(finn).get(here).content.decode()


def test_an_admin_is_led_to_none(session: Session, nora: User) -> None:
    for path in pages(session):
        answer = browser_of(nora).get(path)
        assert answer.status_code == 200
        assert "/series/" not in answer.content.decode()
