"""Releases in large print: to fill in, to sign, and as copies to read."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Contact
from practice.models import User
from releases.models import Printout
from releases.printing import paper
from releases.printing.coded import to_sign
from releases.printing.form import LARGE
from tests.releases.printing.papers import footer_of, opened, pieces, text_of
from tests.signed import draft_for, sign

WIDE = 612 - 0.5 * 72  # where the widest margin of a page begins


def smallest(pdf: bytes) -> float:
    return min(round(each.points, 1) for each in pieces(pdf) if each.read)


@pytest.mark.django_db
def test_a_blank_form_is_in_either_language_and_large(adas: Browser) -> None:
    path = reverse("release_blank")
    english = adas.get(path).content
    spanish = adas.get(path, {"language": "es", "size": "large"}).content
    assert "Release of information" in text_of(english)
    assert "Autorización para compartir información" in text_of(spanish)
    assert smallest(english) == 12
    assert smallest(spanish) == LARGE
    assert adas.get(path, {"language": "xx", "size": "vast"}).content == english


@pytest.mark.django_db
def test_a_form_says_whom_it_is_about_and_leaves_the_rest(ben: Contact) -> None:
    said = text_of(paper.named_paper(ben, "en"))
    assert "Jordan Reyes , born May 2, 1990" in said
    assert "Ben Hart , the client’s partner" in said
    assert "☑" not in said


@pytest.mark.django_db
def test_a_form_follows_the_law_of_the_client_it_is_for(ben: Contact) -> None:
    ben.client.part2 = True
    ben.client.state = "CA"
    said = text_of(paper.named_paper(ben, "en"))
    assert "To whoever is told" in said
    assert smallest(paper.named_paper(ben, "en")) == 14


@pytest.mark.django_db
def test_a_draft_in_large_print_has_codes_of_its_own(ben: Contact, ada: User) -> None:
    draft = draft_for(ben, ada)
    usual, large = to_sign(draft, ada), to_sign(draft, ada, points=LARGE)
    assert smallest(large) == LARGE
    assert len(opened(large).pages) > len(opened(usual).pages)
    assert Printout.objects.filter(draft=draft).count() == 2
    assert to_sign(draft, ada, points=LARGE) == large


@pytest.mark.django_db
def test_what_is_signed_is_only_read_in_large_print(
    ben: Contact, adas: Browser, ada: User
) -> None:
    release = sign(ben)
    path = reverse("release_paper", args=[release.pk])
    kept = adas.get(path).content
    large = adas.get(path, {"size": "large"}).content
    assert smallest(large) == LARGE
    assert "Reading copy in large print, not sealed" in footer_of(large, 1)
    assert adas.get(path).content == kept


@pytest.mark.django_db
def test_the_foot_of_a_large_page_is_not_cut(ben: Contact, ada: User) -> None:
    """The hash is one long word: 64 signs in letters of 18 points are too wide."""
    pdf = paper.draft_paper(draft_for(ben, ada), points=LARGE)
    below = [each for each in pieces(pdf) if each.artifact and "SHA" not in each.text]
    assert below
    assert all(each.points <= 14 for each in below)
