"""What was revoked before anyone was asked who revokes is carried over, and no more."""

from __future__ import annotations

import pytest
from django.db import connection
from django.utils import timezone

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.models import Release, Revocation
from tests.clock import DAY
from tests.migrating import migrate
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.signed import sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0006_starts_ahead")]


def written_in_version_2() -> None:
    """What was signed, as it was written when nobody was asked who revokes."""
    with triggers_off():
        run(
            "UPDATE releases_document SET content = jsonb_build_object("
            "'version', 2, 'purpose', content #> '{purposes,0}', "
            "'discloser', content #> '{disclosers,0}') || (content - "
            "'{version,purposes,voice,part2,lead,agreement,disclosers}'::text[])"
        )


def test_what_was_revoked_keeps_when_by_whom_recorded_and_why(
    ben: Contact, maria: Contact, ada: User
) -> None:
    now = timezone.now()
    first = sign(ben, now - 9 * DAY, now + DAY)
    renewal = sign(ben, now + DAY, now + 9 * DAY, signed_at=now - DAY)
    stands = sign(maria)
    written_in_version_2()
    migrate(*BEFORE)
    revoked = timezone.now()
    run(
        "UPDATE releases_release SET revoked_at = %s, revoked_by_id = %s, "
        "revoked_reason = 'asked' WHERE contact_id = %s",
        revoked,
        ada.pk,
        ben.pk,
    )
    migrate()
    (revocation,) = Revocation.objects.all()
    assert set(revocation.releases.all()) == {first, renewal}
    assert (revocation.recorded_at, revocation.recorded_by) == (revoked, ada)
    assert (revocation.received_at, revocation.reason) == (revoked, "asked")
    assert (revocation.manner, revocation.revoker) == ("unstated", "")
    assert Release.objects.get(pk=stands.pk).revocation is None
    assert weaknesses(connection) == []
    migrate(*BEFORE)
    migrate()
    assert Revocation.objects.count() == 1
