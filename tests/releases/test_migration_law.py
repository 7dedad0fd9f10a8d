"""What was signed before the law was asked stays in force, and ends by it only after."""

from __future__ import annotations

import pytest

from clients.models import Client, Contact
from collateral.models import Status
from practice.models import User
from releases.models import ReleaseDraft
from tests.booked import book
from tests.clock import afternoon
from tests.migrating import migrate
from tests.refusals import run, settle
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]


def test_what_was_signed_stays_in_force_where_the_law_would_ask_for_more(
    jordan: Client, ben: Contact, maria: Contact, ada: User
) -> None:
    waits = draft_for(maria, ada)
    unwitnessed = sign(ben)
    settle()
    session = book(jordan, [ben], afternoon())
    migrate(("releases", "0018_several_signers"))
    run("UPDATE clients_client SET state = 'IL' WHERE id = %s", jordan.pk)
    migrate()
    unwitnessed.refresh_from_db()
    session.refresh_from_db()
    assert unwitnessed.in_force.upper == unwitnessed.expires_at
    assert unwitnessed.law_ended_at is None
    assert session.status == Status.SCHEDULED
    assert ReleaseDraft.objects.get(pk=waits.pk).longer_asked is False
    settle()
