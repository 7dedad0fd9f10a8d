"""Why parents are asked to take part, as families read it."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client
from collateral.rhythm.evidence import LANGUAGES, evidence


@pytest.mark.parametrize("code", LANGUAGES)
def test_each_language_names_both_reviews_and_promises_nothing(code: str) -> None:
    said = evidence(code)
    assert "2010" in said.evidence
    assert "2015" in said.evidence
    assert said.caution


def test_a_language_that_we_do_not_have_is_english() -> None:
    assert evidence("ko") == evidence("en")


def test_the_clinician_finds_it_in_both_languages(adas: Browser, teo: Client) -> None:
    page = adas.get(reverse("client_parents", args=[teo.pk])).content.decode()
    assert '<p lang="en">' in page
    assert '<p lang="es">' in page
