"""A usual release begins with what is usual for who it is for."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.models import User
from releases.drafts.form import DraftForm
from releases.drafts.presets import presets, terms_of
from releases.drafts.usual import usual_terms
from releases.models import PRACTICE
from releases.models.draft import SensitiveTopic, Topic
from tests.signed import sign


def test_there_is_one_for_each_usual_relationship() -> None:
    assert list(presets()) == ["partner", "parent", "teacher", "doctor", "friend"]
    assert terms_of("plumber") == {}


@pytest.mark.parametrize("name", presets())
def test_each_is_complete_but_for_nothing_sensitive(
    name: str, ada: User, ben: Contact
) -> None:
    terms = {"disclosers": [PRACTICE]} | usual_terms(ben) | terms_of(name)
    form = DraftForm(ben, ada, terms)
    assert form.is_valid(), form.errors
    assert set(terms["topics"]) <= {*Topic}
    assert not {*SensitiveTopic} & {
        *terms["topics"],
        *terms.get("sensitive_topics", []),
    }


def test_nothing_is_ticked_until_one_is_chosen(adas: Browser, ben: Contact) -> None:
    page = adas.get(f"/contacts/{ben.pk}/release/")
    assert not page.context["form"]["topics"].value()
    assert 'href="?preset=partner"' in page.content.decode()
    page = adas.get(f"/contacts/{ben.pk}/release/?preset=partner")
    assert page.context["form"]["topics"].value() == ["skills", "sleep", "relationship"]
    today = timezone.localdate()
    assert page.context["form"]["effective_on"].value() == today


def test_one_that_is_chosen_goes_before_what_was_signed_last(
    adas: Browser, ben: Contact
) -> None:
    sign(ben)
    page = adas.get(f"/contacts/{ben.pk}/release/?preset=doctor")
    assert "diagnosis" in page.context["form"]["topics"].value()
    page = adas.get(f"/contacts/{ben.pk}/release/?preset=plumber")
    assert page.context["form"]["topics"].value() == ["attendance", "skills"]


def test_a_form_that_came_back_offers_no_other_start(
    adas: Browser, ben: Contact
) -> None:
    page = adas.post(f"/contacts/{ben.pk}/release/?preset=partner", {})
    assert "?preset=" not in page.content.decode()
