"""What was signed for a minor, once they are of age; and what an adult is told."""

from __future__ import annotations

import pytest
from django.test import Client as Browser

from clients.models import Client
from releases.models import FormKind
from releases.signed_forms.words import words_of
from tests.cast import emancipated
from tests.collateral.signed_forms.pages import path, shown
from tests.formed import form_signed
from tests.said import errors_in as said

CONSENT, TEEN = FormKind.CONSENT, FormKind.CONFIDENTIALITY
PROMISE = {"en": "no one joins a session", "es": "nadie participa en una sesión"}


@pytest.fixture
def grown(teo: Client) -> Client:
    """Teo, whose mother signed everything before they were of age."""
    form_signed(teo, TEEN)
    form_signed(teo, FormKind.ASSENT)
    Client.objects.filter(pk=teo.pk).update(**emancipated())
    teo.refresh_from_db()
    return teo


def test_it_stays_to_be_read_and_counts_no_more(adas: Browser, grown: Client) -> None:
    told = said(adas.get(f"/clients/{grown.pk}/forms/"))
    assert told.count("Ended: the client is of age") == 3
    assert "45 CFR 164.502(g)(3)" not in told
    html = shown(adas, grown)
    assert path(grown, CONSENT) in html
    assert path(grown, TEEN) not in html


def test_it_can_be_taken_back_still(adas: Browser, grown: Client) -> None:
    for kind in (TEEN, CONSENT):
        there = f"/forms/{grown.forms.get(kind=kind).pk}/withdrawal/"
        assert there in shown(adas, grown)
        told = said(adas.get(there))
        assert "Teo Vance is of age" in told
        assert "From now on" not in told
        assert adas.post(there).status_code == 302


@pytest.mark.parametrize("code", ["en", "es"])
def test_an_adult_is_promised_nothing_that_only_holds_for_minors(
    jordan: Client, teo: Client, code: str
) -> None:
    theirs, adults = (str(words_of(CONSENT, c, None, code)) for c in (teo, jordan))
    assert PROMISE[code] in theirs
    assert PROMISE[code] not in adults


def test_taking_back_an_adults_consent_says_so_too(
    adas: Browser, jordan: Client
) -> None:
    form = form_signed(jordan, capacity="client", signer="Jordan Reyes", authority="")
    told = said(adas.get(f"/forms/{form.pk}/withdrawal/"))
    assert "as a minor" not in told
    assert "Releases are taken back each by itself" in told
    assert "Since" in shown(adas, jordan)
