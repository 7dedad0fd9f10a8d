"""Whoever signs is owed a copy, until it is recorded that they have one or want none."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import ConsentEvent, Contact, EventKind
from practice.models import User
from releases.copies.owed import LATELY
from releases.models import CopyWay, Release, Signature, SignersCopy
from tests.clock import DAY
from tests.needing import needs_of
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import read, words
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def bens(ben: Contact) -> Release:
    """Signed just now, by Jordan."""
    return sign(ben)


def signature_on(release: Release) -> Signature:
    return Signature.objects.get(document=release.document_id)


def settle(release: Release, by: User, way: str, signature: int | None = None) -> str:
    """What is said on the page that follows."""
    path = reverse("release_copy", args=[release.pk])
    sends = {"signature": signature or signature_on(release).pk, "way": way}
    return browser_of(by).post(path, sends, follow=True).content.decode()


def needs(browser: Browser, route: str = "week") -> str:
    return browser.get(reverse(route)).content.decode()


@pytest.mark.parametrize(
    ("way", "told"),
    [
        (
            "given",
            "Finn Doyle gave Jordan Reyes a copy of Ben Hart’s release, on paper",
        ),
        ("mailed", "Finn Doyle mailed Jordan Reyes a copy of Ben Hart’s release"),
        ("declined", "Jordan Reyes wanted no copy of Ben Hart’s release"),
    ],
)
def test_one_click_settles_it_and_the_history_tells_how(
    way: str, told: str, bens: Release, finn: User, nora: User
) -> None:
    page = settle(bens, finn, way)
    assert "Recorded in the consent history." in page
    assert f"Jordan Reyes: {CopyWay(way).label.lower()}" in words(page)
    assert "has none yet" not in page
    assert ConsentEvent.objects.filter(kind=EventKind.COPY_RECORDED).count() == 1
    assert told in read(browser_of(nora))


def test_who_is_owed_one_is_told_where_the_day_begins(
    bens: Release, adas: Browser, finn: User, ada: User
) -> None:
    week, day = needs(adas), needs(browser_of(finn), "day")
    for page in (week, day):
        assert "whoever signed has no copy yet" in page
        assert "Jordan Reyes has no copy yet" not in page
        assert f"/releases/{bens.pk}/#copies" in page
    settle(bens, finn, "given")
    assert needs_of(ada, "copy") == []
    assert "has no copy yet" not in needs(adas)
    assert "has no copy yet" not in needs(browser_of(finn), "day")


def test_a_second_word_does_not_undo_the_first(bens: Release, finn: User) -> None:
    settle(bens, finn, "given")
    assert "recorded already" in settle(bens, finn, "declined")
    assert SignersCopy.objects.get().way == CopyWay.GIVEN
    assert ConsentEvent.objects.filter(kind=EventKind.COPY_RECORDED).count() == 1


@pytest.mark.parametrize("way", ["", "eaten"])
def test_how_is_one_of_three(way: str, bens: Release, finn: User) -> None:
    assert "message-error" in settle(bens, finn, way)
    assert not SignersCopy.objects.exists()


def test_it_is_for_whoever_signed_this_release(
    bens: Release, maria: Contact, finn: User
) -> None:
    another = signature_on(sign(maria))
    assert "message-error" in settle(bens, finn, "given", another.pk)
    assert not SignersCopy.objects.exists()


def test_what_one_may_not_see_is_not_owed_by_one(
    bens: Release, cleo: User, nora: User
) -> None:
    assert needs_of(cleo, "copy") == needs_of(nora, "copy") == []
    path = reverse("release_copy", args=[bens.pk])
    sends = {"signature": signature_on(bens).pk, "way": "given"}
    assert browser_of(cleo).post(path, sends).status_code == 404
    assert browser_of(nora).post(path, sends).status_code == 404


def test_what_waits_for_another_signature_is_not_owed_yet(
    ben: Contact, ada: User
) -> None:
    draft_for(ben, ada)
    assert needs_of(ada, "copy") == []


def test_what_was_signed_long_ago_is_on_its_page_alone(
    ben: Contact, maria: Contact, adas: Browser, ada: User
) -> None:
    limit = timezone.now() - LATELY
    old = sign(ben, limit - DAY)
    late = sign(maria, limit + DAY)
    assert [each.subject for each in needs_of(ada, "copy")] == [late.pk]
    assert f"/releases/{old.pk}/#copies" not in needs(adas)
    assert f"/releases/{late.pk}/#copies" in needs(adas)
    assert "has none yet" in adas.get(f"/releases/{old.pk}/").content.decode()
