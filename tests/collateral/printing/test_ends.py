"""The queue of what ends: nearest next session first, and what can be done about each."""

from __future__ import annotations

import re
from datetime import datetime

import pytest
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from clients.models import Client, Contact
from collateral.printing import ends
from practice.models import User
from releases.models import Lapse, Release
from tests.booked import book
from tests.cast import contact_of
from tests.clock import DAY, afternoon
from tests.privacy.doors import browser_of
from tests.signed import draft_for, sign

pytestmark = pytest.mark.usefixtures("unprinted")
QUEUE = reverse("what_ends")


@pytest.fixture
def finns(finn: User) -> Browser:
    return browser_of(finn)


def listed(browser: Browser, query: str = "") -> list[int]:
    """The ids of the releases, in order."""
    html = browser.get(f"{QUEUE}{query}").content.decode()
    return [int(pk) for pk in re.findall(r'href="/releases/(\d+)/">', html)]


def in_days(days: int) -> datetime:
    return timezone.now() + days * DAY


def test_the_nearest_session_is_first_and_without_one_last(
    jordan: Client, ben: Contact, maria: Contact, finns: Browser
) -> None:
    friend = contact_of(jordan, "Lou Hart")
    last = sign(friend, ends=in_days(9))
    later = sign(ben, ends=in_days(19))
    nearest = sign(maria, ends=in_days(29))
    book(jordan, [ben], afternoon(5))
    book(jordan, [maria], afternoon(2))
    assert listed(finns) == [nearest.pk, later.pk, last.pk]


def test_a_session_that_another_release_carries_counts_for_neither(
    jordan: Client, ben: Contact, finns: Browser
) -> None:
    """It leans on what is signed next, so that this one need not be renewed for it."""
    end = in_days(9)
    sign(ben, ends=end)
    sign(ben, end, in_days(50), signed_at=timezone.now())
    assert listed(finns) == []


def test_sixty_days_show_what_thirty_do_not(ben: Contact, finns: Browser) -> None:
    release = sign(ben, ends=in_days(45))
    assert listed(finns) == []
    assert "No release ends within 30 days" in finns.get(QUEUE).content.decode()
    assert listed(finns, "?days=60") == [release.pk]


def test_pages_follow_one_another_whether_or_not_a_session_is_booked(
    jordan: Client,
    ben: Contact,
    maria: Contact,
    finns: Browser,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ends, "PER_PAGE", 1)
    third = sign(contact_of(jordan, "Lou Hart"), ends=in_days(20))
    second = sign(ben, ends=in_days(10))
    first = sign(maria, ends=in_days(29))
    book(jordan, [maria], afternoon(2))
    assert listed(finns) == [first.pk]
    assert listed(finns, f"?after={first.pk}") == [second.pk]
    assert listed(finns, f"?after={second.pk}") == [third.pk]


def test_what_is_prepared_is_printed_handed_over_or_sent(
    ben: Contact, ada: User, finns: Browser
) -> None:
    sign(ben, ends=in_days(10))
    draft = draft_for(ben, ada)
    html = finns.get(QUEUE).content.decode()
    for route in ("draft_paper", "draft_signature", "draft_link"):
        assert f'href="{reverse(route, args=[draft.pk])}"' in html


def test_what_is_not_prepared_is_renewed_first(ben: Contact, finns: Browser) -> None:
    release = sign(ben, ends=in_days(10))
    html = finns.get(QUEUE).content.decode()
    assert f'href="{reverse("draft_new", args=[ben.pk])}"' in html
    assert f'href="{reverse("release_paper", args=[release.pk])}"' in html


def test_who_leads_the_session_moves_it_and_others_ask(
    jordan: Client, ben: Contact, adas: Browser, finns: Browser
) -> None:
    sign(ben, ends=in_days(10))
    session = book(jordan, [ben], afternoon(5))
    move = f'href="{reverse("session_move", args=[session.pk])}"'
    assert move in adas.get(QUEUE).content.decode()
    html = finns.get(QUEUE).content.decode()
    assert move not in html
    assert "Ask Dr. Ada Okafor to move it" in html


def test_what_is_left_to_lapse_leaves_the_queue(
    ben: Contact, maria: Contact, ada: User, finns: Browser
) -> None:
    stays = sign(maria, ends=in_days(10))
    leaves = sign(ben, ends=in_days(10))
    Lapse.objects.create(
        release=leaves, reason="Moves", decided_by=ada, decided_at=timezone.now()
    )
    assert listed(finns) == [stays.pk]


def test_a_clinician_sees_their_own(ben: Contact, cleo: User) -> None:
    sign(ben, ends=in_days(10))
    assert listed(browser_of(cleo)) == []


def test_it_asks_as_little_however_long_it_is(
    jordan: Client, finns: Browser, django_assert_max_num_queries: object
) -> None:
    for number in range(8):
        contact = contact_of(jordan, f"Friend {number}")
        release: Release = sign(contact, ends=in_days(10))
        assert release.pk
        book(jordan, [contact], afternoon(1 + number))
    with django_assert_max_num_queries(8):  # type: ignore[operator]
        assert len(listed(finns)) == 8
