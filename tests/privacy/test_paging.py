"""A list goes on after a row that its reader may see, and after no other."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.models import User
from releases.models import Release, ReleaseDraft
from tests.cast import client_of, contact_of
from tests.clock import DAY
from tests.releases.history.happenings import words
from tests.revoked import revoke
from tests.signed import draft_for, sign

SOON = timezone.now() + 10 * DAY


@pytest.fixture
def max_reyes(jordan: Client) -> Contact:
    return contact_of(jordan, "Max Reyes", "brother")


def read(browser: Browser, url: str) -> str:
    page = browser.get(url)
    assert page.status_code == 200
    return words(page.content.decode())


def test_after_a_client_of_ones_own_come_the_next(
    adas: Browser, jordan: Client, teo: Client
) -> None:
    page = read(adas, f"/clients/?after={jordan.pk}")
    assert "Jordan Reyes" not in page
    assert "Teo Vance" in page


def test_a_strangers_id_does_not_tell_where_the_name_stands(
    adas: Browser, jordan: Client, teo: Client, kim: Client
) -> None:
    page = read(adas, f"/clients/?after={kim.pk}")
    assert page == read(adas, "/clients/")
    assert "Jordan Reyes" in page


def test_the_front_desk_goes_on_after_anyones_client(
    client: Browser, finn: User, jordan: Client, teo: Client, kim: Client
) -> None:
    client.force_login(finn)
    page = read(client, f"/clients/?after={kim.pk}")
    assert "Jordan Reyes" not in page
    assert "Teo Vance" in page


def test_a_client_who_bears_another_name_since_still_has_a_place(
    adas: Browser, ada: User, jordan: Client
) -> None:
    client_of(ada, "Amy Reyes")
    client_of(ada, "Max Reyes")
    adas.post("/clients/", {"q": "reyes"})
    Client.objects.filter(pk=jordan.pk).update(chosen_name="Jo")
    page = read(adas, f"/clients/found/?after={jordan.pk}")
    assert "Amy Reyes" not in page
    assert "Max Reyes" in page


@pytest.mark.parametrize("whose", ["own", "stranger's"])
def test_drafts_go_on_after_ones_own_only(
    adas: Browser,
    ada: User,
    ben: Contact,
    maria: Contact,
    max_reyes: Contact,
    lee: Contact,
    whose: str,
) -> None:
    last = draft_for(ben if whose == "own" else lee, ada)
    prepared(draft_for(maria, ada), days_ago=3)
    prepared(last, days_ago=2)
    prepared(draft_for(max_reyes, ada), days_ago=1)
    page = read(adas, f"/releases/?drafts={last.pk}")
    assert "Maria Reyes" in page
    assert ("Max Reyes" in page) is (whose == "stranger's")


def prepared(draft: ReleaseDraft, *, days_ago: int) -> None:
    at = timezone.now() - days_ago * DAY
    ReleaseDraft.objects.filter(pk=draft.pk).update(prepared_at=at)


def test_a_draft_that_is_signed_since_still_has_a_place(
    adas: Browser, ada: User, ben: Contact, maria: Contact, max_reyes: Contact
) -> None:
    signed = sign(ben).draft
    prepared(draft_for(maria, ada), days_ago=3)
    prepared(signed, days_ago=2)
    prepared(draft_for(max_reyes, ada), days_ago=1)
    page = read(adas, f"/releases/?drafts={signed.pk}")
    assert "Maria Reyes" in page
    assert "Max Reyes" not in page


@pytest.mark.parametrize("whose", ["own", "stranger's"])
def test_releases_go_on_after_ones_own_only(
    adas: Browser,
    ben: Contact,
    maria: Contact,
    max_reyes: Contact,
    lee: Contact,
    whose: str,
) -> None:
    last = sign(ben if whose == "own" else lee, ends=SOON)
    sign(maria, ends=SOON + DAY)
    sign(max_reyes, ends=SOON - DAY)
    page = read(adas, f"/releases/?ending={last.pk}")
    assert "Maria Reyes" in page
    assert ("Max Reyes" in page) is (whose == "stranger's")


def test_a_release_that_ended_before_it_began_gives_the_first_page(
    adas: Browser, ada: User, ben: Contact, maria: Contact
) -> None:
    sign(ben, ends=SOON)
    release = sign(maria, SOON, SOON + DAY)
    revoke(release, "As she asked.", ada)
    assert Release.objects.get(pk=release.pk).in_force is None
    assert "Ben Hart" in read(adas, f"/releases/?ending={release.pk}")
