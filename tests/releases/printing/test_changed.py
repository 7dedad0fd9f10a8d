"""What was changed after it was signed is neither shown nor printed."""

from __future__ import annotations

import logging

import pytest
from django.test import Client as Browser

from clients.models import ConsentEvent, Contact, EventKind
from practice.models import User
from releases.models import Release
from tests.cast import blank_paper
from tests.refusals import run
from tests.releases.history.chains import triggers_off
from tests.releases.history.happenings import words
from tests.releases.proof.falsify import ANOTHER_PDF
from tests.signed import sign

CHANGES = [
    'UPDATE releases_document SET content = content || \'{"details": "x"}\'',
    "UPDATE releases_release SET expires_at = expires_at + interval '40 days'",
    "UPDATE releases_signature SET signer = 'Ben Hart'",
    "DELETE FROM releases_signature",
    "DELETE FROM releases_document",
]


@pytest.fixture
def signed(ben: Contact) -> Release:
    return sign(ben)


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("path", ["", "paper/", "original/"])
def test_a_page_says_so_and_shows_nothing_of_it(
    adas: Browser,
    signed: Release,
    change: str,
    path: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    with triggers_off():
        run(change)
    with caplog.at_level(logging.ERROR):
        answer = adas.get(f"/releases/{signed.pk}/{path}")
    assert answer.status_code == 500
    shown = words(answer.content.decode())
    assert "no longer what was signed" in shown
    assert "Attendance" not in shown
    assert "Ben" not in shown
    assert f"release {signed.pk} is not what was signed" in caplog.text
    assert "Hart" not in caplog.text
    looks = (EventKind.VIEWED, EventKind.PRINTED)
    assert not ConsentEvent.objects.filter(kind__in=looks).exists()


def test_an_admin_is_told_what_does_not_fit(
    client: Browser, nora: User, signed: Release
) -> None:
    with triggers_off():
        run(CHANGES[2])
    client.force_login(nora)
    shown = words(client.get(f"/releases/{signed.pk}/").content.decode())
    assert f"Release {signed.pk} was changed after it was signed" in shown
    assert "its signature is not the one that was signed" in shown


@pytest.mark.parametrize("path", ["paper/", "original/"])
def test_another_pdf_with_a_hash_of_its_own_is_not_served(
    adas: Browser, signed: Release, path: str
) -> None:
    kept = blank_paper(signed.document)
    with triggers_off():
        run(
            "UPDATE clients_consentevent SET detail = detail || jsonb_build_object('pdf',"
            " %s::text) WHERE kind = 'signed'",
            kept.sha256,
        )
    url = f"/releases/{signed.pk}/{path}"
    assert adas.get(url).getvalue() == bytes(kept.pdf)
    with triggers_off():
        run(f"UPDATE releases_paper SET {ANOTHER_PDF}")
    assert adas.get(url).status_code == 500
    with triggers_off():
        run("DELETE FROM releases_paper")
    assert adas.get(url).status_code == 500


@pytest.mark.parametrize("who", ["ada", "finn", "nora"])
def test_as_it_was_signed_it_is_shown_to_all_who_may(
    request: pytest.FixtureRequest, client: Browser, signed: Release, who: str
) -> None:
    client.force_login(request.getfixturevalue(who))
    shown = words(client.get(f"/releases/{signed.pk}/").content.decode())
    assert "What may be shared" in shown
    assert "Attendance and appointment times" in shown
    assert "Why Support between sessions" in shown
