"""Wherever a release is shown whose revocation a restored backup lost, that is said."""

from __future__ import annotations

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from collateral.cards.card import cards_of
from practice.formats import say_day_short, say_day_short_year
from practice.models import User
from releases.history.day import hearings
from releases.models import Release
from releases.status import Tone, status_of, status_of_contact, statuses_of
from tests.booked import book
from tests.clock import DAY, HOUR, afternoon
from tests.collateral.ending.test_lost import lost
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.revoked import revoke, revoke_part
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def bens(ben: Contact) -> Release:
    now = timezone.now()
    then = now - 5 * DAY
    return sign(ben, then, signed_at=then, topics=["attendance", "sleep"])


@pytest.fixture
def said(bens: Release) -> str:
    """What is said of it, once it is lost that it was revoked."""
    return f"Revoked {say_day_short_year(lost(bens).received_at)}: record it again"


def test_its_chip_says_so_from_when_it_was_recorded_until_it_is_again(
    bens: Release, said: str, ada: User
) -> None:
    now = timezone.now()
    (found,) = Release.objects.with_lost()
    for each in (bens, found):
        status = status_of(each, now)
        assert (status.label, status.tone, status.lost) == (said, Tone.STOPPED, bens.pk)
        assert status_of(each, now - 2 * DAY).code == "active"
    assert status_of_contact([found], now).label == said
    revoke(bens, "They part.", ada)
    (found,) = Release.objects.with_lost()
    assert status_of(found, timezone.now()).code == "revoked"


def test_what_carries_on_from_it_carries_nothing(bens: Release, ben: Contact) -> None:
    renewal = sign(ben, bens.in_force.upper, signed_at=timezone.now())
    lost(renewal, timezone.now() - 2 * HOUR)
    first, second = Release.objects.with_lost().order_by("pk")
    codes = [each.code for _, each in statuses_of([first, second], timezone.now())]
    assert codes == ["active", "lost"]
    (_, status), _ = statuses_of([first, second], timezone.now())
    assert not status.label.startswith("Renewed")


def test_of_a_part_that_is_said_until_that_is_revoked_again(
    bens: Release, adas: Browser, ada: User
) -> None:
    lost(bens, part=["sleep"])
    status = status_of(Release.objects.get(), timezone.now())
    assert (status.code, status.tone) == ("lost_part", Tone.ENDING)
    assert status.label.startswith("Revoked in part")
    page = words(adas.get(f"/releases/{bens.pk}/").content.decode())
    assert "it no longer covers sleep" in page
    assert "Record again what was revoked" in page
    revoke_part(bens, ["sleep"], ada)
    assert status_of(Release.objects.get(), timezone.now()).code == "active"


@pytest.mark.parametrize(
    "path",
    ["/clients/{client}/", "/clients/{client}/circle/", "/clients/{client}/papers/"],
)
def test_each_page_of_the_client_says_so(
    path: str, finn: User, bens: Release, said: str
) -> None:
    page = browser_of(finn).get(path.format(client=bens.client_id))
    assert said in words(page.content.decode())
    assert "Active to" not in page.text


def test_who_calls_is_told_nothing_on_it(finn: User, bens: Release, said: str) -> None:
    page = browser_of(finn).get(f"/clients/{bens.client_id}/").content.decode()
    day = said.removeprefix("Revoked ").partition(":")[0]
    told = (
        "Not attend, be told appointment times and reschedule: revoked "
        f"{day}, which is to be recorded again"
    )
    assert told in words(page)
    assert "status-active" not in page.partition('aria-labelledby="errands"')[2]


def test_nobody_of_the_circle_is_tied_by_it(
    finn: User, bens: Release, said: str
) -> None:
    page = browser_of(finn).get(f"/clients/{bens.client_id}/circle/")
    assert "nobody of the practice speaks to them" in words(page.content.decode())
    assert "yone of the practice" not in page.text
    assert f'href="/releases/{bens.pk}/revocation/"' in page.text


def test_its_own_page_and_the_list_lead_to_recording_it_again(
    finn: User, ben: Contact
) -> None:
    soon = timezone.now() + 9 * DAY
    ending = sign(ben, None, soon, signed_at=timezone.now() - 5 * DAY)
    lost(ending)
    to = f'href="/releases/{ending.pk}/revocation/"'
    for path in (f"/releases/{ending.pk}/", "/releases/"):
        page = browser_of(finn).get(path)
        assert "record it again" in words(page.content.decode())
        assert to in page.text
        assert "Renew" not in page.text
        assert "Prepare a renewal" not in page.text


def test_the_calendar_and_the_day_say_so_of_what_stands(
    finn: User, adas: Browser, bens: Release, ben: Contact
) -> None:
    starts = afternoon(3)
    book(bens.client, [ben], starts)
    said = f"revoked {say_day_short(lost(bens).received_at)}"
    on = timezone.localdate(starts).isoformat()
    week = adas.get(f"/week/{on}/").content.decode()
    assert f"release {said}" in words(week)
    assert "record it again" in words(week)
    page = browser_of(finn).get(f"/day/{on}/")
    assert "Ben Hart has revoked: record it again." in words(page.content.decode())
    assert f'href="/releases/{bens.pk}/revocation/"' in page.text


@pytest.mark.parametrize(
    ("part", "hears"), [([], ()), (["sleep"], ("attendance",))], ids=["all", "a part"]
)
def test_the_card_of_a_session_lets_nobody_hear_of_it(
    bens: Release, ben: Contact, part: list[str], hears: tuple[str, ...]
) -> None:
    session = book(bens.client, [ben], afternoon(3))
    assert cards_of(session, [ben], None)[0].hears == ("attendance", "sleep")
    lost(bens, part=part)
    assert cards_of(session, [ben], None)[0].hears == hears


def test_who_saw_what_on_a_day_knows_it_from_when_it_was_recorded(
    bens: Release, said: str
) -> None:
    today = timezone.localdate()
    (now,) = hearings(bens.client, today, bens.contact)
    assert (now.status.label, now.codes) == (said, frozenset())
    (before,) = hearings(bens.client, today - 3 * DAY, bens.contact)
    assert {"attendance", "sleep"} <= before.codes


def test_and_of_a_part_alone_what_is_left(bens: Release) -> None:
    lost(bens, part=["sleep"])
    (now,) = hearings(bens.client, timezone.localdate(), bens.contact)
    assert "attendance" in now.codes
    assert "sleep" not in now.codes
