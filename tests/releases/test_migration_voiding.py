"""What was void before voiding took two is told of, once, and by nobody's word."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.models import Release, Voiding
from releases.proof.verification import verify_releases
from tests.migrating import migrate
from tests.refusals import run
from tests.releases.history.happenings import read
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0013_own_initials")]


def test_what_was_void_stays_void_and_the_history_tells_of_it(
    ben: Contact, maria: Contact, nora: User, client: Browser
) -> None:
    void, stands = sign(ben), sign(maria)
    migrate(*BEFORE)
    run(
        "UPDATE releases_release SET voided_at = %s WHERE id = %s",
        timezone.now(),
        void.pk,
    )
    migrate()
    void.refresh_from_db()
    (event,) = ConsentEvent.objects.filter(kind="voided")
    assert (event.release_id, event.actor) == (void.pk, None)
    assert event.detail == {"voided_at": void.voided_at.isoformat()}
    assert not Voiding.objects.exists()
    assert Release.objects.get(pk=stands.pk).voided_at is None
    assert verify_releases().misfits == ()
    assert weaknesses(connection) == []
    client.force_login(nora)
    told = "Ben Hart’s release is void; by whose word was not recorded (Jordan Reyes)."
    assert told in read(client)
    migrate(*BEFORE)
    migrate()
    assert ConsentEvent.objects.filter(kind="voided").count() == 1
