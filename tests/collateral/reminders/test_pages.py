"""That somebody agreed to mail is recorded with a person, and taken back."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Contact
from collateral.models import MailConsent
from practice.models import User
from tests.collateral.reminders.conftest import BENS
from tests.privacy.doors import browser_of
from tests.said import errors_in as said

SAID = {"own": "on", "agreed": "on"}


def test_that_someone_agreed_is_recorded_for_the_address_of_now(
    adas: Browser, ben: Contact, ada: User
) -> None:
    path = f"/contacts/{ben.pk}/mail/"
    assert "There is no address yet" in said(adas.get(path))
    Contact.objects.filter(pk=ben.pk).update(email=BENS)
    assert "They are not reminded" in said(adas.get(path))
    assert adas.post(path, SAID).url == path
    consent = MailConsent.objects.get()
    assert (consent.email, consent.recorded_by) == (BENS, ada)
    assert f"for {BENS}" in said(adas.get(path))
    for _ in range(2):
        assert adas.post(f"{path}withdrawal/").url == path
    consent.refresh_from_db()
    assert consent.withdrawn_by == ada
    assert "They are not reminded" in said(adas.get(path))


@pytest.mark.parametrize("missing", ["own", "agreed"])
def test_both_have_to_be_said(adas: Browser, ben: Contact, missing: str) -> None:
    Contact.objects.filter(pk=ben.pk).update(email=BENS)
    answer = adas.post(f"/contacts/{ben.pk}/mail/", {**SAID, missing: ""})
    assert answer.status_code == 422
    assert "This field is required." in said(answer)
    assert not MailConsent.objects.exists()


def test_without_an_address_there_is_nothing_to_agree_to(
    adas: Browser, ben: Contact
) -> None:
    answer = adas.post(f"/contacts/{ben.pk}/mail/", SAID)
    assert answer.status_code == 422
    assert not MailConsent.objects.exists()


def test_an_address_that_another_has_too_is_refused_in_words(
    adas: Browser, ben: Contact, maria: Contact
) -> None:
    Contact.objects.filter(pk__in=[ben.pk, maria.pk]).update(email=BENS)
    answer = adas.post(f"/contacts/{ben.pk}/mail/", SAID)
    assert answer.status_code == 422
    assert "Another of the client’s people has this address too." in said(answer)


def test_another_address_is_told_to_be_asked_for_anew(
    adas: Browser, consent: MailConsent, ben: Contact
) -> None:
    Contact.objects.filter(pk=ben.pk).update(email="another@hart.example")
    answer = adas.get(f"/contacts/{ben.pk}/mail/")
    assert "Their address has changed" in said(answer)


def test_it_is_there_for_who_may_see_the_client(
    ben: Contact, cleo: User, finn: User, nora: User
) -> None:
    path = f"/contacts/{ben.pk}/mail/"
    for who, status in ((finn, 200), (cleo, 404), (nora, 404)):
        assert browser_of(who).get(path).status_code == status
        assert browser_of(who).get(path).status_code == status
    for who in (cleo, nora):
        assert browser_of(who).post(f"{path}withdrawal/").status_code == 404
