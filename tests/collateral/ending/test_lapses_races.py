"""Whoever signs while a client's age is corrected signs for the age that it becomes."""

from __future__ import annotations

from datetime import date
from itertools import count

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client
from collateral import ending
from practice.models import User
from releases.models import Signature
from releases.signing.sign import DraftChanged
from tests.cast import client_of, contact_of
from tests.clock import DAY
from tests.collateral.rule.rivals import rivals
from tests.refusals import run
from tests.signed import draft_for

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.long]

MOTHER = Signature(
    signer="Rosa",
    capacity="parent",
    mark="typed",
    authority="mother",
    typed_name="Rosa",
)

OUTLIVING = """
    SELECT FROM clients_client AS client
        JOIN releases_release AS release ON client.id = client_id
        JOIN releases_signature AS signature USING (document_id)
    WHERE client.id = %s AND upper(in_force) > signers_right_ends_at(
        capacity, signature.signed_at, time_zone, authority_ends_at IS NOT NULL,
        date_of_birth, state, emancipated)
"""


def birthday_of(years: int, from_today: int) -> date:
    """When someone was born who will be so many years old in so many days."""
    day = timezone.localdate() + from_today * DAY
    return date(day.year - years, day.month, min(day.day, 28))


def corrects(user: User, client: Client, born: date) -> int:
    """Send the client's form with another date of birth; the answer's status."""
    browser = Browser()
    browser.force_login(user)
    sent = {
        "legal_name": client.legal_name,
        "date_of_birth": born.isoformat(),
        "state": client.state,
        "language": client.language,
        "modality": client.modality,
    }
    return int(browser.post(f"/clients/{client.pk}/edit/", sent).status_code)


@pytest.mark.parametrize(
    ("from_today", "still_signs"),
    [pytest.param(90, True, id="soon of age"), pytest.param(-90, False, id="of age")],
)
def test_signing_and_a_corrected_birthday_in_every_order(
    ada: User, unprinted: None, from_today: int, still_signs: bool
) -> None:
    born = birthday_of(18, from_today)
    seen = set()
    with rivals() as (one, other):
        for stop in count(1):
            teo = client_of(ada, f"Teo {stop}", born=birthday_of(15, 0))
            draft = draft_for(contact_of(teo, "Rosa", "mother"), ada)
            one.start(lambda draft=draft: ending.sign(draft, MOTHER, ada), stop)
            if not one.reaches_its_stop():
                break
            other.start(lambda teo=teo: corrects(ada, teo, born))
            other.goes_as_far_as_it_can()
            one.goes_on()
            signed, status = one.outcome(), other.outcome()
            assert isinstance(signed, tuple | DraftChanged), (stop, signed)
            assert status in (302, 422), stop
            teo.refresh_from_db()
            assert run(OUTLIVING, teo.pk) == 0, stop
            seen.add((isinstance(signed, tuple), status))
    assert seen == {(still_signs, 302), (True, 422)}
