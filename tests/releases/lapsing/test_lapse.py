"""A release is left to lapse: nothing asks for a renewal, until that is taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact
from practice.models import User
from releases.history.sentences import Known, sentence
from releases.lapsing.act import take_back
from releases.models import Lapse, Release
from tests.clock import DAY
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def release(ben: Contact) -> Release:
    """Ben's, which ends in ten days."""
    return sign(ben, ends=timezone.now() + 10 * DAY)


def ending() -> list[Release]:
    now = timezone.now()
    return list(Release.objects.ending_before(now, now + timedelta(days=30)))


def sent(browser: Browser, release: Release, **typed: str) -> str:
    path = reverse("release_lapse", args=[release.pk])
    return str(browser.post(path, typed, follow=True).content.decode())


def test_what_is_left_to_lapse_is_asked_for_no_more(
    release: Release, finn: User
) -> None:
    assert ending() == [release]
    said = sent(browser_of(finn), release, reason="Moves away in spring")
    assert "left to lapse: nothing asks for a renewal" in said
    assert ending() == []
    lapse = Lapse.objects.get()
    assert (lapse.decided_by, lapse.reason) == (finn, "Moves away in spring")
    event = ConsentEvent.objects.get(kind="let_lapse")
    assert (event.release_id, event.reason) == (release.pk, "Moves away in spring")
    assert "decided that Ben Hart’s release is left to lapse" in told_of(event)


def test_it_stays_in_force_until_it_ends(release: Release, finn: User) -> None:
    sent(browser_of(finn), release, reason="Moves away")
    after = Release.objects.get()
    assert after.in_force == release.in_force


def test_it_is_taken_back(release: Release, finn: User, ada: User) -> None:
    sent(browser_of(finn), release, reason="Moves away")
    assert (
        "Left to lapse"
        in browser_of(ada).get(f"/releases/{release.pk}/").content.decode()
    )
    assert "to be renewed after all" in sent(browser_of(ada), release)
    assert ending() == [release]
    lapse = Lapse.objects.get()
    assert lapse.taken_back_by == ada
    assert "took back" in told_of(ConsentEvent.objects.get(kind="lapse_taken_back"))


def test_taken_back_twice_it_is_recorded_once(release: Release, ada: User) -> None:
    sent(browser_of(ada), release, reason="Moves away")
    first, second = Lapse.objects.get(), Lapse.objects.get()
    take_back(first, ada)
    take_back(second, ada)
    assert ConsentEvent.objects.filter(kind="lapse_taken_back").count() == 1


def test_why_has_to_be_said(release: Release, ada: User) -> None:
    said = sent(browser_of(ada), release, reason="")
    assert "This field is required" in said
    assert not Lapse.objects.exists()


def test_what_has_ended_is_left_as_it_is(ben: Contact, ada: User) -> None:
    ended = sign(ben, timezone.now() - 9 * DAY, timezone.now() - DAY)
    assert "has ended already" in sent(browser_of(ada), ended, reason="Why not")
    assert not Lapse.objects.exists()


def told_of(event: ConsentEvent) -> str:
    """How the history tells it."""
    return words(sentence(event, Known.of([event])))
