"""A revocation that a restored backup does not know: whose it is to record it anew."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client as Browser
from django.utils import timezone

from clients.models import Contact
from practice.formats import say_day_short_year
from practice.models import User
from practice.spans import clock_of, local_day
from releases.models import LostRevocation, Release, Restoration, Revocation
from tests.clock import DAY
from tests.needing import kinds_of, needs_of
from tests.privacy.doors import browser_of
from tests.releases.history.happenings import words
from tests.revoked import revoke, revoke_part, revoked_form
from tests.signed import sign

pytestmark = pytest.mark.usefixtures("unprinted")


def lost(release: Release, at: datetime | None = None, **said: Any) -> LostRevocation:
    """That its client had revoked ``release`` in writing, yesterday."""
    at = at or timezone.now() - DAY
    return LostRevocation.objects.create(
        restoration=Restoration.objects.create(events=2),
        release=release,
        **{
            "received_at": at,
            "recorded_at": at + timedelta(hours=1),
            "capacity": "client",
            "revoker": "Jordan Reyes",
            "manner": "written",
            "signed_on": local_day(at),
            "witness": "Ida Lind",
            "reason": "They part.",
            **said,
        },
    )


@pytest.fixture
def bens(ben: Contact) -> Release:
    return sign(ben, signed_at=timezone.now() - 5 * DAY)


def test_it_needs_the_clinician_and_the_desk_until_it_is_recorded_anew(
    ada: User, cleo: User, finn: User, nora: User, adas: Browser, bens: Release
) -> None:
    of = lost(bens)
    lost(bens)  # by another backup
    for who, needed in ((ada, 1), (finn, 1), (cleo, 0), (nora, 0)):
        assert len(needs_of(who, "lost")) == needed
    assert kinds_of(ada)[0] == "lost"
    page = words(adas.get("/needs/").content.decode())
    assert f"revoked {say_day_short_year(of.received_at)}, which the restored" in page
    nora_sees = f"/restorations/{of.restoration_id}/"
    said = words(browser_of(nora).get(nora_sees).content.decode())
    assert "Next: Dr. Ada Okafor or the front desk records it anew." in said
    revoke(bens, "They part.", finn)
    assert not needs_of(ada, "lost")
    said = words(browser_of(nora).get(nora_sees).content.decode())
    assert "recorded anew" in said
    assert "by Finn Doyle" in said


def test_the_page_is_filled_in_as_it_was_recorded_then(
    finn: User, bens: Release, ben: Contact
) -> None:
    renewal = sign(ben, bens.in_force.upper, signed_at=timezone.now())
    of = lost(bens)
    browser, path = browser_of(finn), f"/releases/{bens.pk}/revocation/"
    page = browser.get(path)
    assert "It was revoked already" in words(page.content.decode())
    form = page.context["form"]
    ticked = [
        each.pk
        for each in form.get_initial_for_field(form["releases"].field, "releases")
    ]
    assert ticked == [bens.pk]
    sent = {
        name: form.get_initial_for_field(form[name].field, name)
        for name in ("scope", "capacity", "manner", "signed_on", "witness", "reason")
    }
    sent |= {"received_on": local_day(of.received_at)}
    sent |= {"received_time": f"{clock_of(of.received_at):%H:%M}"}
    assert browser.post(path, revoked_form(bens) | sent).status_code == 302
    (anew,) = Revocation.objects.all()
    minute = timedelta(minutes=1)
    assert of.received_at - minute < anew.received_at < of.received_at + minute
    assert (anew.manner, anew.signed_on) == ("written", of.signed_on)
    assert (anew.witness, anew.reason) == ("Ida Lind", "They part.")
    assert (anew.recorded_by, anew.is_late) == (finn, True)
    renewal.refresh_from_db()
    assert renewal.revoked_at is None


def test_of_a_part_that_part_is_recorded_anew(
    ada: User, adas: Browser, bens: Release
) -> None:
    part = sorted(bens.grants.values_list("what", flat=True))[:2]
    of = lost(bens, part=part)
    form = adas.get(f"/releases/{bens.pk}/revocation/").context["form"]
    assert (form.initial["scope"], form.initial["part"]) == ("part", part)
    revoke_part(bens, part[:1], ada)
    assert needs_of(ada, "lost")
    revoke_part(bens, part[1:], ada)
    assert not needs_of(ada, "lost")
    again = LostRevocation.objects.get()
    assert not again.counts_again
    assert again.anew
    assert again.pk == of.pk


def test_of_a_release_that_ended_meanwhile_nothing_is_to_do(
    ada: User, ben: Contact, adas: Browser, nora: User
) -> None:
    now = timezone.now()
    ended = sign(ben, now - 9 * DAY, now - DAY, signed_at=now - 9 * DAY)
    of = lost(ended, now - 2 * DAY)
    assert not needs_of(ada, "lost")
    page = browser_of(nora).get(f"/restorations/{of.restoration_id}/")
    assert "The release has ended otherwise." in words(page.content.decode())


def test_nothing_lost_fills_nothing_in(adas: Browser, bens: Release) -> None:
    page = adas.get(f"/releases/{bens.pk}/revocation/")
    assert page.context["form"].lost is None
    assert "revoked already" not in page.text
