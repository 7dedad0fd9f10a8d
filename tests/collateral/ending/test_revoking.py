"""The page that revokes: what it lists, what it asks, what it says afterwards."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Client, ConsentEvent, Contact, EventKind
from practice.formats import say_day_short_year, say_instant
from practice.models import User
from practice.spans import start_of
from releases.models import Release, Revocation
from tests.booked import book
from tests.clock import DAY, HOUR
from tests.collateral.ending.leaning import LATER, SOON, kinds, statuses
from tests.releases.history.happenings import read
from tests.revoked import revoke, revoked_form
from tests.said import errors_in
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


@pytest.fixture
def first(ben: Contact) -> Release:
    """In force until soon."""
    return sign(ben, ends=SOON)


@pytest.fixture
def renewal(ben: Contact, first: Release) -> Release:
    """Signed already, to carry on from there."""
    return sign(ben, SOON, LATER + DAY, signed_at=timezone.now())


def page_of(release: Release) -> str:
    return f"/releases/{release.pk}/revocation/"


def sent(browser: Browser, *releases: Release, **said: Any) -> Any:
    return browser.post(page_of(releases[0]), revoked_form(*releases, **said))


def test_every_release_of_the_contact_is_listed_and_ticked(
    adas: Browser, first: Release, renewal: Release, maria: Contact
) -> None:
    sign(maria)
    page = adas.get(page_of(first)).content.decode()
    assert page.count('name="releases"') == 2
    for each in (first, renewal):
        assert f'name="releases" value="{each.pk}" ' in page
    assert page.count(" checked") == 4  # and all of it, spoken


def test_a_renewal_is_revoked_together_with_what_it_renews(
    adas: Browser, jordan: Client, ben: Contact, first: Release, renewal: Release
) -> None:
    book(jordan, [ben], SOON - HOUR, ends=SOON)
    book(jordan, [ben], LATER)
    assert sent(adas, first, renewal).status_code == 302
    assert statuses() == ["held", "held"]
    (revocation,) = Revocation.objects.all()
    assert set(revocation.releases.all()) == {first, renewal}
    assert kinds() == ["held", "held", "revoked", "revoked"]


def test_what_is_not_ticked_stays_in_force(
    adas: Browser, jordan: Client, ben: Contact, first: Release, renewal: Release
) -> None:
    book(jordan, [ben], SOON - HOUR, ends=SOON)
    book(jordan, [ben], SOON)
    sent(adas, renewal)
    assert statuses() == ["scheduled", "held"]
    first.refresh_from_db()
    assert first.revoked_at is None


def test_nothing_ticked_revokes_nothing(adas: Browser, first: Release) -> None:
    response = adas.post(page_of(first), revoked_form())
    assert response.status_code == 422
    assert "Tick at least one release." in errors_in(response)
    assert not Revocation.objects.exists()


def test_the_client_revokes_in_their_own_name(adas: Browser, first: Release) -> None:
    sent(adas, first, revoker="Bully Kin")
    (revocation,) = Revocation.objects.all()
    assert (revocation.revoker, revocation.capacity) == ("Jordan Reyes", "client")
    assert revocation.received_at <= revocation.recorded_at
    assert revocation.signed_on is None


@pytest.mark.parametrize("name", ["", ".", " "])
def test_who_revokes_for_a_client_says_who(
    adas: Browser, first: Release, name: str
) -> None:
    response = sent(adas, first, capacity="agent", revoker=name)
    assert response.status_code == 422
    assert "Enter who revokes for Jordan Reyes." in errors_in(response)
    assert sent(adas, first, capacity="agent", revoker="Ida Lind").status_code == 302
    assert Revocation.objects.get().revoker == "Ida Lind"


def test_whoever_signed_for_a_minor_is_who_revokes_if_nothing_is_said(
    adas: Browser, teo: Client, rosa: Contact
) -> None:
    release = sign(rosa, authority_ends_at=start_of(teo.comes_of_age_on))
    page = adas.get(page_of(release)).content.decode()
    assert 'value="Rosa Vance"' in page
    assert '<option value="parent" selected>' in page
    assert 'value="client"' not in page


def test_a_written_one_bears_a_day(adas: Browser, first: Release) -> None:
    response = sent(adas, first, manner="written")
    assert response.status_code == 422
    assert "Enter the day on which it was signed." in errors_in(response)
    tomorrow = (timezone.localdate() + DAY).isoformat()
    response = sent(adas, first, manner="written", signed_on=tomorrow)
    assert "It was signed on the day we received it, or before." in errors_in(response)
    today = timezone.localdate().isoformat()
    assert sent(adas, first, manner="written", signed_on=today).status_code == 302


def test_what_is_still_to_come_is_not_received(adas: Browser, first: Release) -> None:
    tomorrow = (timezone.localdate() + DAY).isoformat()
    response = sent(adas, first, received_on=tomorrow)
    assert response.status_code == 422
    assert "This is still to come." in errors_in(response)


def test_what_was_signed_later_is_not_revoked(adas: Browser, ben: Contact) -> None:
    release = sign(ben, timezone.now() - HOUR)
    before = (timezone.localdate() - 2 * DAY).isoformat()
    response = sent(adas, release, received_on=before)
    assert response.status_code == 422
    assert "A release was signed later than this. Untick it." in errors_in(response)
    assert not Revocation.objects.exists()


def test_the_minute_of_signing_is_late_enough(adas: Browser, ben: Contact) -> None:
    now = timezone.now()
    release = sign(ben, now - timedelta(seconds=1), signed_at=now)
    assert sent(adas, release).status_code == 302


def test_both_times_are_kept(adas: Browser, nora: User, ben: Contact) -> None:
    release = sign(ben, timezone.now() - 9 * DAY)
    yesterday = timezone.localdate() - DAY
    sent(adas, release, received_on=yesterday.isoformat(), received_time="10:00")
    revocation = Revocation.objects.get()
    assert timezone.now() - revocation.recorded_at < timedelta(minutes=1)
    at = say_instant(revocation.received_at)
    assert "10:00 am" in at
    assert f"received {at}" in adas.get(f"/releases/{release.pk}/").content.decode()
    adas.force_login(nora)
    assert f"recorded it. Received {at}." in read(adas)


def test_the_history_says_who_revoked_how_and_who_recorded_it(
    client: Browser, finn: User, nora: User, first: Release
) -> None:
    client.force_login(finn)
    sent(client, first, reason="They have parted.")
    client.force_login(nora)
    page = read(client)
    assert (
        "Ben Hart’s release was revoked by Jordan Reyes, by word of mouth; Finn Doyle "
        "recorded it. Reason: They have parted."
    ) in page


def test_the_history_says_who_revoked_for_the_client(
    client: Browser, finn: User, nora: User, first: Release
) -> None:
    client.force_login(finn)
    said = {"capacity": "agent", "revoker": "Ida Lind", "manner": "written"}
    sent(client, first, **said, signed_on=timezone.localdate().isoformat())
    client.force_login(nora)
    assert (
        "Ben Hart’s release was revoked by Ida Lind, a health care agent or "
        "court-appointed guardian, in writing (Jordan Reyes); Finn Doyle recorded it."
    ) in read(client)


def test_what_has_ended_is_not_revoked_again(adas: Browser, first: Release) -> None:
    revoke(first, "asked", first.client.clinician)
    response = adas.get(page_of(first), follow=True)
    assert "Nothing signed for Ben Hart is in force." in errors_in(response)
    assert ConsentEvent.objects.filter(kind=EventKind.REVOKED).count() == 1


def test_the_list_tells_releases_apart_by_their_days(
    adas: Browser, first: Release, renewal: Release
) -> None:
    page = errors_in(adas.get(page_of(first)))
    assert f"Signed {say_day_short_year(first.signed_at)}: Ends" in page
    assert f"Signed {say_day_short_year(renewal.signed_at)}: Starts" in page
