"""Whoever hears of a client under Part 2 is handed its notice, and that is recorded."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.models import User
from releases.printing.notice import notice
from releases.terms.part2 import STATEMENT_1
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.releases.printing.papers import footer_of, opened, text_of
from tests.signed import sign

GIVEN = ConsentEvent.objects.filter(kind=EventKind.NOTICE_GIVEN)


@pytest.fixture
def under_part_2(jordan: Client) -> Client:
    jordan.part2 = True
    jordan.save()
    return jordan


@pytest.mark.django_db
def test_the_sheet_has_statement_1_in_full_and_names_nobody(adas: Browser) -> None:
    pdf = notice()
    said = text_of(pdf)
    assert STATEMENT_1 in said
    assert "Willow Street Therapy" in said
    assert len(opened(pdf).pages) == 1
    assert "Page 1 of 1" in footer_of(pdf, 1)
    assert adas.get(reverse("notice_paper")).content == pdf


@pytest.mark.usefixtures("under_part_2", "unprinted")
def test_handing_it_over_is_recorded_for_whom_and_by_whom(
    adas: Browser, ben: Contact, nora: User
) -> None:
    release = sign(ben)
    path = reverse("release_notice", args=[release.pk])
    assert path in adas.get(f"/releases/{release.pk}/").content.decode()
    before = words(adas.get(path).content.decode())
    assert STATEMENT_1 in before
    assert "Given " not in before
    assert not GIVEN.exists()
    assert adas.post(path).status_code == 302
    event = GIVEN.get()
    assert (event.release_id, event.contact, event.actor.name) == (
        release.pk,
        ben,
        "Dr. Ada Okafor",
    )
    assert "recorded by Dr. Ada Okafor" in words(adas.get(path).content.decode())
    told = words(browser_of(nora).get("/history/").content.decode())
    assert "Dr. Ada Okafor gave Ben Hart the Part 2 notice" in told


@pytest.mark.usefixtures("unprinted")
def test_no_notice_goes_with_other_records(adas: Browser, ben: Contact) -> None:
    release = sign(ben)
    path = reverse("release_notice", args=[release.pk])
    assert path not in adas.get(f"/releases/{release.pk}/").content.decode()
    for answer in (adas.get(path), adas.post(path)):
        assert answer.status_code == 302
    assert not GIVEN.exists()
