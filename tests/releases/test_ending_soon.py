"""Which releases end soon, with nothing signed to carry on."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, Contact
from practice.formats import say_day_short, say_day_short_year
from practice.models import User
from practice.spans import last_day, start_of
from releases.models import Release, ReleaseDraft
from releases.status import ENDING
from tests.cast import contact_of
from tests.clock import DAY, TICK
from tests.refusals import run
from tests.releases.history.happenings import words
from tests.signed import draft_for, sign

NOW = timezone.now()
SOON = NOW + 10 * DAY


def ending() -> list[Release]:
    return list(Release.objects.ending_before(NOW, NOW + ENDING))


@pytest.mark.parametrize("what", ["authority_ends_at", "superseded_at"])
def test_a_release_ends_soon_whatever_ends_it(ben: Contact, what: str) -> None:
    assert ending() == []
    release = sign(ben, **{what: SOON})
    assert ending() == [release]


@pytest.mark.parametrize(
    ("offset", "listed"),
    [
        pytest.param(-TICK, True, id="just before"),
        pytest.param(0 * DAY, False, id="on the instant"),
    ],
)
def test_it_ends_soon_only_before_thirty_days_are_over(
    ben: Contact, offset: timedelta, listed: bool
) -> None:
    sign(ben, authority_ends_at=NOW + ENDING + offset)
    assert bool(ending()) is listed


def test_a_newer_release_carries_on_from_where_it_is_replaced(ben: Contact) -> None:
    replaced = sign(ben, superseded_at=SOON)
    assert ending() == [replaced]
    sign(ben, SOON, SOON + 90 * DAY)
    assert ending() == []


def test_one_that_starts_after_a_gap_does_not_carry_on(ben: Contact) -> None:
    release = sign(ben, ends=SOON)
    sign(ben, SOON + DAY, SOON + 90 * DAY)
    assert ending() == [release]


def test_another_contacts_release_carries_nothing_on(
    ben: Contact, maria: Contact
) -> None:
    release = sign(ben, ends=SOON)
    sign(maria, SOON, SOON + 90 * DAY)
    assert ending() == [release]


@pytest.mark.parametrize("path", ["/releases/", "/week/"])
def test_a_parents_release_is_listed_by_its_last_day(
    adas: Browser, rosa: Contact, path: str
) -> None:
    birthday = start_of(last_day(SOON))
    sign(rosa, authority_ends_at=birthday)
    page = words(adas.get(path).content.decode())
    say = say_day_short_year if path == "/releases/" else say_day_short
    assert say(last_day(birthday)) in page
    renews = {"/releases/": "Renew the release for Rosa", "/week/": "Renew: Ends soon"}
    assert renews[path] in page


def test_pages_follow_by_when_each_ends(
    adas: Browser, jordan: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("releases.views.PER_PAGE", 2)
    releases = [
        sign(contact_of(jordan, f"Friend {n}"), authority_ends_at=SOON + days * DAY)
        for n, days in enumerate([3, 1, 4, 1, 5])
    ]
    seen: list[int] = []
    url = "/releases/"
    while url:
        page = adas.get(url).content.decode()
        seen += map(int, re.findall(r'href="/releases/(\d+)/"', page))
        following = re.search(r'href="(\?ending=[^"]*)"', page)
        url = f"/releases/{following[1]}" if following else ""
    assert seen == [releases[n].pk for n in (1, 3, 0, 2, 4)]


def test_they_are_read_from_their_index(ada: User, ben: Contact) -> None:
    sign(ben, ends=SOON)
    run("SET LOCAL enable_seqscan = off")
    run("SET LOCAL enable_sort = off")
    run("SET LOCAL enable_bitmapscan = off")
    plan = Release.objects.ending_before(NOW, NOW + ENDING).explain()
    assert "using release_by_end" in plan
    assert "Sort" not in plan


@pytest.mark.parametrize("place", ["list", "page"])
def test_a_renewal_that_waits_is_offered_for_its_signature(
    adas: Browser, ada: User, ben: Contact, place: str
) -> None:
    release = sign(ben, ends=SOON)
    here = "/releases/" if place == "list" else f"/releases/{release.pk}/"
    anew = f'href="/contacts/{ben.pk}/release/"'
    assert anew in adas.get(here).content.decode()
    draft = draft_for(ben, ada)
    page = adas.get(here).content.decode()
    assert anew not in page
    assert f'href="/drafts/{draft.pk}/signature/">Get the renewal signed' in page
    ReleaseDraft.objects.filter(pk=draft.pk).update(withdrawn_at=timezone.now())
    assert anew in adas.get(here).content.decode()
