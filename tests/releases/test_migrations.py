"""What was there before a migration is there after it, as the new rules want it."""

from __future__ import annotations

from importlib import import_module

import pytest

from clients.models import Contact
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.signed import draft_for, sign

pytestmark = pytest.mark.long


def test_whoever_was_named_already_stays_who_they_are(
    ben: Contact, maria: Contact, rosa: Contact
) -> None:
    sign(ben)
    draft_for(maria, maria.client.clinician)
    with triggers_off():
        Contact.objects.update(identity_is_final=False)
    run(import_module("releases.migrations.0002_names_its_contact").NAMED)
    assert set(Contact.objects.filter(identity_is_final=True)) == {ben, maria}
