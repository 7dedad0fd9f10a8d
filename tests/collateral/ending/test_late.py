"""What took place between a revocation's receipt and its recording is told as that."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.ending.late import revoked_before, took_place_on
from collateral.models import Session
from practice.formats import say_instant
from practice.models import User
from releases.models import Release, Revocation
from tests.booked import book
from tests.clock import DAY, FIFTY, HOUR
from tests.releases.history.happenings import read
from tests.revoked import revoke
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")

TOOK_PLACE = "Took place after the revocation was received"


@pytest.fixture
def release(ben: Contact) -> Release:
    return sign(ben, timezone.now() - 9 * DAY)


def met(client: Client, contact: Contact, starts: datetime) -> Session:
    """A session that took place, booked a week ago."""
    return book(client, [contact], starts, booked_at=timezone.now() - 7 * DAY)


def received(release: Release, at: datetime) -> Revocation:
    """``release`` revoked now, by what was received ``at`` that time."""
    revoke(release, "asked", release.client.clinician, received_at=at)
    return Revocation.objects.get()


def test_what_took_place_in_between_is_told(
    adas: Browser, nora: User, jordan: Client, ben: Contact, release: Release
) -> None:
    now = timezone.now()
    before, between = met(jordan, ben, now - 3 * DAY), met(jordan, ben, now - 3 * HOUR)
    revocation = received(release, now - DAY)
    release.refresh_from_db()
    assert list(took_place_on(release)) == [between]
    event = ConsentEvent.objects.get(kind=EventKind.REVOKED)
    assert event.detail["took_place"] == [between.pk]
    page = errors_in(adas.get(f"/sessions/{between.pk}/"))
    assert f"{TOOK_PLACE}." in page
    assert f"received {say_instant(revocation.received_at)}" in page
    assert TOOK_PLACE not in errors_in(adas.get(f"/sessions/{before.pk}/"))
    assert TOOK_PLACE in errors_in(adas.get(f"/releases/{release.pk}/"))
    adas.force_login(nora)
    assert (
        f"Received {say_instant(now - DAY)}. One session took place between then and "
        "when it was recorded."
    ) in read(adas)


def test_it_is_not_rewritten(jordan: Client, ben: Contact, release: Release) -> None:
    between = met(jordan, ben, timezone.now() - 3 * HOUR)
    was = Session.objects.values().get(pk=between.pk)
    received(release, timezone.now() - DAY)
    assert Session.objects.values().get(pk=between.pk) == was


def test_what_was_over_as_it_was_received_is_not_flagged(
    jordan: Client, ben: Contact, release: Release
) -> None:
    session = met(jordan, ben, timezone.now() - 3 * HOUR)
    received(release, session.during.upper)
    release.refresh_from_db()
    assert not took_place_on(release)
    assert not revoked_before(session)


def test_what_began_before_and_went_on_is_flagged(
    jordan: Client, ben: Contact, release: Release
) -> None:
    session = met(jordan, ben, timezone.now() - 3 * HOUR)
    revocation = received(release, session.during.upper - FIFTY / 2)
    release.refresh_from_db()
    assert list(took_place_on(release)) == [session]
    assert revoked_before(session) == [revocation]


def test_someone_elses_session_is_not_flagged(
    jordan: Client, ben: Contact, maria: Contact, release: Release
) -> None:
    sign(maria, timezone.now() - 9 * DAY)
    session = met(jordan, maria, timezone.now() - 3 * HOUR)
    received(release, timezone.now() - DAY)
    release.refresh_from_db()
    assert not took_place_on(release)
    assert not revoked_before(session)


def test_a_session_on_an_earlier_release_is_not_flagged(
    jordan: Client, ben: Contact
) -> None:
    """What the revocation ended began only today; yesterday stood on another."""
    now = timezone.now()
    sign(ben, now - 9 * DAY, now - HOUR)
    release = sign(ben, now - HOUR, signed_at=now - 3 * DAY)
    session = met(jordan, ben, now - 3 * HOUR)
    received(release, now - DAY)
    release.refresh_from_db()
    assert not took_place_on(release)
    assert not revoked_before(session)


def test_a_revocation_recorded_at_once_flags_nothing(
    adas: Browser, jordan: Client, ben: Contact, release: Release
) -> None:
    session = met(jordan, ben, timezone.now() - HOUR)
    revoke(release, "asked", jordan.clinician)
    release.refresh_from_db()
    assert not took_place_on(release)
    assert TOOK_PLACE not in errors_in(adas.get(f"/sessions/{session.pk}/"))
