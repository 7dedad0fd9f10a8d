"""A draft that had one purpose has it still, and may have more."""

from __future__ import annotations

import pytest

from clients.models import Contact
from practice.models import User
from releases.models import ReleaseDraft
from tests.migrating import migrate
from tests.refusals import run
from tests.signed import draft_for

pytestmark = [pytest.mark.django_db, pytest.mark.long]

BEFORE = "0010_third_version"


def test_each_draft_keeps_its_purpose(ben: Contact, maria: Contact, ada: User) -> None:
    bens = draft_for(ben, ada, purposes=["change", "support"])
    marias = draft_for(maria, ada, purposes=["information"])
    migrate(("releases", BEFORE))
    assert run("SELECT FROM releases_releasedraft WHERE purpose = 'change'") == 1
    migrate()
    purposes = dict(ReleaseDraft.objects.values_list("pk", "purposes"))
    assert purposes == {bens.pk: ["change"], marias.pk: ["information"]}
