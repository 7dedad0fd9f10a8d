"""What was signed before there were links came by none."""

from __future__ import annotations

import pytest
from django.db import connection

from clients.models import Contact
from practice.database.comparison import weaknesses
from practice.models import User
from releases.models import Signature
from releases.proof.verification import verify_releases
from tests.links import link_of
from tests.migrating import migrate
from tests.signed import draft_for, sign

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = [("releases", "0029_signing_session"), ("clients", "0022_scans")]


def test_what_was_signed_before_came_by_no_link(ben: Contact, ada: User) -> None:
    sign(ben)
    migrate(*BEFORE)
    migrate()
    signature = Signature.objects.get()
    assert signature.link is None
    assert verify_releases().misfits == ()
    assert weaknesses(connection) == []
    link_of(draft_for(ben, ada), ada)
