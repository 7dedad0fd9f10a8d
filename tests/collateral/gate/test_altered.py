"""Nothing is booked on a release that was changed after it was signed."""

from __future__ import annotations

import logging

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from collateral.models import Participant
from practice.models import User
from tests.booked import typed
from tests.clock import afternoon
from tests.collateral.gate.asking import codes
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.revoked import revoke
from tests.signed import sign

OF = "WHERE document_id = (SELECT document_id FROM releases_release WHERE contact_id = %s)"
CHANGES = {
    "its words": "UPDATE releases_document SET content = jsonb_set(content,"
    f" '{{details}}', '\"All.\"') {OF.replace('document_id =', 'id =')}",
    "its hash": "UPDATE releases_document SET content_sha256 = repeat('f', 64)"
    f" {OF.replace('document_id =', 'id =')}",
    "its last day": "UPDATE releases_release SET expires_at = expires_at"
    " + interval '40 days' WHERE contact_id = %s",
    "its last hour": "UPDATE releases_release SET expires_at = expires_at"
    " + interval '1 minute' WHERE contact_id = %s",
    "its signer": f"UPDATE releases_signature SET signer = 'Ben Hart' {OF}",
    "what it permits": "UPDATE releases_grant SET what = 'diagnosis'"
    " WHERE what = 'skills' AND contact_id = %s",
    "how long it permits": "UPDATE releases_grant SET release_in_force ="
    " tstzrange('2020-01-01', '2090-01-01') WHERE contact_id = %s",
    "its row": "DELETE FROM releases_release WHERE contact_id = %s",
    "that it was signed": "DELETE FROM clients_consentevent WHERE kind = 'signed'"
    " AND contact_id = %s",
}
SAYS = (
    "This release was changed after it was signed. Ask an admin; nothing can be booked "
    "on it."
)


@pytest.mark.parametrize("what", CHANGES)
def test_it_is_refused_in_words_and_recorded(
    adas: Browser, jordan: Client, ben: Contact, what: str
) -> None:
    sign(ben)
    days = 200 if "how long" in what else 7
    with triggers_off():
        assert run(CHANGES[what], ben.pk)
    url = f"/clients/{jordan.pk}/sessions/new/"
    page = adas.post(url, typed([ben], afternoon(days)))
    assert page.status_code == 409
    words = page.content.decode()
    assert SAYS in words
    assert "Changed after signing" in words
    assert "An admin can find out what was done to the release for Ben Hart." in words
    assert "Move to" not in words
    assert not Participant.objects.exists()
    refusal = ConsentEvent.objects.get(kind=EventKind.REFUSED)
    assert refusal.detail["code"] == "CHANGED"


def test_a_release_as_it_was_signed_is_booked(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    url = f"/clients/{jordan.pk}/sessions/new/"
    assert adas.post(url, typed([ben], afternoon())).status_code == 302


def test_an_earlier_release_that_was_changed_is_not_in_the_way(
    jordan: Client, ben: Contact
) -> None:
    """It carries nothing any more."""
    sign(ben, afternoon(-60), afternoon(-30))
    with triggers_off():
        run(CHANGES["its words"], ben.pk)
    sign(ben)
    assert codes(jordan, [ben], afternoon(), booked_at=timezone.now()) == {}


def test_a_revocation_taken_back_is_no_ground(
    adas: Browser, ada: User, jordan: Client, ben: Contact
) -> None:
    revoke(sign(ben), "He asked for it.", ada)
    with triggers_off():
        run(
            "UPDATE releases_release SET revocation_id = NULL, revoked_at = NULL,"
            " revoked_by_id = NULL, revoked_reason = ''"
        )
        run(
            "UPDATE releases_grant SET release_in_force = mine.in_force"
            " FROM releases_release AS mine WHERE mine.id = release_id"
        )
    page = adas.post(f"/clients/{jordan.pk}/sessions/new/", typed([ben], afternoon()))
    assert page.status_code == 409
    assert SAYS in page.content.decode()


def test_others_are_booked_and_the_log_names_nobody(
    adas: Browser,
    jordan: Client,
    ben: Contact,
    maria: Contact,
    caplog: pytest.LogCaptureFixture,
) -> None:
    release = sign(ben)
    sign(maria)
    with triggers_off():
        run(CHANGES["its words"], ben.pk)
    url = f"/clients/{jordan.pk}/sessions/new/"
    with caplog.at_level(logging.ERROR, "releases"):
        assert adas.post(url, typed([ben, maria], afternoon())).status_code == 409
    assert f"release {release.pk} is not what was signed" in caplog.text
    assert "Hart" not in caplog.text
    assert adas.post(url, typed([maria], afternoon())).status_code == 302


def test_while_it_is_typed_nothing_else_is_offered(
    adas: Browser, jordan: Client, ben: Contact
) -> None:
    sign(ben)
    with triggers_off():
        run(CHANGES["its words"], ben.pk)
    url = f"/clients/{jordan.pk}/coverage/"
    words = adas.post(url, typed([ben], afternoon())).content.decode()
    assert SAYS in words
    assert "An admin can find out" in words
    assert "Move to" not in words
