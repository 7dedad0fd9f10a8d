"""Ending a release puts on hold what leaned on it, and nothing else."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from clients.models import Client, Contact
from collateral import ending
from collateral.models import Session, Status
from collateral.models.keys import RELEASE_KEYS
from practice.models import User
from releases.models import Release
from tests.booked import book
from tests.clock import DAY, FIFTY, HOUR
from tests.collateral.ending.leaning import LATER, SOON, kinds, statuses
from tests.refusals import refused_by
from tests.revoked import revoke, revoked
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def test_revoking_puts_sessions_on_hold_in_the_same_step(
    ada: User, jordan: Client, ben: Contact, maria: Contact
) -> None:
    release = sign(ben)
    sign(maria)
    book(jordan, [ben, maria], SOON)
    book(jordan, [maria], SOON + HOUR)
    held = revoke(release, "asked on the phone", ada)
    assert [session.during.lower for session in held] == [SOON]
    assert statuses() == ["held", "scheduled"]
    assert kinds() == ["held", "revoked"]


def test_who_checks_in_on_a_revoked_release_is_refused(
    ada: User, jordan: Client, ben: Contact
) -> None:
    session = book(jordan, [ben], SOON) if sign(ben) else None
    revoke(Release.objects.get(), "asked", ada)
    for status in ("scheduled", "checked_in", "completed"):
        with refused_by("participant_release_in_force"):
            Session.objects.filter(pk=session.pk).update(status=status)


def test_the_database_refuses_whoever_forgets_to_hold_first(
    ada: User, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    book(jordan, [ben], SOON)
    for fact in ("event_occurred_at", "superseded_at", "voided_at"):
        with refused_by(*RELEASE_KEYS):
            Release.objects.update(**{fact: timezone.now()})
    with refused_by(*RELEASE_KEYS):
        Release.objects.update(**revoked(ben, ada))
    with refused_by(*RELEASE_KEYS):
        Release.objects.update(superseded_at=SOON + FIFTY - timedelta(microseconds=1))
    Release.objects.update(superseded_at=SOON + FIFTY)


def test_revoking_twice_does_nothing_more(ada: User, ben: Contact) -> None:
    release = sign(ben)
    revoke(release, "asked", ada)
    assert revoke(release, "asked again", ada) == []
    assert kinds() == ["revoked"]
    release.refresh_from_db()
    assert release.revoked_reason == "asked"


def test_what_has_ended_stays_as_it_was(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    release = sign(ben, now - 30 * DAY, now + DAY)
    past = {"starts": now - 2 * HOUR, "ends": now - HOUR, "booked_at": now - DAY}
    book(jordan, [ben], **past, status=Status.COMPLETED)
    book(jordan, [ben], now - HOUR, ends=now + HOUR, booked_at=now - DAY)
    revoke(release, "asked", ada)
    assert statuses() == ["completed", "held"]


def test_revoking_a_renewal_holds_what_reaches_into_it(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    sign(ben, now - DAY, SOON)
    renewal = sign(ben, SOON, LATER + DAY, signed_at=now)
    book(jordan, [ben], SOON - HOUR, ends=SOON)
    book(jordan, [ben], SOON)
    book(jordan, [ben], LATER)
    revoke(renewal, "asked", ada)
    assert statuses() == ["scheduled", "held", "held"]


def test_revoking_the_first_of_two_holds_what_was_booked_before_the_second_began(
    ada: User, jordan: Client, ben: Contact
) -> None:
    now = timezone.now()
    first = sign(ben, now - DAY, SOON)
    sign(ben, SOON, LATER + DAY, signed_at=now)
    book(jordan, [ben], LATER)
    revoke(first, "asked", ada)
    assert statuses() == ["held"]


def test_an_event_ends_a_release_as_a_revocation_does(
    ada: User, jordan: Client, ben: Contact
) -> None:
    release = sign(ben, expires_event="Jordan ends treatment here")
    book(jordan, [ben], SOON)
    held = ending.end_by_event([release], "discharged yesterday", ada)
    assert [session.status for session in held] == ["held"]
    assert statuses() == ["held"]
    assert kinds() == ["held", "event_occurred"]
    assert ending.end_by_event([release], "again", ada) == []
